//! Settings of an export match no usage file.

use crate::diag::{Diagnostic, Rule, Severity, Sink, nearest, safe};
use crate::source::SourceFile;

use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA113",
    name: "unused-source",
    severity: Severity::Warning,
    summary: "the path of a `[[sources]]` entry matches no usage file, so its settings are never used",
    page: include_str!("../../docs/rules/VA113.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    if sink.has("VA219") {
        return;
    }
    let catalogue = evidence.sources.get(evidence.catalogue.source).name();
    let names: Vec<&str> = evidence
        .sources
        .iter()
        .map(SourceFile::name)
        .filter(|name| *name != catalogue && !is_text(name))
        .collect();
    for export in &evidence.catalogue.exports {
        if names.iter().any(|name| export.matches(name)) {
            continue;
        }
        let message = format!("`{}` matches no usage file", safe(&export.path));
        let finding = Diagnostic::new(&RULE, message)
            .at(export.place, "these settings are never used")
            .did_you_mean(nearest(&export.path, names.iter().copied()), || {
                "write the path from the folder of installations.toml, with `*` for any characters but `/`; or remove the entry"
                    .to_owned()
            });
        sink.push(finding);
    }
}

/// Returns whether a file holds a text of the report.
fn is_text(name: &str) -> bool {
    name.rsplit('.')
        .next()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("md"))
}
