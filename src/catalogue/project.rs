//! The project and its house style.

use crate::quantity::{Marks, NumberStyle};
use crate::source::Spanned;

use super::programme::Programme;

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
    /// Who granted the money, as the funding statement names it; empty when it is not given.
    pub granting_authority: Spanned<String>,
    /// What `programme` names, where it is one that the tool has a statement for.
    pub funding: Option<Programme>,
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
    /// Most periods with a column of their own; as many as fit when nothing is said.
    pub columns: Option<u16>,
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
            columns: None,
        }
    }
}
