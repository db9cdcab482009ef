//! The Word file says what the Markdown and the page say, and another program finds it.

use std::fmt::Debug;

use docx_rs::{
    DocumentChild, HyperlinkData, Paragraph, ParagraphChild, Run, RunChild, StructuredDataTagChild,
    Table, TableCellContent, TableChild, TableRowChild, read_docx,
};

use crate::outline::{Outline, of_docx, of_markdown, tidy};
use crate::page::agrees;
use crate::samples::{Sample, samples, shipped_sample};

fn both(sample: &Sample) -> (Outline, Outline) {
    let markdown = of_markdown(&sample.markdown)
        .unwrap_or_else(|fault| panic!("{}: {fault}\n{}", sample.name, sample.markdown));
    (of_docx(&sample.package), markdown)
}

/// Asserts that two lists are the same, and shows the first difference.
fn same<T: Debug + PartialEq>(what: &str, sample: &Sample, docx: &[T], markdown: &[T]) {
    for (at, (one, other)) in docx.iter().zip(markdown).enumerate() {
        assert_eq!(one, other, "{}: {what} {}", sample.name, at + 1);
    }
    assert_eq!(docx.len(), markdown.len(), "{}: {what}", sample.name);
}

#[test]
fn title_headings_and_contents_are_those_of_the_markdown() {
    for sample in samples() {
        let (docx, markdown) = both(sample);
        assert_eq!(docx.title, markdown.title, "{}", sample.name);
        same("heading", sample, &docx.headings, &markdown.headings);
        same("entry", sample, &docx.contents, &markdown.contents);
        assert!(docx.headings.len() > 4, "{}", sample.name);
    }
}

#[test]
fn captions_are_those_of_the_markdown() {
    for sample in samples() {
        let (docx, markdown) = both(sample);
        same("caption", sample, &docx.captions, &markdown.captions);
        same("picture", sample, &docx.pictures, &markdown.pictures);
        let figures = docx.captions.iter();
        let figures = figures.filter(|caption| caption.starts_with("Figure "));
        assert_eq!(figures.count(), docx.pictures.len(), "{}", sample.name);
        assert!(docx.captions.len() > 1, "{}", sample.name);
    }
}

#[test]
fn cells_are_those_of_the_markdown() {
    for sample in samples() {
        let (docx, markdown) = both(sample);
        same("table", sample, &docx.tables, &markdown.tables);
        assert!(docx.tables.len() > 2, "{}", sample.name);
    }
}

#[test]
fn assessments_footnotes_and_other_text_are_those_of_the_markdown() {
    for sample in samples() {
        let (docx, markdown) = both(sample);
        same("line", sample, &docx.lines, &markdown.lines);
        same("slot", sample, &docx.slots, &markdown.slots);
        same("footnote", sample, &docx.notes, &markdown.notes);
        let slots: Vec<&String> = docx.slots.iter().map(|(id, _)| id).collect();
        assert_eq!(slots, sample.slots.iter().collect::<Vec<_>>());
    }
    let (hostile, _) = both(&samples()[1]);
    assert!(
        hostile
            .notes
            .iter()
            .any(|note| note.contains("Counted once"))
    );
}

#[test]
fn the_same_addresses_are_linked_as_in_the_markdown() {
    for sample in samples() {
        let (docx, markdown) = both(sample);
        same("address", sample, &docx.links, &markdown.links);
        assert!(!docx.links.is_empty(), "{}", sample.name);
    }
}

#[test]
fn the_page_says_what_the_word_file_and_the_markdown_say() {
    for sample in samples() {
        let (docx, markdown) = both(sample);
        for (format, outline) in [("Word", &docx), ("Markdown", &markdown)] {
            let agreed = agrees(&sample.page, outline);
            agreed.unwrap_or_else(|fault| panic!("{}, {format}: {fault}", sample.name));
        }
    }
}

#[test]
fn an_independent_reader_finds_every_table_and_cell() {
    let sample = shipped_sample();
    let document = read_docx(&sample.docx).unwrap().document;
    let mut tables = Vec::new();
    for child in &document.children {
        match child {
            DocumentChild::Table(table) => tables.push(cells(table)),
            DocumentChild::StructuredDataTag(control) => {
                for child in &control.children {
                    if let StructuredDataTagChild::Table(table) = child {
                        tables.push(cells(table));
                    }
                }
            }
            _ => {}
        }
    }
    // Cover, terminology, budgets, totals and the list of installations stand beside those of each installation.
    assert_eq!(tables.len(), 5 + 2 * sample.installations());
    let (_, markdown) = both(sample);
    assert_eq!(tables, markdown.tables);
    let metrics = tables.iter().filter(|table| table[0][0] == "Metric name");
    let metrics: Vec<_> = metrics.collect();
    assert_eq!(metrics.len(), sample.installations());
    let row = metrics
        .iter()
        .flat_map(|table| table.iter())
        .find(|row| row.contains(&"393,888".to_owned()))
        .expect("the CPU-hours of CSIC in M7-M12");
    assert_eq!(row[row.len() - 3..], ["94,656", "393,888", "488,544"]);
}

fn cells(table: &Table) -> Vec<Vec<String>> {
    let row = |TableChild::TableRow(row): &TableChild| {
        let cell = |TableRowChild::TableCell(cell): &TableRowChild| {
            let paragraphs = cell.children.iter().map(|content| match content {
                TableCellContent::Paragraph(paragraph) => words(paragraph),
                _ => panic!("a cell holds paragraphs only"),
            });
            tidy(&paragraphs.collect::<Vec<_>>().join("\n"))
        };
        row.cells.iter().map(cell).collect()
    };
    table.rows.iter().map(row).collect()
}

fn words(paragraph: &Paragraph) -> String {
    children(&paragraph.children)
}

fn children(children: &[ParagraphChild]) -> String {
    let piece = |child: &ParagraphChild| match child {
        ParagraphChild::Run(run) => run_words(run),
        ParagraphChild::Hyperlink(link) => {
            assert!(matches!(
                link.link,
                HyperlinkData::External { .. } | HyperlinkData::Anchor { .. }
            ));
            self::children(&link.children)
        }
        _ => String::new(),
    };
    children.iter().map(piece).collect()
}

fn run_words(run: &Run) -> String {
    let piece = |child: &RunChild| match child {
        RunChild::Text(text) => text.text.clone(),
        RunChild::Break(_) => "\n".to_owned(),
        RunChild::Tab(_) => "\t".to_owned(),
        _ => String::new(),
    };
    run.children.iter().map(piece).collect()
}
