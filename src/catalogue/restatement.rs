//! The reason for a figure that was submitted otherwise.

use crate::source::{Place, Spanned};

/// What was restated after its release, and why.
#[derive(Debug, Clone)]
pub struct Restatement {
    /// Address such as `installation/metric@period` or `budget.id`; a shorter address covers all below it.
    pub subject: Spanned<String>,
    /// Why it was restated; never empty, and printed in the report.
    pub reason: String,
    /// The whole entry.
    pub place: Place,
}
