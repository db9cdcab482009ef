//! What was built from what: the manifest of a build, with the fingerprints of every input and output.

mod hash;
mod manifest;

pub use hash::{fingerprint, sha256};
pub use manifest::{Input, Manifest, Output, Rows};
