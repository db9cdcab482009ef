//! The glossary: `[glossary]`, an acronym with what it stands for on each line.

use crate::catalogue::{Glossary, Term};

use super::section::{Context, Section};

/// Reads the glossary, when there is one.
pub(super) fn glossary(root: &Section<'_>, context: &mut Context<'_>) -> Option<Glossary> {
    let section = root.free_table("glossary", "[glossary]", context)?;
    let mut terms = Vec::new();
    for acronym in section.keys(context) {
        let Some(meaning) = section.line(&acronym.value, context) else {
            continue;
        };
        if meaning.value.is_empty() {
            context.reject(
                meaning.place,
                "the glossary says nothing of this acronym",
                "write what it stands for, or remove the line",
            );
            continue;
        }
        terms.push(Term { acronym, meaning });
    }
    Some(Glossary {
        terms,
        place: section.place,
    })
}
