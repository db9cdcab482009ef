//! A figure as it is printed.

use crate::aggregate::{Tally, Value};
use crate::catalogue::{CountryStyle, Style};
use crate::country::Country;
use crate::quantity::{Decimal, Unit};

/// Most decimals of a printed amount; the exact amount is kept beside the text.
const DECIMALS: u32 = 2;

/// What marks a figure that is still to be confirmed.
pub(super) const PROVISIONAL: &str = " (provisional)";

/// A value with its text in house style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The value.
    pub tally: Tally,
    /// What is printed, alike in every format.
    pub text: String,
    /// Notes of the rows behind it.
    pub notes: Vec<String>,
}

impl Figure {
    /// Returns the figure of a tally.
    pub fn new(tally: Tally, style: &Style) -> Self {
        let mut text = value_text(&tally.value, style);
        if tally.provisional {
            text.push_str(PROVISIONAL);
        }
        Self {
            tally,
            text,
            notes: Vec::new(),
        }
    }

    /// Returns the text with its unit, for sentences: `5 CPU-h (provisional)`. Only what is a number has one.
    pub fn with_unit(&self, unit: Unit) -> String {
        if !matches!(self.tally.value, Value::Amount(_) | Value::Between(..)) {
            return self.text.clone();
        }
        united(&self.text, unit)
    }
}

/// Returns the text of an amount with its unit: `5 CPU-h (provisional)`.
pub(super) fn united(text: &str, unit: Unit) -> String {
    let symbol = unit.symbol();
    match text.strip_suffix(PROVISIONAL) {
        Some(number) => format!("{number} {symbol}{PROVISIONAL}"),
        None => format!("{text} {symbol}"),
    }
}

/// Returns the text of a value: `105,456`, `20–36`, `BE, DE`, `N/A`. A roster without a country is `0`.
pub fn value_text(value: &Value, style: &Style) -> String {
    match value {
        Value::Amount(amount) => amount_text(*amount, style),
        Value::Between(low, high) => {
            format!("{}–{}", amount_text(*low, style), amount_text(*high, style))
        }
        Value::Countries(countries) if countries.is_empty() => "0".to_owned(),
        Value::Countries(countries) => codes(countries, style),
        Value::Absent(absence) => absence.words().to_owned(),
    }
}

/// Returns an amount in house style, with at most two decimals.
pub fn amount_text(amount: Decimal, style: &Style) -> String {
    style.numbers.amount(amount, DECIMALS)
}

/// Returns the codes of countries in house style: as they were written, or in the order of its alphabet where they were
/// put together from several lists and stand in the order of ISO codes.
pub(super) fn codes<'a>(countries: impl IntoIterator<Item = &'a Country>, style: &Style) -> String {
    let countries: Vec<&Country> = countries.into_iter().collect();
    let code = |country: &&Country| match style.countries {
        CountryStyle::Iso => country.code(),
        CountryStyle::Eu => country.eu_code(),
    };
    let mut codes: Vec<&str> = countries.iter().map(code).collect();
    if countries.is_sorted() {
        codes.sort_unstable();
    }
    codes.join(", ")
}
