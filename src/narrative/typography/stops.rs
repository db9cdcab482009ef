//! Full stops, commas and blanks: too many, or one too few.

use std::ops::Range;

use super::Slip;

/// Words that begin sentences; after another word and a full stop, without a blank, they do so too. Other words may be
/// names of programs, as in `torch.Tensor`.
const STARTERS: &[&str] = &[
    "The",
    "This",
    "That",
    "These",
    "Those",
    "It",
    "Its",
    "In",
    "On",
    "At",
    "As",
    "An",
    "For",
    "From",
    "With",
    "Within",
    "We",
    "Our",
    "They",
    "Their",
    "There",
    "Then",
    "Thus",
    "Therefore",
    "Through",
    "Throughout",
    "To",
    "By",
    "However",
    "Moreover",
    "Furthermore",
    "Finally",
    "First",
    "Second",
    "During",
    "After",
    "Before",
    "While",
    "When",
    "Where",
    "Since",
    "Although",
    "Also",
    "All",
    "Each",
    "Some",
    "Many",
    "Most",
    "Both",
    "No",
    "Not",
    "Only",
    "Other",
    "Users",
    "Usage",
    "Access",
    "Until",
    "Under",
    "Due",
    "Because",
    "Hence",
    "Here",
    "Once",
    "And",
    "But",
    "Additional",
];

/// Returns the doubled full stops of a paragraph; three are an ellipsis, and `1..10` and `../data` are none.
pub(super) fn doubled_stops(text: &str) -> Vec<(Range<usize>, Slip)> {
    let slip = |(at, _)| {
        let before = text.get(..at)?.chars().next_back();
        let after = text.get(at + 2..)?.chars().next();
        let other = |letter: Option<char>| !matches!(letter, Some('.' | '/' | '\\' | '_'));
        let counts = before.is_some_and(|letter| letter.is_ascii_digit())
            && after.is_some_and(|letter| letter.is_ascii_digit());
        (other(before) && other(after) && !counts).then_some((at..at + 2, Slip::DoubledStop))
    };
    text.match_indices("..").filter_map(slip).collect()
}

/// Returns where a full stop or a comma has no blank after it, as in `architecture.This` and `storage,and`.
pub(super) fn missing_blanks(text: &str) -> Vec<(Range<usize>, Slip)> {
    let pieces = text
        .split_inclusive(char::is_whitespace)
        .scan(0, |at, piece| {
            let start = *at;
            *at += piece.len();
            Some((start, piece.trim_end()))
        });
    let slip = |(start, piece): (usize, &str)| {
        let inner = piece.trim_matches(|letter: char| !letter.is_alphanumeric());
        let lead = start + piece.find(inner)?;
        let (at, mark) = inner
            .char_indices()
            .find(|(_, letter)| matches!(letter, '.' | ','))?;
        let (left, right) = (inner.get(..at)?, inner.get(at + 1..)?);
        let word = |text: &str| {
            text.chars().count() > 1
                && text
                    .chars()
                    .all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '\'' | '’'))
        };
        let closed = left.trim_end_matches([')', ']', '"', '”', '’']);
        let lower = |text: &str| !text.chars().any(char::is_uppercase);
        let missing = match mark {
            '.' => word(closed) && ends_low(closed) && STARTERS.contains(&right),
            _ => word(closed) && word(right) && lower(closed) && lower(right),
        };
        missing.then_some((lead + at..lead + inner.len(), Slip::MissingBlank))
    };
    pieces.filter_map(slip).collect()
}

fn ends_low(word: &str) -> bool {
    word.chars().next_back().is_some_and(char::is_lowercase)
}

/// Returns where a blank stands before a full stop or a comma that ends a word, as in `day 1 . The`; in `a ... b` and
/// `a .csv file` none does.
pub(super) fn blanks_before(text: &str) -> Vec<(Range<usize>, Slip)> {
    let marks = text
        .char_indices()
        .filter(|(_, letter)| matches!(letter, '.' | ','));
    let slip = |(at, _)| {
        let before = text.get(..at)?;
        let word = before.trim_end_matches(is_blank);
        let after = text.get(at + 1..)?.chars().next();
        let apart = word.len() < before.len()
            && word.ends_with(|letter: char| letter.is_alphanumeric() || letter == ')');
        (apart && after.is_none_or(char::is_whitespace))
            .then_some((word.len()..at + 1, Slip::BlankBefore))
    };
    marks.filter_map(slip).collect()
}

/// Returns the repeated blanks within the lines of a paragraph; two after a sentence are an old habit.
pub(super) fn repeated_blanks(text: &str) -> Vec<(Range<usize>, Slip)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text
        .get(at..)
        .and_then(|rest| Some(at + rest.find(is_blank)?))
    {
        let rest = text.get(start..).unwrap_or_default();
        let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
        let count = rest.chars().take_while(|letter| is_blank(*letter)).count();
        let before = text.get(..start).unwrap_or_default();
        let after = text.get(start + blanks..).unwrap_or_default();
        let habit = count == 2 && before.ends_with(['.', '!', '?', ':']);
        let starts = before.is_empty() || before.ends_with('\n');
        let ends = after.is_empty() || after.starts_with(['\n', '\r']);
        if count > 1 && !habit && !starts && !ends {
            found.push((start..start + blanks, Slip::RepeatedBlank));
        }
        at = start + blanks;
    }
    found
}

fn is_blank(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}')
}

#[cfg(test)]
mod tests {
    use super::super::{Slip, found};

    #[test]
    fn stops_and_blanks_are_found_at_their_place() {
        assert_eq!(found("It ran.. Then"), [("..", Slip::DoubledStop)]);
        assert_eq!(
            found("a serverless architecture.This allows"),
            [(".This", Slip::MissingBlank)]
        );
        assert_eq!(
            found("the (old) service).The new"),
            [(")", Slip::LoneBracket), (".The", Slip::MissingBlank)]
        );
        assert_eq!(
            found("the storage,and more"),
            [(",and", Slip::MissingBlank)]
        );
        assert_eq!(found("AI as  a Service"), [("  ", Slip::RepeatedBlank)]);
        assert_eq!(
            found("AI as \u{a0}a Service"),
            [(" \u{a0}", Slip::RepeatedBlank)]
        );
    }

    #[test]
    fn a_blank_before_a_stop_is_found() {
        assert_eq!(
            found("since day 1 . The cloud"),
            [(" .", Slip::BlankBefore)]
        );
        assert_eq!(found("Spain , Portugal"), [(" ,", Slip::BlankBefore)]);
        assert_eq!(found("and so on ... a .csv file, `a` . and .5"), []);
    }

    #[test]
    fn numbers_names_and_abbreviations_are_no_slips() {
        for text in [
            "It served 662,547 CPU-hours, 3.4 TB, e.g. in ES,PT and 1..10 files...",
            "Built with torch.Tensor, Node.js, README.md and config.toml from ../data at imagine-ai.eu.",
            "See https://a.b/The.This and `a,b..c  d`.  Two blanks after a sentence.",
            "Two lines,  \nwith a break, and {{ cloud/users }}, {{ cloud/cpu }} in it.",
            "i.e. this, U.S.A. and a.m. or p.m., v1.2.The",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
