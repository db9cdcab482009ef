//! An installation reports users or countries, while all that it serves is zero.

use crate::aggregate::{Absence, Value};
use crate::calendar::Period;
use crate::catalogue::{Installation, Style};
use crate::diag::{Diagnostic, Rule, Severity, Sink};
use crate::quantity::{Decimal, Unit};

use super::reading::about::about;
use super::reading::phrases::{listed, measure};
use super::reading::rows::{FEW, MetricRow, is_nothing, is_positive, tables};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA306",
    name: "users-without-use",
    severity: Severity::Warning,
    summary: "an installation reports users or countries in a period in which it served nothing",
    page: include_str!("../../docs/rules/VA306.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let style = &evidence.catalogue.style;
    for (installation, rows) in tables(evidence) {
        for period in evidence.columns() {
            let people = reached(&rows, *period);
            let idle = idle(&rows, *period);
            if !people.is_empty() && !idle.is_empty() {
                sink.push(finding(installation, *period, &people, &idle, style));
            }
        }
    }
}

/// Returns the rows that report somebody, those of people before those of countries.
fn reached<'e>(rows: &[MetricRow<'e>], period: Period) -> Vec<MetricRow<'e>> {
    let people = rows.iter().filter(|row| {
        row.is_of(&["distinct", "count", "roster"]) && row.value(period).is_some_and(is_positive)
    });
    let mut people: Vec<MetricRow<'e>> = people.copied().collect();
    people.sort_by_key(|row| !row.is_of(&["distinct"]));
    people
}

/// Returns the rows of what is served when all of them are zero; nothing when one is not, or is not known.
fn idle<'e>(rows: &[MetricRow<'e>], period: Period) -> Vec<MetricRow<'e>> {
    let none = Value::Absent(Absence::NotApplicable);
    let served = rows.iter().filter(|row| {
        row.is_of(&["sum", "level"]) && row.value(period).is_some_and(|value| *value != none)
    });
    let served: Vec<MetricRow<'e>> = served.copied().collect();
    let all = served
        .iter()
        .all(|row| row.value(period).is_some_and(is_nothing));
    if all { served } else { Vec::new() }
}

fn finding(
    installation: &Installation,
    period: Period,
    people: &[MetricRow<'_>],
    idle: &[MetricRow<'_>],
    style: &Style,
) -> Diagnostic {
    let message = format!(
        "`{}` reports {} in {period}, but served {}",
        installation.id,
        listed(&phrases(people, period, style)),
        listed(&amounts(idle)),
    );
    let mut finding = Diagnostic::new(&RULE, message).about(about(installation, Some(period)));
    if let Some(first) = people.first() {
        finding = finding.at(first.place(period), "people are reported");
    }
    for row in idle.iter().take(FEW) {
        finding = finding.see(row.place(period), "nothing was served");
    }
    finding.help(
        "count those who used this installation, not those who could; or correct what was served",
    )
}

/// Says whom the rows report: `20 users`, `6 countries`; a list stands for its count where that one is not printed.
fn phrases(people: &[MetricRow<'_>], period: Period, style: &Style) -> Vec<String> {
    let counted = people.iter().any(|row| row.is_of(&["count"]));
    let phrase = |row: &MetricRow<'_>| match row.value(period)? {
        Value::Amount(amount) | Value::Between(amount, _) => Some(row.measure(*amount)),
        Value::Countries(list) if !counted => {
            let number = Decimal::from(list.len());
            Some(measure(number, Unit::Countries, style))
        }
        Value::Countries(_) | Value::Absent(_) => None,
    };
    people.iter().filter_map(phrase).collect()
}

fn amounts(idle: &[MetricRow<'_>]) -> Vec<String> {
    idle.iter().map(|row| row.measure(Decimal::ZERO)).collect()
}
