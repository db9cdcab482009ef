//! Two reports side by side: what was restated, what changed from one period to the next, texts, installations, countries.

use std::collections::BTreeSet;

use crate::aggregate::Value;
use crate::calendar::Period;
use crate::country::Country;
use crate::narrative::Part;
use crate::quantity::{Decimal, share};

use super::difference::{Difference, What, differences};
use super::snapshot::{Snapshot, Stated};

/// A report that is compared.
#[derive(Debug, Clone)]
pub struct Side {
    /// What a person calls it: a period, or the path of a file.
    pub name: String,
    /// The period that it reports.
    pub period: Period,
    /// What it states.
    pub snapshot: Snapshot,
    /// What the fingerprints of its texts are of.
    pub texts: Texts,
}

/// What fingerprints of texts are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Texts {
    /// The texts as people wrote them.
    Written,
    /// The assessments of installations as they were printed, with their figures.
    Printed,
}

/// A figure in both reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// The row, as `installation/metric`.
    pub row: String,
    /// Title of the installation, and name of the row.
    pub title: String,
    /// Its unit in the later report.
    pub unit: String,
    /// The period of the figure in the earlier and in the later report.
    pub periods: (Period, Period),
    /// The figure in the earlier report.
    pub before: Stated,
    /// The figure in the later report.
    pub now: Stated,
}

/// What two reports have in common and what not.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The earlier report.
    pub before: Side,
    /// The later report.
    pub now: Side,
    /// Figures of the same period that differ.
    pub restated: Vec<Course>,
    /// Differences in what figures mean, and rows and periods that are gone.
    pub meanings: Vec<Difference>,
    /// Figures of the two reported periods that differ, when these are two.
    pub changed: Vec<Course>,
    /// How many figures of the two reported periods are the same.
    pub same: usize,
    /// What became of the texts of the reported periods; nothing when they cannot be compared.
    pub texts: Option<TextFates>,
    /// Installations that the later report has and the earlier one has not, or that have figures in the later one only.
    pub opened: Vec<String>,
    /// The reverse.
    pub closed: Vec<String>,
}

/// The texts of two reports, by what became of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextFates {
    /// They say the same.
    pub unchanged: Vec<String>,
    /// They say something else.
    pub edited: Vec<String>,
    /// The later report only has them.
    pub added: Vec<String>,
    /// The earlier report only has them.
    pub removed: Vec<String>,
}

impl Course {
    /// Returns what the figure rose by, when both are exact amounts.
    pub fn difference(&self) -> Option<Decimal> {
        let (before, now) = (self.before.value.amount()?, self.now.value.amount()?);
        Some((now - before).normalize())
    }

    /// Returns the same in percent of the earlier figure.
    pub fn percent(&self) -> Option<Decimal> {
        share(self.difference()?, self.before.value.amount()?)
    }

    /// Returns the countries that the later figure has besides.
    pub fn gained(&self) -> Vec<Country> {
        lacking(&self.before, &self.now)
    }

    /// Returns the countries that the later figure lacks.
    pub fn lost(&self) -> Vec<Country> {
        lacking(&self.now, &self.before)
    }
}

fn lacking(one: &Stated, other: &Stated) -> Vec<Country> {
    let list = |stated: &Stated| match &stated.value {
        Value::Countries(countries) => countries.iter().copied().collect::<BTreeSet<Country>>(),
        _ => BTreeSet::new(),
    };
    list(other).difference(&list(one)).copied().collect()
}

/// Compares two reports.
pub fn compare(before: Side, now: Side) -> Comparison {
    let (mut restated, mut meanings) = (Vec::new(), Vec::new());
    let common = common(&before.snapshot, &now.snapshot);
    for difference in differences(&common, &now.snapshot, None) {
        let pair = difference.row().zip(difference.period);
        match (&difference.what, pair) {
            (What::Figure(change) | What::Cumulative(change), Some((row, period))) => {
                let stated = (&change.before, &change.now);
                restated.push(course(&now, row, (period, period), stated));
            }
            _ => meanings.push(difference),
        }
    }
    let (changed, same) = changed(&before, &now);
    Comparison {
        restated,
        meanings,
        changed,
        same,
        texts: texts(&before, &now),
        opened: alive(&before, &now),
        closed: alive(&now, &before),
        before,
        now,
    }
}

/// Returns the earlier snapshot with only the periods that both have: a period that the later report does not print is no
/// difference, nor is an installation that has closed, which is said by itself.
fn common(before: &Snapshot, now: &Snapshot) -> Snapshot {
    let mut common = before.clone();
    common.columns.retain(|column| now.columns.contains(column));
    common
        .installations
        .retain(|id, _| now.installations.contains_key(id));
    common
}

fn course(
    now: &Side,
    row: String,
    periods: (Period, Period),
    stated: (&Stated, &Stated),
) -> Course {
    let terms = now.snapshot.rows.get(&row);
    let id = row.split('/').next().unwrap_or_default();
    let title = now.snapshot.installations.get(id);
    let name = terms.map_or("", |terms| terms.name.as_str());
    Course {
        title: format!("{}: {name}", title.map_or(id, String::as_str)),
        unit: terms.map(|terms| terms.unit.clone()).unwrap_or_default(),
        periods,
        before: stated.0.clone(),
        now: stated.1.clone(),
        row,
    }
}

/// Returns the figures of the reported periods that differ, and how many do not.
fn changed(before: &Side, now: &Side) -> (Vec<Course>, usize) {
    let (mut changed, mut same) = (Vec::new(), 0);
    let periods = (before.period, now.period);
    if periods.0 == periods.1 {
        return (changed, same);
    }
    for (row, terms) in &now.snapshot.rows {
        let then = before.snapshot.figures.get(&(row.clone(), periods.0));
        let stated = now.snapshot.figures.get(&(row.clone(), periods.1));
        let unit = before.snapshot.rows.get(row).map(|terms| &terms.unit);
        let Some((then, stated)) = then.zip(stated).filter(|_| unit == Some(&terms.unit)) else {
            continue;
        };
        if stated.upholds(then) {
            same += 1;
        } else {
            changed.push(course(now, row.clone(), periods, (then, stated)));
        }
    }
    (changed, same)
}

fn texts(before: &Side, now: &Side) -> Option<TextFates> {
    if before.texts != now.texts {
        return None;
    }
    let comparable = |name: &&String| {
        let is_part = Part::ALL.iter().any(|part| part.name() == name.as_str());
        before.texts == Texts::Written || !is_part
    };
    let (then, present) = (&before.snapshot.texts, &now.snapshot.texts);
    let names: BTreeSet<&String> = then
        .keys()
        .chain(present.keys())
        .filter(comparable)
        .collect();
    let mut fates = TextFates::default();
    for name in names {
        let list = match (then.get(name), present.get(name)) {
            (Some(one), Some(other)) if one == other => &mut fates.unchanged,
            (Some(_), Some(_)) => &mut fates.edited,
            (None, _) => &mut fates.added,
            (Some(_), None) => &mut fates.removed,
        };
        list.push(name.clone());
    }
    Some(fates)
}

/// Returns the installations that are at work in `now` and were not in `before`.
fn alive(before: &Side, now: &Side) -> Vec<String> {
    let at_work = |side: &Side, id: &str| {
        let mut figures = side.snapshot.figures.iter();
        figures.any(|((row, period), stated)| {
            *period == side.period && row.split('/').next() == Some(id) && stated.value.is_present()
        })
    };
    let ids = now.snapshot.installations.keys();
    let opened = ids.filter(|id| at_work(now, id) && !at_work(before, id));
    opened.cloned().collect()
}
