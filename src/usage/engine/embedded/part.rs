//! What a part of the rows of a file came to.

use crate::aggregate::Identity;
use crate::calendar::Calendar;
use crate::diag::Sink;
use crate::usage::import::{Identities, Row, Stretch, Tidy};
use crate::usage::record::UsageRecord;
use crate::usage::refused::Refused;

use super::super::Fold;
use super::excerpt::Excerpt;
use super::replaced::{Identified, Superseded, Waiting, renumber};
use super::{Counts, Keep};

/// What a part of the rows of a file came to. Parts can be joined in any order.
#[derive(Debug)]
pub(super) struct Part<'c> {
    pub(super) fold: Fold<'c>,
    pub(super) identities: Identities,
    pub(super) sink: Sink,
    pub(super) book: Book<'c>,
    /// The lines that are kept, when the file is too large to be held.
    pub(super) excerpt: Option<Excerpt>,
}

/// The accounts of the rows of a part.
#[derive(Debug)]
pub(super) struct Book<'c> {
    pub(super) counts: Counts,
    identified: Identified,
    calendar: &'c Calendar,
    pub(super) records: Option<Vec<UsageRecord>>,
}

impl<'c> Part<'c> {
    /// Begins with nothing.
    pub(super) fn new(whole: &Fold<'c>, keep: Keep) -> Self {
        Self {
            fold: whole.part(),
            identities: Identities::default(),
            sink: Sink::default(),
            book: Book {
                counts: Counts::default(),
                identified: Identified::default(),
                calendar: &whole.catalogue.calendar,
                records: (keep == Keep::Records).then(Vec::new),
            },
            excerpt: None,
        }
    }

    /// Joins another part of the same file.
    pub(super) fn join(&mut self, other: Self) {
        let numbers = self.identities.join(&other.identities);
        self.fold.join(other.fold, &numbers);
        self.sink.take(other.sink, |_| true);
        self.book.join(other.book, &numbers);
        if let (Some(excerpt), Some(more)) = (&mut self.excerpt, other.excerpt) {
            excerpt.join(more);
        }
    }

    /// Reads the header; returns where the rows begin.
    pub(super) fn read_header(
        &mut self,
        tidy: &mut Tidy<'c>,
        whole: Stretch<'_>,
        start: usize,
    ) -> usize {
        let Self {
            fold,
            identities,
            sink,
            book,
            ..
        } = self;
        let mut take = |row: Row<'_>| {
            book.take(fold, row, 0);
        };
        tidy.read_header(whole, start, identities, sink, &mut take)
    }

    /// Folds the rows that waited for another one with their `record_id`, at the end of the file.
    pub(super) fn settle(&mut self, tidy: &Tidy<'_>) {
        if tidy.is_given_up() {
            self.fold.refuse(Refused::default());
        }
        for row in self.book.identified.drain() {
            self.book.fold(&mut self.fold, row);
        }
    }

    /// Returns the rows that others replaced.
    pub(super) fn superseded(&mut self) -> Vec<Superseded> {
        self.book.counts.replaced = self.book.identified.replaced;
        self.book.counts.used -= self.book.identified.replaced;
        std::mem::take(&mut self.book.identified.superseded)
    }

    /// Returns what stands in the rows, none of which is used.
    pub(super) fn unused(self) -> Vec<Refused> {
        let records = self.book.records.into_iter().flatten();
        let catalogue = self.fold.catalogue;
        records
            .map(|record| Refused::of(catalogue, record.series, record.extent))
            .collect()
    }
}

impl Book<'_> {
    /// Takes a row that the reader read; returns whether its line is needed later.
    pub(super) fn take(&mut self, fold: &mut Fold<'_>, row: Row<'_>, in_block: u32) -> bool {
        self.counts.read += 1;
        let (record, member, id) = match row {
            Row::Used(record, member, id) => (record, member, id),
            Row::Outside(_) => {
                self.counts.outside += 1;
                return true;
            }
            Row::Refused(_, refused) => {
                self.counts.refused += 1;
                fold.refuse(refused);
                return true;
            }
        };
        self.counts.used += 1;
        let row = Waiting {
            record: *record,
            member,
            in_block,
        };
        if id.is_empty() {
            return self.fold(fold, row);
        }
        self.identified.take(self.calendar, id, row);
        true
    }

    fn fold(&mut self, fold: &mut Fold<'_>, row: Waiting) -> bool {
        let mut kept = self.records.is_some();
        for record in [Some(row.record), row.member.map(|member| *member)]
            .into_iter()
            .flatten()
        {
            kept |= fold.take_row(&record, row.in_block);
            if let Some(records) = &mut self.records {
                records.push(record);
            }
        }
        kept
    }

    fn join(&mut self, other: Self, numbers: &[Identity]) {
        self.counts.add(other.counts);
        self.identified.join(other.identified, numbers);
        if let (Some(records), Some(more)) = (&mut self.records, other.records) {
            records.extend(more.into_iter().map(|mut record| {
                renumber(&mut record, numbers);
                record
            }));
        }
    }
}
