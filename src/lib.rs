//! Checks the figures of a Virtual Access report and writes the report.
#![forbid(unsafe_code)]

pub mod layout;
