//! The rules of installations.toml.

use crate::diag::{Rule, Severity};

/// The file is not TOML.
pub(super) static SYNTAX: Rule = Rule {
    code: "VA001",
    name: "toml-syntax",
    severity: Severity::Error,
    summary: "installations.toml is not valid TOML",
    page: include_str!("../../../docs/rules/VA001.md"),
};
/// A key that the tool does not know.
pub(super) static UNKNOWN_KEY: Rule = Rule {
    code: "VA101",
    name: "unknown-key",
    severity: Severity::Error,
    summary: "a key of installations.toml is not known, so what it says would be lost",
    page: include_str!("../../../docs/rules/VA101.md"),
};
/// A key that must be there.
pub(super) static MISSING_KEY: Rule = Rule {
    code: "VA102",
    name: "missing-key",
    severity: Severity::Error,
    summary: "a key that must be there is missing or empty",
    page: include_str!("../../../docs/rules/VA102.md"),
};
/// A value of another type.
pub(super) static WRONG_TYPE: Rule = Rule {
    code: "VA103",
    name: "wrong-type",
    severity: Severity::Error,
    summary: "a value has another type than its key takes",
    page: include_str!("../../../docs/rules/VA103.md"),
};
/// An id twice.
pub(super) static DUPLICATE_ID: Rule = Rule {
    code: "VA104",
    name: "duplicate-id",
    severity: Severity::Error,
    summary: "two entries have the same id",
    page: include_str!("../../../docs/rules/VA104.md"),
};
/// A reference to nothing.
pub(super) static UNKNOWN_REFERENCE: Rule = Rule {
    code: "VA105",
    name: "unknown-reference",
    severity: Severity::Error,
    summary: "a reference names nothing that is defined",
    page: include_str!("../../../docs/rules/VA105.md"),
};
/// A value that cannot be understood.
pub(super) static UNREADABLE_VALUE: Rule = Rule {
    code: "VA106",
    name: "unreadable-value",
    severity: Severity::Error,
    summary: "a period, date, number, unit or word cannot be understood",
    page: include_str!("../../../docs/rules/VA106.md"),
};
/// An id that is unfit.
pub(super) static UNFIT_ID: Rule = Rule {
    code: "VA107",
    name: "unfit-id",
    severity: Severity::Error,
    summary: "an id cannot serve as a file name and a link",
    page: include_str!("../../../docs/rules/VA107.md"),
};
/// Periods that overlap.
pub(super) static OVERLAPPING_PERIODS: Rule = Rule {
    code: "VA108",
    name: "overlapping-periods",
    severity: Severity::Error,
    summary: "reporting periods overlap, are out of order or lie outside the project",
    page: include_str!("../../../docs/rules/VA108.md"),
};
/// A word that is understood, but not the plain one.
pub(super) static UNUSUAL_SPELLING: Rule = Rule {
    code: "VA150",
    name: "unusual-spelling",
    severity: Severity::Note,
    summary: "a period, month or unit is understood, but not written as the report writes it",
    page: include_str!("../../../docs/rules/VA150.md"),
};
/// A baseline nobody can read for certain.
pub(super) static UNCLEAR_BASELINE: Rule = Rule {
    code: "VA401",
    name: "unclear-baseline",
    severity: Severity::Warning,
    summary: "a baseline cannot be read for certain, so nothing is compared with it",
    page: include_str!("../../../docs/rules/VA401.md"),
};

/// All of them.
pub static RULES: &[&Rule] = &[
    &SYNTAX,
    &UNKNOWN_KEY,
    &MISSING_KEY,
    &WRONG_TYPE,
    &DUPLICATE_ID,
    &UNKNOWN_REFERENCE,
    &UNREADABLE_VALUE,
    &UNFIT_ID,
    &OVERLAPPING_PERIODS,
    &UNUSUAL_SPELLING,
    &UNCLEAR_BASELINE,
];
