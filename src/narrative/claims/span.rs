//! Mentions of a span of time: `M7-M12`, `PY1`, `the first year`.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::calendar::Period;
use crate::narrative::prose::Sentence;

/// A span that a sentence names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpanMention {
    /// The span.
    pub period: Period,
    /// The words, in the sentence.
    pub range: Range<usize>,
}

/// Words for the order of years.
const ORDINALS: &[(&str, u16)] = &[
    ("first", 1),
    ("1st", 1),
    ("second", 2),
    ("2nd", 2),
    ("third", 3),
    ("3rd", 3),
    ("fourth", 4),
    ("4th", 4),
    ("fifth", 5),
    ("5th", 5),
];

/// Words for all that is reported.
const WHOLE: &[&[&str]] = &[
    &["since", "the", "start"],
    &["since", "the", "beginning"],
    &["so", "far"],
    &["to", "date"],
    &["in", "total"],
    &["altogether"],
    &["up", "to", "now"],
    &["over", "the", "project"],
    &["over", "the", "whole", "project"],
];

/// Returns the spans that a sentence names, in order; `groups` are the names that the project gives to spans, `whole` is
/// all that is reported.
pub fn spans(
    sentence: &Sentence,
    groups: &BTreeMap<String, Period>,
    whole: Period,
) -> Vec<SpanMention> {
    let words = sentence.words();
    let mut found = Vec::new();
    for (index, (range, word)) in words.iter().enumerate() {
        let named = groups.get(*word).copied();
        let months = word
            .contains(['-', '–', '—', '\u{2011}'])
            .then(|| Period::parse(word).ok())
            .flatten();
        let plain = named.or(months).map(|period| (period, range.end));
        let read = plain
            .or_else(|| year(&words, index))
            .or_else(|| since_start(&words, index, whole));
        if let Some((period, end)) = read {
            found.push(SpanMention {
                period,
                range: range.start..end,
            });
        }
    }
    found
}

/// Reads `since the start`, `so far`, `in total`.
fn since_start(
    words: &[(Range<usize>, &str)],
    index: usize,
    whole: Period,
) -> Option<(Period, usize)> {
    let rest = words.get(index..)?;
    let fits = |phrase: &&&[&str]| {
        phrase.len() <= rest.len()
            && phrase
                .iter()
                .zip(rest)
                .all(|(one, (_, word))| one.eq_ignore_ascii_case(word))
    };
    let phrase = WHOLE.iter().find(fits)?;
    let (last, _) = rest.get(phrase.len() - 1)?;
    Some((whole, last.end))
}

/// Reads `first year`, `first project year`, `year 1`, `Y1`, `first 12 months`.
fn year(words: &[(Range<usize>, &str)], index: usize) -> Option<(Period, usize)> {
    let word = |at: usize| {
        words
            .get(at)
            .map(|(_, word)| word.to_lowercase())
            .unwrap_or_default()
    };
    let end = |at: usize| words.get(at).map_or(0, |(range, _)| range.end);
    let first = word(index);
    let short = first
        .strip_prefix('y')
        .and_then(|digits| digits.parse().ok())
        .filter(|number| (1..=9).contains(number));
    if let Some(number) = short {
        return Some((months_of(number)?, end(index)));
    }
    if first == "year" {
        let number = word(index + 1)
            .parse()
            .ok()
            .filter(|number| (1..=9).contains(number))?;
        return Some((months_of(number)?, end(index + 1)));
    }
    let (_, number) = ORDINALS.iter().find(|(ordinal, _)| *ordinal == first)?;
    if word(index + 1) == "year" {
        return Some((months_of(*number)?, end(index + 1)));
    }
    if matches!(word(index + 1).as_str(), "project" | "reporting") && word(index + 2) == "year" {
        return Some((months_of(*number)?, end(index + 2)));
    }
    let twelve = matches!(word(index + 1).as_str(), "12" | "twelve") && word(index + 2) == "months";
    (twelve && *number == 1)
        .then(|| Some((months_of(1)?, end(index + 2))))
        .flatten()
}

fn months_of(year: u16) -> Option<Period> {
    Period::parse(&format!("M{}-M{}", 12 * (year - 1) + 1, 12 * year)).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::spans;
    use crate::calendar::Period;
    use crate::narrative::prose::sentences;
    use crate::source::Sources;

    #[test]
    fn spans_are_read_as_people_write_them() {
        let source = Sources::default().add("a.md", String::new());
        let groups = BTreeMap::from([("PY1".to_owned(), Period::parse("M1-M12").unwrap())]);
        let whole = Period::parse("M1-M18").unwrap();
        for (text, wanted) in [
            ("So far it grew.", "M1-M18"),
            ("Since the start it grew.", "M1-M18"),
            ("Over the whole project it grew.", "M1-M18"),
            ("In PY1 it grew.", "M1-M12"),
            ("In M07–M12 it grew.", "M7-M12"),
            ("When the first year closed it had grown.", "M1-M12"),
            ("In the 2nd project year it grew.", "M13-M24"),
            ("During the first 12 months it grew.", "M1-M12"),
            ("In year 3 it grew.", "M25-M36"),
        ] {
            let sentences = sentences(text, source);
            let found: Vec<String> = sentences
                .iter()
                .flat_map(|sentence| spans(sentence, &groups, whole))
                .map(|span| span.period.to_string())
                .collect();
            assert_eq!(found, [wanted], "{text}");
        }
    }
}
