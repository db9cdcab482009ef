//! The forms in which a reference prints its figure.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::aggregate::Value;
use crate::catalogue::Style;
use crate::country::Country;
use crate::quantity::{Decimal, share};
use crate::report::figure::{amount_text, codes, united};

use super::Spot;

/// A form: `{{ cloud/cpu_hours | change }}`.
#[derive(Debug)]
pub struct Form {
    /// Name in a reference.
    pub name: &'static str,
    /// What it prints.
    pub summary: &'static str,
    pub(super) print: fn(&Spot<'_>, &Style) -> Result<String, &'static str>,
}

/// The forms there are.
pub static FORMS: &[Form] = &[
    Form {
        name: "number",
        summary: "the figure without its unit",
        print: |spot, _| Ok(spot.figure.text.clone()),
    },
    Form {
        name: "before",
        summary: "the figure of the period before, with its unit",
        print: |spot, _| {
            let before = spot.before.ok_or(NO_BEFORE)?;
            Ok(with_unit(spot, before))
        },
    },
    Form {
        name: "change",
        summary: "the change against the period before, in percent",
        print: |spot, style| {
            let (then, now) = amounts(spot)?;
            let change = share(now - then, then).ok_or("the figure before is zero")?;
            Ok(signed(change, style.numbers.percent(change.abs(), 1)))
        },
    },
    Form {
        name: "difference",
        summary: "the change against the period before, in its unit",
        print: |spot, style| {
            let (then, now) = amounts(spot)?;
            let difference = now - then;
            let amount = amount_text(difference.abs(), style);
            Ok(signed(difference, in_unit(spot, &amount)))
        },
    },
    Form {
        name: "trend",
        summary: "`rose`, `fell` or `stayed the same`",
        print: |spot, _| {
            let (then, now) = amounts(spot)?;
            Ok(match now.cmp(&then) {
                Ordering::Greater => "rose",
                Ordering::Less => "fell",
                Ordering::Equal => "stayed the same",
            }
            .to_owned())
        },
    },
    Form {
        name: "baseline_percent",
        summary: "the cumulative figure in percent of the baseline",
        print: |spot, style| {
            let share = spot
                .share
                .ok_or("only a cumulative amount with a baseline in its unit has it")?;
            Ok(style.numbers.percent(share, 1))
        },
    },
    Form {
        name: "count",
        summary: "how many countries a list has",
        print: |spot, _| Ok(countries(spot)?.len().to_string()),
    },
    Form {
        name: "names",
        summary: "the countries of a list by their names",
        print: |spot, _| {
            let mut names: Vec<&str> = countries(spot)?.iter().map(Country::name).collect();
            names.sort_unstable();
            Ok(names.join(", "))
        },
    },
    Form {
        name: "gained",
        summary: "the countries that are new since the period before",
        print: |spot, style| {
            let (then, now) = lists(spot)?;
            Ok(codes_or_none(now.difference(&then), style))
        },
    },
    Form {
        name: "lost",
        summary: "the countries that are gone since the period before",
        print: |spot, style| {
            let (then, now) = lists(spot)?;
            Ok(codes_or_none(then.difference(&now), style))
        },
    },
];

const NO_BEFORE: &str = "there is no period before";

/// Returns the usual form: the figure with its unit; counts have none.
pub(super) fn usual(spot: &Spot<'_>) -> String {
    with_unit(spot, spot.figure)
}

fn with_unit(spot: &Spot<'_>, figure: &crate::report::Figure) -> String {
    if spot.unit.is_count() {
        figure.text.clone()
    } else {
        figure.with_unit(spot.unit)
    }
}

fn in_unit(spot: &Spot<'_>, amount: &str) -> String {
    if spot.unit.is_count() {
        amount.to_owned()
    } else {
        united(amount, spot.unit)
    }
}

/// Puts the sign before what is printed for an amount; one too small to be printed has none: `< 0.1 %`.
fn signed(value: Decimal, text: String) -> String {
    if text.starts_with('<') {
        return text;
    }
    match value.cmp(&Decimal::ZERO) {
        Ordering::Greater => format!("+{text}"),
        Ordering::Less => format!("−{text}"),
        Ordering::Equal => text,
    }
}

/// Returns the amounts of the period before and of this one.
fn amounts(spot: &Spot<'_>) -> Result<(Decimal, Decimal), &'static str> {
    let before = spot.before.ok_or(NO_BEFORE)?;
    let amount = |value: &Value| value.amount().ok_or("one of the two figures is no amount");
    Ok((
        amount(&before.tally.value)?,
        amount(&spot.figure.tally.value)?,
    ))
}

fn countries<'r>(spot: &Spot<'r>) -> Result<&'r [Country], &'static str> {
    list(&spot.figure.tally.value)
}

fn list(value: &Value) -> Result<&[Country], &'static str> {
    match value {
        Value::Countries(countries) => Ok(countries),
        _ => Err("it is no list of countries"),
    }
}

type Countries = BTreeSet<Country>;

/// Returns the countries of the period before and of this one.
fn lists(spot: &Spot<'_>) -> Result<(Countries, Countries), &'static str> {
    let before = spot.before.ok_or(NO_BEFORE)?;
    let set = |countries: &[Country]| countries.iter().copied().collect();
    Ok((
        list(&before.tally.value).map(set)?,
        countries(spot).map(set)?,
    ))
}

fn codes_or_none<'a>(countries: impl Iterator<Item = &'a Country>, style: &Style) -> String {
    let text = codes(countries, style);
    if text.is_empty() {
        "none".to_owned()
    } else {
        text
    }
}
