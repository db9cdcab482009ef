//! A metric.

use crate::aggregate::{Nature, Population};
use crate::quantity::Unit;
use crate::source::Place;

use super::id::{BudgetId, MetricId};

/// What is counted, and how it folds.
#[derive(Debug, Clone)]
pub struct Metric {
    /// Id.
    pub id: MetricId,
    /// Short name, for tables over all installations.
    pub name: String,
    /// How it folds over periods and installations.
    pub nature: &'static Nature,
    /// Unit in which it is kept and printed.
    pub unit: Unit,
    /// Budget that it eats; a metric that repeats others' hours eats none.
    pub draws_on: Option<BudgetId>,
    /// Metric that it is taken from: the roster of a count, the identities of a roster.
    pub derived_from: Option<MetricId>,
    /// Whether installations count the same people.
    pub population: Population,
    /// Where it is defined.
    pub place: Place,
}
