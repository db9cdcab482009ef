//! The front matter of a report: which pieces it has, and which are still to come.

use crate::catalogue::Front;
use crate::narrative::Part;
use crate::source::Place;

use super::Report;

/// A piece of front matter that a report has, or should have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Which one.
    pub front: Front,
    /// Where it is asked for, when it is.
    pub place: Option<Place>,
    /// Whether there is something to print.
    pub is_there: bool,
}

impl Report<'_> {
    /// Returns the pieces of front matter in the order in which they are printed: those that the project asks for, or,
    /// where it asks for none, those for which it has something of its own.
    pub fn front(&self) -> Vec<Piece> {
        let asked = &self.catalogue.deliverable.front;
        let pieces = Front::ALL.iter().map(|front| {
            let place = asked.iter().find(|one| one.value == *front);
            Piece {
                front: *front,
                place: place.map(|one| one.place),
                is_there: self.has_front(*front),
            }
        });
        let wanted = |piece: &Piece| {
            if asked.is_empty() {
                piece.is_there && self.is_own(piece.front)
            } else {
                piece.place.is_some()
            }
        };
        pieces.filter(wanted).collect()
    }

    /// Returns whether there is something to print for a piece.
    fn has_front(&self, front: Front) -> bool {
        match front {
            Front::Abstract => self.part(Part::Abstract).is_some(),
            Front::Copyright => self.states_funding(),
            Front::DocumentLog => !self.catalogue.deliverable.log.is_empty(),
            Front::ApplicationArea | Front::AmendmentProcedure => true,
            Front::Terminology => !self.explained().is_empty(),
            Front::ProjectSummary => self.part(Part::ProjectSummary).is_some(),
        }
    }

    /// Returns whether what there is for a piece is more than a wording that every project could have.
    fn is_own(&self, front: Front) -> bool {
        match front {
            Front::ApplicationArea => self.part(Part::ApplicationArea).is_some(),
            Front::AmendmentProcedure => self.part(Part::AmendmentProcedure).is_some(),
            _ => true,
        }
    }

    /// Returns whether the funding statement can be printed: that of the project, or that of its programme with the number
    /// of the grant agreement.
    pub fn states_funding(&self) -> bool {
        let project = &self.catalogue.project;
        let built_in = project.funding.is_some() && !project.grant_agreement.value.is_empty();
        built_in || self.part(Part::Funding).is_some()
    }

    /// Returns the acronyms that the report prints with their meanings, as the glossary or else a text has them.
    pub fn explained(&self) -> Vec<(&str, &str)> {
        let terms = self.catalogue.glossary.iter();
        let terms: Vec<_> = terms.flat_map(|glossary| &glossary.terms).collect();
        let meaning = |used: &super::Used| {
            let term = terms.iter().find(|term| term.acronym.value == used.acronym);
            term.map(|term| term.meaning.value.as_str())
        };
        let explained = self.terms.iter().filter_map(|used| {
            let meaning = meaning(used).or(used.meaning.as_deref())?;
            Some((used.acronym.as_str(), meaning))
        });
        explained.collect()
    }
}
