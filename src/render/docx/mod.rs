//! The report as a Word file.
//!
//! WordprocessingML is written directly into the parts of a small package, so that every element stands in the order
//! of the schema and the same document gives the same bytes. [`write()`] is the only way in; [`mod@read`] is the way back.

mod archive;
mod body;
mod chart;
mod comments;
mod fields;
mod figure;
mod ids;
mod inline;
mod list;
mod margins;
mod package;
mod page;
mod pages;
pub mod properties;
pub mod read;
pub mod slot;
mod table;
pub mod template;
mod toc;
mod tree;
mod xml;

use std::collections::BTreeMap;

pub use pages::{Pages, numbered, uncommented};

use crate::layout::document::{Document, Orientation};

use ids::Bookmark;
use inline::Runs;
use package::Package;

const STYLES: &str = include_str!("template/styles.xml");
const SETTINGS: &str = include_str!("template/settings.xml");
const THEME: &str = include_str!("template/theme1.xml");
const FONTS: &str = include_str!("template/fontTable.xml");

/// How charts stand in a Word file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Charts {
    /// As pictures: alike everywhere.
    #[default]
    Image,
    /// As charts that Word can edit.
    Native,
}

/// What is collected while the body is written and stands in other parts of the package.
#[derive(Debug, Default)]
struct Story {
    /// Links by address, in the order of their first use.
    links: Vec<String>,
    /// Footnotes; the first two of the file are the separators.
    notes: Vec<Vec<u8>>,
    /// Links of the footnotes.
    note_links: Vec<String>,
    /// How many numbered lists there are; each counts from one.
    numbered: u32,
    /// Whether what follows begins on a new page.
    new_page: bool,
    /// How the pages are held.
    pages: page::Pages,
    /// How many bookmarks were given.
    bookmarks: u32,
    /// Anchors of captions, with what a reference to one prints.
    captions: BTreeMap<String, Bookmark>,
    /// The comments at headings.
    comments: comments::Marks,
    /// Whether the paragraph stays on the page of what follows.
    keep: bool,
    /// How charts are written.
    charts: Charts,
    /// The entries of the table of contents.
    outline: Vec<toc::Entry>,
}

/// Writes a document as the bytes of a Word file, with its charts as pictures.
///
/// # Errors
///
/// Fails only when a chart cannot be painted or the package not be compressed, which memory alone can cause.
pub fn write(document: &Document) -> anyhow::Result<Vec<u8>> {
    write_with(document, Charts::Image)
}

/// Writes a document as the bytes of a Word file.
///
/// # Errors
///
/// Fails as [`write()`] does.
pub fn write_with(document: &Document, charts: Charts) -> anyhow::Result<Vec<u8>> {
    let outline = toc::outline(document);
    let package = packed(document, outline, charts, |story| {
        body::body(document, story)
    })?;
    package.finish()
}

/// Writes all parts, the main one by `write_body`.
fn packed(
    document: &Document,
    outline: Vec<toc::Entry>,
    charts: Charts,
    write_body: impl FnOnce(&mut Story) -> Vec<u8>,
) -> anyhow::Result<Package> {
    let (comments, marks) = comments::placed(document);
    let mut story = Story {
        comments: marks,
        captions: captions(document),
        charts,
        outline,
        ..Story::default()
    };
    let body = write_body(&mut story);
    let language = language(&document.properties.language);
    let mut package = Package::default();
    package.main("word/document.xml", body);
    let mut styles = STYLES.replace("{{language}}", language);
    if !comments.is_empty() {
        styles = comments::with_styles(&styles);
        let part = comments::part(&comments, &document.properties.created);
        package.link_to("comments", "comments.xml", part);
    }
    package.link_to("styles", "styles.xml", styles.into_bytes());
    package.link_to(
        "numbering",
        "numbering.xml",
        list::numbering(story.numbered),
    );
    package.link_to("settings", "settings.xml", SETTINGS.as_bytes().to_vec());
    package.theme(THEME.as_bytes().to_vec());
    package.link_to("fontTable", "fontTable.xml", FONTS.as_bytes().to_vec());
    package.link_to(
        "footnotes",
        "footnotes.xml",
        inline::footnotes(&story.notes),
    );
    package.link_to(
        "header",
        "header1.xml",
        margins::header(&document.properties, Orientation::Upright),
    );
    if story.pages.turned {
        let part = margins::header(&document.properties, Orientation::Landscape);
        package.link_as(page::TURNED_HEADER, "header", "header2.xml", part);
    }
    package.link_to("footer", "footer1.xml", margins::footer());
    figure::parts(&mut package, document, charts)?;
    package.links("word/_rels/document.xml.rels", &story.links);
    package.links("word/_rels/footnotes.xml.rels", &story.note_links);
    package.properties(
        properties::core(&document.properties, language),
        properties::app(),
        properties::custom(document),
    );
    Ok(package)
}

fn captions(document: &Document) -> BTreeMap<String, Bookmark> {
    crate::layout::captions(document)
        .map(|caption| {
            (
                caption.anchor.clone(),
                Bookmark::of("_Ref_va_", &caption.anchor),
            )
        })
        .collect()
}

/// Returns the tag of the language, or British English when it is no such tag.
fn language(tag: &str) -> &str {
    let mut parts = tag.split('-');
    let first = parts.next().is_some_and(|part| {
        matches!(part.len(), 2 | 3) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    let rest = parts.all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    if first && rest { tag } else { "en-GB" }
}
