//! Text as HTML takes it: nothing in it is markup, and every letter is one that a page may hold.

/// Returns text for the content of an element or the value of an attribute in double quotes.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(letter),
            letter if letter.is_control() || is_no_character(letter) => out.push('\u{FFFD}'),
            letter => out.push(letter),
        }
    }
    out
}

/// Returns text on one line without the marks that turn the direction of what stands around it, for places that are
/// shown outside the page: the title of a window.
pub(super) fn plain(text: &str) -> String {
    let turns = |letter: char| matches!(letter, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let words: String = text.chars().filter(|letter| !turns(*letter)).collect();
    escape(&words.replace(['\n', '\t'], " "))
}

/// Returns whether Unicode sets a number aside for no letter at all; a page may not hold it.
fn is_no_character(letter: char) -> bool {
    let number = u32::from(letter);
    (0xFDD0..=0xFDEF).contains(&number) || number & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::{escape, plain};

    #[test]
    fn markup_in_data_is_printed_not_obeyed() {
        assert_eq!(
            escape("<a href=\"x\" id='y'>&amp;"),
            "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;"
        );
    }

    #[test]
    fn what_a_page_may_not_hold_is_replaced() {
        for letter in [
            '\0',
            '\u{8}',
            '\r',
            '\u{7F}',
            '\u{85}',
            '\u{FDD0}',
            '\u{FFFE}',
            '\u{10FFFF}',
        ] {
            assert_eq!(escape(&letter.to_string()), "\u{FFFD}", "{letter:?}");
        }
        assert_eq!(
            escape("a\n\tb \u{E000}\u{1F980}"),
            "a\n\tb \u{E000}\u{1F980}"
        );
    }

    #[test]
    fn a_title_turns_no_direction() {
        assert_eq!(plain("a\u{202E}b\u{2067}c\nd"), "abc d");
    }
}
