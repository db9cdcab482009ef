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

/// Writes the table of contents in the control that word processors know as such.
pub(super) fn contents(xml: &mut Xml, document: &Document) {
    let headings: Vec<&Heading> = crate::layout::headings(document)
        .filter(|heading| heading.level <= DEEPEST)
        .collect();
    if headings.is_empty() {
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
            let last = headings.len() - 1;
            for (at, heading) in headings.iter().enumerate() {
                let style = if heading.level == 1 { "TOC1" } else { "TOC2" };
                paragraph(xml, style, |xml| {
                    if at == 0 {
                        fields::begin(xml, " TOC \\o \"1-2\" \\h \\z \\u ");
                    }
                    entry(xml, heading);
                    if at == last {
                        fields::end(xml);
                    }
                });
            }
        });
    });
}

fn entry(xml: &mut Xml, heading: &Heading) {
    let bookmark = Bookmark::of("_Toc_va_", &heading.anchor);
    link(xml, &bookmark, |xml| {
        if let Some(number) = &heading.number {
            fields::plain(xml, number);
            tab(xml);
        }
        fields::plain(xml, &heading.text);
    });
}

/// Writes the list of all captions of a kind; a control around it would show the code of the field in some readers.
pub(super) fn captions(xml: &mut Xml, kind: Numbered, document: &Document) {
    let captions: Vec<&Caption> = crate::layout::captions(document)
        .filter(|caption| caption.kind == kind)
        .collect();
    let last = captions.len().saturating_sub(1);
    for (at, caption) in captions.iter().enumerate() {
        paragraph(xml, "TableofFigures", |xml| {
            if at == 0 {
                fields::begin(xml, &format!(" TOC \\h \\z \\c \"{}\" ", kind.word()));
            }
            let bookmark = Bookmark::of("_Ref_va_", &caption.anchor);
            link(xml, &bookmark, |xml| {
                fields::plain(xml, &format!("{}: {}", caption.name(), caption.text));
            });
            if at == last {
                fields::end(xml);
            }
        });
    }
}

/// Writes a link to a bookmark with its page.
fn link(xml: &mut Xml, bookmark: &Bookmark, words: impl FnOnce(&mut Xml)) {
    let attributes = [("w:anchor", bookmark.name()), ("w:history", "1")];
    xml.inside("w:hyperlink", &attributes, |xml| {
        words(xml);
        tab(xml);
        let code = format!(" PAGEREF {} \\h ", bookmark.name());
        fields::field(xml, &code, |xml| fields::plain(xml, UNKNOWN_PAGE));
    });
}

fn tab(xml: &mut Xml) {
    xml.inside("w:r", &[], |xml| xml.empty("w:tab", &[]));
}
