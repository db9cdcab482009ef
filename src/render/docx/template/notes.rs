//! Footnotes and comments of the report behind those of the template.

use super::super::package::{Parts, Types};
use super::graft::{Graft, attribute, name, set};
use super::numbers::largest;
use super::opened::{Part, Template};
use super::parts::{Added, Links, take_over};
use super::splice::Splices;

/// Returns how much is added to the numbers of notes of a part.
pub(super) fn offset(part: Option<&Part>, first: i64) -> i64 {
    let last = part.and_then(|part| largest(part.root.children(), "id"));
    last.map_or(0, |last| (last + 1 - first).max(0))
}

/// Puts the footnotes of the report behind those of the template.
pub(super) fn footnotes(
    template: &Template,
    (ours, types): (&Parts, &Types),
    graft: &Graft<'_>,
    links: &mut Links<'_>,
    added: &mut Added,
) {
    let part = "word/footnotes.xml";
    let text = text(ours, part);
    if !text.contains("<w:footnoteRef/>") {
        return;
    }
    let (owner, rels) = match &template.footnotes {
        Some(known) => (known.name.clone(), template.note_rels.as_ref()),
        None => (template.free(part), None),
    };
    let mut note_links = Links::of(rels, &owner);
    let ids = take_over(ours, types, part, template, &mut note_links, added);
    note_links.write(added);
    let mut inner = Graft {
        links: &ids,
        ..*graft
    };
    let fresh = inner.note(&text);
    match &template.footnotes {
        None => {
            let kind = types
                .get("/word/footnotes.xml")
                .cloned()
                .unwrap_or_default();
            added.part(&owner, &kind, fresh.into_bytes());
            links.companion("footnotes", &owner);
        }
        Some(known) => {
            let mut notes = String::new();
            // The separators are the template's.
            for note in pieces(&fresh, "w:footnote") {
                if attribute(note, "w:type").is_none() {
                    notes.push_str(&renumbered(note, graft.notes));
                }
            }
            append(known, notes, added);
        }
    }
}

/// Puts the comments of the report behind those of the template.
pub(super) fn comments(
    template: &Template,
    (ours, types): (&Parts, &Types),
    graft: &mut Graft<'_>,
    links: &mut Links<'_>,
    added: &mut Added,
    gone: &[String],
) {
    let part = "word/comments.xml";
    let fresh = graft.note(&text(ours, part));
    match &template.comments {
        None if fresh.is_empty() => {}
        None => {
            let kind = types.get("/word/comments.xml").cloned().unwrap_or_default();
            let name = template.free(part);
            added.part(&name, &kind, fresh.into_bytes());
            links.companion("comments", &name);
        }
        Some(known) => {
            let mut splices = Splices::default();
            for comment in known.root.children() {
                let id = comment.attribute("id").unwrap_or_default();
                if gone.iter().any(|gone| gone == id) {
                    splices.replace(comment.outer.clone(), "");
                }
            }
            let all: String = pieces(&fresh, "w:comment")
                .into_iter()
                .map(|comment| renumbered(comment, graft.comments))
                .collect();
            if !all.is_empty() {
                splices.bind(known);
                splices.append(known, all);
            }
            if !splices.is_empty() {
                added
                    .parts
                    .insert(known.name.clone(), splices.apply(&known.text));
            }
        }
    }
}

fn text(ours: &Parts, name: &str) -> String {
    let bytes = ours.get(name).map(Vec::as_slice).unwrap_or_default();
    String::from_utf8_lossy(bytes).into_owned()
}

fn append(part: &Part, content: String, added: &mut Added) {
    let mut splices = Splices::default();
    splices.bind(part);
    splices.append(part, content);
    added
        .parts
        .insert(part.name.clone(), splices.apply(&part.text));
}

/// Returns a note or a comment with another number.
fn renumbered(piece: &str, by: i64) -> String {
    let (tag, rest) = piece.split_once('>').unwrap_or((piece, ""));
    let id: i64 = attribute(tag, "w:id")
        .and_then(|id| id.parse().ok())
        .unwrap_or(0);
    format!("{}>{rest}", set(tag, "w:id", &(id + by).to_string()))
}

/// Returns the elements of that name in a part that this program wrote.
fn pieces<'p>(part: &'p str, wanted: &str) -> Vec<&'p str> {
    let close = format!("</{wanted}>");
    let mut all = Vec::new();
    for piece in part.split_inclusive(&close) {
        let start = piece.match_indices('<').find(|(at, _)| {
            let tag = piece.get(*at..).unwrap_or_default();
            name(tag.split_inclusive('>').next().unwrap_or_default()) == wanted
        });
        if let Some((at, _)) = start.filter(|_| piece.ends_with(&close)) {
            all.push(piece.get(at..).unwrap_or_default());
        }
    }
    all
}
