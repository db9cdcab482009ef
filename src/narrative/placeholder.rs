//! Placeholders: what people write where a text is still to come.

use std::ops::Range;

use super::token::{Token, between, tokens};

/// Marks that stand for a missing text in any case of letters.
const MARKS: &[&str] = &["tbc", "tbd"];
/// What is to be done with a missing text, as in `to be defined`.
const DEEDS: &[&str] = &["developed", "defined", "confirmed", "completed", "done"];
/// Deeds that are done to texts only, so that they may also end what they speak of, as in `method to be defined`.
const DEEDS_OF_TEXTS: &[&str] = &["defined", "confirmed"];
/// Words after which `to be confirmed` says something, as in `the date has yet to be confirmed`.
const STATING: &[&str] = &[
    "is", "are", "was", "were", "has", "have", "had", "needs", "need", "remains", "remain",
    "remained", "yet", "going", "likely", "expected", "supposed", "due",
];

/// Returns the range of the first placeholder of a text.
///
/// A placeholder is `TBC`, `TBD`, `TODO`, `XXX`, `???`, `<< … >>`, `[insert …]`, `lorem ipsum`, or a phrase such as
/// `to be defined` that stands in place of a text. A phrase within a sentence says something and is none: `models to
/// be developed in the second year`. The text should begin where a sentence or a field does.
pub fn placeholder(text: &str) -> Option<Range<usize>> {
    let folded = text.to_ascii_lowercase();
    let words = tokens(text);
    let found = [
        mark(&words),
        queries(text),
        enclosed(&folded, "<<", ">>"),
        enclosed(&folded, "[insert", "]"),
        folded.find("lorem ipsum").map(|at| at..at + 11),
        phrase(text, &words),
    ];
    found.into_iter().flatten().min_by_key(|range| range.start)
}

fn mark(words: &[Token<'_>]) -> Option<Range<usize>> {
    let stands = |word: &&Token<'_>| {
        let crosses = word.text.len() >= 3 && word.text.bytes().all(|byte| byte == b'X');
        word.is_any(MARKS) || word.text == "TODO" || crosses
    };
    words.iter().find(stands).map(|word| word.range.clone())
}

fn queries(text: &str) -> Option<Range<usize>> {
    let start = text.find("???")?;
    let rest = text.get(start..)?;
    Some(start..start + (rest.len() - rest.trim_start_matches('?').len()))
}

/// Returns what stands between two marks, with them; only the first mark where the second is missing.
fn enclosed(folded: &str, open: &str, close: &str) -> Option<Range<usize>> {
    let start = folded.find(open)?;
    let inner = start + open.len();
    let length = folded.get(inner..)?.find(close);
    Some(start..length.map_or(inner, |length| inner + length + close.len()))
}

fn phrase(text: &str, words: &[Token<'_>]) -> Option<Range<usize>> {
    let blank = |one: &Token<'_>, next: &Token<'_>| {
        between(text, &one.range, &next.range).trim().is_empty()
    };
    for (at, three) in words.windows(3).enumerate() {
        let [to, be, deed] = three else { continue };
        let is_phrase = to.is("to") && be.is("be") && deed.is_any(DEEDS);
        if !is_phrase || !blank(to, be) || !blank(be, deed) {
            continue;
        }
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        let states = before.is_some_and(|before| before.is_any(STATING));
        let ends = deed.is_any(DEEDS_OF_TEXTS)
            && !states
            && closes(text.get(deed.range.end..).unwrap_or_default());
        if opens(text.get(..to.range.start).unwrap_or_default()) || ends {
            return Some(to.range.start..deed.range.end);
        }
    }
    None
}

/// Returns whether what follows `before` begins a sentence, an item or a note in brackets.
fn opens(before: &str) -> bool {
    let kept = before.trim_end();
    let gap = before.get(kept.len()..).unwrap_or_default();
    kept.is_empty()
        || gap.matches('\n').count() > 1
        || kept.ends_with([
            '.', '!', '?', ':', ';', '(', '[', '|', '"', '“', '-', '–', '—', '*', '•',
        ])
}

/// Returns whether what stands before `after` ends a sentence or a note in brackets.
fn closes(after: &str) -> bool {
    let rest = after.trim_start();
    rest.is_empty() || rest.starts_with(['.', '!', '?', ';', ')', ']', '|', '"', '”'])
}

#[cfg(test)]
mod tests {
    use super::placeholder;

    fn first(text: &str) -> Option<&str> {
        placeholder(text).map(|range| &text[range])
    }

    #[test]
    fn marks_of_a_missing_text_are_found() {
        for (text, mark) in [
            ("1 Introduction TBC", "TBC"),
            ("tbd", "tbd"),
            ("TODO: ask Ana", "TODO"),
            ("in XXXX countries", "XXXX"),
            ("Which cloud????", "????"),
            ("é << how many? >> users", "<< how many? >>"),
            ("<<", "<<"),
            ("see [Insert link] and [insert", "[Insert link]"),
            ("Lorem ipsum dolor", "Lorem ipsum"),
        ] {
            assert_eq!(first(text), Some(mark), "{text}");
        }
    }

    #[test]
    fn a_phrase_in_place_of_a_text_is_found() {
        for text in [
            "To be developed",
            "Logs. To be\ncompleted by the provider.",
            "Method to be defined",
            "By country (to be confirmed)",
            "- to be done",
        ] {
            assert!(placeholder(text).is_some(), "{text}");
        }
    }

    #[test]
    fn a_phrase_that_says_something_is_none() {
        for text in [
            "The AI models to be developed in the second year are listed.",
            "Models remain to be developed.",
            "The date of the workshop has yet to be confirmed.",
            "Number of models to be developed",
            "The migration is to be completed by M18",
            "Todo el mundo; XX century; Really??",
            "Users in 3 countries",
        ] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn the_first_of_several_counts() {
        assert_eq!(first("??? and TBC"), Some("???"));
    }
}
