//! The rules of usage files.

use crate::diag::{Rule, Severity};

/// A column that every row needs.
pub(super) static MISSING_COLUMN: Rule = Rule {
    code: "VA011",
    name: "missing-column",
    severity: Severity::Error,
    summary: "a usage file lacks a column that every row needs",
};
/// A column that nothing reads.
pub(super) static UNREAD_COLUMN: Rule = Rule {
    code: "VA012",
    name: "unread-column",
    severity: Severity::Warning,
    summary: "a column of a usage file is not known, so nothing reads it",
};
/// A column twice.
pub(super) static DUPLICATE_COLUMN: Rule = Rule {
    code: "VA013",
    name: "duplicate-column",
    severity: Severity::Error,
    summary: "a usage file has the same column twice",
};
/// A row with another number of fields than the header.
pub(super) static RAGGED_ROW: Rule = Rule {
    code: "VA014",
    name: "ragged-row",
    severity: Severity::Error,
    summary: "a row has more or fewer fields than the header",
};
/// A quote that is not closed on its line.
pub(super) static BROKEN_QUOTE: Rule = Rule {
    code: "VA015",
    name: "broken-quote",
    severity: Severity::Error,
    summary: "a quote is not closed on its line, so rows would be swallowed",
};
/// A file without rows.
pub(super) static NO_ROWS: Rule = Rule {
    code: "VA016",
    name: "no-rows",
    severity: Severity::Warning,
    summary: "a usage file has a header but no rows",
};
/// A number that can be read in two ways.
pub(super) static AMBIGUOUS_NUMBER: Rule = Rule {
    code: "VA201",
    name: "ambiguous-number",
    severity: Severity::Error,
    summary: "a number can be read in two ways",
};
/// A value that is no plain number.
pub(super) static NOT_A_NUMBER: Rule = Rule {
    code: "VA202",
    name: "not-a-number",
    severity: Severity::Error,
    summary: "a value is not a plain number",
};
/// An installation that is not defined.
pub(super) static UNKNOWN_INSTALLATION: Rule = Rule {
    code: "VA203",
    name: "unknown-installation",
    severity: Severity::Error,
    summary: "a row names an installation that is not defined",
};
/// A metric that is not defined or not of this installation.
pub(super) static UNKNOWN_METRIC: Rule = Rule {
    code: "VA204",
    name: "unknown-metric",
    severity: Severity::Error,
    summary: "a row names a metric that is not defined, or that its installation does not report",
};
/// Two rows for the same figure.
pub(super) static DUPLICATE_ROW: Rule = Rule {
    code: "VA205",
    name: "duplicate-row",
    severity: Severity::Error,
    summary: "two rows give the same figure, or spans that overlap",
};
/// A unit that does not fit the metric.
pub(super) static UNFIT_UNIT: Rule = Rule {
    code: "VA206",
    name: "unfit-unit",
    severity: Severity::Error,
    summary: "a unit does not fit the metric",
};
/// A date that cannot be understood.
pub(super) static BAD_DATE: Rule = Rule {
    code: "VA207",
    name: "bad-date",
    severity: Severity::Error,
    summary: "a date or time cannot be understood",
};
/// A period that cannot be understood or lies outside the project.
pub(super) static UNKNOWN_PERIOD: Rule = Rule {
    code: "VA208",
    name: "unknown-period",
    severity: Severity::Error,
    summary: "a row's period cannot be understood or lies outside the project",
};
/// A total over parts of two reporting periods.
pub(super) static STRADDLING_TOTAL: Rule = Rule {
    code: "VA209",
    name: "straddling-total",
    severity: Severity::Error,
    summary: "a total covers parts of two reporting periods and cannot be divided",
};
/// A word that is no country.
pub(super) static UNKNOWN_COUNTRY: Rule = Rule {
    code: "VA210",
    name: "unknown-country",
    severity: Severity::Error,
    summary: "a code or name is no country",
};
/// A kind or state that is not known.
pub(super) static UNKNOWN_WORD: Rule = Rule {
    code: "VA211",
    name: "unknown-word",
    severity: Severity::Error,
    summary: "a kind or state is not known",
};
/// A kind of row that does not fit the metric.
pub(super) static UNFIT_KIND: Rule = Rule {
    code: "VA212",
    name: "unfit-kind",
    severity: Severity::Error,
    summary: "a kind of row does not fit the nature of its metric",
};
/// A row without the value it reports.
pub(super) static MISSING_VALUE: Rule = Rule {
    code: "VA213",
    name: "missing-value",
    severity: Severity::Error,
    summary: "a row has no value although it reports one",
};
/// A value where there can be none.
pub(super) static SUPERFLUOUS_VALUE: Rule = Rule {
    code: "VA214",
    name: "superfluous-value",
    severity: Severity::Error,
    summary: "a row has a value although its state or kind has none",
};
/// A negative amount.
pub(super) static NEGATIVE_VALUE: Rule = Rule {
    code: "VA215",
    name: "negative-value",
    severity: Severity::Error,
    summary: "an amount of access is negative",
};
/// A count that is not whole.
pub(super) static FRACTION_OF_COUNT: Rule = Rule {
    code: "VA216",
    name: "fraction-of-count",
    severity: Severity::Error,
    summary: "a count is not a whole number",
};
/// A row outside the project.
pub(super) static OUTSIDE_PROJECT: Rule = Rule {
    code: "VA217",
    name: "outside-project",
    severity: Severity::Warning,
    summary: "a row lies outside the project's months or its periods and is not used",
};
/// A period of which only some months are covered.
pub(super) static PARTLY_COVERED: Rule = Rule {
    code: "VA218",
    name: "partly-covered",
    severity: Severity::Warning,
    summary: "rows cover only some months of a reporting period",
};
/// No usage file.
pub(super) static NO_USAGE: Rule = Rule {
    code: "VA219",
    name: "no-usage",
    severity: Severity::Warning,
    summary: "there is no usage file at all",
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
