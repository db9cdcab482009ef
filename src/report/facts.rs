//! What the figures say about an installation: sentences that a leader could keep, and the questions to answer.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::aggregate::{Absence, Value};
use crate::calendar::Period;
use crate::catalogue::{Catalogue, Style};
use crate::country::Country;
use crate::quantity::share;

use super::budget::BudgetPosition;
use super::figure::{Figure, amount_text, codes};
use super::row::Row;

/// What stands in the place of a text that nobody wrote yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stub {
    /// True sentences about the figures.
    pub facts: Vec<String>,
    /// What the text must answer.
    pub questions: Vec<String>,
}

/// Returns the stub of an installation.
pub(super) fn stub(
    rows: &[Row<'_>],
    columns: &[Period],
    budgets: &[BudgetPosition<'_>],
    catalogue: &Catalogue,
) -> Stub {
    let mut facts = Vec::new();
    let mut questions = Vec::new();
    let [.., last] = columns else {
        return Stub { facts, questions };
    };
    for row in rows {
        facts.extend(fact(row, columns, &catalogue.style));
        facts.extend(budget_fact(row, budgets, &catalogue.style));
        questions.extend(question(row, *last));
    }
    if questions.is_empty() {
        questions.push(format!("What should a reviewer know about {last}?"));
    }
    questions.push("What is expected in the next period, and why?".to_owned());
    questions.dedup();
    Stub { facts, questions }
}

/// A figure, and the one of the period before where there is one.
struct Course<'a> {
    period: Period,
    now: &'a Figure,
    before: Option<(Period, &'a Figure)>,
}

impl<'a> Course<'a> {
    fn of(row: &'a Row<'_>, columns: &[Period]) -> Option<Self> {
        let before = columns.iter().rev().nth(1).copied();
        Some(Self {
            period: *columns.last()?,
            now: row.values.last()?,
            before: before.zip(row.values.iter().rev().nth(1)),
        })
    }
}

/// Returns the sentence about a row: its value, how it changed, and its share of the baseline.
fn fact(row: &Row<'_>, columns: &[Period], style: &Style) -> Option<String> {
    let course = Course::of(row, columns)?;
    let (name, period) = (&row.printed.name.value, course.period);
    let unit = row.metric.unit;
    let mut sentence = match &course.now.tally.value {
        Value::Absent(absence) => return Some(absence_fact(name, *absence, period)),
        Value::Countries(countries) => return Some(roster_fact(name, countries, &course, style)),
        _ if unit.is_count() => format!("{name}: {} in {period}", course.now.text),
        _ => format!("{name}: {} in {period}", course.now.with_unit(unit)),
    };
    if let Some((earlier, figure)) = course.before {
        sentence.push_str(&change(earlier, figure, course.now, style));
    }
    if let Some(share) = row.share_of_baseline {
        let percent = style.numbers.percent(share, 1);
        let written = &row.printed.baseline.as_written;
        write!(sentence, "; so far {percent} of the baseline ({written})")
            .expect("a String takes everything");
    }
    sentence.push('.');
    Some(sentence)
}

/// Says how a figure changed: `, up from 94,656 in M1-M6 (+316.1 %)`.
fn change(earlier: Period, before: &Figure, now: &Figure, style: &Style) -> String {
    if let Value::Absent(absence) = before.tally.value {
        return format!(", {} {earlier}", missing(absence));
    }
    let amounts = before.tally.value.amount().zip(now.tally.value.amount());
    let Some((then, amount)) = amounts else {
        return format!(", after {} in {earlier}", before.text);
    };
    let direction = match amount.cmp(&then) {
        std::cmp::Ordering::Equal => return format!(", as in {earlier}"),
        std::cmp::Ordering::Greater => "up",
        std::cmp::Ordering::Less => "down",
    };
    let relative = share(amount - then, then).map(|percent| {
        let sign = if percent.is_sign_negative() {
            '−'
        } else {
            '+'
        };
        format!(" ({sign}{})", style.numbers.percent(percent.abs(), 1))
    });
    format!(
        ", {direction} from {} in {earlier}{}",
        before.text,
        relative.unwrap_or_default()
    )
}

fn absence_fact(name: &str, absence: Absence, period: Period) -> String {
    match absence {
        Absence::NotStarted => format!("{name}: the installation had not started in {period}."),
        Absence::NotReported | Absence::NotApplicable => {
            format!("{name}: {} {period}.", missing(absence))
        }
    }
}

/// Returns what is said of a period without a figure, up to the period.
fn missing(absence: Absence) -> &'static str {
    match absence {
        Absence::NotReported => "not reported for",
        Absence::NotApplicable => "not applicable in",
        Absence::NotStarted => "not started in",
    }
}

fn roster_fact(name: &str, countries: &[Country], course: &Course<'_>, style: &Style) -> String {
    let period = course.period;
    let mut sentence = if countries.is_empty() {
        format!("{name}: none in {period}")
    } else {
        format!("{name}: {} in {period}", course.now.text)
    };
    if let Some((_, Figure { tally, .. })) = course.before
        && let Value::Countries(earlier) = &tally.value
    {
        let now: BTreeSet<Country> = countries.iter().copied().collect();
        let then: BTreeSet<Country> = earlier.iter().copied().collect();
        for (words, listed) in [
            ("gained", codes(now.difference(&then), style)),
            ("no longer", codes(then.difference(&now), style)),
        ] {
            if !listed.is_empty() {
                write!(sentence, "; {words} {listed}").expect("a String takes everything");
            }
        }
    }
    sentence.push('.');
    sentence
}

fn budget_fact(row: &Row<'_>, budgets: &[BudgetPosition<'_>], style: &Style) -> Option<String> {
    let id = row.metric.draws_on.as_ref()?;
    let position = budgets.iter().find(|position| position.budget.id == *id)?;
    let amount = row.cumulative.tally.value.amount()?;
    let factor = row.metric.unit.factor_to(position.budget.unit)?;
    let part = share(amount.checked_mul(factor)?, position.budget.total)?;
    if part.is_zero() {
        return None;
    }
    Some(format!(
        "Since the start the installation used {} of the project's budget of {} {}.",
        style.numbers.percent(part, 1),
        amount_text(position.budget.total, style),
        position.budget.unit.symbol()
    ))
}

fn question(row: &Row<'_>, period: Period) -> Option<String> {
    row.metric.draws_on.as_ref()?;
    let amount = |figure: &Figure| figure.tally.value.amount();
    let now = row.values.last().map(amount)?;
    let before = row.values.iter().rev().nth(1).and_then(amount);
    match (before, now) {
        (_, None) => Some(format!(
            "Why is there no figure for {period}, and when will it come?"
        )),
        (Some(then), Some(now)) if now > then => {
            Some(format!("What drove the increase in {period}?"))
        }
        (Some(then), Some(now)) if now < then => {
            Some(format!("What explains the decrease in {period}?"))
        }
        (_, Some(now)) if now.is_zero() => Some(format!(
            "Why was nothing used in {period}: not started, or not asked for?"
        )),
        _ => None,
    }
}
