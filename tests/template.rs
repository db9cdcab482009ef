//! The report in somebody's own template: where it goes, what stays as it was, and what is refused.
#![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

#[path = "template/content.rs"]
mod content;
#[path = "template/hostile.rs"]
mod hostile;
#[path = "support/outline.rs"]
#[expect(dead_code, reason = "only Word files are read")]
mod outline;
#[path = "support/package.rs"]
#[expect(dead_code, reason = "the tests of the package use the rest")]
mod package;
#[path = "template/places.rs"]
mod places;
#[path = "template/samples.rs"]
mod samples;
mod support;
#[path = "support/word.rs"]
mod word;
#[path = "support/xml.rs"]
mod xml;
