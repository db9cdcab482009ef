//! What is said of a template that does not fit.

use crate::catalogue::{
    CHAPTERS_LEFT_OUT, FIGURES_LEFT_OUT, MISPLACED_SLOT, STYLES_ADDED, TEMPLATE_WITHOUT_SLOT,
    UNKNOWN_SLOT, UNKNOWN_STYLE, UNUSABLE_TEMPLATE,
};
use crate::diag::{Diagnostic, Sink, safe};
use crate::layout::document::Document;
use crate::source::{Place, SourceId, Span};

use super::Filling;
use super::plan::{Problem, plan};

/// Returns the whole of a file as a place.
fn whole(source: SourceId) -> Place {
    Place {
        source,
        span: Span::default(),
    }
}

/// Reports what does not fit between a report and its template.
pub fn check(document: &Document, filling: &Filling<'_>, source: SourceId, sink: &mut Sink) {
    let plan = plan(filling.template, document, filling.texts, filling.choices);
    for problem in &plan.problems {
        sink.push(told(problem, whole(source)));
    }
}

/// Reports a template that cannot be used.
pub fn unusable(why: &str, place: Option<Place>, source: SourceId, sink: &mut Sink) {
    let finding = Diagnostic::new(
        &UNUSABLE_TEMPLATE,
        format!("the template cannot be used: {}", safe(why)),
    );
    let finding = finding.at(place.unwrap_or_else(|| whole(source)), "").help(
        "save it in Word as a plain .docx, or begin with the one that `va-report template init` writes",
    );
    sink.push(finding);
}

fn told(problem: &Problem, place: Place) -> Diagnostic {
    let slot = |name: &str| format!("`va:{}`", safe(name));
    match problem {
        Problem::NoSlot(known) => Diagnostic::new(
            &TEMPLATE_WITHOUT_SLOT,
            "the template has no slot for a chapter",
        )
        .help(format!(
            "put a content control with the tag `va:report` into it, or a line `{{{{va:report}}}}`; names are {}",
            known.join(", ")
        )),
        Problem::Unknown {
            name,
            nearest,
            known,
        } => Diagnostic::new(
            &UNKNOWN_SLOT,
            format!("nothing in the report belongs to the slot {}", slot(name)),
        )
        .did_you_mean(
            nearest.as_ref().map(|name| format!("va:{name}")).as_deref(),
            || format!("names are {}", known.join(", ")),
        ),
        Problem::Empty(name) => Diagnostic::new(
            &UNKNOWN_SLOT,
            format!("there is nothing to fill the slot {} with", slot(name)),
        )
        .help("write what belongs there, or take the slot out of the template"),
        Problem::Misplaced(name, why) => Diagnostic::new(
            &MISPLACED_SLOT,
            format!("the slot {} stands {}", slot(name), why.words()),
        )
        .help("move it to a line of its own in the text of the document: a chapter has headings and tables"),
        Problem::Twice(name) => Diagnostic::new(
            &MISPLACED_SLOT,
            format!("the slot {} stands in two places", slot(name)),
        )
        .help("keep one of them: a chapter is printed once"),
        Problem::FiguresLeftOut(name) => Diagnostic::new(
            &FIGURES_LEFT_OUT,
            format!("the chapter `{name}` has figures of installations, and no slot"),
        )
        .help(format!(
            "put a slot `va:{name}` into the template, or `va:report` for all that has no slot of its own"
        )),
        Problem::LeftOut(names) => {
            let words: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            Diagnostic::new(
                &CHAPTERS_LEFT_OUT,
                format!("not printed, because the template has no slot for it: {}", words.join(", ")),
            )
            .help("put slots of these names into the template, or `va:report` for all that has no slot of its own")
        }
        Problem::StylesAdded(names) => {
            let words: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            Diagnostic::new(
                &STYLES_ADDED,
                format!(
                    "styles that the template lacks are added where they are used: {}",
                    words.join(", ")
                ),
            )
            .help("make styles of these names in the template, or name its own ones under [docx.styles]")
        }
        Problem::UnknownStyle { choice, nearest } => {
            let message = format!(
                "the template has no style `{}` that can stand for `{}`",
                safe(&choice.name.value),
                choice.style
            );
            let finding = Diagnostic::new(&UNKNOWN_STYLE, message)
                .did_you_mean(nearest.as_deref(), || {
                    "`va-report template check` lists the styles".to_owned()
                });
            return finding.at(choice.name.place, "");
        }
    }
    .at(place, "")
}
