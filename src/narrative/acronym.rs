//! Acronyms: short words in capitals that a reader may have to look up, and where a text explains one.

use std::ops::Range;

use crate::country::Country;
use crate::quantity::Unit;

use super::token::{Token, between, tokens};

/// Words in capitals that nobody looks up, one on each line.
const PLAIN: &str = include_str!("wordings/plain-capitals.txt");
/// Longest acronym, in letters; a longer word in capitals is a word that shouts.
const LONGEST: usize = 12;
/// What stands before the number of a month, a year, a period or a piece of the work plan.
const NUMBERED: &[&str] = &["M", "Y", "Q", "D", "T", "WP", "PY", "RP", "MS", "PM", "KPI"];
/// Words that an acronym may skip.
const SMALL: &[&str] = &[
    "a", "and", "as", "at", "by", "for", "in", "of", "on", "the", "to", "und", "de", "et",
];

/// An acronym in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acronym {
    /// The acronym, in the singular.
    pub name: String,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Whether it is a part of a unit or the code of a country, which need no explanation.
    pub is_code: bool,
    /// What the text itself says of it.
    pub explained: Option<Explained>,
}

/// How a text explains an acronym.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Explained {
    /// By words of which it has the first letters.
    As(String),
    /// By words before it, of which it is not certain where they begin.
    Loosely,
}

/// Returns the acronyms of a text of plain words, in order; `is_term` says which words a glossary has.
pub fn acronyms(text: &str, is_term: impl Fn(&str) -> bool) -> Vec<Acronym> {
    let words = tokens(text);
    let shouts = words.len() > 3 && !text.contains(char::is_lowercase);
    if shouts {
        return Vec::new();
    }
    let hidden = hidden(text);
    let mut found = Vec::new();
    for compound in compounds(text, &words) {
        let whole = compound.first().zip(compound.last());
        let Some(range) = whole.map(|(first, last)| first.range.start..last.range.end) else {
            continue;
        };
        if hidden.iter().any(|hidden| hidden.contains(&range.start)) {
            continue;
        }
        let written = text.get(range.clone()).unwrap_or_default();
        let term = [written, singular(written)]
            .into_iter()
            .find(|name| is_term(name));
        if let Some(name) = term {
            found.push(acronym(text, name, range, false));
            continue;
        }
        // `CPU-h` is a unit and `TB` is one, but `CPU` is a word too.
        let is_unit =
            (compound.len() > 1 || written.ends_with('B')) && Unit::parse(written).is_some();
        if compound.len() > 2 && !is_unit && compound.iter().all(|word| is_capital(word.text)) {
            // The name of a machine or a site, such as `TR-FC1-ULAKBIM`, is one word.
            found.push(acronym(text, written, range, false));
            continue;
        }
        for word in compound {
            let name = singular(word.text);
            if is_term(word.text) {
                found.push(acronym(text, word.text, word.range.clone(), is_unit));
            } else if is_term(name) || is_acronym(name) {
                let is_code = is_unit || is_listed_country(text, &words, word);
                found.push(acronym(text, name, word.range.clone(), is_code));
            }
        }
    }
    found
}

fn acronym(text: &str, name: &str, range: Range<usize>, is_code: bool) -> Acronym {
    let explained = explained(text, name, &range);
    Acronym {
        name: name.to_owned(),
        is_code: is_code && explained.is_none(),
        explained,
        range,
    }
}

/// Returns the words of a text joined where a hyphen joins them.
fn compounds<'w, 't>(text: &str, words: &'w [Token<'t>]) -> Vec<&'w [Token<'t>]> {
    let joined = |one: &Token<'_>, next: &Token<'_>| between(text, &one.range, &next.range) == "-";
    words.chunk_by(joined).collect()
}

/// Returns where addresses of the web and of mail stand.
fn hidden(text: &str) -> Vec<Range<usize>> {
    let mut hidden = Vec::new();
    let mut from = 0;
    for word in text.split(char::is_whitespace) {
        let range = from..from + word.len();
        from = range.end
            + text
                .get(range.end..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
        if word.contains("://") || word.contains('@') || word.starts_with("www.") {
            hidden.push(range);
        }
    }
    hidden
}

/// Returns a word in capitals without the `s` of its plural.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.chars().count() > 1 && !stem.contains(char::is_lowercase) => stem,
        _ => word,
    }
}

/// Returns whether a word is written as acronyms are: in capitals and digits, or as `IaaS` is.
fn is_acronym(word: &str) -> bool {
    let letters = word.chars().count();
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    let plain = word
        .chars()
        .all(|letter| letter.is_uppercase() || letter.is_numeric());
    let as_a_service = letters == 4 && capitals == 2 && word.ends_with("aaS");
    let known = PLAIN.lines().any(|line| line == word);
    (capitals > 1 && letters <= LONGEST && plain || as_a_service)
        && !known
        && !is_roman(word)
        && !is_numbered(word)
}

/// Returns whether a word has two capitals at least, and no letter that is none.
fn is_capital(word: &str) -> bool {
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    capitals > 1 && !word.contains(char::is_lowercase)
}

fn is_roman(word: &str) -> bool {
    let tens = word.trim_start_matches('X');
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    word.len() - tens.len() <= 3 && ones.contains(&tens)
}

fn is_numbered(word: &str) -> bool {
    let head = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
    head.len() < word.len() && NUMBERED.contains(&head)
}

/// Returns whether a word is the code of a country in a list of them, or alone in brackets.
fn is_listed_country(text: &str, words: &[Token<'_>], word: &Token<'_>) -> bool {
    let is_code = |word: &Token<'_>| {
        word.text.len() == 2
            && !word.text.contains(char::is_lowercase)
            && Country::known(word.text).is_some()
    };
    if !is_code(word) {
        return false;
    }
    let at = words.iter().position(|other| other.range == word.range);
    let Some(at) = at else { return false };
    let neighbour = |other: Option<&Token<'_>>| other.is_some_and(is_code);
    let after_and = |step: &dyn Fn(usize) -> Option<usize>| {
        let near = step(at).and_then(|at| words.get(at));
        let far = step(at).and_then(step).and_then(|at| words.get(at));
        neighbour(near) || near.is_some_and(|near| near.is_any(&["and", "or"])) && neighbour(far)
    };
    let before = text.get(..word.range.start).unwrap_or_default();
    let after = text.get(word.range.end..).unwrap_or_default();
    let alone = before.ends_with('(') && after.starts_with(')');
    alone || after_and(&|at| at.checked_sub(1)) || after_and(&|at| at.checked_add(1))
}

/// Returns what stands beside an acronym to explain it: `Virtual Access (VA)` or `VA (Virtual Access)`.
fn explained(text: &str, name: &str, range: &Range<usize>) -> Option<Explained> {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    if let (Some(before), true) = (before.strip_suffix('('), after.starts_with(')')) {
        let start = before
            .rfind(['.', ';', ':', '(', ')', '\n'])
            .map_or(0, |at| at + 1);
        return meaning(before.get(start..).unwrap_or_default(), name, true);
    }
    let inner = after.strip_prefix(" (")?;
    let end = inner.find(')')?;
    let words = inner.get(..end).unwrap_or_default();
    meaning(words, name, false).filter(|explained| *explained != Explained::Loosely)
}

/// Returns what an acronym means by the words that stand beside it: the last ones of `words` where they stand before it,
/// and all of them where they stand behind.
fn meaning(words: &str, name: &str, last: bool) -> Option<Explained> {
    let all = tokens(words);
    let letters: Vec<char> = name.to_lowercase().chars().collect();
    for (at, first) in all.iter().enumerate().rev() {
        let rest = all.get(at..).unwrap_or_default();
        if !last && at > 0 {
            continue;
        }
        if rest.len() > 1 && spells(rest, &letters) {
            let said = words.get(first.range.start..).unwrap_or_default();
            return Some(Explained::As(said.trim().to_owned()));
        }
    }
    let near = all.iter().rev().take(letters.len() + 3);
    let begins = |word: &Token<'_>| initial(word) == letters.first().copied();
    let loosely = all.len() > 1 && near.filter(|word| word.text != name).any(begins);
    loosely.then_some(Explained::Loosely)
}

/// Returns whether words have the letters of an acronym as their first ones; small words may be skipped.
fn spells(words: &[Token<'_>], letters: &[char]) -> bool {
    let initials: Vec<char> = words.iter().filter_map(initial).collect();
    let large = words.iter().filter(|word| !word.is_any(SMALL));
    let large: Vec<char> = large.filter_map(initial).collect();
    let begins = words.first().is_some_and(|word| !word.is_any(SMALL));
    begins && (initials == letters || large == letters)
}

fn initial(word: &Token<'_>) -> Option<char> {
    word.text.chars().next()?.to_lowercase().next()
}

#[cfg(test)]
mod tests {
    use super::{Explained, acronyms};

    fn names(text: &str) -> Vec<String> {
        let found = acronyms(text, |word| word == "VRE-like");
        let loud = found.into_iter().filter(|one| !one.is_code);
        loud.map(|one| one.name).collect()
    }

    #[test]
    fn short_words_in_capitals_are_acronyms() {
        assert_eq!(
            names("The GPUs of INCD, TR-FC1-ULAKBIM and AI4EOSC serve IaaS and VRE-like tools."),
            [
                "GPU",
                "INCD",
                "TR-FC1-ULAKBIM",
                "AI4EOSC",
                "IaaS",
                "VRE-like"
            ]
        );
    }

    #[test]
    fn numbers_of_months_units_codes_and_addresses_are_none() {
        for text in [
            "From M7 to PY1 in WP4, T4.3, D4.2, RP2, Q3 and MS14",
            "It used 30 TB-month, 10 CPU-h and GPU-hours",
            "Users from ES, PT and FR, and from Spain (ES)",
            "See https://EXAMPLE.org/ABC, www.ABC.org or ABC@example.org",
            "Phase II, III and XIV",
            "JupyterLab, OpenStack, iMagine, PhD, N/A, V100",
            "EXECUTIVE SUMMARY OF EVERYTHING",
            "It is NOT in the EU",
        ] {
            assert_eq!(names(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn what_stands_beside_an_acronym_explains_it() {
        let explained = |text: &str| {
            let found = acronyms(text, |_| false);
            found.into_iter().next().and_then(|one| one.explained)
        };
        let is = |words: &str| Some(Explained::As(words.to_owned()));
        assert_eq!(
            explained("Under Virtual Access (VA) it"),
            is("Virtual Access")
        );
        assert_eq!(
            explained("the Centre of Excellence for Marine Data (CEMD)"),
            is("Centre of Excellence for Marine Data")
        );
        assert_eq!(
            explained("an AAI (authentication and authorisation infrastructure)"),
            is("authentication and authorisation infrastructure")
        );
        assert_eq!(
            explained("a VRE (virtual research environment)"),
            is("virtual research environment")
        );
        assert_eq!(
            explained("Extensible open tool sets (EXOTS)"),
            Some(Explained::Loosely)
        );
        assert_eq!(explained("the number of users (VA)"), None);
        assert_eq!(explained("VA has grown"), None);
    }
}
