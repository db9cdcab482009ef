//! The lines of a file that are kept while it is read in blocks: those that a finding, a note or an origin may point at.

use crate::source::{Conflict, KeptLine, conflicts, joined};

use super::fast::Block;

/// A line that is kept.
#[derive(Debug)]
struct Line {
    start: usize,
    block: u32,
    in_block: u32,
    text: Box<str>,
}

/// The lines that are kept of a part of a file.
#[derive(Debug, Default)]
pub(super) struct Excerpt {
    lines: Vec<Line>,
    /// The blocks: number, where it begins, how many lines it has.
    blocks: Vec<(u32, usize, u32)>,
    /// Lines that are marks of a merge.
    marks: Vec<(usize, Box<str>)>,
    /// The first zero byte.
    pub(super) zero: Option<usize>,
    /// The first byte that is not UTF-8.
    pub(super) not_utf8: Option<(usize, u8)>,
}

impl Excerpt {
    /// Keeps a line of a block that begins at `start` in it.
    pub(super) fn keep(&mut self, block: Block<'_>, in_block: u32, start: usize) {
        let rest = block.text.get(start..).unwrap_or_default();
        let text = rest.split('\n').next().unwrap_or_default();
        let start = block.base + start;
        if self.lines.last().is_some_and(|last| last.start == start) {
            return;
        }
        self.lines.push(Line {
            start,
            block: block.number,
            in_block,
            text: text.trim_end_matches('\r').into(),
        });
    }

    /// Takes the number of lines of a block that was read.
    pub(super) fn count(&mut self, block: Block<'_>, lines: u32) {
        self.blocks.push((block.number, block.base, lines));
    }

    /// Takes a line that is a mark of a merge.
    pub(super) fn mark(&mut self, block: Block<'_>, in_block: u32, start: usize) {
        let rest = block.text.get(start..).unwrap_or_default();
        let line = rest.split_inclusive('\n').next().unwrap_or_default();
        if !conflicts(line).is_empty() {
            self.marks.push((block.base + start, line.into()));
            self.keep(block, in_block, start);
        }
    }

    pub(super) fn join(&mut self, other: Self) {
        self.lines.extend(other.lines);
        self.blocks.extend(other.blocks);
        self.marks.extend(other.marks);
        self.zero = self.zero.into_iter().chain(other.zero).min();
        let faults = self.not_utf8.into_iter().chain(other.not_utf8);
        self.not_utf8 = faults.min();
    }

    /// Returns the parts that a merge left, those in the head of the file included.
    pub(super) fn conflicts(&mut self, head: &str) -> Vec<Conflict> {
        let mut start = 0;
        for line in head.split_inclusive('\n') {
            if !conflicts(line).is_empty() {
                self.marks.push((start, line.into()));
            }
            start += line.len();
        }
        self.marks.sort();
        self.marks.dedup();
        joined(
            self.marks
                .iter()
                .map(|(start, line)| (*start, line.as_ref())),
        )
    }

    /// Returns the lines with their numbers; `head` lines stand before the first block, and `lasts` are rows whose numbers
    /// alone are asked for, each by where it begins and its number in its block.
    pub(super) fn numbered(
        mut self,
        head: usize,
        lasts: impl Iterator<Item = (usize, u32)>,
    ) -> Vec<KeptLine> {
        self.blocks.sort_unstable();
        let mut next = head + 1;
        let blocks = self.blocks.iter().map(|(number, base, lines)| {
            let first = next;
            next += *lines as usize;
            (*number, *base, first)
        });
        let blocks: Vec<(u32, usize, usize)> = blocks.collect();
        let by_number = |number: u32| {
            let at = blocks.binary_search_by_key(&number, |(known, ..)| *known);
            at.ok().and_then(|at| blocks.get(at))
        };
        let by_place = |offset: usize| {
            let at = blocks.partition_point(|(_, base, _)| *base <= offset);
            blocks.get(at.checked_sub(1)?)
        };
        let numbers = lasts.filter_map(|(start, in_block)| {
            let (.., first) = by_place(start)?;
            Some(KeptLine {
                start,
                number: first + in_block as usize,
                text: Box::default(),
            })
        });
        let lines = self.lines.into_iter().filter_map(|line| {
            let (.., first) = by_number(line.block)?;
            Some(KeptLine {
                start: line.start,
                number: first + line.in_block as usize,
                text: line.text,
            })
        });
        lines.chain(numbers).collect()
    }
}

/// Follows the lines of a block.
pub(super) struct Cursor<'b> {
    block: Block<'b>,
    line: u32,
    at: usize,
}

impl<'b> Cursor<'b> {
    /// Begins at a line of a block, which begins at `at` in it.
    pub(super) fn new(block: Block<'b>, line: u32, at: usize) -> Self {
        Self { block, line, at }
    }

    /// Returns the number of the line in the block, and where it begins in it, for a place in the file that is not before
    /// the last one.
    pub(super) fn line_of(&mut self, offset: usize) -> (u32, usize) {
        let offset = offset.saturating_sub(self.block.base);
        loop {
            let rest = self.block.text.get(self.at..).unwrap_or_default();
            let Some(feed) = rest.find('\n') else { break };
            if self.at + feed >= offset {
                break;
            }
            self.at += feed + 1;
            self.line += 1;
        }
        (self.line, self.at)
    }
}
