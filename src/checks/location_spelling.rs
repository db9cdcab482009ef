//! A country in a location is written otherwise than by its name.

use crate::catalogue::{Catalogue, Field, FieldText, Installation};
use crate::country::Country;
use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::source::Place;

use super::reading::about::about;
use super::reading::fields::given_field;
use super::reading::named_countries::{is_code, named_countries};
use super::reading::place_in_text::place_in_text;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA123",
    name: "location-spelling",
    severity: Severity::Note,
    summary: "a country in a location is written in capitals, by a code or by another name than its English short name",
    page: include_str!("../../docs/rules/VA123.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// Names that stand in ISO 3166-1 or in running text as they are, beside the short ones.
const ALSO_RIGHT: &[&str] = &[
    "The Netherlands",
    "the Netherlands",
    "United States of America",
    "Russian Federation",
    "Viet Nam",
];

/// Most other places that a finding shows.
const SHOWN: usize = 3;

/// A country as a location writes it.
struct Written<'c> {
    installation: &'c Installation,
    text: &'c str,
    country: Country,
    place: Place,
}

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let all = written(evidence);
    let only_codes = all.iter().all(|written| is_code(written.text));
    let mut seen: Vec<&str> = Vec::new();
    for first in all.iter().filter(|written| is_other(written)) {
        if only_codes || seen.contains(&first.text) {
            continue;
        }
        seen.push(first.text);
        let all = all.iter().filter(|other| other.text == first.text);
        let same: Vec<&Written<'_>> = all.skip(1).collect();
        sink.push(finding(first, &same));
    }
}

/// Returns the countries of all locations, in the order of the catalogue.
fn written<'c>(evidence: &Evidence<'c>) -> Vec<Written<'c>> {
    let catalogue: &'c Catalogue = evidence.catalogue;
    let located = catalogue.installations.iter().filter_map(|installation| {
        let location = given_field(installation, Field::Location)?;
        Some((installation, location))
    });
    let countries = |(installation, location): (&'c Installation, &'c FieldText)| {
        let named = named_countries(&location.text).into_iter();
        named
            .map(|named| Written {
                installation,
                text: location.text.get(named.range.clone()).unwrap_or_default(),
                country: named.country,
                place: place_in_text(
                    evidence.sources,
                    location.place,
                    &location.text,
                    &named.range,
                ),
            })
            .collect::<Vec<_>>()
    };
    located.flat_map(countries).collect()
}

fn is_other(written: &Written<'_>) -> bool {
    written.text != written.country.name() && !ALSO_RIGHT.contains(&written.text)
}

fn finding(first: &Written<'_>, same: &[&Written<'_>]) -> Diagnostic {
    let name = first.country.name();
    let who = if same.is_empty() {
        format!("the location of `{}` writes", first.installation.id)
    } else {
        format!("{} locations write", same.len() + 1)
    };
    let message = format!("{who} {name} as `{}`", safe(first.text));
    let mut finding = Diagnostic::new(&RULE, message)
        .at(first.place, "")
        .help(format!(
            "write `{name}`, so that a country reads alike in all installations"
        ))
        .about(about(first.installation, None));
    for other in same.iter().take(SHOWN) {
        finding = finding.see(other.place, "also here");
    }
    finding
}
