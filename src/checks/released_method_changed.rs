//! How a metric is measured changed after figures were submitted.

use crate::diag::{Rule, Severity, Sink};
use crate::history::What;

use super::reading::restated::report;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA706",
    name: "released-method-changed",
    severity: Severity::Warning,
    summary: "how a metric is measured is not what was submitted with its figures",
    page: include_str!("../../docs/rules/VA706.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let help = "say in [[restate]] since when it is measured in the new way, and whether the older figures were counted anew";
    report(&RULE, help, is_wanted, evidence, sink);
}

fn is_wanted(what: &What) -> bool {
    matches!(what, What::Method(_))
}
