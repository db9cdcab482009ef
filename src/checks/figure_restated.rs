//! A figure is not what was submitted for its period.

use crate::diag::{Rule, Severity, Sink};
use crate::history::What;

use super::reading::restated::report;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA702",
    name: "figure-restated",
    severity: Severity::Warning,
    summary: "a figure differs from what was submitted for its period",
    page: include_str!("../../docs/rules/VA702.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let help = "put the submitted figure back, or give the reason in [[restate]]; the report prints it under the table";
    report(&RULE, help, is_wanted, evidence, sink);
}

fn is_wanted(what: &What) -> bool {
    matches!(what, What::Figure(_) | What::Cumulative(_))
}
