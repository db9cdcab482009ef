//! The rows of the metrics tables as checks walk over them: each figure with its period, its place and its address.

use std::collections::BTreeMap;

use crate::aggregate::{Tally, Value};
use crate::calendar::Period;
use crate::catalogue::{Installation, InstallationMetric, Metric};
use crate::diag::Subject;
use crate::quantity::Decimal;
use crate::report::{Figure, Row};
use crate::source::{Place, Secrecy, Sources, Span};
use crate::usage::Series;
use crate::usage::ledger::source_of;

use crate::checks::Evidence;

use super::phrases::measure;

/// Most places that explain one finding; more would hide it.
pub(in crate::checks) const FEW: usize = 8;

/// A row of a metrics table with what leads to the origins of its figures.
#[derive(Debug, Clone, Copy)]
pub(in crate::checks) struct MetricRow<'e> {
    evidence: &'e Evidence<'e>,
    row: &'e Row<'e>,
    /// The installation that prints it.
    pub(in crate::checks) installation: &'e Installation,
    /// The metric.
    pub(in crate::checks) metric: &'e Metric,
    /// What is printed beside the figures.
    pub(in crate::checks) printed: &'e InstallationMetric,
    /// Its address in the ledger.
    pub(in crate::checks) series: Series,
}

impl<'e> MetricRow<'e> {
    /// Returns the figures of all columns with their periods.
    pub(in crate::checks) fn figures(self) -> impl Iterator<Item = (Period, &'e Figure)> {
        let columns = self.evidence.columns().iter().copied();
        columns.zip(&self.row.values)
    }

    /// Returns the figure over all columns.
    pub(in crate::checks) fn cumulative(self) -> &'e Figure {
        &self.row.cumulative
    }

    /// Returns what was counted in a period.
    pub(in crate::checks) fn tally(self, period: Period) -> Option<&'e Tally> {
        let found = self.figures().find(|(column, _)| *column == period);
        found.map(|(_, figure)| &figure.tally)
    }

    /// Returns the value of a period.
    pub(in crate::checks) fn value(self, period: Period) -> Option<&'e Value> {
        self.tally(period).map(|tally| &tally.value)
    }

    /// Returns whether its metric has one of these natures.
    pub(in crate::checks) fn is_of(self, natures: &[&str]) -> bool {
        natures.contains(&self.metric.nature.name)
    }

    /// Returns the row of a usage file that gave the figure of a period, or that of the figure it is taken from; else the
    /// row of the metrics table.
    pub(in crate::checks) fn place(self, period: Period) -> Place {
        let mut series = Some(self.series);
        while let Some(at) = series {
            let entry = self.evidence.ledger.entry(at, period);
            if let Some(origin) = entry.and_then(|entry| entry.origins.first()) {
                return shown(self.evidence.sources, origin);
            }
            series = source_of(self.evidence.catalogue, at);
        }
        self.printed.place
    }

    /// Returns what a finding about it is about: `installation/metric`.
    pub(in crate::checks) fn subject(self) -> Subject {
        Subject {
            installation: Some(self.installation.id.to_string()),
            metric: Some(self.metric.id.to_string()),
            period: None,
        }
    }

    /// Returns what a finding about its figure of a period is about.
    pub(in crate::checks) fn subject_in(self, period: Period) -> Subject {
        Subject {
            period: Some(period.to_string()),
            ..self.subject()
        }
    }

    /// Returns its name `installation/metric`.
    pub(in crate::checks) fn address(self) -> String {
        format!("{}/{}", self.installation.id, self.metric.id)
    }

    /// Returns an amount in house style with the unit of its metric.
    pub(in crate::checks) fn measure(self, amount: Decimal) -> String {
        measure(amount, self.metric.unit, &self.evidence.catalogue.style)
    }
}

/// Returns the metrics tables of all installations, in the order of the report.
pub(in crate::checks) fn tables<'e>(
    evidence: &'e Evidence<'e>,
) -> impl Iterator<Item = (&'e Installation, Vec<MetricRow<'e>>)> {
    let sections = evidence.report.installations.iter().enumerate();
    sections.map(move |(at, section)| {
        let row = |row: &'e Row<'e>| {
            let rows = &section.installation.metrics;
            let index = rows
                .iter()
                .position(|printed| printed.metric == row.metric.id);
            Some(MetricRow {
                evidence,
                row,
                installation: section.installation,
                metric: row.metric,
                printed: row.printed,
                series: Series {
                    installation: at,
                    row: index?,
                },
            })
        };
        let rows = section.rows.iter().filter_map(row);
        (section.installation, rows.collect())
    })
}

/// Returns the rows of all metrics tables.
pub(in crate::checks) fn rows<'e>(
    evidence: &'e Evidence<'e>,
) -> impl Iterator<Item = MetricRow<'e>> {
    tables(evidence).flat_map(|(_, rows)| rows)
}

/// Returns the rows of each metric that is printed, by its id.
pub(in crate::checks) fn rows_by_metric<'e>(
    evidence: &'e Evidence<'e>,
) -> BTreeMap<&'e str, Vec<MetricRow<'e>>> {
    let mut all: BTreeMap<&str, Vec<MetricRow<'_>>> = BTreeMap::new();
    for row in rows(evidence) {
        all.entry(row.metric.id.as_str()).or_default().push(row);
    }
    all
}

/// Returns a row's place as it may be shown: of a row that may hold an identity only where it begins.
pub(in crate::checks) fn shown(sources: &Sources, place: Place) -> Place {
    match sources.get(place.source).secrecy {
        Secrecy::Open => place,
        Secrecy::Identities => Place {
            span: Span {
                start: place.span.start,
                end: place.span.start,
            },
            ..place
        },
    }
}

/// Returns whether a value is a figure and more than nothing.
pub(in crate::checks) fn is_positive(value: &Value) -> bool {
    match value {
        Value::Amount(most) | Value::Between(_, most) => !most.is_zero(),
        Value::Countries(countries) => !countries.is_empty(),
        Value::Absent(_) => false,
    }
}

/// Returns whether a value is a figure and nothing.
pub(in crate::checks) fn is_nothing(value: &Value) -> bool {
    value.is_present() && !is_positive(value)
}

#[cfg(test)]
mod tests {
    use super::{is_nothing, is_positive, shown};
    use crate::aggregate::{Absence, Value};
    use crate::quantity::Decimal;
    use crate::source::{Place, Sources, Span};

    #[test]
    fn a_row_that_may_hold_an_identity_is_shown_by_its_beginning_only() {
        let mut sources = Sources::default();
        let id = sources.add("a.csv", "header\ncloud,users,someone\n".to_owned());
        let row = Place {
            source: id,
            span: Span { start: 7, end: 26 },
        };
        assert_eq!(shown(&sources, row), row);
        sources.keep_secret(id);
        assert_eq!(shown(&sources, row).span, Span { start: 7, end: 7 });
    }

    #[test]
    fn no_figure_is_neither_something_nor_nothing() {
        let absent = Value::Absent(Absence::NotReported);
        assert!(!is_positive(&absent) && !is_nothing(&absent));
        assert!(is_nothing(&Value::Countries(Vec::new())));
        assert!(is_positive(&Value::Between(
            Decimal::TEN,
            Decimal::ONE_HUNDRED
        )));
    }
}
