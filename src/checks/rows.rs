//! The rows of the metrics tables as checks walk over them: each figure with its period, its place and its address.

use crate::aggregate::{Tally, Value};
use crate::calendar::Period;
use crate::catalogue::{Installation, Style};
use crate::diag::Subject;
use crate::quantity::{Decimal, Unit};
use crate::report::{Figure, Row, amount_text};
use crate::source::{Place, Secrecy, Sources, Span};
use crate::usage::Series;
use crate::usage::ledger::source_of;

use super::Evidence;

/// Most places that explain one finding; more would hide it.
pub(super) const FEW: usize = 8;

/// A row of a metrics table with what leads to the origins of its figures.
#[derive(Clone, Copy)]
pub(super) struct MetricRow<'e> {
    evidence: &'e Evidence<'e>,
    /// The installation.
    pub(super) installation: &'e Installation,
    /// The row with its figures.
    pub(super) row: &'e Row<'e>,
    /// Its address in the ledger.
    pub(super) series: Series,
}

impl<'e> MetricRow<'e> {
    /// Returns the figures of all columns with their periods.
    pub(super) fn figures(self) -> impl Iterator<Item = (Period, &'e Figure)> {
        let columns = self.evidence.columns().iter().copied();
        columns.zip(&self.row.values)
    }

    /// Returns what was counted in a period.
    pub(super) fn tally(self, period: Period) -> Option<&'e Tally> {
        let found = self.figures().find(|(column, _)| *column == period);
        found.map(|(_, figure)| &figure.tally)
    }

    /// Returns the value of a period.
    pub(super) fn value(self, period: Period) -> Option<&'e Value> {
        self.tally(period).map(|tally| &tally.value)
    }

    /// Returns whether its metric has one of these natures.
    pub(super) fn is_of(self, natures: &[&str]) -> bool {
        natures.contains(&self.row.metric.nature.name)
    }

    /// Returns the row of a usage file that gave the figure of a period, or that of the figure it is taken from; else the
    /// row of the metrics table.
    pub(super) fn place(self, period: Period) -> Place {
        let mut series = Some(self.series);
        while let Some(at) = series {
            let entry = self.evidence.ledger.entry(at, period);
            if let Some(origin) = entry.and_then(|entry| entry.origins.first()) {
                return shown(self.evidence.sources, *origin);
            }
            series = source_of(self.evidence.catalogue, at);
        }
        self.row.printed.place
    }

    /// Returns what a finding about it is about.
    pub(super) fn subject(self, period: Option<Period>) -> Subject {
        Subject {
            installation: Some(self.installation.id.to_string()),
            metric: Some(self.row.metric.id.to_string()),
            period: period.map(|period| period.to_string()),
        }
    }

    /// Returns its name `installation/metric`.
    pub(super) fn address(self) -> String {
        format!("{}/{}", self.installation.id, self.row.metric.id)
    }

    /// Returns an amount in house style with the unit of its metric.
    pub(super) fn measure(self, amount: Decimal) -> String {
        measure(amount, self.row.metric.unit, &self.evidence.catalogue.style)
    }
}

/// Returns the metrics tables of all installations, in the order of the report.
pub(super) fn tables<'e>(
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
                installation: section.installation,
                row,
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
pub(super) fn rows<'e>(evidence: &'e Evidence<'e>) -> impl Iterator<Item = MetricRow<'e>> {
    tables(evidence).flat_map(|(_, rows)| rows)
}

/// Returns what a finding about an installation is about, in a period or in all.
pub(super) fn about(installation: &Installation, period: Option<Period>) -> Subject {
    Subject {
        installation: Some(installation.id.to_string()),
        metric: None,
        period: period.map(|period| period.to_string()),
    }
}

/// Returns a row's place as it may be shown: of a row that may hold an identity only where it begins.
pub(super) fn shown(sources: &Sources, place: Place) -> Place {
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

/// Returns an amount in house style with its unit: `16 users`, `1 country`, `94,656 CPU-h`.
pub(super) fn measure(amount: Decimal, unit: Unit, style: &Style) -> String {
    let symbol = unit.symbol();
    let word = match symbol {
        "countries" if amount == Decimal::ONE => "country",
        _ if unit.is_count() && amount == Decimal::ONE => symbol.trim_end_matches('s'),
        _ => symbol,
    };
    format!("{} {word}", amount_text(amount, style))
}

/// Returns whether a value is a figure and more than nothing.
pub(super) fn is_positive(value: &Value) -> bool {
    match value {
        Value::Amount(most) | Value::Between(_, most) => !most.is_zero(),
        Value::Countries(countries) => !countries.is_empty(),
        Value::Absent(_) => false,
    }
}

/// Returns whether a value is a figure and nothing.
pub(super) fn is_nothing(value: &Value) -> bool {
    value.is_present() && !is_positive(value)
}

/// Returns names as a list for people: `a`, `b` and `c`.
pub(super) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_nothing, is_positive, listed, measure, shown};
    use crate::aggregate::{Absence, Value};
    use crate::catalogue::{CountryStyle, Style};
    use crate::quantity::{Decimal, Marks, NumberStyle, Unit};
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
    fn an_amount_agrees_with_its_unit() {
        let style = Style {
            countries: CountryStyle::Iso,
            numbers: NumberStyle::default(),
            marks: Marks {
                decimal: '.',
                thousands: Some(','),
            },
        };
        let text = |amount: i64, unit| measure(Decimal::from(amount), unit, &style);
        assert_eq!(text(1, Unit::Countries), "1 country");
        assert_eq!(text(1, Unit::Users), "1 user");
        assert_eq!(text(20, Unit::Users), "20 users");
        assert_eq!(text(94_656, Unit::CpuHour), "94,656 CPU-h");
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

    #[test]
    fn names_are_listed_as_people_do() {
        let names = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(listed(&names), "a, b and c");
        assert_eq!(listed(names.get(..1).unwrap_or_default()), "a");
    }
}
