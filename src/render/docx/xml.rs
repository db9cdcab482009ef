//! Writes XML: every text and attribute is escaped here, and characters that XML cannot hold are replaced.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Namespaces that the parts use.
pub(super) const NAMESPACES: &[(&str, &str)] = &[
    (
        "xmlns:w",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        "xmlns:r",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
];

/// A part that is being written.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    /// Begins a part with its declaration.
    pub(super) fn part() -> Self {
        let mut xml = Self::fragment();
        xml.event(Event::Decl(BytesDecl::new(
            "1.0",
            Some("UTF-8"),
            Some("yes"),
        )));
        xml
    }

    /// Begins a piece of a part.
    pub(super) fn fragment() -> Self {
        Self {
            writer: Writer::new(Vec::new()),
        }
    }

    /// Writes an element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let start = element(name, attributes);
        self.event(Event::Empty(start));
    }

    /// Writes an element and what `content` writes inside it.
    pub(super) fn inside(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        content: impl FnOnce(&mut Self),
    ) {
        self.event(Event::Start(element(name, attributes)));
        content(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// Writes an element that has only the attribute `w:val`.
    pub(super) fn val(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Writes an element of a chart that has only the attribute `val`.
    pub(super) fn val_of(&mut self, name: &str, value: &str) {
        self.empty(name, &[("val", value)]);
    }

    /// Writes text.
    pub(super) fn text(&mut self, text: &str) {
        let clean = clean(text);
        self.event(Event::Text(BytesText::new(&clean)));
    }

    /// Writes an element with text.
    pub(super) fn leaf(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.inside(name, attributes, |xml| xml.text(text));
    }

    /// Puts in what another writer wrote.
    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.writer.get_mut().extend_from_slice(bytes);
    }

    /// Returns what was written.
    pub(super) fn finish(self) -> Vec<u8> {
        self.writer.into_inner()
    }

    fn event(&mut self, event: Event<'_>) {
        self.writer
            .write_event(event)
            .expect("a Vec takes everything");
    }
}

fn element<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        let value: String = clean(value)
            .chars()
            .map(|letter| if letter.is_control() { ' ' } else { letter })
            .collect();
        start.push_attribute((*key, value.as_str()));
    }
    start
}

/// Returns text with every character that XML 1.0 cannot hold replaced by U+FFFD.
fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(holds) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars()
            .map(|letter| if holds(letter) { letter } else { '\u{FFFD}' })
            .collect(),
    )
}

/// Returns whether XML 1.0 can hold a character and a reader gives it back as it was; U+0085 and the carriage return
/// would come back as something else.
fn holds(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\u{20}'..='\u{7E}' | '\u{A0}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}
