//! The glossary explains an acronym that the report does not use.

use crate::catalogue::Term;
use crate::diag::{Diagnostic, Rule, Severity, Sink, nearest, safe};

use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA138",
    name: "unused-term",
    severity: Severity::Note,
    summary: "the glossary explains an acronym that the report does not use",
    page: include_str!("../../docs/rules/VA138.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let Some(glossary) = &evidence.catalogue.glossary else {
        return;
    };
    let used = &evidence.report.terms;
    let is_used = |term: &&Term| used.iter().any(|one| one.acronym == term.acronym.value);
    for term in glossary.terms.iter().filter(|term| !is_used(term)) {
        let acronym = safe(&term.acronym.value);
        let message = format!("`{acronym}` is explained and not used in this report");
        let unknown = used.iter().filter(|one| one.unknown.is_some());
        let meant = nearest(&term.acronym.value, unknown.map(|one| one.acronym.as_str()));
        let finding = Diagnostic::new(&RULE, message)
            .at(term.acronym.place, "")
            .did_you_mean(meant, || {
                "remove the line, or leave it for a later report; it is not printed".to_owned()
            });
        sink.push(finding);
    }
}
