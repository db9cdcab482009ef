//! What is used of a budget includes figures that are still to be confirmed.

use crate::calendar::Period;
use crate::diag::{Diagnostic, Rule, Severity, Sink, Subject};
use crate::quantity::Decimal;
use crate::report::BudgetPosition;

use super::reading::phrases::{listed, measure};
use super::reading::rows::{FEW, MetricRow, rows};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA311",
    name: "provisional-in-total",
    severity: Severity::Note,
    summary: "what is used of a budget includes provisional figures",
    page: include_str!("../../docs/rules/VA311.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// A figure that is still to be confirmed, in the unit of the budget.
struct Provisional<'e> {
    row: MetricRow<'e>,
    period: Period,
    amount: Decimal,
}

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for position in &evidence.report.budgets {
        let figures = provisional(evidence, position);
        if let Some(first) = figures.first() {
            sink.push(finding(evidence, position, first, &figures));
        }
    }
}

fn provisional<'e>(
    evidence: &'e Evidence<'e>,
    position: &BudgetPosition<'_>,
) -> Vec<Provisional<'e>> {
    let budget = position.budget;
    let drawing = rows(evidence).filter(|row| row.metric.draws_on.as_ref() == Some(&budget.id));
    let mut found = Vec::new();
    for row in drawing {
        let Some(factor) = row.metric.unit.factor_to(budget.unit) else {
            continue;
        };
        for (period, figure) in row.figures().filter(|(_, figure)| figure.tally.provisional) {
            if let Some(amount) = figure.tally.value.amount() {
                found.push(Provisional {
                    row,
                    period,
                    amount: amount.saturating_mul(factor),
                });
            }
        }
    }
    found
}

fn finding(
    evidence: &Evidence<'_>,
    position: &BudgetPosition<'_>,
    first: &Provisional<'_>,
    figures: &[Provisional<'_>],
) -> Diagnostic {
    let style = &evidence.catalogue.style;
    let budget = position.budget;
    let amounts = figures.iter().map(|figure| figure.amount);
    let sum = amounts.fold(Decimal::ZERO, Decimal::saturating_add);
    let mut names: Vec<String> = figures
        .iter()
        .map(|figure| format!("`{}`", figure.row.installation.id))
        .collect();
    names.dedup();
    let message = format!(
        "{} of the {} used of the budget `{}` are provisional, from {}",
        measure(sum, budget.unit, style),
        measure(position.used, budget.unit, style),
        budget.id,
        listed(&names)
    );
    let mut finding = Diagnostic::new(&RULE, message)
        .at(first.row.place(first.period), "provisional")
        .help("ask for the final figures before the report is handed in; until then the total may change")
        .about(Subject {
            installation: None,
            metric: Some(first.row.metric.id.to_string()),
            period: None,
        });
    for figure in figures.iter().skip(1).take(FEW) {
        finding = finding.see(figure.row.place(figure.period), "provisional too");
    }
    finding.see(budget.place, "the budget")
}
