//! Runs of text: emphasis, links, references, footnotes.

use crate::layout::document::{Inline, is_address};

use super::Story;
use super::fields;
use super::ids::Bookmark;
use super::xml::{NAMESPACES, Xml};

/// Look of a run, from the elements around it.
#[expect(
    clippy::struct_excessive_bools,
    reason = "the looks are independent of each other"
)]
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Runs {
    strong: bool,
    emphasis: bool,
    link: bool,
    muted: bool,
    doubtful: bool,
    in_note: bool,
}

impl Runs {
    /// Returns the look of a figure that is not there.
    pub(super) fn muted() -> Self {
        Self {
            emphasis: true,
            muted: true,
            ..Self::default()
        }
    }

    /// Writes content as runs.
    pub(super) fn write(self, xml: &mut Xml, content: &[Inline], story: &mut Story) {
        for inline in content {
            self.one(xml, inline, story);
        }
    }

    fn one(self, xml: &mut Xml, inline: &Inline, story: &mut Story) {
        match inline {
            Inline::Text(text) => self.text(xml, text),
            Inline::Strong(content) => Self {
                strong: true,
                ..self
            }
            .write(xml, content, story),
            Inline::Emphasis(content) => Self {
                emphasis: true,
                ..self
            }
            .write(xml, content, story),
            Inline::Doubtful(content) => Self {
                doubtful: true,
                ..self
            }
            .write(xml, content, story),
            Inline::Code(text) => run(
                xml,
                |xml| {
                    xml.val("w:rStyle", "Code");
                    self.marks(xml);
                    self.doubt(xml);
                },
                |xml| words(xml, text),
            ),
            Inline::Link { url, content } => self.link(xml, url, content, story),
            Inline::Reference { anchor, text } => self.reference(xml, anchor, text, story),
            Inline::Footnote(content) => self.footnote(xml, content, story),
            Inline::Mark(mark) => run(
                xml,
                |xml| xml.val("w:vertAlign", "superscript"),
                |xml| words(xml, mark),
            ),
        }
    }

    /// Writes a reference: to a caption as a field that Word can work out again, to a heading as a link.
    fn reference(self, xml: &mut Xml, anchor: &str, text: &str, story: &Story) {
        if let Some(bookmark) = story.captions.get(anchor) {
            let code = format!(" REF {} \\h ", bookmark.name());
            return fields::field(xml, &code, |xml| self.text(xml, text));
        }
        let bookmark = Bookmark::of("_Toc_va_", anchor);
        let attributes = [("w:anchor", bookmark.name()), ("w:history", "1")];
        xml.inside("w:hyperlink", &attributes, |xml| self.text(xml, text));
    }

    /// Writes a link to the web; an address that is none is printed as its text only.
    fn link(self, xml: &mut Xml, url: &str, content: &[Inline], story: &mut Story) {
        let inner = Self { link: true, ..self };
        if !is_address(url) {
            return self.write(xml, content, story);
        }
        let links = if self.in_note {
            &mut story.note_links
        } else {
            &mut story.links
        };
        let at = links
            .iter()
            .position(|known| known == url)
            .unwrap_or_else(|| {
                links.push(url.to_owned());
                links.len() - 1
            });
        let id = link_id(at);
        let mut inside = Xml::fragment();
        inner.write(&mut inside, content, story);
        xml.inside("w:hyperlink", &[("r:id", &id), ("w:history", "1")], |xml| {
            xml.raw(&inside.finish());
        });
    }

    fn footnote(self, xml: &mut Xml, content: &[Inline], story: &mut Story) {
        if self.in_note {
            return self.write(xml, content, story);
        }
        let mut note = Xml::fragment();
        let look = Self {
            in_note: true,
            ..Self::default()
        };
        look.write(&mut note, content, story);
        story.notes.push(note.finish());
        let id = story.notes.len().to_string();
        run(
            xml,
            |xml| xml.val("w:rStyle", "FootnoteReference"),
            |xml| xml.empty("w:footnoteReference", &[("w:id", &id)]),
        );
    }

    fn text(self, xml: &mut Xml, text: &str) {
        if !text.is_empty() {
            run(xml, |xml| self.look(xml, text), |xml| words(xml, text));
        }
    }

    /// Writes the look of what may no longer hold: highlighted, and underlined for those who do not see colours.
    fn doubt(self, xml: &mut Xml) {
        if self.doubtful {
            xml.val("w:highlight", "yellow");
            xml.val("w:u", "wave");
        }
    }

    fn marks(self, xml: &mut Xml) {
        if self.strong {
            xml.empty("w:b", &[]);
        }
        if self.emphasis {
            xml.empty("w:i", &[]);
        }
    }

    /// Writes the properties of a run, in the order of the schema.
    fn look(self, xml: &mut Xml, text: &str) {
        if self.link {
            xml.val("w:rStyle", "Hyperlink");
        }
        self.marks(xml);
        if self.muted {
            xml.val("w:color", "595959");
        }
        self.doubt(xml);
        if text.chars().any(right_to_left) {
            xml.empty("w:rtl", &[]);
        }
    }
}

fn run(xml: &mut Xml, look: impl FnOnce(&mut Xml), content: impl FnOnce(&mut Xml)) {
    let mut properties = Xml::fragment();
    look(&mut properties);
    let properties = properties.finish();
    xml.inside("w:r", &[], |xml| {
        if !properties.is_empty() {
            xml.inside("w:rPr", &[], |xml| xml.raw(&properties));
        }
        content(xml);
    });
}

/// Writes text with line breaks and tabs as their own elements.
fn words(xml: &mut Xml, text: &str) {
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            xml.empty("w:br", &[]);
        }
        for (at, piece) in line.split('\t').enumerate() {
            if at > 0 {
                xml.empty("w:tab", &[]);
            }
            if !piece.is_empty() {
                xml.leaf("w:t", &[("xml:space", "preserve")], piece);
            }
        }
    }
}

/// Returns the id of the relationship of a link.
pub(super) fn link_id(at: usize) -> String {
    format!("rIdLink{}", at + 1)
}

fn right_to_left(letter: char) -> bool {
    matches!(letter, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// Writes the part of the footnotes: the two separators, then the notes.
pub(super) fn footnotes(notes: &[Vec<u8>]) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.inside("w:footnotes", NAMESPACES, |xml| {
        for (id, kind, element) in [
            ("-1", "separator", "w:separator"),
            ("0", "continuationSeparator", "w:continuationSeparator"),
        ] {
            xml.inside("w:footnote", &[("w:type", kind), ("w:id", id)], |xml| {
                xml.inside("w:p", &[], |xml| {
                    xml.inside("w:r", &[], |xml| xml.empty(element, &[]));
                });
            });
        }
        for (at, note) in notes.iter().enumerate() {
            xml.inside("w:footnote", &[("w:id", &(at + 1).to_string())], |xml| {
                xml.inside("w:p", &[], |xml| {
                    xml.inside("w:pPr", &[], |xml| xml.val("w:pStyle", "FootnoteText"));
                    run(
                        xml,
                        |xml| xml.val("w:rStyle", "FootnoteReference"),
                        |xml| xml.empty("w:footnoteRef", &[]),
                    );
                    run(xml, |_| {}, |xml| words(xml, " "));
                    xml.raw(note);
                });
            });
        }
    });
    xml.finish()
}
