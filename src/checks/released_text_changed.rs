//! A text of a period that was submitted has changed.

use crate::diag::{Rule, Severity, Sink};
use crate::history::What;

use super::reading::restated::report;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA707",
    name: "released-text-changed",
    severity: Severity::Warning,
    summary: "a text of a period that was submitted was edited, removed or written afterwards",
    page: include_str!("../../docs/rules/VA707.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let help = "put the submitted text back, or give the reason in [[restate]]; what is new belongs into the text of the next period";
    report(&RULE, help, is_wanted, evidence, sink);
}

fn is_wanted(what: &What) -> bool {
    matches!(what, What::Text { .. })
}
