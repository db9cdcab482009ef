//! What the project states today otherwise than it was released, and the reasons that are given.

use std::collections::BTreeSet;

use crate::calendar::Period;
use crate::catalogue::{Catalogue, Thing};
use crate::diag::within;
use crate::narrative::Narrative;
use crate::source::{Place, SourceId, Sources};
use crate::usage::ledger::source_of;
use crate::usage::{Ledger, Series};

use super::difference::{Difference, What, differences};
use super::release::Release;
use super::snapshot::snapshot;

/// A release and its file.
#[derive(Debug, Clone)]
pub struct Released {
    /// What was submitted.
    pub release: Release,
    /// Its file.
    pub source: SourceId,
}

/// The releases of a project.
#[derive(Debug, Clone, Default)]
pub struct Past {
    /// The releases, by period.
    pub releases: Vec<Released>,
    /// Whether a file among them could not be read, so that nothing is known of what it holds.
    pub incomplete: bool,
}

/// Something that is stated otherwise than it was released.
#[derive(Debug, Clone)]
pub struct Restated {
    /// The period of the release.
    pub released: Period,
    /// The file of the release.
    pub source: SourceId,
    /// What differs.
    pub difference: Difference,
    /// Position of the entry of `[[restate]]` that gives the reason.
    pub reason: Option<usize>,
    /// The row of the installation that this figure is derived from, when that one is restated too.
    pub follows: Option<String>,
}

impl Restated {
    /// Returns the reason that is given.
    pub fn reason<'c>(&self, catalogue: &'c Catalogue) -> Option<&'c str> {
        let entry = catalogue.restatements.get(self.reason?)?;
        Some(entry.reason.as_str())
    }

    /// Returns where the release says what was submitted: its line about the figure, the row or whatever it is.
    pub fn place(&self, sources: &Sources) -> Place {
        let file = sources.get(self.source);
        let address = self.difference.address();
        let row = self.difference.row().unwrap_or_default();
        let released = self.released.to_string();
        let (key, name) = match &self.difference.what {
            What::Figure(_) | What::Cumulative(_) => ("figure", address.as_str()),
            What::InstallationGone { .. } => ("installation", address.as_str()),
            What::Budget { id, .. } => ("budget", id.as_str()),
            What::Text { name, .. } => ("text", name.as_str()),
            What::PeriodGone => ("period", released.as_str()),
            _ => ("row", row.as_str()),
        };
        let wanted = format!("\"{key}\": \"{name}\"");
        let start = file.text().find(&wanted).unwrap_or_default();
        let line = file.line(file.position(start).line);
        let indent = file.slice(line).len() - file.slice(line).trim_start().len();
        Place {
            source: self.source,
            span: (line.start + indent..line.end).into(),
        }
    }
}

/// Returns what the project states otherwise than it was released, release by release. What stands in rows or entries that
/// were refused is left out: their faults are findings already.
pub fn restated(
    past: &Past,
    catalogue: &Catalogue,
    ledger: &Ledger,
    narrative: &Narrative,
) -> Vec<Restated> {
    let mut all = Vec::new();
    for released in &past.releases {
        let then = &released.release.snapshot;
        let period = released.release.period;
        let now = snapshot(catalogue, ledger, narrative, period, |column| {
            then.columns.contains(&column)
        });
        let found = differences(then, &now, Some(period)).into_iter();
        let found = found.filter(|difference| !is_refused(difference, catalogue, ledger));
        all.extend(found.map(|difference| Restated {
            released: period,
            source: released.source,
            reason: None,
            follows: None,
            difference,
        }));
    }
    let figures = changed_figures(&all);
    all.retain(|restated| !is_explained(&restated.difference, &figures));
    for restated in &mut all {
        restated.follows = followed(&restated.difference, catalogue, &figures);
        restated.reason = reason(restated, catalogue);
    }
    all
}

/// Returns the rows and periods of the figures that differ.
fn changed_figures(all: &[Restated]) -> BTreeSet<(String, Period)> {
    let figures = all.iter().filter_map(|restated| {
        let difference = &restated.difference;
        let is_figure = matches!(difference.what, What::Figure(_));
        Some((difference.row().filter(|_| is_figure)?, difference.period?))
    });
    figures.collect()
}

/// Returns whether a cumulative figure differs because a figure of one of its periods does.
fn is_explained(difference: &Difference, figures: &BTreeSet<(String, Period)>) -> bool {
    let (What::Cumulative(_), Some(row), Some(span)) =
        (&difference.what, difference.row(), difference.period)
    else {
        return false;
    };
    figures
        .iter()
        .any(|(changed, period)| *changed == row && span.covers(*period))
}

/// Returns the row that a figure is derived from, when the figure of that one differs in the same period.
fn followed(
    difference: &Difference,
    catalogue: &Catalogue,
    figures: &BTreeSet<(String, Period)>,
) -> Option<String> {
    if !matches!(difference.what, What::Figure(_) | What::Cumulative(_)) {
        return None;
    }
    let from = source_of(catalogue, series(difference, catalogue)?)?;
    let installation = catalogue.installations.get(from.installation)?;
    let metric = &installation.metrics.get(from.row)?.metric;
    let row = format!("{}/{metric}", installation.id);
    let period = difference.period?;
    let restated = figures
        .iter()
        .any(|(changed, column)| *changed == row && period.covers(*column));
    restated.then_some(row)
}

/// Returns the series that a difference is about, as far as it is still there.
pub fn series(difference: &Difference, catalogue: &Catalogue) -> Option<Series> {
    let id = difference.installation.as_deref()?;
    let mut installations = catalogue.installations.iter();
    let installation = installations.position(|known| known.id.as_str() == id)?;
    let mut rows = catalogue.installations.get(installation)?.metrics.iter();
    let metric = difference.metric.as_deref()?;
    let row = rows.position(|row| row.metric.as_str() == metric)?;
    Some(Series { installation, row })
}

/// Returns the position of the entry that gives the reason for what is restated, or for what it follows.
fn reason(restated: &Restated, catalogue: &Catalogue) -> Option<usize> {
    let address = restated.difference.address();
    let followed = restated.follows.as_ref().zip(restated.difference.period);
    let followed = followed.map(|(row, period)| format!("{row}@{period}"));
    catalogue.restatements.iter().position(|entry| {
        let given = entry.subject.value.as_str();
        within(&address, given)
            || followed
                .as_ref()
                .is_some_and(|followed| within(followed, given))
    })
}

/// Returns whether what differs may stand in a row or an entry that was refused.
fn is_refused(difference: &Difference, catalogue: &Catalogue, ledger: &Ledger) -> bool {
    let unusable = &catalogue.unusable;
    let left_out =
        |thing, id: &Option<String>| id.as_deref().is_some_and(|id| unusable.has(thing, id));
    if left_out(Thing::Installation, &difference.installation)
        || left_out(Thing::Metric, &difference.metric)
    {
        return true;
    }
    if let What::Budget { id, .. } = &difference.what {
        return unusable.has(Thing::Budget, id);
    }
    let figure = matches!(difference.what, What::Figure(_) | What::Cumulative(_));
    let Some((series, period)) = series(difference, catalogue)
        .zip(difference.period)
        .filter(|_| figure)
    else {
        return false;
    };
    let mut columns = catalogue.periods.iter();
    let sources = [Some(series), source_of(catalogue, series)];
    columns.any(|column| {
        period.covers(*column)
            && sources
                .iter()
                .flatten()
                .any(|series| ledger.may_be_refused(catalogue, *series, *column))
    })
}
