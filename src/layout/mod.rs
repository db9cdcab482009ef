//! From the report to the document that all formats print.

pub mod document;
