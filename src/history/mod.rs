//! What was built from what: the manifest and the extract, from which every printed figure can be derived again.

mod extract;
mod hash;
mod manifest;

pub use extract::extract;
pub use hash::sha256;
pub use manifest::{Input, Manifest, Output, Rows};
