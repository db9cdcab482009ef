//! A figure that must equal a sum of others does not.

use crate::aggregate::Tally;
use crate::calendar::Period;
use crate::catalogue::{Reconciliation, SeriesRef};
use crate::diag::{Diagnostic, Rule, Severity, Sink, Subject};
use crate::quantity::Decimal;
use crate::report::amount_text;
use crate::usage::Series;

use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA301",
    name: "total-does-not-reconcile",
    severity: Severity::Warning,
    summary: "a figure differs from the sum of the figures that it must equal",
    page: include_str!("../../docs/rules/VA301.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for reconciliation in &evidence.catalogue.reconciliations {
        for period in evidence.columns() {
            compare(evidence, reconciliation, *period, sink);
        }
    }
}

fn compare(
    evidence: &Evidence<'_>,
    reconciliation: &Reconciliation,
    period: Period,
    sink: &mut Sink,
) -> Option<()> {
    let total = tally(evidence, &reconciliation.total, period)?
        .value
        .amount()?;
    let parts: Option<Vec<Decimal>> = reconciliation
        .of
        .iter()
        .map(|part| tally(evidence, part, period)?.value.amount())
        .collect();
    let sum = parts?
        .into_iter()
        .fold(Decimal::ZERO, Decimal::saturating_add);
    let difference = total - sum;
    if difference.abs() <= reconciliation.tolerance {
        return None;
    }
    let style = &evidence.catalogue.style;
    let named = &reconciliation.total;
    let message = format!(
        "{}/{} is {} in {period}, its parts add up to {} (difference {})",
        named.installation,
        named.metric,
        amount_text(total, style),
        amount_text(sum, style),
        amount_text(difference, style),
    );
    let mut finding = Diagnostic::new(&RULE, message).about(Subject {
        installation: Some(named.installation.to_string()),
        metric: Some(named.metric.to_string()),
        period: Some(period.to_string()),
    });
    let origins =
        |part| series(evidence, part).and_then(|series| evidence.ledger.entry(series, period));
    if let Some(place) = origins(named).and_then(|entry| entry.origins.first()) {
        finding = finding
            .at(place, "the total")
            .see(reconciliation.place, "must equal the sum of these");
    } else {
        finding = finding.at(reconciliation.place, "must equal the sum of these");
    }
    for part in &reconciliation.of {
        if let Some(place) = origins(part).and_then(|entry| entry.origins.first()) {
            finding = finding.see(place, "a part");
        }
    }
    sink.push(finding.help("ask the provider which figure is right and correct it; or waive the finding with the reason"));
    Some(())
}

fn tally(evidence: &Evidence<'_>, named: &SeriesRef, period: Period) -> Option<Tally> {
    let series = series(evidence, named)?;
    Some(evidence.ledger.tally(evidence.catalogue, series, period))
}

fn series(evidence: &Evidence<'_>, named: &SeriesRef) -> Option<Series> {
    let installations = &evidence.catalogue.installations;
    let at = installations
        .iter()
        .position(|installation| installation.id == named.installation)?;
    let row = installations
        .get(at)?
        .metrics
        .iter()
        .position(|row| row.metric == named.metric)?;
    Some(Series {
        installation: at,
        row,
    })
}
