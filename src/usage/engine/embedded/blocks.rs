//! Cuts files into blocks of whole lines.

use std::io::{self, ErrorKind, Read};
use std::sync::Mutex;

use super::fast::Block;

/// Bytes of a block, more or less.
pub(super) const SIZE: usize = 1 << 16;
/// Bytes that are read beyond a block, to find the end of a line.
const MORE: usize = 1 << 12;
/// Longest line that is read in blocks; a longer one is no row of a table.
const LONGEST: usize = 1 << 24;

/// Returns the blocks of a text from an offset on.
pub(super) fn of_text(text: &str, from: usize) -> impl Iterator<Item = Block<'_>> {
    let (mut at, mut number) = (from, 0);
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let end = cut(rest.as_bytes(), SIZE).unwrap_or(rest.len());
        let block = Block {
            text: rest.get(..end)?,
            base: at,
            number,
            goes_on: end < rest.len(),
        };
        at += end;
        number += 1;
        Some(block)
    })
}

/// Returns where a block of at least `size` bytes may end: behind a line feed that more than ends of lines follow; `None`
/// when no such place is known.
fn cut(bytes: &[u8], size: usize) -> Option<usize> {
    let mut from = size.saturating_sub(1);
    loop {
        let feed = bytes.get(from..)?.iter().position(|byte| *byte == b'\n')?;
        let end = from + feed + 1;
        if !matches!(bytes.get(end)?, b'\n' | b'\r') {
            return Some(end);
        }
        from = end;
    }
}

/// What is known of a block besides its bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cut {
    pub(super) base: usize,
    pub(super) number: u32,
    pub(super) goes_on: bool,
}

/// Hands out the blocks of a stream, one after the other.
#[derive(Debug)]
pub(super) struct Blocks<R> {
    input: R,
    /// What was read and not handed out yet.
    rest: Vec<u8>,
    base: usize,
    number: u32,
    size: usize,
    at_end: bool,
    /// Whether lines end with carriage returns alone.
    returns: bool,
}

impl<R: Read> Blocks<R> {
    /// Begins with the first bytes, of which a byte order mark is taken off.
    pub(super) fn new(input: R, size: usize) -> io::Result<Self> {
        let mut blocks = Self {
            input,
            rest: Vec::new(),
            base: 0,
            number: 0,
            size,
            at_end: false,
            returns: false,
        };
        while blocks.rest.len() < SIZE && blocks.fill()? {}
        if blocks.rest.starts_with(&[0xEF, 0xBB, 0xBF]) {
            blocks.rest.drain(..3);
        }
        blocks.returns = blocks.rest.contains(&b'\r') && !blocks.rest.contains(&b'\n');
        if blocks.returns {
            feed(&mut blocks.rest);
        }
        Ok(blocks)
    }

    /// Returns the blocks for threads to share.
    pub(super) fn into_mutex(mut self) -> Mutex<Self> {
        // The head of the file was block 0, and block 1 where a byte of it is not UTF-8.
        self.number = 2;
        Mutex::new(self)
    }

    /// Returns the first bytes.
    pub(super) fn begin(&self) -> &[u8] {
        &self.rest
    }

    /// Reads on; returns whether there was anything.
    fn fill(&mut self) -> io::Result<bool> {
        let before = self.rest.len();
        // Little more than a block, so that little is left of it.
        let wanted = (self.size.max(SIZE) + MORE).saturating_sub(before);
        self.rest.resize(before + wanted.max(MORE), 0);
        let read = loop {
            let free = self.rest.get_mut(before..).unwrap_or_default();
            match self.input.read(free) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        let read = read.inspect_err(|_| self.rest.truncate(before))?;
        self.rest.truncate(before + read);
        if let Some(new) = self.rest.get_mut(before..).filter(|_| self.returns) {
            feed(new);
        }
        self.at_end = read == 0;
        Ok(read > 0)
    }

    /// Puts the next block into `buffer`; `None` at the end.
    pub(super) fn next(&mut self, buffer: &mut Vec<u8>) -> io::Result<Option<Cut>> {
        let end = loop {
            if let Some(end) = cut(&self.rest, self.size) {
                break end;
            }
            if self.rest.len() > LONGEST {
                let fault = "a line is longer than 16 MiB";
                return Err(io::Error::new(ErrorKind::InvalidData, fault));
            }
            if self.at_end || !self.fill()? {
                break self.rest.len();
            }
        };
        if end == 0 {
            return Ok(None);
        }
        let cut = Cut {
            base: self.base,
            number: self.number,
            goes_on: end < self.rest.len(),
        };
        std::mem::swap(buffer, &mut self.rest);
        self.rest.clear();
        self.rest
            .extend_from_slice(buffer.get(end..).unwrap_or_default());
        buffer.truncate(end);
        self.base += end;
        self.number += 1;
        Ok(Some(cut))
    }
}

/// Ends lines with line feeds.
fn feed(bytes: &mut [u8]) {
    for byte in bytes.iter_mut().filter(|byte| **byte == b'\r') {
        *byte = b'\n';
    }
}

#[cfg(test)]
mod tests {
    use super::{Blocks, of_text};

    fn streamed(text: &str, size: usize) -> Vec<(usize, String, bool)> {
        let mut blocks = Blocks::new(text.as_bytes(), size).unwrap();
        let (mut all, mut buffer) = (Vec::new(), Vec::new());
        while let Some(cut) = blocks.next(&mut buffer).unwrap() {
            let text = String::from_utf8(buffer.clone()).unwrap();
            all.push((cut.base, text, cut.goes_on));
        }
        all
    }

    #[test]
    fn blocks_end_behind_lines_and_know_whether_anything_follows() {
        let text = "a\nbb\n\r\nccc\n\n";
        for size in 1..20 {
            let all = streamed(text, size);
            let joined: String = all.iter().map(|(_, text, _)| text.as_str()).collect();
            assert_eq!(joined, text);
            let ends = all.iter().map(|(base, text, _)| base + text.len());
            for ((_, _, goes_on), end) in all.iter().zip(ends) {
                assert_eq!(*goes_on, !text[end..].trim_matches(['\n', '\r']).is_empty());
            }
        }
        assert_eq!(streamed(text, 1).len(), 3);
        assert_eq!(of_text(text, 0).count(), 1);
    }

    #[test]
    fn a_byte_order_mark_and_lone_carriage_returns_are_taken_as_in_small_files() {
        assert_eq!(
            streamed("\u{feff}a\rb\r", 1),
            [(0, "a\n".to_owned(), true), (2, "b\n".to_owned(), false)]
        );
        assert!(streamed("", 9).is_empty());
    }
}
