//! The nature of a metric: how its values fold over periods and over installations.
//!
//! Hours add up; a number of hosted applications is a level; users are distinct people and are never added; names of
//! countries are a roster, and the count of countries is taken from it. Each nature is a file of its own.

mod count;
mod distinct;
mod level;
mod members;
mod roster;
mod sum;
mod tally;

pub use members::{Identity, Members};
pub use tally::{Absence, Tally, Value};

/// What a nature takes as the value of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// A decimal amount, not negative.
    Amount,
    /// A whole number, not negative.
    Whole,
    /// A list of countries.
    Countries,
}

/// The kinds of usage record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An amount over the span.
    Total,
    /// An amount held during the span, such as ten processors.
    Interval,
    /// A sample at the start of the span.
    Level,
    /// An identity seen in the span.
    Member,
}

impl Kind {
    /// All kinds, in the order of the contract.
    pub const ALL: &[Self] = &[Self::Total, Self::Interval, Self::Level, Self::Member];

    /// Returns the word that stands for it in a usage file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Interval => "interval",
            Self::Level => "level",
            Self::Member => "member",
        }
    }
}

/// Whether installations count the same people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Population {
    /// Nobody said; the installations' people may be the same or not.
    Unknown,
    /// One community reaches every installation, so the largest count of a period is the count of the project.
    Shared,
}

/// How the values of a metric fold.
pub struct Nature {
    /// Name in installations.toml.
    pub name: &'static str,
    /// What it is, in one line.
    pub summary: &'static str,
    /// What a row of kind `total` holds.
    pub takes: Takes,
    /// The kinds of record it can be made of.
    pub kinds: &'static [Kind],
    /// Folds values of the same installation over periods that do not overlap, in their order.
    pub over_periods: fn(&[&Tally]) -> Tally,
    /// Folds values of the same period over installations.
    pub over_installations: fn(&[&Tally], Population) -> Tally,
}

impl std::fmt::Debug for Nature {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl PartialEq for Nature {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// The natures there are.
pub static NATURES: &[&Nature] = &[
    &sum::SUM,
    &level::LEVEL,
    &distinct::DISTINCT,
    &roster::ROSTER,
    &count::COUNT,
];

/// Returns the nature of that name.
pub fn nature(name: &str) -> Option<&'static Nature> {
    NATURES.iter().copied().find(|nature| nature.name == name)
}
