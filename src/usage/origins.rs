//! The rows behind a figure: how many of which file, and the first ones themselves.

use crate::source::{Place, SourceId};

/// Most rows of a figure that are kept one by one.
pub const FEW: usize = 64;

/// The rows of a file behind a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileRows {
    /// The first one.
    pub first: Place,
    /// The last one.
    pub last: Place,
    /// The number of the last one's line in the block of the file in which it was read, from 0.
    pub(super) last_in_block: u32,
    /// How many there are.
    pub count: usize,
}

/// The rows behind a figure, in the order of the files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origins {
    /// Sorted by file.
    files: Vec<(SourceId, FileRows)>,
    few: Vec<Place>,
    count: usize,
}

impl Origins {
    /// Takes a row; returns whether it is kept by itself so far.
    #[inline]
    pub(super) fn add(&mut self, row: Place, in_block: u32) -> bool {
        self.count += 1;
        let one = FileRows {
            first: row,
            last: row,
            last_in_block: in_block,
            count: 1,
        };
        self.join(row.source, one);
        self.keep(row)
    }

    /// Takes rows of a file that are not kept one by one.
    pub(super) fn add_rows(&mut self, source: SourceId, rows: FileRows) {
        self.count += rows.count;
        self.join(source, rows);
    }

    /// Returns where the rows of a file begin behind which none is kept by itself; `None` when that is not known yet.
    pub(super) fn full_behind(&self, source: SourceId) -> Option<usize> {
        let last = self.few.last().filter(|_| self.few.len() == FEW)?;
        (last.source == source).then_some(last.span.start)
    }

    /// Takes those of another part of the reading.
    pub(super) fn merge(&mut self, other: &Self) {
        self.count += other.count;
        for (source, rows) in &other.files {
            self.join(*source, *rows);
        }
        for row in &other.few {
            self.keep(*row);
        }
    }

    #[inline]
    fn join(&mut self, source: SourceId, more: FileRows) {
        let rows = match self.files.last_mut() {
            Some((last, rows)) if *last == source => rows,
            _ => match self
                .files
                .binary_search_by_key(&source, |(known, _)| *known)
            {
                Err(at) => return self.files.insert(at, (source, more)),
                Ok(at) => match self.files.get_mut(at) {
                    Some((_, rows)) => rows,
                    None => return,
                },
            },
        };
        rows.count += more.count;
        rows.first = rows.first.min(more.first);
        if more.last > rows.last {
            (rows.last, rows.last_in_block) = (more.last, more.last_in_block);
        }
    }

    #[inline]
    fn keep(&mut self, row: Place) -> bool {
        match self.few.last() {
            Some(last) if *last < row => {
                if self.few.len() < FEW {
                    self.few.push(row);
                    return true;
                }
                false
            }
            _ => {
                let at = self.few.partition_point(|known| *known < row);
                self.few.insert(at, row);
                self.few.truncate(FEW);
                true
            }
        }
    }

    /// Returns the first row.
    pub fn first(&self) -> Option<Place> {
        self.few.first().copied()
    }

    /// Returns the rows one by one, in order: all of them when they are few, else the first [`FEW`].
    pub fn few(&self) -> &[Place] {
        &self.few
    }

    /// Returns whether [`Origins::few`] are all of them.
    pub fn are_few(&self) -> bool {
        self.few.len() == self.count
    }

    /// Returns the rows by file, in the order in which the files were read.
    pub fn files(&self) -> impl Iterator<Item = (SourceId, &FileRows)> {
        self.files.iter().map(|(source, rows)| (*source, rows))
    }
}

#[cfg(test)]
mod tests {
    use super::{FEW, Origins};
    use crate::source::{Place, Sources};

    #[test]
    fn the_order_of_the_parts_changes_nothing() {
        let mut sources = Sources::default();
        let ids = ["a", "b"].map(|name| sources.add(name, String::new()));
        let row = |at: usize| Place {
            source: ids[at % 2],
            span: (at * 10..at * 10 + 9).into(),
        };
        let of = |rows: &[usize]| {
            let mut origins = Origins::default();
            for at in rows {
                origins.add(row(*at), u32::try_from(*at).unwrap());
            }
            origins
        };
        let all: Vec<usize> = (0..300).collect();
        let whole = of(&all);
        let (evens, odds): (Vec<usize>, Vec<usize>) = all.iter().partition(|at| *at % 3 == 0);
        for (one, other) in [(&evens, &odds), (&odds, &evens)] {
            let mut joined = of(one);
            joined.merge(&of(other));
            assert_eq!(joined, whole);
        }
        assert!(!whole.are_few() && whole.few().len() == FEW && of(&evens[..9]).are_few());
        assert_eq!(whole.first(), Some(row(0)));
        let files: Vec<usize> = whole.files().map(|(_, rows)| rows.count).collect();
        assert_eq!(files, [150, 150]);
        assert_eq!(whole.files().next().unwrap().1.last_in_block, 298);
    }
}
