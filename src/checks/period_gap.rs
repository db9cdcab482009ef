//! Months of the project belong to no reporting period.

use crate::calendar::{Period, ProjectMonth};
use crate::catalogue::Catalogue;
use crate::diag::{Diagnostic, Rule, Severity, Sink};

use super::reading::phrases::short;
use super::reading::whole_catalogue::is_whole;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA109",
    name: "period-gap",
    severity: Severity::Warning,
    summary: "months of the project belong to no reporting period, so their use is reported nowhere",
    page: include_str!("../../docs/rules/VA109.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let catalogue = evidence.catalogue;
    let gaps = gaps(catalogue);
    if gaps.is_empty() || !is_whole(sink) {
        return;
    }
    let names: Vec<String> = gaps.iter().copied().map(short).collect();
    let message = format!("no reporting period covers {}", names.join(", "));
    let place = catalogue.periods_place.unwrap_or(catalogue.place);
    let finding = Diagnostic::new(&RULE, message)
        .at(
            place,
            format!("the project has {} months", catalogue.calendar.months()),
        )
        .help(format!(
            "list periods that follow each other from M1 to {}",
            catalogue.calendar.last_month()
        ));
    sink.push(finding);
}

/// Returns the spans of months that no period covers; the periods are in order and do not overlap.
fn gaps(catalogue: &Catalogue) -> Vec<Period> {
    let last = catalogue.calendar.last_month().number();
    let mut next = 1;
    let mut gaps = Vec::new();
    let covered = catalogue
        .periods
        .iter()
        .map(|period| (period.first().number(), period.last().number()));
    for (from, to) in covered.chain([(last + 1, last)]) {
        gaps.extend(span(next, from.saturating_sub(1)));
        next = to + 1;
    }
    gaps
}

fn span(from: u16, to: u16) -> Option<Period> {
    Period::new(ProjectMonth::new(from)?, ProjectMonth::new(to)?)
}
