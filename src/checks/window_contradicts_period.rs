//! A metric speaks of another span of time than the columns of the report have.

use crate::aggregate::Nature;
use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::source::Spanned;

use super::reading::phrases::counted;
use super::reading::place_in_text::place_in_text;
use super::reading::rows::{MetricRow, rows};
use super::reading::span_of_time::{SpanOfTime, span_of_time};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA129",
    name: "window-contradicts-period",
    severity: Severity::Warning,
    summary: "the name or the method of a metric speaks of another span than the columns have",
    page: include_str!("../../docs/rules/VA129.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for row in rows(evidence) {
        let in_name = contradiction(evidence, &row.printed.name.value, |_| true);
        let in_method = contradiction(evidence, &row.printed.measured.value, |window| {
            binds(evidence, row.metric.nature, window)
        });
        let found = [
            (&row.printed.name, in_name),
            (&row.printed.measured, in_method),
        ];
        report(evidence, &row, &found, sink);
    }
}

fn contradiction(
    evidence: &Evidence<'_>,
    text: &str,
    counts: impl Fn(&SpanOfTime) -> bool,
) -> Option<SpanOfTime> {
    let window = span_of_time(text)?;
    let agrees = |window: &SpanOfTime| {
        let mut columns = evidence.columns().iter();
        columns.any(|period| period.months() == window.months)
    };
    (!agrees(&window) && counts(&window)).then_some(window)
}

/// Returns whether a window in the method binds the figure: what adds up may be counted by the month.
fn binds(evidence: &Evidence<'_>, nature: &Nature, window: &SpanOfTime) -> bool {
    let shortest = evidence
        .columns()
        .iter()
        .map(|period| period.months())
        .min();
    let longer = shortest.is_some_and(|months| window.months > months);
    longer || (!window.is_rhythm && matches!(nature.name, "distinct" | "roster" | "count"))
}

fn report(
    evidence: &Evidence<'_>,
    row: &MetricRow<'_>,
    found: &[(&Spanned<String>, Option<SpanOfTime>)],
    sink: &mut Sink,
) {
    let mut places = found.iter().filter_map(|(text, window)| {
        let range = &window.as_ref()?.range;
        Some(place_in_text(
            evidence.sources,
            text.place,
            &text.value,
            range,
        ))
    });
    let first = found
        .iter()
        .find_map(|(text, window)| Some((text, window.as_ref()?)));
    let (Some((text, window)), Some(place)) = (first, places.next()) else {
        return;
    };
    let words = text.value.get(window.range.clone()).unwrap_or_default();
    let message = format!(
        "`{}` speaks of {}, {}",
        safe(words),
        counted(window.months.into(), "month"),
        columns(evidence)
    );
    let finding = Diagnostic::new(&RULE, message)
        .at(place, "")
        .help("count over the months of each column and say so; or note under the table which window the figures have")
        .about(row.subject());
    sink.push(places.fold(finding, |finding, place| finding.see(place, "and here")));
}

fn columns(evidence: &Evidence<'_>) -> String {
    match evidence.columns() {
        [only] => format!("the column {only} has {}", only.months()),
        [first, rest @ ..] if rest.iter().all(|period| period.months() == first.months()) => {
            format!("the columns have {}", first.months())
        }
        _ => "no column has so many".to_owned(),
    }
}
