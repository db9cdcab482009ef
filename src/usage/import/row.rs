//! One row of the tidy form: every fault of it is reported, not only the first.

use std::collections::BTreeMap;

use crate::aggregate::Kind;
use crate::calendar::{Period, ProjectMonth};
use crate::catalogue::{Catalogue, Metric, Thing};
use crate::diag::{Diagnostic, Sink, Subject, nearest};
use crate::usage::record::{Extent, Fact, Member, Series, UsageRecord};
use crate::usage::refused::Refused;

use super::super::rules::{OUTSIDE_PROJECT, UNKNOWN_INSTALLATION, UNKNOWN_METRIC, UNKNOWN_WORD};
use super::cells::Cells;
use super::columns::Columns;
use super::extent::extent;
use super::fact::{fact, member};
use super::identities::Identities;
use super::table::TableRow;
use super::tidy::Settings;

/// The states a row can have.
const STATES: [&str; 5] = [
    "reported",
    "not-reported",
    "not-applicable",
    "not-started",
    "provisional",
];

/// What a row came to.
pub(super) enum Outcome {
    /// A record, and the one of whom it names where that is another figure.
    Record(Box<UsageRecord>, Option<Box<UsageRecord>>),
    /// It lies outside the project.
    Outside,
    /// Its faults were reported.
    Faulty(Refused),
}

/// Reads rows against a catalogue.
pub(super) struct Reader<'c> {
    catalogue: &'c Catalogue,
    installations: BTreeMap<&'c str, usize>,
    export: Settings<'c>,
}

impl<'c> Reader<'c> {
    pub(super) fn new(catalogue: &'c Catalogue, export: Settings<'c>) -> Self {
        let ids = catalogue.installations.iter().enumerate();
        Self {
            catalogue,
            installations: ids
                .map(|(at, installation)| (installation.id.as_str(), at))
                .collect(),
            export,
        }
    }

    /// Returns what the project says of the file.
    pub(super) fn settings(&self) -> Settings<'c> {
        self.export
    }

    /// Reads a row.
    pub(super) fn read(
        &self,
        row: &TableRow<'_>,
        columns: &Columns,
        identities: &mut Identities,
        sink: &mut Sink,
    ) -> Outcome {
        let mut cells = Cells {
            row,
            columns,
            sink,
            subject: Subject::default(),
            faulty: false,
        };
        let known = self.series(&mut cells);
        let kind = kind(&mut cells);
        let state = state(&mut cells);
        let extent = extent(self.catalogue, &mut cells, kind);
        let fact = match (known, kind, state) {
            (Some((_, metric)), Some(kind), Some(state)) => fact(
                &mut cells,
                metric,
                self.export.marks,
                (kind, state),
                identities,
            ),
            _ => None,
        };
        let seen = match (known, &fact) {
            (Some((series, _)), Some(fact)) if self.names_a_member(&cells, fact) => {
                self.seen(&mut cells, series, identities)
            }
            _ => None,
        };
        let (Some((series, _)), Some(extent), Some(fact), false) =
            (known, extent, fact, cells.faulty)
        else {
            return if cells.faulty {
                let meant = self.meant(row, columns);
                Outcome::Faulty(Refused { extent, ..meant })
            } else {
                let calendar = &self.catalogue.calendar;
                let whole = Period::new(ProjectMonth::FIRST, calendar.last_month());
                let from_to = whole.map_or_else(String::new, |whole| calendar.long_label(whole));
                outside(
                    &mut cells,
                    &format!("the row lies outside the project, which runs from {from_to}"),
                );
                Outcome::Outside
            };
        };
        if !self.in_a_period(extent) {
            outside(&mut cells, "the row lies in no reporting period");
            return Outcome::Outside;
        }
        let note = Some(cells.field("note"))
            .filter(|note| !note.is_empty())
            .map(str::to_owned);
        let record = UsageRecord {
            series,
            extent,
            fact,
            provisional: state == Some("provisional"),
            note,
            place: row.place(),
        };
        let member = seen.map(|(series, member)| {
            Box::new(UsageRecord {
                series,
                fact: Fact::Member(member),
                note: None,
                ..record.clone()
            })
        });
        Outcome::Record(Box::new(record), member)
    }

    /// Returns whether a row that says something else names somebody who was seen too.
    fn names_a_member(&self, cells: &Cells<'_, '_>, fact: &Fact) -> bool {
        self.export.members.is_some()
            && !matches!(fact, Fact::Member(_) | Fact::Absent(_))
            && !cells.field("entity").is_empty()
    }

    /// Reads whom a row names for the metric of the same installation that counts them.
    fn seen(
        &self,
        cells: &mut Cells<'_, '_>,
        series: Series,
        identities: &mut Identities,
    ) -> Option<(Series, Member)> {
        let metric = self.export.members?;
        let Some(series) = self.members_of(series.installation) else {
            let owner = self.catalogue.installations.get(series.installation)?;
            let message = format!(
                "`{}` does not report `{metric}`, which this file names members of",
                owner.id
            );
            let help = "add the metric to it in installations.toml, or empty `entity`";
            cells.reject(&UNKNOWN_METRIC, "entity", message, help);
            return None;
        };
        Some((series, member(cells, identities)?))
    }

    /// Returns the series of an installation that counts whom the rows of this file name.
    pub(super) fn members_of(&self, installation: usize) -> Option<Series> {
        let metric = self.export.members?;
        let owner = self.catalogue.installations.get(installation)?;
        let mut rows = owner.metrics.iter();
        let row = rows.position(|row| row.metric == *metric)?;
        Some(Series { installation, row })
    }

    fn in_a_period(&self, extent: Extent) -> bool {
        let calendar = &self.catalogue.calendar;
        let mut periods = self.catalogue.periods.iter();
        periods.any(|period| extent.touches(*period, calendar))
    }

    /// Returns the installation and the metric that a refused row seems to be about: those that it names, else the closest.
    pub(super) fn meant(&self, row: &TableRow<'_>, columns: &Columns) -> Refused {
        let field = |name| columns.of(name).map_or("", |at| row.field(at));
        let name = field("installation");
        let installation = self.installations.get(name).or_else(|| {
            let closest = nearest(name, self.installations.keys().copied())?;
            self.installations.get(closest)
        });
        let (name, metrics) = (field("metric"), &self.catalogue.metrics);
        let position = |name: &str| metrics.iter().position(|metric| metric.id.as_str() == name);
        let metric = position(name).or_else(|| {
            let ids = metrics.iter().map(|metric| metric.id.as_str());
            position(nearest(name, ids)?)
        });
        Refused {
            installation: installation.copied(),
            metric,
            extent: None,
        }
    }

    /// Returns the metric of an installation that the row is about; `None` when it is not known, which is a finding, or
    /// when its entry was left out, which has been one.
    fn series(&self, cells: &mut Cells<'_, '_>) -> Option<(Series, &'c Metric)> {
        let installation = self.installation(cells);
        let metric = self.metric(cells);
        let (at, metric) = (installation?, metric?);
        let owner = self.catalogue.installations.get(at)?;
        let row = owner.metrics.iter().position(|row| row.metric == metric.id);
        if let Some(row) = row {
            let series = Series {
                installation: at,
                row,
            };
            return Some((series, metric));
        }
        if self.left_out(Thing::Installation, owner.id.as_str(), cells) {
            return None;
        }
        let names: Vec<&str> = owner
            .metrics
            .iter()
            .map(|row| row.metric.as_str())
            .collect();
        let message = format!("`{}` does not report `{}`", owner.id, metric.id);
        let help = if names.is_empty() {
            "add the metric to it in installations.toml; it has none yet".to_owned()
        } else {
            let names = names.join(", ");
            format!("it reports {names}; or add the metric to it in installations.toml")
        };
        cells.reject(&UNKNOWN_METRIC, "metric", message, help);
        None
    }

    fn installation(&self, cells: &mut Cells<'_, '_>) -> Option<usize> {
        let name = cells.field("installation");
        if let Some(at) = self.installations.get(name).copied() {
            cells.subject.installation = Some(name.to_owned());
            return Some(at);
        }
        if !self.left_out(Thing::Installation, name, cells) {
            cells.unknown(
                &UNKNOWN_INSTALLATION,
                "installation",
                self.installations.keys().copied(),
                || "use an id of installations.toml".to_owned(),
            );
        }
        None
    }

    fn metric(&self, cells: &mut Cells<'_, '_>) -> Option<&'c Metric> {
        let name = cells.field("metric");
        if let Some(metric) = self.catalogue.metric(name) {
            cells.subject.metric = Some(name.to_owned());
            return Some(metric);
        }
        if !self.left_out(Thing::Metric, name, cells) {
            let known = self.catalogue.metrics.iter();
            cells.unknown(
                &UNKNOWN_METRIC,
                "metric",
                known.map(|metric| metric.id.as_str()),
                || "use an id of installations.toml".to_owned(),
            );
        }
        None
    }

    /// Returns whether installations.toml has an entry of that name that was left out, so that the row is of no use.
    fn left_out(&self, thing: Thing, name: &str, cells: &mut Cells<'_, '_>) -> bool {
        let left_out = self.catalogue.unusable.has(thing, name);
        cells.faulty |= left_out;
        left_out
    }
}

/// Reports a row that no column of the report takes.
fn outside(cells: &mut Cells<'_, '_>, message: &str) {
    let finding = Diagnostic::new(&OUTSIDE_PROJECT, message)
        .at(cells.row.place(), "not used")
        .help("check the dates, the `start` and `months` of the project, and its periods")
        .about(cells.subject.clone());
    cells.sink.push(finding);
}

fn kind(cells: &mut Cells<'_, '_>) -> Option<Kind> {
    let word = cells.field("kind");
    if word.is_empty() {
        return Some(Kind::Total);
    }
    let found = Kind::ALL.iter().copied().find(|kind| kind.word() == word);
    if found.is_none() {
        let words = Kind::ALL.iter().map(|kind| kind.word());
        cells.unknown(&UNKNOWN_WORD, "kind", words, || {
            "known kinds are total, interval, level and member".to_owned()
        });
    }
    found
}

fn state(cells: &mut Cells<'_, '_>) -> Option<&'static str> {
    let word = cells.field("state");
    if word.is_empty() {
        return Some("reported");
    }
    let found = STATES.into_iter().find(|state| *state == word);
    if found.is_none() {
        cells.unknown(&UNKNOWN_WORD, "state", STATES, || {
            format!("known states are {}", STATES.join(", "))
        });
    }
    found
}
