//! A baseline or a budget is not the one that was submitted.

use crate::diag::{Rule, Severity, Sink};
use crate::history::What;

use super::reading::restated::report;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA705",
    name: "released-baseline-changed",
    severity: Severity::Warning,
    summary: "a baseline or a budget is not the one that was submitted",
    page: include_str!("../../docs/rules/VA705.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let help = "put the submitted one back, or give the reason in [[restate]], such as the amendment that changed it";
    report(&RULE, help, is_wanted, evidence, sink);
}

fn is_wanted(what: &What) -> bool {
    matches!(what, What::Baseline(_) | What::Budget { .. })
}
