//! What was built from what, and what was submitted.
//!
//! The [`Manifest`] of a build names every input and output with its fingerprint. A [`Release`] freezes what was submitted
//! for a period; [`restated()`] finds what the project states otherwise today. Both, and differences between any two
//! reports, are settled on a [`Snapshot`]: figures, what they mean, and fingerprints of the texts.

mod comparison;
mod comparison_json;
mod difference;
mod hash;
mod load;
mod manifest;
mod published;
mod release;
mod restated;
mod rules;
mod snapshot;

pub use comparison::{Comparison, Course, Side, TextFates, Texts, compare};
pub use difference::{Change, Difference, Fate, What, differences};
pub use hash::{Hasher, digest, fingerprint, sha256};
pub use load::load;
pub use manifest::{Input, Manifest, Output, Rows, Settings, outputs_of};
pub use release::{Again, Release, ReleaseFault};
pub use restated::{Past, Released, Restated, restated, series};
pub use rules::RULES;
pub use snapshot::{Promise, Snapshot, Stated, Terms, snapshot, text_hash};
