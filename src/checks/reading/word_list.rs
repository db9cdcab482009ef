//! Long lists of words, each list one string with blanks between the words.

use crate::narrative::token::begins;

/// Returns whether a word is in a list, in any case of letters.
pub(in crate::checks) fn is_one_of(word: &str, list: &str) -> bool {
    list.split_whitespace()
        .any(|known| known.eq_ignore_ascii_case(word))
}

/// Returns whether a word begins with a stem of a list, in any case of letters.
pub(in crate::checks) fn begins_as_one_of(word: &str, stems: &str) -> bool {
    stems.split_whitespace().any(|stem| begins(word, stem))
}

#[cfg(test)]
mod tests {
    use super::{begins_as_one_of, is_one_of};

    #[test]
    fn whole_words_and_stems_are_found_in_any_case() {
        assert!(is_one_of("CPU", "gpu cpu") && !is_one_of("CP", "gpu cpu"));
        assert!(begins_as_one_of("Measured", "count measur") && !begins_as_one_of("mea", "measur"));
    }
}
