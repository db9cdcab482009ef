//! An installation gave no figure for a period that others report.

use crate::aggregate::{Absence, Value};
use crate::calendar::Period;
use crate::catalogue::Installation;
use crate::diag::{Diagnostic, Rule, Severity, Sink, Subject};
use crate::usage::ledger::source_of;

use super::reading::about::about;
use super::reading::phrases::listed;
use super::reading::rows::{MetricRow, rows, shown, tables};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA312",
    name: "missing-figure",
    severity: Severity::Warning,
    summary: "an installation has no figure for a period in which it served the project",
    page: include_str!("../../docs/rules/VA312.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// Says what is missing. A figure may stand in a row that was refused, and where there are no data everything is missing:
/// both are findings of their own.
fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let ledger = evidence.ledger;
    if ledger.latest().is_none() {
        return;
    }
    for period in evidence.columns() {
        let given = |row: MetricRow<'_>| {
            ledger.entry(row.series, *period).is_some() || may_be_refused(evidence, row, *period)
        };
        let silent = !rows(evidence).any(given);
        if silent {
            report_silent(evidence, *period, sink);
            continue;
        }
        for (installation, rows) in tables(evidence) {
            let missing = missing(evidence, &rows, *period);
            if !missing.is_empty() {
                sink.push(finding(evidence, installation, &missing, *period));
            }
        }
    }
}

fn may_be_refused(evidence: &Evidence<'_>, row: MetricRow<'_>, period: Period) -> bool {
    let (ledger, catalogue) = (evidence.ledger, evidence.catalogue);
    ledger.may_be_refused(catalogue, row.series, period)
}

/// A row without a figure, and the rows that are taken from it and lack theirs for that reason.
struct Missing<'e> {
    row: MetricRow<'e>,
    derived: Vec<MetricRow<'e>>,
}

/// Returns the rows that lack a figure. One whose source says why there is none lacks nothing.
fn missing<'e>(
    evidence: &Evidence<'_>,
    rows: &[MetricRow<'e>],
    period: Period,
) -> Vec<Missing<'e>> {
    let absent = |row: &MetricRow<'_>| match row.value(period) {
        Some(Value::Absent(absence)) => Some(*absence),
        _ => None,
    };
    let source = |row: &MetricRow<'e>| {
        let series = source_of(evidence.catalogue, row.series)?;
        let row = rows.iter().find(|other| other.series == series)?;
        Some((*row, absent(row)?))
    };
    let mut found: Vec<Missing<'e>> = Vec::new();
    let mut derived: Vec<(MetricRow<'e>, MetricRow<'e>)> = Vec::new();
    for row in rows {
        if absent(row) != Some(Absence::NotReported) {
            continue;
        }
        let mut root = *row;
        let mut excused = false;
        while let Some((next, absence)) = source(&root) {
            excused |= absence != Absence::NotReported;
            root = next;
        }
        excused |= may_be_refused(evidence, root, period);
        match (excused, root.series == row.series) {
            (true, _) => {}
            (false, true) => found.push(Missing {
                row: *row,
                derived: Vec::new(),
            }),
            (false, false) => derived.push((root, *row)),
        }
    }
    for (root, row) in derived {
        if let Some(missing) = found.iter_mut().find(|one| one.row.series == root.series) {
            missing.derived.push(row);
        }
    }
    found
}

fn finding(
    evidence: &Evidence<'_>,
    installation: &Installation,
    missing: &[Missing<'_>],
    period: Period,
) -> Diagnostic {
    let quoted = |row: &MetricRow<'_>| format!("`{}`", row.metric.id);
    let names: Vec<String> = missing
        .iter()
        .map(|missing| {
            let derived: Vec<String> = missing.derived.iter().map(quoted).collect();
            match derived.as_slice() {
                [] => quoted(&missing.row),
                derived => format!("{} (and so for {})", quoted(&missing.row), listed(derived)),
            }
        })
        .collect();
    let message = format!(
        "`{}` has no figure for {} in {period}",
        installation.id,
        listed(&names)
    );
    let place = match missing {
        [only] => only.row.printed.place,
        _ => installation.place,
    };
    let mut finding = Diagnostic::new(&RULE, message)
        .at(place, "not reported")
        .help("ask the provider for it; write 0 when nothing was used, or a `state` that says why there is no figure")
        .about(about(installation, Some(period)));
    let said = missing.iter().find_map(|missing| {
        let entry = evidence.ledger.entry(missing.row.series, period)?;
        entry.origins.first()
    });
    if let Some(place) = said {
        let place = shown(evidence.sources, place);
        finding = finding.see(place, "given here as not reported");
    }
    finding
}

/// Reports a period for which nobody gave anything, unless no installation had started.
fn report_silent(evidence: &Evidence<'_>, period: Period, sink: &mut Sink) {
    let missing = Value::Absent(Absence::NotReported);
    if !rows(evidence).any(|row| row.value(period) == Some(&missing)) {
        return;
    }
    let finding = Diagnostic::new(&RULE, format!("nobody reported a figure for {period}"))
        .at(evidence.catalogue.place, "of this project")
        .help("ask the providers for their figures; or check the periods in `[periods]`")
        .about(Subject {
            installation: None,
            metric: None,
            period: Some(period.to_string()),
        });
    sink.push(finding);
}
