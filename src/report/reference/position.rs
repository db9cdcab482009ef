//! The fields of a budget that texts can refer to; their names are those of report.json.

use crate::catalogue::Style;
use crate::quantity::{Decimal, Unit};
use crate::report::budget::BudgetPosition;
use crate::report::figure::{amount_text, united};

/// A field of a budget: `{{ budget.cpu.left_percent }}`.
#[derive(Debug)]
pub struct Position {
    /// Name in a reference.
    pub name: &'static str,
    /// What it is.
    pub summary: &'static str,
    pub(super) print: fn(&BudgetPosition<'_>, &Style, Option<Unit>) -> Option<String>,
}

/// The fields there are.
pub static POSITIONS: &[Position] = &[
    Position {
        name: "total",
        summary: "the whole budget",
        print: |budget, style, unit| Some(amount(budget.budget.total, style, unit)),
    },
    Position {
        name: "used",
        summary: "used since the start",
        print: |budget, style, unit| Some(with(budget.used_text(style), unit)),
    },
    Position {
        name: "used_percent",
        summary: "the same, in percent of the total",
        print: |budget, style, _| Some(percent(budget.used_percent, style)),
    },
    Position {
        name: "left",
        summary: "left of the total",
        print: |budget, style, unit| Some(with(budget.left_text(style), unit)),
    },
    Position {
        name: "left_percent",
        summary: "the same, in percent of the total",
        print: |budget, style, _| Some(percent(budget.left_percent, style)),
    },
    Position {
        name: "planned",
        summary: "what a linear plan would have used by now",
        print: |budget, style, unit| Some(rounded(budget.planned, 0, style, unit)),
    },
    Position {
        name: "planned_percent",
        summary: "used, in percent of that plan",
        print: |budget, style, _| Some(percent(budget.planned_percent, style)),
    },
    Position {
        name: "rate_per_month",
        summary: "used each month of the period",
        print: |budget, style, unit| Some(rounded(budget.rate, 1, style, unit)),
    },
    Position {
        name: "required_rate_per_month",
        summary: "what each month that is left must use to reach the total",
        print: |budget, style, unit| Some(rounded(budget.required_rate?, 1, style, unit)),
    },
    Position {
        name: "at_current_rate",
        summary: "where the project would end at the rate of the period",
        print: |budget, style, unit| Some(rounded(budget.at_current_rate, 0, style, unit)),
    },
];

fn amount(amount: Decimal, style: &Style, unit: Option<Unit>) -> String {
    with(amount_text(amount, style), unit)
}

/// Returns a figure with as many decimals as the summary prints.
fn rounded(amount: Decimal, decimals: u32, style: &Style, unit: Option<Unit>) -> String {
    with(style.numbers.amount(amount, decimals), unit)
}

fn with(text: String, unit: Option<Unit>) -> String {
    match unit {
        Some(unit) => united(&text, unit),
        None => text,
    }
}

fn percent(share: Decimal, style: &Style) -> String {
    style.numbers.percent(share, 1)
}
