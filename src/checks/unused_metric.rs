//! A metric is reported by no installation.

use crate::catalogue::{Catalogue, Metric};
use crate::diag::{Diagnostic, Rule, Severity, Sink, Subject};

use super::reading::whole_catalogue::unused;
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
    let Catalogue {
        metrics,
        installations,
        ..
    } = evidence.catalogue;
    let is_reported = |metric: &Metric| {
        let mut all = installations.iter();
        all.any(|installation| installation.metric(metric.id.as_str()).is_some())
    };
    for metric in unused(metrics, is_reported, sink) {
        let id = &metric.id;
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
