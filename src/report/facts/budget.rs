//! Facts about the budgets on which an installation draws.

use crate::quantity::{Decimal, share};
use crate::report::budget::BudgetPosition;
use crate::report::figure::amount_text;
use crate::report::row::Row;

use super::Ground;

/// Returns what the installation used of each budget, and how the project stands against the linear plan.
pub(super) fn facts(ground: &Ground<'_>) -> Vec<String> {
    let positions = ground.budgets.iter();
    positions
        .filter_map(|position| fact(ground, position))
        .collect()
}

/// Amounts in the unit of a budget: used so far, and in the last period.
struct Used {
    so_far: Decimal,
    in_period: Decimal,
    partial: bool,
}

fn fact(ground: &Ground<'_>, position: &BudgetPosition<'_>) -> Option<String> {
    let style = &ground.catalogue.style;
    let used = used(ground, position)?;
    let budget = position.budget;
    let part = share(used.so_far, budget.total).filter(|part| !part.is_zero())?;
    let unit = budget.unit.symbol();
    let period = ground.period()?;
    let rate = |amount: Decimal| format!("{} {unit}", style.numbers.amount(amount, 1));
    let own = used.in_period.checked_div(Decimal::from(period.months()))?;
    let least = |partial: bool| if partial { "at least " } else { "" };
    let shared = position.parts.len() > 1;
    let share = format!(
        "Over {} the installation used {}{} of the budget of {} {unit}",
        ground.cumulative,
        least(used.partial),
        style.numbers.percent(part, 1),
        amount_text(budget.total, style),
    );
    let who = if shared {
        format!(
            "; it used {} a month in {period}. All installations together stand at",
            rate(own)
        )
    } else {
        ". It stands at".to_owned()
    };
    let they = if shared { "they" } else { "it" };
    Some(format!(
        "{share}{who} {}{} of the linear plan: {they} used {} a month in {period}{}.",
        least(position.partial),
        style.numbers.percent(position.planned_percent, 1),
        rate(position.rate),
        need(ground, position, &rate)
    ))
}

/// Says what each month that is left must use.
fn need(
    ground: &Ground<'_>,
    position: &BudgetPosition<'_>,
    rate: &dyn Fn(Decimal) -> String,
) -> String {
    match position.required_rate {
        None => String::new(),
        Some(required) if required.is_zero() => ", and nothing of the budget is left".to_owned(),
        Some(required) => format!(
            ", and {} a month would use what is left by {}",
            rate(required),
            ground.catalogue.calendar.last_month()
        ),
    }
}

/// Returns what the rows of the installation used of a budget; `None` when none draws on it.
fn used(ground: &Ground<'_>, position: &BudgetPosition<'_>) -> Option<Used> {
    let budget = position.budget;
    let draws = |row: &&Row<'_>| row.metric.draws_on.as_ref() == Some(&budget.id);
    let mut used: Option<Used> = None;
    for row in ground.rows.iter().filter(draws) {
        let Some(factor) = row.metric.unit.factor_to(budget.unit) else {
            continue;
        };
        let all = used.get_or_insert(Used {
            so_far: Decimal::ZERO,
            in_period: Decimal::ZERO,
            partial: false,
        });
        let amount = |figure: &crate::report::Figure| {
            let amount = figure.tally.value.amount().unwrap_or_default();
            amount.saturating_mul(factor)
        };
        all.so_far = all.so_far.saturating_add(amount(&row.cumulative));
        let last = row.values.last().map(amount).unwrap_or_default();
        all.in_period = all.in_period.saturating_add(last);
        all.partial |= row.cumulative.tally.partial;
    }
    used
}
