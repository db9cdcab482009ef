//! A part of a Word file as a tree of elements; a part that is not well-formed is refused with the reason.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// An element with its attributes and content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Element {
    /// Name with its prefix, such as `w:p`.
    pub(crate) name: String,
    /// Attributes in the order of the file.
    pub(crate) attributes: Vec<(String, String)>,
    /// Content in the order of the file.
    pub(crate) content: Vec<Node>,
}

/// A piece of an element's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    /// An element.
    Element(Element),
    /// Text.
    Text(String),
}

impl Element {
    /// Returns the value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let mut found = self.attributes.iter().filter(|(key, _)| key == name);
        found.next().map(|(_, value)| value.as_str())
    }

    /// Returns the value of `w:val`; empty when there is none.
    pub(crate) fn val(&self) -> &str {
        self.attribute("w:val").unwrap_or_default()
    }

    /// Returns the elements of its content.
    pub(crate) fn children(&self) -> impl Iterator<Item = &Self> {
        self.content.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Returns its first child of that name.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children().find(|child| child.name == name)
    }

    /// Returns the element at the end of a path of names.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter()
            .try_fold(self, |element, name| element.child(name))
    }

    /// Returns itself and all elements below, in the order of the file.
    pub(crate) fn all(&self) -> Vec<&Self> {
        let mut found = vec![self];
        found.extend(self.children().flat_map(Self::all));
        found
    }

    /// Returns all elements of that name, itself included, in the order of the file.
    pub(crate) fn named(&self, name: &str) -> Vec<&Self> {
        let mut found = self.all();
        found.retain(|element| element.name == name);
        found
    }

    /// Returns the text that stands directly in it.
    pub(crate) fn text(&self) -> String {
        let pieces = self.content.iter().map(|node| match node {
            Node::Element(_) => "",
            Node::Text(text) => text,
        });
        pieces.collect()
    }
}

/// Reads a part.
pub(crate) fn parse(part: &str) -> Result<Element, String> {
    let mut reader = Reader::from_str(part);
    let mut tree = Tree::default();
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        match event {
            Event::Start(start) => tree.open(&start)?,
            Event::Empty(start) => {
                tree.open(&start)?;
                tree.close()?;
            }
            Event::End(_) => tree.close()?,
            Event::Text(text) => tree.text(&text)?,
            Event::GeneralRef(reference) => tree.text(&resolved(&reference)?)?,
            Event::Decl(_) if tree.is_new() => {}
            Event::Eof => return tree.finish(),
            other => return Err(format!("{other:?} has no place in a part")),
        }
    }
}

/// The elements that are open, outermost first, and the root once it is closed.
#[derive(Default)]
struct Tree {
    open: Vec<Element>,
    root: Option<Element>,
}

impl Tree {
    fn is_new(&self) -> bool {
        self.open.is_empty() && self.root.is_none()
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), String> {
        if self.root.is_some() {
            return Err("there is a second root".to_owned());
        }
        let mut element = Element {
            name: start.name().as_ref().to_owned(),
            attributes: Vec::new(),
            content: Vec::new(),
        };
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            if attribute.value.contains('<') {
                return Err(format!("`<` in an attribute of {}", element.name));
            }
            let value = attribute
                .normalized_value(XmlVersion::Explicit1_0)
                .map_err(|error| error.to_string())?;
            legal(&attribute.value)?;
            legal(&value)?;
            let key = attribute.key.as_ref().to_owned();
            element.attributes.push((key, value.into_owned()));
        }
        self.open.push(element);
        self.prefixes()
    }

    /// Refuses prefixes of the innermost element that nothing around it declares.
    fn prefixes(&self) -> Result<(), String> {
        let Some(element) = self.open.last() else {
            return Ok(());
        };
        let keys = element.attributes.iter().map(|(key, _)| key.as_str());
        for name in keys.chain([element.name.as_str()]) {
            let Some((prefix, _)) = name.split_once(':') else {
                continue;
            };
            let declaration = format!("xmlns:{prefix}");
            let declared = self
                .open
                .iter()
                .any(|around| around.attribute(&declaration).is_some());
            if !declared && !matches!(prefix, "xml" | "xmlns") {
                return Err(format!("the prefix of {name} is not declared"));
            }
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), String> {
        let element = self.open.pop().ok_or("an end without a start")?;
        match self.open.last_mut() {
            Some(around) => around.content.push(Node::Element(element)),
            None => self.root = Some(element),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), String> {
        legal(text)?;
        if text.contains("]]>") {
            return Err("`]]>` in text".to_owned());
        }
        match self.open.last_mut() {
            Some(element) => {
                if let Some(Node::Text(last)) = element.content.last_mut() {
                    last.push_str(text);
                } else {
                    element.content.push(Node::Text(text.to_owned()));
                }
                Ok(())
            }
            None if text.trim().is_empty() => Ok(()),
            None => Err("text outside the root".to_owned()),
        }
    }

    fn finish(self) -> Result<Element, String> {
        if let Some(element) = self.open.last() {
            return Err(format!("{} is not closed", element.name));
        }
        self.root.ok_or_else(|| "there is no element".to_owned())
    }
}

fn resolved(reference: &BytesRef<'_>) -> Result<String, String> {
    let letter = reference
        .resolve_char_ref()
        .map_err(|error| error.to_string())?;
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
        .ok_or_else(|| format!("unknown entity {}", reference.as_ref()))
}

/// Refuses characters that XML 1.0 cannot hold.
fn legal(text: &str) -> Result<(), String> {
    let illegal = |letter: &char| !matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    match text.chars().find(illegal) {
        Some(letter) => Err(format!("XML cannot hold {letter:?}")),
        None => Ok(()),
    }
}
