//! The table of contents, filled in beforehand so that it is right on opening.

use crate::layout::document::{Document, Heading};

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
    xml.inside(
        "w:hyperlink",
        &[("w:anchor", bookmark.name()), ("w:history", "1")],
        |xml| {
            if let Some(number) = &heading.number {
                fields::plain(xml, number);
                tab(xml);
            }
            fields::plain(xml, &heading.text);
            tab(xml);
            let code = format!(" PAGEREF {} \\h ", bookmark.name());
            fields::field(xml, &code, |xml| fields::plain(xml, UNKNOWN_PAGE));
        },
    );
}

fn tab(xml: &mut Xml) {
    xml.inside("w:r", &[], |xml| xml.empty("w:tab", &[]));
}
