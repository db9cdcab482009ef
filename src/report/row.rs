//! A row of a metrics table.

use crate::aggregate::Value;
use crate::calendar::Period;
use crate::catalogue::{Catalogue, Installation, InstallationMetric, Metric};
use crate::quantity::{Decimal, share};
use crate::usage::{Ledger, Series};

use super::figure::Figure;
use super::within;

/// A row of a metrics table: one figure for each period and a cumulative one.
#[derive(Debug)]
pub struct Row<'c> {
    /// The metric as the installation prints it.
    pub printed: &'c InstallationMetric,
    /// The metric.
    pub metric: &'c Metric,
    /// One figure for each column.
    pub values: Vec<Figure>,
    /// The figure over all columns.
    pub cumulative: Figure,
    /// One figure for each span of the report.
    pub spans: Vec<Figure>,
    /// The cumulative figure in percent of the baseline, where the two can be compared.
    pub share_of_baseline: Option<Decimal>,
}

/// Returns the rows of an installation.
pub(super) fn rows<'c>(
    catalogue: &'c Catalogue,
    ledger: &Ledger,
    at: usize,
    installation: &'c Installation,
    (columns, spans): (&[Period], &[Period]),
) -> Vec<Row<'c>> {
    let rows = installation
        .metrics
        .iter()
        .enumerate()
        .filter_map(|(index, printed)| {
            let metric = catalogue.metric(printed.metric.as_str())?;
            let series = Series {
                installation: at,
                row: index,
            };
            let values = columns.iter().map(|period| {
                let notes = ledger
                    .entry(series, *period)
                    .map(|entry| entry.notes.clone());
                Figure {
                    notes: notes.unwrap_or_default(),
                    ..Figure::new(ledger.tally(catalogue, series, *period), &catalogue.style)
                }
            });
            let values: Vec<Figure> = values.collect();
            let cumulative = ledger.cumulative(catalogue, series, columns);
            let over = |span: &Period| {
                let inside: Vec<Period> = within(columns, *span).collect();
                Figure::new(
                    ledger.cumulative(catalogue, series, &inside),
                    &catalogue.style,
                )
            };
            Some(Row {
                share_of_baseline: share_of_baseline(printed, metric, &cumulative.value),
                cumulative: Figure::new(cumulative, &catalogue.style),
                spans: spans.iter().map(over).collect(),
                values,
                metric,
                printed,
            })
        });
    rows.collect()
}

fn share_of_baseline(
    printed: &InstallationMetric,
    metric: &Metric,
    value: &Value,
) -> Option<Decimal> {
    let baseline = printed.baseline.amount_in(metric.unit)?;
    share(value.amount()?, baseline)
}
