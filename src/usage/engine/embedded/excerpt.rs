//! The lines of a file that are kept while it is read in blocks: those that a finding, a note or an origin may point at.

use crate::source::{Conflict, KeptLine, Span, conflicts};
use crate::usage::import::Stretch;

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
    /// Lines that may be marks of a merge.
    marks: Vec<(usize, Box<str>)>,
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

    /// Looks for the marks that a merge leaves.
    pub(super) fn look_for_conflicts(&mut self, block: Block<'_>, stretch: Stretch<'_>) {
        let mut start = stretch.base;
        for line in stretch.text.split_inclusive('\n') {
            if line.starts_with(['<', '>']) && !conflicts(line).is_empty() {
                self.marks.push((start, line.into()));
            }
            start += line.len();
        }
        let _ = block;
    }

    pub(super) fn join(&mut self, other: Self) {
        self.lines.extend(other.lines);
        self.blocks.extend(other.blocks);
        self.marks.extend(other.marks);
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
