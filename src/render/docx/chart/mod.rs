//! Charts that Word can edit: DrawingML with the workbook of their figures.

use crate::layout::document::{Figure, Properties};

/// Content type of a chart.
pub(super) const CONTENT: &str =
    "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
/// Content type of a workbook.
pub(super) const WORKBOOK: &str =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The two parts of a chart.
pub(super) struct Parts {
    pub(super) chart: Vec<u8>,
    pub(super) workbook: Vec<u8>,
}

/// Writes a chart and its workbook.
pub(super) fn parts(_figure: &Figure, _properties: &Properties) -> anyhow::Result<Parts> {
    anyhow::bail!("later")
}
