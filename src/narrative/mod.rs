//! Narrative: the texts that people write, one file for each installation and period.
//!
//! `assessments/<period>/<installation>.md` is read here and never written. Its Markdown becomes [`text`], which every
//! format prints alike.

pub mod claims;
mod load;
mod markdown;
mod placeholder;
pub mod prose;
mod rules;
pub mod text;

pub use load::{Assessment, Narrative, Owner, Part, load};
pub use placeholder::placeholder;
pub use rules::RULES;
