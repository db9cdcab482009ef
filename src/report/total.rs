//! A metric over all installations.

use crate::aggregate::{Tally, Value};
use crate::calendar::Period;
use crate::catalogue::{Catalogue, Metric};
use crate::quantity::Decimal;

use super::InstallationReport;
use super::figure::Figure;

/// A metric over all installations that report it.
#[derive(Debug)]
pub struct Total<'c> {
    /// The metric.
    pub metric: &'c Metric,
    /// How many installations report it.
    pub installations: usize,
    /// One figure for each column.
    pub values: Vec<Figure>,
    /// The figure over all columns.
    pub cumulative: Figure,
}

/// Returns the totals of all metrics that are reported, in the order of the catalogue.
pub(super) fn totals<'c>(
    catalogue: &'c Catalogue,
    installations: &[InstallationReport<'c>],
    columns: &[Period],
) -> Vec<Total<'c>> {
    let totals = catalogue.metrics.iter().filter_map(|metric| {
        let values =
            (0..columns.len()).map(|column| over(catalogue, installations, metric, Some(column)));
        let cumulative = over(catalogue, installations, metric, None)?;
        Some(Total {
            metric,
            installations: rows(installations, metric).count(),
            values: values
                .flatten()
                .map(|tally| Figure::new(tally, &catalogue.style))
                .collect(),
            cumulative: Figure::new(cumulative, &catalogue.style),
        })
    });
    totals.collect()
}

fn rows<'a, 'c>(
    installations: &'a [InstallationReport<'c>],
    metric: &'a Metric,
) -> impl Iterator<Item = &'a super::Row<'c>> {
    let all = installations
        .iter()
        .flat_map(|installation| &installation.rows);
    all.filter(move |row| row.metric.id == metric.id)
}

/// Folds a column, or the cumulative figures, over the installations; a count is taken from the total of its roster.
fn over(
    catalogue: &Catalogue,
    installations: &[InstallationReport<'_>],
    metric: &Metric,
    column: Option<usize>,
) -> Option<Tally> {
    let figures = rows(installations, metric).filter_map(|row| match column {
        Some(column) => row.values.get(column),
        None => Some(&row.cumulative),
    });
    let tallies: Vec<&Tally> = figures.map(|figure| &figure.tally).collect();
    if tallies.is_empty() {
        return None;
    }
    let source = metric
        .derived_from
        .as_ref()
        .and_then(|id| catalogue.metric(id.as_str()));
    let listed = source
        .filter(|source| source.nature.name == "roster")
        .and_then(|source| over(catalogue, installations, source, column));
    if let Some(Tally {
        value: Value::Countries(countries),
        provisional,
        partial,
        ..
    }) = listed
    {
        return Some(Tally {
            provisional,
            partial,
            ..Tally::of(Value::Amount(Decimal::from(countries.len())))
        });
    }
    Some((metric.nature.over_installations)(
        &tallies,
        metric.population,
    ))
}
