//! A row of a metrics table says in one cell that it makes no sense, and gives a figure in another.

use crate::aggregate::{Absence, Takes, Value};
use crate::calendar::Period;
use crate::catalogue::{Baseline, Meaning};
use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::report::Figure;

use super::reading::rows::{MetricRow, is_nothing, tables};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA305",
    name: "absences-mixed",
    severity: Severity::Warning,
    summary: "a row is not applicable in one place and has a figure in another",
    page: include_str!("../../docs/rules/VA305.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for (_, rows) in tables(evidence) {
        let closed = closed(&rows);
        for row in rows {
            let unset = says_not_applicable(&row.printed.baseline);
            if let Some((absent, figure)) = clash(row, closed) {
                sink.push(mixed(row, absent, figure, unset));
            } else if let Some(figure) = first_figure(row).filter(|_| unset) {
                sink.push(without_baseline(row, figure));
            }
        }
    }
}

/// Returns the first period of those, up to the last one, in which no row of an installation is applicable: it closed
/// before.
fn closed(rows: &[MetricRow<'_>]) -> Option<Period> {
    let absent = Value::Absent(Absence::NotApplicable);
    let (first, _) = rows.split_first()?;
    let columns: Vec<Period> = first.figures().map(|(period, _)| period).collect();
    let none = |period: &&Period| rows.iter().all(|row| row.value(**period) == Some(&absent));
    columns.iter().rev().take_while(none).last().copied()
}

/// Returns a period in which the row is not applicable, and one in which it has a zero or a list nevertheless. An
/// installation that started between the two explains them, and so does one that closed.
fn clash(row: MetricRow<'_>, closed: Option<Period>) -> Option<(Period, (Period, &Figure))> {
    let absent = Value::Absent(Absence::NotApplicable);
    let lists = row.metric.nature.takes == Takes::Countries;
    let started = row.installation.integrated_from.map(|month| month.value);
    let periods = row
        .figures()
        .filter(|(_, figure)| figure.tally.value == absent)
        .filter(|(period, _)| closed.is_none_or(|closed| *period < closed));
    periods.map(|(period, _)| period).find_map(|without| {
        let figure = row.figures().find(|(period, figure)| {
            let value = &figure.tally.value;
            let between = |month| without.last() < month && month <= period.last();
            (is_nothing(value) || (lists && value.is_present())) && !started.is_some_and(between)
        })?;
        Some((without, figure))
    })
}

fn first_figure(row: MetricRow<'_>) -> Option<(Period, &Figure)> {
    row.figures()
        .find(|(_, figure)| figure.tally.value.is_present())
}

/// Returns whether a baseline says that the row makes no sense; one that is not set, or still to come, does not.
fn says_not_applicable(baseline: &Baseline) -> bool {
    let written = baseline.as_written.to_lowercase();
    baseline.meaning == Meaning::NotSet && matches!(written.as_str(), "n/a" | "na")
}

fn mixed(
    row: MetricRow<'_>,
    absent: Period,
    (period, figure): (Period, &Figure),
    unset: bool,
) -> Diagnostic {
    let baseline = &row.printed.baseline;
    let mut message = format!(
        "`{}` is not applicable in {absent} and `{}` in {period}",
        row.address(),
        figure.text
    );
    if unset {
        message = format!(
            "{message}, and its baseline is `{}`",
            safe(&baseline.as_written)
        );
    }
    let finding = Diagnostic::new(&RULE, message)
        .at(row.place(period), "a figure")
        .see(row.place(absent), "not applicable")
        .help("write one of the two throughout: `not-applicable` where the metric makes no sense, a figure where it does; and `not-started` before the installation serves")
        .about(row.subject());
    if unset {
        finding.see(baseline.place, "no baseline either")
    } else {
        finding
    }
}

fn without_baseline(row: MetricRow<'_>, (period, figure): (Period, &Figure)) -> Diagnostic {
    let baseline = &row.printed.baseline;
    let message = format!(
        "the baseline of `{}` is `{}`, yet `{}` is reported in {period}",
        row.address(),
        safe(&baseline.as_written),
        figure.text
    );
    Diagnostic::new(&RULE, message)
        .at(baseline.place, "not applicable")
        .see(row.place(period), "a figure")
        .help("write the baseline, or leave `baseline` out when none was set")
        .about(row.subject())
}

#[cfg(test)]
mod tests {
    use super::says_not_applicable;
    use crate::catalogue::{Baseline, Meaning};
    use crate::source::{Place, Sources, Span};

    #[test]
    fn a_baseline_that_is_not_set_yet_is_not_said_to_have_no_sense() {
        let written = |text: &str| Baseline {
            as_written: text.to_owned(),
            meaning: Meaning::NotSet,
            place: Place {
                source: Sources::default().add("a.toml", String::new()),
                span: Span::default(),
            },
        };
        assert!(says_not_applicable(&written("N/A")));
        for text in ["", "-", "TBD"] {
            assert!(!says_not_applicable(&written(text)), "{text}");
        }
    }
}
