//! The version on the cover is not the last one of the document log.

use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};

use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA140",
    name: "version-contradicts-log",
    severity: Severity::Warning,
    summary: "the version on the cover is not the last one of the document log",
    page: include_str!("../../docs/rules/VA140.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let deliverable = &evidence.catalogue.deliverable;
    let Some((version, last)) = deliverable.version.as_ref().zip(deliverable.log.last()) else {
        return;
    };
    let plain = |text: &str| text.trim().trim_start_matches(['v', 'V']).trim().to_owned();
    if plain(&version.value) == plain(&last.version.value) {
        return;
    }
    let message = format!(
        "the cover says version `{}`, and the document log ends with `{}`",
        safe(&version.value),
        safe(&last.version.value)
    );
    let finding = Diagnostic::new(&RULE, message)
        .at(version.place, "")
        .see(last.version.place, "the last version of the log")
        .help("add the version to the log, or correct one of the two");
    sink.push(finding);
}
