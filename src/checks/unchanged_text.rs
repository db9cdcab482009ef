//! An assessment still says what it said in an earlier period.

use crate::calendar::Period;
use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::narrative::likeness::{Vocabulary, Wording};
use crate::narrative::paragraph::{Paragraph, pieces};
use crate::narrative::{Assessment, Owner};
use crate::source::Place;

use super::reading::about::about_text;
use super::reading::texts::reported;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA510",
    name: "unchanged-text",
    severity: Severity::Warning,
    summary: "an assessment repeats a paragraph of an earlier period",
    page: include_str!("../../docs/rules/VA510.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// Fewest words of a paragraph that is compared.
const LEAST: usize = 12;

/// A paragraph with its words, and the figures among them.
struct Piece {
    place: Place,
    wording: Wording,
    figures: Vec<String>,
}

/// A paragraph and the earlier one that it repeats.
struct Repetition {
    now: Place,
    before: Place,
    exact: bool,
}

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let period = evidence.report.period;
    for (owner, text) in reported(evidence) {
        let Owner::Installation(id) = owner else {
            continue;
        };
        let mut vocabulary = Vocabulary::default();
        let mut left = read(text, &mut vocabulary);
        for earlier in evidence
            .columns()
            .iter()
            .rev()
            .filter(|earlier| **earlier < period)
        {
            let Some(before) = evidence.narrative.assessment(*earlier, id) else {
                continue;
            };
            let repeated = repetitions(&mut left, &read(before, &mut vocabulary));
            if let Some(finding) = finding(id, *earlier, &repeated) {
                sink.push(finding.about(about_text(owner, period)));
            }
        }
    }
}

fn read(text: &Assessment, vocabulary: &mut Vocabulary) -> Vec<Piece> {
    let pieces = pieces(&text.markdown, text.source, LEAST).into_iter();
    let alone = pieces.filter(|paragraph| paragraph.references == 0);
    alone
        .map(|paragraph| piece(&paragraph, vocabulary))
        .collect()
}

/// Returns the words of a paragraph; the periods that it names do not count, since they move from report to report.
fn piece(paragraph: &Paragraph, vocabulary: &mut Vocabulary) -> Piece {
    let names_period = |word: &str| {
        word.split(['-', '–', '—', '/'])
            .all(|part| Period::parse(part).is_ok())
    };
    let words: Vec<String> = paragraph
        .words()
        .filter(|word| !names_period(word))
        .map(str::to_lowercase)
        .collect();
    let figures = words
        .iter()
        .filter(|word| word.contains(|letter: char| letter.is_ascii_digit()));
    Piece {
        place: paragraph.place(),
        figures: figures.cloned().collect(),
        wording: vocabulary.wording(words, 0),
    }
}

/// Takes out of `left` what stands in `before` already; a paragraph with new figures has been looked at anew.
fn repetitions(left: &mut Vec<Piece>, before: &[Piece]) -> Vec<Repetition> {
    let mut found = Vec::new();
    left.retain(|piece| {
        let earlier = before.iter().find(|earlier| {
            earlier.figures == piece.figures && earlier.wording.alike(&piece.wording)
        });
        found.extend(earlier.map(|earlier| Repetition {
            now: piece.place,
            before: earlier.place,
            exact: earlier.wording.same(&piece.wording),
        }));
        earlier.is_none()
    });
    found
}

fn finding(id: &str, earlier: Period, repeated: &[Repetition]) -> Option<Diagnostic> {
    let (first, others) = repeated.split_first()?;
    let same = if repeated.iter().all(|repetition| repetition.exact) {
        "the same"
    } else {
        "nearly the same"
    };
    let what = match repeated.len() {
        1 => "a paragraph".to_owned(),
        count => format!("{count} paragraphs"),
    };
    let is = if others.is_empty() { "is" } else { "are" };
    let message = format!(
        "{what} of the assessment of `{}` {is} {same} as in {earlier}",
        safe(id)
    );
    let mut finding = Diagnostic::new(&RULE, message)
        .at(first.now, "unchanged")
        .see(first.before, format!("written for {earlier}"))
        .help("say what happened in this period; where nothing changed, say that and why");
    for other in others {
        finding = finding.see(other.now, "unchanged too");
    }
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::tests::found;

    const TEXT: &str = "In M1-M6 the platform moved to the new software, and the cloud served 3 use cases meanwhile.";

    #[test]
    fn a_paragraph_of_an_earlier_period_is_found() {
        let text = format!("The cloud grew.\n\n{}", TEXT.replace("M1-M6", "M7-M12"));
        assert_eq!(
            found(&CHECK, &[("M1-M6/cloud", TEXT), ("M7-M12/cloud", &text)]),
            [
                "M7-M12/cloud.md:3:1: a paragraph of the assessment of `cloud` is the same as in M1-M6"
            ]
        );
    }

    #[test]
    fn a_word_more_does_not_make_it_new() {
        let text = TEXT.replace("software", "software stack");
        assert_eq!(
            found(&CHECK, &[("M1-M6/cloud", TEXT), ("M7-M12/cloud", &text)]),
            [
                "M7-M12/cloud.md:1:1: a paragraph of the assessment of `cloud` is nearly the same as in M1-M6"
            ]
        );
    }

    #[test]
    fn new_figures_short_and_other_texts_are_no_repetitions() {
        let figures = TEXT.replace('3', "{{ cloud/cases }}");
        for (before, now) in [
            (TEXT, TEXT.replace('3', "5").as_str()),
            (figures.as_str(), figures.as_str()),
            ("The cloud was open.", "The cloud was open."),
            (
                TEXT,
                "The move is done, and since March all groups of the project have run on the new software alone.",
            ),
        ] {
            assert_eq!(
                found(&CHECK, &[("M1-M6/cloud", before), ("M7-M12/cloud", now)]),
                Vec::<String>::new()
            );
        }
        let others = [
            ("M1-M6/cloud", TEXT),
            ("M7-M12/islands", TEXT),
            ("M1-M6/summary", TEXT),
            ("M7-M12/summary", TEXT),
        ];
        assert_eq!(found(&CHECK, &others), Vec::<String>::new());
    }
}
