//! A clause: a part of a sentence that makes one claim.

use std::ops::Range;

use crate::narrative::prose::Sentence;

/// A part of a sentence, between the words that set parts against each other.
#[derive(Debug, Clone)]
pub struct Clause<'s> {
    /// The sentence.
    pub sentence: &'s Sentence,
    /// Its words in lower case, with their ranges in the sentence.
    pub words: Vec<(Range<usize>, String)>,
}

/// Words that begin a new clause.
const DIVIDERS: &[&str] = &["while", "whereas", "but", "although", "though", "however"];
/// Words that speak of the future, of a plan or of a condition.
const FORWARD: &[&str] = &[
    "will",
    "shall",
    "would",
    "should",
    "could",
    "may",
    "might",
    "expect",
    "expects",
    "expected",
    "expectation",
    "expectations",
    "foresee",
    "foreseen",
    "plan",
    "plans",
    "planned",
    "forecast",
    "anticipate",
    "anticipated",
    "hope",
    "hoped",
    "aim",
    "aims",
    "intend",
    "intended",
    "if",
    "unless",
    "once",
    "until",
    "potential",
    "potentially",
    "future",
    "going",
    "target",
    "goal",
];
/// Words that turn a claim around.
const NEGATIONS: &[&str] = &[
    "no", "not", "never", "without", "neither", "nor", "hardly", "cannot", "none",
];

impl Clause<'_> {
    /// Returns whether it speaks of what is to come.
    pub fn is_forward(&self) -> bool {
        self.has(FORWARD)
    }

    /// Returns whether one of these words is in it.
    pub fn has(&self, wanted: &[&str]) -> bool {
        self.words
            .iter()
            .any(|(_, word)| wanted.contains(&word.as_str()))
    }

    /// Returns whether one of the four words before the word at `index` denies it.
    pub fn is_denied(&self, index: usize) -> bool {
        let before = self
            .words
            .get(index.saturating_sub(4)..index)
            .unwrap_or_default();
        before.iter().any(|(_, word)| {
            NEGATIONS.contains(&word.as_str()) || word.ends_with("n't") || word.ends_with("n’t")
        })
    }

    /// Returns its text.
    pub fn text(&self) -> &str {
        let start = self.words.first().map_or(0, |(range, _)| range.start);
        let end = self.words.last().map_or(start, |(range, _)| range.end);
        self.sentence.text.get(start..end).unwrap_or_default()
    }
}

/// What commas do between clauses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Commas {
    /// They end one clause and begin another.
    Divide,
    /// They stand within a clause.
    Join,
}

/// Returns the clauses of a sentence.
pub fn clauses(sentence: &Sentence, commas: Commas) -> Vec<Clause<'_>> {
    let mut clauses = vec![Vec::new()];
    let mut last_end = 0;
    for (range, word) in sentence.words() {
        let between = sentence.text.get(last_end..range.start).unwrap_or_default();
        let lower = word.to_lowercase();
        let divided = between.contains([';', ':', '—'])
            || (commas == Commas::Divide && between.contains(','))
            || DIVIDERS.contains(&lower.as_str());
        last_end = range.end;
        if divided {
            clauses.push(Vec::new());
        }
        if let Some(clause) = clauses.last_mut() {
            clause.push((range, lower));
        }
    }
    let filled = clauses.into_iter().filter(|words| !words.is_empty());
    filled.map(|words| Clause { sentence, words }).collect()
}
