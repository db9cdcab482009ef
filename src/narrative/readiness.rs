//! A use that a text plans for a time before what is used will be there.

use crate::calendar::{Calendar, Period};

use super::paragraph::Paragraph;
use super::prose::Sentence;
use super::time::{Mention, Time, times};
use super::token::{Token, tokens};

/// Words that say that something is there, by their stems.
const READY: &[&str] = &[
    "reach",
    "matur",
    "ready",
    "readiness",
    "deliver",
    "available",
    "operational",
];
/// Words that say that something is used; `use case` does not.
const USE: &[&str] = &["use", "usage", "used", "uses"];
/// Words that say that something is still to come, by their stems.
const AHEAD: &[&str] = &[
    "expect",
    "will",
    "plan",
    "foresee",
    "foreseen",
    "anticipat",
    "intend",
    "schedul",
];

/// A time for which a text expects something.
#[derive(Debug, Clone)]
pub struct Expected<'p> {
    /// The sentence.
    pub sentence: &'p Sentence,
    /// The time in it.
    pub mention: Mention,
    /// Its project months.
    pub months: Period,
}

/// Returns when a paragraph expects something to be ready and, for a time before that, to be used.
///
/// One of the two is told in project months and the other by the calendar: it is there that people go wrong, and where
/// both are told alike they are mostly of different things.
pub fn use_before_readiness<'p>(
    paragraph: &'p Paragraph,
    calendar: &Calendar,
) -> Option<(Expected<'p>, Expected<'p>)> {
    let sentences = &paragraph.sentences;
    let (at, ready) = sentences.iter().enumerate().find_map(|(at, sentence)| {
        let before = at.checked_sub(1).and_then(|at| sentences.get(at));
        let says = |words: &[Token<'_>]| {
            says_ready(words)
                || goes_on(words) && before.is_some_and(|one| says_ready(&tokens(&one.text)))
        };
        let mentions = ahead(sentence, says, &["in", "by", "from", "for"]);
        Some((at, (sentence, mentions.into_iter().next()?)))
    })?;
    let ready = Expected {
        sentence: ready.0,
        months: ready.1.time.months(calendar)?,
        mention: ready.1,
    };
    let following = sentences.iter().skip(at).take(3);
    let used = following.flat_map(|sentence| used(sentence, &ready, calendar));
    let early = used.into_iter().next()?;
    Some((ready, early))
}

/// Returns the uses that a sentence expects before something is ready; a later sentence with `not` speaks of none.
fn used<'p>(
    sentence: &'p Sentence,
    ready: &Expected<'_>,
    calendar: &Calendar,
) -> Vec<Expected<'p>> {
    let same = sentence.start == ready.sentence.start;
    if !same && tokens(&sentence.text).iter().any(|token| token.is("not")) {
        return Vec::new();
    }
    let in_months = |time: Time| matches!(time, Time::Months(_));
    let early = |mention: Mention| {
        let mixed = in_months(ready.mention.time) != in_months(mention.time);
        let after = !same || mention.range.start > ready.mention.range.end;
        let months = mention.time.months(calendar)?;
        (mixed && after && months.last() < ready.months.first()).then_some(Expected {
            sentence,
            mention,
            months,
        })
    };
    let mentions = ahead(sentence, says_use, &["from", "in"]).into_iter();
    mentions.filter_map(early).collect()
}

/// Returns whether some words say that something will be there.
fn says_ready(words: &[Token<'_>]) -> bool {
    words.iter().any(|word| word.begins_with(READY))
}

/// Returns whether a sentence that begins with some words goes on with what the one before speaks of.
fn goes_on(words: &[Token<'_>]) -> bool {
    words
        .first()
        .is_some_and(|word| word.is_any(&["this", "that", "it", "these", "they", "which"]))
}

/// Returns whether some words say that something is used.
fn says_use(words: &[Token<'_>]) -> bool {
    let next = words.iter().skip(1).map(Some).chain([None]);
    let mut pairs = words.iter().zip(next);
    pairs.any(|(word, next)| {
        word.is_any(USE) && !next.is_some_and(|next| next.begins_with(&["case"]))
    })
}

/// Returns the times of a sentence that looks ahead, which follow words that say something and directly one of `links`.
fn ahead(sentence: &Sentence, says: impl Fn(&[Token<'_>]) -> bool, links: &[&str]) -> Vec<Mention> {
    let words = tokens(&sentence.text);
    if !words.iter().any(|word| word.begins_with(AHEAD)) {
        return Vec::new();
    }
    let mut found = times(&sentence.text);
    found.retain(|mention| {
        let before = words.partition_point(|word| word.range.end <= mention.range.start);
        let before = words.get(..before).unwrap_or_default();
        let mut back = before.iter().rev().skip_while(|word| word.is("the"));
        says(before) && back.next().is_some_and(|word| word.is_any(links))
    });
    found
}
