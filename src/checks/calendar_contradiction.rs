//! A project month and a date that are said to be the same, or to follow each other, do not fit the calendar.

use crate::calendar::{Calendar, Period};
use crate::diag::{Diagnostic, Rule, Severity, Sink};
use crate::narrative::paragraph::{Paragraph, paragraphs};
use crate::narrative::prose::Sentence;
use crate::narrative::readiness::{Expected, use_before_readiness};
use crate::narrative::time::{Mention, Time, times};
use crate::narrative::token::between;

use super::reading::about::about_text;
use super::reading::phrases::{quoted, short};
use super::reading::texts::reported;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA512",
    name: "calendar-contradiction",
    severity: Severity::Warning,
    summary: "a project month and a date in a text cannot both hold",
    page: include_str!("../../docs/rules/VA512.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let calendar = &evidence.catalogue.calendar;
    let period = evidence.report.period;
    for (owner, text) in reported(evidence) {
        for paragraph in paragraphs(&text.markdown, text.source) {
            let equations = paragraph
                .sentences
                .iter()
                .flat_map(|sentence| equations(sentence, calendar));
            let order = order(&paragraph, calendar);
            for finding in equations.chain(order) {
                sink.push(finding.about(about_text(owner, period)));
            }
        }
    }
}

/// Returns findings about `M6 (March 2023)`, `M12, i.e. August 2023` and their like that the calendar denies.
fn equations(sentence: &Sentence, calendar: &Calendar) -> Vec<Diagnostic> {
    let mentions = times(&sentence.text);
    let pairs = mentions.iter().zip(mentions.iter().skip(1));
    let wrong = pairs.filter(|(one, other)| is_equation(&sentence.text, one, other));
    let finding = |(one, other): (&Mention, &Mention)| {
        let (months, date) = match (one.time, other.time) {
            (Time::Months(months), Time::Quarter(_) | Time::Dates(_)) => (months, other),
            (Time::Quarter(_) | Time::Dates(_), Time::Months(months)) => (months, one),
            _ => return None,
        };
        if !calendar.within(months) || holds(months, date.time, calendar) {
            return None;
        }
        let (first, second) = (quoted(sentence, &one.range), quoted(sentence, &other.range));
        let message = format!(
            "{first} is said to be {second}, but {} is {}",
            short(months),
            calendar.label(months)
        );
        let help = match date.time.months(calendar) {
            Some(meant) => format!(
                "{} is {}; correct one of the two",
                quoted(sentence, &date.range),
                short(meant)
            ),
            None => format!(
                "{} lies outside the project; correct one of the two",
                quoted(sentence, &date.range)
            ),
        };
        let place = sentence.place(&(one.range.start..other.range.end));
        Some(
            Diagnostic::new(&RULE, message)
                .at(place, "these are not the same")
                .help(help),
        )
    };
    wrong.filter_map(finding).collect()
}

/// Returns whether two times that follow each other are said to be the same: the second stands in brackets of its own, or
/// after `i.e.`, `that is` or `=`.
fn is_equation(text: &str, one: &Mention, other: &Mention) -> bool {
    let gap = between(text, &one.range, &other.range);
    let gap: String = gap
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let after = text.get(other.range.end..).unwrap_or_default().trim_start();
    match gap.to_lowercase().trim_end_matches(',') {
        "(" | "(=" | "(i.e." => after.starts_with([')', ',', ';']),
        "=" | ",i.e." | "i.e." | ",thatis" | ",thatisin" | ",i.e.in" | ",i.e.,in" => true,
        _ => false,
    }
}

/// Returns whether project months and a date can be the same.
fn holds(months: Period, date: Time, calendar: &Calendar) -> bool {
    let Some(dated) = date.months(calendar) else {
        return false;
    };
    let whole = calendar.has_calendar_months();
    let spans = match date {
        Time::Quarter(_) => months.months() == 3,
        _ => months.months() > 1 && dated.months() > 1,
    };
    if whole && spans {
        months == dated
    } else {
        months.overlaps(dated)
    }
}

/// Returns the finding about a use that is expected before what is used will be ready.
fn order(paragraph: &Paragraph, calendar: &Calendar) -> Option<Diagnostic> {
    let (ready, used) = use_before_readiness(paragraph, calendar)?;
    let told = |expected: &Expected<'_>| {
        let other = match expected.mention.time {
            Time::Months(_) => calendar.label(expected.months),
            Time::Quarter(_) | Time::Dates(_) => short(expected.months),
        };
        let written = quoted(expected.sentence, &expected.mention.range);
        format!("{written} ({other})")
    };
    let place = |expected: &Expected<'_>| expected.sentence.place(&expected.mention.range);
    let message = format!(
        "use is expected in {}, before readiness in {}",
        told(&used),
        told(&ready)
    );
    Some(
        Diagnostic::new(&RULE, message)
            .at(place(&used), "use from here")
            .see(place(&ready), "ready only here")
            .help("correct one of the two, or say what is used before it is ready"),
    )
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::tests::found;

    #[test]
    fn months_and_dates_that_are_not_the_same_are_found() {
        for (text, expected) in [
            (
                "It ended in M6 (March 2023).",
                "13: `M6` is said to be `March 2023`, but M6 is Feb 2023",
            ),
            (
                "It ended in M12, i.e. July 2023, at last.",
                "13: `M12` is said to be `July 2023`, but M12 is Aug 2023",
            ),
            (
                "It ended in March 2023 (M6).",
                "13: `March 2023` is said to be `M6`, but M6 is Feb 2023",
            ),
            (
                "In M1-M6 (October 2022 – March 2023) it ran.",
                "4: `M1-M6` is said to be `October 2022 – March 2023`, but M1-M6 is Sep 2022 – Feb 2023",
            ),
            (
                "In Q1 2023 (M4-M6) it ran.",
                "4: `Q1 2023` is said to be `M4-M6`, but M4-M6 is Dec 2022 – Feb 2023",
            ),
            (
                "It opens in M1 (August 2022).",
                "13: `M1` is said to be `August 2022`, but M1 is Sep 2022",
            ),
        ] {
            assert_eq!(
                found(&CHECK, &[("M7-M12/cloud", text)]),
                [format!("M7-M12/cloud.md:1:{expected}")],
                "{text}"
            );
        }
    }

    #[test]
    fn a_use_before_readiness_is_found() {
        let text = "No model is mature enough for users outside the project (expected in M20). All the same, we expect \
            that their use begins to grow from Q1 2024.";
        assert_eq!(
            found(&CHECK, &[("M7-M12/cloud", text)]),
            [
                "M7-M12/cloud.md:1:135: use is expected in `Q1 2024` (M17-M19), before readiness in `M20` (Apr 2024)"
            ]
        );
        let text =
            "The service will be ready in April 2024, and its use is planned to start in M18.";
        assert_eq!(
            found(&CHECK, &[("M7-M12/cloud", text)]),
            [
                "M7-M12/cloud.md:1:77: use is expected in `M18` (Feb 2024), before readiness in `April 2024` (M20)"
            ]
        );
    }

    #[test]
    fn what_can_hold_is_no_contradiction() {
        for text in [
            "M6 (February 2023), M12, i.e. August 2023, and M1-M6 (Sep 2022 – Feb 2023) with Q1 2023 (M5-M7).",
            "M5 (Q1 2023), M12 (31 August 2023), M1-M12 (August 2023) and M8 (after the March 2023 workshop).",
            "It runs since M6 (in March 2023 it grew).",
            "It was opened in M6. In March 2023 the users came.",
            "The models will be ready in M20. Use should begin, as planned, in Q2 2024.",
            "The models will be delivered in M20. Usage started in Q1 2023.",
            "The models were delivered in M8. Use is planned from Q1 2023 data on.",
            "The models will be ready in M20. Use will not start in Q1 2024.",
            "The models will be ready in M20. The use cases will meet in Q1 2024.",
            "The models will be ready in M20. A new call will start in Q1 2024.",
            "Use is planned from Q1 2024 and the models will be ready in M20.",
            "The models will be ready in M20.\n\nThe other service will be used from Q1 2024.",
        ] {
            assert_eq!(
                found(&CHECK, &[("M7-M12/cloud", text)]),
                Vec::<String>::new(),
                "{text}"
            );
        }
    }
}
