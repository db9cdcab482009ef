//! What people wrote, as blocks.

use crate::narrative::text::{Run, TextBlock, TextList};

use super::cells::text;
use super::document::{Block, Inline, Item, List, Paragraph, Voice};

/// Lays a text out.
pub(super) fn prose(blocks: &[TextBlock]) -> Vec<Block> {
    blocks.iter().map(block).collect()
}

fn block(block: &TextBlock) -> Block {
    match block {
        TextBlock::Paragraph(runs) => Block::Paragraph(Paragraph {
            voice: Voice::Body,
            content: runs.iter().map(inline).collect(),
        }),
        TextBlock::List(items) => Block::List(list(items)),
    }
}

fn list(source: &TextList) -> List {
    let items = source.items.iter().map(|item| Item {
        content: item.content.iter().map(inline).collect(),
        nested: item.nested.as_ref().map(list),
    });
    List {
        ordered: source.ordered,
        voice: Voice::Body,
        items: items.collect(),
    }
}

fn inline(run: &Run) -> Inline {
    let all = |runs: &[Run]| runs.iter().map(inline).collect();
    match run {
        Run::Plain(words) => text(words.clone()),
        Run::Code(words) => Inline::Code(words.clone()),
        Run::Strong(runs) => Inline::Strong(all(runs)),
        Run::Emphasis(runs) => Inline::Emphasis(all(runs)),
        Run::Link { url, content } => Inline::Link {
            url: url.clone(),
            content: all(content),
        },
        Run::Footnote(content) => Inline::Footnote(all(content)),
    }
}
