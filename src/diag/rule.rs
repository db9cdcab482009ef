//! What a rule is.

use std::fmt;

/// A kind of fault, with the code under which it is known for ever.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Code such as `VA301`; never used again for another rule.
    pub code: &'static str,
    /// Name in lower case with hyphens; says what is wrong and reads well after "allow".
    pub name: &'static str,
    /// How grave a finding of this rule is, unless the project says otherwise.
    pub severity: Severity,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// Its page in docs/rules: what it finds, why it matters, an example, what to do.
    pub page: &'static str,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The input cannot be used as it stands: a figure would be missing or wrong.
    Error,
    /// The figures stand, but a reviewer would object.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// Returns the word that is printed.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
