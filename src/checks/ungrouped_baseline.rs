//! A long baseline has no marks between thousands where others have them, or it has a fraction of an hour.

use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::quantity::{Decimal, Unit};

use super::reading::baseline_number::{BaselineNumber, DECIMALS, marks_of, number_of};
use super::reading::place_in_text::{mend_in_text, place_in_text};
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

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let others = rows(evidence).any(|row| is_grouped(evidence, row));
    for finding in rows(evidence).filter_map(|row| finding(evidence, row, others)) {
        sink.push(finding);
    }
}

fn is_grouped(evidence: &Evidence<'_>, row: MetricRow<'_>) -> bool {
    let number = number_of(&row.printed.baseline);
    number.is_some_and(|number| {
        let marks = marks_of(number.text, evidence.catalogue.style.marks);
        marks.thousands.is_some()
    })
}

fn finding(evidence: &Evidence<'_>, row: MetricRow<'_>, others: bool) -> Option<Diagnostic> {
    let written = &row.printed.baseline;
    let BaselineNumber {
        text: number,
        range,
        amount,
        unit,
        ..
    } = number_of(written)?;
    let style = &evidence.catalogue.style;
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
    let plain = style.numbers.amount(amount, DECIMALS);
    let mut help = format!("write `{plain}`");
    if fraction {
        help = format!(
            "{help}, and say where the fraction comes from, or round it{}",
            years(amount, evidence)
        );
    }
    let place = place_in_text(evidence.sources, written.place, &written.as_written, &range);
    // Where the fraction comes from is a question, so such a number is left to people.
    let edits = [(range, plain.as_str())];
    let mend = (!fraction)
        .then(|| mend_in_text(evidence.sources, written.place, &written.as_written, &edits));
    let message = format!("`{}` {fault}", safe(number));
    Some(
        Diagnostic::new(&RULE, message)
            .at(place, "")
            .help(help)
            .mend(mend.flatten())
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
