//! Plain words in Markdown: what would be taken for a mark is escaped.

use std::fmt::Write as _;

use super::line::Care;

/// What stands around a piece of plain words.
#[expect(
    clippy::struct_excessive_bools,
    reason = "what stands around is independent of each other"
)]
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around {
    /// Whether it begins a line.
    pub(super) at_start: bool,
    /// Whether it stands inside a link.
    pub(super) in_link: bool,
    /// Whether a mark of bold, italic or code stands directly before it.
    pub(super) mark_before: bool,
    /// Whether one stands directly after it.
    pub(super) mark_after: bool,
    /// Whether a link stands directly after it.
    pub(super) link_after: bool,
}

/// Adds a line of plain words.
pub(super) fn words(text: &str, around: Around, care: Care, out: &mut String) {
    let letters: Vec<char> = text.chars().collect();
    let lead = if around.at_start {
        lead(&letters)
    } else {
        None
    };
    for (at, letter) in letters.iter().copied().enumerate() {
        let last = at + 1 == letters.len();
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        let after = letters.get(at + 1).copied();
        let beside = (at == 0 && around.mark_before) || (last && around.mark_after);
        let is_mark = match care {
            Care::Full if beside && !letter.is_whitespace() => {
                write!(out, "&#{};", u32::from(letter)).expect("a String takes everything");
                continue;
            }
            Care::Full | Care::Guarded => letter.is_ascii_punctuation(),
            Care::Light => match letter {
                '\\' | '`' | '*' | '[' | '<' => true,
                ']' => around.in_link,
                '!' => last && around.link_after,
                '_' => !is_inside(before, after),
                '&' => after.is_some_and(|after| after == '#' || after.is_ascii_alphabetic()),
                _ => false,
            },
        };
        if is_mark || lead == Some(at) {
            out.push('\\');
        }
        out.push(letter);
    }
}

/// Returns whether an underscore stands inside of a word, where it is no mark.
fn is_inside(before: Option<char>, after: Option<char>) -> bool {
    let word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    word(before) && word(after)
}

/// Returns the place of the letter that would make a line an item, a heading, a quotation or a rule.
fn lead(letters: &[char]) -> Option<usize> {
    match letters.first()? {
        '#' | '-' | '+' | '>' | '=' | '~' | '|' | ':' => Some(0),
        digit if digit.is_ascii_digit() => {
            let digits = letters.iter().take_while(|letter| letter.is_ascii_digit());
            let end = digits.count();
            matches!(letters.get(end), Some('.' | ')')).then_some(end)
        }
        _ => None,
    }
}
