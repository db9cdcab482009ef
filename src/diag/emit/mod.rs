//! The forms in which findings are shown, one file each.

mod concise;
mod human;
mod json;

use std::fmt::Write as _;

use crate::source::Sources;

use super::sink::{Counts, Findings};

/// Whether a form may use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Escape sequences are welcome.
    Always,
    /// Plain text.
    Never,
}

/// A form of findings: its name on the command line and what writes it.
#[derive(Debug)]
pub struct Form {
    /// Name on the command line.
    pub name: &'static str,
    /// What it is for, in one line.
    pub summary: &'static str,
    /// Writes all findings.
    pub emit: fn(&Findings, &Sources, Colour) -> String,
}

/// The forms there are.
pub static FORMS: &[Form] = &[
    Form {
        name: "human",
        summary: "for people, with the line and what to do",
        emit: human::emit,
    },
    Form {
        name: "concise",
        summary: "a line for each finding, with its place",
        emit: concise::emit,
    },
    Form {
        name: "json",
        summary: "for programs, stable",
        emit: json::emit,
    },
];

/// Returns the form of that name.
pub fn form(name: &str) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.name == name)
}

/// Returns the counts in words: `1 error, 2 warnings (1 more waived)`.
pub fn totals(counts: Counts) -> String {
    let number = |count: usize, word: &str| match count {
        1 => format!("1 {word}"),
        _ => format!("{count} {word}s"),
    };
    let mut text = format!(
        "{}, {}",
        number(counts.errors, "error"),
        number(counts.warnings, "warning")
    );
    if counts.notes > 0 {
        write!(text, ", {}", number(counts.notes, "note")).expect("a String takes everything");
    }
    if counts.waived > 0 {
        write!(text, " ({} waived)", counts.waived).expect("a String takes everything");
    }
    text
}
