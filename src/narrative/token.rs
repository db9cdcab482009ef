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
    /// Returns whether it is that word, which is given in lower case.
    pub fn is(&self, word: &str) -> bool {
        self.text.to_lowercase() == word
    }

    /// Returns whether it is one of those words, which are given in lower case.
    pub fn is_any(&self, words: &[&str]) -> bool {
        words.contains(&self.text.to_lowercase().as_str())
    }

    /// Returns whether it begins with one of those stems, which are given in lower case.
    pub fn begins_with(&self, stems: &[&str]) -> bool {
        let lower = self.text.to_lowercase();
        stems.iter().any(|stem| lower.starts_with(stem))
    }
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
