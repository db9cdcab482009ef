//! The dissemination level is one of another funding programme.

use crate::catalogue::Dissemination;
use crate::diag::{Diagnostic, Rule, Severity, Sink};

use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA143",
    name: "level-of-another-programme",
    severity: Severity::Warning,
    summary: "the dissemination level is one of another funding programme",
    page: include_str!("../../docs/rules/VA143.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let catalogue = evidence.catalogue;
    let level = catalogue.deliverable.dissemination.as_ref();
    let Some((level, programme)) = level.zip(catalogue.project.funding) else {
        return;
    };
    if level.value.belongs_to(programme) {
        return;
    }
    let message = format!(
        "{} has no dissemination level `{}`",
        programme.name(),
        level.value.code()
    );
    let finding = Diagnostic::new(&RULE, message)
        .at(level.place, "")
        .see(catalogue.project.programme.place, "the programme")
        .help(format!(
            "its levels are {}",
            Dissemination::of(programme).join(", ")
        ));
    sink.push(finding);
}
