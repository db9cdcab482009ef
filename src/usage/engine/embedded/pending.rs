//! What the rows of a class came to in a period, before their group is told.
//!
//! A group takes many facts of a row, in several places of the memory. Once it has the first rows one by one, a later row
//! adds to a number and is the last one: that is noted here, and the group is told at the end of the file.

use crate::calendar::ProjectMonth;
use crate::source::{Place, SourceId};
use crate::usage::origins::FileRows;
use crate::usage::record::Series;

use super::super::Fold;
use super::super::cut::Piece;
use super::super::group::Group;

/// The rows of a class in a period.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    /// The number of the group, once there is one.
    group: Option<u32>,
    /// The group needs to know nothing but how many they are of rows behind this place.
    behind: usize,
    /// Rows of which the group was not told.
    count: u32,
    /// The last of these.
    line: u32,
    last: (usize, usize),
}

impl Default for Cell {
    fn default() -> Self {
        Self {
            group: None,
            behind: usize::MAX,
            count: 0,
            line: 0,
            last: (0, 0),
        }
    }
}

impl Cell {
    /// Returns the number of the group, once there is one.
    #[inline]
    pub(super) fn number(&self) -> Option<u32> {
        self.group
    }

    /// Returns the group.
    #[inline]
    pub(super) fn group<'f>(
        &mut self,
        fold: &'f mut Fold<'_>,
        series: Series,
        period: u16,
    ) -> Option<&'f mut Group> {
        let at = if let Some(at) = self.group {
            at as usize
        } else {
            let named = fold.timeline.periods().nth(usize::from(period))?;
            let at = fold.group_at(series, named);
            self.group = u32::try_from(at).ok();
            at
        };
        fold.groups.get_mut(at)
    }

    /// Takes a row when the group needs to know no more of it than that.
    #[inline]
    pub(super) fn take(&mut self, row: Place, line: u32) -> bool {
        if row.span.start <= self.behind {
            return false;
        }
        self.count += 1;
        self.line = line;
        self.last = (row.span.start, row.span.end);
        true
    }

    /// Has the group take a row; returns whether that is kept by itself.
    pub(super) fn tell(
        &mut self,
        row: Place,
        line: u32,
        is_provisional: bool,
        group: &mut Group,
    ) -> bool {
        let is_kept = group.origins.add(row, line);
        group.record(row);
        group.provisional |= is_provisional;
        if let Some(full) = group.origins.full_behind(row.source) {
            // The first record stands not behind a row that was told.
            self.behind = full.max(row.span.start);
        }
        is_kept
    }

    /// Tells the group what it was not told.
    fn settle(&mut self, source: SourceId, fold: &mut Fold<'_>) {
        let group = self.group.and_then(|at| fold.groups.get_mut(at as usize));
        if let (Some(group), true) = (group, self.count > 0) {
            let last = Place {
                source,
                span: (self.last.0..self.last.1).into(),
            };
            let rows = FileRows {
                first: last,
                last,
                last_in_block: self.line,
                count: self.count as usize,
            };
            group.origins.add_rows(source, rows);
            self.count = 0;
        }
    }
}

/// What was held, by month: whole numbers of the last place × seconds.
#[derive(Debug, Default)]
pub(super) struct Sums {
    months: Vec<i128>,
}

impl Sums {
    /// Adds an amount that was held for a part of a month.
    #[inline]
    pub(super) fn add(&mut self, piece: Piece, amount: i64) {
        let at = usize::from(piece.month.number());
        if self.months.len() <= at {
            self.months.resize(at + 1, 0);
        }
        if let Some(sum) = self.months.get_mut(at) {
            let more = i128::from(amount) * i128::from(piece.seconds);
            *sum = sum.saturating_add(more);
        }
    }

    fn of(&mut self, month: ProjectMonth) -> i128 {
        let sum = self.months.get_mut(usize::from(month.number()));
        sum.map(std::mem::take).unwrap_or_default()
    }
}

/// Tells the groups of a class what they were not told of the rows of a file.
pub(super) fn settle(
    source: SourceId,
    cells: [&mut Vec<Cell>; 2],
    sums: &mut Sums,
    fold: &mut Fold<'_>,
) {
    let timeline = std::sync::Arc::clone(&fold.timeline);
    let [own, members] = cells;
    for (month, period, first) in timeline.months() {
        let group = own.get(usize::from(period)).and_then(|cell| cell.group);
        let group = group.and_then(|at| fold.groups.get_mut(at as usize));
        let sum = sums.of(month);
        if let (Some(group), true) = (group, sum != 0) {
            group.held.add_sum(first, month, sum);
        }
    }
    for cell in own.iter_mut().chain(members) {
        cell.settle(source, fold);
    }
}
