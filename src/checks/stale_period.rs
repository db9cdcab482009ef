//! A text speaks of an earlier period as if it were its own.

use std::ops::Range;

use crate::diag::{Diagnostic, Rule, Severity, Sink};
use crate::narrative::apposition::names_the_same;
use crate::narrative::prose::{Sentence, sentences};
use crate::narrative::token::{Token, between, tokens};

use super::reading::about::about_text;
use super::reading::named_span::named_spans;
use super::reading::phrases::quoted;
use super::reading::texts::reported;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA517",
    name: "stale-period",
    severity: Severity::Warning,
    summary: "a text speaks of an earlier period as if it were its own",
    page: include_str!("../../docs/rules/VA517.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// Words that point at what is reported.
const OWN: &[&str] = &["this", "current", "present", "reported"];
/// Names of stretches of time, by their last word.
const STRETCHES: &[&str] = &["period", "year", "semester"];
/// Names of the text itself.
const DOCUMENTS: &[&str] = &["report", "document", "deliverable", "assessment", "section"];
/// Words that look back from the reported period, by their stems: with them an earlier period is named rightly.
const BACK: &[&str] = &[
    "compar",
    "than",
    "since",
    "previous",
    "earlier",
    "preced",
    "prior",
    "last",
    "former",
    "before",
    "after",
    "then",
    "now",
    "meanwhile",
    "current",
    "today",
    "still",
    "again",
    "remain",
    "continu",
    "increas",
    "decreas",
    "grew",
    "grow",
    "fell",
    "rose",
    "rise",
    "declin",
    "drop",
    "higher",
    "lower",
    "chang",
    "correct",
    "restat",
    "revis",
    "unlike",
    "follow",
    "already",
    "until",
    "new",
    "both",
];

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let period = evidence.report.period;
    for (owner, text) in reported(evidence) {
        let sentences = sentences(&text.markdown, text.source);
        let claimed = sentences
            .iter()
            .find_map(|sentence| Some((sentence, claimed(sentence, evidence)?)));
        let finding = match claimed {
            Some((sentence, range)) => {
                let message = format!(
                    "the text for {period} calls {} its own period",
                    quoted(sentence, &range)
                );
                Diagnostic::new(&RULE, message).at(sentence.place(&range), "an earlier period")
            }
            None => match alone(&sentences, evidence) {
                Some((sentence, range)) => {
                    let message = format!(
                        "the text for {period} speaks of {} and never of its own period",
                        quoted(sentence, &range)
                    );
                    Diagnostic::new(&RULE, message).at(sentence.place(&range), "an earlier period")
                }
                None => continue,
            },
        };
        sink.push(
            finding
                .help(format!("see whether the text was copied from an earlier report; say what is true of {period}"))
                .about(about_text(owner, period)),
        );
    }
}

/// Returns the earlier period that a sentence calls its own: `this first reporting period`, `this period (M1-M6)`,
/// `this report presents the figures of the first reporting period`.
fn claimed(sentence: &Sentence, evidence: &Evidence<'_>) -> Option<Range<usize>> {
    let period = evidence.report.period;
    let words = tokens(&sentence.text);
    let named = named_spans(sentence, evidence.catalogue);
    let earlier = || named.iter().filter(|named| named.is_earlier(period));
    let pointed = earlier().find(|named| points_at(&sentence.text, &words, &named.range));
    let beside = || {
        let own = own_stretches(&words);
        earlier().find(|named| {
            named.months
                && own
                    .iter()
                    .any(|own| names_the_same(&sentence.text, own, &named.range))
        })
    };
    let subject = || {
        let document = words.windows(2).find(
            |pair| matches!(pair, [one, other] if one.is("this") && other.is_any(DOCUMENTS)),
        )?;
        let after = document.last()?.range.end;
        let looks_back = words.iter().any(|word| word.begins_with(BACK));
        let all = named.iter().all(|named| named.is_earlier(period));
        earlier()
            .find(|named| all && !looks_back && named.range.start > after && named.is_stretch())
    };
    pointed
        .or_else(beside)
        .or_else(subject)
        .map(|named| named.range.clone())
}

/// Returns whether `this` or a word like it stands directly before a piece of the text that counts a stretch.
fn points_at(text: &str, words: &[Token<'_>], range: &Range<usize>) -> bool {
    let before = words
        .iter()
        .rev()
        .find(|word| word.range.end <= range.start);
    let counted = words
        .iter()
        .rev()
        .find(|word| word.range.end == range.end)
        .is_some_and(|word| word.is_any(STRETCHES));
    counted
        && before.is_some_and(|word| {
            word.is_any(OWN) && between(text, &word.range, range).trim().is_empty()
        })
}

/// Returns where a text names its own period: `this period`, `the current reporting period`, `this half-year`.
fn own_stretches(words: &[Token<'_>]) -> Vec<Range<usize>> {
    let starts = words
        .iter()
        .enumerate()
        .filter(|(_, word)| word.is_any(OWN));
    let stretch = |(at, word): (usize, &Token<'_>)| {
        let mut next = words.get(at + 1..)?.iter().take(2);
        let last = next.find(|word| word.is_any(STRETCHES))?;
        Some(word.range.start..last.range.end)
    };
    starts.filter_map(stretch).collect()
}

/// Returns the earlier reporting period that a text names when it names no other and never looks back from its own.
fn alone<'s>(
    sentences: &'s [Sentence],
    evidence: &Evidence<'_>,
) -> Option<(&'s Sentence, Range<usize>)> {
    let period = evidence.report.period;
    let mut first = None;
    for sentence in sentences {
        let words = tokens(&sentence.text);
        let own = words.windows(2).any(|pair| match pair {
            [one, other] => {
                (one.is_any(&["this", "the"])
                    && other.is_any(&["period", "semester", "reporting", "half"]))
                    || (one.is("second") && other.is("half"))
            }
            _ => false,
        });
        if own || words.iter().any(|word| word.begins_with(BACK)) {
            return None;
        }
        for named in named_spans(sentence, evidence.catalogue) {
            if named.may_be(period) {
                return None;
            }
            let reported = named
                .spans
                .iter()
                .any(|span| evidence.columns().contains(span));
            if first.is_none() && named.months && reported && named.is_earlier(period) {
                first = Some((sentence, named.range));
            }
        }
    }
    first
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::tests::found;

    #[test]
    fn a_text_that_claims_an_earlier_period_is_found() {
        for (text, expected) in [
            (
                "It was open in this first reporting period.",
                "21: the text for M7-M12 calls `first reporting period` its own period",
            ),
            (
                "It was open in this period (M1-M6).",
                "29: the text for M7-M12 calls `M1-M6` its own period",
            ),
            (
                "In the current reporting period, M1-M6, it was open.",
                "34: the text for M7-M12 calls `M1-M6` its own period",
            ),
            (
                "This document reports the figures for the first reporting period.",
                "43: the text for M7-M12 calls `first reporting period` its own period",
            ),
            (
                "In M1-M6 the cloud was not used. Its use will start in M16.",
                "4: the text for M7-M12 speaks of `M1-M6` and never of its own period",
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
    fn texts_that_look_back_are_silent() {
        for text in [
            "Compared with M1-M6, the cloud served more users.",
            "In M1-M6 it was idle. In M7-M12 it was used.",
            "In M1-M6 it was idle. Three applications run on it now.",
            "In M1-M6 it was idle. In this period, applications came.",
            "In M1-M6 it was idle. In May 2023 applications came.",
            "It was opened in M3 and hosts three applications.",
            "It was open in this second reporting period.",
            "In this first year it was opened; in PY1 it served all.",
            "This report follows that of the first reporting period.",
            "This section shows the figures of M1-M6 and M7-M12.",
            "The cloud was open throughout.",
        ] {
            assert_eq!(
                found(&CHECK, &[("M7-M12/cloud", text)]),
                Vec::<String>::new(),
                "{text}"
            );
        }
        assert_eq!(
            found(
                &CHECK,
                &[("M1-M6/cloud", "In this first reporting period it ran.")]
            ),
            Vec::<String>::new()
        );
    }
}
