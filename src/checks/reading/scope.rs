//! What a sentence speaks of: which installations, and which of their rows.

use crate::catalogue::{Catalogue, Installation};
use crate::checks::Evidence;
use crate::narrative::Owner;
use crate::narrative::claims::Clause;
use crate::narrative::token::lower_words;
use crate::quantity::Unit;

use super::held::is_by_month;
use super::texts::Statement;

/// Returns the installations that a statement speaks of, by their position; none when it speaks of the project as a whole.
pub(in crate::checks) fn installations(
    evidence: &Evidence<'_>,
    statement: &Statement<'_>,
) -> Vec<usize> {
    let catalogue = evidence.catalogue;
    if let Owner::Installation(id) = statement.owner {
        let mut all = catalogue.installations.iter();
        let at = all.position(|installation| installation.id.as_str() == id);
        return at.into_iter().collect();
    }
    let clause = &statement.clause;
    let back = std::iter::once(clause.sentence).chain(statement.before.iter().rev());
    let mut mentioned = back.map(|sentence| named(catalogue, &sentence.text));
    let found = mentioned.find(|found| !found.is_empty());
    by_facet(catalogue, found.unwrap_or_default(), clause)
}

/// Keeps the installations that serve what the clause names: processors, accelerators or storage.
fn by_facet(catalogue: &Catalogue, found: Vec<usize>, clause: &Clause<'_>) -> Vec<usize> {
    let wanted = facets(clause);
    let serves = |at: &usize| {
        let rows = catalogue
            .installations
            .get(*at)
            .map(|one| one.metrics.as_slice())
            .unwrap_or_default();
        let mut units = rows
            .iter()
            .filter_map(|row| catalogue.metric(row.metric.as_str()))
            .map(|metric| metric.unit);
        units.any(|unit| wanted.contains(&facet(unit)))
    };
    let kept: Vec<usize> = found.iter().copied().filter(serves).collect();
    if kept.is_empty() { found } else { kept }
}

/// What access is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::checks) enum Facet {
    Cpu,
    Gpu,
    Storage,
    Users,
    Countries,
    Other(Unit),
}

/// Returns the facet of a unit.
pub(in crate::checks) fn facet(unit: Unit) -> Facet {
    match unit {
        Unit::CpuHour => Facet::Cpu,
        Unit::GpuHour => Facet::Gpu,
        unit if is_by_month(unit) => Facet::Storage,
        Unit::Users => Facet::Users,
        Unit::Countries => Facet::Countries,
        other => Facet::Other(other),
    }
}

/// Returns what a clause names.
pub(in crate::checks) fn facets(clause: &Clause<'_>) -> Vec<Facet> {
    const NOUNS: &[(&str, Facet)] = &[
        ("cpu", Facet::Cpu),
        ("cpus", Facet::Cpu),
        ("cpu-hours", Facet::Cpu),
        ("gpu", Facet::Gpu),
        ("gpus", Facet::Gpu),
        ("gpu-hours", Facet::Gpu),
        ("storage", Facet::Storage),
        ("users", Facet::Users),
        ("countries", Facet::Countries),
        ("models", Facet::Other(Unit::Models)),
        ("applications", Facet::Other(Unit::Applications)),
        ("jobs", Facet::Other(Unit::Jobs)),
        ("requests", Facet::Other(Unit::Requests)),
        ("downloads", Facet::Other(Unit::Downloads)),
        ("visits", Facet::Other(Unit::Visits)),
    ];
    let words = clause.words.iter().map(|(_, word)| word.as_str());
    let named = words.filter_map(|word| NOUNS.iter().find(|(noun, _)| *noun == word));
    named.map(|(_, facet)| *facet).collect()
}

/// Returns whether a clause speaks of use as such.
pub(in crate::checks) fn speaks_of_use(clause: &Clause<'_>) -> bool {
    clause.has(&[
        "usage",
        "use",
        "used",
        "uses",
        "utilisation",
        "utilization",
        "consumption",
        "consumed",
        "resources",
        "hours",
        "cycles",
        "served",
        "delivered",
    ])
}

/// Returns whether the numbers of a clause are their own: new users among all, other countries than those.
pub(in crate::checks) fn counts_a_part(clause: &Clause<'_>) -> bool {
    clause.has(&[
        "new",
        "additional",
        "further",
        "other",
        "another",
        "each",
        "per",
        "every",
        "average",
        "up",
        "least",
        "most",
    ])
}

/// Returns the installations that a text names, by title, by a word of the title that is a name, or by their provider.
fn named(catalogue: &Catalogue, text: &str) -> Vec<usize> {
    let words = lower_words(text);
    let by = |name: &dyn Fn(&Installation) -> Vec<Vec<String>>| -> Vec<usize> {
        let all = catalogue.installations.iter().enumerate();
        let named = all.filter(|(_, one)| name(one).iter().any(|name| contains(&words, name)));
        named.map(|(at, _)| at).collect()
    };
    let titles = by(&|one| short_titles(&one.title.value));
    if !titles.is_empty() {
        return titles;
    }
    let names = by(&|one| title_names(catalogue, one));
    if !names.is_empty() {
        return names;
    }
    by(&|one| {
        let provider = catalogue.provider(&one.provider);
        provider
            .map(|provider| lower_words(&provider.name.value))
            .into_iter()
            .collect()
    })
}

fn contains(words: &[String], name: &[String]) -> bool {
    !name.is_empty() && words.windows(name.len()).any(|window| window == name)
}

/// Returns the title, and without its first word, as words; each at least three long.
fn short_titles(title: &str) -> Vec<Vec<String>> {
    let all = lower_words(title);
    let rest = all.get(1..).unwrap_or_default().to_vec();
    [all, rest]
        .into_iter()
        .filter(|words| words.len() >= 3)
        .collect()
}

/// Returns the words of a title that are names: written with capitals inside, and not common to most titles.
fn title_names(catalogue: &Catalogue, installation: &Installation) -> Vec<Vec<String>> {
    let common = ["cpu", "gpu", "ai", "ml", "api", "hpc", "vm"];
    let acronym = catalogue.project.acronym.value.to_lowercase();
    let names = installation
        .title
        .value
        .split(|letter: char| !letter.is_alphanumeric());
    let fit = names.filter(|word| {
        let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
        let lower = word.to_lowercase();
        capitals >= 2
            && word.chars().count() >= 3
            && !common.contains(&lower.as_str())
            && lower != acronym
    });
    fit.map(lower_words).collect()
}
