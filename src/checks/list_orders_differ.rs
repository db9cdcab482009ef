//! Baselines list the same countries in different orders.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::Meaning;
use crate::country::Country;
use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};

use super::reading::rows::{MetricRow, rows};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA409",
    name: "list-orders-differ",
    severity: Severity::Note,
    summary: "baselines list the same countries in different orders",
    page: include_str!("../../docs/rules/VA409.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// The rows that list the same countries, by the order in which they do.
type Orders<'c> = Vec<(&'c [Country], Vec<MetricRow<'c>>)>;

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let mut sets: BTreeMap<BTreeSet<Country>, Orders<'_>> = BTreeMap::new();
    for row in rows(evidence) {
        let Meaning::Countries(list) = &row.printed.baseline.meaning else {
            continue;
        };
        let orders = sets.entry(list.iter().copied().collect()).or_default();
        match orders
            .iter_mut()
            .find(|(order, _)| *order == list.as_slice())
        {
            Some((_, rows)) => rows.push(row),
            None => orders.push((list, vec![row])),
        }
    }
    for orders in sets.values_mut().filter(|orders| orders.len() > 1) {
        orders.reverse();
        orders.sort_by_key(|(_, rows)| rows.len());
        if let Some(finding) = finding(orders) {
            sink.push(finding);
        }
    }
}

/// Reports the orders of a list, the rarest first.
fn finding(orders: &Orders<'_>) -> Option<Diagnostic> {
    let rows: Vec<&MetricRow<'_>> = orders.iter().filter_map(|(_, rows)| rows.first()).collect();
    let (first, others) = rows.split_first()?;
    let quoted = |row: &MetricRow<'_>| format!("`{}`", safe(&row.printed.baseline.as_written));
    let elsewhere: Vec<String> = others.iter().map(|row| quoted(row)).collect();
    let message = format!(
        "{} lists the same countries as {}, in another order",
        quoted(first),
        elsewhere.join(" and ")
    );
    let mut finding = Diagnostic::new(&RULE, message)
        .at(first.printed.baseline.place, "")
        .help("write the codes in one order, such as that of the alphabet, so that lists can be compared at a glance")
        .about(first.subject());
    for row in others {
        finding = finding.see(row.printed.baseline.place, "the other order");
    }
    Some(finding)
}
