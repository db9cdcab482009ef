//! What becomes of a text: it was printed, then perhaps edited in Word, perhaps edited in its file.

use crate::calendar::Period;
use crate::diag::{Sink, Subject};
use crate::history;
use crate::layout::document::Slot;
use crate::narrative::normal::normal;
use crate::narrative::reference::Reference;
use crate::narrative::restore::restore;
use crate::narrative::{Assessment, patch};
use crate::render::docx::properties::{Built, PERIOD, TEXT};
use crate::render::docx::read::{Doubt, Edited, Method, Returned};
use crate::render::docx::slot;
use crate::source::SourceId;

use super::marks::remove_marks;
use super::told;

/// A text, as the project has it.
pub(super) struct Text<'t> {
    pub(super) id: &'t str,
    pub(super) is_part: bool,
    /// What stands in its file.
    pub(super) current: Option<&'t Assessment>,
    /// The text of the period before, which is printed in its place when there is none.
    pub(super) earlier: Option<&'t Assessment>,
    /// What would be printed today.
    pub(super) slot: Option<&'t Slot>,
    pub(super) period: Period,
    /// The Word file, for findings.
    pub(super) word: SourceId,
    /// Name of its file, for people.
    pub(super) name: &'t str,
}

impl Text<'_> {
    /// Returns what findings about it are about.
    pub(super) fn subject(&self) -> Subject {
        Subject {
            installation: (!self.is_part).then(|| self.id.to_owned()),
            metric: None,
            period: Some(self.period.to_string()),
        }
    }
}

/// What becomes of a text.
#[derive(Debug)]
pub(super) enum Decision {
    /// Its file stays as it is.
    Unchanged,
    /// Its file gets what came from Word.
    Write {
        /// What it holds.
        before: String,
        /// What it gets.
        after: String,
    },
    /// It was changed at both ends.
    Conflict {
        /// What its file holds.
        mine: String,
        /// What came from Word.
        theirs: String,
    },
    /// Nobody knows for certain what came from Word.
    Doubt,
}

/// Decides what becomes of a text; `None` when the Word file was never to have it.
pub(super) fn decide(
    text: &Text<'_>,
    edited: &Edited,
    figure: &dyn Fn(&Reference) -> String,
    sink: &mut Sink,
) -> Option<(Decision, Vec<String>)> {
    let built = edited.properties.get(&format!("{TEXT}{}", text.id));
    let built = built.and_then(|value| Built::parse(value));
    let known = edited.properties.contains_key(PERIOD);
    let expected = if known {
        built.is_some()
    } else {
        text.slot.is_some()
    };
    let returned = match edited.texts.get(text.id)? {
        Ok(returned) => returned,
        Err(Doubt::Missing) if !expected => return None,
        Err(doubt) => {
            told::doubt(text, *doubt, sink);
            return Some((Decision::Doubt, Vec::new()));
        }
    };
    told::foreign(text, returned, sink);
    let printed = text.slot.map(slot::printed).unwrap_or_default();
    let source = text
        .current
        .map(|current| history::fingerprint(&current.markdown));
    let is_source = built.as_ref().is_none_or(|built| built.source == source);
    let as_built = built
        .as_ref()
        .is_some_and(|built| built.printed == slot::fingerprint(&returned.blocks));
    if as_built || (is_source && returned.blocks == printed) {
        return Some((Decision::Unchanged, remarks(returned)));
    }
    let decision = changed(text, returned, is_source, figure, sink);
    Some((decision, remarks(returned)))
}

/// Decides what becomes of a text that was edited in Word.
fn changed(
    text: &Text<'_>,
    returned: &Returned,
    is_source: bool,
    figure: &dyn Fn(&Reference) -> String,
    sink: &mut Sink,
) -> Decision {
    if returned.blocks.is_empty() {
        told::empty(text, sink);
        return Decision::Doubt;
    }
    let Some(current) = text.current else {
        let theirs = begun(text, returned, figure, sink);
        if theirs.is_empty() {
            return Decision::Unchanged;
        }
        let mine = String::new();
        if !is_source {
            told::conflict(text, sink);
            return Decision::Conflict { mine, theirs };
        }
        return Decision::Write {
            before: mine,
            after: theirs,
        };
    };
    let source = normal(&current.blocks);
    let (blocks, figures) = restore(&source, figure, &returned.blocks);
    let mine = current.markdown.clone();
    if blocks == source && figures.is_empty() {
        return Decision::Unchanged;
    }
    let theirs = patch(&mine, &blocks);
    if !is_source {
        told::conflict(text, sink);
        return Decision::Conflict { mine, theirs };
    }
    for one in figures {
        told::changed_figure(text, &one, sink);
    }
    if mine == theirs {
        return Decision::Unchanged;
    }
    Decision::Write {
        before: mine,
        after: theirs,
    }
}

/// Returns the text that somebody began in Word where none was written: on an empty page, or on that of the period before.
/// What the tool wrote there is no text of a person.
fn begun(
    text: &Text<'_>,
    returned: &Returned,
    figure: &dyn Fn(&Reference) -> String,
    sink: &mut Sink,
) -> String {
    let guidance = text.slot.map(slot::guidance).unwrap_or_default();
    let mut own = returned.blocks.clone();
    own.retain(|block| !guidance.contains(block));
    let Some(earlier) = text.earlier else {
        return patch("", &own);
    };
    remove_marks(&mut own);
    let own = normal(&own);
    let source = normal(&earlier.blocks);
    let (blocks, figures) = restore(&source, figure, &own);
    if blocks == source && figures.is_empty() {
        return String::new();
    }
    for one in figures {
        told::changed_figure(text, &one, sink);
    }
    patch(&earlier.markdown, &blocks)
}

/// Says what was met on the way to a text.
fn remarks(returned: &Returned) -> Vec<String> {
    let number = |count: usize, word: &str| match count {
        1 => format!("1 {word}"),
        _ => format!("{count} {word}s"),
    };
    let mut all = Vec::new();
    if returned.met.insertions > 0 {
        all.push(format!(
            "{} taken",
            number(returned.met.insertions, "insertion")
        ));
    }
    if returned.met.deletions > 0 {
        all.push(format!(
            "{} left out",
            number(returned.met.deletions, "deletion")
        ));
    }
    if returned.method != Method::Tag {
        all.push(format!("found by {}", returned.method.words()));
    }
    all
}
