//! The engine within the program: reads files and folds their rows while it reads them.
//!
//! Nothing of a row is kept once it is folded, unless somebody asks for the records.

mod blocks;
mod class;
mod codes;
mod excerpt;
mod fast;
mod fields;
mod index;
mod part;
mod pending;
mod plain;
mod replaced;
mod stream;

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::catalogue::Catalogue;
use crate::diag::Sink;
use crate::source::{SourceId, Sources};
use crate::usage::import::{Identities, Settings, Stretch, Tidy};
use crate::usage::ledger::Ledger;
use crate::usage::record::UsageRecord;
use crate::usage::refused::Refused;

use super::Fold;
use fast::Fast;
use part::Part;

pub use replaced::Superseded;
pub use stream::{Streamed, Threads};

/// Whether the records are kept once the ledger is made of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// They are, for those who follow a figure back to its rows.
    Records,
    /// They are not: they take more room than all else.
    Nothing,
}

/// What became of the rows of a file: every one that was read is used, replaced, outside the project or refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rows that hold a fact or a fault.
    pub read: usize,
    /// Rows that are part of the ledger.
    pub used: usize,
    /// Rows that lie outside the project.
    pub outside: usize,
    /// Rows that a later row with the same `record_id` replaced.
    pub replaced: usize,
    /// Rows with faults.
    pub refused: usize,
}

impl Counts {
    /// Adds those of another part.
    pub fn add(&mut self, other: Self) {
        self.read += other.read;
        self.used += other.used;
        self.outside += other.outside;
        self.replaced += other.replaced;
        self.refused += other.refused;
    }
}

/// Reads usage files, one after the other, into a ledger.
#[derive(Debug)]
pub struct Engine<'c> {
    catalogue: &'c Catalogue,
    fold: Fold<'c>,
    identities: Identities,
    keep: Keep,
    /// How rows are read.
    pub pace: Pace,
    /// How large files are divided.
    pub threads: Threads,
    /// How many rows were read, for those who watch; of a large file after each block.
    pub rows: Arc<AtomicU64>,
    records: Vec<UsageRecord>,
    superseded: Vec<Superseded>,
}

/// How rows are read. The answers are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// Plain rows at once, the others by the reader of rows.
    Fast,
    /// All by the reader of rows, to compare the two.
    Slow,
}

/// All that the engine gives.
#[derive(Debug)]
pub struct Folded {
    /// The values.
    pub ledger: Ledger,
    /// The records in the order of the files, when they were to be kept.
    pub records: Vec<UsageRecord>,
    /// The rows that others replaced, when the records were to be kept.
    pub superseded: Vec<Superseded>,
}

impl<'c> Engine<'c> {
    /// Begins with nothing.
    pub fn new(catalogue: &'c Catalogue, keep: Keep) -> Self {
        Self {
            catalogue,
            fold: Fold::new(catalogue),
            identities: Identities::default(),
            keep,
            pace: match keep {
                Keep::Records => Pace::Slow,
                Keep::Nothing => Pace::Fast,
            },
            threads: Threads::of(NonZeroUsize::MIN),
            rows: Arc::default(),
            records: Vec::new(),
            superseded: Vec::new(),
        }
    }

    /// Takes a row, or a file, that gives no figure for its faults.
    pub fn refuse(&mut self, row: Refused) {
        self.fold.refuse(row);
    }

    /// Reads a file whose text is held.
    pub fn read(
        &mut self,
        sources: &mut Sources,
        id: SourceId,
        settings: Settings<'c>,
        sink: &mut Sink,
    ) -> Counts {
        let mut part = self.read_text(sources, id, settings, self.keep);
        self.superseded.extend(part.superseded());
        let counts = part.book.counts;
        self.rows.fetch_add(counts.read as u64, Ordering::Relaxed);
        self.join(part, sink);
        counts
    }

    /// Reads a file of which some letters are not known: nothing of it is used, but its rows may have faults too.
    pub fn read_in_vain(
        &mut self,
        sources: &mut Sources,
        id: SourceId,
        settings: Settings<'c>,
    ) -> Sink {
        let pace = std::mem::replace(&mut self.pace, Pace::Slow);
        let mut part = self.read_text(sources, id, settings, Keep::Records);
        self.pace = pace;
        let sink = std::mem::take(&mut part.sink);
        self.fold.refuse_all_of(&mut part.fold);
        for refused in part.unused() {
            self.fold.refuse(refused);
        }
        sink
    }

    fn read_text(
        &self,
        sources: &mut Sources,
        id: SourceId,
        settings: Settings<'c>,
        keep: Keep,
    ) -> Part<'c> {
        let mut part = Part::new(&self.fold, keep);
        let text = sources.get(id).text();
        let (mut tidy, start) = Tidy::new(self.catalogue, settings, id, text);
        let whole = Stretch {
            text,
            base: 0,
            goes_on: false,
        };
        let rows = part.read_header(&mut tidy, whole, start);
        let mut fast = Fast::new(&tidy, &part, self.pace);
        for block in blocks::of_text(text, rows) {
            fast.read(block, &mut part);
        }
        fast.finish(&mut part);
        if part.book.counts.read == 0 && !tidy.is_given_up() {
            let file = sources.get(id);
            let line = file.line(file.position(start).line);
            tidy.report_no_rows(line, &mut part.sink);
        }
        part.settle(&tidy);
        sources.set_header(id, tidy.header_end());
        if tidy.may_identify() {
            sources.keep_secret(id);
        }
        part
    }

    fn join(&mut self, part: Part<'c>, sink: &mut Sink) {
        let numbers = self.identities.join(&part.identities);
        self.fold.join(part.fold, &numbers);
        sink.take(part.sink, |_| true);
        let mut records = part.book.records.unwrap_or_default();
        records.sort_by_key(|record| record.place);
        for mut record in records {
            replaced::renumber(&mut record, &numbers);
            self.records.push(record);
        }
    }

    /// Makes the ledger, and reports what cannot be assigned.
    pub fn finish(self, sink: &mut Sink) -> Folded {
        let is_kept = self.keep == Keep::Records;
        Folded {
            ledger: self.fold.finish(sink),
            records: self.records,
            superseded: if is_kept { self.superseded } else { Vec::new() },
        }
    }
}
