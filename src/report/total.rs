//! A metric over all installations.

use std::collections::BTreeMap;

use crate::aggregate::{Tally, Value};
use crate::calendar::Period;
use crate::catalogue::{Catalogue, Metric};
use crate::country::Country;
use crate::quantity::Decimal;
use crate::usage::Ledger;

use super::InstallationReport;
use super::figure::Figure;
use super::row::Row;

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
    /// One figure for each span of the report.
    pub spans: Vec<Figure>,
}

/// Counts users by country, where the identities behind a total are known.
pub(super) fn users_by_country(
    totals: &[Total<'_>],
    ledger: &Ledger,
    period: Period,
) -> BTreeMap<Country, usize> {
    let known = totals
        .iter()
        .filter(|total| total.metric.nature.name == "distinct");
    let mut members = known.filter_map(|total| total.cumulative.tally.members.as_ref());
    let members = members.find(|members| !members.countries().is_empty());
    members.map_or_else(BTreeMap::new, |members| {
        ledger.homes.count(members, period.last())
    })
}

/// Returns the totals of all metrics that are reported, in the order of the catalogue.
pub(super) fn totals<'c>(
    catalogue: &'c Catalogue,
    installations: &[InstallationReport<'c>],
    (columns, spans): (&[Period], &[Period]),
) -> Vec<Total<'c>> {
    let totals = catalogue.metrics.iter().filter_map(|metric| {
        let total = |pick: Pick<'_>| {
            let tally = over(catalogue, installations, metric, pick)?;
            Some(Figure::new(tally, &catalogue.style))
        };
        let values = (0..columns.len()).filter_map(|at| total(&|row| row.values.get(at)));
        let spans = (0..spans.len()).filter_map(|at| total(&|row| row.spans.get(at)));
        Some(Total {
            metric,
            installations: rows(installations, metric).count(),
            cumulative: total(&|row| Some(&row.cumulative))?,
            values: values.collect(),
            spans: spans.collect(),
        })
    });
    totals.collect()
}

fn rows<'a, 'c>(
    installations: &'a [InstallationReport<'c>],
    metric: &'a Metric,
) -> impl Iterator<Item = &'a Row<'c>> {
    let all = installations
        .iter()
        .flat_map(|installation| &installation.rows);
    all.filter(move |row| row.metric.id == metric.id)
}

/// Takes one figure of a row.
type Pick<'p> = &'p dyn for<'r> Fn(&'r Row<'_>) -> Option<&'r Figure>;

/// Folds one figure of each row over the installations; a count is taken from the total of its roster.
fn over(
    catalogue: &Catalogue,
    installations: &[InstallationReport<'_>],
    metric: &Metric,
    pick: Pick<'_>,
) -> Option<Tally> {
    let figures = rows(installations, metric).filter_map(pick);
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
        .and_then(|source| over(catalogue, installations, source, pick));
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
