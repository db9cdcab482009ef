//! Checks the figures of a Virtual Access report and writes the report.
#![forbid(unsafe_code)]

pub mod source;
pub mod calendar;
pub mod quantity;
pub mod country;
pub mod diag;
pub mod aggregate;
pub mod catalogue;
pub mod usage;
pub mod narrative;
pub mod report;
pub mod history;
pub mod checks;
pub mod layout;
pub mod render;
pub mod cli;
