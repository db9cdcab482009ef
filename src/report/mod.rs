//! The report: what the tables and texts of a period say, before any format.
//!
//! Columns are the reporting periods up to the chosen one; every row has one figure for each column and a cumulative
//! one. [`assemble`] is the only way to make it.

mod budget;
mod facts;
mod figure;
pub mod reference;
mod row;
mod total;

use crate::calendar::Period;
use crate::catalogue::{Catalogue, Installation, Metric};
use crate::narrative::{Assessment, Narrative, Part};
use crate::usage::Ledger;

pub use budget::BudgetPosition;
pub use facts::Stub;
pub use figure::{Figure, amount_text, value_text};
pub use row::Row;
pub use total::Total;

/// A periodic report.
#[derive(Debug)]
pub struct Report<'c> {
    /// What it is about.
    pub catalogue: &'c Catalogue,
    /// The period that is reported.
    pub period: Period,
    /// The periods that have a column: all up to the one that is reported.
    pub columns: Vec<Period>,
    /// The span of the cumulative column.
    pub cumulative: Period,
    /// The spans of the groups of periods, such as years, that lie within the columns; texts speak of them.
    pub spans: Vec<Period>,
    /// The texts that people wrote for the report as a whole.
    pub parts: Vec<(Part, &'c Assessment)>,
    /// The installations, in the order of the catalogue.
    pub installations: Vec<InstallationReport<'c>>,
    /// Metrics over all installations.
    pub totals: Vec<Total<'c>>,
    /// Where the budgets stand.
    pub budgets: Vec<BudgetPosition<'c>>,
}

/// The section of an installation.
#[derive(Debug)]
pub struct InstallationReport<'c> {
    /// The installation.
    pub installation: &'c Installation,
    /// The rows of its metrics table.
    pub rows: Vec<Row<'c>>,
    /// Its assessment.
    pub assessment: Text<'c>,
}

/// An assessment, or what stands in its place.
#[derive(Debug)]
pub enum Text<'c> {
    /// A person wrote it.
    Written(&'c Assessment),
    /// Nobody wrote it yet.
    Stub(Stub),
}

impl<'c> InstallationReport<'c> {
    /// Returns the rows in which the use of the installation is seen: those that draw on a budget, else those that add up,
    /// else its levels.
    pub fn main_rows(&self) -> Vec<&Row<'c>> {
        let of = |wanted: &dyn Fn(&Metric) -> bool| -> Vec<&Row<'c>> {
            let rows = self.rows.iter();
            rows.filter(|row| wanted(row.metric)).collect()
        };
        let kinds: [&dyn Fn(&Metric) -> bool; 3] = [
            &|metric| metric.draws_on.is_some(),
            &|metric| metric.nature.name == "sum",
            &|metric| metric.nature.name == "level",
        ];
        let mut found = kinds.iter().map(|kind| of(kind));
        found.find(|rows| !rows.is_empty()).unwrap_or_default()
    }
}

impl<'c> Report<'c> {
    /// Returns what a person wrote for a part of the report.
    pub fn part(&self, wanted: Part) -> Option<&'c Assessment> {
        self.parts
            .iter()
            .find(|(part, _)| *part == wanted)
            .map(|(_, text)| *text)
    }
}

/// Assembles the report of `period`.
pub fn assemble<'c>(
    catalogue: &'c Catalogue,
    ledger: &Ledger,
    narrative: &'c Narrative,
    period: Period,
) -> Report<'c> {
    let columns: Vec<Period> = catalogue
        .periods
        .iter()
        .copied()
        .filter(|column| column.last() <= period.last())
        .collect();
    let first = columns
        .first()
        .map_or(period.first(), |column| column.first());
    let cumulative = Period::new(first, period.last()).unwrap_or(period);
    let spans = spans(catalogue, &columns, cumulative);
    let budgets = budget::positions(catalogue, ledger, &columns);
    let installations = catalogue
        .installations
        .iter()
        .enumerate()
        .map(|(at, installation)| {
            let rows = row::rows(catalogue, ledger, at, installation, (&columns, &spans));
            let assessment = match narrative.assessment(period, installation.id.as_str()) {
                Some(written) => Text::Written(written),
                None => Text::Stub(facts::stub(&rows, &columns, &budgets, catalogue)),
            };
            InstallationReport {
                installation,
                rows,
                assessment,
            }
        });
    let installations: Vec<InstallationReport<'c>> = installations.collect();
    let parts = Part::ALL
        .iter()
        .filter_map(|part| Some((*part, narrative.part(period, *part)?)));
    let totals = total::totals(catalogue, &installations, (&columns, &spans));
    Report {
        catalogue,
        period,
        columns,
        cumulative,
        spans,
        parts: parts.collect(),
        installations,
        totals,
        budgets,
    }
}

/// Returns the spans of the groups of periods that several columns make up, but not all of them.
fn spans(catalogue: &Catalogue, columns: &[Period], cumulative: Period) -> Vec<Period> {
    let mut spans: Vec<Period> = catalogue.groups.values().copied().collect();
    spans.sort();
    spans.dedup();
    spans.retain(|span| *span != cumulative && within(columns, *span).count() > 1);
    spans
}

/// Returns the columns that lie within a span.
fn within(columns: &[Period], span: Period) -> impl Iterator<Item = Period> {
    let inside =
        move |column: &&Period| span.first() <= column.first() && column.last() <= span.last();
    columns.iter().filter(inside).copied()
}
