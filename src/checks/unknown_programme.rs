//! No funding statement is known for the programme of the project.

use crate::catalogue::Programme;
use crate::diag::{Diagnostic, Rule, Severity, Sink, nearest, safe};
use crate::narrative::{Part, placeholder};

use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA142",
    name: "unknown-programme",
    severity: Severity::Warning,
    summary: "no funding statement is known for the programme of the project",
    page: include_str!("../../docs/rules/VA142.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let project = &evidence.catalogue.project;
    let written = project.programme.value.as_str();
    let own = evidence.report.part(Part::Funding).is_some();
    if own || written.is_empty() || project.funding.is_some() || placeholder(written).is_some() {
        return;
    }
    let names = Programme::ALL.iter().map(|programme| programme.name());
    let message = format!("no funding statement is known for `{}`", safe(written));
    let texts = &evidence.catalogue.deliverable.texts;
    let finding = Diagnostic::new(&RULE, message)
        .at(project.programme.place, "the report prints none")
        .did_you_mean(nearest(written, names.clone()), || {
            let names: Vec<&str> = names.collect();
            format!(
                "statements are known for {}; write that of another programme into {texts}/funding.md",
                names.join(", ")
            )
        });
    sink.push(finding);
}
