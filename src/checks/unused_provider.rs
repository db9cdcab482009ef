//! A provider is named by no installation.

use crate::catalogue::{Catalogue, Provider};
use crate::diag::{Diagnostic, Rule, Severity, Sink};

use super::reading::whole_catalogue::unused;
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
    let Catalogue {
        providers,
        installations,
        ..
    } = evidence.catalogue;
    let is_named = |provider: &Provider| {
        let mut all = installations.iter();
        all.any(|one| one.provider == provider.id || one.providers.contains(&provider.id))
    };
    for provider in unused(providers, is_named, sink) {
        let id = &provider.id;
        let finding = Diagnostic::new(&RULE, format!("no installation names the provider `{id}`"))
            .at(provider.place, "this provider")
            .help(format!(
                "add `\"{id}\"` to the `providers` of the installations that it runs, or remove it from [[providers]]"
            ));
        sink.push(finding);
    }
}
