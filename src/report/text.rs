//! The assessment of an installation, or what stands in its place.

use std::ops::Range;

use crate::calendar::Period;
use crate::narrative::{Assessment, Narrative};

use super::facts::{Ground, Stub, stub};

/// An assessment, or what stands in its place.
#[derive(Debug)]
pub enum Text<'c> {
    /// A person wrote it for this period.
    Written(&'c Assessment),
    /// Nobody wrote one for this period; that of the period before stands in its place.
    TakenOver(TakenOver<'c>),
    /// Nobody wrote one, for this period or for the one before.
    Stub(Stub),
}

impl<'c> Text<'c> {
    /// Returns the word of report.json for what kind of text it is.
    pub fn status(&self) -> &'static str {
        match self {
            Self::Written(_) => "written",
            Self::TakenOver(_) => "taken-over",
            Self::Stub(_) => "stub",
        }
    }

    /// Returns what a person wrote for this period.
    pub fn written(&self) -> Option<&'c Assessment> {
        match self {
            Self::Written(assessment) => Some(assessment),
            Self::TakenOver(_) | Self::Stub(_) => None,
        }
    }

    /// Returns the facts and questions that stand beside or in place of a text, as long as nobody wrote one.
    pub fn stub(&self) -> Option<&Stub> {
        match self {
            Self::Written(_) => None,
            Self::TakenOver(taken) => Some(&taken.stub),
            Self::Stub(stub) => Some(stub),
        }
    }

    pub(super) fn stub_mut(&mut self) -> Option<&mut Stub> {
        match self {
            Self::Written(_) => None,
            Self::TakenOver(taken) => Some(&mut taken.stub),
            Self::Stub(stub) => Some(stub),
        }
    }
}

/// A text of the period before, which a person has to confirm, to change or to replace.
#[derive(Debug)]
pub struct TakenOver<'c> {
    /// The text.
    pub assessment: &'c Assessment,
    /// The period for which it was written.
    pub from: Period,
    /// Its sentences that no longer hold, in their order, once the checks looked at it.
    pub doubts: Vec<Doubt>,
    /// What the figures of this period say.
    pub stub: Stub,
}

/// A sentence of a text that may not hold for this period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// Its bytes in the text as it was written.
    pub sentence: Range<usize>,
    /// Why: what the rules would say if the text had been written for this period.
    pub complaints: Vec<Complaint>,
}

/// What a rule says against a sentence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Complaint {
    /// Code of the rule.
    pub rule: &'static str,
    /// What it says.
    pub message: String,
}

/// Returns the text that is written for an installation and a period, or what stands in its place.
pub(super) fn text<'c>(narrative: &'c Narrative, ground: &Ground<'_>, period: Period) -> Text<'c> {
    let id = ground.installation.id.as_str();
    if let Some(written) = narrative.assessment(period, id) {
        return Text::Written(written);
    }
    let stub = stub(ground);
    let before = ground.columns.iter().rev().nth(1);
    let earlier = before.and_then(|from| Some((*from, narrative.assessment(*from, id)?)));
    match earlier {
        Some((from, assessment)) => Text::TakenOver(TakenOver {
            assessment,
            from,
            doubts: Vec::new(),
            stub,
        }),
        None => Text::Stub(stub),
    }
}
