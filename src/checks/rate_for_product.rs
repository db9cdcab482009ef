//! A rate is written where a product is meant.

use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::quantity::Unit;
use crate::source::Place;

use super::reading::place_in_text::place_in_text;
use super::reading::rows::{MetricRow, rows};
use super::reading::unit_in_name::{UnitInName, spelled, units_in};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA132",
    name: "rate-for-product",
    severity: Severity::Warning,
    summary: "a unit is written as a rate, such as CPU/hours, where a product is meant",
    page: include_str!("../../docs/rules/VA132.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for row in rows(evidence) {
        let rates = rates(evidence, &row);
        let Some(((unit, place), others)) = rates.split_first() else {
            continue;
        };
        let message = format!(
            "`{}` is a rate where the product {} is meant",
            safe(unit.text),
            row.metric.unit.symbol()
        );
        let mut finding = Diagnostic::new(&RULE, message)
            .at(*place, "")
            .help(help(unit))
            .about(row.subject());
        for (_, place) in others {
            finding = finding.see(*place, "and here");
        }
        sink.push(finding);
    }
}

/// Returns the rates that a row writes for the unit of its metric, with their places.
fn rates<'c>(evidence: &Evidence<'_>, row: &MetricRow<'c>) -> Vec<(UnitInName<'c>, Place)> {
    let printed = row.printed;
    let texts = [
        (printed.name.value.as_str(), printed.name.place),
        (printed.baseline.as_written.as_str(), printed.baseline.place),
        (printed.measured.value.as_str(), printed.measured.place),
    ];
    let found = texts.into_iter().flat_map(|(text, whole)| {
        let units = units_in(text).into_iter();
        units
            .filter(|unit| unit.is_rate && is_meant(unit.unit, row.metric.unit))
            .map(move |unit| {
                let place = place_in_text(evidence.sources, whole, text, &unit.range);
                (unit, place)
            })
    });
    found.collect()
}

/// Returns whether the metric is counted in what the rate stands for.
fn is_meant(written: Unit, kept: Unit) -> bool {
    let hours = matches!(kept, Unit::CpuHour | Unit::GpuHour | Unit::ComputeHour);
    written.factor_to(kept).is_some() || (written == Unit::NodeHour && hours)
}

fn help(unit: &UnitInName<'_>) -> String {
    let product = spelled(unit.unit);
    if unit.of_nodes && unit.unit != Unit::NodeHour {
        format!("write `{product}`, or `node-hours` when whole nodes are counted")
    } else {
        format!("write `{product}`: the amount held times the time it is held")
    }
}

#[cfg(test)]
mod tests {
    use super::is_meant;
    use crate::quantity::Unit;

    #[test]
    fn a_rate_is_a_fault_only_where_its_product_is_counted() {
        assert!(is_meant(Unit::CpuHour, Unit::CpuHour));
        assert!(is_meant(Unit::NodeHour, Unit::GpuHour));
        assert!(is_meant(Unit::GbMonth, Unit::TbMonth));
        assert!(!is_meant(Unit::TbMonth, Unit::Tb));
    }
}
