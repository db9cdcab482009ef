//! The baselines of the installations add up to more than the budget that their figures draw on.

use crate::catalogue::{Budget, Meaning};
use crate::diag::{Diagnostic, Rule, Severity, Sink, Subject, safe};
use crate::quantity::{Decimal, share};

use super::reading::phrases::measure;
use super::reading::rows::{MetricRow, rows};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA410",
    name: "baselines-exceed-budget",
    severity: Severity::Warning,
    summary: "the baselines of the installations add up to more than the budget that they draw on",
    page: include_str!("../../docs/rules/VA410.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// A baseline beside a budget.
struct Part<'e> {
    row: MetricRow<'e>,
    /// Its amount in the unit of the budget; `None` when its unit does not compare.
    amount: Option<Decimal>,
}

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for budget in &evidence.catalogue.budgets {
        let parts: Vec<Part<'_>> = rows(evidence).filter_map(|row| part(row, budget)).collect();
        let amounts = parts.iter().filter_map(|part| part.amount);
        let sum = amounts.fold(Decimal::ZERO, Decimal::saturating_add);
        if sum > budget.total {
            sink.push(finding(evidence, budget, sum, &parts));
        }
    }
}

/// Returns the baseline of a row that draws on the budget; one that is no amount has no part in it.
fn part<'e>(row: MetricRow<'e>, budget: &Budget) -> Option<Part<'e>> {
    let metric = row.metric;
    let baseline = &row.printed.baseline;
    let draws = metric.draws_on.as_ref() == Some(&budget.id);
    let is_amount = matches!(baseline.meaning, Meaning::Amount { .. });
    let factor = metric.unit.factor_to(budget.unit)?;
    let amount = baseline.amount_in(metric.unit);
    (draws && is_amount).then(|| Part {
        row,
        amount: amount.and_then(|amount| amount.checked_mul(factor)),
    })
}

fn finding(
    evidence: &Evidence<'_>,
    budget: &Budget,
    sum: Decimal,
    parts: &[Part<'_>],
) -> Diagnostic {
    let style = &evidence.catalogue.style;
    let percent = share(sum, budget.total)
        .map(|percent| format!(" ({} of it)", style.numbers.percent(percent, 1)));
    let counted = parts.iter().filter(|part| part.amount.is_some()).count();
    let (count, verb) = match counted {
        1 => ("the baseline of 1 installation".to_owned(), "is"),
        _ => (
            format!("the baselines of {counted} installations"),
            "add up to",
        ),
    };
    let mut message = format!(
        "{count} {verb} {}, more than the budget `{}` of {}{}",
        measure(sum, budget.unit, style),
        budget.id,
        measure(budget.total, budget.unit, style),
        percent.unwrap_or_default(),
    );
    let left_out = parts.iter().filter(|part| part.amount.is_none());
    for part in left_out {
        let written = &part.row.printed.baseline.as_written;
        message = format!("{message}; `{}` is left out", safe(written));
    }
    let drawing = parts.first().map(|part| part.row.metric.id.to_string());
    let mut finding = Diagnostic::new(&RULE, message)
        .at(budget.place, "this budget")
        .help("say what the baselines mean, capacities or promises, and why they are larger than the budget; or correct the digits and units")
        .about(Subject {
            installation: None,
            metric: drawing,
            period: None,
        });
    for part in parts {
        let label = match part.amount {
            Some(amount) => measure(amount, budget.unit, style),
            None => format!("no amount of {}", budget.unit.symbol()),
        };
        finding = finding.see(part.row.printed.baseline.place, label);
    }
    finding
}
