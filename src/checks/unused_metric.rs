//! A metric is reported by no installation.

use crate::diag::{Diagnostic, Rule, Severity, Sink, Subject};

use super::reading::whole_catalogue::is_whole;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA110",
    name: "unused-metric",
    severity: Severity::Warning,
    summary: "a metric is defined, but no installation reports it",
    page: include_str!("../../docs/rules/VA110.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    if !is_whole(sink) {
        return;
    }
    let installations = &evidence.catalogue.installations;
    for metric in &evidence.catalogue.metrics {
        let id = &metric.id;
        let is_reported = installations
            .iter()
            .any(|installation| installation.metric(id.as_str()).is_some());
        if is_reported {
            continue;
        }
        let finding = Diagnostic::new(&RULE, format!("no installation reports the metric `{id}`"))
            .at(metric.place, "this metric")
            .help(format!(
                "add `metric = \"{id}\"` to the installations that count it, or remove it from [[metrics]]"
            ))
            .about(Subject {
                installation: None,
                metric: Some(id.to_string()),
                period: None,
            });
        sink.push(finding);
    }
}
