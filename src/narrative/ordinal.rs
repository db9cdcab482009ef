//! Half-years, years and periods that a text counts: `third half-year`, `2nd reporting period`.

use std::ops::Range;

use crate::calendar::{Period, ProjectMonth};
use crate::catalogue::Catalogue;

use super::token::{Token, between, tokens};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stretch {
    /// Six months.
    HalfYear,
    /// Twelve months.
    Year,
    /// A reporting period.
    Period,
}

/// A stretch of the project by its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordinal {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its number, from 1.
    pub number: u16,
    /// What is counted.
    pub stretch: Stretch,
}

impl Ordinal {
    /// Returns the months that can be meant: those of the project's half-year or year; for a period also those of a
    /// group such as `RP1`.
    pub fn spans(&self, catalogue: &Catalogue) -> Vec<Period> {
        let grouped = |stem: &str| {
            let number = self.number;
            let names = [format!("{stem}{number}"), format!("{stem}0{number}")];
            names
                .into_iter()
                .filter_map(|name| catalogue.groups.get(&name).copied())
        };
        match self.stretch {
            Stretch::HalfYear => block(self.number, 6).into_iter().collect(),
            Stretch::Year => {
                let year = block(self.number, 12).into_iter();
                year.chain(["PY", "Y"].into_iter().flat_map(grouped))
                    .collect()
            }
            Stretch::Period => {
                let at = usize::from(self.number).saturating_sub(1);
                let period = catalogue.periods.get(at).copied().into_iter();
                period
                    .chain(["RP", "P"].into_iter().flat_map(grouped))
                    .collect()
            }
        }
    }

    /// Returns whether some months can be what is counted.
    ///
    /// What a project calls a period is its own affair: months that are the third block of their length may be called
    /// the third period.
    pub fn may_mean(&self, months: Period, catalogue: &Catalogue) -> bool {
        let regular =
            self.stretch == Stretch::Period && block(self.number, months.months()) == Some(months);
        regular || self.spans(catalogue).iter().any(|span| span.covers(months))
    }
}

/// Returns the months of the block of that number when the project is cut into blocks of that length.
fn block(number: u16, length: u16) -> Option<Period> {
    let last = number.checked_mul(length)?;
    let first = last.checked_sub(length)?.checked_add(1)?;
    Period::new(ProjectMonth::new(first)?, ProjectMonth::new(last)?)
}

/// Returns the counted stretches of a text, in order.
///
/// What somebody else counts is left out: `its first year`, `the first year of operation`.
pub fn ordinals(text: &str) -> Vec<Ordinal> {
    let tokens = tokens(text);
    let starts = (0..tokens.len()).filter_map(|at| {
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let owned =
            before.is_some_and(|token| token.is_any(&["its", "their", "whose", "his", "her", "s"]));
        if owned {
            None
        } else {
            read(text, tokens.get(at..)?)
        }
    });
    starts.collect()
}

fn read(text: &str, tokens: &[Token<'_>]) -> Option<Ordinal> {
    let (first, rest) = tokens.split_first()?;
    let number = number(first)?;
    let adjective = rest.first()?.is_any(&["project", "reporting"]);
    let noun = rest.get(usize::from(adjective)..)?;
    let (used, stretch) = stretch(noun)?;
    let last = noun.get(used - 1)?;
    let range = first.range.start..last.range.end;
    let joined = text.get(range.clone())?.chars().all(|letter| {
        letter.is_alphanumeric()
            || letter.is_whitespace()
            || matches!(letter, '-' | '\u{2010}' | '\u{2011}')
    });
    let rest = noun.get(used..)?;
    let of = rest.first().is_some_and(|token| {
        token.is("of") && between(text, &last.range, &token.range).trim().is_empty()
    });
    let of_the_project = rest.iter().take(3).any(|token| token.is("project"));
    (joined && (!of || of_the_project)).then_some(Ordinal {
        range,
        number,
        stretch,
    })
}

/// Returns how many tokens name a stretch, and which.
fn stretch(noun: &[Token<'_>]) -> Option<(usize, Stretch)> {
    let is = |at: usize, words: &[&str]| noun.get(at).is_some_and(|token| token.is_any(words));
    if is(0, &["half"]) && is(1, &["year"]) {
        let used = if is(2, &["period"]) { 3 } else { 2 };
        return Some((used, Stretch::HalfYear));
    }
    if is(0, &["six", "6"]) && is(1, &["month"]) && is(2, &["period"]) {
        return Some((3, Stretch::HalfYear));
    }
    match noun.first()?.text.to_lowercase().as_str() {
        "semester" => Some((1, Stretch::HalfYear)),
        "year" => Some((1, Stretch::Year)),
        "period" => Some((1, Stretch::Period)),
        _ => None,
    }
}

fn number(token: &Token<'_>) -> Option<u16> {
    const WORDS: [&str; 10] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ];
    let lower = token.text.to_lowercase();
    if let Some(at) = WORDS.iter().position(|word| *word == lower) {
        return u16::try_from(at + 1).ok();
    }
    let digits = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| lower.strip_suffix(end))?;
    digits
        .parse()
        .ok()
        .filter(|number| (1..=10).contains(number))
}

#[cfg(test)]
mod tests {
    use super::{Stretch, ordinals};

    fn found(text: &str) -> Vec<(&str, u16, Stretch)> {
        let all = ordinals(text).into_iter();
        all.map(|ordinal| {
            (
                text.get(ordinal.range).unwrap(),
                ordinal.number,
                ordinal.stretch,
            )
        })
        .collect()
    }

    #[test]
    fn half_years_years_and_periods_are_counted() {
        assert_eq!(
            found(
                "Third half-year collection, the 2nd reporting period and the first project year."
            ),
            [
                ("Third half-year", 3, Stretch::HalfYear),
                ("2nd reporting period", 2, Stretch::Period),
                ("first project year", 1, Stretch::Year),
            ]
        );
        assert_eq!(
            found("second six-month period"),
            [("second six-month period", 2, Stretch::HalfYear)]
        );
    }

    #[test]
    fn what_somebody_else_counts_is_left_out() {
        for text in [
            "its first year",
            "the first year of operation",
            "Walton's first year",
            "the second half of the year",
            "first, period",
            "the first 12 months",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        assert_eq!(found("the first year of the project").len(), 1);
    }
}
