//! A row counts processors or accelerators, and its name speaks of nodes that hold several.

use std::ops::Range;

use crate::catalogue::Style;
use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::narrative::token::tokens;
use crate::quantity::{Decimal, Unit};
use crate::report::amount_text;

use super::reading::place_in_text::place_in_text;
use super::reading::rows::{MetricRow, rows};
use super::reading::unit_in_name::{spelled, units_in};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA134",
    name: "node-hours-without-factor",
    severity: Severity::Warning,
    summary: "a metric counts processors or accelerators, but its name speaks of hours of nodes",
    page: include_str!("../../docs/rules/VA134.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// What a node holds, as the name says.
struct Factor {
    range: Range<usize>,
    count: Decimal,
}

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for finding in rows(evidence).filter_map(|row| finding(evidence, row)) {
        sink.push(finding);
    }
}

fn finding(evidence: &Evidence<'_>, row: MetricRow<'_>) -> Option<Diagnostic> {
    let parts: &[&[&str]] = match row.metric.unit {
        Unit::CpuHour => &[
            &["core", "cores", "vcpu", "vcpus"],
            &["cpu", "cpus", "processor", "processors"],
        ],
        Unit::GpuHour => &[&["gpu", "gpus", "accelerator", "accelerators"]],
        _ => return None,
    };
    let name = &row.printed.name;
    let units = units_in(&name.value);
    let nodes = units.iter().find(|unit| unit.of_nodes);
    let factor = parts.iter().find_map(|words| factor(&name.value, words));
    let range = match (nodes, &factor) {
        (Some(unit), _) => unit.range.clone(),
        (None, Some(factor)) => factor.range.clone(),
        (None, None) => return None,
    };
    let words = name.value.get(range.clone())?;
    let of = if row.metric.unit == Unit::GpuHour {
        "GPUs"
    } else {
        "CPUs"
    };
    let message = format!(
        "`{}`: whether nodes or their {of} are counted is open",
        safe(words)
    );
    let place = place_in_text(evidence.sources, name.place, &name.value, &range);
    let mut finding = Diagnostic::new(&RULE, message)
        .at(
            place,
            format!("the figures are taken as {}", row.metric.unit.symbol()),
        )
        .help(help(row, factor.as_ref(), &evidence.catalogue.style))
        .about(row.subject());
    if let Some(factor) = factor.filter(|factor| factor.range != range) {
        let place = place_in_text(evidence.sources, name.place, &name.value, &factor.range);
        finding = finding.see(place, "of a node");
    }
    Some(finding)
}

fn help(row: MetricRow<'_>, factor: Option<&Factor>, style: &Style) -> String {
    let unit = row.metric.unit;
    let ask = format!(
        "ask the provider, and write `{}` when that is what is counted",
        spelled(unit)
    );
    let product = factor.and_then(|factor| {
        let baseline = row
            .printed
            .baseline
            .amount_in(unit)
            .filter(|amount| !amount.is_zero())?;
        Some((factor.count, baseline, baseline.checked_mul(factor.count)?))
    });
    match product {
        Some((count, baseline, product)) => format!(
            "if the baseline counts nodes, its {} node-hours × {count} are {} {}: {ask}",
            amount_text(baseline, style),
            amount_text(product, style),
            unit.symbol()
        ),
        None => format!("{ask}, or how many a node holds"),
    }
}

/// Returns how many of what one of `parts` names a text gives, when it is more than one: `4 GPU`, `4x GPU`.
fn factor(text: &str, parts: &[&str]) -> Option<Factor> {
    let words = tokens(text);
    words.windows(2).find_map(|pair| {
        let [number, part] = pair else {
            return None;
        };
        let digits = number.text.trim_end_matches(['x', 'X']);
        let count: u32 = digits.parse().ok()?;
        (part.is_any(parts) && count > 1).then(|| Factor {
            range: number.range.start..part.range.end,
            count: Decimal::from(count),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::factor;

    #[test]
    fn what_a_node_holds_is_read_from_the_name() {
        let name = "Node/hours on machines with 2 CPU, 40 core and 4 GPU (V100)";
        let found = factor(name, &["gpu"]).unwrap();
        assert_eq!(
            (&name[found.range], found.count.to_string()),
            ("4 GPU", "4".to_owned())
        );
        assert_eq!(factor(name, &["core"]).unwrap().count.to_string(), "40");
        assert!(factor("GPU-hours of 1 GPU", &["gpu"]).is_none());
        assert!(factor("GPU-hours in 2023", &["gpu"]).is_none());
    }
}
