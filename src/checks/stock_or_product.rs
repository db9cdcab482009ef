//! A metric of storage over time is printed under a name that does not say months.

use crate::calendar::Period;
use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::quantity::{Decimal, Unit};
use crate::report::amount_text;
use crate::source::Place;

use super::reading::held::is_by_month;
use super::reading::rows::{MetricRow, rows};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA136",
    name: "stock-or-product",
    severity: Severity::Warning,
    summary: "the name of a metric leaves open whether it is storage held or storage times months",
    page: include_str!("../../docs/rules/VA136.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for row in rows(evidence) {
        let kept = row.metric.unit;
        let Some(held) = kept.held().filter(|_| is_by_month(kept)) else {
            continue;
        };
        let name = &row.printed.name;
        if !name.value.to_lowercase().contains("month") {
            sink.push(finding(evidence, &row, held));
        }
    }
}

fn finding(evidence: &Evidence<'_>, row: &MetricRow<'_>, held: Unit) -> Diagnostic {
    let name = &row.printed.name;
    let (stock, product) = (held.symbol(), row.metric.unit.symbol());
    let message = format!(
        "`{}` leaves open whether {stock} or {product} are meant",
        safe(&name.value)
    );
    let finding = Diagnostic::new(&RULE, message)
        .at(name.place, format!("the figures are taken as {product}"))
        .about(row.subject());
    let Some((period, amount, origin)) = last_figure(evidence, row) else {
        return finding.help(format!(
            "ask the provider; write `{product}` into the name when that is counted"
        ));
    };
    let style = &evidence.catalogue.style;
    let months = Decimal::from(period.months());
    let times = amount.checked_mul(months).unwrap_or(amount);
    let mean = amount.checked_div(months).unwrap_or(amount);
    let figure = amount_text(amount, style);
    let finding = finding.help(format!(
        "{figure} {stock} held for the {months} months of {period} would be {} {product}; {figure} {product} are {} {stock} on average: ask which is meant, and write it into the name",
        amount_text(times, style),
        amount_text(mean, style),
    ));
    match origin {
        Some(place) => finding.see(place, "the last figure"),
        None => finding,
    }
}

/// Returns the last figure of a row that is not zero: its period, its amount and the first row of data behind it.
fn last_figure(
    evidence: &Evidence<'_>,
    row: &MetricRow<'_>,
) -> Option<(Period, Decimal, Option<Place>)> {
    evidence.columns().iter().rev().find_map(|period| {
        let entry = evidence.ledger.entry(row.series, *period)?;
        let amount = entry
            .tally
            .value
            .amount()
            .filter(|amount| !amount.is_zero())?;
        Some((*period, amount, entry.origins.first()))
    })
}
