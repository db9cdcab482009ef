//! Words that stand twice.

use std::ops::Range;

use crate::narrative::token::{between, tokens};

use super::Slip;

/// Words that may stand twice: `had had`, `logged in in March`, `very very`.
const MAY_REPEAT: &[&str] = &[
    "that", "had", "is", "in", "on", "very", "many", "much", "so", "long", "no", "far", "more",
    "really",
];

/// Returns the doubled words of a paragraph.
///
/// Two capitals make a name, as in `Baden Baden`; numbers and single letters stand side by side in lists.
pub(super) fn doubled_words(text: &str) -> Vec<(Range<usize>, Slip)> {
    let tokens = tokens(text);
    let slip = |pair: &[crate::narrative::token::Token<'_>]| {
        let [one, other] = pair else { return None };
        let gap = between(text, &one.range, &other.range);
        let beside = !gap.is_empty() && gap.chars().all(char::is_whitespace);
        let letters = one.text.chars().all(char::is_alphabetic);
        let long = one.text.chars().count() > 1 || one.is("a");
        let name = other.text.starts_with(char::is_uppercase);
        let tied =
            |letter: Option<char>| matches!(letter, Some('-' | '\'' | '’' | '_' | '/' | '.' | '@'));
        let loose = !tied(text.get(..one.range.start)?.chars().next_back())
            && !text
                .get(other.range.end..)?
                .starts_with(['-', '\'', '’', '_', '/', '@']);
        let same = one.text.to_lowercase() == other.text.to_lowercase();
        (beside && letters && long && !name && loose && same && !one.is_any(MAY_REPEAT))
            .then_some((one.range.start..other.range.end, Slip::DoubledWord))
    };
    tokens.windows(2).filter_map(slip).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Slip, found};

    #[test]
    fn a_doubled_word_is_found_across_lines() {
        assert_eq!(
            found("It served the the users."),
            [("the the", Slip::DoubledWord)]
        );
        assert_eq!(found("The\nthe cloud"), [("The\nthe", Slip::DoubledWord)]);
    }

    #[test]
    fn words_that_may_stand_twice_are_no_slips() {
        for text in [
            "Users had had access, and that that is so is clear.",
            "They logged in in March from Baden Baden and Walla Walla.",
            "Values 5 5 and M M, the user's user, the `the` the, end. End of it.",
            "the point-to point line, GPU GPU-hours",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
