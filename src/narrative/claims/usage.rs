//! Claims that something was used, or was not.

use std::ops::Range;

use super::clause::Clause;

/// What is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UseKind {
    /// It was used.
    Used,
    /// It was used from the first day on.
    UsedFromStart,
    /// It was not used.
    NotUsed,
    /// Nothing of what the clause names was used: `no storage was used`.
    NoneUsed,
}

/// A claim that something was used, or was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UseClaim {
    /// What is claimed.
    pub kind: UseKind,
    /// The words that say so, in the sentence.
    pub range: Range<usize>,
}

/// Words before `used` that make it a statement about the past or the present.
const VERBS: &[&str] = &["was", "were", "is", "are", "been", "being"];
/// Words that may stand between.
const BETWEEN: &[&str] = &[
    "not",
    "yet",
    "never",
    "been",
    "already",
    "also",
    "still",
    "only",
    "mainly",
    "mostly",
    "intensively",
    "heavily",
    "being",
    "solely",
];

/// Returns what a clause claims of use.
pub fn uses(clause: &Clause<'_>) -> Vec<UseClaim> {
    if clause.is_forward() {
        return Vec::new();
    }
    let mut claims = Vec::new();
    for (index, (range, word)) in clause.words.iter().enumerate() {
        let in_use = word == "use"
            && index
                .checked_sub(1)
                .and_then(|at| clause.words.get(at))
                .is_some_and(|(_, word)| word == "in");
        if word != "used" && word != "unused" && !in_use {
            continue;
        }
        let Some((verb, denied)) = verb(clause, index - usize::from(in_use)) else {
            continue;
        };
        let denied = denied || word == "unused";
        let subject = subject(clause, verb);
        let kind = match subject {
            Subject::Figure | Subject::Rest => continue,
            Subject::None(_) if denied => continue,
            Subject::None(_) => UseKind::NoneUsed,
            Subject::Named if denied => UseKind::NotUsed,
            Subject::Named if from_start(clause, index) => UseKind::UsedFromStart,
            Subject::Named => UseKind::Used,
        };
        if kind == UseKind::Used
            && clause
                .words
                .get(index + 1)
                .is_some_and(|(_, next)| matches!(next.as_str(), "to" | "as"))
        {
            continue;
        }
        let start = match (subject, clause.words.get(verb)) {
            (Subject::None(start), _) => start,
            (_, Some((verb, _))) => verb.start,
            (_, None) => range.start,
        };
        claims.push(UseClaim {
            kind,
            range: start..range.end,
        });
    }
    claims
}

/// Returns the verb before a word, and whether what stands between denies it; a clause may also begin with the verb.
fn verb(clause: &Clause<'_>, index: usize) -> Option<(usize, bool)> {
    let mut denied = false;
    for at in (0..index).rev() {
        let (_, word) = clause.words.get(at)?;
        if matches!(word.as_str(), "not" | "never") {
            denied = true;
        }
        if VERBS.contains(&word.as_str()) && word != "been" && word != "being" {
            return Some((at, denied));
        }
        if matches!(word.as_str(), "has" | "have" | "had") {
            return Some((at, denied));
        }
        if !BETWEEN.contains(&word.as_str()) {
            return None;
        }
    }
    None
}

/// What stands before the verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    /// Something, whatever it is.
    Named,
    /// Nothing: `no storage`, `none of the nodes`; with the byte at which it begins.
    None(usize),
    /// Others than those meant: `no other cloud`, `no more than that`.
    Rest,
    /// A figure left to the data, of which the sentence says what the data say.
    Figure,
}

/// Words that begin another subject.
const LINKS: &[&str] = &[
    "that", "which", "who", "where", "when", "because", "as", "since", "and", "or", "so",
];

fn subject(clause: &Clause<'_>, verb: usize) -> Subject {
    let before = clause.words.get(..verb).unwrap_or_default();
    let from = before.last().map_or(0, |(range, _)| range.end);
    let to = clause
        .words
        .get(verb)
        .map_or(from, |(range, _)| range.start);
    let between = clause.sentence.text.get(from..to).unwrap_or_default();
    if between.contains("}}") {
        return Subject::Figure;
    }
    let mut next = "";
    for (range, word) in before.iter().rev() {
        match word.as_str() {
            "no" if matches!(
                next,
                "more" | "less" | "fewer" | "longer" | "other" | "further"
            ) =>
            {
                return Subject::Rest;
            }
            "no" | "none" | "nothing" | "nobody" | "neither" => return Subject::None(range.start),
            link if LINKS.contains(&link) => break,
            word => next = word,
        }
    }
    Subject::Named
}

/// Returns whether `since day 1`, `from the first day on` or the like follows.
fn from_start(clause: &Clause<'_>, index: usize) -> bool {
    let rest = clause.words.get(index + 1..).unwrap_or_default();
    let words: Vec<&str> = rest.iter().map(|(_, word)| word.as_str()).collect();
    let text = words.join(" ");
    [
        "since day",
        "from day",
        "since the first day",
        "from the first day",
        "since the outset",
        "from the outset",
        "since the start",
        "since the beginning",
        "from the start",
        "from the beginning",
        "from the very",
    ]
    .iter()
    .any(|start| text.contains(start))
}

#[cfg(test)]
mod tests {
    use super::{UseKind, uses};
    use crate::narrative::claims::{Commas, clauses};
    use crate::narrative::prose::sentences;
    use crate::source::Sources;

    fn read(text: &str) -> Vec<UseKind> {
        let source = Sources::default().add("a.md", String::new());
        let sentences = sentences(text, source);
        let clauses = sentences
            .iter()
            .flat_map(|sentence| clauses(sentence, Commas::Divide));
        clauses
            .flat_map(|clause| uses(&clause))
            .map(|claim| claim.kind)
            .collect()
    }

    #[test]
    fn statements_of_use_are_understood() {
        assert_eq!(
            read("Its processors were used since day 1."),
            [UseKind::UsedFromStart]
        );
        assert_eq!(
            read("Its processors were in use from the first day on."),
            [UseKind::UsedFromStart]
        );
        assert_eq!(read("Was used from the start"), [UseKind::UsedFromStart]);
        assert_eq!(
            read("Disks and accelerators are not yet in use, which should change in Q1 2024."),
            [UseKind::NotUsed]
        );
        assert_eq!(read("It is still unused."), [UseKind::NotUsed]);
        assert_eq!(read("It has been used for trials."), [UseKind::Used]);
        assert_eq!(read("It was not used up to M12."), [UseKind::NotUsed]);
        assert_eq!(read("It was never used."), [UseKind::NotUsed]);
    }

    #[test]
    fn a_denied_subject_says_that_nothing_was_used() {
        assert_eq!(read("No storage was used."), [UseKind::NoneUsed]);
        assert_eq!(
            read("In M1-M6 none of the GPUs were used."),
            [UseKind::NoneUsed]
        );
        let link = "[The cloud](https://cloud.example) was used.";
        assert_eq!(read(link), [UseKind::Used]);
        let doubt = "There is no doubt that it was used.";
        assert_eq!(read(doubt), [UseKind::Used]);
    }

    #[test]
    fn other_uses_of_the_word_are_no_claims() {
        for text in [
            "It will be used in 2024.",
            "It is expected to be used.",
            "The storage used for this is small.",
            "CPU was used to train models.",
            "No other cloud was used.",
            "No more of it was used.",
            "{{ cloud/cpu_hours }} were used.",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
