//! A count that was typed differs from the list it counts.

use crate::aggregate::Value;
use crate::diag::{Diagnostic, Rule, Severity, Sink, Subject};
use crate::quantity::Decimal;
use crate::usage::Series;
use crate::usage::ledger::{metric_of, source_of};

use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA302",
    name: "count-contradicts-list",
    severity: Severity::Error,
    summary: "a count in the data differs from the length of the list it counts",
    page: include_str!("../../docs/rules/VA302.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for (at, installation) in evidence.catalogue.installations.iter().enumerate() {
        for row in 0..installation.metrics.len() {
            let series = Series {
                installation: at,
                row,
            };
            if let Some(source) = source_of(evidence.catalogue, series) {
                compare(evidence, series, source, sink);
            }
        }
    }
}

fn compare(evidence: &Evidence<'_>, series: Series, source: Series, sink: &mut Sink) {
    for period in evidence.columns() {
        let Some(entry) = evidence.ledger.entry(series, *period) else {
            continue;
        };
        let list = evidence.ledger.tally(evidence.catalogue, source, *period);
        let (Value::Amount(typed), Value::Countries(countries)) = (&entry.tally.value, &list.value)
        else {
            continue;
        };
        if *typed == Decimal::from(countries.len()) {
            continue;
        }
        let id = |series| metric_of(evidence.catalogue, series).map(|metric| metric.id.to_string());
        let installation = evidence.catalogue.installations.get(series.installation);
        let message = format!(
            "the count is {typed}, the list has {} countries",
            countries.len()
        );
        let mut finding = Diagnostic::new(&RULE, message)
            .help("leave the count out: it is taken from the list; or correct the list")
            .about(Subject {
                installation: installation.map(|installation| installation.id.to_string()),
                metric: id(series),
                period: Some(period.to_string()),
            });
        if let Some(place) = entry.origins.first() {
            finding = finding.at(place, "the count");
        }
        let origin = evidence
            .ledger
            .entry(source, *period)
            .and_then(|entry| entry.origins.first());
        if let Some(place) = origin {
            finding = finding.see(place, "the list");
        }
        sink.push(finding);
    }
}
