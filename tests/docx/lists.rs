//! The lists of tables and of figures: filled in beforehand, and leading to the captions.

use crate::outline::{one_line, style, words};
use crate::references::codes;
use crate::samples::samples;
use crate::xml::Element;

#[test]
fn the_list_of_tables_has_every_caption_with_its_page() {
    let sample = &samples()[2];
    let body = sample.package.body();
    let captions = body.named("w:p").into_iter();
    let captions: Vec<&Element> = captions.filter(|one| style(one) == "Caption").collect();
    let entries = body.named("w:p").into_iter();
    let entries: Vec<&Element> = entries
        .filter(|one| style(one) == "TableofFigures")
        .collect();
    assert_eq!(entries.len(), captions.len());
    assert!(entries.len() > 1);
    for (at, (entry, caption)) in entries.iter().zip(&captions).enumerate() {
        let marks = caption.named("w:bookmarkStart");
        let anchor = marks[0].attribute("w:name").unwrap();
        let link = entry.child("w:hyperlink").unwrap();
        assert_eq!(link.attribute("w:anchor"), Some(anchor));
        let shown = words(entry);
        let (text, page) = shown.rsplit_once('\t').unwrap();
        assert_eq!(one_line(text), one_line(&words(caption)));
        assert_eq!(page, "–", "a page number that nobody counted");
        let mut wanted = vec![format!("PAGEREF {anchor} \\h")];
        if at == 0 {
            wanted.insert(0, "TOC \\h \\z \\c \"Table\"".to_owned());
        }
        assert_eq!(codes(entry), wanted);
    }
    // A control around it would show the code of the field in some readers.
    for control in body.named("w:sdt") {
        assert!(
            !control
                .named("w:pStyle")
                .iter()
                .any(|one| one.val() == "TableofFigures")
        );
    }
}

#[test]
fn the_markdown_links_to_every_caption() {
    let sample = &samples()[2];
    for number in 1..=2 {
        let link = format!("](#caption-{number})");
        let anchor = format!("<a id=\"caption-{number}\"></a>");
        assert!(sample.markdown.contains(&anchor));
        let lines = sample.markdown.lines();
        let entry = format!("- [Table {number}: ");
        let listed = lines.filter(|line| line.starts_with(&entry) && line.ends_with(&link));
        assert_eq!(listed.count(), 1);
    }
}
