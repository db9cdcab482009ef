//! A piece of the report on its own, or a table that the Commission asks for.

use std::collections::BTreeMap;

use crate::report::Report;

use super::document::{
    Block, Caption, Cell, Chapter, Document, Heading, Inline, Item, List, Numbered, Table,
};
use super::numbering::Numbering;
use super::{access_provision, statistics};

/// A piece that stands in no report and can be asked for.
#[derive(Debug)]
pub struct Special {
    /// Name by which it is asked for.
    pub name: &'static str,
    /// What it is, in one line.
    pub summary: &'static str,
    lay_out: fn(&Report<'_>, &mut Numbering) -> Vec<Block>,
}

/// The pieces there are.
pub static SPECIAL: &[Special] = &[
    Special {
        name: "access-provision",
        summary: "the table of access provision, as the grant agreement has it",
        lay_out: access_provision::access_provision,
    },
    Special {
        name: "part-b-1.4",
        summary: "statistics on the quantity of access and the geographical distribution of its users, for the periodic report",
        lay_out: statistics::statistics,
    },
];

/// Returns the names of the pieces that a report has: its chapters, then the special ones.
pub fn names(document: &Document) -> Vec<&'static str> {
    let printed = document.chapters.iter();
    let printed = printed.filter(|chapter| !chapter.blocks.is_empty());
    let chapters = printed.map(|chapter| chapter.name);
    chapters
        .chain(SPECIAL.iter().map(|special| special.name))
        .collect()
}

/// Makes a piece of a report, which is laid out as a whole, a document of its own; nothing where the report has no such
/// piece.
pub fn section(report: &Report<'_>, mut whole: Document, name: &str) -> Option<Document> {
    if let Some(special) = SPECIAL.iter().find(|special| special.name == name) {
        let blocks = (special.lay_out)(report, &mut Numbering::default());
        whole.chapters = vec![Chapter {
            name: special.name,
            blocks,
        }];
        return Some(whole);
    }
    whole
        .chapters
        .retain(|chapter| chapter.name == name && !chapter.blocks.is_empty());
    if whole.chapters.is_empty() {
        return None;
    }
    let mut renumbering = Renumbering::of(&whole);
    for chapter in &mut whole.chapters {
        chapter.blocks = renumbering.blocks(std::mem::take(&mut chapter.blocks));
        while matches!(chapter.blocks.first(), Some(Block::PageBreak)) {
            chapter.blocks.remove(0);
        }
        while matches!(chapter.blocks.last(), Some(Block::PageBreak)) {
            chapter.blocks.pop();
        }
    }
    Some(whole)
}

/// Numbers headings and captions as if the piece were the whole document; a reference to what is not in it is plain text.
struct Renumbering {
    numbering: Numbering,
    /// What a reference to an anchor prints; nothing but the words where they are no caption's.
    anchors: BTreeMap<String, Option<String>>,
}

impl Renumbering {
    fn of(document: &Document) -> Self {
        let mut anchors = BTreeMap::new();
        let mut counts: BTreeMap<Numbered, u32> = BTreeMap::new();
        for block in document.blocks() {
            let caption = match block {
                Block::Heading(heading) => {
                    anchors.insert(heading.anchor.clone(), None);
                    continue;
                }
                Block::Table(table) => table.caption.as_ref(),
                Block::Figure(figure) => Some(&figure.caption),
                _ => None,
            };
            if let Some(caption) = caption {
                let count = counts.entry(caption.kind).or_default();
                *count += 1;
                let name = format!("{} {count}", caption.kind.word());
                anchors.insert(caption.anchor.clone(), Some(name));
            }
        }
        Self {
            numbering: Numbering::default(),
            anchors,
        }
    }

    fn blocks(&mut self, blocks: Vec<Block>) -> Vec<Block> {
        blocks.into_iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: Block) -> Block {
        match block {
            Block::Heading(heading) => Block::Heading(self.heading(heading)),
            Block::Paragraph(mut paragraph) => {
                paragraph.content = self.inlines(paragraph.content);
                Block::Paragraph(paragraph)
            }
            Block::List(list) => Block::List(self.list(list)),
            Block::Table(table) => Block::Table(self.table(table)),
            Block::Figure(mut figure) => {
                figure.caption = self.caption(figure.caption);
                Block::Figure(figure)
            }
            Block::Slot(mut slot) => {
                slot.blocks = self.blocks(slot.blocks);
                Block::Slot(slot)
            }
            Block::Title { .. }
            | Block::Contents
            | Block::ListOf(_)
            | Block::PageBreak
            | Block::Turn(_) => block,
        }
    }

    fn heading(&mut self, heading: Heading) -> Heading {
        match heading.number {
            Some(_) => self
                .numbering
                .heading(heading.level, &heading.text, &heading.anchor),
            None => heading,
        }
    }

    fn caption(&mut self, caption: Caption) -> Caption {
        match caption.kind {
            Numbered::Table => self.numbering.table(caption.text, caption.anchor),
            Numbered::Figure => self.numbering.figure(caption.text, caption.anchor),
        }
    }

    fn table(&mut self, mut table: Table) -> Table {
        table.caption = table.caption.map(|caption| self.caption(caption));
        table.header = table.header.map(|row| self.row(row));
        table.rows = table.rows.into_iter().map(|row| self.row(row)).collect();
        for note in &mut table.notes {
            note.content = self.inlines(std::mem::take(&mut note.content));
        }
        table
    }

    fn row(&self, row: Vec<Cell>) -> Vec<Cell> {
        let cells = row.into_iter().map(|mut cell| {
            let paragraphs = cell.paragraphs.into_iter();
            cell.paragraphs = paragraphs.map(|one| self.inlines(one)).collect();
            cell
        });
        cells.collect()
    }

    fn list(&self, list: List) -> List {
        let items = list.items.into_iter().map(|item| Item {
            content: self.inlines(item.content),
            nested: item.nested.map(|nested| self.list(nested)),
        });
        List {
            items: items.collect(),
            ..list
        }
    }

    fn inlines(&self, content: Vec<Inline>) -> Vec<Inline> {
        content.into_iter().map(|one| self.inline(one)).collect()
    }

    fn inline(&self, inline: Inline) -> Inline {
        match inline {
            Inline::Reference { anchor, text } => match self.anchors.get(&anchor) {
                Some(Some(name)) => Inline::Reference {
                    anchor,
                    text: name.clone(),
                },
                Some(None) => Inline::Reference { anchor, text },
                None => Inline::Text(text),
            },
            Inline::Strong(content) => Inline::Strong(self.inlines(content)),
            Inline::Emphasis(content) => Inline::Emphasis(self.inlines(content)),
            Inline::Link { url, content } => Inline::Link {
                url,
                content: self.inlines(content),
            },
            Inline::Footnote(content) => Inline::Footnote(self.inlines(content)),
            Inline::Doubtful(content) => Inline::Doubtful(self.inlines(content)),
            Inline::Text(_) | Inline::Code(_) | Inline::Mark(_) => inline,
        }
    }
}
