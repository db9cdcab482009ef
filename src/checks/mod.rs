//! The checks: what no single row shows, one rule in each file.
//!
//! A check looks at the evidence of a report and pushes findings; it changes nothing. Each file here but this one is one
//! rule; what rules share stands in `reading`, where a list says what there is. Rules that a reader raises stand in the
//! room of that reader; [`rules`] lists them all.

mod abbreviated_baseline;
mod absences_mixed;
mod access_costs_do_not_add_up;
mod baseline_count_contradicts_list;
mod baselines_exceed_budget;
mod calendar_contradiction;
mod comparators_differ;
mod copied_text;
mod count_contradicts_list;
mod dates_out_of_order;
mod day_snapshots;
mod deliverable_incomplete;
mod double_draw;
mod doubtful_method;
mod duration_outside_project;
mod durations_written_differently;
mod exceeds_capacity;
mod far_below_baseline;
mod field_missing;
mod field_repeats_another;
mod field_repeats_its_label;
mod figure_before_start;
mod figure_jumps;
mod figure_not_in_data;
mod figure_of_another_span;
mod figure_restated;
mod foreign_number_marks;
mod incomparable_baseline;
mod level_of_another_programme;
mod list_orders_differ;
mod location_lacks_provider;
mod location_spelling;
mod measured_is_no_method;
mod metric_named_differently;
mod missing_figure;
mod missing_text;
mod mixed_unit;
mod name_drift;
mod node_hours_without_factor;
mod one_url_for_many;
mod ordinal_contradicts_period;
mod period_gap;
mod placeholder_in_catalogue;
mod placeholder_in_text;
mod provisional_in_total;
mod quarter_straddles_periods;
mod rate_for_product;
mod reading;
mod released_baseline_changed;
mod released_method_changed;
mod released_row_gone;
mod released_text_changed;
mod released_unit_changed;
mod restated_with_reason;
mod same_people_in_several_tables;
mod stale_period;
mod stock_or_product;
mod stray_blanks;
mod suspicious_country;
#[cfg(test)]
mod tests;
mod title_dashes_differ;
mod total_does_not_reconcile;
mod trend_contradicts_figures;
mod typography;
mod unchanged_text;
mod unexplained_acronym;
mod unfilled_reference;
mod ungrouped_baseline;
mod units_spelled_differently;
mod unknown_citation;
mod unknown_country_in_baseline;
mod unknown_programme;
mod unused_budget;
mod unused_metric;
mod unused_provider;
mod unused_restatement;
mod unused_source;
mod unused_term;
mod url_is_no_address;
mod use_contradicts_figures;
mod use_without_users;
mod users_without_use;
mod version_contradicts_log;
mod window_contradicts_period;
mod wrong_count;
mod zero_for_a_list;

use crate::calendar::Period;
use crate::catalogue::{self, Catalogue};
use crate::diag::{FILE_RULES, POLICY_RULES, Rule, Sink};
use crate::history::{self, Past, Restated};
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
    /// The releases.
    pub past: &'a Past,
    /// What was released otherwise.
    pub restated: &'a [Restated],
}

impl Evidence<'_> {
    /// Returns the periods that are checked: all that have a column.
    fn columns(&self) -> &[Period] {
        &self.report.columns
    }

    /// Returns whether the report is written in English, which is what some rules read.
    fn is_english(&self) -> bool {
        self.catalogue.deliverable.language.starts_with("en")
    }
}

/// Returns whether findings of a rule are texts that are still to come.
pub fn is_placeholder(rule: &Rule) -> bool {
    let rules = [
        placeholder_in_catalogue::CHECK.rule,
        placeholder_in_text::CHECK.rule,
    ];
    rules.iter().any(|known| known.code == rule.code)
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
    period_gap::CHECK,
    unused_metric::CHECK,
    unused_provider::CHECK,
    unused_budget::CHECK,
    unused_source::CHECK,
    field_missing::CHECK,
    field_repeats_another::CHECK,
    field_repeats_its_label::CHECK,
    placeholder_in_catalogue::CHECK,
    url_is_no_address::CHECK,
    location_lacks_provider::CHECK,
    location_spelling::CHECK,
    durations_written_differently::CHECK,
    duration_outside_project::CHECK,
    title_dashes_differ::CHECK,
    one_url_for_many::CHECK,
    metric_named_differently::CHECK,
    window_contradicts_period::CHECK,
    measured_is_no_method::CHECK,
    doubtful_method::CHECK,
    rate_for_product::CHECK,
    units_spelled_differently::CHECK,
    node_hours_without_factor::CHECK,
    mixed_unit::CHECK,
    stock_or_product::CHECK,
    stray_blanks::CHECK,
    unused_term::CHECK,
    dates_out_of_order::CHECK,
    version_contradicts_log::CHECK,
    deliverable_incomplete::CHECK,
    unknown_programme::CHECK,
    level_of_another_programme::CHECK,
    access_costs_do_not_add_up::CHECK,
    total_does_not_reconcile::CHECK,
    count_contradicts_list::CHECK,
    same_people_in_several_tables::CHECK,
    zero_for_a_list::CHECK,
    absences_mixed::CHECK,
    users_without_use::CHECK,
    use_without_users::CHECK,
    day_snapshots::CHECK,
    figure_jumps::CHECK,
    exceeds_capacity::CHECK,
    provisional_in_total::CHECK,
    missing_figure::CHECK,
    figure_before_start::CHECK,
    foreign_number_marks::CHECK,
    abbreviated_baseline::CHECK,
    incomparable_baseline::CHECK,
    comparators_differ::CHECK,
    ungrouped_baseline::CHECK,
    unknown_country_in_baseline::CHECK,
    suspicious_country::CHECK,
    list_orders_differ::CHECK,
    baselines_exceed_budget::CHECK,
    double_draw::CHECK,
    far_below_baseline::CHECK,
    baseline_count_contradicts_list::CHECK,
    missing_text::CHECK,
    trend_contradicts_figures::CHECK,
    figure_not_in_data::CHECK,
    figure_of_another_span::CHECK,
    wrong_count::CHECK,
    use_contradicts_figures::CHECK,
    copied_text::CHECK,
    unchanged_text::CHECK,
    quarter_straddles_periods::CHECK,
    calendar_contradiction::CHECK,
    name_drift::CHECK,
    placeholder_in_text::CHECK,
    typography::CHECK,
    ordinal_contradicts_period::CHECK,
    stale_period::CHECK,
    unfilled_reference::CHECK,
    unexplained_acronym::CHECK,
    unknown_citation::CHECK,
    figure_restated::CHECK,
    released_row_gone::CHECK,
    released_unit_changed::CHECK,
    released_baseline_changed::CHECK,
    released_method_changed::CHECK,
    released_text_changed::CHECK,
    restated_with_reason::CHECK,
    unused_restatement::CHECK,
];

/// Runs all checks.
pub fn run(evidence: &Evidence<'_>, sink: &mut Sink) {
    for check in CHECKS {
        (check.run)(evidence, sink);
    }
}

/// The rules that judge a text by the figures and the calendar of its period.
const OF_ITS_PERIOD: &[&str] = &[
    "VA504", "VA505", "VA506", "VA507", "VA508", "VA512", "VA514", "VA516", "VA517", "VA518",
];

/// Returns what the rules on texts say of the texts that stand in from the period before, as if they had been written for
/// this one.
pub fn doubts(evidence: &Evidence<'_>) -> Sink {
    let mut sink = Sink::default();
    let narrative = reading::taken_over::taken_over(evidence.report);
    if narrative.iter().next().is_none() {
        return sink;
    }
    let evidence = Evidence {
        narrative: &narrative,
        ..*evidence
    };
    let judging = |check: &&Check| OF_ITS_PERIOD.contains(&check.rule.code);
    for check in CHECKS.iter().filter(judging) {
        (check.run)(&evidence, &mut sink);
    }
    figure_of_another_span::look_for_old(&evidence, &mut sink);
    sink
}

/// Returns all rules, those of the readers too, sorted by code.
pub fn rules() -> Vec<&'static Rule> {
    let readers = [
        FILE_RULES,
        POLICY_RULES,
        catalogue::RULES,
        catalogue::TEMPLATE_RULES,
        usage::RULES,
        narrative::RULES,
        history::RULES,
    ];
    let mut all: Vec<&'static Rule> = readers.into_iter().flatten().copied().collect();
    all.extend(CHECKS.iter().map(|check| check.rule));
    all.sort_by_key(|rule| rule.code);
    all
}
