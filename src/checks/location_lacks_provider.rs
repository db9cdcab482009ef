//! The location of an installation lacks the country of one of its providers.

use crate::catalogue::{Catalogue, Field, FieldText, Installation, Provider};
use crate::country::Country;
use crate::diag::{Diagnostic, Rule, Severity, Sink};

use super::reading::about::about;
use super::reading::fields::given_field;
use super::reading::named_countries::named_countries;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA122",
    name: "location-lacks-provider",
    severity: Severity::Warning,
    summary: "the location of an installation lacks the country of one of its providers",
    page: include_str!("../../docs/rules/VA122.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let catalogue = evidence.catalogue;
    for installation in &catalogue.installations {
        let Some(location) = given_field(installation, Field::Location) else {
            continue;
        };
        let named: Vec<Country> = named_countries(&location.text)
            .into_iter()
            .map(|named| named.country)
            .collect();
        let elsewhere: Vec<(&Provider, Country)> = providers(catalogue, installation)
            .into_iter()
            .filter(|(_, country)| !named.contains(country))
            .collect();
        if !named.is_empty() && !elsewhere.is_empty() {
            sink.push(finding(installation, location, &elsewhere));
        }
    }
}

/// Returns the providers of an installation whose country is known.
fn providers<'c>(
    catalogue: &'c Catalogue,
    installation: &Installation,
) -> Vec<(&'c Provider, Country)> {
    let names = |provider: &&Provider| {
        provider.id == installation.provider || installation.providers.contains(&provider.id)
    };
    let providers = catalogue.providers.iter().filter(names);
    providers
        .filter_map(|provider| Some((provider, provider.country?)))
        .collect()
}

fn finding(
    installation: &Installation,
    location: &FieldText,
    elsewhere: &[(&Provider, Country)],
) -> Diagnostic {
    let id = &installation.id;
    let mut lacking: Vec<(Country, Vec<String>)> = Vec::new();
    for (provider, country) in elsewhere {
        let name = format!("`{}`", provider.id);
        match lacking.iter_mut().find(|(known, _)| known == country) {
            Some((_, names)) => names.push(name),
            None => lacking.push((*country, vec![name])),
        }
    }
    let lacking: Vec<String> = lacking
        .iter()
        .map(|(country, names)| {
            format!("{}, the country of {}", country.name(), names.join(" and "))
        })
        .collect();
    let message = format!("the location of `{id}` lacks {}", lacking.join("; and "));
    let mut finding = Diagnostic::new(&RULE, message)
        .at(location.place, "the location")
        .help("name the countries of all providers, or correct `providers` or the provider's `country`")
        .about(about(installation, None));
    for (provider, country) in elsewhere {
        finding = finding.see(provider.place, format!("in {}", country.name()));
    }
    finding
}
