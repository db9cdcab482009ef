//! What is collected for a metric of an installation in a period before it is folded.

use std::collections::BTreeMap;

use crate::aggregate::{Members, Tally};
use crate::calendar::{Instant, ProjectMonth};
use crate::quantity::Decimal;
use crate::source::Place;
use crate::usage::record::{Extent, UsageRecord};

/// A total for a part of the period.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) extent: Extent,
    pub(super) tally: Tally,
    pub(super) place: Place,
}

/// All that the rows gave for a figure.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// Totals, each for a part of the period or the whole.
    pub(super) parts: Vec<Part>,
    /// What was held over time, by month, as amount × seconds.
    pub(super) held: BTreeMap<ProjectMonth, Decimal>,
    /// The first row that is a record and no total.
    pub(super) first_record: Option<Place>,
    /// The latest sample.
    pub(super) last_level: Option<(Instant, Decimal)>,
    /// The identities seen.
    pub(super) members: Option<Members>,
    pub(super) origins: Vec<Place>,
    pub(super) notes: Vec<String>,
    pub(super) provisional: bool,
}

impl Group {
    pub(super) fn part(&mut self, record: &UsageRecord, tally: Tally) {
        self.parts.push(Part {
            extent: record.extent,
            tally,
            place: record.place,
        });
    }

    /// Takes a sample; the latest one holds, of two at the same instant the one that stands later.
    pub(super) fn level(&mut self, extent: Extent, amount: Decimal) {
        let Extent::Moment(at) = extent else { return };
        if self.last_level.is_none_or(|(latest, _)| latest <= at) {
            self.last_level = Some((at, amount));
        }
    }
}
