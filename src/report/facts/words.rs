//! Amounts, names and lists in sentences.

use crate::aggregate::Value;
use crate::catalogue::Style;
use crate::country::Country;
use crate::quantity::{Decimal, Unit};
use crate::report::figure::{Figure, PROVISIONAL, amount_text};

/// Returns a figure with its unit as a sentence has it: `1 user`, `no users`, `between 20 and 36 users`, `at least 5 CPU-h`,
/// `5 CPU-h (provisional)`.
pub(super) fn measured(figure: &Figure, unit: Unit, style: &Style) -> String {
    marked(figure, |amount| match amount {
        Amount::Exact(amount) if amount.is_zero() => format!("no {}", unit.symbol()),
        Amount::Exact(amount) => format!("{} {}", amount_text(amount, style), unit.noun(amount)),
        Amount::Between(low, high) => format!(
            "between {} and {} {}",
            amount_text(low, style),
            amount_text(high, style),
            unit.symbol()
        ),
    })
}

/// Returns the same without its unit.
pub(super) fn number(figure: &Figure, style: &Style) -> String {
    marked(figure, |amount| match amount {
        Amount::Exact(amount) => amount_text(amount, style),
        Amount::Between(low, high) => format!(
            "between {} and {}",
            amount_text(low, style),
            amount_text(high, style)
        ),
    })
}

enum Amount {
    Exact(Decimal),
    Between(Decimal, Decimal),
}

/// Puts the marks of a figure around its amount; what is no amount is printed as in tables.
fn marked(figure: &Figure, print: impl FnOnce(Amount) -> String) -> String {
    let amount = match figure.tally.value {
        Value::Amount(amount) => Amount::Exact(amount),
        Value::Between(low, high) => Amount::Between(low, high),
        Value::Countries(_) | Value::Absent(_) => return figure.text.clone(),
    };
    let least = if figure.tally.partial {
        "at least "
    } else {
        ""
    };
    let state = if figure.tally.provisional {
        PROVISIONAL
    } else {
        ""
    };
    format!("{least}{}{state}", print(amount))
}

/// Returns `a`, `a and b`, or `a, b and c`.
pub(super) fn listed(items: &[impl AsRef<str>]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// Returns the names of countries as a list, in the order of the alphabet.
pub(super) fn named<'c>(countries: impl IntoIterator<Item = &'c Country>) -> String {
    let mut names: Vec<&str> = countries.into_iter().map(Country::name).collect();
    names.sort_unstable();
    let names: Vec<String> = names.into_iter().map(with_article).collect();
    listed(&names)
}

/// Returns the name of a country as a sentence has it: `the Netherlands`, `Spain`.
fn with_article(name: &str) -> String {
    let takes_one = name.starts_with("United ")
        || name.ends_with(" Islands")
        || matches!(
            name,
            "Netherlands"
                | "Philippines"
                | "Bahamas"
                | "Gambia"
                | "Maldives"
                | "Comoros"
                | "Seychelles"
        );
    if takes_one {
        format!("the {name}")
    } else {
        name.to_owned()
    }
}

/// Returns printed names as a list, each in quotation marks.
pub(super) fn quoted(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    listed(&quoted)
}
