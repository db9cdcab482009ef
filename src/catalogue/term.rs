//! A term of the glossary.

use crate::source::{Place, Spanned};

/// An acronym with what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The acronym.
    pub acronym: Spanned<String>,
    /// What it stands for.
    pub meaning: Spanned<String>,
}

/// What a project explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glossary {
    /// The terms, by acronym.
    pub terms: Vec<Term>,
    /// Where it begins.
    pub place: Place,
}
