//! Data is inert: nothing a file says may drive a terminal or a CI runner.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Longest piece of user text that a message quotes, in characters.
const LONGEST: usize = 120;

/// Returns `text` fit to be printed in a message.
///
/// Control characters, direction marks and invisible characters are shown as `<U+202E>`; what is longer than 120
/// characters is cut.
pub fn safe(text: &str) -> Cow<'_, str> {
    let long = text.chars().nth(LONGEST).is_some();
    if !long && !text.chars().any(hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len().min(4 * LONGEST));
    for letter in text.chars().take(LONGEST) {
        if hidden(letter) {
            write!(shown, "<U+{:04X}>", u32::from(letter)).expect("a String takes everything");
        } else {
            shown.push(letter);
        }
    }
    if long {
        shown.push('…');
    }
    Cow::Owned(shown)
}

/// Returns the whole `text` fit to be printed: like [`safe`], but nothing is cut.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        if hidden(letter) {
            write!(shown, "<U+{:04X}>", u32::from(letter)).expect("a String takes everything");
        } else {
            shown.push(letter);
        }
    }
    shown
}

/// Returns the whole `text` with one sign for each letter that is not fit to be printed, so that columns stay.
pub fn covered(text: &str) -> String {
    let cover = |letter| if hidden(letter) { '\u{FFFD}' } else { letter };
    text.chars().map(cover).collect()
}

/// Returns whether a letter drives a terminal, changes the direction of text, or is not to be seen.
pub(super) fn hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}' | '\u{00AD}' | '\u{061C}')
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn escapes_and_direction_marks_are_shown_not_sent() {
        assert_eq!(
            safe("a\u{1b}[2Jb\u{202e}c\n"),
            "a<U+001B>[2Jb<U+202E>c<U+000A>"
        );
        assert_eq!(safe("España"), "España");
    }

    #[test]
    fn long_text_is_cut() {
        assert_eq!(safe(&"x".repeat(500)).chars().count(), 121);
    }
}
