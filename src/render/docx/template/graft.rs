//! Makes what was written for the built-in file fit into a template: names of styles, numbers of lists, notes, comments,
//! bookmarks, controls and pictures, relationships, and widths.
//!
//! What is changed was written by this program a moment ago, so tags are looked for in its text: no tag stands in a text,
//! where `<` is escaped.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::looks::{Looks, Style};
use super::sections::{Page, Section};

/// Colour of the heads of built-in tables.
const HEAD: &str = "DCE6F1";
/// Styles of lines that stay on the page of what follows, whether or not those of the template say so.
const KEPT: &[&str] = &[
    "Heading1",
    "Heading2",
    "Heading3",
    "HeadingPlain",
    "Caption",
];
/// What may stand before the number of a paragraph among its properties.
const BEFORE_NUMBER: &[&str] = &[
    "w:pStyle",
    "w:keepNext",
    "w:keepLines",
    "w:pageBreakBefore",
    "w:framePr",
    "w:widowControl",
];

/// Returns the value of an attribute of a tag.
pub(super) fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

/// Returns a tag with another value of an attribute that it has.
pub(super) fn set(tag: &str, name: &str, value: &str) -> String {
    let key = format!(" {name}=\"");
    let Some((before, rest)) = tag.split_once(&key) else {
        return tag.to_owned();
    };
    let after = rest.split_once('"').map_or("", |(_, after)| after);
    format!("{before}{key}{value}\"{after}")
}

/// Returns the name of a tag; that of an end tag begins with `/`.
pub(super) fn name(tag: &str) -> &str {
    let inside = tag.get(1..).unwrap_or_default();
    let end = |letter: char| letter.is_whitespace() || letter == '>';
    let name = inside.split(end).next().unwrap_or_default();
    name.strip_suffix('/').unwrap_or(name)
}

/// Returns the styles that something uses.
pub(super) fn styles_of(text: &str) -> BTreeSet<Style> {
    let mut all = BTreeSet::new();
    for (mark, kind) in [
        ("<w:pStyle w:val=\"", "paragraph"),
        ("<w:rStyle w:val=\"", "character"),
        ("<w:tblStyle w:val=\"", "table"),
    ] {
        let mut last = "";
        for (at, _) in text.match_indices(mark) {
            let rest = text.get(at + mark.len()..).unwrap_or_default();
            let id = rest.split('"').next().unwrap_or_default();
            if id != last {
                all.insert((kind.to_owned(), id.to_owned()));
                last = id;
            }
        }
    }
    all
}

/// What changes from the built-in file to the template.
#[derive(Debug, Clone, Copy)]
pub(super) struct Graft<'a> {
    pub(super) looks: &'a Looks,
    /// Numbers of lists.
    pub(super) numbers: &'a BTreeMap<String, String>,
    /// The number of the list of headings, where paragraphs must carry it themselves.
    pub(super) headings: Option<&'a str>,
    /// Ids of relationships.
    pub(super) links: &'a BTreeMap<String, String>,
    /// How much is added to the numbers of notes, comments and bookmarks.
    pub(super) notes: i64,
    pub(super) comments: i64,
    pub(super) bookmarks: i64,
    /// Numbers of controls that the template has.
    pub(super) controls: &'a BTreeSet<String>,
    /// The last number of a picture.
    pub(super) pictures: u64,
}

impl Graft<'_> {
    /// Returns a piece as it stands in a section of the template.
    pub(super) fn body(&mut self, piece: &str, section: &Section<'_>, first: &mut bool) -> String {
        let mut out = String::with_capacity(piece.len() + piece.len() / 16);
        let mut rest = piece;
        while let Some(at) = rest.find("<w:sectPr") {
            let (before, from) = rest.split_at(at);
            let end = from
                .find("</w:sectPr>")
                .map_or(from.len(), |end| end + "</w:sectPr>".len());
            let (own, after) = from.split_at(end);
            let page = Page::of(own);
            self.write(
                before,
                page.width(),
                section.width(page.is_landscape()),
                &mut out,
            );
            out.push_str(&section.broken(page.is_landscape(), *first));
            *first = false;
            rest = after;
        }
        self.write(
            rest,
            Page::built_in().width(),
            section.width(false),
            &mut out,
        );
        out
    }

    /// Returns a piece that stands on no page of its own.
    pub(super) fn note(&mut self, piece: &str) -> String {
        let mut out = String::with_capacity(piece.len());
        self.write(piece, 1, 1, &mut out);
        out
    }

    fn write(&mut self, piece: &str, from: i64, to: i64, out: &mut String) {
        let mut rest = piece;
        let mut level = None;
        while let Some(at) = rest.find('<') {
            let (before, tagged) = rest.split_at(at);
            out.push_str(before);
            let end = tagged.find('>').map_or(tagged.len(), |end| end + 1);
            let (tag, after) = tagged.split_at(end);
            rest = after;
            let name = name(tag);
            if let Some(at) = level.take_if(|_| !BEFORE_NUMBER.contains(&name)) {
                let number = self.headings.unwrap_or_default();
                write!(
                    out,
                    "<w:numPr><w:ilvl w:val=\"{at}\"/><w:numId w:val=\"{number}\"/></w:numPr>"
                )
                .expect("a String takes everything");
            }
            if name == "w:pStyle" && self.headings.is_some() {
                let own = attribute(tag, "w:val").and_then(|id| id.strip_prefix("Heading"));
                let number: Option<usize> = own.and_then(|number| number.parse().ok());
                level = number.and_then(|number| number.checked_sub(1));
            }
            self.tag(name, tag, (from, to), out);
            let kept = name == "w:pStyle"
                && attribute(tag, "w:val").is_some_and(|id| KEPT.contains(&id))
                && !rest.starts_with("<w:keepNext");
            if kept {
                out.push_str("<w:keepNext/>");
            }
        }
        out.push_str(rest);
    }

    fn tag(&mut self, name: &str, tag: &str, (from, to): (i64, i64), out: &mut String) {
        let style = |kind: &str| {
            let id = attribute(tag, "w:val").unwrap_or_default();
            set(tag, "w:val", self.looks.id(kind, id))
        };
        let shifted = |by: i64| {
            let id: i64 = attribute(tag, "w:id")
                .and_then(|id| id.parse().ok())
                .unwrap_or(0);
            set(tag, "w:id", &(id + by).to_string())
        };
        let scaled = |name: &str| {
            let value: Option<i64> = attribute(tag, name).and_then(|value| value.parse().ok());
            let value = value.map(|value| value * to / from.max(1));
            value.map_or_else(
                || tag.to_owned(),
                |value| set(tag, name, &value.to_string()),
            )
        };
        let changed = match name {
            "w:pStyle" => style("paragraph"),
            "w:rStyle" => style("character"),
            "w:tblStyle" => style("table"),
            "w:numId" => {
                let id = attribute(tag, "w:val").unwrap_or_default();
                set(
                    tag,
                    "w:val",
                    self.numbers.get(id).map_or(id, String::as_str),
                )
            }
            "w:footnoteReference" => shifted(self.notes),
            "w:commentRangeStart" | "w:commentRangeEnd" | "w:commentReference" => {
                shifted(self.comments)
            }
            "w:bookmarkStart" | "w:bookmarkEnd" => shifted(self.bookmarks),
            "w:id" => {
                let id = attribute(tag, "w:val").unwrap_or_default();
                set(tag, "w:val", &self.control(id))
            }
            "w:gridCol" | "w:tcW" | "w:tblW" if from != to && !is_share(tag) => scaled("w:w"),
            "wp:extent" | "a:ext" if to < from => {
                let tag = scaled("cx");
                let height: Option<i64> =
                    attribute(&tag, "cy").and_then(|value| value.parse().ok());
                let height = height.map(|height| (height * to / from.max(1)).to_string());
                height.map_or_else(|| tag.clone(), |height| set(&tag, "cy", &height))
            }
            "wp:docPr" => {
                self.pictures += 1;
                set(tag, "id", &self.pictures.to_string())
            }
            "w:shd" if self.looks.own_table && attribute(tag, "w:fill") == Some(HEAD) => return,
            _ if tag.contains(" r:") => self.linked(tag),
            _ => return out.push_str(tag),
        };
        out.push_str(&changed);
    }

    /// Returns the number of a control, another one when the template has it.
    fn control(&self, id: &str) -> String {
        let mut number: u32 = id.parse().unwrap_or(1);
        while self.controls.contains(&number.to_string()) {
            number = number.wrapping_add(2) & 0x7fff_ffff;
        }
        number.to_string()
    }

    /// Returns a tag with the ids that its relationships have in the template.
    fn linked(&self, tag: &str) -> String {
        let mut tag = tag.to_owned();
        for name in ["r:id", "r:embed", "r:link"] {
            let id = attribute(&tag, name)
                .and_then(|id| self.links.get(id))
                .cloned();
            if let Some(id) = id {
                tag = set(&tag, name, &id);
            }
        }
        tag
    }
}

/// Returns whether a width is a share of another one.
fn is_share(tag: &str) -> bool {
    matches!(attribute(tag, "w:type"), Some("pct" | "auto" | "nil"))
}
