//! A reason is given for something that is as it was submitted.

use std::collections::BTreeSet;

use crate::catalogue::Restatement;
use crate::diag::{Diagnostic, Rule, Severity, Sink, nearest, safe, within};
use crate::history::Release;

use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA709",
    name: "unused-restatement",
    severity: Severity::Warning,
    summary: "a reason is given for a change of what was submitted, and nothing changed",
    page: include_str!("../../docs/rules/VA709.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// Looks for entries that explain nothing. While a release cannot be read, or rows and entries are left out for their
/// faults, nobody knows what they explain.
fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let is_fault = |finding: &Diagnostic| finding.rule.severity == Severity::Error;
    if evidence.past.incomplete || sink.iter().any(is_fault) {
        return;
    }
    for (at, entry) in evidence.catalogue.restatements.iter().enumerate() {
        let mut restated = evidence.restated.iter();
        if !restated.any(|restated| restated.reason == Some(at)) {
            sink.push(finding(evidence, entry));
        }
    }
}

fn finding(evidence: &Evidence<'_>, entry: &Restatement) -> Diagnostic {
    let named = entry.subject.value.as_str();
    let releases = evidence.past.releases.iter();
    let known: BTreeSet<String> = releases
        .flat_map(|released| addresses(&released.release))
        .collect();
    let is_held = known.iter().any(|address| within(address, named));
    let shown = safe(named);
    let (message, help) = if is_held {
        let message = format!("nothing is restated: `{shown}` is as it was released");
        (
            message,
            "remove the entry: what it explained is no longer so".to_owned(),
        )
    } else {
        let message = format!("nothing is restated: no release holds `{shown}`");
        let meant = nearest(named, known.iter().map(String::as_str));
        let help = meant.map_or_else(
            || "write installation/metric@period of a period that was released".to_owned(),
            |meant| format!("did you mean `{}`?", safe(meant)),
        );
        (message, help)
    };
    Diagnostic::new(&RULE, message)
        .at(entry.subject.place, "")
        .help(help)
}

/// Returns the addresses of all that a release holds.
fn addresses(release: &Release) -> Vec<String> {
    let taken = &release.snapshot;
    let figures = taken.figures.keys();
    let figures = figures.map(|(row, period)| format!("{row}@{period}"));
    let cumulative = taken.span.into_iter().flat_map(|span| {
        let rows = taken.cumulative.keys();
        rows.map(move |row| format!("{row}@{span}"))
    });
    let budgets = taken.budgets.keys().map(|id| format!("budget.{id}"));
    let texts = taken.texts.keys();
    let texts = texts.map(|name| format!("{name}@{}", release.period));
    let rows = taken.rows.keys().cloned();
    let all = rows.chain(figures).chain(cumulative).chain(budgets);
    all.chain(texts)
        .chain(taken.installations.keys().cloned())
        .collect()
}
