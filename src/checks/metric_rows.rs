//! The rows of all metrics tables, each with what it belongs to.

use std::collections::BTreeMap;

use crate::catalogue::{Catalogue, Installation, InstallationMetric, Metric};
use crate::diag::Subject;
use crate::usage::Series;

/// A row of a metrics table.
#[derive(Debug, Clone, Copy)]
pub(super) struct MetricRow<'c> {
    /// Its position in the catalogue.
    pub(super) series: Series,
    /// The installation that prints it.
    pub(super) installation: &'c Installation,
    /// What is printed.
    pub(super) printed: &'c InstallationMetric,
    /// The metric.
    pub(super) metric: &'c Metric,
}

impl MetricRow<'_> {
    /// Returns what a finding about it is about: `installation/metric`.
    pub(super) fn subject(&self) -> Subject {
        Subject {
            installation: Some(self.installation.id.to_string()),
            metric: Some(self.metric.id.to_string()),
            period: None,
        }
    }
}

/// Returns the rows of all metrics tables, in the order of the report.
pub(super) fn metric_rows(catalogue: &Catalogue) -> impl Iterator<Item = MetricRow<'_>> {
    let installations = catalogue.installations.iter().enumerate();
    installations.flat_map(move |(at, installation)| {
        let rows = installation.metrics.iter().enumerate();
        rows.filter_map(move |(row, printed)| {
            Some(MetricRow {
                series: Series {
                    installation: at,
                    row,
                },
                installation,
                printed,
                metric: catalogue.metric(printed.metric.as_str())?,
            })
        })
    })
}

/// Returns the rows of each metric that is printed, by its id.
pub(super) fn rows_by_metric(catalogue: &Catalogue) -> BTreeMap<&str, Vec<MetricRow<'_>>> {
    let mut all: BTreeMap<&str, Vec<MetricRow<'_>>> = BTreeMap::new();
    for row in metric_rows(catalogue) {
        all.entry(row.metric.id.as_str()).or_default().push(row);
    }
    all
}
