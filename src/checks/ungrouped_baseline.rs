//! A long baseline has no marks between thousands where others have them, or it has a fraction of an hour.

use crate::catalogue::{Catalogue, Meaning};
use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::quantity::{Decimal, Unit};

use super::reading::baseline_number::{marks_of, number_in};
use super::reading::place_in_text::place_in_text;
use super::reading::rows::{MetricRow, rows};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA406",
    name: "ungrouped-baseline",
    severity: Severity::Note,
    summary: "a long baseline has no marks between thousands where others have them, or a fraction of an hour",
    page: include_str!("../../docs/rules/VA406.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// Digits from which a number is hard to read without marks: those of 10,000.
const LONG: usize = 5;
/// Hours of a year.
const YEAR: i64 = 8_760;
/// Most decimals of a suggested amount.
const DECIMALS: u32 = 12;

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let others = rows(evidence).any(|row| is_grouped(evidence.catalogue, &row));
    for row in rows(evidence) {
        if let Some(finding) = finding(evidence, &row, others) {
            sink.push(finding);
        }
    }
}

/// Returns the number of a baseline that is an amount, as it is written.
fn number<'c>(row: &MetricRow<'c>) -> Option<(&'c str, std::ops::Range<usize>)> {
    let baseline = &row.printed.baseline;
    let is_amount = matches!(baseline.meaning, Meaning::Amount { .. });
    let range = number_in(&baseline.as_written).filter(|_| is_amount)?;
    Some((baseline.as_written.get(range.clone())?, range))
}

fn is_grouped(catalogue: &Catalogue, row: &MetricRow<'_>) -> bool {
    number(row)
        .is_some_and(|(number, _)| marks_of(number, catalogue.style.marks).thousands.is_some())
}

fn finding(evidence: &Evidence<'_>, row: &MetricRow<'_>, others: bool) -> Option<Diagnostic> {
    let (number, range) = number(row)?;
    let style = &evidence.catalogue.style;
    let Meaning::Amount { amount, unit, .. } = row.printed.baseline.meaning else {
        return None;
    };
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let ungrouped = others
        && style.marks.thousands.is_some()
        && digits >= LONG
        && marks_of(number, style.marks).thousands.is_none();
    let hours = matches!(
        unit.unwrap_or(row.metric.unit),
        Unit::CpuHour | Unit::GpuHour | Unit::ComputeHour | Unit::NodeHour
    );
    let fraction = hours && !amount.fract().is_zero();
    let fault = match (ungrouped, fraction) {
        (true, true) => "has no marks between thousands, as others have, and a fraction of an hour",
        (true, false) => "has no marks between thousands, as others have",
        (false, true) => "has a fraction of an hour",
        (false, false) => return None,
    };
    let mut help = format!("write `{}`", style.numbers.amount(amount, DECIMALS));
    if fraction {
        help = format!(
            "{help}, and say where the fraction comes from, or round it{}",
            years(amount, evidence)
        );
    }
    let written = &row.printed.baseline;
    let place = place_in_text(evidence.sources, written.place, &written.as_written, &range);
    let message = format!("`{}` {fault}", safe(number));
    Some(
        Diagnostic::new(&RULE, message)
            .at(place, "")
            .help(help)
            .about(row.subject()),
    )
}

/// Says so when an amount of hours is a round number of years: it was calculated, not counted.
fn years(amount: Decimal, evidence: &Evidence<'_>) -> String {
    let year = Decimal::from(YEAR);
    let years = amount.checked_div(year).map(|years| years.normalize());
    years
        .filter(|years| years.scale() <= 2)
        .map_or_else(String::new, |years| {
            let print = |value| evidence.catalogue.style.numbers.amount(value, DECIMALS);
            format!(
                " (it is {} × the {} hours of a year)",
                print(years),
                print(year)
            )
        })
}
