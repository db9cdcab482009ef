//! An installation has figures for a period in which it did not serve the project yet.

use crate::calendar::{Period, ProjectMonth};
use crate::catalogue::Installation;
use crate::diag::{Diagnostic, Rule, Severity, Sink};
use crate::source::Spanned;

use super::reading::about::about;
use super::reading::phrases::listed;
use super::reading::rows::{FEW, MetricRow, is_positive, tables};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA313",
    name: "figure-before-start",
    severity: Severity::Warning,
    summary: "an installation has a figure for a period that ends before it was integrated",
    page: include_str!("../../docs/rules/VA313.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for (installation, rows) in tables(evidence) {
        let Some(start) = installation.integrated_from else {
            continue;
        };
        let before = evidence.columns().iter().copied();
        for period in before.filter(|period| period.last() < start.value) {
            let given = rows.iter().copied().filter(|row| {
                let entry = evidence.ledger.entry(row.series, period);
                entry.is_some_and(|entry| entry.tally.value.is_present())
            });
            let given: Vec<MetricRow<'_>> = given.collect();
            if let Some((first, others)) = given.split_first() {
                sink.push(finding(installation, start, period, (*first, others)));
            }
        }
    }
}

fn finding(
    installation: &Installation,
    start: Spanned<ProjectMonth>,
    period: Period,
    (first, others): (MetricRow<'_>, &[MetricRow<'_>]),
) -> Diagnostic {
    let all = || std::iter::once(&first).chain(others);
    let names: Vec<String> = all().map(|row| format!("`{}`", row.metric.id)).collect();
    let used = all().any(|row| row.value(period).is_some_and(is_positive));
    let figure = if others.is_empty() {
        "a figure"
    } else {
        "figures"
    };
    let message = format!(
        "`{}` has {figure} for {} in {period}, but was integrated in {} only",
        installation.id,
        listed(&names),
        start.value
    );
    let help = if used {
        "correct `integrated_from` when it served the project already; else give the state `not-started`"
    } else {
        "give the state `not-started` instead of 0, or leave the rows out: before the start there is no use to be zero"
    };
    let mut finding = Diagnostic::new(&RULE, message)
        .at(first.place(period), "before it started")
        .help(help)
        .about(about(installation, Some(period)));
    for row in others.iter().take(FEW) {
        finding = finding.see(row.place(period), "before it started too");
    }
    finding.see(start.place, "the first month in which it served")
}
