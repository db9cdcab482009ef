//! A use that is planned for a time before what is used will be there.

use crate::calendar::{Calendar, Period};
use crate::diag::{Diagnostic, Rule};
use crate::narrative::paragraph::Paragraph;
use crate::narrative::prose::Sentence;
use crate::narrative::time::{Mention, Time, times};
use crate::narrative::token::{Token, tokens};

use super::texts::{quoted, short};

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

/// Returns the finding about a use that is expected for a time before what is used will be ready.
pub(super) fn use_before_readiness(
    rule: &'static Rule,
    paragraph: &Paragraph,
    calendar: &Calendar,
) -> Option<Diagnostic> {
    let sentences = &paragraph.sentences;
    let ready = sentences.iter().enumerate().find_map(|(at, sentence)| {
        let before = at.checked_sub(1).and_then(|at| sentences.get(at));
        let says = |words: &[Token<'_>]| {
            says_ready(words)
                || goes_on(words) && before.is_some_and(|one| says_ready(&tokens(&one.text)))
        };
        let mentions = ahead(sentence, says, &["in", "by", "from", "for"]);
        Some((at, sentence, mentions.into_iter().next()?))
    });
    let (at, sentence, ready) = ready?;
    let ready_in = ready.time.months(calendar)?;
    let too_early = |used: &Mention, same: bool| {
        let mixed = matches!(ready.time, Time::Months(_)) != matches!(used.time, Time::Months(_));
        let used_in = used.time.months(calendar)?;
        let after = !same || used.range.start > ready.range.end;
        (mixed && after && used_in.last() < ready_in.first()).then_some(used_in)
    };
    let following = sentences.iter().skip(at).take(3);
    let (other, used, used_in) = following
        .filter(|other| {
            !tokens(&other.text).iter().any(|token| token.is("not"))
                || other.start == sentence.start
        })
        .flat_map(|other| {
            ahead(other, says_use, &["from", "in"])
                .into_iter()
                .map(move |used| (other, used))
        })
        .find_map(|(other, used)| {
            let used_in = too_early(&used, other.start == sentence.start)?;
            Some((other, used, used_in))
        })?;
    let message = format!(
        "use is expected in {} ({}), before readiness in {} ({})",
        quoted(other, &used.range),
        explained(&used, used_in, calendar),
        quoted(sentence, &ready.range),
        explained(&ready, ready_in, calendar),
    );
    Some(
        Diagnostic::new(rule, message)
            .at(other.place(&used.range), "use from here")
            .see(sentence.place(&ready.range), "ready only here")
            .help("correct one of the two, or say what is used before it is ready"),
    )
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

/// Returns what a month or a date means in the other way of counting.
fn explained(mention: &Mention, months: Period, calendar: &Calendar) -> String {
    match mention.time {
        Time::Months(_) => calendar.label(months),
        _ => short(months),
    }
}
