//! What holds in every Word file that is written, read back with nothing but the zip and XML crates.
//!
//! Each test looks at the shipped report, at a project of hostile text, and at a document with every construct there
//! is (`docx/samples.rs`). Word refuses or repairs a file in which one of these does not hold.

#[path = "docx/accessible.rs"]
mod accessible;
#[path = "docx/archive.rs"]
mod archive;
#[path = "docx/charts.rs"]
mod charts;
#[path = "docx/comments.rs"]
mod comments;
#[path = "docx/lists.rs"]
mod lists;
#[path = "docx/order.rs"]
mod order;
#[path = "support/outline.rs"]
mod outline;
#[path = "support/package.rs"]
mod package;
#[path = "support/page.rs"]
mod page;
#[path = "docx/references.rs"]
mod references;
#[path = "docx/same.rs"]
mod same;
#[path = "docx/samples.rs"]
mod samples;
#[path = "docx/structure.rs"]
mod structure;
mod support;
#[path = "support/xml.rs"]
mod xml;
