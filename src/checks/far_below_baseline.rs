//! A figure is far below its baseline, and no assessment speaks of it.

use crate::calendar::{Calendar, Period};
use crate::catalogue::{Installation, Meaning};
use crate::diag::{Diagnostic, Rule, Severity, Sink};
use crate::narrative::Assessment;
use crate::narrative::prose::sentences;
use crate::quantity::{Comparator, Decimal, share};
use crate::source::{Place, Span};

use super::reading::about::about;
use super::reading::phrases::listed;
use super::reading::rows::{FEW, MetricRow, tables};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA412",
    name: "far-below-baseline",
    severity: Severity::Note,
    summary: "a figure is below a tenth of its plan, and the assessment does not speak of it",
    page: include_str!("../../docs/rules/VA412.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// A figure below this percentage of its plan is far below it.
const FAR: Decimal = Decimal::TEN;

/// Words by which a text speaks of a plan, in all forms that people use.
const WORDS: &[&str] = &[
    "baseline",
    "baselines",
    "target",
    "targets",
    "targeted",
    "plan",
    "plans",
    "planned",
    "planning",
    "expect",
    "expects",
    "expected",
    "expectation",
    "expectations",
    "behind",
    "below",
    "delay",
    "delays",
    "delayed",
    "goal",
    "goals",
];

/// A figure with the plan that it is far below.
struct Shortfall<'e> {
    row: MetricRow<'e>,
    figure: Decimal,
    planned: Decimal,
    percent: Decimal,
}

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let sections = evidence.report.installations.iter();
    for ((installation, rows), section) in tables(evidence).zip(sections) {
        let text = section.assessment.written();
        if text.is_some_and(|text| !evidence.is_english() || speaks_of_a_plan(text)) {
            continue;
        }
        let short: Vec<Shortfall<'_>> = rows
            .into_iter()
            .filter_map(|row| shortfall(evidence, row))
            .collect();
        if !short.is_empty() {
            sink.push(finding(evidence, installation, &short, text));
        }
    }
}

fn speaks_of_a_plan(text: &Assessment) -> bool {
    sentences(&text.markdown, text.source)
        .iter()
        .any(|sentence| {
            let words = sentence.words();
            let mut parts = words.iter().flat_map(|(_, word)| word.split(['-', '/']));
            parts.any(|part| WORDS.contains(&part.to_lowercase().as_str()))
        })
}

/// Returns how far a sum or a level is below the linear plan towards its baseline, when it is far below it.
fn shortfall<'e>(evidence: &Evidence<'_>, row: MetricRow<'e>) -> Option<Shortfall<'e>> {
    let tally = &row.cumulative().tally;
    let figure = tally.value.amount()?;
    let baseline = &row.printed.baseline;
    let floor = match baseline.meaning {
        Meaning::Amount { comparator, .. } => {
            !matches!(comparator, Comparator::AtMost | Comparator::LessThan)
        }
        Meaning::Countries(_) | Meaning::NotSet | Meaning::Unclear => false,
    };
    if !row.is_of(&["sum", "level"]) || tally.partial || !floor {
        return None;
    }
    let whole = baseline.amount_in(row.metric.unit)?;
    let (passed, all) = months(
        &evidence.catalogue.calendar,
        evidence.report.period,
        row.installation,
    )?;
    let planned = whole.checked_mul(passed)?.checked_div(all)?;
    let percent = share(figure, planned)?;
    (percent < FAR).then_some(Shortfall {
        row,
        figure,
        planned,
        percent,
    })
}

/// Returns how many months an installation has served at the end of a period, and how many it will have; `None` before
/// it starts.
fn months(
    calendar: &Calendar,
    period: Period,
    installation: &Installation,
) -> Option<(Decimal, Decimal)> {
    let start = installation.integrated_from;
    let before = start.map_or(0, |month| month.value.number() - 1);
    let passed = period.last().number().checked_sub(before)?;
    let all = calendar.months().checked_sub(before)?;
    (passed > 0).then(|| (Decimal::from(passed), Decimal::from(all)))
}

fn finding(
    evidence: &Evidence<'_>,
    installation: &Installation,
    short: &[Shortfall<'_>],
    text: Option<&Assessment>,
) -> Diagnostic {
    let (period, numbers) = (evidence.report.period, &evidence.catalogue.style.numbers);
    let percents: Vec<String> = short
        .iter()
        .map(|short| {
            let percent = numbers.percent(short.percent, 1);
            format!("`{}` at {percent}", short.row.metric.id)
        })
        .collect();
    let message = format!(
        "`{}` is far below plan at {} and no text speaks of it: {} of a linear plan towards the baseline",
        installation.id,
        period.last(),
        listed(&percents)
    );
    let mut finding = Diagnostic::new(&RULE, message)
        .help(format!(
            "say in assessments/{period}/{}.md why, and whether the baseline will be reached; or correct the baseline",
            installation.id
        ))
        .about(about(installation, Some(period)));
    for (at, short) in short.iter().take(FEW).enumerate() {
        let label = format!(
            "{}, planned by now {}",
            short.row.measure(short.figure),
            numbers.amount(short.planned, 1)
        );
        let place = short.row.printed.baseline.place;
        finding = if at == 0 {
            finding.at(place, label)
        } else {
            finding.see(place, label)
        };
    }
    if let Some(text) = text {
        let place = Place {
            source: text.source,
            span: Span::default(),
        };
        finding = finding.see(place, "says nothing of a plan");
    }
    finding
}

#[cfg(test)]
mod tests {
    use super::speaks_of_a_plan;
    use crate::narrative::Assessment;
    use crate::source::Sources;

    #[test]
    fn a_text_speaks_of_a_plan_in_whole_words() {
        let text = |markdown: &str| Assessment {
            markdown: markdown.to_owned(),
            blocks: Vec::new(),
            source: Sources::default().add("a.md", String::new()),
        };
        assert!(speaks_of_a_plan(&text("Use is *below* the plan.")));
        assert!(speaks_of_a_plan(&text("A well-planned year.")));
        assert!(!speaks_of_a_plan(&text(
            "Images of plankton, plants and planes."
        )));
        assert!(!speaks_of_a_plan(&text(
            "See <https://goal.example.org/> and `target`."
        )));
    }
}
