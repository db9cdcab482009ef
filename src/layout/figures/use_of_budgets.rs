//! The use of each budget against its plan, and which providers it comes from.

use std::collections::BTreeMap;

use crate::aggregate::Tally;
use crate::chart::{Bar, Bars, Body, Course, Gap, Group, Point, State};
use crate::quantity::{Decimal, share};
use crate::report::{BudgetPosition, Report, Row, amount_text};

use super::Draft;
use crate::layout::words::listed;

/// Returns one chart for each budget of which something was used.
pub(super) fn courses(report: &Report<'_>) -> Vec<Draft> {
    let budgets = report.budgets.iter();
    budgets.map(|position| course(report, position)).collect()
}

fn course(report: &Report<'_>, position: &BudgetPosition<'_>) -> Draft {
    let style = &report.catalogue.style;
    let calendar = &report.catalogue.calendar;
    let (title, unit) = (&position.budget.title, position.budget.unit.symbol());
    let ends = report.columns.iter().map(|column| column.last().number());
    let points: Vec<(u16, Point)> = ends
        .zip(1..)
        .map(|(end, upto)| (end, used(report, position, upto)))
        .collect();
    let all = report.catalogue.periods.iter();
    let course = Course {
        months: calendar.months(),
        ends: all.map(|period| period.last().number()).collect(),
        points,
        total: position.budget.total,
    };
    let steps: Vec<String> = course
        .points
        .iter()
        .map(|(month, point)| format!("{} by M{month}", words(report, point)))
        .collect();
    let total = amount_text(position.budget.total, style);
    let planned = style.numbers.amount(position.planned, 0);
    let percent = style.numbers.percent(position.planned_percent, 1);
    let last = report.period.last();
    Draft {
        name: format!("use-{}", position.budget.id),
        caption: format!("Use of {title} against a linear plan"),
        said: format!(
            " shows the use of {title} over the months of the project; by {last} it stood at {percent} of a linear plan."
        ),
        alt: format!(
            "Line of the use of {title} in {unit}: {}. A linear plan has {planned} by {last}; the budget is {total} by M{}.",
            listed(&steps),
            calendar.months(),
        ),
        unit: unit.to_owned(),
        body: Body::Course(course),
    }
}

/// Returns what was used of a budget up to the end of the first `upto` columns.
fn used(report: &Report<'_>, position: &BudgetPosition<'_>, upto: usize) -> Point {
    let mut sum = Decimal::ZERO;
    let (mut known, mut partial, mut provisional) = (false, false, false);
    for (row, factor) in drawing(report, position) {
        let tallies: Vec<&Tally> = row
            .values
            .iter()
            .take(upto)
            .map(|value| &value.tally)
            .collect();
        let folded = (row.metric.nature.over_periods)(&tallies);
        let tally = super::point(&folded);
        known |= !matches!(tally, Point::Gap(_));
        partial |= folded.partial || matches!(tally, Point::Gap(Gap::NotReported));
        provisional |= folded.provisional;
        let amount = folded.value.amount().unwrap_or_default();
        sum = sum.saturating_add(amount.saturating_mul(factor));
    }
    let state = match (partial, provisional) {
        (true, _) => State::Partial,
        (false, true) => State::Provisional,
        (false, false) => State::Final,
    };
    if known {
        Point::Amount { amount: sum, state }
    } else {
        Point::Gap(Gap::NotReported)
    }
}

/// Returns the rows that draw on a budget, with what turns their amounts into its unit.
fn drawing<'r, 'c>(
    report: &'r Report<'c>,
    position: &'r BudgetPosition<'c>,
) -> impl Iterator<Item = (&'r Row<'c>, Decimal)> {
    let rows = report
        .installations
        .iter()
        .flat_map(|section| &section.rows);
    rows.filter_map(|row| {
        let draws = row.metric.draws_on.as_ref() == Some(&position.budget.id);
        let factor = row.metric.unit.factor_to(position.budget.unit)?;
        draws.then_some((row, factor))
    })
}

/// Returns a figure in words.
fn words(report: &Report<'_>, point: &Point) -> String {
    let style = &report.catalogue.style;
    match point {
        Point::Amount { amount, state } => {
            let text = amount_text(*amount, style);
            match state {
                State::Final => text,
                State::Provisional => format!("{text} (provisional)"),
                State::Partial => format!("at least {text}"),
            }
        }
        Point::Between { low, high } => {
            format!("{}–{}", amount_text(*low, style), amount_text(*high, style))
        }
        Point::Gap(gap) => gap.words().to_owned(),
    }
}

/// Returns the shares of providers in the use of the budgets.
pub(super) fn shares(report: &Report<'_>) -> Option<Draft> {
    let used = report
        .budgets
        .iter()
        .filter(|position| position.used > Decimal::ZERO);
    let groups: Vec<Group> = used.map(|position| group(report, position)).collect();
    let several = groups.iter().any(|group| group.bars.len() > 1);
    if !several {
        return None;
    }
    let told = groups.iter().map(|group| {
        let bars = group.bars.iter();
        let bars: Vec<String> = bars
            .map(|bar| format!("{} {}", bar.name, bar.label))
            .collect();
        format!("{}: {}", group.name, bars.join(", "))
    });
    let told: Vec<String> = told.collect();
    let partial = report.budgets.iter().any(|position| position.partial);
    Some(Draft {
        name: "shares".to_owned(),
        caption: "Shares of providers in the use of each budget".to_owned(),
        said: format!(
            " shows which providers the use comes from{}.",
            if partial {
                ", as far as it was reported"
            } else {
                ""
            }
        ),
        alt: format!(
            "Bars of the share of each provider in the use of each budget up to {}. {}.",
            report.period.last(),
            told.join("; ")
        ),
        unit: "share of the use, %".to_owned(),
        body: Body::Bars(Bars { groups }),
    })
}

/// Returns the bars of a budget: its providers, those with the largest share first.
fn group(report: &Report<'_>, position: &BudgetPosition<'_>) -> Group {
    let catalogue = report.catalogue;
    let mut amounts: BTreeMap<usize, Decimal> = BTreeMap::new();
    for (at, amount) in &position.parts {
        let Some(installation) = catalogue.installations.get(*at) else {
            continue;
        };
        let provider = catalogue
            .providers
            .iter()
            .position(|provider| provider.id == installation.provider);
        let sum = amounts.entry(provider.unwrap_or(usize::MAX)).or_default();
        *sum = sum.saturating_add(*amount);
    }
    let mut amounts: Vec<(usize, Decimal)> = amounts.into_iter().collect();
    amounts.sort_by(|(one, more), (other, less)| less.cmp(more).then(one.cmp(other)));
    let bars = amounts.into_iter().map(|(provider, amount)| {
        let part = share(amount, position.used).unwrap_or_default();
        Bar {
            name: catalogue
                .providers
                .get(provider)
                .map(|provider| provider.name.value.clone())
                .unwrap_or_default(),
            length: Point::Amount {
                amount: part,
                state: State::Final,
            },
            label: catalogue.style.numbers.percent(part, 1),
        }
    });
    Group {
        name: position.budget.title.clone(),
        bars: bars.collect(),
    }
}
