//! The questions that an assessment must answer.

use std::cmp::Ordering;

use crate::aggregate::{Absence, Value};
use crate::calendar::Period;
use crate::report::figure::Figure;
use crate::report::row::{self, Row};

use super::Ground;
use super::course::Course;
use super::roster::Turn;
use super::words::{measured, named, quoted};

/// Returns the questions that the figures of the period raise, and the one after what comes next.
pub(super) fn questions(ground: &Ground<'_>) -> Vec<String> {
    let Some(period) = ground.period() else {
        return Vec::new();
    };
    let mut questions = Vec::new();
    let main = row::main(ground.rows);
    for row in &main {
        questions.extend(about_change(ground, row));
    }
    let people = ground.rows.iter();
    for row in people.filter(|row| row.metric.nature.name == "distinct") {
        questions.extend(about_change(ground, row));
    }
    questions.extend(about_countries(ground));
    questions.extend(about_nothing(ground, &main, period));
    questions.extend(about_gaps(ground, period));
    if questions.is_empty() {
        questions.push(format!("What should a reviewer know about {period}?"));
    }
    questions.push(ahead(ground, period));
    questions
}

fn about_change(ground: &Ground<'_>, row: &Row<'_>) -> Option<String> {
    let course = Course::of(row, ground.columns)?;
    let (earlier, before) = course.before?;
    let (old, new) = course.amounts()?;
    let (opening, direction) = match new.cmp(&old) {
        Ordering::Equal => return None,
        Ordering::Greater => ("What drove", "increase"),
        Ordering::Less => ("What explains", "decrease"),
    };
    let style = &ground.catalogue.style;
    let told = |figure: &Figure| match figure.tally.value.amount() {
        Some(amount) if amount.is_zero() => "zero".to_owned(),
        _ => measured(figure, row.metric.unit, style),
    };
    Some(format!(
        "{opening} the {direction} from {} in {earlier} to {} in {}?",
        told(before),
        told(course.now),
        course.period
    ))
}

fn about_countries(ground: &Ground<'_>) -> Vec<String> {
    let mut questions = Vec::new();
    for row in ground.rows {
        let Some(course) = Course::of(row, ground.columns) else {
            continue;
        };
        let Some(turn) = Turn::of(&course) else {
            continue;
        };
        let (gained, lost) = (turn.gained(), turn.lost());
        if !gained.is_empty() {
            let names = named(gained.iter().copied());
            questions.push(format!("What brought the use from {names}?"));
        }
        if !lost.is_empty() {
            let names = named(lost.iter().copied());
            let period = course.period;
            questions.push(format!("Why was there no use from {names} in {period}?"));
        }
    }
    questions
}

/// Asks why an installation was not used.
fn about_nothing(ground: &Ground<'_>, main: &[&Row<'_>], period: Period) -> Option<String> {
    let courses: Vec<(&Row<'_>, Course<'_>)> = main
        .iter()
        .filter_map(|row| Some((*row, Course::of(row, ground.columns)?)))
        .collect();
    let waits = |(_, course): &(&Row<'_>, Course<'_>)| {
        course.now.tally.value == Value::Absent(Absence::NotStarted)
            || (ground.joins_later() && course.is_zero())
    };
    if courses.iter().any(waits) {
        let joins = ground.installation.integrated_from.as_ref();
        return Some(match joins.filter(|_| ground.joins_later()) {
            Some(month) => format!(
                "What remains to be done until the installation joins in {}?",
                month.value
            ),
            None => "When will the installation start, and what remains to be done until then?"
                .to_owned(),
        });
    }
    let zero: Vec<&str> = courses
        .iter()
        .filter(|(_, course)| course.is_zero())
        .map(|(row, _)| row.metric.unit.symbol())
        .collect();
    (!zero.is_empty()).then(|| {
        format!(
            "Why is the figure zero in {period} ({}): not asked for, or not ready? When is use expected?",
            zero.join(", ")
        )
    })
}

/// Asks for figures that are missing or still to be confirmed.
fn about_gaps(ground: &Ground<'_>, period: Period) -> Vec<String> {
    let names = |wanted: &dyn Fn(&Row<'_>) -> bool| -> Vec<&str> {
        let rows = ground.rows.iter().filter(|row| wanted(row));
        rows.map(|row| row.printed.name.value.as_str()).collect()
    };
    let missing = names(&|row| {
        let last = row.values.last().map(|figure| &figure.tally.value);
        last == Some(&Value::Absent(Absence::NotReported))
    });
    let provisional = names(&|row| {
        row.values
            .last()
            .is_some_and(|figure| figure.tally.provisional)
    });
    let mut questions = Vec::new();
    if !missing.is_empty() {
        let it = if missing.len() == 1 { "it" } else { "they" };
        questions.push(format!(
            "Why is there no figure for {period} of {}, and when will {it} come?",
            quoted(&missing)
        ));
    }
    if !provisional.is_empty() {
        let figure = if provisional.len() == 1 {
            "figure"
        } else {
            "figures"
        };
        questions.push(format!(
            "When will the provisional {figure} of {} be confirmed?",
            quoted(&provisional)
        ));
    }
    questions
}

fn ahead(ground: &Ground<'_>, period: Period) -> String {
    let mut periods = ground.catalogue.periods.iter();
    match periods.find(|next| next.first() > period.last()) {
        Some(next) => format!("What is expected in {next}, and why?"),
        None => "What stays in use after the end of the project?".to_owned(),
    }
}
