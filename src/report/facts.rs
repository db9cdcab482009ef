//! What the figures say about an installation: sentences that a leader could keep, and the questions to answer.

use std::collections::BTreeSet;

use crate::aggregate::{Absence, Value};
use crate::calendar::Period;
use crate::catalogue::{Catalogue, Style};
use crate::quantity::{Decimal, share};

use super::budget::BudgetPosition;
use super::figure::{amount_text, code};
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
        facts.extend(fact(row, columns, catalogue));
        facts.extend(budget_fact(row, budgets, catalogue));
        questions.extend(question(row, *last));
    }
    if questions.is_empty() {
        questions.push(format!("What should a reviewer know about {last}?"));
    }
    questions.push("What is expected in the next period, and why?".to_owned());
    questions.dedup();
    Stub { facts, questions }
}

/// Returns the sentence about a row: its value, how it changed, and its share of the baseline.
fn fact(row: &Row<'_>, columns: &[Period], catalogue: &Catalogue) -> Option<String> {
    let last = columns.last()?;
    let figure = row.values.last()?;
    let before = columns
        .iter()
        .rev()
        .nth(1)
        .zip(row.values.iter().rev().nth(1));
    let name = &row.printed.name;
    let unit = row.metric.unit.symbol();
    let style = &catalogue.style;
    let mut sentence = match &figure.tally.value {
        Value::Absent(absence) => return Some(absence_fact(name, *absence, *last)),
        Value::Countries(now) => {
            let known = before.map(|(_, figure)| &figure.tally.value);
            return Some(roster_fact(name, now, known, &figure.text, columns, style));
        }
        Value::Amount(_) if row.metric.unit.is_count() => {
            format!("{name}: {} in {last}", figure.text)
        }
        Value::Amount(_) | Value::Between(..) => {
            format!("{name}: {} {unit} in {last}", figure.text)
        }
    };
    if let Some((period, earlier)) = before {
        let change = figure
            .tally
            .value
            .amount()
            .zip(earlier.tally.value.amount());
        let words = change.map(|(now, then)| change_in_words(then, now, style));
        let tail = words.map_or_else(
            || format!(", after {} in {period}", earlier.text),
            |words| format!(", {words} {} in {period}", earlier.text),
        );
        sentence.push_str(&tail);
        if let Some(percent) = change.and_then(|(now, then)| relative(then, now)) {
            sentence.push_str(&format!(
                " ({}{} %)",
                sign(percent),
                style.numbers.fixed(percent.abs(), 1)
            ));
        }
    }
    if let Some(share) = row.share_of_baseline {
        let written = &row.printed.baseline.as_written;
        let percent = style.numbers.fixed(share, 1);
        sentence.push_str(&format!("; so far {percent} % of the baseline ({written})"));
    }
    sentence.push('.');
    Some(sentence)
}

fn absence_fact(name: &str, absence: Absence, period: Period) -> String {
    match absence {
        Absence::NotReported => format!("{name}: not reported for {period}."),
        Absence::NotApplicable => format!("{name}: not applicable in {period}."),
        Absence::NotStarted => format!("{name}: the installation had not started in {period}."),
    }
}

fn roster_fact(
    name: &str,
    now: &[crate::country::Country],
    before: Option<&Value>,
    text: &str,
    columns: &[Period],
    style: &Style,
) -> String {
    let period = columns.last().map(ToString::to_string).unwrap_or_default();
    let mut sentence = if now.is_empty() {
        format!("{name}: none in {period}")
    } else {
        format!("{name}: {text} in {period}")
    };
    if let Some(Value::Countries(then)) = before {
        let (now, then): (BTreeSet<_>, BTreeSet<_>) = (
            now.iter().copied().collect(),
            then.iter().copied().collect(),
        );
        let list = |countries: Vec<_>| {
            countries
                .into_iter()
                .map(|country| code(country, style))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let gained = list(now.difference(&then).copied().collect());
        let lost = list(then.difference(&now).copied().collect());
        if !gained.is_empty() {
            sentence.push_str(&format!("; gained {gained}"));
        }
        if !lost.is_empty() {
            sentence.push_str(&format!("; no longer {lost}"));
        }
    }
    sentence.push('.');
    sentence
}

fn budget_fact(
    row: &Row<'_>,
    budgets: &[BudgetPosition<'_>],
    catalogue: &Catalogue,
) -> Option<String> {
    let id = row.metric.draws_on.as_ref()?;
    let position = budgets.iter().find(|position| position.budget.id == *id)?;
    let amount = row.cumulative.tally.value.amount()?;
    let factor = row.metric.unit.factor_to(position.budget.unit)?;
    let part = share(amount.checked_mul(factor)?, position.budget.total)?;
    if part.is_zero() {
        return None;
    }
    let percent = catalogue.style.numbers.fixed(part, 1);
    Some(format!(
        "Since the start the installation used {percent} % of the project's budget of {} {}.",
        amount_text(position.budget.total, &catalogue.style),
        position.budget.unit.symbol()
    ))
}

fn question(row: &Row<'_>, period: Period) -> Option<String> {
    let [.., before, now] = row.values.as_slice() else {
        let zero = row.values.last()?.tally.value.amount()?.is_zero();
        let asked = zero && row.metric.draws_on.is_some();
        return asked
            .then(|| format!("Why was nothing used in {period}: not started, or not asked for?"));
    };
    row.metric.draws_on.as_ref()?;
    match (before.tally.value.amount(), now.tally.value.amount()) {
        (Some(then), Some(now)) if now > then => {
            Some(format!("What drove the increase in {period}?"))
        }
        (Some(then), Some(now)) if now < then => {
            Some(format!("What explains the decrease in {period}?"))
        }
        (_, Some(now)) if now.is_zero() => Some(format!(
            "Why was nothing used in {period}: not started, or not asked for?"
        )),
        (_, None) => Some(format!(
            "Why is there no figure for {period}, and when will it come?"
        )),
        _ => None,
    }
}

/// Returns how an amount changed, to be followed by the earlier amount: `up from`, `down from`, `as`.
pub fn change_in_words(before: Decimal, now: Decimal, _: &Style) -> &'static str {
    match now.cmp(&before) {
        std::cmp::Ordering::Greater => "up from",
        std::cmp::Ordering::Less => "down from",
        std::cmp::Ordering::Equal => "the same as the",
    }
}

fn relative(before: Decimal, now: Decimal) -> Option<Decimal> {
    let change = now - before;
    if change.is_zero() {
        None
    } else {
        share(change, before)
    }
}

fn sign(percent: Decimal) -> char {
    if percent.is_sign_negative() {
        '−'
    } else {
        '+'
    }
}
