//! Something was submitted otherwise, and the reason is given.

use crate::diag::{Rule, Severity, Sink, safe};

use super::reading::restated::finding;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA708",
    name: "restated-with-reason",
    severity: Severity::Note,
    summary: "something differs from what was submitted, and the reason is given",
    page: include_str!("../../docs/rules/VA708.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for restated in evidence.restated {
        let entries = &evidence.catalogue.restatements;
        let Some(entry) = restated.reason.and_then(|at| entries.get(at)) else {
            continue;
        };
        let found = finding(&RULE, evidence, restated)
            .see(entry.subject.place, "the reason")
            .help(format!("the reason is `{}`", safe(&entry.reason)));
        sink.push(found);
    }
}
