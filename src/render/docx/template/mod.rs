//! The report in somebody's own template.
//!
//! The template is a Word file with slots. What the report prints is written as for the built-in file, then made to fit
//! (`graft`) and put in place of the slots. Every other part of the template stays byte for byte as it is, and so does what
//! stands around the slots in the parts that change.

mod companions;
mod contents;
mod cuts;
mod fill;
mod graft;
mod headings;
mod listing;
mod looks;
mod notes;
mod numbers;
mod opened;
mod parts;
mod plan;
mod sections;
mod slots;
mod splice;
mod starter;
mod told;
mod words;

use crate::catalogue::StyleChoice;
use crate::layout::ShortText;

pub use fill::fill;
pub use listing::{Listing, SectionListed, SlotListed, StyleListed, listing};
pub use opened::Template;
pub use slots::{Method, Misplaced};
pub use starter::starter;
pub use told::{check, unusable};

/// A template with what its slots are filled with besides chapters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filling<'t> {
    /// The template.
    pub template: &'t Template,
    /// The short texts of the report.
    pub texts: &'t [ShortText],
    /// Styles of the template that the project chose.
    pub choices: &'t [StyleChoice],
}
