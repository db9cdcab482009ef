//! The rules of releases.

use crate::diag::{Rule, Severity};

/// A release that cannot be trusted.
pub(super) static UNREADABLE_RELEASE: Rule = Rule {
    code: "VA701",
    name: "unreadable-release",
    severity: Severity::Error,
    summary: "a release cannot be read or was edited, so nothing is known of what was submitted",
    page: include_str!("../../docs/rules/VA701.md"),
};

/// All of them.
pub static RULES: &[&Rule] = &[&UNREADABLE_RELEASE];
