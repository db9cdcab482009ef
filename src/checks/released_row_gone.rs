//! What was submitted is no longer there.

use crate::diag::{Rule, Severity, Sink};
use crate::history::What;

use super::reading::restated::report;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA703",
    name: "released-row-gone",
    severity: Severity::Warning,
    summary: "an installation, a row or a period that was submitted is no longer there",
    page: include_str!("../../docs/rules/VA703.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let help = "put it back: a figure that ended has the state not-applicable; or give the reason in [[restate]]";
    report(&RULE, help, is_wanted, evidence, sink);
}

fn is_wanted(what: &What) -> bool {
    matches!(
        what,
        What::InstallationGone { .. } | What::RowGone { .. } | What::PeriodGone
    )
}
