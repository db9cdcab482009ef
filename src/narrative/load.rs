//! Finds the texts of a project.

use std::collections::BTreeMap;

use crate::calendar::Period;
use crate::catalogue::{Catalogue, Thing};
use crate::diag::{Diagnostic, Sink, Subject, nearest, safe};
use crate::source::{Place, SourceId, Sources, Span};

use super::markdown::parse;
use super::part::Part;
use super::rules::ORPHANED_TEXT;
use super::text::TextBlock;

/// The assessment of an installation in a period.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// The text as it was written.
    pub markdown: String,
    /// What it holds.
    pub blocks: Vec<TextBlock>,
    /// Its file.
    pub source: SourceId,
}

/// What a text is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// The report as a whole.
    Part(Part),
    /// An installation, by its id.
    Installation(String),
}

impl Owner {
    /// Returns the id of the installation, when it is one.
    pub fn installation(&self) -> Option<String> {
        match self {
            Self::Part(_) => None,
            Self::Installation(id) => Some(id.clone()),
        }
    }
}

/// All texts of a project.
#[derive(Debug, Default)]
pub struct Narrative {
    texts: BTreeMap<(Period, Owner), Assessment>,
    /// The parts that stand in every report, unless a period has its own.
    standing: BTreeMap<Owner, Assessment>,
}

impl Narrative {
    /// Returns the assessment of an installation in a period.
    pub fn assessment(&self, period: Period, installation: &str) -> Option<&Assessment> {
        self.texts
            .get(&(period, Owner::Installation(installation.to_owned())))
    }

    /// Returns a part of the report of a period: its own, or the one that holds for all periods.
    pub fn part(&self, period: Period, part: Part) -> Option<&Assessment> {
        let own = self.texts.get(&(period, Owner::Part(part)));
        own.or_else(|| self.standing(part))
    }

    /// Returns the part that holds for all periods.
    pub fn standing(&self, part: Part) -> Option<&Assessment> {
        self.standing.get(&Owner::Part(part))
    }

    /// Returns the texts of a period, and those that hold for all periods where it has none of its own.
    pub fn printed(&self, period: Period) -> impl Iterator<Item = (&Owner, &Assessment)> {
        let own = self.iter().filter(move |(other, _, _)| *other == period);
        let standing = self.standing.iter().filter(move |(owner, _)| {
            let key = (period, (*owner).clone());
            !self.texts.contains_key(&key)
        });
        standing.chain(own.map(|(_, owner, text)| (owner, text)))
    }

    /// Returns texts that stand in the places of others.
    pub fn of(texts: impl IntoIterator<Item = (Period, Owner, Assessment)>) -> Self {
        let texts = texts.into_iter();
        Self {
            texts: texts
                .map(|(period, owner, text)| ((period, owner), text))
                .collect(),
            standing: BTreeMap::new(),
        }
    }

    /// Returns all texts with what they are about: by period, the parts before the installations.
    pub fn iter(&self) -> impl Iterator<Item = (Period, &Owner, &Assessment)> {
        self.texts
            .iter()
            .map(|((period, owner), text)| (*period, owner, text))
    }
}

/// Loads the texts among `files`, whose names are paths below the folder of assessments such as `M7-M12/incd-cpu.md`.
pub fn load(
    sources: &Sources,
    files: &[(String, SourceId)],
    catalogue: &Catalogue,
    sink: &mut Sink,
) -> Narrative {
    let mut narrative = Narrative::default();
    for (name, id) in files {
        let Some(key) = owner(name, *id, catalogue, sink) else {
            continue;
        };
        let subject = Subject {
            installation: key.1.installation(),
            metric: None,
            period: Some(key.0.to_string()),
        };
        if let Some(text) = assessment(sources, *id, &subject, sink) {
            narrative.texts.insert(key, text);
        }
    }
    narrative
}

/// Loads the texts that hold for all periods, whose names are those of the parts, such as `project-summary.md`.
pub fn load_standing(
    narrative: &mut Narrative,
    sources: &Sources,
    files: &[(String, SourceId)],
    sink: &mut Sink,
) {
    for (name, id) in files {
        let stem = name.strip_suffix(".md").unwrap_or(name);
        if let Some(part) = Part::named(stem) {
            let text = assessment(sources, *id, &Subject::default(), sink);
            narrative
                .standing
                .extend(text.map(|text| (Owner::Part(part), text)));
            continue;
        }
        let names = Part::ALL.iter().map(|part| part.name());
        let message = format!("`{}` is no part of a report", safe(stem));
        let finding = orphaned(*id, message).did_you_mean(nearest(stem, names.clone()), || {
            format!("the parts are {}", names.collect::<Vec<_>>().join(", "))
        });
        sink.push(finding);
    }
}

/// Reads a text; nothing when it is blank.
fn assessment(
    sources: &Sources,
    id: SourceId,
    subject: &Subject,
    sink: &mut Sink,
) -> Option<Assessment> {
    let markdown = sources.get(id).text();
    let (blocks, refused) = parse(markdown);
    for refused in refused {
        sink.push(refused.finding(id, subject.clone()));
    }
    (!blocks.is_empty()).then(|| Assessment {
        markdown: markdown.to_owned(),
        blocks,
        source: id,
    })
}

fn orphaned(id: SourceId, message: String) -> Diagnostic {
    let place = Place {
        source: id,
        span: Span { start: 0, end: 0 },
    };
    Diagnostic::new(&ORPHANED_TEXT, message).at(place, "this text is printed nowhere")
}

/// Returns the period and installation that a text belongs to, or reports that there are none.
fn owner(
    name: &str,
    id: SourceId,
    catalogue: &Catalogue,
    sink: &mut Sink,
) -> Option<(Period, Owner)> {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let stem = file.strip_suffix(".md").unwrap_or(file);
    let period = catalogue
        .periods
        .iter()
        .find(|period| period.to_string() == folder);
    let part = Part::named(stem);
    let installation = catalogue
        .installation(stem)
        .map(|_| Owner::Installation(stem.to_owned()));
    let owner = part.map(Owner::Part).or(installation);
    if let (Some(period), Some(owner)) = (period, owner) {
        return Some((*period, owner));
    }
    if period.is_some() && catalogue.unusable.has(Thing::Installation, stem) {
        // The fault of its entry has been reported.
        return None;
    }
    let (message, meant) = if period.is_none() {
        let names: Vec<String> = catalogue.periods.iter().map(ToString::to_string).collect();
        let meant = nearest(folder, names.iter().map(String::as_str)).map(str::to_owned);
        let message = if folder.is_empty() {
            "the text is in no folder of a reporting period".to_owned()
        } else {
            format!("`{}` is no reporting period", safe(folder))
        };
        (message, meant)
    } else {
        let ids = catalogue
            .installations
            .iter()
            .map(|installation| installation.id.as_str());
        (
            format!("`{}` is no installation", safe(stem)),
            nearest(stem, ids).map(str::to_owned),
        )
    };
    let finding = orphaned(id, message)
        .did_you_mean(meant.as_deref(), || {
            "texts stand in assessments/<period>/<installation>.md, with names of installations.toml".to_owned()
        });
    sink.push(finding);
    None
}
