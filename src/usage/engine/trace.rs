//! Which records made a figure, and what each of them gave to it.

use crate::aggregate::{Absence, Kind};
use crate::calendar::{Instant, Period, ProjectMonth};
use crate::catalogue::Catalogue;
use crate::country::Country;
use crate::quantity::Decimal;
use crate::usage::ledger::metric_of;
use crate::usage::record::{Extent, Fact, Series, UsageRecord};

use super::cut::Timeline;
use super::held::Held;

/// A record and what it gave to a figure.
#[derive(Debug)]
pub struct Traced<'r> {
    /// The record.
    pub record: &'r UsageRecord,
    /// Whether a part of it lies in another period, so that it was cut.
    pub is_cut: bool,
    /// What it gave.
    pub given: Given,
}

/// What a record gives to a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// An amount, in the unit of the metric.
    Amount(Decimal),
    /// An amount that was held, month by month.
    Held {
        /// What was held, in the unit that is held.
        held: Decimal,
        /// The months with the seconds for which it was held and the seconds that they have.
        months: Vec<(ProjectMonth, i64, i64)>,
        /// What it comes to in the unit of the metric.
        amount: Decimal,
    },
    /// The latest sample.
    Sample(Decimal),
    /// A sample that a later one replaces.
    EarlierSample(Decimal),
    /// Countries.
    Countries(Vec<Country>),
    /// An identity; it is counted and never shown.
    Member,
    /// No figure, and why.
    Absent(Absence),
}

/// Returns the records that made the figure of a series in a period, in the order in which they were read.
pub fn trace<'r>(
    catalogue: &Catalogue,
    records: &'r [UsageRecord],
    series: Series,
    period: Period,
) -> Vec<Traced<'r>> {
    let timeline = Timeline::new(&catalogue.calendar, &catalogue.periods);
    let Some(metric) = metric_of(catalogue, series) else {
        return Vec::new();
    };
    let touches = |record: &&UsageRecord| {
        let whole = timeline.lies_in(record.extent, period);
        record.series == series
            && timeline.touched(record.extent).contains(&period)
            && (whole || record.fact.kind() != Kind::Total)
    };
    let all: Vec<&UsageRecord> = records.iter().filter(touches).collect();
    let last = last_sample(&all);
    let traced = all.into_iter().enumerate().map(|(at, record)| {
        let given = match &record.fact {
            Fact::Total(amount) => Given::Amount(*amount),
            Fact::Roster(countries) => Given::Countries(countries.clone()),
            Fact::Level(amount) if Some(at) == last => Given::Sample(*amount),
            Fact::Level(amount) => Given::EarlierSample(*amount),
            Fact::Member(_) => Given::Member,
            Fact::Absent(absence) => Given::Absent(*absence),
            Fact::Held(amount) => {
                let mut held = Held::default();
                timeline.add_held(period, record.extent, *amount, &mut held);
                Given::Held {
                    held: *amount,
                    months: timeline.months_of(period, record.extent),
                    amount: timeline.settle(metric.unit, &held).normalize(),
                }
            }
        };
        Traced {
            record,
            is_cut: !timeline.lies_in(record.extent, period),
            given,
        }
    });
    traced.collect()
}

/// Returns the position of the sample that holds: the latest, of two at the same instant the one that stands later.
fn last_sample(records: &[&UsageRecord]) -> Option<usize> {
    let mut last: Option<(Instant, usize)> = None;
    for (at, record) in records.iter().enumerate() {
        if let (Fact::Level(_), Extent::Moment(moment)) = (&record.fact, record.extent)
            && last.is_none_or(|(latest, _)| latest <= moment)
        {
            last = Some((moment, at));
        }
    }
    last.map(|(_, at)| at)
}
