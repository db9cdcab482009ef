//! Installations print the same metric under different names.

use std::collections::BTreeSet;

use crate::catalogue::Catalogue;
use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::narrative::token::{lower_words, tokens};

use super::reading::rows::{MetricRow, rows_by_metric};
use super::reading::unit_in_name::units_in;
use super::reading::word_list::is_one_of;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA128",
    name: "metric-named-differently",
    severity: Severity::Note,
    summary: "installations print the same metric under different names",
    page: include_str!("../../docs/rules/VA128.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// Words that say nothing of what is counted, and those for the span of time, which are the business of another rule.
const FILLERS: &str = "the a an of over in on at by via for to with and or number total per during last past \
    previous each period year month months";
/// Words for kinds of resource, which differ rightly.
const PARTS: &str = "cpu gpu gpgpu vcpu core node";

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for rows in rows_by_metric(evidence).values() {
        if let Some(finding) = finding(evidence.catalogue, rows) {
            sink.push(finding);
        }
    }
}

/// Rows that print the metric under one name, and what that name says.
struct Name<'c> {
    says: BTreeSet<String>,
    first: MetricRow<'c>,
    rows: usize,
}

fn finding(catalogue: &Catalogue, rows: &[MetricRow<'_>]) -> Option<Diagnostic> {
    let mut names = names(catalogue, rows);
    let most = names.iter().map(|name| name.rows).max()?;
    let usual = names.remove(names.iter().position(|name| name.rows == most)?);
    names.retain(|name| is_careless(&stems(&name.says), &stems(&usual.says)));
    let (first, others) = names.split_first()?;
    let quoted = |name: &Name<'_>| format!("`{}`", safe(&name.first.printed.name.value));
    let all: Vec<String> = names.iter().map(&quoted).collect();
    let message = format!(
        "`{}` is printed as {}, elsewhere as {}",
        first.first.metric.id,
        all.join(" and as "),
        quoted(&usual)
    );
    let mut finding = Diagnostic::new(&RULE, message)
        .at(first.first.printed.name.place, "")
        .help("print one metric under one name in every installation; what differs on purpose is another metric")
        .about(first.first.subject());
    for name in others {
        finding = finding.see(name.first.printed.name.place, "named so here");
    }
    Some(finding.see(usual.first.printed.name.place, "the usual name"))
}

/// Returns the names under which rows print their metric, those that say the same taken together.
fn names<'c>(catalogue: &Catalogue, rows: &[MetricRow<'c>]) -> Vec<Name<'c>> {
    let mut names: Vec<Name<'c>> = Vec::new();
    for row in rows {
        let says = says(row, catalogue);
        match names.iter_mut().find(|name| name.says == says) {
            Some(name) => name.rows += 1,
            None => names.push(Name {
                says,
                first: *row,
                rows: 1,
            }),
        }
    }
    names
}

/// Returns what the printed name of a row says, without what may differ: case, fillers, spellings of units, numbers, and
/// words that name the installation or its provider.
fn says(row: &MetricRow<'_>, catalogue: &Catalogue) -> BTreeSet<String> {
    let name = row.printed.name.value.as_str();
    let units = units_in(name);
    let provider = catalogue.provider(&row.installation.provider);
    let own = [
        lower_words(&row.installation.title.value),
        lower_words(provider.map_or("", |provider| &provider.name.value)),
    ]
    .concat();
    let kept = [
        lower_words(&row.metric.name),
        lower_words(row.metric.id.as_str()),
    ]
    .concat();
    let counts = |at: usize, word: &String| {
        let in_unit = units.iter().any(|unit| unit.range.contains(&at));
        let own_word = own.contains(word) && !kept.contains(word);
        let number = word.contains(|letter: char| letter.is_ascii_digit());
        !(in_unit || own_word || number || is_one_of(word, FILLERS) || is_one_of(word, PARTS))
    };
    let words = tokens(name)
        .into_iter()
        .map(|token| (token.range.start, token.text.to_lowercase()));
    let mut says: BTreeSet<String> = words
        .filter(|(at, word)| counts(*at, word))
        .map(|(_, word)| word)
        .collect();
    if !units.is_empty() {
        says.insert(row.metric.unit.symbol().to_owned());
    }
    says
}

fn stems(words: &BTreeSet<String>) -> BTreeSet<String> {
    words.iter().map(|word| stem(word)).collect()
}

/// Returns a word in lower case without the endings that people vary: `Countries`, `country`; `reach`, `reached`.
fn stem(word: &str) -> String {
    let lower = word.to_lowercase();
    let endings = [("ies", "y"), ("ed", ""), ("ing", ""), ("s", "")];
    let cut = endings.iter().find_map(|(ending, instead)| {
        let rest = lower.strip_suffix(ending)?;
        (rest.chars().count() > 3).then(|| format!("{rest}{instead}"))
    });
    cut.unwrap_or(lower)
}

/// Returns whether two names look like one name that was written without care: one says a part of what the other says,
/// most of it is the same, or nothing is.
fn is_careless(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let common = one.intersection(other).count();
    let all = one.union(other).count();
    let smaller = one.len().min(other.len());
    smaller > 0 && (common == smaller || 2 * common >= all || common == 0)
}

#[cfg(test)]
mod tests {
    use super::{is_careless, stem};
    use std::collections::BTreeSet;

    fn careless(one: &str, other: &str) -> bool {
        let set = |text: &str| -> BTreeSet<String> { text.split(' ').map(stem).collect() };
        is_careless(&set(one), &set(other))
    }

    #[test]
    fn the_same_said_with_more_or_other_words_is_careless() {
        assert!(careless("unique users", "users"));
        assert!(careless("countries reach", "countries reached period"));
        assert!(careless("storage served period", "TB-month served period"));
        assert!(careless("researchers", "users"));
    }

    #[test]
    fn what_installations_count_may_differ() {
        assert!(!careless("TB-month working disks", "TB-month deposits"));
        assert!(!careless("CPU-h served period", "CPU-h applications"));
    }

    #[test]
    fn endings_do_not_count() {
        for (one, other) in [
            ("reach", "reached"),
            ("Countries", "country"),
            ("hosted", "hosting"),
        ] {
            assert_eq!(stem(one), stem(other));
        }
        assert_eq!(stem("used"), "used");
    }
}
