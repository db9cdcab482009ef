//! The rules of texts.

use crate::diag::{Rule, Severity};

/// A text for nothing.
pub(super) static ORPHANED_TEXT: Rule = Rule {
    code: "VA502",
    name: "orphaned-text",
    severity: Severity::Warning,
    summary: "a text belongs to no installation or period, so it is printed nowhere",
    page: include_str!("../../docs/rules/VA502.md"),
};
/// Markup that is not printed as it is meant.
pub(super) static UNPRINTABLE_MARKUP: Rule = Rule {
    code: "VA503",
    name: "unprintable-markup",
    severity: Severity::Warning,
    summary: "a text uses markup that the report cannot print as it is meant",
    page: include_str!("../../docs/rules/VA503.md"),
};

/// All of them.
pub static RULES: &[&Rule] = &[&ORPHANED_TEXT, &UNPRINTABLE_MARKUP];
