//! The acronyms that a report prints, and which of them its texts explain themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::catalogue::{Catalogue, Field, Front};
use crate::diag::Subject;
use crate::narrative::acronym::{Explained, acronyms};
use crate::narrative::printed::printed;
use crate::narrative::token::tokens;
use crate::narrative::wording;
use crate::narrative::{Assessment, Part};
use crate::source::Place;

use super::InstallationReport;
use super::text::Text;

/// An acronym that the report prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Used {
    /// The acronym.
    pub acronym: String,
    /// What a text of the report says it means.
    pub meaning: Option<String>,
    /// Where a reader first meets it without knowing it; nothing where none needs to be told, as of a unit, a country or
    /// the name of a partner.
    pub unknown: Option<(Where, Subject)>,
}

/// A place of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Where {
    /// In a text.
    Text(Place),
    /// In a value of installations.toml.
    Value {
        /// Where the value is written.
        place: Place,
        /// The value.
        text: String,
        /// The bytes of the word in it.
        range: Range<usize>,
    },
}

/// Returns the acronyms that a report prints, sorted; none unless the project has a glossary or asks for the chapter.
pub(super) fn terms(
    catalogue: &Catalogue,
    parts: &[(Part, &Assessment)],
    installations: &[InstallationReport<'_>],
) -> Vec<Used> {
    let front = &catalogue.deliverable.front;
    let asked = front.iter().any(|front| front.value == Front::Terminology);
    if catalogue.glossary.is_none() && !asked {
        return Vec::new();
    }
    let mut collector = Collector::of(catalogue);
    let is_back = |part: Part| matches!(part, Part::Conclusions | Part::References);
    collector.names(catalogue);
    collector.wordings(catalogue, parts);
    for (_, text) in parts.iter().filter(|(part, _)| !is_back(*part)) {
        collector.text(text, &Subject::default());
    }
    for section in installations {
        collector.installation(section);
    }
    for (_, text) in parts.iter().filter(|(part, _)| is_back(*part)) {
        collector.text(text, &Subject::default());
    }
    collector.finish()
}

struct Collector {
    /// What the glossary explains.
    glossary: BTreeSet<String>,
    /// Names that need no explanation: of the project, its partners and its periods.
    names: BTreeSet<String>,
    /// What was found: the meaning that a text gives, whether a text explains it, and where it is not known.
    found: BTreeMap<String, Found>,
}

#[derive(Default)]
struct Found {
    meaning: Option<String>,
    explained: bool,
    first: Option<(Where, Subject)>,
}

impl Collector {
    fn of(catalogue: &Catalogue) -> Self {
        let terms = catalogue
            .glossary
            .iter()
            .flat_map(|glossary| &glossary.terms);
        let providers = catalogue.providers.iter();
        let providers = providers.flat_map(|one| [one.name.value.as_str(), one.id.as_str()]);
        let partners = catalogue.partners.iter();
        let partners = partners.flat_map(|one| [one.name.as_str(), one.id.as_str()]);
        let groups = catalogue.groups.keys().map(String::as_str);
        let own = [catalogue.project.acronym.value.as_str()];
        let names = own
            .into_iter()
            .chain(providers)
            .chain(partners)
            .chain(groups);
        Self {
            glossary: terms.map(|term| term.acronym.value.clone()).collect(),
            names: names
                .flat_map(tokens)
                .map(|token| token.text.to_uppercase())
                .collect(),
            found: BTreeMap::new(),
        }
    }

    /// Takes the acronyms of a piece of text; `place` says where a word of it stands, if a person wrote it.
    fn take(&mut self, text: &str, place: impl Fn(Range<usize>) -> Option<(Where, Subject)>) {
        let glossary = &self.glossary;
        for one in acronyms(text, |word| glossary.contains(word)) {
            let is_name = self.names.contains(&one.name.to_uppercase());
            if (one.is_code || is_name) && !glossary.contains(&one.name) {
                continue;
            }
            let found = self.found.entry(one.name).or_default();
            found.explained |= one.explained.is_some();
            if let Some(Explained::As(meaning)) = one.explained {
                found.meaning.get_or_insert(meaning);
            }
            if found.first.is_none() && !one.is_code && !is_name {
                found.first = place(one.range);
            }
        }
    }

    /// Takes a value of installations.toml.
    fn value(&mut self, text: &str, place: Place, subject: &Subject) {
        self.take(text, |range| {
            let value = Where::Value {
                place,
                text: text.to_owned(),
                range,
            };
            Some((value, subject.clone()))
        });
    }

    /// Takes a text that a person wrote.
    fn text(&mut self, written: &Assessment, subject: &Subject) {
        let printed = printed(&written.markdown);
        for block in &printed.blocks {
            self.take(printed.block(block), |range| {
                let place = Place {
                    source: written.source,
                    span: (block.start + range.start..block.start + range.end).into(),
                };
                Some((Where::Text(place), subject.clone()))
            });
        }
    }

    /// Takes the titles and names of the project and the units of its figures.
    fn names(&mut self, catalogue: &Catalogue) {
        let nothing = Subject::default();
        if let Some(place) = catalogue.deliverable.title_place {
            self.value(&catalogue.deliverable.title, place, &nothing);
        }
        for provider in &catalogue.providers {
            self.take(&provider.name.value, |_| None);
        }
        for budget in &catalogue.budgets {
            self.value(&budget.title, budget.place, &nothing);
            self.take(budget.unit.symbol(), |_| None);
        }
        for metric in &catalogue.metrics {
            let subject = Subject {
                metric: Some(metric.id.to_string()),
                ..Subject::default()
            };
            self.value(&metric.name, metric.place, &subject);
            self.take(metric.unit.symbol(), |_| None);
        }
    }

    /// Takes the wordings that the project has not replaced.
    fn wordings(&mut self, catalogue: &Catalogue, parts: &[(Part, &Assessment)]) {
        let front = [
            Part::Copyright,
            Part::Funding,
            Part::ApplicationArea,
            Part::AmendmentProcedure,
        ];
        for part in front {
            let own = parts.iter().any(|(other, _)| *other == part);
            let built_in = wording::markdown(part, catalogue.project.funding);
            if let Some(text) = built_in.filter(|_| !own) {
                self.take(&printed(text).text, |_| None);
            }
        }
    }

    fn installation(&mut self, section: &InstallationReport<'_>) {
        let installation = section.installation;
        let subject = Subject {
            installation: Some(installation.id.to_string()),
            ..Subject::default()
        };
        self.value(
            &installation.title.value,
            installation.title.place,
            &subject,
        );
        // Addresses, countries, months and years hold no words to be explained.
        let is_prose = |field: Field| {
            !matches!(
                field,
                Field::Url
                    | Field::ServiceCatalogue
                    | Field::Location
                    | Field::Duration
                    | Field::OperationalSince
            )
        };
        for given in installation
            .fields
            .iter()
            .filter(|given| is_prose(given.field))
        {
            self.value(&given.text, given.place, &subject);
        }
        for row in &installation.metrics {
            let subject = Subject {
                metric: Some(row.metric.to_string()),
                ..subject.clone()
            };
            self.value(&row.name.value, row.name.place, &subject);
            self.value(&row.measured.value, row.measured.place, &subject);
        }
        match &section.assessment {
            Text::Written(text) => self.text(text, &subject),
            Text::TakenOver(taken) => self.text(taken.assessment, &subject),
            Text::Stub(_) => {}
        }
    }

    fn finish(self) -> Vec<Used> {
        let Self {
            glossary, found, ..
        } = self;
        let used = found.into_iter().map(|(acronym, found)| Used {
            unknown: found
                .first
                .filter(|_| !found.explained && !glossary.contains(&acronym)),
            meaning: found.meaning,
            acronym,
        });
        let mut used: Vec<Used> = used.collect();
        used.sort_by_cached_key(|used| (used.acronym.to_lowercase(), used.acronym.clone()));
        used
    }
}
