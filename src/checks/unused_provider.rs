//! A provider is named by no installation.

use crate::diag::{Diagnostic, Rule, Severity, Sink};

use super::reading::whole_catalogue::is_whole;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA111",
    name: "unused-provider",
    severity: Severity::Note,
    summary: "a provider is defined, but no installation names it",
    page: include_str!("../../docs/rules/VA111.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    if !is_whole(sink) {
        return;
    }
    let installations = &evidence.catalogue.installations;
    for provider in &evidence.catalogue.providers {
        let id = &provider.id;
        let is_named = installations.iter().any(|installation| {
            installation.provider == *id || installation.providers.contains(id)
        });
        if is_named {
            continue;
        }
        let finding = Diagnostic::new(&RULE, format!("no installation names the provider `{id}`"))
            .at(provider.place, "this provider")
            .help(format!(
                "add `\"{id}\"` to the `providers` of the installations that it runs, or remove it from [[providers]]"
            ));
        sink.push(finding);
    }
}
