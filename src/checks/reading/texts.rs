//! The texts of the reported period, for the checks that look at what people wrote.

use std::collections::BTreeMap;

use crate::checks::Evidence;
use crate::narrative::claims::{Clause, Commas, clauses};
use crate::narrative::paragraph::paragraphs;
use crate::narrative::prose::Sentence;
use crate::narrative::{Assessment, Owner};

/// Returns the texts of the reported period: the parts of the report, then the assessments in the order of the report.
pub(in crate::checks) fn reported<'e>(
    evidence: &'e Evidence<'_>,
) -> impl Iterator<Item = (&'e Owner, &'e Assessment)> {
    let installations = evidence.catalogue.installations.iter();
    let ids = installations.map(|installation| installation.id.as_str());
    let order: BTreeMap<&str, usize> = ids.zip(0..).collect();
    let texts = evidence.narrative.iter();
    let mut found: Vec<(&Owner, &Assessment)> = texts
        .filter(|(period, _, _)| *period == evidence.report.period)
        .map(|(_, owner, text)| (owner, text))
        .collect();
    found.sort_by_key(|(owner, _)| match owner {
        Owner::Part(_) => None,
        Owner::Installation(id) => order.get(id.as_str()),
    });
    found.into_iter()
}

/// A clause of a text with what it belongs to.
pub(in crate::checks) struct Statement<'t> {
    /// What the text is about.
    pub(in crate::checks) owner: &'t Owner,
    /// The sentences of its paragraph that stand before its own.
    pub(in crate::checks) before: &'t [Sentence],
    /// The clause.
    pub(in crate::checks) clause: Clause<'t>,
}

/// Calls `take` with each clause of the texts of the reported period.
pub(in crate::checks) fn each_statement(
    evidence: &Evidence<'_>,
    commas: Commas,
    mut take: impl FnMut(&Statement<'_>),
) {
    for (owner, text) in reported(evidence) {
        for paragraph in paragraphs(&text.markdown, text.source) {
            for (at, sentence) in paragraph.sentences.iter().enumerate() {
                let before = paragraph.sentences.get(..at).unwrap_or_default();
                for clause in clauses(sentence, commas) {
                    take(&Statement {
                        owner,
                        before,
                        clause,
                    });
                }
            }
        }
    }
}
