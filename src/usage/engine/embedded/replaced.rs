//! Rows with a `record_id`: of those with the same id, metric and start only the last one of a file counts.

use std::collections::BTreeMap;

use crate::aggregate::Identity;
use crate::calendar::{Calendar, Instant};
use crate::source::Place;
use crate::usage::record::{Extent, Fact, Series, UsageRecord};

/// A row that a later one replaced.
#[derive(Debug, Clone, Copy)]
pub struct Superseded {
    /// The metric of an installation that it was about.
    pub series: Series,
    /// The time that it was about.
    pub extent: Extent,
    /// The row.
    pub place: Place,
    /// The row that took its place.
    pub by: Place,
}

/// A row that counts unless a later one replaces it.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) record: UsageRecord,
    pub(super) member: Option<Box<UsageRecord>>,
    pub(super) in_block: u32,
}

/// The rows that count so far, by their ids.
#[derive(Debug, Default)]
pub(super) struct Identified {
    rows: BTreeMap<(Series, Instant, Box<str>), Waiting>,
    pub(super) replaced: usize,
    pub(super) superseded: Vec<Superseded>,
}

impl Identified {
    pub(super) fn take(&mut self, calendar: &Calendar, id: &str, row: Waiting) {
        let start = match row.record.extent {
            Extent::Time(start, _) | Extent::Moment(start) => start,
            Extent::Months(months) => calendar.begin(months.first()),
        };
        self.insert((row.record.series, start, id.into()), row);
    }

    fn insert(&mut self, key: (Series, Instant, Box<str>), row: Waiting) {
        let Some(known) = self.rows.get_mut(&key) else {
            self.rows.insert(key, row);
            return;
        };
        let old = if known.record.place < row.record.place {
            std::mem::replace(known, row)
        } else {
            row
        };
        self.replaced += 1;
        self.superseded.push(Superseded {
            series: old.record.series,
            extent: old.record.extent,
            place: old.record.place,
            by: known.record.place,
        });
    }

    /// Joins those of another part of the file; `numbers` are the ones that its identities have in the whole.
    pub(super) fn join(&mut self, other: Self, numbers: &[Identity]) {
        self.replaced += other.replaced;
        self.superseded.extend(other.superseded);
        for (key, mut row) in other.rows {
            renumber(&mut row.record, numbers);
            if let Some(member) = &mut row.member {
                renumber(member, numbers);
            }
            self.insert(key, row);
        }
    }

    /// Returns the rows that count.
    pub(super) fn drain(&mut self) -> impl Iterator<Item = Waiting> + use<> {
        std::mem::take(&mut self.rows).into_values()
    }
}

/// Gives a record the number of its identity in the whole.
pub(super) fn renumber(record: &mut UsageRecord, numbers: &[Identity]) {
    if let Fact::Member(member) = &mut record.fact {
        let new = usize::try_from(member.identity.number()).ok();
        let new = new.and_then(|old| numbers.get(old));
        member.identity = new.copied().unwrap_or(member.identity);
    }
}
