//! Cuts spans of time at the borders of months and periods.

use std::collections::BTreeMap;

use crate::calendar::{Calendar, Instant, Period, ProjectMonth};
use crate::quantity::{Decimal, Unit};
use crate::usage::record::Extent;

/// Seconds of an hour.
const HOUR: i64 = 3_600;

/// Where months and periods begin and end, looked up once.
pub(super) struct Timeline {
    months: Vec<(ProjectMonth, Instant, Instant)>,
    periods: Vec<(Period, Instant, Instant)>,
}

impl Timeline {
    /// Looks up all months and periods of a project.
    pub(super) fn new(calendar: &Calendar, periods: &[Period]) -> Self {
        let months = (1..=calendar.months()).filter_map(ProjectMonth::new);
        let span = |period: &Period| {
            let (start, end) = calendar.span(*period);
            (*period, start, end)
        };
        Self {
            months: months
                .map(|month| (month, calendar.begin(month), calendar.end(month)))
                .collect(),
            periods: periods.iter().map(span).collect(),
        }
    }

    /// Returns the periods that an extent touches, in order.
    pub(super) fn touched(&self, extent: Extent) -> Vec<Period> {
        let touches = |(period, from, to): &&(Period, Instant, Instant)| match extent {
            Extent::Months(months) => period.overlaps(months),
            Extent::Time(start, end) => start < *to && *from < end,
            Extent::Moment(at) => (*from..*to).contains(&at),
        };
        self.periods
            .iter()
            .filter(touches)
            .map(|(period, ..)| *period)
            .collect()
    }

    /// Returns the instants between which an extent lies.
    pub(super) fn span(&self, extent: Extent) -> (Instant, Instant) {
        match extent {
            Extent::Time(start, end) => (start, end),
            Extent::Moment(at) => (at, at),
            Extent::Months(months) => {
                let begin = self
                    .months
                    .iter()
                    .find(|(month, ..)| *month == months.first());
                let end = self
                    .months
                    .iter()
                    .find(|(month, ..)| *month == months.last());
                let start = begin.map_or(Instant::from_seconds(0), |(_, start, _)| *start);
                (start, end.map_or(start, |(.., end)| *end))
            }
        }
    }

    /// Returns whether an extent lies within one period.
    pub(super) fn lies_in(&self, extent: Extent, period: Period) -> bool {
        let Some((_, from, to)) = self.periods.iter().find(|(known, ..)| *known == period) else {
            return false;
        };
        let (start, end) = self.span(extent);
        *from <= start && end <= *to
    }

    /// Adds what was held within a period to its months, as amount × seconds.
    pub(super) fn add_held(
        &self,
        period: Period,
        extent: Extent,
        amount: Decimal,
        held: &mut BTreeMap<ProjectMonth, Decimal>,
    ) {
        let (start, end) = self.span(extent);
        let months = self
            .months
            .iter()
            .filter(|(month, ..)| period.contains(*month));
        for (month, from, to) in months {
            let seconds = end.min(*to).seconds() - start.max(*from).seconds();
            if seconds > 0 {
                let part = amount.saturating_mul(Decimal::from(seconds));
                let sum = held.entry(*month).or_default();
                *sum = sum.saturating_add(part);
            }
        }
    }

    /// Returns the months of a period that an extent touches, with the seconds of it that lie in each and the seconds that
    /// each has.
    pub(super) fn months_of(
        &self,
        period: Period,
        extent: Extent,
    ) -> Vec<(ProjectMonth, i64, i64)> {
        let (start, end) = self.span(extent);
        let inside = self
            .months
            .iter()
            .filter(|(month, ..)| period.contains(*month));
        let parts = inside.map(|(month, from, to)| {
            let seconds = end.min(*to).seconds() - start.max(*from).seconds();
            (*month, seconds, to.seconds() - from.seconds())
        });
        parts.filter(|(_, seconds, _)| *seconds > 0).collect()
    }

    /// Returns what the amounts held come to in `unit`: hours, or means over calendar months.
    pub(super) fn settle(&self, unit: Unit, held: &BTreeMap<ProjectMonth, Decimal>) -> Decimal {
        let by_month = matches!(unit, Unit::TbMonth | Unit::GbMonth | Unit::PbMonth);
        if !by_month {
            let all = held
                .values()
                .copied()
                .fold(Decimal::ZERO, Decimal::saturating_add);
            return all / Decimal::from(HOUR);
        }
        let mut by_length: BTreeMap<i64, Decimal> = BTreeMap::new();
        for (month, sum) in held {
            if let Some((_, from, to)) = self.months.iter().find(|(known, ..)| known == month) {
                let all = by_length.entry(to.seconds() - from.seconds()).or_default();
                *all = all.saturating_add(*sum);
            }
        }
        let means = by_length
            .iter()
            .filter_map(|(seconds, sum)| sum.checked_div(Decimal::from(*seconds)));
        means.fold(Decimal::ZERO, Decimal::saturating_add)
    }
}
