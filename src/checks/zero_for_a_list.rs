//! A list of countries is written as `0`.

use std::collections::BTreeMap;

use crate::aggregate::{Takes, Value};
use crate::catalogue::Meaning;
use crate::diag::{Diagnostic, Rule, Severity, Sink};
use crate::source::{Place, SourceId};

use super::reading::rows::{rows, shown};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA304",
    name: "zero-for-a-list",
    severity: Severity::Note,
    summary: "a list of countries is written as `0`, which is a count and no list",
    page: include_str!("../../docs/rules/VA304.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// Most further places of a file that are shown.
const FURTHER: usize = 3;

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for places in zeros(evidence).values() {
        let help = "say why there is none with a `state`: `not-started`, `not-applicable` or `not-reported`; \
            or take the list from the users with `derived_from`, then no users are an empty list";
        push(places, ("list", "lists"), help, sink);
    }
    let mut baselines: Vec<Place> = rows(evidence)
        .filter(|row| {
            let baseline = &row.printed.baseline;
            row.metric.nature.takes == Takes::Countries
                && matches!(baseline.meaning, Meaning::Amount { amount, .. } if amount.is_zero())
        })
        .map(|row| row.printed.baseline.place)
        .collect();
    baselines.sort_unstable();
    let help = "list the countries that are to be reached, or leave `baseline` out where none were promised";
    push(
        &baselines,
        ("baseline of a list", "baselines of lists"),
        help,
        sink,
    );
}

/// Returns the rows that write an empty list of countries as `0`, in the order of each file.
fn zeros(evidence: &Evidence<'_>) -> BTreeMap<SourceId, Vec<Place>> {
    let mut zeros: BTreeMap<SourceId, Vec<Place>> = BTreeMap::new();
    for row in rows(evidence) {
        for period in evidence.columns() {
            let Some(entry) = evidence.ledger.entry(row.series, *period) else {
                continue;
            };
            if matches!(&entry.tally.value, Value::Countries(list) if list.is_empty()) {
                for place in entry.origins.few() {
                    let shown = shown(evidence.sources, *place);
                    zeros.entry(place.source).or_default().push(shown);
                }
            }
        }
    }
    for places in zeros.values_mut() {
        places.sort_unstable();
    }
    zeros
}

fn push(places: &[Place], (one, several): (&str, &str), help: &str, sink: &mut Sink) {
    let Some((first, further)) = places.split_first() else {
        return;
    };
    let message = if further.is_empty() {
        format!("a {one} of countries is written as `0`: the count is 0, the list is empty")
    } else {
        let number = places.len();
        format!(
            "{number} {several} of countries are written as `0`: the count is 0, the list is empty"
        )
    };
    let mut finding = Diagnostic::new(&RULE, message)
        .at(*first, "a count where a list belongs")
        .help(help);
    for place in further.iter().take(FURTHER) {
        finding = finding.see(*place, "and here");
    }
    sink.push(finding);
}
