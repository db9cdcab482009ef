//! Findings on one line each, for people in a hurry and for editors that jump to places.

use std::fmt::Write as _;

use crate::diag::Findings;
use crate::source::Sources;

use super::{Colour, inert, totals};

/// Writes all findings that are not waived, `file:line:column: severity[code]: message`, then how many there are.
pub(super) fn emit(findings: &Findings, sources: &Sources, _: Colour) -> String {
    let mut text = String::new();
    for finding in findings.iter().filter(|finding| finding.waived.is_none()) {
        let says = format!(
            "{}[{}]: {}",
            finding.severity,
            finding.rule.code,
            inert::line(&finding.message)
        );
        let line = inert::at_its_place(finding, sources, &says);
        writeln!(text, "{line}").expect("a String takes everything");
    }
    text.push_str(&totals(findings.counts()));
    text.push('\n');
    inert::text(&text)
}
