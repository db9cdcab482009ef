//! An installation has no assessment for the period.

use crate::diag::{Diagnostic, Rule, Severity, Sink};
use crate::report::Text;

use super::reading::about::about;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA501",
    name: "missing-text",
    severity: Severity::Note,
    summary: "an installation has no assessment for the period, so the report carries a stub",
    page: include_str!("../../docs/rules/VA501.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let period = evidence.report.period;
    for section in &evidence.report.installations {
        let id = &section.installation.id;
        let (meanwhile, carried) = match &section.assessment {
            Text::Written(_) => continue,
            Text::TakenOver(taken) => (
                format!("; that of {} stands in its place", taken.from),
                "the old text, the facts and the questions",
            ),
            Text::Stub(_) => (String::new(), "the facts and the questions"),
        };
        let finding = Diagnostic::new(
            &RULE,
            format!("`{id}` has no assessment for {period}{meanwhile}"),
        )
        .at(section.installation.place, "this installation")
        .help(format!(
            "write assessments/{period}/{id}.md; the report carries {carried} meanwhile"
        ))
        .about(about(section.installation, Some(period)));
        sink.push(finding);
    }
}
