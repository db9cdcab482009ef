//! A text counts installations or providers otherwise than the catalogue.

use std::collections::BTreeSet;

use crate::catalogue::Catalogue;
use crate::diag::{Diagnostic, Rule, Severity, Sink, Subject, safe};
use crate::narrative::claims::{Clause, Counted, NumberClaim, clauses, numbers};
use crate::quantity::Decimal;

use super::text_scope::{Read, texts};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA507",
    name: "wrong-count",
    severity: Severity::Warning,
    summary: "a text counts installations or providers otherwise than the catalogue",
    page: include_str!("../../docs/rules/VA507.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for read in texts(evidence) {
        for sentence in &read.sentences {
            for clause in clauses(sentence, false) {
                if clause.is_forward() {
                    continue;
                }
                for claim in numbers(&clause, evidence.catalogue.style.marks) {
                    judge(evidence, &read, &clause, &claim, sink);
                }
            }
        }
    }
}

fn judge(
    evidence: &Evidence<'_>,
    read: &Read<'_>,
    clause: &Clause<'_>,
    claim: &NumberClaim,
    sink: &mut Sink,
) {
    let catalogue = evidence.catalogue;
    let (known, all, word): (BTreeSet<usize>, _, _) = match claim.counted {
        Counted::Installations => (
            installations(catalogue).chain(serving(evidence)).collect(),
            catalogue.installations.len(),
            "installation",
        ),
        Counted::Providers => (providers(catalogue), in_charge(catalogue), "provider"),
        Counted::Units(_) | Counted::Percent => return,
    };
    if known.iter().any(|count| claim.fits(Decimal::from(*count))) {
        return;
    }
    let sentence = clause.sentence;
    let words = sentence.text.get(claim.range.clone()).unwrap_or_default();
    let finding = Diagnostic::new(
        &RULE,
        format!(
            "`{}`, but the catalogue has {}",
            safe(words),
            counted(all, word)
        ),
    )
    .at(sentence.place(&claim.range), "")
    .help(format!(
        "count the {word}s of installations.toml, or say which of them are meant"
    ))
    .about(Subject {
        installation: read.owner.installation(),
        metric: None,
        period: Some(evidence.report.period.to_string()),
    });
    sink.push(finding);
}

/// Returns the numbers that installations can be counted by: all, and those of each task and of each provider.
fn installations(catalogue: &Catalogue) -> impl Iterator<Item = usize> {
    let all = &catalogue.installations;
    let tasks = all
        .iter()
        .map(|one| all.iter().filter(|other| other.task == one.task).count());
    let providers = all.iter().map(|one| {
        all.iter()
            .filter(|other| other.provider == one.provider)
            .count()
    });
    tasks.chain(providers).chain([all.len()])
}

/// Returns how many installations were open in each period: those with a figure in it, be it zero.
fn serving<'e>(evidence: &'e Evidence<'_>) -> impl Iterator<Item = usize> + 'e {
    (0..evidence.columns().len()).map(|column| {
        let sections = evidence.report.installations.iter();
        let open = sections.filter(|section| {
            let mut cells = section.rows.iter().filter_map(|row| row.values.get(column));
            cells.any(|figure| figure.tally.value.is_present())
        });
        open.count()
    })
}

/// Returns the numbers that providers can be counted by: all, those in charge of an installation, and those of each one.
fn providers(catalogue: &Catalogue) -> BTreeSet<usize> {
    let each = catalogue
        .installations
        .iter()
        .map(|one| one.providers.len());
    each.chain([catalogue.providers.len(), in_charge(catalogue)])
        .collect()
}

fn counted(count: usize, word: &str) -> String {
    if count == 1 {
        format!("1 {word}")
    } else {
        format!("{count} {word}s")
    }
}

fn in_charge(catalogue: &Catalogue) -> usize {
    let ids: BTreeSet<_> = catalogue
        .installations
        .iter()
        .map(|one| &one.provider)
        .collect();
    ids.len()
}
