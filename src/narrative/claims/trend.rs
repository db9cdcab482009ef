//! Trends: sentences that say a figure rose or fell.

use std::ops::Range;

use super::clause::Clause;

/// Which way a text says that a figure went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// It rose.
    Up,
    /// It fell.
    Down,
}

impl Direction {
    /// Returns the other way.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
        }
    }
}

/// A claim that a figure rose or fell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrendClaim {
    /// Which way.
    pub direction: Direction,
    /// The word that says so, in the sentence.
    pub range: Range<usize>,
}

/// Beginnings of words that say a figure rose.
const UP: &[&str] = &[
    "increas", "grow", "grew", "rise", "rising", "rose", "risen", "doubl", "tripl",
];
/// Beginnings of words that say a figure fell.
const DOWN: &[&str] = &[
    "decreas", "declin", "drop", "fell", "fallen", "reduc", "shrank", "shrunk", "shrink", "halv",
];
/// Words that compare, so that it counts which half of the sentence they stand in.
const MORE: &[&str] = &["higher", "larger", "greater"];
const LESS: &[&str] = &["lower", "smaller", "fewer"];
/// Words for an earlier part of the time that is reported.
const EARLIER: &[&str] = &["first", "previous", "earlier", "initial", "preceding"];
/// Words for a later part of it.
const LATER: &[&str] = &["second", "last", "latter", "later", "current", "this"];
/// Words for a part of time.
const PARTS: &[&str] = &[
    "half",
    "half-year",
    "period",
    "part",
    "semester",
    "six",
    "months",
];

/// Returns the trends that a clause claims of the figures of the last period against those before it.
pub fn trends(clause: &Clause<'_>) -> Vec<TrendClaim> {
    if clause.is_forward() {
        return Vec::new();
    }
    let mut claims = Vec::new();
    for (index, (range, word)) in clause.words.iter().enumerate() {
        let Some(direction) = direction(clause, index, word) else {
            continue;
        };
        if clause.is_denied(index) || speaks_of_capacity(clause, index) {
            continue;
        }
        claims.push(TrendClaim {
            direction,
            range: range.clone(),
        });
    }
    let opposed = claims
        .iter()
        .any(|claim| Some(claim.direction) != claims.first().map(|first| first.direction));
    if opposed { Vec::new() } else { claims }
}

fn direction(clause: &Clause<'_>, index: usize, word: &str) -> Option<Direction> {
    let begins = |stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem));
    if begins(UP) || begins(DOWN) {
        let direction = if begins(UP) {
            Direction::Up
        } else {
            Direction::Down
        };
        return (!only_earlier(clause)).then_some(direction);
    }
    let direction = if MORE.contains(&word) {
        Direction::Up
    } else if LESS.contains(&word) {
        Direction::Down
    } else {
        return None;
    };
    compared(clause, index, direction)
}

/// Returns what a comparison says of the later part: `the first half had a higher usage` says that use fell, and so does
/// `usage was higher in the first half`.
fn compared(clause: &Clause<'_>, index: usize, direction: Direction) -> Option<Direction> {
    let (before, after) = clause.words.split_at_checked(index)?;
    let than = after.iter().position(|(_, word)| word == "than");
    let (here, there) = after.split_at_checked(than.unwrap_or(after.len()))?;
    let earlier = parts(before)
        .last()
        .or_else(|| parts(here).next())
        .or_else(|| parts(there).next().map(|earlier| !earlier))?;
    Some(if earlier {
        direction.turned()
    } else {
        direction
    })
}

/// Returns, for each part of time that some words name, whether it is an earlier one.
fn parts(words: &[(Range<usize>, String)]) -> impl DoubleEndedIterator<Item = bool> {
    words.windows(2).filter_map(|pair| {
        let [(_, one), (_, two)] = pair else {
            return None;
        };
        if !PARTS.contains(&two.as_str()) {
            return None;
        }
        if EARLIER.contains(&one.as_str()) {
            Some(true)
        } else if LATER.contains(&one.as_str()) {
            Some(false)
        } else {
            None
        }
    })
}

/// Returns whether the only part of time that a clause names is an earlier one: it says nothing of the last period then.
/// A clause such as `from the first half to the second` closes with the later one, without its noun.
fn only_earlier(clause: &Clause<'_>) -> bool {
    let later = parts(&clause.words).any(|earlier| !earlier);
    parts(&clause.words).any(|earlier| earlier)
        && !later
        && !clause
            .words
            .last()
            .is_some_and(|(_, word)| matches!(word.as_str(), "second" | "latter" | "next"))
}

/// Returns whether the word is about what is installed or asked for rather than what was used.
fn speaks_of_capacity(clause: &Clause<'_>, index: usize) -> bool {
    let near = clause
        .words
        .get(index.saturating_sub(3)..(index + 5).min(clause.words.len()))
        .unwrap_or_default();
    let other = [
        "capacity",
        "quota",
        "awareness",
        "effort",
        "latency",
        "time",
        "cost",
        "costs",
        "risk",
        "quality",
        "order",
    ];
    near.iter().any(|(_, word)| other.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::{Direction, trends};
    use crate::narrative::claims::{Commas, clauses};
    use crate::narrative::prose::sentences;
    use crate::source::Sources;

    fn read(text: &str) -> Vec<Direction> {
        let source = Sources::default().add("a.md", String::new());
        let sentences = sentences(text, source);
        let clauses = sentences
            .iter()
            .flat_map(|sentence| clauses(sentence, Commas::Join));
        clauses
            .flat_map(|clause| trends(&clause))
            .map(|claim| claim.direction)
            .collect()
    }

    #[test]
    fn rises_and_falls_are_understood() {
        assert_eq!(
            read("A decrease of CPU use marks the second half-year."),
            [Direction::Down]
        );
        assert_eq!(
            read("Use fell from the first half-year to the second."),
            [Direction::Down]
        );
        assert_eq!(
            read("Use grew, and its increase was steepest in the second half."),
            [Direction::Up, Direction::Up]
        );
        assert_eq!(
            read("CPU use rose while GPU use fell."),
            [Direction::Up, Direction::Down]
        );
        assert_eq!(
            read("The first half had a higher usage than the second."),
            [Direction::Down]
        );
        assert_eq!(read("The second half had a higher usage."), [Direction::Up]);
        assert_eq!(
            read("Usage was higher in the first half-year than in the second."),
            [Direction::Down]
        );
        assert_eq!(
            read("Usage was higher than in the first half-year."),
            [Direction::Up]
        );
        assert_eq!(
            read("Usage was lower in the second half than in the first."),
            [Direction::Down]
        );
    }

    #[test]
    fn plans_denials_and_other_matters_are_no_claims() {
        for text in [
            "Its usage will increase in 2024.",
            "It is expected that usage grows.",
            "There was no increase of the usage.",
            "Usage did not decrease.",
            "The capacity was increased.",
            "The overlap brought an increase in the first half-year.",
            "In the first half-year use rose after the second workshop.",
            "Use was high.",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
