//! What the figures say about an installation: sentences that a leader could keep, and the questions to answer.

mod budget;
mod course;
mod question;
mod roster;
mod sentence;
mod subject;
mod words;

use crate::calendar::Period;
use crate::catalogue::{Catalogue, Installation};

use super::budget::BudgetPosition;
use super::row::Row;
use super::text::Complaint;

/// What a person needs to write an assessment: it stands where nobody wrote one yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stub {
    /// True sentences about the figures.
    pub facts: Vec<String>,
    /// What the text must answer.
    pub questions: Vec<String>,
    /// What the checks found about the installation in this period and nobody waived, once they ran; no notes.
    pub findings: Vec<Complaint>,
}

/// What facts are taken from.
pub(super) struct Ground<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) installation: &'a Installation,
    pub(super) rows: &'a [Row<'a>],
    /// The reported periods; the last one is the one that the facts are about.
    pub(super) columns: &'a [Period],
    pub(super) cumulative: Period,
    pub(super) budgets: &'a [BudgetPosition<'a>],
}

impl Ground<'_> {
    /// Returns the period that the facts are about.
    fn period(&self) -> Option<Period> {
        self.columns.last().copied()
    }

    /// Returns whether the installation joins after the period.
    fn joins_later(&self) -> bool {
        let joins = self.installation.integrated_from.as_ref();
        joins.is_some_and(|month| {
            self.period()
                .is_some_and(|period| month.value > period.last())
        })
    }
}

/// Returns the stub of an installation.
pub(super) fn stub(ground: &Ground<'_>) -> Stub {
    let mut facts = sentence::facts(ground);
    facts.extend(budget::facts(ground));
    Stub {
        facts,
        questions: question::questions(ground),
        findings: Vec::new(),
    }
}
