//! The forms in which findings are shown, one file each.

mod concise;
mod diff;
mod github;
mod human;
mod inert;
mod json;
mod markdown;
mod markdown_cell;
mod rule_page;
mod sarif;

use std::fmt::Write as _;

use crate::source::Sources;

use super::sink::{Counts, Findings};

pub use diff::diff;
pub use human::without_notes;

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
    Form {
        name: "sarif",
        summary: "for code scanning, SARIF 2.1.0",
        emit: sarif::emit,
    },
    Form {
        name: "github",
        summary: "for a run of GitHub Actions, marks at the lines",
        emit: github::emit,
    },
    Form {
        name: "markdown",
        summary: "for a comment on a pull request, or the summary of a run",
        emit: markdown::emit,
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

#[cfg(test)]
mod tests {
    use super::{Colour, form, totals};
    use crate::diag::{Diagnostic, FILE_RULES, Findings, Policy, Sink};
    use crate::source::Sources;

    /// Returns the findings of a project that has one without a place, and its files.
    fn placeless() -> (Findings, Sources) {
        let mut sources = Sources::default();
        sources.add("installations.toml", "# nothing\n".to_owned());
        let mut sink = Sink::default();
        sink.push(Diagnostic::new(FILE_RULES[0], "a file is missing"));
        let findings = sink.finish(&sources, &Policy::default());
        (findings, sources)
    }

    #[test]
    fn a_finding_without_a_place_is_shown_in_every_form() {
        let (findings, sources) = placeless();
        let shown = |name| (form(name).unwrap().emit)(&findings, &sources, Colour::Never);
        assert!(shown("human").starts_with("error[VA002]: a file is missing\n"));
        assert!(shown("concise").starts_with("error[VA002]: a file is missing\n"));
        assert!(shown("json").contains("\"file\": null"));
        assert!(
            shown("github").starts_with("::error title=VA002 unreadable-file::a file is missing\n")
        );
        assert!(shown("markdown").contains("\n|  | VA002 unreadable-file | a file is missing |\n"));
    }

    #[test]
    fn sarif_puts_a_finding_without_a_place_at_the_project_file() {
        let (findings, sources) = placeless();
        let shown = (form("sarif").unwrap().emit)(&findings, &sources, Colour::Never);
        assert!(shown.contains("\"uri\": \"installations.toml\""), "{shown}");
    }

    #[test]
    fn totals_are_words() {
        let (findings, _) = placeless();
        assert_eq!(totals(findings.counts()), "1 error, 0 warnings");
    }
}
