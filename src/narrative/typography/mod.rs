//! Slips of typing in a text: doubled stops, words and blanks, blanks that are missing, brackets without their partner.

mod brackets;
mod stops;
mod words;

use std::ops::Range;

use super::printed::printed;

/// A kind of slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// Two full stops.
    DoubledStop,
    /// No blank between a full stop or a comma and the next word.
    MissingBlank,
    /// A blank before a full stop or a comma.
    BlankBefore,
    /// A bracket without its partner.
    LoneBracket,
    /// A quotation mark without its partner.
    LoneQuote,
    /// A word that stands twice.
    DoubledWord,
    /// More than one blank.
    RepeatedBlank,
}

/// Returns the slips of a text in Markdown with their bytes, in order.
pub fn slips(markdown: &str) -> Vec<(Range<usize>, Slip)> {
    let printed = printed(markdown);
    let mut found = brackets::lone_brackets(&printed);
    for block in &printed.blocks {
        let text = printed.block(block);
        let all = [
            stops::doubled_stops(text),
            stops::missing_blanks(text),
            stops::blanks_before(text),
            stops::repeated_blanks(text),
            brackets::lone_quotes(text),
            words::doubled_words(text),
        ];
        let moved = |(range, slip): (Range<usize>, Slip)| {
            (block.start + range.start..block.start + range.end, slip)
        };
        found.extend(all.into_iter().flatten().map(moved));
    }
    found.sort_by_key(|(range, slip)| (range.start, *slip));
    found
}

/// Returns the slips of a text with the words that have them.
#[cfg(test)]
fn found(text: &str) -> Vec<(&str, Slip)> {
    let all = slips(text).into_iter();
    all.map(|(range, slip)| (text.get(range).unwrap(), slip))
        .collect()
}
