//! The extract: every figure of the report in exact form, without personal data.

use std::fmt::Write as _;

use crate::aggregate::Value;
use crate::country::Country;
use crate::report::{Figure, Report};

/// Returns the figures as CSV: one line for each installation, metric and period, and one for the cumulative figure.
///
/// Identities stay out; a count is all that is said of them.
pub fn write(report: &Report<'_>) -> String {
    let mut out = String::from("installation,metric,period,state,value,unit\n");
    for section in &report.installations {
        for row in &section.rows {
            let periods = report.columns.iter().map(ToString::to_string);
            let cumulative = (format!("cumulative {}", report.cumulative), &row.cumulative);
            for (period, figure) in periods.zip(&row.values).chain([cumulative]) {
                let (id, metric) = (&section.installation.id, &row.metric.id);
                let state = match figure.tally.state() {
                    "reported" if figure.tally.partial => "partial",
                    state => state,
                };
                let value = exact(figure);
                writeln!(
                    out,
                    "{id},{metric},{period},{state},{value},{}",
                    row.metric.unit.symbol()
                )
                .expect("a String takes everything");
            }
        }
    }
    out
}

fn exact(figure: &Figure) -> String {
    match &figure.tally.value {
        Value::Amount(amount) => amount.to_string(),
        Value::Between(low, high) => format!("{low}..{high}"),
        Value::Countries(countries) => countries
            .iter()
            .map(Country::code)
            .collect::<Vec<_>>()
            .join(" "),
        Value::Absent(_) => String::new(),
    }
}
