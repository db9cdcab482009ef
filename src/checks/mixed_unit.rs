//! A metric adds hours of processors and of accelerators.

use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::quantity::Unit;

use super::reading::rows::rows_by_metric;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA135",
    name: "mixed-unit",
    severity: Severity::Note,
    summary: "a metric adds hours of processors and hours of accelerators",
    page: include_str!("../../docs/rules/VA135.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for rows in rows_by_metric(evidence).values() {
        let Some((first, others)) = rows.split_first() else {
            continue;
        };
        let metric = first.metric;
        if metric.unit != Unit::ComputeHour {
            continue;
        }
        let message = format!(
            "`{}` adds hours of CPU and of GPU into one figure",
            safe(&first.printed.name.value)
        );
        let mut finding = Diagnostic::new(&RULE, message)
            .at(first.printed.name.place, "")
            .see(metric.place, format!("counted in {}", metric.unit.symbol()))
            .help("report CPU-hours and GPU-hours as two metrics, so that each can be compared with its budget")
            .about(first.subject());
        for row in others {
            finding = finding.see(row.printed.name.place, "and here");
        }
        sink.push(finding);
    }
}
