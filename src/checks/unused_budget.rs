//! A budget is drawn on by no metric.

use crate::catalogue::{Budget, Catalogue};
use crate::diag::{Diagnostic, Rule, Severity, Sink};

use super::reading::whole_catalogue::unused;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA112",
    name: "unused-budget",
    severity: Severity::Warning,
    summary: "no metric draws on a budget, so its use is shown as 0",
    page: include_str!("../../docs/rules/VA112.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let Catalogue {
        budgets, metrics, ..
    } = evidence.catalogue;
    let is_drawn_on = |budget: &Budget| {
        let mut drawn_on = metrics.iter().filter_map(|metric| metric.draws_on.as_ref());
        drawn_on.any(|id| *id == budget.id)
    };
    for budget in unused(budgets, is_drawn_on, sink) {
        let id = &budget.id;
        let message = format!("no metric draws on the budget `{id}`, so its use is shown as 0");
        let finding = Diagnostic::new(&RULE, message)
            .at(budget.place, "this budget")
            .help(help(evidence.catalogue, budget));
        sink.push(finding);
    }
}

/// Says which metrics could draw on a budget: those that add up and are kept in a unit that fits.
fn help(catalogue: &Catalogue, budget: &Budget) -> String {
    let fits = catalogue.metrics.iter().filter(|metric| {
        let adds_up = metric.nature.name == "sum" && metric.draws_on.is_none();
        adds_up && metric.unit.factor_to(budget.unit).is_some()
    });
    let names: Vec<String> = fits.map(|metric| format!("`{}`", metric.id)).collect();
    let key = format!("`draws_on = \"{}\"`", budget.id);
    if names.is_empty() {
        format!("add {key} to the metric that eats it, or remove the budget")
    } else {
        format!(
            "add {key} to the metric that eats it (its unit fits {}), or remove the budget",
            names.join(", ")
        )
    }
}
