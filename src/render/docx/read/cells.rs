//! Tables that people put into their texts.

use crate::narrative::normal::{Look, Piece, What, line};
use crate::narrative::text::{ColumnAlign, Run, TextTable};

use super::runs::Reader;
use crate::render::docx::tree::Element;

/// A row while it is read.
struct Row {
    is_head: bool,
    cells: Vec<Vec<Run>>,
    align: Vec<ColumnAlign>,
}

/// Returns a table of a text; `None` when it has no cell.
pub(super) fn table<'d>(table: &'d Element, reader: &mut Reader<'d>) -> Option<TextTable> {
    let mut rows = Vec::new();
    collect_rows(table, reader, &mut rows);
    let columns = rows.iter().map(|row| row.cells.len()).max()?;
    let mut align = rows.last().map_or_else(Vec::new, |row| row.align.clone());
    align.resize(columns, ColumnAlign::Start);
    let mut header = vec![Vec::new(); columns];
    let mut body = Vec::new();
    for (at, mut row) in rows.into_iter().enumerate() {
        row.cells.resize(columns, Vec::new());
        if at == 0 && row.is_head {
            header = row.cells;
        } else {
            body.push(row.cells);
        }
    }
    (columns > 0).then_some(TextTable {
        align,
        header,
        rows: body,
    })
}

fn collect_rows<'d>(parent: &'d Element, reader: &mut Reader<'d>, rows: &mut Vec<Row>) {
    for child in parent.children() {
        match &*child.name {
            "tr" if child.at(&["trPr", "del"]).is_some() => reader.met.deletions += 1,
            "tr" => {
                if child.at(&["trPr", "ins"]).is_some() {
                    reader.met.insertions += 1;
                }
                let mut row = Row {
                    is_head: child.at(&["trPr", "tblHeader"]).is_some(),
                    cells: Vec::new(),
                    align: Vec::new(),
                };
                collect_cells(child, reader, &mut row);
                rows.push(row);
            }
            "sdt" | "sdtContent" | "customXml" => collect_rows(child, reader, rows),
            _ => {}
        }
    }
}

fn collect_cells<'d>(parent: &'d Element, reader: &mut Reader<'d>, row: &mut Row) {
    for child in parent.children() {
        match &*child.name {
            "tc" => {
                let merged = ["gridSpan", "vMerge", "hMerge"];
                if merged
                    .iter()
                    .any(|name| child.at(&["tcPr", name]).is_some())
                {
                    reader.met.foreign("a merged cell");
                }
                let mut pieces = Vec::new();
                let mut align = ColumnAlign::Start;
                collect_words(child, reader, &mut pieces, &mut align);
                row.cells.push(line(pieces));
                row.align.push(align);
            }
            "sdt" | "sdtContent" | "customXml" => collect_cells(child, reader, row),
            _ => {}
        }
    }
}

/// Takes the paragraphs of a cell, each on a line of its own.
fn collect_words<'d>(
    parent: &'d Element,
    reader: &mut Reader<'d>,
    pieces: &mut Vec<Piece>,
    align: &mut ColumnAlign,
) {
    for child in parent.children() {
        match &*child.name {
            "p" => {
                *align = match child.at(&["pPr", "jc"]).map_or("", Element::val) {
                    "center" => ColumnAlign::Centre,
                    "end" | "right" => ColumnAlign::End,
                    _ => ColumnAlign::Start,
                };
                let words = reader.paragraph(child);
                if !pieces.is_empty() && !words.is_empty() {
                    pieces.push(Piece {
                        look: Look::default(),
                        what: What::Words("\n".to_owned()),
                    });
                }
                pieces.extend(words);
            }
            "tbl" => reader.met.foreign("a table in a table"),
            "sdt" | "sdtContent" | "customXml" => collect_words(child, reader, pieces, align),
            _ => {}
        }
    }
}
