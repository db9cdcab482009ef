//! Where a budget stands.

use crate::aggregate::{Absence, Value};
use crate::calendar::Period;
use crate::catalogue::{Budget, Catalogue, Style};
use crate::quantity::{Decimal, share};
use crate::usage::{Ledger, Series};

use super::figure::{PROVISIONAL, amount_text};

/// Where a budget stands at the end of a period. Amounts are in the budget's unit.
///
/// Delivering more than the budget is no error: `left` is negative then. The projection says where the present rate
/// would lead and is no forecast.
#[derive(Debug, Clone)]
pub struct BudgetPosition<'c> {
    /// The budget.
    pub budget: &'c Budget,
    /// Used since the start.
    pub used: Decimal,
    /// Whether a figure that draws on it was not reported, so that more may have been used.
    pub partial: bool,
    /// Whether a figure that draws on it is still to be confirmed.
    pub provisional: bool,
    /// Used, in percent of the total.
    pub used_percent: Decimal,
    /// Left of the total.
    pub left: Decimal,
    /// Left, in percent of the total.
    pub left_percent: Decimal,
    /// What a linear plan would have used by now.
    pub planned: Decimal,
    /// Used, in percent of what was planned by now.
    pub planned_percent: Decimal,
    /// Used each month of the last period.
    pub rate: Decimal,
    /// What each month that is left must use to reach the total; `None` when no month is left.
    pub required_rate: Option<Decimal>,
    /// Where the project would end at the rate of the last period.
    pub at_current_rate: Decimal,
    /// The same, in percent of the total.
    pub at_current_rate_percent: Decimal,
    /// What each installation used, in the order of the catalogue; those that draw on it only.
    pub parts: Vec<(usize, Decimal)>,
}

impl BudgetPosition<'_> {
    /// Returns what was used as tables print it: `662,547`, `≥ 12` while a figure is missing, `12 (provisional)`.
    pub fn used_text(&self, style: &Style) -> String {
        self.marked("≥", self.used, style)
    }

    /// Returns what is left as tables print it, at most that much while a figure is missing.
    pub fn left_text(&self, style: &Style) -> String {
        self.marked("≤", self.left, style)
    }

    fn marked(&self, bound: &str, amount: Decimal, style: &Style) -> String {
        let bound = if self.partial {
            format!("{bound}\u{a0}")
        } else {
            String::new()
        };
        let state = if self.provisional { PROVISIONAL } else { "" };
        format!("{bound}{}{state}", amount_text(amount, style))
    }
}

/// Returns where all budgets stand after `columns`.
pub(super) fn positions<'c>(
    catalogue: &'c Catalogue,
    ledger: &Ledger,
    columns: &[Period],
) -> Vec<BudgetPosition<'c>> {
    catalogue
        .budgets
        .iter()
        .map(|budget| position(catalogue, ledger, columns, budget))
        .collect()
}

fn position<'c>(
    catalogue: &'c Catalogue,
    ledger: &Ledger,
    columns: &[Period],
    budget: &'c Budget,
) -> BudgetPosition<'c> {
    let mut parts = Vec::new();
    let (mut used_in_period, mut partial, mut provisional) = (Decimal::ZERO, false, false);
    for (series, factor) in drawing(catalogue, budget) {
        let all = ledger.cumulative(catalogue, series, columns);
        let amount = all
            .value
            .amount()
            .unwrap_or_default()
            .saturating_mul(factor);
        parts.push((series.installation, amount));
        partial |= all.partial || all.value == Value::Absent(Absence::NotReported);
        provisional |= all.provisional;
        if let Some(last) = columns.last() {
            let amount = ledger
                .tally(catalogue, series, *last)
                .value
                .amount()
                .unwrap_or_default();
            used_in_period = used_in_period.saturating_add(amount.saturating_mul(factor));
        }
    }
    let used = parts.iter().fold(Decimal::ZERO, |sum, (_, amount)| {
        sum.saturating_add(*amount)
    });
    let whole = Decimal::from(catalogue.calendar.months());
    let passed = Decimal::from(columns.last().map_or(0, |column| column.last().number()));
    let last = Decimal::from(columns.last().map_or(1, |column| column.months()));
    let remaining = (whole - passed).max(Decimal::ZERO);
    let planned = budget.total * passed / whole;
    let left = budget.total - used;
    let rate = used_in_period / last;
    let at_current_rate = used + rate * remaining;
    let percent = |part, whole| share(part, whole).unwrap_or_default();
    BudgetPosition {
        budget,
        used: used.normalize(),
        partial,
        provisional,
        used_percent: percent(used, budget.total),
        left: left.normalize(),
        left_percent: percent(left, budget.total),
        planned,
        planned_percent: percent(used, planned),
        rate,
        required_rate: (!remaining.is_zero()).then(|| left.max(Decimal::ZERO) / remaining),
        at_current_rate,
        at_current_rate_percent: percent(at_current_rate, budget.total),
        parts,
    }
}

/// Returns the series that draw on a budget, with what turns their amounts into its unit.
fn drawing<'a>(
    catalogue: &'a Catalogue,
    budget: &'a Budget,
) -> impl Iterator<Item = (Series, Decimal)> + 'a {
    let all = catalogue.installations.iter().enumerate();
    all.flat_map(move |(at, installation)| {
        installation
            .metrics
            .iter()
            .enumerate()
            .filter_map(move |(row, printed)| {
                let metric = catalogue.metric(printed.metric.as_str())?;
                let draws = metric.draws_on.as_ref() == Some(&budget.id);
                let factor = metric.unit.factor_to(budget.unit)?;
                let series = Series {
                    installation: at,
                    row,
                };
                draws.then_some((series, factor))
            })
    })
}
