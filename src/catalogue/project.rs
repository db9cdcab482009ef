//! The project, its deliverable and its house style.

use crate::quantity::{Marks, NumberStyle};
use crate::source::{Place, Spanned};

/// The project that reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// Short name, such as `iMagine`.
    pub acronym: Spanned<String>,
    /// Funding programme, such as `Horizon Europe`.
    pub programme: Spanned<String>,
    /// Number of the grant agreement.
    pub grant_agreement: Spanned<String>,
    /// Work package that reports, such as `WP4`.
    pub work_package: Spanned<String>,
}

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
    /// The Word file that it is put into, by its path beside the project file.
    pub template: Option<Spanned<String>>,
}

/// What a report can have at its end besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Annex {
    /// The rows of data behind each figure.
    Provenance,
}

impl Annex {
    /// The words for annexes.
    pub const WORDS: &[&str] = &["provenance"];

    /// Reads the word for an annex.
    pub fn parse(word: &str) -> Option<Self> {
        (word == "provenance").then_some(Self::Provenance)
    }
}

/// Which codes are printed for Greece and the United Kingdom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountryStyle {
    /// ISO 3166-1: GR, GB.
    Iso,
    /// The institutions' own: EL, UK.
    Eu,
}

/// How figures and countries are printed, and how baselines are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// Codes of countries.
    pub countries: CountryStyle,
    /// Marks in printed figures.
    pub numbers: NumberStyle,
    /// Marks in baselines that people wrote.
    pub marks: Marks,
}

impl Default for Style {
    /// The style of a house that writes `4,000,000.5` and ISO codes.
    fn default() -> Self {
        Self {
            countries: CountryStyle::Iso,
            numbers: NumberStyle::default(),
            marks: Marks {
                decimal: '.',
                thousands: Some(','),
            },
        }
    }
}
