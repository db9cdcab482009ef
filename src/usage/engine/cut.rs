//! Cuts spans of time at the borders of months and periods.

use std::collections::BTreeMap;

use crate::calendar::{Calendar, Instant, Period, ProjectMonth};
use crate::quantity::{Decimal, Unit};
use crate::usage::record::Extent;

use super::held::Held;

/// Seconds of an hour.
const HOUR: i64 = 3_600;

/// Where months and periods begin and end, looked up once.
#[derive(Debug)]
pub(super) struct Timeline {
    months: Vec<(ProjectMonth, Instant, Instant)>,
    periods: Vec<(Period, Instant, Instant)>,
    /// For each day of the project the position of its month.
    days: Vec<u16>,
    /// For each month the position of its period and the first month of that, when no two periods share one.
    period_of: Option<Vec<Option<(u16, ProjectMonth)>>>,
    /// Whether each month has one period.
    covers: bool,
}

/// A part of a span of time that lies within a month.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    /// The position of the period.
    pub(super) period: u16,
    /// Its first month.
    pub(super) first: ProjectMonth,
    /// The month.
    pub(super) month: ProjectMonth,
    /// How long the part is.
    pub(super) seconds: i64,
}

/// Seconds of a day.
const DAY: i64 = 86_400;

impl Timeline {
    /// Looks up all months and periods of a project.
    pub(super) fn new(calendar: &Calendar, periods: &[Period]) -> Self {
        let months = (1..=calendar.months()).filter_map(ProjectMonth::new);
        let span = |period: &Period| {
            let (start, end) = calendar.span(*period);
            (*period, start, end)
        };
        let months: Vec<_> = months
            .map(|month| (month, calendar.begin(month), calendar.end(month)))
            .collect();
        let mut days = Vec::new();
        for (at, (_, from, to)) in (0_u16..).zip(&months) {
            let count = (to.seconds() - from.seconds()) / DAY;
            days.extend((0..count).map(|_| at));
        }
        let period_of = period_of(&months, periods);
        Self {
            covers: period_of
                .as_ref()
                .is_some_and(|all| all.iter().all(Option::is_some)),
            period_of,
            months,
            periods: periods.iter().map(span).collect(),
            days,
        }
    }

    /// Returns whether [`Timeline::pieces`] can cut: no two periods share a month.
    pub(super) fn cuts(&self) -> bool {
        self.period_of.is_some()
    }

    /// Returns the period at a position.
    #[inline]
    pub(super) fn period(&self, at: u16) -> Option<Period> {
        self.periods
            .get(usize::from(at))
            .map(|(period, ..)| *period)
    }

    /// Returns the periods in their order.
    pub(super) fn periods(&self) -> impl Iterator<Item = Period> {
        self.periods.iter().map(|(period, ..)| *period)
    }

    /// Returns the months that lie in a period, each with the position of that and its first month.
    pub(super) fn months(&self) -> impl Iterator<Item = (ProjectMonth, u16, ProjectMonth)> {
        let periods = self.period_of.iter().flatten();
        let months = self.months.iter().zip(periods);
        months.filter_map(|((month, ..), period)| period.map(|(at, first)| (*month, at, first)))
    }

    /// Returns whether any of a span of seconds since 1970 lies in a period.
    pub(super) fn touches(&self, start: i64, end: i64) -> bool {
        if let (true, Some((_, from, _)), Some((.., to))) =
            (self.covers, self.months.first(), self.months.last())
        {
            return start < to.seconds() && (end > from.seconds() || start >= from.seconds());
        }
        let mut touches = false;
        self.pieces(start, end, |_| touches = true);
        touches
    }

    /// Calls `take` with the parts of a span of seconds since 1970, month by month, as far as they lie in a period. An
    /// instant, which has no length, has one part without any.
    #[inline]
    pub(super) fn pieces(&self, start: i64, end: i64, mut take: impl FnMut(Piece)) {
        let (Some(first), Some(period_of)) = (self.months.first(), &self.period_of) else {
            return;
        };
        let begin = first.1.seconds();
        let day = (start - begin).max(0) / DAY;
        let found = usize::try_from(day).ok().and_then(|day| self.days.get(day));
        let Some(at) = found.map(|at| usize::from(*at)) else {
            return;
        };
        let months = self.months.get(at..).unwrap_or_default();
        let periods = period_of.get(at..).unwrap_or_default();
        for ((month, from, to), period) in months.iter().zip(periods) {
            let seconds = end.min(to.seconds()) - start.max(from.seconds());
            if seconds < 0 || (seconds == 0 && start != end) {
                return;
            }
            if let Some((period, first)) = period {
                take(Piece {
                    period: *period,
                    first: *first,
                    month: *month,
                    seconds,
                });
            }
            if end <= to.seconds() {
                return;
            }
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
        held: &mut Held,
    ) {
        let (start, end) = self.span(extent);
        let months = self
            .months
            .iter()
            .filter(|(month, ..)| period.contains(*month));
        for (month, from, to) in months {
            let seconds = end.min(*to).seconds() - start.max(*from).seconds();
            if seconds > 0 {
                held.add(period.first(), *month, amount, seconds);
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
    pub(super) fn settle(&self, unit: Unit, held: &Held) -> Decimal {
        let by_month = matches!(unit, Unit::TbMonth | Unit::GbMonth | Unit::PbMonth);
        if !by_month {
            let all = held
                .months()
                .map(|(_, sum)| sum)
                .fold(Decimal::ZERO, Decimal::saturating_add);
            return all / Decimal::from(HOUR);
        }
        let mut by_length: BTreeMap<i64, Decimal> = BTreeMap::new();
        for (month, sum) in held.months() {
            if let Some((_, from, to)) = self.months.iter().find(|(known, ..)| *known == month) {
                let all = by_length.entry(to.seconds() - from.seconds()).or_default();
                *all = all.saturating_add(sum);
            }
        }
        let means = by_length
            .iter()
            .filter_map(|(seconds, sum)| sum.checked_div(Decimal::from(*seconds)));
        means.fold(Decimal::ZERO, Decimal::saturating_add)
    }
}

/// Returns for each month the position of its period; `None` when two periods share a month.
fn period_of(
    months: &[(ProjectMonth, Instant, Instant)],
    periods: &[Period],
) -> Option<Vec<Option<(u16, ProjectMonth)>>> {
    let of = |month: ProjectMonth| {
        let mut found = (0_u16..)
            .zip(periods)
            .filter(|(_, period)| period.contains(month));
        let first = found.next().map(|(at, period)| (at, period.first()));
        found.next().is_none().then_some(first)
    };
    months.iter().map(|(month, ..)| of(*month)).collect()
}
