//! The rules of usage files.

use crate::diag::{Rule, Severity};

/// A column that every row needs.
pub(super) static MISSING_COLUMN: Rule = Rule {
    code: "VA011",
    name: "missing-column",
    severity: Severity::Error,
    summary: "a usage file lacks a column that every row needs",
    page: include_str!("../../docs/rules/VA011.md"),
};
/// A column that nothing reads.
pub(super) static UNREAD_COLUMN: Rule = Rule {
    code: "VA012",
    name: "unread-column",
    severity: Severity::Warning,
    summary: "a column of a usage file is not known, so nothing reads it",
    page: include_str!("../../docs/rules/VA012.md"),
};
/// A column twice.
pub(super) static DUPLICATE_COLUMN: Rule = Rule {
    code: "VA013",
    name: "duplicate-column",
    severity: Severity::Error,
    summary: "a usage file has the same column twice",
    page: include_str!("../../docs/rules/VA013.md"),
};
/// A row with another number of fields than the header.
pub(super) static RAGGED_ROW: Rule = Rule {
    code: "VA014",
    name: "ragged-row",
    severity: Severity::Error,
    summary: "a row has more or fewer fields than the header",
    page: include_str!("../../docs/rules/VA014.md"),
};
/// A quote that is not closed on its line.
pub(super) static BROKEN_QUOTE: Rule = Rule {
    code: "VA015",
    name: "broken-quote",
    severity: Severity::Error,
    summary: "a quote is not closed on its line, so rows would be swallowed",
    page: include_str!("../../docs/rules/VA015.md"),
};
/// A file without rows.
pub(super) static NO_ROWS: Rule = Rule {
    code: "VA016",
    name: "no-rows",
    severity: Severity::Warning,
    summary: "a usage file has a header but no rows",
    page: include_str!("../../docs/rules/VA016.md"),
};
/// A number that can be read in two ways.
pub(super) static AMBIGUOUS_NUMBER: Rule = Rule {
    code: "VA201",
    name: "ambiguous-number",
    severity: Severity::Error,
    summary: "a number can be read in two ways",
    page: include_str!("../../docs/rules/VA201.md"),
};
/// A value that is no plain number.
pub(super) static NOT_A_NUMBER: Rule = Rule {
    code: "VA202",
    name: "not-a-number",
    severity: Severity::Error,
    summary: "a value is not a plain number",
    page: include_str!("../../docs/rules/VA202.md"),
};
/// An installation that is not defined.
pub(super) static UNKNOWN_INSTALLATION: Rule = Rule {
    code: "VA203",
    name: "unknown-installation",
    severity: Severity::Error,
    summary: "a row names an installation that is not defined",
    page: include_str!("../../docs/rules/VA203.md"),
};
/// A metric that is not defined or not of this installation.
pub(super) static UNKNOWN_METRIC: Rule = Rule {
    code: "VA204",
    name: "unknown-metric",
    severity: Severity::Error,
    summary: "a row names a metric that is not defined, or that its installation does not report",
    page: include_str!("../../docs/rules/VA204.md"),
};
/// Two rows for the same figure.
pub(super) static DUPLICATE_ROW: Rule = Rule {
    code: "VA205",
    name: "duplicate-row",
    severity: Severity::Error,
    summary: "two rows give the same figure, or spans that overlap",
    page: include_str!("../../docs/rules/VA205.md"),
};
/// A unit that does not fit the metric.
pub(super) static UNFIT_UNIT: Rule = Rule {
    code: "VA206",
    name: "unfit-unit",
    severity: Severity::Error,
    summary: "a unit does not fit the metric",
    page: include_str!("../../docs/rules/VA206.md"),
};
/// A date that cannot be understood.
pub(super) static BAD_DATE: Rule = Rule {
    code: "VA207",
    name: "bad-date",
    severity: Severity::Error,
    summary: "a date or time cannot be understood",
    page: include_str!("../../docs/rules/VA207.md"),
};
/// A period that cannot be understood or lies outside the project.
pub(super) static UNKNOWN_PERIOD: Rule = Rule {
    code: "VA208",
    name: "unknown-period",
    severity: Severity::Error,
    summary: "a row's period cannot be understood or lies outside the project",
    page: include_str!("../../docs/rules/VA208.md"),
};
/// A total over parts of two reporting periods.
pub(super) static STRADDLING_TOTAL: Rule = Rule {
    code: "VA209",
    name: "straddling-total",
    severity: Severity::Error,
    summary: "a total covers parts of two reporting periods and cannot be divided",
    page: include_str!("../../docs/rules/VA209.md"),
};
/// A word that is no country.
pub(super) static UNKNOWN_COUNTRY: Rule = Rule {
    code: "VA210",
    name: "unknown-country",
    severity: Severity::Error,
    summary: "a code or name is no country",
    page: include_str!("../../docs/rules/VA210.md"),
};
/// A kind or state that is not known.
pub(super) static UNKNOWN_WORD: Rule = Rule {
    code: "VA211",
    name: "unknown-word",
    severity: Severity::Error,
    summary: "a kind or state is not known",
    page: include_str!("../../docs/rules/VA211.md"),
};
/// A kind of row that does not fit the metric.
pub(super) static UNFIT_KIND: Rule = Rule {
    code: "VA212",
    name: "unfit-kind",
    severity: Severity::Error,
    summary: "a kind of row does not fit the nature of its metric",
    page: include_str!("../../docs/rules/VA212.md"),
};
/// A row without the value it reports.
pub(super) static MISSING_VALUE: Rule = Rule {
    code: "VA213",
    name: "missing-value",
    severity: Severity::Error,
    summary: "a row has no value although it reports one",
    page: include_str!("../../docs/rules/VA213.md"),
};
/// A value where there can be none.
pub(super) static SUPERFLUOUS_VALUE: Rule = Rule {
    code: "VA214",
    name: "superfluous-value",
    severity: Severity::Error,
    summary: "a row has a value although its state or kind has none",
    page: include_str!("../../docs/rules/VA214.md"),
};
/// A negative amount.
pub(super) static NEGATIVE_VALUE: Rule = Rule {
    code: "VA215",
    name: "negative-value",
    severity: Severity::Error,
    summary: "an amount of access is negative",
    page: include_str!("../../docs/rules/VA215.md"),
};
/// A count that is not whole.
pub(super) static FRACTION_OF_COUNT: Rule = Rule {
    code: "VA216",
    name: "fraction-of-count",
    severity: Severity::Error,
    summary: "a count is not a whole number",
    page: include_str!("../../docs/rules/VA216.md"),
};
/// A row outside the project.
pub(super) static OUTSIDE_PROJECT: Rule = Rule {
    code: "VA217",
    name: "outside-project",
    severity: Severity::Warning,
    summary: "a row lies outside the project's months or its periods and is not used",
    page: include_str!("../../docs/rules/VA217.md"),
};
/// A period of which only some months are covered.
pub(super) static PARTLY_COVERED: Rule = Rule {
    code: "VA218",
    name: "partly-covered",
    severity: Severity::Warning,
    summary: "rows cover only some months of a reporting period",
    page: include_str!("../../docs/rules/VA218.md"),
};
/// No usage file.
pub(super) static NO_USAGE: Rule = Rule {
    code: "VA219",
    name: "no-usage",
    severity: Severity::Warning,
    summary: "there is no usage file at all",
    page: include_str!("../../docs/rules/VA219.md"),
};

/// All of them.
pub static RULES: &[&Rule] = &[
    &MISSING_COLUMN,
    &UNREAD_COLUMN,
    &DUPLICATE_COLUMN,
    &RAGGED_ROW,
    &BROKEN_QUOTE,
    &NO_ROWS,
    &AMBIGUOUS_NUMBER,
    &NOT_A_NUMBER,
    &UNKNOWN_INSTALLATION,
    &UNKNOWN_METRIC,
    &DUPLICATE_ROW,
    &UNFIT_UNIT,
    &BAD_DATE,
    &UNKNOWN_PERIOD,
    &STRADDLING_TOTAL,
    &UNKNOWN_COUNTRY,
    &UNKNOWN_WORD,
    &UNFIT_KIND,
    &MISSING_VALUE,
    &SUPERFLUOUS_VALUE,
    &NEGATIVE_VALUE,
    &FRACTION_OF_COUNT,
    &OUTSIDE_PROJECT,
    &PARTLY_COVERED,
    &NO_USAGE,
];
