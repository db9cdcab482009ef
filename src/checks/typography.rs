//! Slips of typing in a text.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::{Diagnostic, Mend, Replacement, Rule, Severity, Sink, safe};
use crate::narrative::Assessment;
use crate::narrative::typography::{Slip, slips};
use crate::source::Place;

use super::reading::about::about_text;
use super::reading::texts::printed;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA515",
    name: "typography",
    severity: Severity::Note,
    summary: "a text has slips of typing: doubled stops and words, blanks too many or missing, lone brackets and quotes",
    page: include_str!("../../docs/rules/VA515.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// Most slips of a text that have a finding each; more are one finding.
const SINGLE: usize = 5;
/// Most slips that one finding points at.
const SHOWN: usize = 12;

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for (owner, text) in printed(evidence) {
        let mut slips = slips(&text.markdown);
        if !evidence.is_english() {
            slips.retain(|(_, slip)| *slip != Slip::DoubledWord);
        }
        let findings = if slips.len() > SINGLE {
            together(text, &slips).into_iter().collect()
        } else {
            slips
                .iter()
                .map(|slip| single(text, slip))
                .collect::<Vec<_>>()
        };
        for finding in findings {
            sink.push(finding.about(about_text(owner, evidence.report.period)));
        }
    }
}

fn single(text: &Assessment, found: &(Range<usize>, Slip)) -> Diagnostic {
    let (range, slip) = found;
    let written = text.markdown.get(range.clone()).unwrap_or_default();
    let words: Vec<&str> = written.split_whitespace().collect();
    let quoted = safe(&words.join(" ")).into_owned();
    let (message, help) = match slip {
        Slip::DoubledStop => ("two full stops".to_owned(), "write one"),
        Slip::MissingBlank => (
            format!("no blank in `{quoted}`"),
            "write a blank after the mark",
        ),
        Slip::BlankBefore => ("a blank before the mark".to_owned(), "take the blank out"),
        Slip::LoneBracket => (
            format!("`{quoted}` has no partner"),
            "close the bracket, or take it out",
        ),
        Slip::LoneQuote => (
            format!("`{quoted}` has no partner"),
            "close the quotation, or take the mark out",
        ),
        Slip::DoubledWord => (format!("the same word twice: `{quoted}`"), "write it once"),
        Slip::RepeatedBlank => (
            format!("{} blanks in a row", written.chars().count()),
            "write one",
        ),
    };
    Diagnostic::new(&RULE, message)
        .at(place(text, range), "")
        .help(help)
        .mend(mend(text, std::slice::from_ref(found)))
}

/// Returns the mend of blanks too many; of the other slips, what was meant can only be guessed.
fn mend(text: &Assessment, slips: &[(Range<usize>, Slip)]) -> Option<Mend> {
    let mut last = 0;
    let blanks = slips.iter().filter_map(|(range, slip)| {
        if range.start < last {
            return None;
        }
        let mended = match slip {
            Slip::RepeatedBlank => " ",
            Slip::BlankBefore => text.markdown.get(range.clone())?.trim_start(),
            Slip::DoubledStop
            | Slip::MissingBlank
            | Slip::LoneBracket
            | Slip::LoneQuote
            | Slip::DoubledWord => return None,
        };
        last = range.end;
        Some(Replacement {
            place: place(text, range),
            text: mended.to_owned(),
        })
    });
    let all: Vec<Replacement> = blanks.collect();
    (!all.is_empty()).then_some(Mend::Replace(all))
}

/// Returns one finding for all slips of a text.
fn together(text: &Assessment, slips: &[(Range<usize>, Slip)]) -> Option<Diagnostic> {
    let (first, _) = slips.first()?;
    let mut counts: BTreeMap<Slip, usize> = BTreeMap::new();
    for (_, slip) in slips {
        *counts.entry(*slip).or_default() += 1;
    }
    let counts: Vec<String> = counts
        .into_iter()
        .map(|(slip, count)| format!("{count} {}", kind(slip, count)))
        .collect();
    let message = format!("{} slips of typing: {}", slips.len(), counts.join(", "));
    let mut finding = Diagnostic::new(&RULE, message)
        .at(place(text, first), "the first one")
        .help("read the text once more")
        .mend(mend(text, slips));
    for (range, slip) in slips.iter().take(SHOWN).skip(1) {
        finding = finding.see(place(text, range), kind(*slip, 1));
    }
    Some(finding)
}

fn kind(slip: Slip, count: usize) -> &'static str {
    let (one, many) = match slip {
        Slip::DoubledStop => ("doubled full stop", "doubled full stops"),
        Slip::MissingBlank => ("missing blank", "missing blanks"),
        Slip::BlankBefore => ("blank before a mark", "blanks before marks"),
        Slip::LoneBracket => ("lone bracket", "lone brackets"),
        Slip::LoneQuote => ("lone quotation mark", "lone quotation marks"),
        Slip::DoubledWord => ("doubled word", "doubled words"),
        Slip::RepeatedBlank => ("repeated blank", "repeated blanks"),
    };
    if count == 1 { one } else { many }
}

fn place(text: &Assessment, range: &Range<usize>) -> Place {
    Place {
        source: text.source,
        span: range.clone().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::tests::{found, found_in};

    #[test]
    fn few_slips_have_a_finding_each() {
        assert_eq!(
            found(
                &CHECK,
                &[(
                    "M7-M12/cloud",
                    "It served the\nthe users.. Then  it (ended.This was all."
                )]
            ),
            [
                "M7-M12/cloud.md:1:11: the same word twice: `the the`",
                "M7-M12/cloud.md:2:10: two full stops",
                "M7-M12/cloud.md:2:17: 2 blanks in a row",
                "M7-M12/cloud.md:2:22: `(` has no partner",
                "M7-M12/cloud.md:2:28: no blank in `.This`",
            ]
        );
    }

    #[test]
    fn words_stand_twice_rightly_in_other_languages() {
        let text = "Nous nous sommes vus.. Vous vous en allez.";
        assert_eq!(
            found_in("language = \"fr\"", &CHECK, &[("M7-M12/cloud", text)]),
            ["M7-M12/cloud.md:1:21: two full stops"]
        );
    }

    #[test]
    fn many_slips_of_a_text_are_one_finding() {
        assert_eq!(
            found(
                &CHECK,
                &[(
                    "M7-M12/cloud",
                    "One.. two.. three.. four.. five.. the the six."
                )]
            ),
            ["M7-M12/cloud.md:1:4: 6 slips of typing: 5 doubled full stops, 1 doubled word"]
        );
    }
}
