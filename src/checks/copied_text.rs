//! Installations share the same words in their assessments.

use std::collections::BTreeMap;

use crate::calendar::Period;
use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::narrative::Owner;
use crate::narrative::likeness::{Vocabulary, Wording};
use crate::narrative::names::Names;
use crate::narrative::paragraph::pieces;
use crate::source::Place;

use super::reading::about::about_text;
use super::reading::texts::reported;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA509",
    name: "copied-text",
    severity: Severity::Warning,
    summary: "the assessments of several installations hold the same text",
    page: include_str!("../../docs/rules/VA509.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// Fewest words of a paragraph that is compared; shorter ones say the same by chance.
const LEAST: usize = 20;
/// Most installations that a message names.
const NAMED: usize = 4;

/// A paragraph of an assessment.
struct Piece<'e> {
    owner: &'e Owner,
    id: &'e str,
    place: Place,
    wording: Wording,
}

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let names = Names::of(evidence.catalogue);
    let mut vocabulary = Vocabulary::default();
    let mut pieces_of_all = Vec::new();
    for (owner, text) in reported(evidence) {
        let Owner::Installation(id) = owner else {
            continue;
        };
        let pieces = pieces(&text.markdown, text.source, LEAST).into_iter();
        pieces_of_all.extend(pieces.map(|piece| Piece {
            owner,
            id,
            place: piece.place(),
            wording: vocabulary.wording(names.replaced(piece.words()), piece.references),
        }));
    }
    let mut faults: BTreeMap<Vec<&str>, Vec<Vec<&Piece<'_>>>> = BTreeMap::new();
    for group in groups(&pieces_of_all) {
        let ids = group.iter().map(|piece| piece.id).collect();
        faults.entry(ids).or_default().push(group);
    }
    for copies in faults.values() {
        if let Some(finding) = finding(copies, evidence.report.period) {
            sink.push(finding);
        }
    }
}

/// Returns the paragraphs that are alike, one of each installation, for each that stands in more than one.
fn groups<'p>(pieces: &'p [Piece<'p>]) -> Vec<Vec<&'p Piece<'p>>> {
    let mut groups: Vec<Vec<&Piece<'_>>> = Vec::new();
    let mut by_length: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for piece in pieces {
        let near = by_length
            .range(piece.wording.lengths())
            .flat_map(|(_, at)| at);
        let like = |at: &&usize| {
            let first = groups.get(**at).and_then(|group| group.first());
            first.is_some_and(|first| first.wording.alike(&piece.wording))
        };
        let found = near.filter(like).min().copied();
        match found.and_then(|at| groups.get_mut(at)) {
            Some(group) if group.iter().any(|other| other.id == piece.id) => {}
            Some(group) => group.push(piece),
            None => {
                by_length
                    .entry(piece.wording.len())
                    .or_default()
                    .push(groups.len());
                groups.push(vec![piece]);
            }
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// Returns the finding about paragraphs that the same installations share.
fn finding(copies: &[Vec<&Piece<'_>>], period: Period) -> Option<Diagnostic> {
    let pieces = copies.first()?;
    let (first, rest) = pieces.split_first()?;
    let (second, others) = rest.split_first()?;
    let exact = copies.iter().all(|pieces| {
        let mut pairs = pieces.iter().zip(pieces.iter().skip(1));
        pairs.all(|(one, other)| one.wording.same(&other.wording))
    });
    let same = if exact { "the same" } else { "nearly the same" };
    let what = match copies.len() {
        1 => "paragraph".to_owned(),
        count => format!("{count} paragraphs"),
    };
    let message = format!("the assessments of {} hold {same} {what}", listed(pieces));
    let mut finding = Diagnostic::new(&RULE, message)
        .at(second.place, "repeated here")
        .see(first.place, "first written here")
        .help("say of each installation what is true of it alone; what holds for all of them belongs in the introduction")
        .about(about_text(second.owner, period));
    for other in others {
        finding = finding.see(other.place, "and here");
    }
    Some(finding)
}

/// Returns the installations for people: `a`, `b` and 5 more.
fn listed(pieces: &[&Piece<'_>]) -> String {
    let shown = if pieces.len() > NAMED {
        NAMED - 1
    } else {
        pieces.len() - 1
    };
    let (head, rest) = pieces.split_at_checked(shown).unwrap_or((pieces, &[]));
    let quoted = |piece: &&Piece<'_>| format!("`{}`", safe(piece.id));
    let names: Vec<String> = head.iter().map(quoted).collect();
    match rest {
        [last] => format!("{} and {}", names.join(", "), quoted(last)),
        rest => format!("{} and {} more", names.join(", "), rest.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::tests::found;

    const BOILERPLATE: &str = "The Lab Cloud stood idle in these months, because the platform changed from its old \
        software to another and all work went into this change.";

    #[test]
    fn a_copy_with_another_name_is_found_at_the_second_place() {
        let copy = BOILERPLATE.replace("Lab Cloud", "Skerry");
        assert_eq!(
            found(
                &CHECK,
                &[("M7-M12/cloud", BOILERPLATE), ("M7-M12/islands", &copy)]
            ),
            [
                "M7-M12/islands.md:1:1: the assessments of `cloud` and `islands` hold the same paragraph"
            ]
        );
    }

    #[test]
    fn a_copy_with_a_word_changed_is_nearly_the_same() {
        let copy = BOILERPLATE.replace("all work", "most work");
        assert_eq!(
            found(
                &CHECK,
                &[("M7-M12/cloud", BOILERPLATE), ("M7-M12/islands", &copy)]
            ),
            [
                "M7-M12/islands.md:1:1: the assessments of `cloud` and `islands` hold nearly the same paragraph"
            ]
        );
    }

    #[test]
    fn one_finding_names_all_who_share_their_paragraphs() {
        let own = "Users came from seven countries to work with the notebooks, and the help desk answered all their \
            questions within a day of asking them.";
        let text = format!("{BOILERPLATE}\n\n{own}\n");
        let texts = ["M7-M12/cloud", "M7-M12/archive", "M7-M12/islands"];
        assert_eq!(
            found(&CHECK, &texts.map(|name| (name, text.as_str()))),
            [
                "M7-M12/archive.md:1:1: the assessments of `cloud`, `archive` and `islands` hold the same 2 paragraphs"
            ]
        );
    }

    #[test]
    fn short_own_and_counted_texts_are_no_copies() {
        let figures = |figures: &str| {
            format!(
                "In this period {figures} users of the project worked with the installation for {figures} hours and came from {figures} countries."
            )
        };
        for (one, other) in [
            (
                "Nobody used it up to M12.".to_owned(),
                "Nobody used it up to M12.".to_owned(),
            ),
            (figures("17"), figures("23")),
            (figures("{{ cloud/users }}"), figures("{{ islands/users }}")),
        ] {
            let texts = [
                ("M7-M12/cloud", one.as_str()),
                ("M7-M12/islands", other.as_str()),
            ];
            assert_eq!(found(&CHECK, &texts), Vec::<String>::new());
        }
        let texts = [
            ("M7-M12/summary", BOILERPLATE),
            ("M7-M12/cloud", BOILERPLATE),
            ("M1-M6/islands", BOILERPLATE),
        ];
        assert_eq!(found(&CHECK, &texts), Vec::<String>::new());
    }
}
