//! A part as a tree of elements, with bounds on its depth and size.

use std::ops::Range;

use anyhow::{Context as _, bail};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

/// Deepest nesting.
const DEEPEST: usize = 128;
/// Most elements of a part.
const MOST_ELEMENTS: usize = 1_000_000;
/// Most attributes of an element.
const MOST_ATTRIBUTES: usize = 256;

/// Short names of the namespaces that are known; both forms of the standard are.
const NAMESPACES: &[(&str, &str)] = &[
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "",
    ),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", ""),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "r:",
    ),
    (
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
        "r:",
    ),
    (
        "http://schemas.openxmlformats.org/package/2006/relationships",
        "",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
        "",
    ),
    (
        "http://purl.oclc.org/ooxml/officeDocument/customProperties",
        "",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
        "vt:",
    ),
    (
        "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes",
        "vt:",
    ),
    (
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "mc:",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "m:",
    ),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m:"),
    ("http://www.w3.org/XML/1998/namespace", "xml:"),
];

/// An element: names of `WordprocessingML` stand without a prefix, those of other namespaces with a fixed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name.
    pub(super) name: Box<str>,
    attributes: Vec<(Box<str>, Box<str>)>,
    /// Its elements.
    content: Vec<Self>,
    /// The text that stands directly in it; kept only where text is meant.
    pub(super) text: String,
    /// The bytes of the part from the beginning of its start tag to the end of its end tag.
    pub(super) outer: Range<usize>,
    /// The bytes between its tags; behind it when it is written as one tag.
    pub(super) inner: Range<usize>,
}

impl Element {
    /// Returns the value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let mut found = self.attributes.iter().filter(|(key, _)| **key == *name);
        found.next().map(|(_, value)| &**value)
    }

    /// Returns the value of `w:val`; empty when there is none.
    pub(super) fn val(&self) -> &str {
        self.attribute("val").unwrap_or_default()
    }

    /// Returns the elements in it.
    pub(super) fn children(&self) -> impl Iterator<Item = &Self> {
        self.content.iter()
    }

    /// Returns its first child of that name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.content.iter().find(|child| *child.name == *name)
    }

    /// Returns the element at the end of a path of names.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter()
            .try_fold(self, |element, name| element.child(name))
    }

    /// Returns whether it is written as one tag.
    pub(super) fn is_single(&self) -> bool {
        self.inner.start == self.outer.end
    }

    /// Returns whether a switch such as `w:b` is on; `None` when it is not there.
    pub(super) fn switch(&self, name: &str) -> Option<bool> {
        let value = self.child(name)?.attribute("val");
        Some(!matches!(value, Some("0" | "false" | "off" | "none")))
    }
}

/// Reads a part.
pub(super) fn parse(text: &str) -> anyhow::Result<Element> {
    let mut reader = NsReader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    let mut tree = Tree::default();
    loop {
        let before = position(&reader);
        let (namespace, event) = reader.read_resolved_event()?;
        if matches!(namespace, ResolveResult::Unknown(_)) {
            bail!("it uses a prefix that is not declared");
        }
        match event {
            Event::Start(start) => {
                let name = named(&namespace, start.local_name().as_ref());
                let attributes = attributes(&reader, &start)?;
                tree.open(name, attributes, before..position(&reader))?;
            }
            Event::Empty(start) => {
                let name = named(&namespace, start.local_name().as_ref());
                let attributes = attributes(&reader, &start)?;
                let tag = before..position(&reader);
                tree.open(name, attributes, tag.clone())?;
                tree.close(tag.end..tag.end)?;
            }
            Event::End(_) => tree.close(before..position(&reader))?,
            Event::Text(text) => tree.text(&text),
            Event::CData(text) => tree.text(&text),
            Event::GeneralRef(reference) => tree.text(&resolved(&reference)?),
            Event::Decl(_) if before > 0 => bail!("it begins twice"),
            Event::DocType(_) => bail!("it has a DOCTYPE, which no Word file has"),
            Event::Eof => return tree.root.context("it is not complete"),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
}

/// Returns how many bytes were read.
fn position(reader: &NsReader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn named(namespace: &ResolveResult<'_>, local: &str) -> Box<str> {
    let prefix = match namespace {
        ResolveResult::Unbound => "",
        ResolveResult::Bound(namespace) => {
            let mut known = NAMESPACES.iter();
            known
                .find(|(name, _)| *name == namespace.0)
                .map_or("other:", |(_, prefix)| prefix)
        }
        ResolveResult::Unknown(_) => "other:",
    };
    format!("{prefix}{local}").into()
}

fn attributes(
    reader: &NsReader<&[u8]>,
    start: &BytesStart<'_>,
) -> anyhow::Result<Vec<(Box<str>, Box<str>)>> {
    let mut all: Vec<(Box<str>, Box<str>)> = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute?;
        if attribute.key.as_namespace_binding().is_some() {
            continue;
        }
        if all.len() >= MOST_ATTRIBUTES {
            bail!("an element has more than {MOST_ATTRIBUTES} attributes");
        }
        let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
        let value = attribute.normalized_value(XmlVersion::Explicit1_0)?;
        all.push((named(&namespace, local.as_ref()), value.into()));
    }
    Ok(all)
}

/// The elements that are open, outermost first, and the root once it is closed.
#[derive(Default)]
struct Tree {
    open: Vec<Element>,
    root: Option<Element>,
    count: usize,
}

impl Tree {
    fn open(
        &mut self,
        name: Box<str>,
        attributes: Vec<(Box<str>, Box<str>)>,
        tag: Range<usize>,
    ) -> anyhow::Result<()> {
        self.count += 1;
        if self.count > MOST_ELEMENTS {
            bail!("it has more than {MOST_ELEMENTS} elements");
        }
        if self.open.len() >= DEEPEST {
            bail!("it is nested more than {DEEPEST} deep");
        }
        if self.root.is_some() {
            bail!("it has a second root");
        }
        self.open.push(Element {
            name,
            attributes,
            content: Vec::new(),
            text: String::new(),
            inner: tag.end..tag.end,
            outer: tag,
        });
        Ok(())
    }

    fn close(&mut self, tag: Range<usize>) -> anyhow::Result<()> {
        let mut element = self
            .open
            .pop()
            .context("an element ends that did not begin")?;
        element.inner.end = tag.start;
        element.outer.end = tag.end;
        match self.open.last_mut() {
            Some(around) => around.content.push(element),
            None => self.root = Some(element),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(element) = self.open.last_mut() {
            let is_meant =
                matches!(&*element.name, "t" | "instrText") || element.name.starts_with("vt:");
            if is_meant {
                element.text.push_str(text);
            }
        }
    }
}

fn resolved(reference: &BytesRef<'_>) -> anyhow::Result<String> {
    let letter = reference.resolve_char_ref()?;
    let letter = letter.or(match reference.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    });
    letter
        .map(String::from)
        .context("it uses an entity that is none of XML")
}
