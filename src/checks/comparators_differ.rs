//! A provider states one baseline as a floor and the same one elsewhere as a plain amount.

use crate::catalogue::{Meaning, Provider};
use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::quantity::Comparator;

use super::reading::rows::{MetricRow, rows_by_metric};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA405",
    name: "comparators-differ",
    severity: Severity::Warning,
    summary: "a provider's baseline of a metric is a floor in one installation and a plain amount in another",
    page: include_str!("../../docs/rules/VA405.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for rows in rows_by_metric(evidence).values() {
        for provider in &evidence.catalogue.providers {
            if let Some(finding) = finding(rows, provider) {
                sink.push(finding);
            }
        }
    }
}

fn finding(rows: &[MetricRow<'_>], provider: &Provider) -> Option<Diagnostic> {
    let rows = || {
        let all = rows.iter().copied();
        all.filter(|row| row.installation.provider == provider.id)
    };
    let floors: Vec<MetricRow<'_>> = rows().filter(|row| is_floor(row) == Some(true)).collect();
    let points: Vec<MetricRow<'_>> = rows().filter(|row| is_floor(row) == Some(false)).collect();
    let (fewer, more) = if floors.len() <= points.len() {
        (&floors, &points)
    } else {
        (&points, &floors)
    };
    let (first, other) = (fewer.first()?, more.first()?);
    let written = |row: &MetricRow<'_>| safe(&row.printed.baseline.as_written).into_owned();
    let message = format!(
        "`{}` has the baseline `{}` here and `{}` in another installation of {}",
        first.metric.id,
        written(first),
        written(other),
        safe(&provider.name.value)
    );
    let mut finding = Diagnostic::new(&RULE, message)
        .at(first.printed.baseline.place, label(first))
        .help("ask the provider whether the amount is promised or the least of what is promised, and write all of them so")
        .about(first.subject());
    for row in fewer.iter().skip(1).chain(more) {
        finding = finding.see(row.printed.baseline.place, label(row));
    }
    Some(finding)
}

/// Returns whether a baseline is a floor or an amount as it stands; `None` for zero, what is about, and what is no amount.
fn is_floor(row: &MetricRow<'_>) -> Option<bool> {
    let Meaning::Amount {
        comparator, amount, ..
    } = row.printed.baseline.meaning
    else {
        return None;
    };
    if amount.is_zero() {
        return None;
    }
    match comparator {
        Comparator::AtLeast | Comparator::MoreThan => Some(true),
        Comparator::Exactly => Some(false),
        Comparator::AtMost | Comparator::LessThan | Comparator::About => None,
    }
}

fn label(row: &MetricRow<'_>) -> &'static str {
    if is_floor(row) == Some(true) {
        "a floor"
    } else {
        "a plain amount"
    }
}
