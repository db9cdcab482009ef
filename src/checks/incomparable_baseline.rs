//! The unit of a baseline cannot be compared with that of its metric.

use std::fmt::Write as _;

use crate::calendar::{Period, ProjectMonth};
use crate::catalogue::{Budget, Catalogue, Meaning};
use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::quantity::{Decimal, Unit};
use crate::report::amount_text;

use super::reading::held::time_in;
use super::reading::rows::{MetricRow, rows};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA404",
    name: "incomparable-baseline",
    severity: Severity::Warning,
    summary: "the unit of a baseline cannot be compared with the unit of its metric",
    page: include_str!("../../docs/rules/VA404.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for finding in rows(evidence).filter_map(|row| finding(evidence.catalogue, row)) {
        sink.push(finding);
    }
}

fn finding(catalogue: &Catalogue, row: MetricRow<'_>) -> Option<Diagnostic> {
    let baseline = &row.printed.baseline;
    let Meaning::Amount { amount, unit, .. } = baseline.meaning else {
        return None;
    };
    let written = unit?;
    let kept = row.metric.unit;
    if written.factor_to(kept).is_some() {
        return None;
    }
    let message = format!(
        "`{}` cannot be compared with {}",
        safe(&baseline.as_written),
        kept.symbol()
    );
    let help = held(catalogue, row, amount, written).map_or_else(
        || format!("write the baseline in {}", kept.symbol()),
        |held| format!("{held}: write the baseline in {}", kept.symbol()),
    );
    let finding = Diagnostic::new(&RULE, message)
        .at(baseline.place, "")
        .help(help)
        .about(row.subject());
    let budget = budget_of(catalogue, row)
        .filter(|_| written.factor_to(kept.held().unwrap_or(kept)).is_some());
    Some(match budget {
        Some(budget) => finding.see(budget.place, "the budget that the metric draws on"),
        None => finding,
    })
}

/// Says what the amount comes to when it is held for the whole project, and how that stands to the budget.
fn held(
    catalogue: &Catalogue,
    row: MetricRow<'_>,
    amount: Decimal,
    written: Unit,
) -> Option<String> {
    let kept = row.metric.unit;
    let factor = written.factor_to(kept.held()?)?;
    let months = catalogue.calendar.months();
    let whole = Period::new(ProjectMonth::FIRST, catalogue.calendar.last_month())?;
    let time = time_in(&catalogue.calendar, whole, kept);
    let total = amount.checked_mul(factor)?.checked_mul(time)?;
    let style = &catalogue.style;
    let mut text = format!(
        "{} {} held for the {months} months of the project would be {} {}",
        amount_text(amount, style),
        written.symbol(),
        amount_text(total, style),
        kept.symbol()
    );
    if let Some((budget, ratio)) = budget_of(catalogue, row).and_then(|budget| {
        let part = total.checked_mul(kept.factor_to(budget.unit)?)?;
        Some((budget, part.checked_div(budget.total)?))
    }) {
        write!(
            text,
            ", {} × the budget of {} {}",
            amount_text(ratio, style),
            amount_text(budget.total, style),
            budget.unit.symbol()
        )
        .expect("a String takes everything");
    }
    Some(text)
}

fn budget_of<'c>(catalogue: &'c Catalogue, row: MetricRow<'_>) -> Option<&'c Budget> {
    let id = row.metric.draws_on.as_ref()?;
    catalogue.budgets.iter().find(|budget| budget.id == *id)
}
