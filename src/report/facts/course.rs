//! A figure beside that of the period before.

use std::cmp::Ordering;

use crate::aggregate::{Absence, Value};
use crate::calendar::Period;
use crate::quantity::{Decimal, share};
use crate::report::figure::Figure;
use crate::report::row::Row;

use super::Ground;
use super::subject::Subject;
use super::words::{measured, number};

/// A figure, and the one of the period before where there is one.
pub(super) struct Course<'a> {
    pub(super) period: Period,
    pub(super) now: &'a Figure,
    pub(super) before: Option<(Period, &'a Figure)>,
}

impl<'a> Course<'a> {
    pub(super) fn of(row: &'a Row<'_>, columns: &[Period]) -> Option<Self> {
        let before = columns.iter().rev().nth(1).copied();
        Some(Self {
            period: *columns.last()?,
            now: row.values.last()?,
            before: before.zip(row.values.iter().rev().nth(1)),
        })
    }

    /// Returns the exact amounts of the period before and of this one.
    pub(super) fn amounts(&self) -> Option<(Decimal, Decimal)> {
        let (_, before) = self.before?;
        before
            .tally
            .value
            .amount()
            .zip(self.now.tally.value.amount())
    }

    /// Returns whether the figure is an exact zero, or a list without an entry.
    pub(super) fn is_zero(&self) -> bool {
        match &self.now.tally.value {
            Value::Amount(amount) => amount.is_zero(),
            Value::Countries(countries) => countries.is_empty(),
            Value::Between(..) | Value::Absent(_) => false,
        }
    }
}

/// Says how a figure changed: `, up from 94,656 CPU-h in M1-M6 (+316.1 %)`; nothing where there was no period before.
pub(super) fn change(
    ground: &Ground<'_>,
    subject: &Subject<'_>,
    row: &Row<'_>,
    course: &Course<'_>,
) -> String {
    let Some((earlier, before)) = course.before else {
        return String::new();
    };
    let style = &ground.catalogue.style;
    let when = subject.when(earlier);
    if let Value::Absent(absence) = before.tally.value {
        return format!("; {}", gap(absence, earlier));
    }
    let then = match subject {
        Subject::Number { .. } => number(before, style),
        _ => measured(before, row.metric.unit, style),
    };
    let Some((old, new)) = course.amounts() else {
        return format!(", after {then} {when}");
    };
    let direction = match new.cmp(&old) {
        Ordering::Equal => return format!(", as {when}"),
        Ordering::Greater => "up",
        Ordering::Less => "down",
    };
    if old.is_zero() {
        return format!(", up from zero {when}");
    }
    let percent = share(new - old, old).map(|percent| {
        let sign = if percent.is_sign_negative() {
            '−'
        } else {
            '+'
        };
        format!(" ({sign}{})", style.numbers.percent(percent.abs(), 1))
    });
    format!(
        ", {direction} from {then} {when}{}",
        percent.unwrap_or_default()
    )
}

/// Returns what is said of a period without a figure.
fn gap(absence: Absence, period: Period) -> String {
    match absence {
        Absence::NotReported => format!("no figure was reported for {period}"),
        Absence::NotApplicable => format!("the metric was not applicable in {period}"),
        Absence::NotStarted => format!("the installation had not started in {period}"),
    }
}
