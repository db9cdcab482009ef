//! What people wrote, as blocks.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::history::fingerprint;
use crate::narrative::text::{ColumnAlign, Run, TextBlock, TextList, TextTable};
use crate::narrative::{Assessment, Part, doubted};
use crate::report::{Report, TakenOver};

use super::cells::text;
use super::document::{
    Align, Block, Cell, CellKind, Column, Exact, Inline, Item, List, Paragraph, Role, Slot,
    SlotStatus, Table, Voice,
};
use super::unwritten::mark;
use super::widths;

/// Lays out the place of a text that somebody wrote.
pub(super) fn place(report: &Report<'_>, id: &str, title: &str, written: &Assessment) -> Block {
    Block::Slot(Slot {
        id: id.to_owned(),
        title: title.to_owned(),
        status: SlotStatus::Written,
        source: Some(fingerprint(&written.markdown)),
        blocks: prose(report, &written.blocks),
    })
}

/// Lays out a part of the report, when somebody wrote it.
pub(super) fn part(report: &Report<'_>, part: Part, title: &str) -> Option<Block> {
    let written = report.part(part)?;
    Some(place(report, part.name(), title, written))
}

/// Lays a text out, its references filled from the report.
pub(super) fn prose(report: &Report<'_>, blocks: &[TextBlock]) -> Vec<Block> {
    let writer = Writer {
        report,
        voice: Voice::Body,
        marked: RefCell::default(),
    };
    blocks.iter().map(|one| writer.block(one)).collect()
}

/// Lays a text of the period before out: its references filled with the figures of this one, each sentence in doubt with
/// its mark before it.
pub(super) fn taken_over(report: &Report<'_>, taken: &TakenOver<'_>) -> Vec<Block> {
    let sentences = taken.doubts.iter().map(|doubt| doubt.sentence.clone());
    let sentences: Vec<Range<usize>> = sentences.collect();
    let writer = Writer {
        report,
        voice: Voice::TakenOver,
        marked: RefCell::default(),
    };
    let blocks = doubted(&taken.assessment.markdown, &sentences);
    blocks.iter().map(|one| writer.block(one)).collect()
}

struct Writer<'r> {
    report: &'r Report<'r>,
    voice: Voice,
    /// The sentences in doubt that have their mark.
    marked: RefCell<BTreeSet<usize>>,
}

impl Writer<'_> {
    fn block(&self, block: &TextBlock) -> Block {
        match block {
            TextBlock::Paragraph(runs) => Block::Paragraph(Paragraph {
                voice: self.voice,
                content: self.all(runs),
            }),
            TextBlock::List(items) => Block::List(self.list(items)),
            TextBlock::Table(cells) => Block::Table(self.table(cells)),
        }
    }

    fn list(&self, source: &TextList) -> List {
        let items = source.items.iter().map(|item| Item {
            content: self.all(&item.content),
            nested: item.nested.as_ref().map(|nested| self.list(nested)),
        });
        List {
            ordered: source.ordered,
            voice: self.voice,
            items: items.collect(),
        }
    }

    /// Lays a table out: it has no caption and no number, so that those of the report stay as they are.
    fn table(&self, source: &TextTable) -> Table {
        let cells = |kind, cells: &[Vec<Run>]| -> Vec<Cell> {
            cells
                .iter()
                .map(|runs| cell(kind, self.all(runs)))
                .collect()
        };
        let has_heads = source.header.iter().any(|runs| !runs.is_empty());
        let header = has_heads.then(|| cells(CellKind::Head, &source.header));
        let rows: Vec<Vec<Cell>> = source
            .rows
            .iter()
            .map(|row| cells(CellKind::Text, row))
            .collect();
        let lines = header.iter().chain(&rows).map(Vec::as_slice);
        let columns = source.align.iter().zip(widths::upright(lines));
        let columns = columns.map(|(align, width)| Column {
            width,
            align: match align {
                ColumnAlign::Start => Align::Start,
                ColumnAlign::Centre => Align::Centre,
                ColumnAlign::End => Align::End,
            },
        });
        Table {
            role: Role::Text,
            installation: None,
            caption: None,
            alt: format!(
                "Table of {} columns and {} rows in the text",
                source.align.len(),
                rows.len()
            ),
            columns: columns.collect(),
            header,
            rows,
            notes: Vec::new(),
        }
    }

    fn all(&self, runs: &[Run]) -> Vec<Inline> {
        runs.iter().map(|run| self.inline(run)).collect()
    }

    fn inline(&self, run: &Run) -> Inline {
        match run {
            Run::Reference(reference) => text(self.report.printed(reference)),
            Run::Plain(words) => text(words.clone()),
            Run::Code(words) => Inline::Code(words.clone()),
            Run::Strong(runs) => Inline::Strong(self.all(runs)),
            Run::Emphasis(runs) => Inline::Emphasis(self.all(runs)),
            Run::Link { url, content } => Inline::Link {
                url: url.clone(),
                content: self.all(content),
            },
            Run::Footnote(content) => Inline::Footnote(self.all(content)),
            Run::Doubtful { sentence, content } => {
                let first = self.marked.borrow_mut().insert(*sentence);
                let lead = first.then(|| text(format!("{} ", mark(*sentence))));
                let content = lead.into_iter().chain(self.all(content));
                Inline::Doubtful(content.collect())
            }
        }
    }
}

fn cell(kind: CellKind, content: Vec<Inline>) -> Cell {
    Cell {
        kind,
        paragraphs: if content.is_empty() {
            Vec::new()
        } else {
            vec![content]
        },
        exact: Exact::Nothing,
    }
}
