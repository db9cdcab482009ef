//! The texts of the reported period, for the checks that look at what people wrote.

use std::collections::BTreeMap;

use crate::checks::Evidence;
use crate::narrative::claims::{Clause, Commas, clauses};
use crate::narrative::paragraph::paragraphs;
use crate::narrative::prose::Sentence;
use crate::narrative::{Assessment, Owner};

/// Returns the texts that speak of the reported period: the parts of the report, then the assessments in the order of the
/// report.
pub(in crate::checks) fn reported<'e>(
    evidence: &'e Evidence<'_>,
) -> impl Iterator<Item = (&'e Owner, &'e Assessment)> {
    let all = printed(evidence);
    all.filter(|(owner, _)| match owner {
        Owner::Part(part) => part.speaks_of_the_period(),
        Owner::Installation(_) => true,
    })
}

/// Returns all texts that the report prints, those too that hold for all periods or are official wordings.
pub(in crate::checks) fn printed<'e>(
    evidence: &'e Evidence<'_>,
) -> impl Iterator<Item = (&'e Owner, &'e Assessment)> {
    let installations = evidence.catalogue.installations.iter();
    let ids = installations.map(|installation| installation.id.as_str());
    let order: BTreeMap<&str, usize> = ids.zip(0..).collect();
    let texts = evidence.narrative.printed(evidence.report.period);
    let mut found: Vec<(&Owner, &Assessment)> = texts.collect();
    found.sort_by_key(|(owner, _)| match owner {
        Owner::Part(part) => (None, Some(*part)),
        Owner::Installation(id) => (order.get(id.as_str()), None),
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
