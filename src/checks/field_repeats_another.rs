//! A field of a description has the text of another field.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::catalogue::{Catalogue, Field, FieldText, Installation};
use crate::diag::{Diagnostic, Rule, Severity, Sink};
use crate::narrative::likeness::{Shared, Vocabulary, Wording};
use crate::narrative::token::lower_words;

use super::reading::about::about;
use super::reading::fields::field_name;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA118",
    name: "field-repeats-another",
    severity: Severity::Warning,
    summary: "a field of a description has nearly the text of another field, so one of the two is wrong",
    page: include_str!("../../docs/rules/VA118.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// Fewest words that count; shorter texts are alike by chance.
const FEWEST: usize = 5;

/// A field where it is used.
#[derive(Debug, Clone, Copy)]
struct Used<'c> {
    at: usize,
    installation: &'c Installation,
    given: &'c FieldText,
}

/// A text, with all the fields that have it.
#[derive(Debug)]
struct Text<'c> {
    wording: Wording,
    uses: Vec<Used<'c>>,
}

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let texts = texts(evidence.catalogue);
    for text in &texts {
        let alike = texts
            .iter()
            .filter_map(|other| Some((text.wording.repeats(&other.wording)?, other)));
        let all: Vec<(Shared, Used<'_>)> = alike
            .flat_map(|(alike, other)| other.uses.iter().map(move |other| (alike, *other)))
            .collect();
        let mut often: BTreeMap<Field, usize> = BTreeMap::new();
        for (_, used) in &all {
            *often.entry(used.given.field).or_default() += 1;
        }
        if often.len() < 2 {
            continue;
        }
        for used in &text.uses {
            if let Some((alike, other)) = repeated(*used, &all, &often) {
                sink.push(finding(*used, other, alike));
            }
        }
    }
}

/// Returns the texts of all fields with enough words, each once, in the order of the catalogue.
fn texts(catalogue: &Catalogue) -> Vec<Text<'_>> {
    let mut vocabulary = Vocabulary::default();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut texts: Vec<Text<'_>> = Vec::new();
    for (at, installation) in catalogue.installations.iter().enumerate() {
        for given in &installation.fields {
            let number = *known.entry(given.text.as_str()).or_insert_with(|| {
                texts.push(Text {
                    wording: vocabulary.wording(words(&given.text), 0),
                    uses: Vec::new(),
                });
                texts.len() - 1
            });
            if let Some(text) = texts.get_mut(number) {
                text.uses.push(Used {
                    at,
                    installation,
                    given,
                });
            }
        }
    }
    texts.retain(|text| text.wording.len() >= FEWEST);
    texts
}

/// Returns the words of a text; web addresses are none.
fn words(text: &str) -> Vec<String> {
    let pieces = text.split_whitespace();
    let prose = pieces.filter(|piece| !piece.contains("://"));
    prose.flat_map(lower_words).collect()
}

/// Returns the field that `used` repeats, preferably one of its own installation: another field in which such a text
/// stands more often, or as often and earlier in a description.
fn repeated<'c>(
    used: Used<'c>,
    all: &[(Shared, Used<'c>)],
    often: &BTreeMap<Field, usize>,
) -> Option<(Shared, Used<'c>)> {
    let own = used.given.field;
    let rank = |field: Field| (Reverse(often.get(&field).copied()), field);
    let others = all.iter().filter(|(_, other)| {
        let field = other.given.field;
        field != own && rank(field) < rank(own)
    });
    others
        .min_by_key(|(_, other)| (other.at != used.at, other.at, other.given.field))
        .copied()
}

fn finding(used: Used<'_>, other: Used<'_>, alike: Shared) -> Diagnostic {
    let id = &used.installation.id;
    let (field, repeated) = (field_name(used.given.field), field_name(other.given.field));
    let whose = if used.at == other.at {
        format!("its {repeated}")
    } else {
        format!("the {repeated} of `{}`", other.installation.id)
    };
    let how = if alike.same == alike.of {
        format!("all {} words are the same", alike.of)
    } else {
        format!("{} of {} words are the same", alike.same, alike.of)
    };
    Diagnostic::new(
        &RULE,
        format!("the {field} of `{id}` repeats {whose}: {how}"),
    )
    .at(used.given.place, format!("the {field}"))
    .see(
        other.given.place,
        format!("the {repeated} of `{}`", other.installation.id),
    )
    .help(format!(
        "write the {field} into `{}`, or correct the {repeated}",
        used.given.field.key()
    ))
    .about(about(used.installation, None))
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn case_punctuation_and_addresses_do_not_count() {
        assert_eq!(
            words("Block/Object storage (as VMs), https://a.example/b."),
            words("block object storage as vms")
        );
    }
}
