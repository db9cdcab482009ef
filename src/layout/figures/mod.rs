//! Charts of the project's own figures, each with a sentence that cites it.
//!
//! A chart is drawn only where there is something to see. What is not there is a gap, never a zero; people are never
//! added up.

mod countries;
mod metrics;
mod use_of_budgets;

use crate::aggregate::{Absence, Tally, Value};
use crate::chart::{Body, Chart, Gap, Point, State};
use crate::quantity::Decimal;
use crate::report::Report;

use super::cells::citing;
use super::document::{Block, Figure};
use super::numbering::Numbering;

/// Lays out what stands behind the budgets.
pub(super) fn budgets(report: &Report<'_>, numbering: &mut Numbering) -> Vec<Block> {
    let drafts = use_of_budgets::courses(report);
    let drafts = drafts.into_iter().chain(use_of_budgets::shares(report));
    drafts
        .flat_map(|draft| draft.numbered(report, numbering))
        .collect()
}

/// Lays out what stands behind the totals.
pub(super) fn totals(report: &Report<'_>, numbering: &mut Numbering) -> Vec<Block> {
    let drafts = metrics::metrics(report).into_iter();
    drafts
        .chain(countries::countries(report))
        .flat_map(|draft| draft.numbered(report, numbering))
        .collect()
}

/// A figure before it has its number.
struct Draft {
    /// What its name for links ends with.
    name: String,
    /// Its caption.
    caption: String,
    /// What is said of it, after its name.
    said: String,
    /// What it shows, for those who cannot see it.
    alt: String,
    unit: String,
    body: Body,
}

impl Draft {
    /// Returns the sentence that cites it and the figure; nothing where there is nothing to see.
    fn numbered(self, report: &Report<'_>, numbering: &mut Numbering) -> Vec<Block> {
        let numbers = &report.catalogue.style.numbers;
        let Some(chart) = Chart::new(&self.unit, numbers, self.body) else {
            return Vec::new();
        };
        let anchor = format!("figure-{}", self.name.to_ascii_lowercase());
        let caption = numbering.figure(self.caption, anchor);
        vec![
            citing("", &caption, &self.said),
            Block::Figure(Figure {
                caption,
                alt: self.alt,
                chart,
            }),
        ]
    }
}

/// Returns a figure as it is drawn.
fn point(tally: &Tally) -> Point {
    let state = if tally.partial {
        State::Partial
    } else if tally.provisional {
        State::Provisional
    } else {
        State::Final
    };
    match &tally.value {
        Value::Amount(amount) => Point::Amount {
            amount: *amount,
            state,
        },
        Value::Between(low, high) => Point::Between {
            low: *low,
            high: *high,
        },
        Value::Countries(countries) => Point::Amount {
            amount: Decimal::from(countries.len()),
            state,
        },
        Value::Absent(absence) => Point::Gap(match absence {
            Absence::NotReported => Gap::NotReported,
            Absence::NotApplicable => Gap::NotApplicable,
            Absence::NotStarted => Gap::NotStarted,
        }),
    }
}

/// Returns whether a figure is more than zero.
fn is_seen(point: &Point) -> bool {
    point.top() > Some(Decimal::ZERO)
}
