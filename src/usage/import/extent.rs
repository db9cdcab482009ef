//! The time that a row is about.

use crate::aggregate::Kind;
use crate::calendar::{Calendar, Instant, Period};
use crate::catalogue::Catalogue;
use crate::diag::safe;
use crate::usage::record::Extent;

use super::super::rules::{BAD_DATE, UNKNOWN_PERIOD};
use super::cells::Cells;

/// Reads the time that the row is about; `None` without a fault when it lies outside the project.
pub(super) fn extent(
    catalogue: &Catalogue,
    cells: &mut Cells<'_, '_>,
    kind: Option<Kind>,
) -> Option<Extent> {
    let calendar = &catalogue.calendar;
    let (period, start, end) = (
        cells.field("period"),
        cells.field("start"),
        cells.field("end"),
    );
    let dated = !start.is_empty() || !end.is_empty();
    if dated && !period.is_empty() {
        let help = "leave `start` and `end` empty, or leave `period` empty";
        cells.reject(
            &UNKNOWN_PERIOD,
            "period",
            "the row gives a period and dates too",
            help,
        );
        return None;
    }
    if !period.is_empty() {
        let period = months(catalogue, period, cells)?;
        if kind == Some(Kind::Level) {
            let help = "a sample of kind `level` stands in `start`; for the value of a period use kind `total`";
            cells.reject(
                &UNKNOWN_PERIOD,
                "period",
                "a level has an instant, not a period",
                help,
            );
            return None;
        }
        return Some(Extent::Months(period));
    }
    if start.is_empty() {
        let help = "write a period such as M7-M12, or dates in `start` and `end` (the end does not belong to it)";
        cells.reject(&UNKNOWN_PERIOD, "period", "the row has no period", help);
        return None;
    }
    let start = instant(calendar, start, "start", cells);
    let end = if end.is_empty() {
        None
    } else {
        Some(instant(calendar, end, "end", cells)?)
    };
    let start = start?;
    let first = calendar.begin(crate::calendar::ProjectMonth::FIRST);
    let last = calendar.end(calendar.last_month());
    let Some(end) = end else {
        if matches!(kind, Some(Kind::Total | Kind::Interval)) {
            cells.reject(
                &BAD_DATE,
                "end",
                "the row has a start but no end",
                "write the first instant after the span in `end`",
            );
            return None;
        }
        return (first <= start && start < last).then_some(Extent::Moment(start));
    };
    if kind == Some(Kind::Level) {
        cells.reject(
            &BAD_DATE,
            "end",
            "a level is a sample at `start` and has no end",
            "leave `end` empty",
        );
        return None;
    }
    if end <= start {
        cells.reject(
            &BAD_DATE,
            "end",
            "the end is not after the start",
            "the end is the first day or instant after the span, such as 2023-05-01 for the whole of April",
        );
        return None;
    }
    (start < last && first < end).then_some(Extent::Time(start, end))
}

fn months(catalogue: &Catalogue, text: &str, cells: &mut Cells<'_, '_>) -> Option<Period> {
    let group = catalogue.groups.get(text).copied();
    let period = match group.map_or_else(|| Period::parse(text), Ok) {
        Ok(period) => period,
        Err(fault) => {
            let message = format!("`{}` {fault}", safe(text));
            cells.reject(
                &UNKNOWN_PERIOD,
                "period",
                message,
                format!("write a period such as {}", some_period(catalogue)),
            );
            return None;
        }
    };
    cells.subject.period = Some(period.to_string());
    let calendar = &catalogue.calendar;
    if !calendar.within(period) {
        let message = format!(
            "{period} reaches outside the project, which has {} months",
            calendar.months()
        );
        cells.reject(
            &UNKNOWN_PERIOD,
            "period",
            message,
            "check the period, or `months` of the project",
        );
        return None;
    }
    Some(period)
}

fn some_period(catalogue: &Catalogue) -> String {
    catalogue
        .periods
        .first()
        .map_or_else(|| "M1-M6".to_owned(), ToString::to_string)
}

fn instant(
    calendar: &Calendar,
    text: &str,
    column: &str,
    cells: &mut Cells<'_, '_>,
) -> Option<Instant> {
    match calendar.parse_instant(text) {
        Ok(instant) => Some(instant),
        Err(fault) => {
            let help =
                "write a date such as 2023-02-28, or a time such as 2023-02-28T23:30:00+01:00";
            cells.reject(&BAD_DATE, column, format!("`{}` {fault}", safe(text)), help);
            None
        }
    }
}
