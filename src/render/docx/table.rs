//! Tables: set widths, repeated header rows, rows that stay whole.

use crate::layout::document::{
    Align, Caption, Cell, CellKind, Column, Inline, Numbered, Role, Table,
};
use crate::layout::measure;

use super::body::{bookmarked, paragraph, styled};
use super::fields;
use super::xml::Xml;
use super::{Runs, Story};

/// Most lines of a table that is kept on one page; a longer one would leave the page before it half empty.
const KEPT_WHOLE: u32 = 15;
/// Most lines of a row that is kept on one page; a longer one could have no page that it fits on.
const ROW_KEPT_WHOLE: u32 = 30;

/// What a cell has from its column and row.
#[derive(Debug, Clone, Copy)]
struct Frame {
    width: u32,
    align: Align,
    /// Whether the row stays on the page of the one after it.
    keep: bool,
    /// Whether it is set in smaller letters.
    dense: bool,
    /// Whether it stands on the cover.
    cover: bool,
}

fn frames(table: &Table, widths: &[u32], keep: bool) -> Vec<Frame> {
    let columns = table.columns.iter().zip(widths);
    columns
        .map(|(column, width)| Frame {
            width: *width,
            align: column.align,
            keep,
            dense: Table::is_dense(table.columns.len()),
            cover: table.role == Role::Cover,
        })
        .collect()
}

/// Writes a caption, its table, and the notes under it.
pub(super) fn table(xml: &mut Xml, table: &Table, story: &mut Story) {
    if let Some(caption) = &table.caption {
        write_caption(xml, caption, story);
    }
    let width = story.pages.width();
    let widths = widths(&table.columns, width);
    let lines = measure::lines(table, &widths);
    let keep = lines.iter().sum::<u32>() <= KEPT_WHOLE;
    xml.inside("w:tbl", &[], |xml| {
        properties(xml, table, width);
        xml.inside("w:tblGrid", &[], |xml| {
            for width in &widths {
                xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
        if let Some(header) = &table.header {
            row(xml, header, &frames(table, &widths, keep), 1, story);
        }
        for (at, (cells, lines)) in table.rows.iter().zip(&lines).enumerate() {
            let next = keep && at + 1 < table.rows.len();
            row(xml, cells, &frames(table, &widths, next), *lines, story);
        }
    });
    for note in &table.notes {
        let mut content = vec![
            Inline::Mark(note.mark.clone()),
            Inline::Text(" ".to_owned()),
        ];
        content.extend(note.content.iter().cloned());
        styled(xml, "TableNote", &content, story);
    }
    paragraph(xml, "TableEnd", |_| {});
}

/// Writes a caption. The style keeps it with what follows, as a table does; a figure stands above its caption.
pub(super) fn write_caption(xml: &mut Xml, caption: &Caption, story: &mut Story) {
    let bookmark = story.captions.get(&caption.anchor).cloned();
    let style = |xml: &mut Xml| {
        xml.val("w:pStyle", "Caption");
        if caption.kind == Numbered::Figure {
            xml.val("w:keepNext", "0");
            xml.empty("w:spacing", &[("w:before", "40"), ("w:after", "200")]);
        }
    };
    xml.inside("w:p", &[], |xml| {
        xml.inside("w:pPr", &[], style);
        let number = |xml: &mut Xml| {
            let word = caption.kind.word();
            fields::plain(xml, &format!("{word} "));
            fields::field(xml, &format!(" SEQ {word} \\* ARABIC "), |xml| {
                fields::plain(xml, &caption.number.to_string());
            });
        };
        match &bookmark {
            Some(bookmark) => bookmarked(xml, bookmark, story, |xml, _| number(xml)),
            None => number(xml),
        }
        fields::plain(xml, &format!(": {}", caption.text));
    });
}

/// Returns the widths of the columns; they add up to the width of the table.
fn widths(columns: &[Column], width: u32) -> Vec<u32> {
    let mut shares: u32 = 0;
    let mut used = 0;
    let mut widths = Vec::new();
    for column in columns {
        shares += u32::from(column.width);
        let edge = width * shares.min(1000) / 1000;
        widths.push(edge - used);
        used = edge;
    }
    widths
}

/// Writes the properties of a table, in the order of the schema.
fn properties(xml: &mut Xml, table: &Table, width: u32) {
    let style = if matches!(table.role, Role::Description | Role::Cover) {
        "VADescription"
    } else if Table::is_dense(table.columns.len()) {
        "VATableDense"
    } else {
        "VATable"
    };
    xml.inside("w:tblPr", &[], |xml| {
        xml.val("w:tblStyle", style);
        xml.empty("w:tblW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        let first_row = if table.header.is_some() { "1" } else { "0" };
        let look = [
            (
                "w:val",
                if table.header.is_some() {
                    "0420"
                } else {
                    "0480"
                },
            ),
            ("w:firstRow", first_row),
            ("w:lastRow", "0"),
            (
                "w:firstColumn",
                if table.header.is_some() { "0" } else { "1" },
            ),
            ("w:lastColumn", "0"),
            ("w:noHBand", "0"),
            ("w:noVBand", "1"),
        ];
        xml.empty("w:tblLook", &look);
        if let Some(caption) = &table.caption {
            xml.val("w:tblCaption", &caption.text);
        }
        xml.val("w:tblDescription", &table.alt);
    });
}

fn row(xml: &mut Xml, cells: &[Cell], frames: &[Frame], lines: u32, story: &mut Story) {
    let head = cells.iter().any(|cell| cell.kind == CellKind::Head);
    xml.inside("w:tr", &[], |xml| {
        xml.inside("w:trPr", &[], |xml| {
            if lines <= ROW_KEPT_WHOLE {
                xml.empty("w:cantSplit", &[]);
            }
            if head {
                xml.empty("w:tblHeader", &[]);
            }
        });
        for (content, frame) in cells.iter().zip(frames) {
            cell(xml, content, *frame, story);
        }
    });
}

fn cell(xml: &mut Xml, cell: &Cell, frame: Frame, story: &mut Story) {
    let shade = match cell.kind {
        CellKind::Head => Some("DCE6F1"),
        CellKind::Label | CellKind::Text | CellKind::Figure | CellKind::Absent => None,
    };
    let style = match (cell.kind, frame.dense) {
        (CellKind::Label, _) if frame.cover => "CoverLabel",
        _ if frame.cover => "CoverText",
        (CellKind::Head, false) => "TableHead",
        (CellKind::Head, true) => "TableHeadDense",
        (CellKind::Label, false) => "TableLabel",
        (CellKind::Label, true) => "TableLabelDense",
        (CellKind::Text | CellKind::Figure | CellKind::Absent, false) => "TableText",
        (CellKind::Text | CellKind::Figure | CellKind::Absent, true) => "TableTextDense",
    };
    let runs = if cell.kind == CellKind::Absent {
        Runs::muted()
    } else {
        Runs::default()
    };
    xml.inside("w:tc", &[], |xml| {
        xml.inside("w:tcPr", &[], |xml| {
            xml.empty(
                "w:tcW",
                &[("w:w", &frame.width.to_string()), ("w:type", "dxa")],
            );
            if let Some(shade) = shade {
                xml.empty(
                    "w:shd",
                    &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", shade)],
                );
            }
        });
        let nothing = [Vec::new()];
        let paragraphs = if cell.paragraphs.is_empty() {
            &nothing[..]
        } else {
            &cell.paragraphs
        };
        for content in paragraphs {
            xml.inside("w:p", &[], |xml| {
                xml.inside("w:pPr", &[], |xml| {
                    xml.val("w:pStyle", style);
                    if frame.keep {
                        xml.empty("w:keepNext", &[]);
                    }
                    match frame.align {
                        Align::Start => {}
                        Align::Centre => xml.val("w:jc", "center"),
                        Align::End => xml.val("w:jc", "right"),
                    }
                });
                runs.write(xml, content, story);
            });
        }
    });
}
