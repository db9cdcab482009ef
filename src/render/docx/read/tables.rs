//! Tables as words in cells, of a Word file and of a document that is about to be printed.

use crate::layout::document::{Block, Cell, Document, Inline, Table};

use super::flow::Item;
use super::places::{tidy, words};
use super::runs::{Companions, Reader};
use crate::render::docx::tree::Element;

/// A table as it is printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrintedTable {
    /// Its caption without `Table N: `; empty when it has none.
    pub caption: String,
    /// Its rows of cells, with the header; lines of a cell are divided by line feeds.
    pub rows: Vec<Vec<String>>,
}

/// Returns the tables that a document prints outside of people's texts.
pub fn of_document(document: &Document) -> Vec<PrintedTable> {
    let tables = document.blocks().filter_map(|block| match block {
        Block::Table(table) => Some(of_table(table)),
        _ => None,
    });
    tables.collect()
}

fn of_table(table: &Table) -> PrintedTable {
    let rows = table.header.iter().chain(&table.rows);
    let caption = table.caption.as_ref();
    PrintedTable {
        caption: tidy(
            caption
                .map(|caption| caption.text.as_str())
                .unwrap_or_default(),
        ),
        rows: rows.map(|row| row.iter().map(of_cell).collect()).collect(),
    }
}

fn of_cell(cell: &Cell) -> String {
    let lines = cell.paragraphs.iter().map(|content| plain(content));
    lined(&lines.collect::<Vec<_>>().join("\n"))
}

fn plain(content: &[Inline]) -> String {
    let words = content.iter().map(|inline| match inline {
        Inline::Text(words)
        | Inline::Code(words)
        | Inline::Mark(words)
        | Inline::Reference { text: words, .. } => words.clone(),
        Inline::Strong(content)
        | Inline::Emphasis(content)
        | Inline::Doubtful(content)
        | Inline::Link { content, .. } => plain(content),
        Inline::Footnote(_) => String::new(),
    });
    words.collect()
}

/// Returns words with single blanks, line by line, without empty lines.
fn lined(words: &str) -> String {
    let lines = words.lines().map(tidy).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns a table of a Word file with the words of its caption.
pub(super) fn of_element<'d>(
    table: &'d Element,
    caption: Option<&Item<'d>>,
    parts: &'d Companions<'d>,
) -> PrintedTable {
    let mut reader = Reader::new(parts);
    let caption = caption.filter(|item| !item.is_table() && item.heading.is_none());
    let caption = caption.map(|item| tidy(&words(&reader.paragraph(item.node))));
    let numbered = caption
        .as_deref()
        .and_then(|caption| caption.split_once(": "));
    let mut rows = Vec::new();
    for row in table.children().filter(|child| &*child.name == "tr") {
        if row.at(&["trPr", "del"]).is_some() {
            continue;
        }
        let mut cells = Vec::new();
        collect(row, &mut reader, &mut cells);
        rows.push(cells);
    }
    PrintedTable {
        caption: numbered
            .map(|(_, words)| words.to_owned())
            .unwrap_or_default(),
        rows,
    }
}

/// Takes the cells of a row, also of those inside a content control.
fn collect(parent: &Element, reader: &mut Reader<'_>, cells: &mut Vec<String>) {
    for child in parent.children() {
        match &*child.name {
            "tc" => {
                let mut lines = Vec::new();
                paragraphs(child, reader, &mut lines);
                cells.push(lined(&lines.join("\n")));
            }
            "sdt" | "sdtContent" | "customXml" => collect(child, reader, cells),
            _ => {}
        }
    }
}

fn paragraphs(parent: &Element, reader: &mut Reader<'_>, lines: &mut Vec<String>) {
    for child in parent.children() {
        match &*child.name {
            "p" => lines.push(words(&reader.paragraph(child))),
            "sdt" | "sdtContent" | "customXml" => paragraphs(child, reader, lines),
            _ => {}
        }
    }
}
