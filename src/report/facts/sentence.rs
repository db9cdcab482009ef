//! The sentences about the rows of an installation.

use crate::aggregate::{Absence, Value};
use crate::calendar::Period;
use crate::report::row::Row;

use super::Ground;
use super::course::{Course, change};
use super::roster::{self, Turn};
use super::subject::Subject;
use super::words::{measured, number, quoted};

/// Returns the sentences about the figures of the period, those about what has no figure last.
pub(super) fn facts(ground: &Ground<'_>) -> Vec<String> {
    let Some(period) = ground.period() else {
        return Vec::new();
    };
    let courses = courses(ground);
    let idle = |(_, course): &(&Row<'_>, Course<'_>)| course.is_zero() || absence(course).is_some();
    if ground.joins_later() && courses.iter().all(idle) {
        return vec![not_started(ground, period)];
    }
    let mut facts: Vec<String> = courses
        .iter()
        .filter_map(|(row, course)| fact(ground, row, course))
        .collect();
    facts.extend(zeros(ground, &courses));
    facts.extend(absences(ground, period, &courses));
    facts
}

fn courses<'a>(ground: &Ground<'a>) -> Vec<(&'a Row<'a>, Course<'a>)> {
    let rows = ground.rows.iter();
    rows.filter_map(|row| Some((row, Course::of(row, ground.columns)?)))
        .collect()
}

fn absence(course: &Course<'_>) -> Option<Absence> {
    match course.now.tally.value {
        Value::Absent(absence) => Some(absence),
        _ => None,
    }
}

/// Returns the sentence about a row: its value, how it changed, and its share of the baseline.
fn fact(ground: &Ground<'_>, row: &Row<'_>, course: &Course<'_>) -> Option<String> {
    if absence(course).is_some() {
        return None;
    }
    let style = &ground.catalogue.style;
    if let Some(turn) = Turn::of(course) {
        return Some(roster::fact(&turn, course));
    }
    if is_told_by_list(ground, row) {
        return standing(ground, row);
    }
    let subject = Subject::of(row, ground);
    let value = measured(course.now, row.metric.unit, style);
    let sentence = subject.says(&value, &number(course.now, style), course.period);
    let change = change(ground, &subject, row, course);
    let standing = standing(ground, row).map(|standing| format!(" {standing}"));
    Some(format!(
        "{sentence}{change}.{}",
        standing.unwrap_or_default()
    ))
}

/// Returns whether the list of which a row is the count is told beside it.
fn is_told_by_list(ground: &Ground<'_>, row: &Row<'_>) -> bool {
    let Some(roster) = &row.metric.derived_from else {
        return false;
    };
    let told = |other: &Row<'_>| {
        let now = other.values.last().map(|figure| &figure.tally.value);
        other.metric.id == *roster && matches!(now, Some(Value::Countries(_)))
    };
    row.metric.nature.name == "count" && ground.rows.iter().any(told)
}

/// Says what a row comes to over all periods, and what share of the baseline that is.
fn standing(ground: &Ground<'_>, row: &Row<'_>) -> Option<String> {
    let style = &ground.catalogue.style;
    let cumulative = &row.cumulative;
    let is_zero = cumulative
        .tally
        .value
        .amount()
        .is_some_and(|amount| amount.is_zero());
    if is_zero || !cumulative.tally.value.is_present() {
        return None;
    }
    let told = is_told_by_list(ground, row);
    let comes = if told {
        "the installation reached"
    } else {
        "this comes to"
    };
    let new = told || row.values.last().map(|last| &last.tally) != Some(&cumulative.tally);
    let folds = ground.columns.len() > 1 && row.metric.nature.name != "level" && new;
    let over = folds.then(|| {
        let amount = measured(cumulative, row.metric.unit, style);
        format!("Over {} {comes} {amount}", ground.cumulative)
    });
    let share = row.share_of_baseline.map(|share| {
        let percent = style.numbers.percent(share, 1);
        let written = &row.printed.baseline.as_written;
        format!("{percent} of the baseline ({written})")
    });
    match (over, share) {
        (Some(over), Some(share)) => Some(format!("{over}, {share}.")),
        (Some(over), None) => Some(format!("{over}.")),
        (None, Some(share)) if told => Some(format!("The number of countries is {share}.")),
        (None, Some(share)) => Some(format!("This is {share}.")),
        (None, None) => None,
    }
}

/// Says of zeros that they were reported, and since when the installation serves the project.
fn zeros(ground: &Ground<'_>, courses: &[(&Row<'_>, Course<'_>)]) -> Option<String> {
    let count = courses
        .iter()
        .filter(|(_, course)| course.is_zero())
        .count();
    let reported = match count {
        0 => return None,
        1 => "The zero is a reported figure, not a missing one",
        _ => "The zeros are reported figures, not missing ones",
    };
    let joined = ground.installation.integrated_from.as_ref();
    let since = joined.map(|month| {
        let since = if ground.joins_later() {
            "joins in"
        } else {
            "has been integrated since"
        };
        format!("; the installation {since} {}", month.value)
    });
    Some(format!("{reported}{}.", since.unwrap_or_default()))
}

/// Says which figures are not there, and why.
fn absences(
    ground: &Ground<'_>,
    period: Period,
    courses: &[(&Row<'_>, Course<'_>)],
) -> Vec<String> {
    let lacking = |wanted: Absence| -> Vec<&str> {
        let of = courses
            .iter()
            .filter(|(_, course)| absence(course) == Some(wanted));
        of.map(|(row, _)| row.printed.name.value.as_str()).collect()
    };
    let mut sentences = Vec::new();
    let missing = lacking(Absence::NotReported);
    if !missing.is_empty() {
        let (figures, were) = if missing.len() == 1 {
            ("figure", "was")
        } else {
            ("figures", "were")
        };
        let names = quoted(&missing);
        sentences.push(format!(
            "No {figures} {were} reported for {period} of {names}."
        ));
    }
    let senseless = lacking(Absence::NotApplicable);
    if !senseless.is_empty() {
        let are = if senseless.len() == 1 { "is" } else { "are" };
        let names = quoted(&senseless);
        sentences.push(format!("{names} {are} not applicable in {period}."));
    }
    if !lacking(Absence::NotStarted).is_empty() {
        sentences.push(not_started(ground, period));
    }
    sentences
}

fn not_started(ground: &Ground<'_>, period: Period) -> String {
    let joins = ground.installation.integrated_from.as_ref();
    let later = joins
        .filter(|_| ground.joins_later())
        .map(|month| format!("; it joins in {}", month.value));
    format!(
        "The installation had not started in {period}{}.",
        later.unwrap_or_default()
    )
}
