//! Names that are close to a title, but not it: words left out in between, or one misspelt.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::token::{Token, between, tokens};

/// Fewest words of a name that is compared; fewer are no name for certain.
const LEAST: usize = 3;

/// The titles of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Titles {
    /// The words of each in lower case, without those that may be left out.
    all: Vec<Vec<String>>,
    by_first: BTreeMap<String, Vec<usize>>,
    optional: BTreeSet<String>,
}

impl Titles {
    /// Returns titles, of which anybody may leave out some words in lower case, such as the names of the providers.
    pub fn new<'t>(titles: impl Iterator<Item = &'t str>, optional: BTreeSet<String>) -> Self {
        let words = |title: &str| -> Vec<String> {
            let words = tokens(title).into_iter();
            let lower = words.map(|token| token.text.to_lowercase());
            lower.filter(|word| !optional.contains(word)).collect()
        };
        let all: Vec<Vec<String>> = titles.map(words).collect();
        let mut by_first: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, title) in all.iter().enumerate() {
            let long = title.first().filter(|_| title.len() >= LEAST);
            if let Some(first) = long {
                by_first.entry(first.clone()).or_default().push(at);
            }
        }
        Self {
            all,
            by_first,
            optional,
        }
    }

    /// Returns the wrong names in a sentence, each with the index of the title that it is close to.
    ///
    /// A name begins and ends as the title does. It has a capital letter or a digit somewhere but at the start of the
    /// sentence. What is a title, or words of one that follow each other, is right.
    pub fn drifts(&self, sentence: &str) -> Vec<(Range<usize>, usize)> {
        let words = tokens(sentence).into_iter();
        let words = words.map(|token| (token.text.to_lowercase(), token));
        let mut words: Vec<(String, Token<'_>)> = words.collect();
        let first = words.first().map(|(_, token)| token.range.start);
        words.retain(|(lower, _)| !self.optional.contains(lower));
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            let Some((name, index)) = self.wrong_name(sentence, rest, first) else {
                at += 1;
                continue;
            };
            let ends = name.first().zip(name.last());
            found.extend(
                ends.map(|((_, first), (_, last))| (first.range.start..last.range.end, index)),
            );
            at += name.len();
        }
        found
    }

    /// Returns the wrong name that some words begin with, and the title that it is close to.
    fn wrong_name<'w, 't>(
        &self,
        sentence: &str,
        words: &'w [(String, Token<'t>)],
        first: Option<usize>,
    ) -> Option<(&'w [(String, Token<'t>)], usize)> {
        let (lower, _) = words.first()?;
        self.by_first.get(lower)?.iter().find_map(|at| {
            let used = wrong(self.all.get(*at)?, sentence, words)?;
            let name = words.get(..used)?;
            let marked = name.iter().any(|(_, token)| {
                let capital = |letter: char| letter.is_uppercase() || letter.is_numeric();
                Some(token.range.start) != first && token.text.contains(capital)
            });
            (marked && !self.hold(name)).then_some((name, *at))
        })
    }

    /// Returns whether some words follow each other in a title.
    fn hold(&self, name: &[(String, Token<'_>)]) -> bool {
        let same = |part: &[String]| part.iter().zip(name).all(|(one, (other, _))| one == other);
        self.all
            .iter()
            .any(|title| title.windows(name.len().max(1)).any(same))
    }
}

/// Returns how many of some words name a title wrongly: they begin and end as it does, and leave out words in between, or
/// have one that is spelt a little differently.
fn wrong(title: &[String], text: &str, words: &[(String, Token<'_>)]) -> Option<usize> {
    let mut at = 0;
    let mut misspelt = 0;
    let mut before: Option<&Token<'_>> = None;
    for (used, (lower, token)) in words.iter().enumerate() {
        if before.is_some_and(|before| !joined(between(text, &before.range, &token.range))) {
            return None;
        }
        let rest = title.get(at..).unwrap_or_default();
        let exact = rest.iter().position(|word| word == lower);
        let close = || {
            rest.iter()
                .position(|word| misspelt == 0 && close(word, lower))
        };
        at += exact.or_else(close)? + 1;
        misspelt += usize::from(exact.is_none());
        before = Some(token);
        if at == title.len() {
            let differs = used + 1 < at || misspelt > 0;
            return (differs && used + 1 >= LEAST).then_some(used + 1);
        }
    }
    None
}

/// Returns whether words with this between them can belong to one name.
fn joined(gap: &str) -> bool {
    gap.chars().all(|letter| {
        letter.is_whitespace() || matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '_' | '*')
    })
}

/// Returns whether two words are one in singular and plural, or one with a letter wrong.
fn close(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if short.len() >= LEAST && long.strip_prefix(short.as_slice()) == Some(&['s']) {
        return true;
    }
    if short.len() < 5 || long.len() - short.len() > 1 {
        return false;
    }
    let agree = |(one, other): &(&char, &char)| one == other;
    let start = short.iter().zip(&long).take_while(agree).count();
    let end = short
        .iter()
        .rev()
        .zip(long.iter().rev())
        .take_while(agree)
        .count();
    let swapped = short.len() == long.len() && start + end + 2 == short.len() && {
        let pair = |word: &[char]| Some((*word.get(start)?, *word.get(start + 1)?));
        pair(&short).map(|(one, other)| (other, one)) == pair(&long)
    };
    swapped || start + end + 1 >= long.len()
}

#[cfg(test)]
mod tests {
    use super::{Titles, close};

    fn found(sentence: &str) -> Vec<&str> {
        let optional = ["imagine", "csic"].map(str::to_owned);
        let titles = [
            "iMagine - AI Application Development Service",
            "iMagine - AI Applications as a Service",
            "IFCA-CSIC Scientific Cloud – Storage",
        ];
        let titles = Titles::new(titles.into_iter(), optional.into());
        let drifts = titles.drifts(sentence).into_iter();
        drifts
            .map(|(range, _)| sentence.get(range).unwrap())
            .collect()
    }

    #[test]
    fn words_left_out_and_misspelt_ones_are_found() {
        for name in [
            "AI development service",
            "AI Application as a Service",
            "AI as  a Service",
            "AI Aplication Development Service",
            "IFCA Cloud Storage",
        ] {
            let sentence = format!("In this period the iMagine {name} was used.");
            assert_eq!(found(&sentence), [name]);
        }
    }

    #[test]
    fn titles_their_parts_and_descriptions_are_right() {
        for sentence in [
            "The iMagine - AI Application Development Service was used.",
            "The AI Application Development Service, Application Development and the AI service were used.",
            "The AI application and the development of the service went on.",
            "The IFCA-CSIC Scientific Cloud and its storage, the CSIC cloud storage and Storage.",
            "AI, development, service.",
            "The AI Applications as a Service and the Scientific Cloud - Storage.",
            "They use AI in the development of a service.",
        ] {
            assert_eq!(found(sentence), Vec::<&str>::new(), "{sentence}");
        }
    }

    #[test]
    fn one_letter_makes_words_close() {
        for (one, other) in [
            ("application", "applications"),
            ("service", "servcie"),
            ("cloud", "clouds"),
            ("storage", "strage"),
        ] {
            assert!(close(one, other) && close(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("a", "as"),
            ("cloud", "could be"),
            ("data", "date"),
            ("service", "servant"),
        ] {
            assert!(!close(one, other) && !close(other, one), "{one} {other}");
        }
    }
}
