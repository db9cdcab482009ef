//! A baseline is written with a letter for thousands or millions.

use crate::catalogue::Meaning;
use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::quantity::Unit;

use super::reading::baseline_number::number_in;
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

/// Most decimals of a suggested amount.
const DECIMALS: u32 = 12;

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for row in rows(evidence) {
        if let Some(finding) = finding(evidence, &row) {
            sink.push(finding);
        }
    }
}

fn finding(evidence: &Evidence<'_>, row: &MetricRow<'_>) -> Option<Diagnostic> {
    let baseline = &row.printed.baseline;
    let Meaning::Amount { amount, unit, .. } = baseline.meaning else {
        return None;
    };
    let written = baseline.as_written.as_str();
    let range = number_in(written)?;
    let tail = written.get(range.end..)?.trim();
    if tail.is_empty() || Unit::parse(tail).is_some() {
        return None;
    }
    let full = evidence.catalogue.style.numbers.amount(amount, DECIMALS);
    let comparator = written.get(..range.start)?;
    let symbol = unit
        .map(|unit| format!(" {}", unit.symbol()))
        .unwrap_or_default();
    let message = format!(
        "`{}` is short for {full} {}",
        safe(written),
        unit.unwrap_or(row.metric.unit).symbol()
    );
    let finding = Diagnostic::new(&RULE, message)
        .at(baseline.place, "")
        .help(format!(
            "write the full amount: `{comparator}{full}{symbol}`"
        ))
        .about(row.subject());
    Some(finding)
}
