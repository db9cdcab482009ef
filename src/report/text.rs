//! The assessment of an installation, or what stands in its place.

use crate::calendar::Period;
use crate::narrative::{Assessment, Narrative};

use super::facts::{Ground, Stub, stub};

/// An assessment, or what stands in its place.
#[derive(Debug)]
pub enum Text<'c> {
    /// A person wrote it for this period.
    Written(&'c Assessment),
    /// Nobody wrote one yet.
    Stub(Stub),
}

impl<'c> Text<'c> {
    /// Returns the word of report.json for what kind of text it is.
    pub fn status(&self) -> &'static str {
        match self {
            Self::Written(_) => "written",
            Self::Stub(_) => "stub",
        }
    }

    /// Returns what a person wrote for this period.
    pub fn written(&self) -> Option<&'c Assessment> {
        match self {
            Self::Written(assessment) => Some(assessment),
            Self::Stub(_) => None,
        }
    }

    /// Returns the facts and questions that stand beside or in place of a text, as long as nobody wrote one.
    pub fn stub(&self) -> Option<&Stub> {
        match self {
            Self::Written(_) => None,
            Self::Stub(stub) => Some(stub),
        }
    }
}

/// What a rule says.
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
    Text::Stub(stub(ground))
}
