//! A printed text has blanks that do not belong there.

use std::ops::Range;

use crate::diag::{Diagnostic, Rule, Severity, Sink, Subject};
use crate::source::{Place, Sources};

use super::reading::about::about;
use super::reading::place_in_text::{between_quotes, mend_in_text, place_in_text};
use super::reading::rows::rows;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA137",
    name: "stray-blanks",
    severity: Severity::Note,
    summary: "a title, name, baseline or method has blanks at its ends, in a row, or of an unusual kind",
    page: include_str!("../../docs/rules/VA137.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for installation in &evidence.catalogue.installations {
        let about = about(installation, None);
        let title = &installation.title;
        report(
            evidence.sources,
            ("title", &title.value, title.place),
            about,
            sink,
        );
    }
    for row in rows(evidence) {
        let printed = row.printed;
        let texts = [
            ("name", &printed.name.value, printed.name.place),
            (
                "baseline",
                &printed.baseline.as_written,
                printed.baseline.place,
            ),
            ("measured", &printed.measured.value, printed.measured.place),
        ];
        for text in texts {
            if text.2 != printed.place {
                report(evidence.sources, text, row.subject(), sink);
            }
        }
    }
}

/// Reports the first stray blanks of a text, as the file holds it.
fn report(
    sources: &Sources,
    (what, value, place): (&str, &String, Place),
    about: Subject,
    sink: &mut Sink,
) {
    let written = between_quotes(sources.get(place.source).slice(place.span)).unwrap_or(value);
    let all = strays(written);
    let Some(range) = all.first().cloned() else {
        return;
    };
    let blanks = written.get(range.clone()).unwrap_or_default();
    let verb = match (range.start, range.end) {
        (0, _) => "begins with",
        (_, end) if end == written.len() => "ends with",
        _ => "has",
    };
    let message = format!("`{what}` {verb} {}", described(blanks));
    let at_end = |range: &Range<usize>| range.start == 0 || range.end == written.len();
    let edits: Vec<(Range<usize>, &str)> = all
        .into_iter()
        .map(|range| (range.clone(), if at_end(&range) { "" } else { " " }))
        .collect();
    let finding = Diagnostic::new(&RULE, message)
        .at(place_in_text(sources, place, written, &range), "")
        .help("leave single blanks between words and none at the ends: what is pasted from Word or a spreadsheet brings others along")
        .mend(mend_in_text(sources, place, written, &edits))
        .about(about);
    sink.push(finding);
}

/// Returns the blanks that do not belong into a text of one line.
fn strays(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    for piece in text.split_inclusive(|letter: char| !letter.is_whitespace()) {
        let blanks = piece.trim_end_matches(|letter: char| !letter.is_whitespace());
        let range = from..from + blanks.len();
        let at_end = range.start == 0 || range.end == text.len();
        if !blanks.is_empty() && (at_end || blanks != " ") && !belongs(text, &range) {
            found.push(range);
        }
        from += piece.len();
    }
    found
}

/// Returns whether blanks break a line, or keep a number together with its groups or its unit: `1 PB`.
fn belongs(text: &str, range: &Range<usize>) -> bool {
    let blanks = text.get(range.clone()).unwrap_or_default();
    if blanks.contains('\n') {
        return true;
    }
    let before = text
        .get(..range.start)
        .and_then(|text| text.chars().next_back());
    let after = text.get(range.end..).and_then(|text| text.chars().next());
    matches!(blanks, "\u{a0}" | "\u{202f}")
        && before.is_some_and(|letter| letter.is_ascii_digit())
        && after.is_some_and(|letter| letter.is_alphanumeric() || letter == '%')
}

/// Says what blanks there are: `a tab`, `24 no-break spaces`.
fn described(blanks: &str) -> String {
    let count = blanks.chars().count();
    let all = |wanted: fn(char) -> bool| blanks.chars().all(wanted);
    let (one, many) = if all(|letter| letter == '\t') {
        ("a tab", "tabs")
    } else if all(|letter| matches!(letter, '\u{a0}' | '\u{202f}' | '\u{2007}')) {
        ("a no-break space", "no-break spaces")
    } else if all(|letter| letter == ' ') {
        ("a blank", "blanks in a row")
    } else {
        ("a blank of an unusual kind", "blanks of several kinds")
    };
    if count == 1 {
        one.to_owned()
    } else {
        format!("{count} {many}")
    }
}

#[cfg(test)]
mod tests {
    use super::{described, strays};

    fn found(text: &str) -> Option<String> {
        strays(text)
            .into_iter()
            .next()
            .map(|range| described(&text[range]))
    }

    #[test]
    fn blanks_that_do_not_belong_are_found() {
        assert_eq!(found("Local Accounting\u{a0}").unwrap(), "a no-break space");
        assert_eq!(
            found(&format!("{}10", "\u{a0}".repeat(24))).unwrap(),
            "24 no-break spaces"
        );
        assert_eq!(
            found("\u{a0}  11,586,723").unwrap(),
            "3 blanks of several kinds"
        );
        assert_eq!(found("Number  of users").unwrap(), "2 blanks in a row");
        assert_eq!(found("Number\tof users").unwrap(), "a tab");
        assert_eq!(found("logs ").unwrap(), "a blank");
        assert_eq!(found(" ").unwrap(), "a blank");
    }

    #[test]
    fn blanks_that_belong_are_left_alone() {
        for text in [
            "",
            "Number of users",
            "1\u{a0}PB",
            "4\u{202f}000\u{202f}000",
            "One line\n\nand another\n",
        ] {
            assert_eq!(found(text), None, "{text:?}");
        }
    }
}
