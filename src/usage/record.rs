//! A usage record: one row, one fact.

use crate::aggregate::{Absence, Identity, Kind};
use crate::calendar::{Calendar, Instant, Period};
use crate::country::Country;
use crate::quantity::Decimal;
use crate::source::Place;

use super::ledger::Spelled;

/// A metric of an installation, by its position in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Series {
    /// Position of the installation.
    pub installation: usize,
    /// Position of the row in its metrics table.
    pub row: usize,
}

/// The time that a record is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// Whole project months.
    Months(Period),
    /// From an instant to before another.
    Time(Instant, Instant),
    /// A single instant.
    Moment(Instant),
}

impl Extent {
    /// Returns whether any of it lies in a period.
    pub fn touches(self, period: Period, calendar: &Calendar) -> bool {
        let (from, to) = calendar.span(period);
        match self {
            Self::Months(months) => period.overlaps(months),
            Self::Time(start, end) => start < to && from < end,
            Self::Moment(at) => from <= at && at < to,
        }
    }
}

/// An identity that was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The identity.
    pub identity: Identity,
    /// Its country.
    pub country: Option<Country>,
    /// How that is written, where it is doubtful.
    pub spelled: Option<Spelled>,
}

/// What a record says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// An amount over the span, in the metric's unit.
    Total(Decimal),
    /// Countries over the span.
    Roster(Vec<Country>),
    /// An amount held during the span, in the unit that is held.
    Held(Decimal),
    /// A level at the instant.
    Level(Decimal),
    /// An identity seen in the span.
    Member(Member),
    /// No figure, and why.
    Absent(Absence),
}

impl Fact {
    /// Returns the kind of record that says it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Total(_) | Self::Roster(_) | Self::Absent(_) => Kind::Total,
            Self::Held(_) => Kind::Interval,
            Self::Level(_) => Kind::Level,
            Self::Member(_) => Kind::Member,
        }
    }
}

/// One fact with its origin.
#[derive(Debug, Clone)]
pub struct UsageRecord {
    /// The metric of an installation that it is about.
    pub series: Series,
    /// The time that it is about.
    pub extent: Extent,
    /// What it says.
    pub fact: Fact,
    /// Whether it is still to be confirmed.
    pub provisional: bool,
    /// What is to be printed under the table.
    pub note: Option<String>,
    /// Its row.
    pub place: Place,
}
