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
