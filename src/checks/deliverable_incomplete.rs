//! A deliverable lacks something that its cover or its front matter must have.

use crate::catalogue::Front;
use crate::diag::{Diagnostic, Rule, Severity, Sink};
use crate::report::incomplete;

use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA141",
    name: "deliverable-incomplete",
    severity: Severity::Warning,
    summary: "a deliverable lacks something that its cover or its front matter must have",
    page: include_str!("../../docs/rules/VA141.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let deliverable = &evidence.catalogue.deliverable;
    let missing = incomplete(deliverable);
    if let (Some(place), false) = (deliverable.number_place, missing.is_empty()) {
        let keys: Vec<String> = missing.iter().map(|key| format!("`{key}`")).collect();
        let message = format!("the cover of the deliverable lacks {}", keys.join(", "));
        let finding = Diagnostic::new(&RULE, message)
            .at(place, "a deliverable with a number needs them")
            .help("add them to [deliverable]; a draft shows where they are missing");
        sink.push(finding);
    }
    for piece in evidence.report.front() {
        let Some(place) = piece.place.filter(|_| !piece.is_there) else {
            continue;
        };
        let message = format!("there is nothing to print for `{}`", piece.front.name());
        let finding = Diagnostic::new(&RULE, message)
            .at(place, "this piece is asked for")
            .help(help(piece.front, &deliverable.texts));
        sink.push(finding);
    }
}

fn help(front: Front, texts: &str) -> String {
    match front {
        Front::Copyright => format!(
            "write `programme` and `grant_agreement` of [project], or a statement of your own in {texts}/funding.md"
        ),
        Front::DocumentLog => "add an entry [[deliverable.log]] for each version".to_owned(),
        Front::Terminology => {
            "write a [glossary] with the acronyms that the report uses".to_owned()
        }
        front => format!(
            "write {texts}/{name}.md, or assessments/<period>/{name}.md where it is of one period",
            name = front.name()
        ),
    }
}
