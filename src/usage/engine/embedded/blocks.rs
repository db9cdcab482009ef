//! Cuts files into blocks of whole lines.

use super::fast::Block;

/// Bytes of a block, more or less.
const SIZE: usize = 1 << 16;

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
