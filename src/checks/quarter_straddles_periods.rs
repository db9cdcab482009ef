//! A text names a quarter of the calendar that belongs to two reporting periods.

use std::collections::BTreeSet;

use crate::calendar::{Dates, Period};
use crate::catalogue::Catalogue;
use crate::diag::{Diagnostic, Rule, Severity, Sink};
use crate::narrative::prose::{Sentence, sentences};
use crate::narrative::time::{Mention, Time, times};

use super::reading::about::about_text;
use super::reading::phrases::{quoted, short};
use super::reading::texts::reported;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA511",
    name: "quarter-straddles-periods",
    severity: Severity::Note,
    summary: "a text names a quarter that belongs to two reporting periods",
    page: include_str!("../../docs/rules/VA511.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let period = evidence.report.period;
    for (owner, text) in reported(evidence) {
        let mut seen = BTreeSet::new();
        for sentence in sentences(&text.markdown, text.source) {
            for (mention, quarter) in quarters(&sentence, evidence) {
                let Some(finding) = finding(evidence, &sentence, &mention, quarter) else {
                    continue;
                };
                if seen.insert(quarter) {
                    sink.push(finding.about(about_text(owner, period)));
                }
            }
        }
    }
}

/// Returns the quarters of a sentence, unless it names other times in them, which say what is meant.
fn quarters(sentence: &Sentence, evidence: &Evidence<'_>) -> Vec<(Mention, Dates)> {
    let calendar = &evidence.catalogue.calendar;
    let mentions = times(&sentence.text);
    let told = |quarter: Period| {
        mentions.iter().any(|mention| {
            let months = mention.time.months(calendar);
            !matches!(mention.time, Time::Quarter(_))
                && months.is_some_and(|months| months.overlaps(quarter))
        })
    };
    let open = |mention: &Mention| match mention.time {
        Time::Quarter(quarter) if !told(calendar.months_in(quarter)?) => {
            Some((mention.clone(), quarter))
        }
        _ => None,
    };
    mentions.iter().filter_map(open).collect()
}

fn finding(
    evidence: &Evidence<'_>,
    sentence: &Sentence,
    mention: &Mention,
    quarter: Dates,
) -> Option<Diagnostic> {
    let calendar = &evidence.catalogue.calendar;
    let months = calendar.months_in(quarter)?;
    let parts = parts(evidence.catalogue, months);
    let ((one, in_one), (other, in_other)) = match parts.as_slice() {
        [one, other, ..] => (*one, *other),
        _ => return None,
    };
    if one.first() > evidence.report.period.last() {
        return None;
    }
    let written = quoted(sentence, &mention.range);
    let message = format!("{written} is {months} and belongs to two periods, {one} and {other}");
    let month = |part: Period| format!("{} ({})", short(part), calendar.label(part));
    Some(
        Diagnostic::new(&RULE, message)
            .at(sentence.place(&mention.range), "which column is meant?")
            .help(format!(
                "name the months: {} or {}",
                month(in_one),
                month(in_other)
            )),
    )
}

/// Returns the reporting periods that have months in common with some months, each with what is common.
fn parts(catalogue: &Catalogue, months: Period) -> Vec<(Period, Period)> {
    let common = |period: &Period| {
        let first = period.first().max(months.first());
        Some((
            *period,
            Period::new(first, period.last().min(months.last()))?,
        ))
    };
    catalogue.periods.iter().filter_map(common).collect()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::tests::found;

    #[test]
    fn a_quarter_of_two_periods_is_found_once_in_a_text() {
        let text = "A workshop was held in Q1 2023. The first quarter of 2023 was busy.\n";
        assert_eq!(
            found(&CHECK, &[("M7-M12/cloud", text)]),
            [
                "M7-M12/cloud.md:1:24: `Q1 2023` is M5-M7 and belongs to two periods, M1-M6 and M7-M12"
            ]
        );
    }

    #[test]
    fn a_quarter_at_the_end_of_the_report_is_found() {
        let text = "The open call brings users\nfrom the third quarter\nof 2023.";
        assert_eq!(
            found(&CHECK, &[("M7-M12/summary", text)]),
            [
                "M7-M12/summary.md:2:10: `third quarter of 2023` is M11-M13 and belongs to two periods, M7-M12 and M13-M18"
            ]
        );
    }

    #[test]
    fn quarters_of_one_period_plans_and_named_months_are_clear() {
        for text in [
            "It was opened in Q4 2022 and grew in Q2 2023.",
            "Use will grow from Q1 2024.",
            "A workshop was held in Q1 2023 (M6).",
            "A workshop was held in February 2023, in Q1 2023.",
            "It was planned in Q1 2021, and runs in `Q1 2023`.",
        ] {
            assert_eq!(
                found(&CHECK, &[("M7-M12/cloud", text)]),
                Vec::<String>::new(),
                "{text}"
            );
        }
        assert_eq!(
            found(&CHECK, &[("M1-M6/cloud", "It was in Q1 2023.")]),
            Vec::<String>::new()
        );
    }
}
