//! Findings as commands of GitHub Actions: each becomes a mark at its line of a pull request.
//!
//! `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=…::message`, as GitHub's page on workflow commands has it.
//! A runner shows at most ten of each kind for a step; all of them stand in its log.

use std::fmt::Write as _;

use crate::diag::{Diagnostic, Findings, Label, Severity};
use crate::source::Sources;

use super::{Colour, inert, totals};

/// Writes a line for each finding that is not waived, then how many there are, which is no command.
pub(super) fn emit(findings: &Findings, sources: &Sources, _: Colour) -> String {
    let mut text = String::new();
    for finding in findings.iter().filter(|finding| finding.waived.is_none()) {
        text.push_str(&command(finding, sources));
        text.push('\n');
    }
    text.push_str(&totals(findings.counts()));
    text.push('\n');
    inert::without_brackets(&text)
}

fn command(finding: &Diagnostic, sources: &Sources) -> String {
    let word = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = finding
        .primary
        .as_ref()
        .map(|label| place(label, sources))
        .unwrap_or_default();
    let title = format!("{} {}", finding.rule.code, finding.rule.name);
    write!(properties, "title={}", property(&title)).expect("a String takes everything");
    let mut message = inert::lines(&finding.message);
    if let Some(help) = &finding.help {
        write!(message, "\nhelp: {}", inert::lines(help)).expect("a String takes everything");
    }
    format!("::{word} {properties}::{}", data(&message))
}

/// Returns the properties that say where; GitHub takes columns only where a place lies on one line.
fn place(label: &Label, sources: &Sources) -> String {
    let file = sources.get(label.place.source);
    let start = file.position(label.place.span.start);
    let end = file.position(label.place.span.end).max(start);
    let name = property(&inert::name(file.path()));
    if start.line == end.line {
        format!(
            "file={name},line={},col={},endLine={},endColumn={},",
            start.line, start.column, end.line, end.column
        )
    } else {
        format!("file={name},line={},endLine={},", start.line, end.line)
    }
}

/// Escapes what follows the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
