//! Where the figures come from, for the annex that a project may ask for.

use crate::aggregate::Value;
use crate::calendar::Period;
use crate::source::Sources;
use crate::usage::ledger::source_of;
use crate::usage::{Ledger, Origins, Series};

use super::Report;

/// The figures of an installation with the rows of data behind them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// One entry for each figure that has a value, by row and period.
    pub figures: Vec<Sourced>,
}

/// A figure and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced {
    /// Name of the row as printed.
    pub name: String,
    /// The period.
    pub period: Period,
    /// The figure.
    pub value: Value,
    /// The figure as printed.
    pub text: String,
    /// Files with lines, or the row that it is taken from.
    pub origin: String,
}

impl Report<'_> {
    /// Adds to each installation where its figures come from. Rows are named by file and line; what they hold stays out,
    /// so that no identity is shown.
    pub fn tell_provenance(&mut self, ledger: &Ledger, sources: &Sources) {
        let (catalogue, columns) = (self.catalogue, &self.columns);
        for (at, section) in self.installations.iter_mut().enumerate() {
            let mut figures = Vec::new();
            for row in &section.rows {
                let mut printed = section.installation.metrics.iter();
                let Some(position) = printed.position(|other| other.metric == row.metric.id) else {
                    continue;
                };
                let series = Series {
                    installation: at,
                    row: position,
                };
                let from = source_of(catalogue, series);
                let from = from.and_then(|from| section.installation.metrics.get(from.row));
                for (column, figure) in columns.iter().zip(&row.values) {
                    let origins = ledger.entry(series, *column).map(|entry| &entry.origins);
                    let origin = match (origins, from) {
                        (_, Some(from)) if figure.tally.value.is_present() => {
                            format!("taken from “{}”", from.name.value)
                        }
                        (Some(origins), _) => rows(origins, sources),
                        (None, _) => continue,
                    };
                    figures.push(Sourced {
                        name: row.printed.name.value.clone(),
                        period: *column,
                        value: figure.tally.value.clone(),
                        text: figure.with_unit(row.metric.unit),
                        origin,
                    });
                }
            }
            section.provenance = Some(Provenance { figures });
        }
    }
}

/// Returns files with their lines: `data/lab.csv:8`, or `data/lab.csv:10–26 (5 rows)`.
fn rows(origins: &Origins, sources: &Sources) -> String {
    let named = origins.files().map(|(source, rows)| {
        let name = sources.get(source).name();
        let line = |place| sources.locate(place).1.line;
        let (first, last) = (line(rows.first), line(rows.last));
        if first == last {
            format!("{name}:{first}")
        } else {
            format!("{name}:{first}–{last} ({} rows)", rows.count)
        }
    });
    named.collect::<Vec<_>>().join("; ")
}
