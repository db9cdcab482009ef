//! Quarters of the calendar as people write them.

use crate::calendar::Dates;
use crate::narrative::token::{Token, between};

use super::{Read, Time, joint, year};

/// Reads `Q1 2023`, `Q1 of 2023`, `Q1/2023`, `2023 Q1`, `2023Q1`, `first quarter of 2023`; a span of quarters is not certain.
pub(super) fn read(text: &str, tokens: &[Token<'_>]) -> Option<Read> {
    let (used, number, year) = quarter(text, tokens)?;
    let next = tokens.get(used - 1..).unwrap_or_default();
    let more = joint(text, next).map(|joint| 1 + joint).or_else(|| {
        next.get(1)
            .is_some_and(|token| token.is_any(&["and", "or"]))
            .then_some(2)
    });
    let spanned =
        more.and_then(|skip| quarter(text, next.get(skip..)?).map(|read| skip - 1 + read.0));
    if let Some(more) = spanned {
        return Some((used + more, None));
    }
    let dates = year.and_then(|year| Dates::quarter(year, number));
    Some((used, dates.map(Time::Quarter)))
}

/// Reads one quarter with the year that stands beside it.
fn quarter(text: &str, tokens: &[Token<'_>]) -> Option<(usize, u32, Option<i32>)> {
    let [first, rest @ ..] = tokens else {
        return None;
    };
    if let Some(number) = first.text.get(4..).and_then(quarter_number) {
        return Some((1, number, Some(year(first.text.get(..4)?)?)));
    }
    let second = rest.first();
    if let (Some(year), Some(number)) = (
        year(first.text),
        second.and_then(|next| quarter_number(next.text)),
    ) {
        let gap = between(text, &first.range, &second?.range);
        return matches!(gap.trim(), "" | "-" | "/").then_some((2, number, Some(year)));
    }
    let (used, number) = match quarter_number(first.text) {
        Some(number) => (1, number),
        None if second?.is("quarter") => {
            let words = [
                "first", "second", "third", "fourth", "1st", "2nd", "3rd", "4th",
            ];
            let at = words.iter().position(|word| first.is(word))?;
            (2, u32::try_from(at % 4 + 1).ok()?)
        }
        None => return None,
    };
    let skipped = tokens
        .get(used..)?
        .iter()
        .take(3)
        .take_while(|token| token.is_any(&["of", "the", "year"]))
        .count();
    let beside = tokens.get(used + skipped).and_then(|token| {
        let before = tokens.get(used + skipped - 1)?;
        let gap = between(text, &before.range, &token.range).trim();
        year(token.text).filter(|_| matches!(gap, "" | "/" | "-" | ","))
    });
    Some(match beside {
        Some(year) => (used + skipped + 1, number, Some(year)),
        None => (used, number, None),
    })
}

fn quarter_number(text: &str) -> Option<u32> {
    match text {
        "Q1" => Some(1),
        "Q2" => Some(2),
        "Q3" => Some(3),
        "Q4" => Some(4),
        _ => None,
    }
}
