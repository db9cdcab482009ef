//! A figure as it is drawn, and what stands where there is none.

use crate::quantity::Decimal;

/// A figure of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// An exact amount.
    Amount {
        /// The amount; it is never negative.
        amount: Decimal,
        /// Whether it is final.
        state: State,
    },
    /// A count of which only the bounds are known.
    Between {
        /// The least that it can be.
        low: Decimal,
        /// The most that it can be.
        high: Decimal,
    },
    /// No figure: a gap, which is never drawn as zero.
    Gap(Gap),
}

/// How far a figure can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It is complete and confirmed.
    Final,
    /// It is still to be confirmed.
    Provisional,
    /// A part of it was not reported, so that it is at least this much.
    Partial,
}

/// Why there is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nobody delivered it.
    NotReported,
    /// It makes no sense there.
    NotApplicable,
    /// The installation did not serve the project yet.
    NotStarted,
}

impl Gap {
    /// Returns the mark that is drawn.
    pub fn mark(self) -> &'static str {
        match self {
            Self::NotReported => "n/r",
            Self::NotApplicable => "N/A",
            Self::NotStarted => "n/s",
        }
    }

    /// Returns what the mark means.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotReported => "not reported",
            Self::NotApplicable => "not applicable",
            Self::NotStarted => "not started",
        }
    }
}

impl Point {
    /// Returns the largest amount that it reaches; nothing for a gap.
    pub fn top(&self) -> Option<Decimal> {
        match self {
            Self::Amount { amount, .. } => Some(*amount),
            Self::Between { high, .. } => Some(*high),
            Self::Gap(_) => None,
        }
    }

    /// Returns whether it can be drawn: not negative, and its bounds in order.
    pub(super) fn is_drawable(&self) -> bool {
        match self {
            Self::Amount { amount, .. } => *amount >= Decimal::ZERO,
            Self::Between { low, high } => *low >= Decimal::ZERO && low <= high,
            Self::Gap(_) => true,
        }
    }
}
