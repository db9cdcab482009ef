//! A figure that must equal a sum of others.

use crate::quantity::Decimal;
use crate::source::Place;

use super::id::{InstallationId, MetricId};

/// A metric of an installation, written `installation/metric`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesRef {
    /// The installation.
    pub installation: InstallationId,
    /// The metric.
    pub metric: MetricId,
    /// Where it is written.
    pub place: Place,
}

/// A figure that must equal the sum of its parts in each period.
#[derive(Debug, Clone)]
pub struct Reconciliation {
    /// The figure.
    pub total: SeriesRef,
    /// Its parts.
    pub of: Vec<SeriesRef>,
    /// Largest difference that is accepted.
    pub tolerance: Decimal,
    /// Where it is defined.
    pub place: Place,
}
