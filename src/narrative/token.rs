//! The smallest pieces of a text: runs of letters and digits, so that `M1-M6` is two and `half-year` is two.

use std::ops::Range;

/// A run of letters and digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'t> {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// As it was written.
    pub text: &'t str,
}

impl Token<'_> {
    /// Returns whether it is that word of plain letters, in any case.
    pub fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    /// Returns whether it is one of those words of plain letters, in any case.
    pub fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    /// Returns whether it begins with one of those stems of plain letters, in any case.
    pub fn begins_with(&self, stems: &[&str]) -> bool {
        stems.iter().any(|stem| begins(self.text, stem))
    }
}

/// Returns whether a word begins with a stem of plain letters, in any case.
pub fn begins(word: &str, stem: &str) -> bool {
    let head = word.get(..stem.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(stem))
}

/// Returns the runs of letters and digits of a text.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut all = Vec::new();
    let mut from = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter.is_alphanumeric(), from) {
            (true, None) => from = Some(at),
            (false, Some(start)) => {
                all.extend(text.get(start..at).map(|piece| Token {
                    range: start..at,
                    text: piece,
                }));
                from = None;
            }
            _ => {}
        }
    }
    all
}

/// Returns the runs of letters and digits of a text in lower case.
pub fn lower_words(text: &str) -> Vec<String> {
    let words = tokens(text).into_iter();
    words.map(|token| token.text.to_lowercase()).collect()
}

/// Returns what stands between two pieces of a text; empty when they are not in this order.
pub fn between<'t>(text: &'t str, one: &Range<usize>, other: &Range<usize>) -> &'t str {
    text.get(one.end..other.start).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{between, tokens};

    #[test]
    fn a_text_falls_into_letters_and_digits() {
        let text = "In M1–M6, the café's half-year.";
        let found = tokens(text);
        let words: Vec<&str> = found.iter().map(|token| token.text).collect();
        assert_eq!(
            words,
            ["In", "M1", "M6", "the", "café", "s", "half", "year"]
        );
        assert_eq!(between(text, &found[1].range, &found[2].range), "–");
        assert_eq!(between(text, &found[2].range, &found[1].range), "");
    }
}
