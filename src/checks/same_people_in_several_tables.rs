//! Several installations report the same number of people, so it is probably one community.

use std::collections::BTreeMap;

use crate::aggregate::{Population, Value};
use crate::calendar::Period;
use crate::catalogue::Metric;
use crate::country::Country;
use crate::diag::{Diagnostic, Rule, Severity, Sink, Subject};
use crate::quantity::Decimal;

use super::reading::phrases::measure;
use super::reading::rows::{FEW, MetricRow, tables};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA303",
    name: "same-people-in-several-tables",
    severity: Severity::Warning,
    summary: "three or more installations report the same number of people, so they are probably the same people",
    page: include_str!("../../docs/rules/VA303.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// Fewest installations with the same count that are no chance.
const TABLES: usize = 3;
/// Fewest people whose number says anything; one or two users are reported by many.
const PEOPLE: u64 = 3;

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let unsettled = evidence.catalogue.metrics.iter().filter(|metric| {
        metric.nature.name == "distinct" && metric.population == Population::Unknown
    });
    for metric in unsettled {
        for period in evidence.columns() {
            let communities = communities(evidence, metric, *period);
            let largest = communities
                .into_iter()
                .max_by_key(|(count, tables)| (tables.len(), *count));
            if let Some((count, tables)) = largest.filter(|(_, tables)| tables.len() >= TABLES) {
                sink.push(finding(evidence, metric, *period, count, &tables));
            }
        }
    }
}

/// Returns the rows of a metric that report people without naming them, by their count; those whose lists of countries
/// differ are not the same people and stand apart.
fn communities<'e>(
    evidence: &'e Evidence<'e>,
    metric: &Metric,
    period: Period,
) -> Vec<(Decimal, Vec<MetricRow<'e>>)> {
    let mut groups: BTreeMap<(Decimal, Option<Vec<Country>>), Vec<MetricRow<'e>>> = BTreeMap::new();
    for (_, rows) in tables(evidence) {
        let people = rows.iter().find(|row| row.metric.id == metric.id);
        let Some((row, tally)) = people.and_then(|row| Some((*row, row.tally(period)?))) else {
            continue;
        };
        let count = tally
            .value
            .amount()
            .filter(|count| *count >= Decimal::from(PEOPLE));
        if let (Some(count), None) = (count, &tally.members) {
            let key = (count, countries(&rows, period));
            groups.entry(key).or_default().push(row);
        }
    }
    let groups = groups.into_iter();
    groups.map(|((count, _), tables)| (count, tables)).collect()
}

/// Returns the countries that an installation reached, sorted, when it lists them.
fn countries(rows: &[MetricRow<'_>], period: Period) -> Option<Vec<Country>> {
    let mut list = rows.iter().find_map(|row| match row.value(period) {
        Some(Value::Countries(list)) => Some(list.clone()),
        _ => None,
    })?;
    list.sort_unstable();
    Some(list)
}

fn finding(
    evidence: &Evidence<'_>,
    metric: &Metric,
    period: Period,
    count: Decimal,
    tables: &[MetricRow<'_>],
) -> Diagnostic {
    let style = &evidence.catalogue.style;
    let sum = count.saturating_mul(Decimal::from(tables.len()));
    let message = format!(
        "{} installations each report {} in {period}: added up they would be {}, probably the same people counted {} times",
        tables.len(),
        measure(count, metric.unit, style),
        measure(sum, metric.unit, style),
        tables.len(),
    );
    let mut finding = Diagnostic::new(&RULE, message).about(Subject {
        installation: None,
        metric: Some(metric.id.to_string()),
        period: Some(period.to_string()),
    });
    for (at, row) in tables.iter().take(FEW).enumerate() {
        let place = row.place(period);
        finding = if at == 0 {
            finding.at(place, "this count")
        } else {
            finding.see(place, "the same count")
        };
    }
    finding
        .see(metric.place, "its population is not declared")
        .help(format!(
            "write `population = \"shared\"` at the metric `{}` when one community reaches them all; or give identities, with rows of kind `member`",
            metric.id
        ))
}
