//! The project's own template of the Word file, and the rules about it.

use crate::diag::{Rule, Severity};
use crate::source::Spanned;

/// A style of the template that stands for one of the report's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StyleChoice {
    /// The style of the report by its key, such as `table_text`.
    pub style: &'static str,
    /// Name of the template's style.
    pub name: Spanned<String>,
}

/// The rules about templates.
pub static TEMPLATE_RULES: &[&Rule] = &[
    &UNUSABLE_TEMPLATE,
    &TEMPLATE_WITHOUT_SLOT,
    &UNKNOWN_SLOT,
    &MISPLACED_SLOT,
    &FIGURES_LEFT_OUT,
    &CHAPTERS_LEFT_OUT,
    &STYLES_ADDED,
    &UNKNOWN_STYLE,
];

/// A template that cannot be used.
pub static UNUSABLE_TEMPLATE: Rule = Rule {
    code: "VA621",
    name: "unusable-template",
    severity: Severity::Error,
    summary: "the template cannot be used: it is damaged, protected, not there, or holds what can run",
    page: include_str!("../../docs/rules/VA621.md"),
};
/// A template without a place for anything.
pub static TEMPLATE_WITHOUT_SLOT: Rule = Rule {
    code: "VA622",
    name: "template-without-slot",
    severity: Severity::Error,
    summary: "the template has no slot, so nothing of the report has a place in it",
    page: include_str!("../../docs/rules/VA622.md"),
};
/// A slot that nothing belongs to.
pub static UNKNOWN_SLOT: Rule = Rule {
    code: "VA623",
    name: "unknown-slot",
    severity: Severity::Warning,
    summary: "a slot of the template has a name that nothing in the report has, or nothing to be filled with",
    page: include_str!("../../docs/rules/VA623.md"),
};
/// A slot that cannot hold what belongs to it.
pub static MISPLACED_SLOT: Rule = Rule {
    code: "VA624",
    name: "misplaced-slot",
    severity: Severity::Error,
    summary: "a slot for a chapter stands where no chapter can stand, or stands there twice",
    page: include_str!("../../docs/rules/VA624.md"),
};
/// Figures without a place.
pub static FIGURES_LEFT_OUT: Rule = Rule {
    code: "VA625",
    name: "figures-left-out",
    severity: Severity::Warning,
    summary: "a chapter with figures of installations has no slot in the template, so they are not delivered",
    page: include_str!("../../docs/rules/VA625.md"),
};
/// Chapters without a place.
pub static CHAPTERS_LEFT_OUT: Rule = Rule {
    code: "VA626",
    name: "chapters-left-out",
    severity: Severity::Note,
    summary: "a chapter has no slot in the template, so it is not printed",
    page: include_str!("../../docs/rules/VA626.md"),
};
/// Styles that the template lacks.
pub static STYLES_ADDED: Rule = Rule {
    code: "VA627",
    name: "styles-added",
    severity: Severity::Note,
    summary: "the template lacks styles that the report uses, so the built-in ones are added",
    page: include_str!("../../docs/rules/VA627.md"),
};
/// A style that was chosen and is not there.
pub static UNKNOWN_STYLE: Rule = Rule {
    code: "VA628",
    name: "unknown-style",
    severity: Severity::Warning,
    summary: "a style that [docx.styles] names is not in the template",
    page: include_str!("../../docs/rules/VA628.md"),
};
