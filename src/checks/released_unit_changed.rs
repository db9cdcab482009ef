//! A metric is counted otherwise than in the figures that were submitted.

use crate::diag::{Rule, Severity, Sink};
use crate::history::What;

use super::reading::restated::report;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA704",
    name: "released-unit-changed",
    severity: Severity::Warning,
    summary: "the unit or the nature of a metric is not that of the figures that were submitted",
    page: include_str!("../../docs/rules/VA704.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let help = "put it back and add a metric of its own for the new way of counting, or give the reason in [[restate]]";
    report(&RULE, help, is_wanted, evidence, sink);
}

fn is_wanted(what: &What) -> bool {
    matches!(what, What::Unit(_) | What::Nature(_))
}
