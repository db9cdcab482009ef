//! The place of a text: the names under which it is found again, and what is printed in it.

use crate::history;
use crate::layout::document::{Align, Block, Cell, Inline, List, Slot, Table, Voice};
use crate::narrative::Part;
use crate::narrative::key::key;
use crate::narrative::normal::normal;
use crate::narrative::text::{ColumnAlign, Run, TextBlock, TextItem, TextList, TextTable};

use super::ids::Bookmark;

/// What the tag of a content control begins with.
pub(super) const TAG: &str = "va:assessment:";

/// Returns the tag of the content control of a text.
pub(super) fn tag(id: &str) -> String {
    format!("{TAG}{id}")
}

/// Returns the name that people see of the content control of a text.
pub(super) fn alias(id: &str) -> String {
    let is_part = Part::ALL.iter().any(|part| part.name() == id);
    format!("{} {id}", if is_part { "Text" } else { "Assessment" })
}

/// Returns the bookmark of a text.
pub(super) fn bookmark(id: &str) -> Bookmark {
    Bookmark::of("va_slot_", id)
}

/// Returns the text that a place prints, in its normal form.
pub fn printed(slot: &Slot) -> Vec<TextBlock> {
    let blocks: Vec<TextBlock> = slot.blocks.iter().filter_map(block).collect();
    normal(&blocks)
}

/// Returns what the tool itself says in a place: facts, findings and questions, in their normal form.
pub fn guidance(slot: &Slot) -> Vec<TextBlock> {
    let is_guidance = |block: &&Block| match block {
        Block::Paragraph(paragraph) => paragraph.voice == Voice::Guidance,
        Block::List(list) => list.voice == Voice::Guidance,
        _ => false,
    };
    let own = slot.blocks.iter().filter(is_guidance);
    normal(&own.filter_map(block).collect::<Vec<_>>())
}

/// Returns the fingerprint of a text in its normal form.
pub fn fingerprint(text: &[TextBlock]) -> String {
    history::fingerprint(&key(text))
}

fn block(block: &Block) -> Option<TextBlock> {
    match block {
        Block::Paragraph(paragraph) => Some(TextBlock::Paragraph(runs(&paragraph.content))),
        Block::List(items) => Some(TextBlock::List(list(items))),
        Block::Table(table) => Some(TextBlock::Table(text_table(table))),
        Block::Title { .. }
        | Block::Contents
        | Block::Heading(_)
        | Block::Slot(_)
        | Block::ListOf(_)
        | Block::Figure(_)
        | Block::Turn(_)
        | Block::PageBreak => None,
    }
}

fn text_table(table: &Table) -> TextTable {
    let cells = |row: &Vec<Cell>| -> Vec<Vec<Run>> {
        let cell = |cell: &Cell| {
            let mut all = Vec::new();
            for content in &cell.paragraphs {
                if !all.is_empty() {
                    all.push(Run::Plain("\n".to_owned()));
                }
                all.extend(runs(content));
            }
            all
        };
        row.iter().map(cell).collect()
    };
    let align = table.columns.iter().map(|column| match column.align {
        Align::Start => ColumnAlign::Start,
        Align::Centre => ColumnAlign::Centre,
        Align::End => ColumnAlign::End,
    });
    TextTable {
        align: align.collect(),
        header: table
            .header
            .as_ref()
            .map_or_else(|| vec![Vec::new(); table.columns.len()], cells),
        rows: table.rows.iter().map(cells).collect(),
    }
}

fn list(source: &List) -> TextList {
    let items = source.items.iter().map(|item| TextItem {
        content: runs(&item.content),
        nested: item.nested.as_ref().map(list),
    });
    TextList {
        ordered: source.ordered,
        items: items.collect(),
    }
}

fn runs(content: &[Inline]) -> Vec<Run> {
    content.iter().flat_map(run).collect()
}

fn run(inline: &Inline) -> Vec<Run> {
    vec![match inline {
        Inline::Doubtful(content) => return runs(content),
        Inline::Text(words) | Inline::Reference { text: words, .. } | Inline::Mark(words) => {
            Run::Plain(words.clone())
        }
        Inline::Strong(content) => Run::Strong(runs(content)),
        Inline::Emphasis(content) => Run::Emphasis(runs(content)),
        Inline::Code(words) => Run::Code(words.clone()),
        Inline::Link { url, content } => Run::Link {
            url: url.clone(),
            content: runs(content),
        },
        Inline::Footnote(content) => Run::Footnote(runs(content)),
    }]
}
