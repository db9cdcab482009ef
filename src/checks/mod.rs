//! The checks: what no single row shows, one rule in each file.
//!
//! A check looks at the evidence of a report and pushes findings; it changes nothing. Rules that a reader raises stand
//! in the room of that reader; [`rules`] lists them all.

mod count_contradicts_list;
mod figure_not_in_data;
mod figure_of_another_span;
mod missing_text;
mod text_figures;
mod text_scope;
mod total_does_not_reconcile;
mod trend_contradicts_figures;
mod use_contradicts_figures;
mod wrong_count;

use crate::calendar::Period;
use crate::catalogue::{self, Catalogue};
use crate::diag::{FILE_RULES, POLICY_RULES, Rule, Sink};
use crate::narrative::{self, Narrative};
use crate::report::Report;
use crate::source::Sources;
use crate::usage::{self, Ledger};

/// What a check looks at.
#[derive(Debug)]
pub struct Evidence<'a> {
    /// The files, with their text.
    pub sources: &'a Sources,
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The values.
    pub ledger: &'a Ledger,
    /// The texts.
    pub narrative: &'a Narrative,
    /// The report of the period.
    pub report: &'a Report<'a>,
}

impl Evidence<'_> {
    /// Returns the periods that are checked: all that have a column.
    fn columns(&self) -> &[Period] {
        &self.report.columns
    }
}

/// A rule and the function that looks for it.
#[derive(Debug)]
pub struct Check {
    /// The rule.
    pub rule: &'static Rule,
    run: fn(&Evidence<'_>, &mut Sink),
}

/// The checks there are, sorted by code.
pub static CHECKS: &[Check] = &[
    total_does_not_reconcile::CHECK,
    count_contradicts_list::CHECK,
    missing_text::CHECK,
    trend_contradicts_figures::CHECK,
    figure_not_in_data::CHECK,
    figure_of_another_span::CHECK,
    wrong_count::CHECK,
    use_contradicts_figures::CHECK,
];

/// Runs all checks.
pub fn run(evidence: &Evidence<'_>, sink: &mut Sink) {
    for check in CHECKS {
        (check.run)(evidence, sink);
    }
}

/// Returns all rules, those of the readers too, sorted by code.
pub fn rules() -> Vec<&'static Rule> {
    let readers = [
        FILE_RULES,
        POLICY_RULES,
        catalogue::RULES,
        usage::RULES,
        narrative::RULES,
    ];
    let mut all: Vec<&'static Rule> = readers.into_iter().flatten().copied().collect();
    all.extend(CHECKS.iter().map(|check| check.rule));
    all.sort_by_key(|rule| rule.code);
    all
}
