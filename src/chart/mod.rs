//! Charts: what is drawn of a project's own figures.
//!
//! A [`Chart`] holds exact figures and words; how it looks is settled where it is drawn.

use crate::quantity::Decimal;

/// A chart: series of figures over categories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// How the figures are shown.
    pub shape: Shape,
    /// What the figures count, such as `CPU-h`; it stands at the axis.
    pub unit: String,
    /// Names of the categories, in order: periods, months, providers or countries.
    pub categories: Vec<String>,
    /// The series, in order; each has as many values as there are categories.
    pub series: Vec<Series>,
}

/// How figures are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Columns side by side, grouped by category.
    Columns,
    /// Horizontal bars, one beside each category.
    Bars,
    /// Lines from category to category.
    Lines,
}

/// A series of figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Its name in the legend.
    pub name: String,
    /// Whether it was measured or planned.
    pub role: Role,
    /// One value for each category; `None` where there is no figure, which is never drawn as zero.
    pub values: Vec<Option<Decimal>>,
}

/// What a series is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Figures that were reported.
    Measured,
    /// A plan to compare them with.
    Plan,
}
