//! A code of a country is valid, but usually a mistake, or it is the spelling of another authority.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::CountryStyle;
use crate::country::{Country, suspect};
use crate::diag::{Diagnostic, Rule, Severity, Sink, Subject, safe};
use crate::source::{Place, SourceId};

use super::reading::baseline_list::list_of;
use super::reading::place_in_text::{mend_in_text, place_in_text};
use super::reading::rows::{MetricRow, rows};
use super::reading::written_countries::each_written;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA408",
    name: "suspicious-country",
    severity: Severity::Warning,
    summary: "a code of a country is usually a mistake, or not the spelling of the house style",
    page: include_str!("../../docs/rules/VA408.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for row in rows(evidence) {
        look_at_baseline(evidence, &row, sink);
    }
    look_at_usage(evidence, sink);
}

/// A code that deserves a second look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doubt {
    /// It is a country, but another one is usually meant, which the list lacks.
    Mistaken(Country, Country),
    /// It is right, and the house style writes it otherwise.
    Spelled(Country),
}

fn look_at_baseline(evidence: &Evidence<'_>, row: &MetricRow<'_>, sink: &mut Sink) {
    let baseline = &row.printed.baseline;
    let words = list_of(baseline);
    let listed: BTreeSet<Country> = words
        .iter()
        .filter_map(|(_, word)| Country::parse(word).ok())
        .collect();
    let style = evidence.catalogue.style.countries;
    let mut finding: Option<Diagnostic> = None;
    let mut respelled = Vec::new();
    for (range, word) in words {
        let Some(doubt) = doubt(word, &listed, style) else {
            continue;
        };
        let place = place_in_text(
            evidence.sources,
            baseline.place,
            &baseline.as_written,
            &range,
        );
        let said = said(word, doubt, style);
        if let Doubt::Spelled(country) = doubt {
            respelled.push((range, house(country, style)));
        }
        finding = Some(match finding {
            None => Diagnostic::new(&RULE, said)
                .at(place, "")
                .help(help(doubt, style))
                .about(row.subject()),
            Some(mut finding) => {
                let so_far = finding.help.take().unwrap_or_default();
                finding.message = format!("{}; {said}", finding.message);
                finding
                    .help(format!("{so_far}; {}", help(doubt, style)))
                    .see(place, "and here")
            }
        });
    }
    if let Some(finding) = finding {
        let (place, written) = (baseline.place, &baseline.as_written);
        sink.push(finding.mend(mend_in_text(evidence.sources, place, written, &respelled)));
    }
}

fn look_at_usage(evidence: &Evidence<'_>, sink: &mut Sink) {
    let style = evidence.catalogue.style.countries;
    let mut mistaken: BTreeMap<Subject, (Place, String, Doubt)> = BTreeMap::new();
    let mut spelled: BTreeMap<(SourceId, Country), Spelled> = BTreeMap::new();
    each_written(evidence, may_hold_suspects, |reached, word, place, rows| {
        let subject = || Subject {
            period: Some(reached.period.to_string()),
            ..reached.row.subject()
        };
        match doubt(word, &reached.countries, style) {
            Some(doubt @ Doubt::Mistaken(..)) => {
                mistaken
                    .entry(subject())
                    .or_insert_with(|| (place, said(word, doubt, style), doubt));
            }
            Some(Doubt::Spelled(country)) if style == CountryStyle::Iso => {
                let first = || Spelled::new(word, place, subject());
                spelled
                    .entry((place.source, country))
                    .or_insert_with(first)
                    .rows += rows;
            }
            Some(Doubt::Spelled(_)) | None => {}
        }
    });
    for (subject, (place, said, doubt)) in mistaken {
        let finding = Diagnostic::new(&RULE, said)
            .at(place, "")
            .help(help(doubt, style));
        sink.push(finding.about(subject));
    }
    for ((_, country), first) in spelled {
        sink.push(first.finding(country));
    }
}

/// Returns whether a file may hold a code of interest, so that most files need not be looked through row by row.
fn may_hold_suspects(text: &str) -> bool {
    ["GE", "UK", "EL", "ge", "uk", "el"]
        .iter()
        .any(|code| text.contains(code))
}

/// A spelling of the institutions in a usage file, where it stands first.
struct Spelled {
    word: String,
    place: Place,
    subject: Subject,
    rows: usize,
}

impl Spelled {
    fn new(word: &str, place: Place, subject: Subject) -> Self {
        Self {
            word: word.to_owned(),
            place,
            subject,
            rows: 0,
        }
    }

    fn finding(self, country: Country) -> Diagnostic {
        let said = said(&self.word, Doubt::Spelled(country), CountryStyle::Iso);
        let message = match self.rows {
            1 => said,
            rows => format!("{said}; this file has it {rows} times"),
        };
        let help = format!(
            "make sure that {} is meant, and write `{1}`; the report prints `{1}` meanwhile",
            country.name(),
            country.code()
        );
        Diagnostic::new(&RULE, message)
            .at(self.place, "")
            .help(help)
            .about(self.subject)
    }
}

fn doubt(word: &str, listed: &BTreeSet<Country>, style: CountryStyle) -> Option<Doubt> {
    let country = Country::parse(word).ok()?;
    let is = |code: &str| code.eq_ignore_ascii_case(word);
    let is_code = is(country.code()) || is(country.eu_code());
    if is_code && !is(house(country, style)) {
        return Some(Doubt::Spelled(country));
    }
    let usually = suspect(word)?.usually;
    (usually != country && !listed.contains(&usually)).then_some(Doubt::Mistaken(country, usually))
}

fn house(country: Country, style: CountryStyle) -> &'static str {
    match style {
        CountryStyle::Iso => country.code(),
        CountryStyle::Eu => country.eu_code(),
    }
}

fn said(word: &str, doubt: Doubt, style: CountryStyle) -> String {
    match (doubt, style) {
        (Doubt::Mistaken(country, usually), _) => format!(
            "`{}` is {}, and {} is not in the list",
            safe(word),
            country.name(),
            usually.name()
        ),
        (Doubt::Spelled(country), CountryStyle::Iso) => {
            format!("`{}` is `{}` in ISO 3166-1", safe(word), country.code())
        }
        (Doubt::Spelled(country), CountryStyle::Eu) => format!(
            "`{}` is `{}` in the spelling of the European institutions",
            safe(word),
            country.eu_code()
        ),
    }
}

fn help(doubt: Doubt, style: CountryStyle) -> String {
    match doubt {
        Doubt::Mistaken(country, usually) => format!(
            "write `{}` when {} is meant; waive the finding when it is {}",
            house(usually, style),
            usually.name(),
            country.name()
        ),
        Doubt::Spelled(country) => {
            let other = match style {
                CountryStyle::Iso => "eu",
                CountryStyle::Eu => "iso",
            };
            format!(
                "write `{}` as the house style does, or set `countries = \"{other}\"` in [style]",
                house(country, style)
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Doubt, doubt};
    use crate::catalogue::CountryStyle;
    use crate::country::Country;

    fn country(code: &str) -> Country {
        Country::parse(code).unwrap()
    }

    fn of(word: &str, listed: &[&str], style: CountryStyle) -> Option<Doubt> {
        doubt(
            word,
            &listed.iter().map(|code| country(code)).collect(),
            style,
        )
    }

    #[test]
    fn the_house_style_decides_which_spelling_is_right() {
        let spelled = |word, style| of(word, &[], style).is_some();
        assert!(spelled("UK", CountryStyle::Iso) && spelled("el", CountryStyle::Iso));
        assert!(spelled("GB", CountryStyle::Eu) && !spelled("UK", CountryStyle::Eu));
        assert!(!spelled("GB", CountryStyle::Iso) && !spelled("United Kingdom", CountryStyle::Iso));
    }

    #[test]
    fn georgia_is_suspicious_only_where_germany_is_missing() {
        let mistaken = Doubt::Mistaken(country("GE"), country("DE"));
        assert_eq!(of("GE", &["FR", "GE"], CountryStyle::Iso), Some(mistaken));
        assert_eq!(of("GE", &["DE", "GE"], CountryStyle::Iso), None);
        assert_eq!(of("Georgia", &["GE"], CountryStyle::Iso), None);
    }

    #[test]
    fn what_is_no_country_is_the_business_of_another_rule() {
        assert_eq!(of("SP", &[], CountryStyle::Iso), None);
    }
}
