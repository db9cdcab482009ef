//! Days and months of the calendar as people write them.

use crate::calendar::Dates;
use crate::narrative::token::{Token, between};

use super::{Read, Time, joint, year};

/// Reads `March 2023`, `15 March 2023`, `March 15, 2023`, `2023-03-15`, `Sep 2022 – Aug 2023`, `September to November 2022`.
pub(super) fn read(text: &str, tokens: &[Token<'_>]) -> Option<Read> {
    let (used, first) = date(text, tokens)?;
    let tail = tokens.get(used - 1..)?;
    let end = joint(text, tail).and_then(|joint| {
        let (more, last) = date(text, tail.get(1 + joint..)?)?;
        Some((joint + more, last))
    });
    match (first, end) {
        (Written::Full(first), None) => Some((used, Some(Time::Dates(first)))),
        (Written::Full(first), Some((more, Written::Full(last)))) => {
            Some((used + more, first.through(last).map(Time::Dates)))
        }
        (Written::Month(first), Some((more, Written::Full(last)))) => {
            let dates = Dates::month(last.year(), first).and_then(|first| first.through(last));
            Some((used + more, dates.map(Time::Dates)))
        }
        _ => None,
    }
}

/// A date as it was written.
enum Written {
    /// With its year.
    Full(Dates),
    /// A month without one.
    Month(u32),
}

fn date(text: &str, tokens: &[Token<'_>]) -> Option<(usize, Written)> {
    let first = tokens.first()?;
    let second = tokens.get(1);
    let third = tokens.get(2);
    let gap = |one: Option<&Token<'_>>, other: Option<&Token<'_>>| {
        Some(between(text, &one?.range, &other?.range).trim())
    };
    let close = |gap: Option<&str>| matches!(gap, Some("" | "." | ","));
    let number = |token: Option<&Token<'_>>| token?.text.parse::<u32>().ok();
    let numeric = gap(Some(first), second) == Some("-") && gap(second, third) == Some("-");
    if let (Some(year), true) = (year(first.text), numeric) {
        let day = Dates::day(year, number(second)?, number(third)?)?;
        return Some((3, Written::Full(day)));
    }
    let day = first
        .text
        .trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    if let (Ok(day @ 1..=31), Some(month)) =
        (day.parse(), second.and_then(|next| month_name(next.text)))
    {
        let year = year(third?.text).filter(|_| close(gap(second, third)))?;
        return Some((3, Written::Full(Dates::day(year, month, day)?)));
    }
    let month = month_name(first.text)?;
    if let Some(year) = second.and_then(|next| year(next.text))
        && close(gap(Some(first), second))
    {
        return Some((2, Written::Full(Dates::month(year, month)?)));
    }
    let year = third.and_then(|next| year(next.text));
    if let (Some(day @ 1..=31), Some(year)) = (number(second), year)
        && close(gap(second, third))
    {
        return Some((3, Written::Full(Dates::day(year, month, day)?)));
    }
    Some((1, Written::Month(month)))
}

/// Returns the number of a month by its English name or the first letters of it, with a capital letter.
fn month_name(text: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let at = NAMES.iter().position(|name| {
        *name == text
            || (text.len() == 3 && name.starts_with(text))
            || (text == "Sept" && name.starts_with(text))
    })?;
    u32::try_from(at + 1).ok()
}
