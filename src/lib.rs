//! Checks the figures of a Virtual Access report and writes the report.
//!
//! A work-package leader of a European research-infrastructure project promises access to *installations*, and hands
//! the Commission a report on it every half-year. This library reads what was promised (`installations.toml`), what
//! the providers counted (`data/`) and what people wrote (`assessments/`), checks the three against each other, and
//! prints one report in several formats.
//!
//! ```text
//! installations.toml ─► catalogue ───────────┐
//! data/**            ─► usage ─► ledger ─────┤
//! assessments, texts ─► narrative ───────────┤
//! releases/**        ─► history ─────────────┤
//!                                            ▼
//!                                  report ─► layout, chart ─► Document ─► render: Word, Markdown, page, terminal
//!                                    │  └─► render: JSON, extract
//!                                    ▼
//!                                  checks ─► findings (diag) ─► diag::emit: human, concise, JSON, SARIF, GitHub, Markdown
//!                                                        └─► mends ─► cli: check --fix and --diff
//! ```
//!
//! Every stage is a function of plain values. What is wrong in a person's file is a finding with a place, and reading
//! goes on; what is wrong with the machine is an error. Below [`cli`] there is no clock, no environment and, but for
//! [`source::read`], no file system: the same input gives the same bytes.
//!
//! The rooms, in reading order; each may use only those above it (`tests/architecture.rs` holds the exact table):
#![forbid(unsafe_code)]
// Whatever a file holds, nothing panics.
#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

pub mod source;

pub mod calendar;

pub mod quantity;

pub mod country;

pub mod diag;

pub mod aggregate;

pub mod catalogue;

pub mod usage;

pub mod narrative;

pub mod history;

pub mod report;

pub mod checks;

pub mod chart;

pub mod layout;

pub mod render;

pub mod cli;
