//! Comments of a draft: marks around the headings, and the part with their texts.

use std::collections::BTreeMap;

use crate::layout::document::{Comment, Document};

use super::xml::{NAMESPACES, Xml};

/// Who makes the comments; never a person.
const AUTHOR: &str = "va-report";
/// The styles of comments, which only a file with comments has.
const STYLES: &str = include_str!("template/comment_styles.xml");

/// The numbers of comments by the anchors of their headings.
pub(super) type Marks = BTreeMap<String, Vec<usize>>;

/// Returns the comments at headings that the document has, and where they stand.
pub(super) fn placed(document: &Document) -> (Vec<&Comment>, Marks) {
    let mut placed = Vec::new();
    let mut marks = Marks::new();
    if document.comments.is_empty() {
        return (placed, marks);
    }
    for heading in crate::layout::headings(document) {
        let own = document.comments.iter();
        for comment in own.filter(|comment| comment.anchor == heading.anchor) {
            let numbers = marks.entry(heading.anchor.clone()).or_default();
            numbers.push(placed.len());
            placed.push(comment);
        }
    }
    (placed, marks)
}

/// Writes content with comments on it.
pub(super) fn commented(xml: &mut Xml, numbers: &[usize], content: impl FnOnce(&mut Xml)) {
    let ids: Vec<String> = numbers.iter().map(usize::to_string).collect();
    for id in &ids {
        xml.empty("w:commentRangeStart", &[("w:id", id)]);
    }
    content(xml);
    for id in &ids {
        xml.empty("w:commentRangeEnd", &[("w:id", id)]);
        reference(xml, |xml| xml.empty("w:commentReference", &[("w:id", id)]));
    }
}

/// Writes the part of the comments; they carry the date of the report, because no clock is asked.
pub(super) fn part(comments: &[&Comment], date: &str) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.inside("w:comments", NAMESPACES, |xml| {
        for (at, comment) in comments.iter().enumerate() {
            let id = at.to_string();
            let attributes = [
                ("w:id", &*id),
                ("w:author", AUTHOR),
                ("w:date", date),
                ("w:initials", "va"),
            ];
            xml.inside("w:comment", &attributes, |xml| {
                xml.inside("w:p", &[], |xml| {
                    xml.inside("w:pPr", &[], |xml| xml.val("w:pStyle", "CommentText"));
                    reference(xml, |xml| xml.empty("w:annotationRef", &[]));
                    super::fields::plain(xml, &comment.text);
                });
            });
        }
    });
    xml.finish()
}

/// Returns styles with those of comments.
pub(super) fn with_styles(styles: &str) -> String {
    styles.replace("</w:styles>", &format!("{STYLES}</w:styles>"))
}

fn reference(xml: &mut Xml, content: impl FnOnce(&mut Xml)) {
    xml.inside("w:r", &[], |xml| {
        xml.inside("w:rPr", &[], |xml| xml.val("w:rStyle", "CommentReference"));
        content(xml);
    });
}
