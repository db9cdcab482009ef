//! A text counts half-years, years or periods otherwise than the calendar.

use crate::calendar::Period;
use crate::catalogue::Catalogue;
use crate::diag::{Diagnostic, Rule, Severity, Sink};
use crate::narrative::apposition::names_the_same;
use crate::narrative::ordinal::{Ordinal, Stretch, ordinals};
use crate::narrative::prose::{Sentence, sentences};
use crate::narrative::time::{Mention, Time, times};

use super::reading::about::about_text;
use super::reading::phrases::{quoted, short};
use super::reading::texts::reported;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA516",
    name: "ordinal-contradicts-period",
    severity: Severity::Warning,
    summary: "a text numbers a half-year, year or period otherwise than the months beside it",
    page: include_str!("../../docs/rules/VA516.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for (owner, text) in reported(evidence) {
        for sentence in sentences(&text.markdown, text.source) {
            let mentions = times(&sentence.text);
            for ordinal in ordinals(&sentence.text) {
                let wrong = mentions
                    .iter()
                    .find_map(|mention| finding(&sentence, &ordinal, mention, evidence.catalogue));
                if let Some(finding) = wrong {
                    sink.push(finding.about(about_text(owner, evidence.report.period)));
                }
            }
        }
    }
}

fn finding(
    sentence: &Sentence,
    ordinal: &Ordinal,
    mention: &Mention,
    catalogue: &Catalogue,
) -> Option<Diagnostic> {
    let (one, other) = (&ordinal.range, &mention.range);
    let beside =
        names_the_same(&sentence.text, one, other) || names_the_same(&sentence.text, other, one);
    let months = match mention.time {
        Time::Months(months) => months,
        time => time.months(&catalogue.calendar)?,
    };
    if !beside || ordinal.may_mean(months, catalogue) {
        return None;
    }
    let (counted, written) = (quoted(sentence, one), quoted(sentence, other));
    let message = match ordinal.spans(catalogue).first() {
        Some(meant) => format!("{counted} is {}, not {written}", short(*meant)),
        None => format!("{counted} is not {written}: there is none"),
    };
    let help = match number(ordinal.stretch, months, catalogue) {
        Some(number) => format!(
            "{} is {} {number}; correct the number or the months",
            short(months),
            noun(ordinal.stretch)
        ),
        None => "correct the number or the months".to_owned(),
    };
    let place = sentence.place(&(one.start.min(other.start)..one.end.max(other.end)));
    Some(
        Diagnostic::new(&RULE, message)
            .at(place, "these do not agree")
            .help(help),
    )
}

/// Returns the number of the stretch that has exactly these months.
fn number(stretch: Stretch, months: Period, catalogue: &Catalogue) -> Option<u16> {
    if stretch == Stretch::Period {
        let at = catalogue
            .periods
            .iter()
            .position(|period| *period == months)?;
        return u16::try_from(at + 1).ok();
    }
    let length = if stretch == Stretch::Year { 12 } else { 6 };
    let whole = months.months() == length && months.last().number().is_multiple_of(length);
    whole.then(|| months.last().number() / length)
}

fn noun(stretch: Stretch) -> &'static str {
    match stretch {
        Stretch::HalfYear => "half-year",
        Stretch::Year => "year",
        Stretch::Period => "reporting period",
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::tests::found;

    #[test]
    fn numbers_that_the_months_deny_are_found() {
        for (text, expected) in [
            (
                "Third half-year collection (M31–M36)",
                "1: `Third half-year` is M13-M18, not `M31–M36`",
            ),
            (
                "In the first year (M13-M24) it ran.",
                "8: `first year` is M1-M12, not `M13-M24`",
            ),
            (
                "In M1-M6, the second reporting period, it ran.",
                "4: `second reporting period` is M7-M12, not `M1-M6`",
            ),
            (
                "In the 2nd period M1-M6 it ran.",
                "8: `2nd period` is M7-M12, not `M1-M6`",
            ),
            (
                "The ninth reporting period (M1-M6) ended.",
                "5: `ninth reporting period` is not `M1-M6`: there is none",
            ),
            (
                "In the second year (Sep 2022 – Aug 2023) it ran.",
                "8: `second year` is M13-M24, not `Sep 2022 – Aug 2023`",
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
    fn numbers_that_can_be_right_are_silent() {
        for text in [
            "The sixth half-year (M31-M36), the second reporting period (M7-M12) and the first year (M1-M12).",
            "The second reporting period (M19-M36) of the grant.",
            "The first reporting period (M1-M18).",
            "In the second half-year use doubled compared with M1-M6.",
            "In the second half-year, M1-M6 figures were corrected.",
            "In its first year (M13-M24) the archive grew.",
            "In the first year of operation (M7-M18) it grew.",
            "In the first year, use in M7-M12 was higher than in M1-M6.",
            "In the first half-year (M3) it was opened.",
        ] {
            assert_eq!(
                found(&CHECK, &[("M7-M12/cloud", text)]),
                Vec::<String>::new(),
                "{text}"
            );
        }
    }
}
