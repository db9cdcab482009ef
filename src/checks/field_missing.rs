//! Fields of a description are not given.

use crate::catalogue::{Field, Installation};
use crate::diag::{Diagnostic, Rule, Severity, Sink};

use super::reading::about::about;
use super::reading::fields::field_name;
use super::reading::whole_catalogue::is_whole_entry;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA117",
    name: "field-missing",
    severity: Severity::Warning,
    summary: "a field of an installation's description is not given, so the report prints `not given`",
    page: include_str!("../../docs/rules/VA117.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for installation in &evidence.catalogue.installations {
        let (names, keys) = missing(installation);
        if names.is_empty() || !is_whole_entry(evidence, installation, sink) {
            continue;
        }
        let id = &installation.id;
        let message = format!("the description of `{id}` lacks {}", names.join(", "));
        let finding = Diagnostic::new(&RULE, message)
            .at(installation.place, "this installation")
            .help(format!(
                "ask the provider and add {} to the entry",
                keys.join(", ")
            ))
            .about(about(installation, None));
        sink.push(finding);
    }
}

/// Returns the names of the fields that are not given, in the order of the report, and their keys in backticks.
fn missing(installation: &Installation) -> (Vec<String>, Vec<String>) {
    let task = installation.task().unwrap_or_default();
    let no_task = task.trim().is_empty();
    let mut fields = (Vec::new(), Vec::new());
    for field in Field::ALL {
        if installation.field(*field).is_none() {
            fields.0.push(field_name(*field));
            fields.1.push(format!("`{}`", field.key()));
        }
        if *field == Field::Description && no_task {
            fields.0.push("task".to_owned());
            fields.1.push("`task`".to_owned());
        }
    }
    fields
}
