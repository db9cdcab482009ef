//! Findings on one line each, for people in a hurry and for editors that jump to places.

use std::fmt::Write as _;

use crate::diag::{Findings, safe};
use crate::source::Sources;

use super::{Colour, totals};

/// Writes all findings that are not waived, `file:line:column: severity[code]: message`, then how many there are.
pub(super) fn emit(findings: &Findings, sources: &Sources, _: Colour) -> String {
    let mut text = String::new();
    for finding in findings.iter().filter(|finding| finding.waived.is_none()) {
        if let Some(label) = &finding.primary {
            let (name, position) = sources.locate(label.place);
            write!(
                text,
                "{}:{}:{}: ",
                safe(name),
                position.line,
                position.column
            )
            .expect("a String takes everything");
        }
        let message: String = finding
            .message
            .lines()
            .map(safe_line)
            .collect::<Vec<_>>()
            .join(" ");
        writeln!(
            text,
            "{}[{}]: {message}",
            finding.severity, finding.rule.code
        )
        .expect("a String takes everything");
    }
    text.push_str(&totals(findings.counts()));
    text.push('\n');
    text
}

/// Returns a line without anything that could drive a terminal; unlike a quoted piece it is not cut.
fn safe_line(line: &str) -> String {
    line.split_inclusive(' ').map(safe).collect()
}
