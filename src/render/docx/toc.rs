//! The table of contents, filled in beforehand so that it is right on opening.

use crate::layout::document::{Caption, Document, Heading, Numbered};

use super::body::{paragraph, plain};
use super::fields;
use super::ids::{Bookmark, control};
use super::xml::Xml;

/// Deepest level of heading that is listed.
const DEEPEST: u8 = 2;
/// What stands for a page number until Word counts the pages: better than a wrong one.
const UNKNOWN_PAGE: &str = "–";

/// An entry of the table of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Level of the heading, from 1.
    pub(super) level: u8,
    /// Its number, when it has one.
    pub(super) number: Option<String>,
    /// Its text.
    pub(super) text: String,
    /// Name of its bookmark.
    pub(super) bookmark: String,
}

impl Entry {
    /// Returns the entry of a heading of the report.
    pub(super) fn of(heading: &Heading) -> Self {
        Self {
            level: heading.level,
            number: heading.number.clone(),
            text: heading.text.clone(),
            bookmark: Bookmark::of("_Toc_va_", &heading.anchor).name().to_owned(),
        }
    }
}

/// Returns the entries of a document.
pub(super) fn outline(document: &Document) -> Vec<Entry> {
    crate::layout::headings(document).map(Entry::of).collect()
}

/// Writes the table of contents in the control that word processors know as such.
pub(super) fn contents(xml: &mut Xml, outline: &[Entry]) {
    let entries: Vec<&Entry> = outline
        .iter()
        .filter(|entry| entry.level <= DEEPEST)
        .collect();
    if entries.is_empty() {
        return;
    }
    xml.inside("w:sdt", &[], |xml| {
        xml.inside("w:sdtPr", &[], |xml| {
            xml.val("w:id", &control("va:contents"));
            xml.inside("w:docPartObj", &[], |xml| {
                xml.val("w:docPartGallery", "Table of Contents");
                xml.empty("w:docPartUnique", &[]);
            });
        });
        xml.inside("w:sdtContent", &[], |xml| {
            plain(xml, "TOCHeading", "Contents");
            let last = entries.len() - 1;
            for (at, one) in entries.iter().enumerate() {
                let style = if one.level == 1 { "TOC1" } else { "TOC2" };
                paragraph(xml, style, |xml| {
                    if at == 0 {
                        fields::begin(xml, " TOC \\o \"1-2\" \\h \\z \\u ");
                    }
                    entry(xml, one);
                    if at == last {
                        fields::end(xml);
                    }
                });
            }
        });
    });
}

/// Writes an entry: a link to its heading, with the page as far as it is known.
pub(super) fn entry(xml: &mut Xml, entry: &Entry) {
    link(xml, &entry.bookmark, |xml| {
        if let Some(number) = &entry.number {
            fields::plain(xml, number);
            tab(xml);
        }
        fields::plain(xml, &entry.text);
    });
}

/// Writes the list of all captions of a kind; a control around it would show the code of the field in some readers.
pub(super) fn captions(xml: &mut Xml, kind: Numbered, document: &Document) {
    let captions: Vec<&Caption> = crate::layout::captions(document)
        .filter(|caption| caption.kind == kind)
        .collect();
    let Some(last) = captions.len().checked_sub(1) else {
        return;
    };
    plain(xml, "TOCHeading", &format!("{}s", kind.word()));
    for (at, caption) in captions.iter().enumerate() {
        paragraph(xml, "TableofFigures", |xml| {
            if at == 0 {
                fields::begin(xml, &format!(" TOC \\h \\z \\c \"{}\" ", kind.word()));
            }
            let bookmark = Bookmark::of("_Ref_va_", &caption.anchor);
            link(xml, bookmark.name(), |xml| {
                fields::plain(xml, &format!("{}: {}", caption.name(), caption.text));
            });
            if at == last {
                fields::end(xml);
            }
        });
    }
}

/// Writes a link to a bookmark with its page.
fn link(xml: &mut Xml, bookmark: &str, words: impl FnOnce(&mut Xml)) {
    let attributes = [("w:anchor", bookmark), ("w:history", "1")];
    xml.inside("w:hyperlink", &attributes, |xml| {
        words(xml);
        tab(xml);
        let code = format!(" PAGEREF {bookmark} \\h ");
        fields::field(xml, &code, |xml| fields::plain(xml, UNKNOWN_PAGE));
    });
}

fn tab(xml: &mut Xml) {
    xml.inside("w:r", &[], |xml| xml.empty("w:tab", &[]));
}
