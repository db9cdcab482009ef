//! Access costs are not the unit cost times the quantity.

use crate::diag::{Diagnostic, Rule, Severity, Sink};
use crate::report::amount_text;

use super::reading::about::about;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA144",
    name: "access-costs-do-not-add-up",
    severity: Severity::Warning,
    summary: "access costs are not the unit cost times the quantity",
    page: include_str!("../../docs/rules/VA144.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for installation in &evidence.catalogue.installations {
        let Some(access) = &installation.access else {
            continue;
        };
        let (Some(unit), Some(quantity), Some(costs)) =
            (&access.unit_cost, &access.quantity, &access.costs)
        else {
            continue;
        };
        let Some(product) = unit.value.checked_mul(quantity.value) else {
            continue;
        };
        // Costs are stated in whole euro or in cents.
        let exact = product.round_dp(2) == costs.value || product.round() == costs.value;
        if exact {
            continue;
        }
        let style = &evidence.catalogue.style;
        let message = format!(
            "{} € × {} are {} €, and not {} €",
            amount_text(unit.value, style),
            amount_text(quantity.value, style),
            amount_text(product, style),
            amount_text(costs.value, style)
        );
        let finding = Diagnostic::new(&RULE, message)
            .at(costs.place, "")
            .see(unit.place, "what a unit costs")
            .see(quantity.place, "how many units")
            .help("correct the one of the three that is not as in the grant agreement")
            .about(about(installation, None));
        sink.push(finding);
    }
}
