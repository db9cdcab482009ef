//! Reads what people did to a Word file: the texts, the tables and the comments in it.
//!
//! The file comes from elsewhere and is not believed: everything that is read has bounds, nothing of it is written but
//! words, and a text that is not found for certain is not guessed. [`read()`] is the only way in.

mod blocks;
mod cells;
mod comments;
mod compare;
mod flow;
mod places;
mod runs;
pub(super) mod styles;
mod tables;

use std::collections::BTreeMap;

use anyhow::{Context as _, bail};

use crate::narrative::text::TextBlock;

use super::archive::{Archive, Relationship};
use super::slot;
use super::tree::Element;

pub use comments::Comment;
pub use compare::{Change, changes};
pub use places::{Doubt, Method};
pub use runs::Met;
pub use tables::{PrintedTable, of_document};

use flow::Flow;
use places::Headings;
use runs::Companions;
use styles::{Numberings, Styles};

/// Most paragraphs of a text.
const LONGEST_TEXT: usize = 5_000;

/// A text that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Id of the installation, or the name of a part.
    pub id: String,
    /// Title of the installation; a part has none.
    pub title: Option<String>,
}

/// A text as it stands in the Word file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// How it was found.
    pub method: Method,
    /// What it holds, in its normal form.
    pub blocks: Vec<TextBlock>,
    /// What was met in it besides words.
    pub met: Met,
}

/// What a Word file holds.
#[derive(Debug, Default)]
pub struct Edited {
    /// What the build wrote into the properties of the file, by name.
    pub properties: BTreeMap<String, String>,
    /// The texts that were looked for, by id, or why they are not found for certain.
    pub texts: BTreeMap<String, Result<Returned, Doubt>>,
    /// Texts that nobody looked for, by id.
    pub strangers: Vec<String>,
    /// The tables outside of texts.
    pub tables: Vec<PrintedTable>,
    /// The comments.
    pub comments: Vec<Comment>,
}

/// The parts of a file that are read.
struct Parts {
    document: Element,
    styles: Option<Element>,
    numbering: Option<Element>,
    footnotes: Option<Element>,
    comments: Option<Element>,
    links: BTreeMap<String, Relationship>,
    note_links: BTreeMap<String, Relationship>,
    properties: BTreeMap<String, String>,
}

/// Reads a Word file.
///
/// # Errors
///
/// Says why the file cannot be read: it is no Word file, damaged, or larger than a report can be.
pub fn read(bytes: &[u8], wanted: &[Wanted]) -> anyhow::Result<Edited> {
    let mut parts = open(bytes)?;
    let links = std::mem::take(&mut parts.links);
    let note_links = std::mem::take(&mut parts.note_links);
    let companions = Companions {
        styles: Styles::of(parts.styles.as_ref()),
        notes: notes(parts.footnotes.as_ref()),
        links,
        note_links,
    };
    let numberings = Numberings::of(parts.numbering.as_ref());
    let body = parts.document.child("body");
    let body = body.context("its main part has no body")?;
    let flow = Flow::of(body, &companions.styles);
    let headings = Headings::of(&flow, &companions);
    let mut known: BTreeMap<usize, bool> = BTreeMap::new();
    let mut full = |at: usize| {
        *known.entry(at).or_insert_with(|| {
            let items = flow.items.get(at..at + 1).unwrap_or_default();
            let (text, met) = blocks::text(items, &companions, &numberings);
            !text.is_empty() || !met.foreign.is_empty()
        })
    };
    let mut edited = Edited {
        properties: parts.properties,
        ..Edited::default()
    };
    let mut taken = vec![false; flow.items.len()];
    for one in wanted {
        let mut found = places::place(one, &flow, &headings, &mut full);
        if let Ok((range, method)) = &found {
            if range.len() > LONGEST_TEXT {
                bail!(
                    "its text of {} has more than {LONGEST_TEXT} paragraphs",
                    one.id
                );
            }
            let mut items = taken.iter_mut().take(range.end).skip(range.start);
            if items.any(|item| std::mem::replace(item, true)) {
                found = Err(Doubt::Shared(*method));
            }
        }
        let found = found.map(|(range, method)| {
            let items = flow.items.get(range).unwrap_or_default();
            let (blocks, met) = blocks::text(items, &companions, &numberings);
            Returned {
                method,
                blocks,
                met,
            }
        });
        if found.as_ref().is_ok_and(|found| found.met.too_long) {
            bail!("its text of {} is too long", one.id);
        }
        edited.texts.insert(one.id.clone(), found);
    }
    edited.strangers = strangers(&flow, wanted);
    for (at, (item, taken)) in flow.items.iter().zip(&taken).enumerate() {
        if item.is_table() && !taken {
            let before = at.checked_sub(1).and_then(|at| flow.items.get(at));
            let table = tables::of_element(item.node, before, &companions);
            edited.tables.push(table);
        }
    }
    edited.comments = comments::comments(parts.comments.as_ref(), &flow, &headings);
    Ok(edited)
}

fn open(bytes: &[u8]) -> anyhow::Result<Parts> {
    let mut package = Archive::open(bytes)?;
    let roots = package.relationships("")?;
    let target = |roots: &BTreeMap<String, Relationship>, kind: &str| {
        let mut known = roots.values();
        let found = known.find(|known| known.kind == kind && !known.external)?;
        Some(found.target.clone())
    };
    let main = target(&roots, "officeDocument").context("it has no main part")?;
    let document = package.needed(&main)?;
    let links = package.relationships(&main)?;
    let mut companion = |kind: &str| -> anyhow::Result<Option<Element>> {
        let name = target(&links, kind);
        name.map(|name| package.needed(&name)).transpose()
    };
    let styles = companion("styles")?;
    let numbering = companion("numbering")?;
    let footnotes = companion("footnotes")?;
    let comments = companion("comments")?;
    let note_links = match target(&links, "footnotes") {
        Some(name) => package.relationships(&name)?,
        None => BTreeMap::new(),
    };
    let custom = target(&roots, "custom-properties");
    let custom = custom.or_else(|| target(&roots, "customProperties"));
    let properties = match custom {
        Some(name) => properties(&package.needed(&name)?),
        None => BTreeMap::new(),
    };
    Ok(Parts {
        document,
        styles,
        numbering,
        footnotes,
        comments,
        links,
        note_links,
        properties,
    })
}

/// Returns the footnotes by number; separators are none.
fn notes(part: Option<&Element>) -> BTreeMap<&str, &Element> {
    let notes = part.into_iter().flat_map(Element::children);
    let real = notes.filter(|note| {
        let kind = note.attribute("type").unwrap_or("normal");
        &*note.name == "footnote" && kind == "normal"
    });
    real.filter_map(|note| Some((note.attribute("id")?, note)))
        .collect()
}

fn properties(part: &Element) -> BTreeMap<String, String> {
    let all = part.children().filter_map(|property| {
        let value = property.children().next()?;
        Some((property.attribute("name")?.to_owned(), value.text.clone()))
    });
    all.collect()
}

/// Returns the ids of texts by their tags that nobody looked for.
fn strangers(flow: &Flow<'_>, wanted: &[Wanted]) -> Vec<String> {
    let ids = flow.controls.iter().filter_map(|control| {
        let id = control.tag.strip_prefix(slot::TAG)?;
        let known = wanted.iter().any(|wanted| wanted.id == id);
        (!known).then(|| id.to_owned())
    });
    let mut all: Vec<String> = ids.collect();
    all.sort();
    all.dedup();
    all
}
