//! The document to be delivered: what stands on its cover and around the report.

use crate::calendar::NaiveDate;
use crate::source::{Place, Spanned};

use super::dissemination::Dissemination;

/// The document to be delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deliverable {
    /// Title.
    pub title: String,
    /// Where the title is written, when it is.
    pub title_place: Option<Place>,
    /// Number, such as `D4.2`.
    pub number: Option<String>,
    /// Where the number is written, when it is.
    pub number_place: Option<Place>,
    /// Language of the text as a BCP 47 tag.
    pub language: String,
    /// What is printed at its end besides.
    pub annexes: Vec<Annex>,
    /// Version, such as `1.0`.
    pub version: Option<Spanned<String>>,
    /// Date of this version.
    pub date: Option<Spanned<NaiveDate>>,
    /// Date by which it is to be submitted.
    pub due: Option<Spanned<NaiveDate>>,
    /// Who may read it.
    pub dissemination: Option<Spanned<Dissemination>>,
    /// Type, such as `R — Document, report`.
    pub kind: Option<Spanned<String>>,
    /// Status, such as `Under EC review`.
    pub status: Option<Spanned<String>>,
    /// Printed name of the partner that leads it.
    pub lead: Option<Spanned<String>>,
    /// Who wrote it.
    pub authors: Vec<Person>,
    /// Who reviewed it.
    pub reviewers: Vec<Person>,
    /// Who approved it.
    pub approvers: Vec<Person>,
    /// Where it is found.
    pub link: Option<Spanned<String>>,
    /// Words by which it is found.
    pub keywords: Vec<Spanned<String>>,
    /// Where amendments and comments are sent.
    pub contact: Option<Spanned<String>>,
    /// Its versions, in the order of the file.
    pub log: Vec<LogEntry>,
    /// The pieces of front matter that the project asks for; none where it takes what there is.
    pub front: Vec<Spanned<Front>>,
    /// The Word file that it is put into, by its path beside the project file.
    pub template: Option<Spanned<String>>,
    /// Folder of the texts that hold for all periods, beside installations.toml.
    pub texts: String,
}

/// Somebody with the partner for whom he or she works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Name.
    pub name: Spanned<String>,
    /// Printed name of the partner.
    pub partner: Option<String>,
}

impl Person {
    /// Returns how a cover names somebody: `Name (Partner)`.
    pub fn printed(&self) -> String {
        match &self.partner {
            Some(partner) => format!("{} ({partner})", self.name.value),
            None => self.name.value.clone(),
        }
    }
}

/// A version of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// The version.
    pub version: Spanned<String>,
    /// When it was made.
    pub date: Option<Spanned<NaiveDate>>,
    /// Who made it.
    pub author: Option<Spanned<String>>,
    /// What changed.
    pub comment: Option<Spanned<String>>,
}

/// A piece of front matter that a project can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Front {
    /// What the report is about, in a paragraph.
    Abstract,
    /// Copyright and the funding statement.
    Copyright,
    /// The versions of the document.
    DocumentLog,
    /// To whom the document applies.
    ApplicationArea,
    /// How it is amended.
    AmendmentProcedure,
    /// The acronyms that it uses.
    Terminology,
    /// What the project is.
    ProjectSummary,
}

impl Front {
    /// All of them, in the order in which they are printed.
    pub const ALL: &[Self] = &[
        Self::Abstract,
        Self::Copyright,
        Self::DocumentLog,
        Self::ApplicationArea,
        Self::AmendmentProcedure,
        Self::Terminology,
        Self::ProjectSummary,
    ];

    /// Their words.
    pub const WORDS: &[&str] = &[
        "abstract",
        "copyright",
        "document-log",
        "application-area",
        "amendment-procedure",
        "terminology",
        "project-summary",
    ];

    /// Reads the word for a piece.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|front| front.name() == word).copied()
    }

    /// Returns its word, which is also the name of its chapter.
    pub fn name(self) -> &'static str {
        match self {
            Self::Abstract => "abstract",
            Self::Copyright => "copyright",
            Self::DocumentLog => "document-log",
            Self::ApplicationArea => "application-area",
            Self::AmendmentProcedure => "amendment-procedure",
            Self::Terminology => "terminology",
            Self::ProjectSummary => "project-summary",
        }
    }

    /// Returns its heading.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Abstract => "Abstract",
            Self::Copyright => "Copyright and funding",
            Self::DocumentLog => "Document log",
            Self::ApplicationArea => "Application area",
            Self::AmendmentProcedure => "Document amendment procedure",
            Self::Terminology => "Terminology",
            Self::ProjectSummary => "Project summary",
        }
    }
}

/// What a report can have at its end besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Annex {
    /// The rows of data behind each figure.
    Provenance,
    /// The findings that are accepted, with their reasons.
    WaivedFindings,
}

impl Annex {
    /// The words for annexes.
    pub const WORDS: &[&str] = &["provenance", "waived-findings"];

    /// Reads the word for an annex.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "provenance" => Some(Self::Provenance),
            "waived-findings" => Some(Self::WaivedFindings),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Annex, Front};

    #[test]
    fn the_schema_offers_every_piece() {
        let words: Vec<&str> = Front::ALL.iter().map(|front| front.name()).collect();
        assert_eq!(words, Front::WORDS);
        assert!(Annex::WORDS.iter().all(|word| Annex::parse(word).is_some()));
    }
}
