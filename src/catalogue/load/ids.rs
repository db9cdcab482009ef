//! Ids of entries, and references to them.

use crate::catalogue::Thing;
use crate::catalogue::id::{Id, LONGEST};
use crate::diag::{Diagnostic, nearest, safe};
use crate::source::{Place, Spanned};

use super::rules::{DUPLICATE_ID, UNFIT_ID, UNKNOWN_REFERENCE};
use super::section::{Context, Section};

/// Reads the id of an entry: fit, and not among `known`.
pub(super) fn new_id<'k, K: 'k>(
    entry: &Section<'_>,
    thing: Thing,
    known: impl Iterator<Item = (&'k Id<K>, Place)>,
    context: &mut Context<'_>,
) -> Option<Spanned<Id<K>>> {
    let text = entry.need("id", "\"short-name\"", context)?;
    let Some(id) = Id::parse(&text.value) else {
        let (why, help) = if text.value.chars().count() > LONGEST {
            (
                format!("is too long for an id, which has at most {LONGEST} letters"),
                "shorten it: it becomes the name of a file and the tag of a field in the Word file; a title may be longer",
            )
        } else {
            (
                "cannot be an id".to_owned(),
                "an id has letters, digits, `-` and `_`, begins with a letter or digit and is no name that Windows keeps for itself",
            )
        };
        let message = format!("`{}` {why}", safe(&text.value));
        context.report(&UNFIT_ID, text.place, message, help);
        context.unusable.add(thing, &text.value);
        return None;
    };
    let twin = known
        .into_iter()
        .find(|(known, _)| known.as_str().eq_ignore_ascii_case(id.as_str()));
    if let Some((_, first)) = twin {
        let finding = Diagnostic::new(&DUPLICATE_ID, format!("the id `{id}` is used twice"))
            .at(text.place, "")
            .see(first, "first used here")
            .help("give one of the two another id; upper and lower case count as the same");
        context.sink.push(finding);
        context.unusable.add(thing, id.as_str());
        return None;
    }
    Some(Spanned {
        value: id,
        place: text.place,
    })
}

/// Returns the id that a reference names, when it is defined; otherwise reports it with the closest known name, unless the
/// entry of that name was left out for a fault.
pub(super) fn reference<'k, K: 'k>(
    text: &Spanned<String>,
    thing: Thing,
    known: impl Iterator<Item = &'k Id<K>>,
    context: &mut Context<'_>,
) -> Option<Id<K>> {
    let known: Vec<&Id<K>> = known.collect();
    if let Some(id) = known.iter().find(|id| id.as_str() == text.value) {
        return Some((*id).clone());
    }
    if !context.broken && !context.unusable.has(thing, &text.value) {
        let names: Vec<&str> = known.iter().map(|id| id.as_str()).collect();
        let finding = Diagnostic::new(
            &UNKNOWN_REFERENCE,
            format!("unknown {thing} `{}`", safe(&text.value)),
        )
        .at(text.place, "")
        .did_you_mean(nearest(&text.value, names.iter().copied()), || {
            format!("define it in an entry [[{thing}s]]{}", some_of(&names))
        });
        context.sink.push(finding);
    }
    None
}

/// Returns what is known, as far as a line holds it.
fn some_of(names: &[&str]) -> String {
    match (names, names.get(..12)) {
        ([], _) => "; there is none yet".to_owned(),
        (_, Some(first)) if names.len() > 12 => format!("; known are {}, …", first.join(", ")),
        _ => format!("; known are {}", names.join(", ")),
    }
}
