//! The report: what the tables and texts of a period say, before any format.
//!
//! Columns are the reporting periods up to the chosen one; every row has one figure for each column and a cumulative
//! one. [`assemble`] is the only way to make it.

mod budget;
mod cover;
mod facts;
mod figure;
mod findings;
mod front;
mod provenance;
pub mod reference;
mod restated;
mod row;
mod terms;
mod text;
mod total;

use std::collections::BTreeMap;

use crate::calendar::Period;
use crate::catalogue::{Catalogue, Installation};
use crate::country::Country;
use crate::narrative::{Assessment, Narrative, Part};
use crate::usage::Ledger;

use facts::Ground;

pub use budget::BudgetPosition;
pub use cover::incomplete;
pub use facts::Stub;
pub use figure::{Figure, amount_text, value_text};
pub use findings::Waived;
pub use front::Piece;
pub use provenance::{Provenance, Sourced};
pub use restated::{About, stated_text};
pub use row::Row;
pub use terms::{Used, Where};
pub use text::{Complaint, Doubt, TakenOver, Text};
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
    /// How many users of all installations came from each country, where the identities behind a total are known.
    pub users_by_country: BTreeMap<Country, usize>,
    /// Where the budgets stand.
    pub budgets: Vec<BudgetPosition<'c>>,
    /// The acronyms that it prints, sorted, when the project explains them.
    pub terms: Vec<Used>,
    /// The findings that are accepted, when the project asks for that annex.
    pub waived: Vec<Waived>,
}

/// The section of an installation.
#[derive(Debug)]
pub struct InstallationReport<'c> {
    /// The installation.
    pub installation: &'c Installation,
    /// The rows of its metrics table.
    pub rows: Vec<Row<'c>>,
    /// What is said under the metrics table as a whole.
    pub notes: Vec<String>,
    /// Where its figures come from, when the project asks for that annex.
    pub provenance: Option<Provenance>,
    /// Its assessment.
    pub assessment: Text<'c>,
}

impl<'c> InstallationReport<'c> {
    /// Returns the rows in which the use of the installation is seen: those that draw on a budget, else those that add up,
    /// else its levels.
    pub fn main_rows(&self) -> Vec<&Row<'c>> {
        row::main(&self.rows)
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

    /// Returns the sections whose assessment nobody has written for this period: a report with one of them is no final
    /// one.
    pub fn unfinished(&self) -> impl Iterator<Item = &InstallationReport<'c>> {
        let sections = self.installations.iter();
        sections.filter(|section| section.assessment.written().is_none())
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
            let ground = Ground {
                catalogue,
                installation,
                rows: &rows,
                columns: &columns,
                cumulative,
                budgets: &budgets,
            };
            let assessment = text::text(narrative, &ground, period);
            InstallationReport {
                installation,
                rows,
                notes: Vec::new(),
                provenance: None,
                assessment,
            }
        });
    let installations: Vec<InstallationReport<'c>> = installations.collect();
    let parts = Part::ALL
        .iter()
        .filter_map(|part| Some((*part, narrative.part(period, *part)?)));
    let totals = total::totals(catalogue, &installations, (&columns, &spans));
    let parts: Vec<(Part, &Assessment)> = parts.collect();
    let terms = terms::terms(catalogue, &parts, &installations);
    Report {
        catalogue,
        period,
        columns,
        cumulative,
        spans,
        parts,
        installations,
        users_by_country: total::users_by_country(&totals, ledger, period),
        totals,
        budgets,
        terms,
        waived: Vec::new(),
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
