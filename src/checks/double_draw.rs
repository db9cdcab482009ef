//! A total and a part of it draw on the same budget.

use crate::catalogue::{BudgetId, Catalogue, Reconciliation, SeriesRef};
use crate::diag::{Diagnostic, Rule, Severity, Sink, Subject};

use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA411",
    name: "double-draw",
    severity: Severity::Warning,
    summary: "a figure and the parts of which it is the sum draw on the same budget, so the same use is counted twice",
    page: include_str!("../../docs/rules/VA411.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let catalogue = evidence.catalogue;
    for reconciliation in &catalogue.reconciliations {
        let Some(budget) = draws_on(catalogue, &reconciliation.total) else {
            continue;
        };
        let twice = reconciliation.of.iter();
        let twice: Vec<&SeriesRef> = twice
            .filter(|part| draws_on(catalogue, part) == Some(budget))
            .collect();
        if !twice.is_empty() {
            sink.push(finding(catalogue, reconciliation, budget, &twice));
        }
    }
}

/// Returns the budget that a figure draws on.
fn draws_on<'c>(catalogue: &'c Catalogue, figure: &SeriesRef) -> Option<&'c BudgetId> {
    let metric = catalogue.metric(figure.metric.as_str())?;
    metric.draws_on.as_ref()
}

fn finding(
    catalogue: &Catalogue,
    reconciliation: &Reconciliation,
    budget: &BudgetId,
    twice: &[&SeriesRef],
) -> Diagnostic {
    let total = &reconciliation.total;
    let parts = match twice {
        [only] => format!("its part `{}/{}`", only.installation, only.metric),
        parts => format!("{} of its parts", parts.len()),
    };
    let message = format!(
        "`{}/{}` and {parts} draw on the budget `{budget}`: the same use is counted twice",
        total.installation, total.metric
    );
    let mut finding = Diagnostic::new(&RULE, message)
        .at(total.place, "this total")
        .help("give the total a metric of its own without `draws_on`: it repeats what its parts have used")
        .about(Subject {
            installation: Some(total.installation.to_string()),
            metric: Some(total.metric.to_string()),
            period: None,
        });
    for part in twice {
        finding = finding.see(part.place, "a part that draws on it too");
    }
    if let Some(metric) = catalogue.metric(total.metric.as_str()) {
        finding = finding.see(metric.place, format!("the metric that draws on `{budget}`"));
    }
    finding
}
