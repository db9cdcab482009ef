//! Rows that were refused, and what they may have been about: a figure that stands in one of them is not missing.

use std::collections::BTreeSet;

use crate::calendar::Period;
use crate::catalogue::Catalogue;

use super::ledger::metric_of;
use super::record::{Extent, Series};

/// What is known of a row that gives no figure for its faults; what is not known may be anything.
#[derive(Debug, Clone, Copy, Default)]
pub struct Refused {
    /// Position of the installation; of a misspelt one, of the closest.
    pub installation: Option<usize>,
    /// Position of the metric among those of the catalogue; of a misspelt one, of the closest.
    pub metric: Option<usize>,
    /// The time.
    pub extent: Option<Extent>,
}

impl Refused {
    /// Returns what is known of rows that can be read, each by itself.
    pub fn of(catalogue: &Catalogue, series: Series, extent: Extent) -> Self {
        Self {
            installation: Some(series.installation),
            metric: position(catalogue, series),
            extent: Some(extent),
        }
    }
}

/// What refused rows may have been about.
#[derive(Debug, Default)]
pub(super) struct Refusals {
    seen: BTreeSet<(Option<usize>, Option<usize>, Option<Period>)>,
}

impl Refusals {
    /// Takes a refused row.
    pub(super) fn add(&mut self, catalogue: &Catalogue, row: Refused) {
        let mut add = |period| self.seen.insert((row.installation, row.metric, period));
        let Some(extent) = row.extent else {
            add(None);
            return;
        };
        let calendar = &catalogue.calendar;
        for period in &catalogue.periods {
            if extent.touches(*period, calendar) {
                add(Some(*period));
            }
        }
    }

    /// Takes those that were collected elsewhere.
    pub(super) fn join(&mut self, other: Self) {
        self.seen.extend(other.seen);
    }

    /// Returns whether a refused row may have been about a series in a period.
    pub(super) fn may_hold(&self, catalogue: &Catalogue, series: Series, period: Period) -> bool {
        let metric = position(catalogue, series);
        [None, Some(series.installation)].iter().any(|one| {
            [None, metric].iter().any(|metric| {
                [None, Some(period)]
                    .iter()
                    .any(|period| self.seen.contains(&(*one, *metric, *period)))
            })
        })
    }
}

fn position(catalogue: &Catalogue, series: Series) -> Option<usize> {
    let metric = metric_of(catalogue, series)?;
    catalogue
        .metrics
        .iter()
        .position(|other| other.id == metric.id)
}
