//! A baseline is written with a letter for thousands or millions.

use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::quantity::Unit;

use super::reading::baseline_number::{DECIMALS, number_of};
use super::reading::rows::{MetricRow, rows};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA403",
    name: "abbreviated-baseline",
    severity: Severity::Note,
    summary: "a baseline is abbreviated, such as 3M, beside others that are written out",
    page: include_str!("../../docs/rules/VA403.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for finding in rows(evidence).filter_map(|row| finding(evidence, row)) {
        sink.push(finding);
    }
}

fn finding(evidence: &Evidence<'_>, row: MetricRow<'_>) -> Option<Diagnostic> {
    let baseline = &row.printed.baseline;
    let number = number_of(baseline)?;
    if number.behind.is_empty() || Unit::parse(number.behind).is_some() {
        return None;
    }
    let full = evidence
        .catalogue
        .style
        .numbers
        .amount(number.amount, DECIMALS);
    let message = format!(
        "`{}` is short for {full} {}",
        safe(&baseline.as_written),
        number.unit.unwrap_or(row.metric.unit).symbol()
    );
    let unit = number.unit.map(|unit| format!(" {}", unit.symbol()));
    let help = format!(
        "write the full amount: `{}{full}{}`",
        number.before,
        unit.unwrap_or_default()
    );
    Some(
        Diagnostic::new(&RULE, message)
            .at(baseline.place, "")
            .help(help)
            .about(row.subject()),
    )
}
