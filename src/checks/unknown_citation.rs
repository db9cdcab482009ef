//! A text cites a number that the list of references does not have.

use crate::diag::{Diagnostic, Rule, Severity, Sink};
use crate::narrative::citation::{citations, listed as listed_in};
use crate::narrative::{Owner, Part};
use crate::source::Place;

use super::reading::about::about_text;
use super::reading::texts::printed;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA520",
    name: "unknown-citation",
    severity: Severity::Warning,
    summary: "a text cites a number that the list of references does not have",
    page: include_str!("../../docs/rules/VA520.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let listed = evidence.report.part(Part::References);
    let count = listed.map_or(0, |text| listed_in(&text.blocks));
    for (owner, text) in printed(evidence) {
        if matches!(owner, Owner::Part(Part::References)) {
            continue;
        }
        for citation in citations(&text.markdown) {
            if citation.number <= count {
                continue;
            }
            let there = match count {
                0 => "there is no list of references".to_owned(),
                1 => "the list of references has one item".to_owned(),
                count => format!("the list of references has {count} items"),
            };
            let place = Place {
                source: text.source,
                span: citation.range.into(),
            };
            let message = format!("`[{}]` is cited, and {there}", citation.number);
            let finding = Diagnostic::new(&RULE, message)
                .at(place, "")
                .help(format!(
                    "correct the number, or add the item to {}/references.md",
                    evidence.catalogue.deliverable.texts
                ))
                .about(about_text(owner, evidence.report.period));
            sink.push(finding);
        }
    }
}
