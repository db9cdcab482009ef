//! All hours of a provider are multiples of 24, so they look like daily snapshots.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Period;
use crate::catalogue::{Provider, ProviderId, Style};
use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::quantity::{Decimal, Unit};
use crate::report::amount_text;

use super::reading::rows::{FEW, MetricRow, rows};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA308",
    name: "day-snapshots",
    severity: Severity::Note,
    summary: "all hours of a provider are multiples of 24, so they look like daily snapshots and not like accounting",
    page: include_str!("../../docs/rules/VA308.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// Fewest figures that say anything.
const FIGURES: usize = 3;
/// Hours of a day: one figure in so many is a multiple of it by chance.
const DAY: u64 = 24;

/// A figure in hours.
struct Hours<'e> {
    row: MetricRow<'e>,
    period: Period,
    amount: Decimal,
}

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let mut by_provider: BTreeMap<&ProviderId, Vec<Hours<'_>>> = BTreeMap::new();
    for row in rows(evidence).filter(|row| counts_hours(row.metric.unit)) {
        for (period, figure) in row.figures() {
            let amount = figure.tally.value.amount();
            if let Some(amount) = amount.filter(|amount| !amount.is_zero()) {
                let hours = Hours {
                    row,
                    period,
                    amount,
                };
                let provider = &row.installation.provider;
                by_provider.entry(provider).or_default().push(hours);
            }
        }
    }
    let style = &evidence.catalogue.style;
    for provider in &evidence.catalogue.providers {
        let figures = by_provider.remove(&provider.id).unwrap_or_default();
        if are_snapshots(&figures) {
            sink.push(finding(provider, &figures, style));
        }
    }
}

/// Returns whether a unit is measured by a provider; hours of processors and accelerators together repeat others'.
fn counts_hours(unit: Unit) -> bool {
    matches!(unit, Unit::CpuHour | Unit::GpuHour)
}

fn are_snapshots(figures: &[Hours<'_>]) -> bool {
    let tables: BTreeSet<_> = figures
        .iter()
        .map(|hours| (hours.row.series.installation, hours.period))
        .collect();
    figures.len() >= FIGURES
        && tables.len() >= 2
        && figures
            .iter()
            .all(|hours| (hours.amount % Decimal::from(DAY)).is_zero())
}

fn finding(provider: &Provider, figures: &[Hours<'_>], style: &Style) -> Diagnostic {
    let message = format!(
        "all {} figures of `{}` in hours are multiples of {DAY}, which happens by chance once in {} cases",
        figures.len(),
        safe(&provider.name.value),
        odds(figures.len(), style)
    );
    let mut finding = Diagnostic::new(&RULE, message).help(
        "ask whether a daily count was multiplied by 24; take hours from start and end, or say so in how the measurement is done",
    );
    for (at, hours) in figures.iter().take(FEW).enumerate() {
        let place = hours.row.place(hours.period);
        let days = amount_text(hours.amount / Decimal::from(DAY), style);
        let label = format!("{} = {days} × {DAY}", amount_text(hours.amount, style));
        finding = if at == 0 {
            finding.at(place, label)
        } else {
            finding.see(place, label)
        };
    }
    finding
}

/// Says in how many cases so many figures are all multiples of 24: 24 × 24 × …
fn odds(figures: usize, style: &Style) -> String {
    let exact = u32::try_from(figures)
        .ok()
        .and_then(|figures| DAY.checked_pow(figures));
    exact.map_or_else(
        || "more than a million million million".to_owned(),
        |cases| amount_text(Decimal::from(cases), style),
    )
}

#[cfg(test)]
mod tests {
    use super::odds;
    use crate::catalogue::Style;

    #[test]
    fn the_odds_are_exact_as_long_as_anybody_can_read_them() {
        let style = Style::default();
        assert_eq!(odds(3, &style), "13,824");
        assert_eq!(odds(4, &style), "331,776");
        assert!(odds(14, &style).starts_with("more than"));
    }
}
