//! The span of time of which a text speaks: `over last year`, `12 month period`, `monthly`.

use std::ops::Range;

use crate::narrative::token::tokens;

use super::word_list::{begins_as_one_of, is_one_of};

/// A span of time in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::checks) struct SpanOfTime {
    /// Where its words stand.
    pub(in crate::checks) range: Range<usize>,
    /// How many months it has.
    pub(in crate::checks) months: u16,
    /// Whether it may only say how often somebody works: `monthly export`.
    pub(in crate::checks) is_rhythm: bool,
}

/// Words before a span that make it the window of a figure.
const DETERMINERS: &str = "last past previous preceding per each every";
/// Words before a number of months that do so.
const BEFORE_NUMBERS: &str =
    "over during within throughout rolling last past previous preceding per each every";
/// Words behind a number of months that do so.
const AFTER_NUMBERS: &str = "period window average basis interval";
/// How words beside `monthly` begin that make it a rhythm of work.
const RHYTHM: &str = "account backup check collect compil dump export extract generat log quer record report run \
                      sampl script send sent snapshot statistic updat";
/// What is held over a month in a unit such as `TB per month`.
const HELD: &str = "tb gb pb cpu gpu node core";
/// Numbers as words, from one.
const NUMBERS: &str = "one two three four five six seven eight nine ten eleven twelve";

/// Returns the first span of time of which a text speaks as the window of a figure.
pub(in crate::checks) fn span_of_time(text: &str) -> Option<SpanOfTime> {
    let words = tokens(text);
    let lower: Vec<String> = words.iter().map(|word| word.text.to_lowercase()).collect();
    (0..lower.len()).find_map(|at| {
        let (first, last, months) = span_at(&lower, at)?;
        let start = words.get(first)?.range.start;
        let end = words.get(last)?.range.end;
        let beside = [word(&lower, at, -1), word(&lower, at, 1)];
        Some(SpanOfTime {
            range: start..end,
            months,
            is_rhythm: first == last
                && beside
                    .into_iter()
                    .any(|word| begins_as_one_of(word, RHYTHM)),
        })
    })
}

/// Returns the word that many words behind or before another; empty beyond the ends.
fn word(words: &[String], at: usize, by: isize) -> &str {
    let other = at.checked_add_signed(by).and_then(|at| words.get(at));
    other.map_or("", String::as_str)
}

/// Returns the first and the last word of the span whose noun or adjective stands at `at`, and its months.
fn span_at(words: &[String], at: usize) -> Option<(usize, usize, u16)> {
    let half = matches!(word(words, at, -1), "half" | "semi");
    let year = if half { 6 } else { 12 };
    let (months, is_noun) = match word(words, at, 0) {
        "month" | "months" => (1, true),
        "quarter" | "quarters" => (3, true),
        "semester" | "semesters" => (6, true),
        "year" | "years" | "annum" => (year, true),
        "monthly" => (1, false),
        "quarterly" => (3, false),
        "yearly" | "annual" | "annually" => (year, false),
        _ => return None,
    };
    if let Some(number) = number(word(words, at, -1)) {
        let months = number.checked_mul(months)?;
        return counted(words, at, is_noun).map(|(first, last)| (first, last, months));
    }
    let first = at - usize::from(half);
    if !is_noun {
        return Some((first, at, months));
    }
    let (determiner, before) = (word(words, first, -1), word(words, first, -2));
    let rate = determiner == "per" && is_one_of(before, HELD);
    let whole = determiner == "the" && matches!(before, "over" | "during" | "throughout");
    let bound = (is_one_of(determiner, DETERMINERS) && !rate) || whole;
    Some((first.checked_sub(1)?, at, months)).filter(|_| bound)
}

/// Returns the first and the last word of a span with a number before it, when it is the window of a figure.
fn counted(words: &[String], at: usize, is_noun: bool) -> Option<(usize, usize)> {
    let named = is_one_of(word(words, at, 1), AFTER_NUMBERS);
    let bound = !is_noun || named || is_one_of(word(words, at, -2), BEFORE_NUMBERS);
    Some((at.checked_sub(1)?, at + usize::from(named))).filter(|_| bound)
}

/// Reads a number in digits or as a word.
fn number(word: &str) -> Option<u16> {
    let spelled = NUMBERS
        .split_whitespace()
        .zip(1..)
        .find(|(known, _)| *known == word);
    let number = spelled
        .map(|(_, number)| number)
        .or_else(|| word.parse().ok());
    number.filter(|number| (1..=600).contains(number))
}

#[cfg(test)]
mod tests {
    use super::span_of_time;

    fn found(text: &str) -> Option<(&str, u16)> {
        let span = span_of_time(text)?;
        Some((&text[span.range], span.months))
    }

    #[test]
    fn windows_of_published_metrics_are_found() {
        for (text, words, months) in [
            (
                "Number of countries reached over last year",
                "last year",
                12,
            ),
            (
                "Compared with the logins of a 12 month period",
                "12 month period",
                12,
            ),
            (
                "Unique users, rolling twelve-month window",
                "twelve-month window",
                12,
            ),
            ("Users per year", "per year", 12),
            ("Users over the year", "the year", 12),
            ("Monthly users", "Monthly", 1),
            ("users in the last six months", "six months", 6),
            ("Half-yearly count", "Half-yearly", 6),
            ("countries of the last half-year", "last half-year", 6),
        ] {
            assert_eq!(found(text), Some((words, months)), "{text}");
        }
    }

    #[test]
    fn other_mentions_of_time_are_no_span_of_time() {
        for text in [
            "TB/month served over the period",
            "TB per month",
            "TB-months of deposits",
            "Year of registration, from the AAI",
            "Logs are kept for 12 months",
            "Names of the countries reached over the period",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn a_monthly_export_is_a_rhythm_of_work() {
        assert!(
            span_of_time("Monthly export of the accounting")
                .unwrap()
                .is_rhythm
        );
        assert!(!span_of_time("Monthly active users").unwrap().is_rhythm);
    }
}
