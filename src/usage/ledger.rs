//! The ledger: the values by installation, metric and period, with where they come from.

use std::collections::BTreeMap;

use crate::aggregate::{Absence, Takes, Tally, Value};
use crate::calendar::Period;
use crate::catalogue::Catalogue;
use crate::quantity::Decimal;
use crate::source::Place;

use super::homes::Homes;
use super::origins::Origins;
use super::record::Series;
use super::refused::{Refusals, Refused};

/// A value of the ledger and its origin.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The value.
    pub tally: Tally,
    /// The rows that it was made of.
    pub origins: Origins,
    /// What is printed under the table.
    pub notes: Vec<String>,
    /// How the countries of members are written, where that is doubtful.
    pub spelled: Vec<Spelled>,
}

/// A doubtful code of a country, as rows of a file write it for members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelled {
    /// The word.
    pub word: String,
    /// Where it stands first.
    pub place: Place,
    /// How many rows have it.
    pub rows: usize,
}

/// The values by installation, metric and period.
#[derive(Debug, Default)]
pub struct Ledger {
    entries: BTreeMap<(Series, Period), Entry>,
    refusals: Refusals,
    /// Which countries the identities are from.
    pub homes: Homes,
}

impl Ledger {
    /// Sets the entry of a series in a period.
    pub(super) fn set(&mut self, series: Series, period: Period, entry: Entry) {
        self.entries.insert((series, period), entry);
    }

    /// Returns what the rows gave for a series in a period.
    pub fn entry(&self, series: Series, period: Period) -> Option<&Entry> {
        self.entries.get(&(series, period))
    }

    /// Takes a row that gives no figure for its faults.
    pub fn refuse(&mut self, catalogue: &Catalogue, row: Refused) {
        self.refusals.add(catalogue, row);
    }

    /// Takes the rows that another ledger was told of.
    pub(super) fn refuse_all(&mut self, other: Self) {
        self.refusals.join(other.refusals);
    }

    /// Returns whether the figure of a series in a period may stand in a row that was refused.
    pub fn may_be_refused(&self, catalogue: &Catalogue, series: Series, period: Period) -> bool {
        self.refusals.may_hold(catalogue, series, period)
    }

    /// Returns whether a period has an entry.
    pub fn has(&self, period: Period) -> bool {
        self.entries.keys().any(|(_, known)| *known == period)
    }

    /// Returns the last period that has an entry.
    pub fn latest(&self) -> Option<Period> {
        self.entries.keys().map(|(_, period)| *period).max()
    }

    /// Returns the value of a series in a period: from its rows, else derived from the metric it comes from, else the
    /// reason why there is none.
    pub fn tally(&self, catalogue: &Catalogue, series: Series, period: Period) -> Tally {
        derived(catalogue, series, &|source| {
            self.tally(catalogue, source, period)
        })
        .or_else(|| self.entry(series, period).map(|entry| entry.tally.clone()))
        .unwrap_or_else(|| Tally::absent(self.absence(catalogue, series, period)))
    }

    /// Returns why a series has no value in a period: for the reason of the metric that it comes from, when that one has
    /// none either.
    fn absence(&self, catalogue: &Catalogue, series: Series, period: Period) -> Absence {
        let from = source_of(catalogue, series);
        match from.map(|from| self.tally(catalogue, from, period).value) {
            Some(Value::Absent(absence)) => absence,
            _ => absence(catalogue, series, period),
        }
    }

    /// Returns the value of a series over `periods`, folded by the nature of its metric.
    pub fn cumulative(&self, catalogue: &Catalogue, series: Series, periods: &[Period]) -> Tally {
        let tallies: Vec<Tally> = periods
            .iter()
            .map(|period| self.tally(catalogue, series, *period))
            .collect();
        let Some(metric) = metric_of(catalogue, series) else {
            return Tally::absent(Absence::NotReported);
        };
        let folded = (metric.nature.over_periods)(&tallies.iter().collect::<Vec<_>>());
        if metric.nature.takes == Takes::Countries {
            return folded;
        }
        let whole = |source| self.cumulative(catalogue, source, periods);
        let derived = derived(catalogue, series, &whole);
        match derived {
            Some(derived) if derived.value.is_present() => {
                self.widened(catalogue, series, periods, derived)
            }
            _ => folded,
        }
    }

    /// Widens a derived count by the periods of which only a count is known and no list.
    fn widened(
        &self,
        catalogue: &Catalogue,
        series: Series,
        periods: &[Period],
        derived: Tally,
    ) -> Tally {
        let Some(from) = source_of(catalogue, series) else {
            return derived;
        };
        let unlisted = periods.iter().filter(|period| {
            let listed = self.tally(catalogue, from, **period);
            !listed.value.is_present()
        });
        let counts =
            unlisted.filter_map(|period| self.entry(series, *period)?.tally.value.amount());
        let counts: Vec<Tally> = counts
            .map(|count| Tally::of(Value::Amount(count)))
            .collect();
        if counts.is_empty() {
            return derived;
        }
        let all: Vec<&Tally> = counts.iter().chain([&derived]).collect();
        metric_of(catalogue, series).map_or_else(
            || derived.clone(),
            |metric| (metric.nature.over_periods)(&all),
        )
    }
}

/// Returns the value that comes from another metric of the same installation, when that one knows it: the length of
/// a roster, or the countries of identities.
fn derived(
    catalogue: &Catalogue,
    series: Series,
    source: &dyn Fn(Series) -> Tally,
) -> Option<Tally> {
    let from = source_of(catalogue, series)?;
    let metric = metric_of(catalogue, series)?;
    let tally = source(from);
    let value = match (&tally.value, tally.countries_of_members()) {
        (Value::Countries(list), _) => Value::Amount(Decimal::from(list.len())),
        (Value::Amount(none), _) if none.is_zero() && metric.nature.takes == Takes::Countries => {
            Value::Countries(Vec::new())
        }
        (_, Some(countries)) if metric.nature.name == "roster" => Value::Countries(countries),
        _ => return None,
    };
    Some(Tally {
        value,
        members: None,
        ..tally
    })
}

/// Returns the series that a derived metric comes from.
pub fn source_of(catalogue: &Catalogue, series: Series) -> Option<Series> {
    let from = metric_of(catalogue, series)?.derived_from.as_ref()?;
    let installation = catalogue.installations.get(series.installation)?;
    let row = installation
        .metrics
        .iter()
        .position(|row| row.metric == *from)?;
    Some(Series { row, ..series })
}

/// Returns the metric of a series.
pub fn metric_of(catalogue: &Catalogue, series: Series) -> Option<&crate::catalogue::Metric> {
    let installation = catalogue.installations.get(series.installation)?;
    catalogue.metric(installation.metrics.get(series.row)?.metric.as_str())
}

fn absence(catalogue: &Catalogue, series: Series, period: Period) -> Absence {
    let installation = catalogue.installations.get(series.installation);
    let from = installation.and_then(|installation| installation.integrated_from);
    if from.is_some_and(|month| period.last() < month.value) {
        Absence::NotStarted
    } else {
        Absence::NotReported
    }
}
