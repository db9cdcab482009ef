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

/// A cell of a table that was changed in Word.
pub static CHANGED_TABLE_CELL: Rule = Rule {
    code: "VA601",
    name: "changed-table-cell",
    severity: Severity::Warning,
    summary: "a cell of a table was changed in the Word file, where no change of a figure can last",
    page: include_str!("../../docs/rules/VA601.md"),
};
/// A text that was changed at both ends.
pub static TEXT_CHANGED_TWICE: Rule = Rule {
    code: "VA602",
    name: "text-changed-twice",
    severity: Severity::Error,
    summary: "a text was changed in the Word file and, since that was built, in its own file too",
    page: include_str!("../../docs/rules/VA602.md"),
};
/// A text whose place in the Word file is not certain.
pub static TEXT_NOT_FOUND: Rule = Rule {
    code: "VA603",
    name: "text-not-found",
    severity: Severity::Error,
    summary: "a text is not found for certain in the Word file, or nothing is left of it",
    page: include_str!("../../docs/rules/VA603.md"),
};
/// Content that cannot come back.
pub static FOREIGN_CONTENT: Rule = Rule {
    code: "VA604",
    name: "foreign-content",
    severity: Severity::Warning,
    summary: "a text in the Word file holds what a text of the report cannot hold",
    page: include_str!("../../docs/rules/VA604.md"),
};
/// A figure in a text that was changed in Word.
pub static CHANGED_FIGURE: Rule = Rule {
    code: "VA605",
    name: "changed-figure",
    severity: Severity::Warning,
    summary: "a figure that a text takes from the data was changed in the Word file",
    page: include_str!("../../docs/rules/VA605.md"),
};

/// All of them.
pub static RULES: &[&Rule] = &[
    &ORPHANED_TEXT,
    &UNPRINTABLE_MARKUP,
    &CHANGED_TABLE_CELL,
    &TEXT_CHANGED_TWICE,
    &TEXT_NOT_FOUND,
    &FOREIGN_CONTENT,
    &CHANGED_FIGURE,
];
