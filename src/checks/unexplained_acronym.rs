//! An acronym is used and nowhere explained.

use crate::diag::{Diagnostic, Rule, Severity, Sink, nearest, safe};
use crate::report::Where;

use super::reading::place_in_text::place_in_text;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA519",
    name: "unexplained-acronym",
    severity: Severity::Warning,
    summary: "an acronym is used and nowhere explained",
    page: include_str!("../../docs/rules/VA519.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let glossary = evidence.catalogue.glossary.iter();
    let terms: Vec<&str> = glossary
        .flat_map(|glossary| &glossary.terms)
        .map(|term| term.acronym.value.as_str())
        .collect();
    for used in &evidence.report.terms {
        let Some((place, subject)) = &used.unknown else {
            continue;
        };
        let place = match place {
            Where::Text(place) => *place,
            Where::Value { place, text, range } => {
                place_in_text(evidence.sources, *place, text, range)
            }
        };
        let acronym = safe(&used.acronym);
        let message = format!("the acronym `{acronym}` is explained nowhere");
        let meant = nearest(&used.acronym, terms.iter().copied());
        let finding = Diagnostic::new(&RULE, message)
            .at(place, "used here first")
            .did_you_mean(meant, || {
                format!(
                    "add `{acronym} = \"…\"` to [glossary], or write at its first use what it means"
                )
            })
            .about(subject.clone());
        sink.push(finding);
    }
}
