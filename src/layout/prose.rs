//! What people wrote, as blocks.

use crate::narrative::reference::Reference;
use crate::narrative::text::{Run, TextBlock, TextList};
use crate::report::Report;

use super::cells::text;
use super::document::{Block, Inline, Item, List, Paragraph, Voice};

/// Lays a text out, its references filled from the report.
pub(super) fn prose(report: &Report<'_>, blocks: &[TextBlock]) -> Vec<Block> {
    let figures = |reference: &Reference| report.printed(reference);
    blocks.iter().map(|one| block(one, &figures)).collect()
}

/// Returns what is printed for a reference.
type Figures<'f> = &'f dyn Fn(&Reference) -> String;

fn block(block: &TextBlock, figures: Figures<'_>) -> Block {
    match block {
        TextBlock::Paragraph(runs) => Block::Paragraph(Paragraph {
            voice: Voice::Body,
            content: all(runs, figures),
        }),
        TextBlock::List(items) => Block::List(list(items, figures)),
    }
}

fn list(source: &TextList, figures: Figures<'_>) -> List {
    let items = source.items.iter().map(|item| Item {
        content: all(&item.content, figures),
        nested: item.nested.as_ref().map(|nested| list(nested, figures)),
    });
    List {
        ordered: source.ordered,
        voice: Voice::Body,
        items: items.collect(),
    }
}

fn all(runs: &[Run], figures: Figures<'_>) -> Vec<Inline> {
    runs.iter().map(|run| inline(run, figures)).collect()
}

fn inline(run: &Run, figures: Figures<'_>) -> Inline {
    let all = |runs: &[Run]| all(runs, figures);
    match run {
        Run::Reference(reference) => text(figures(reference)),
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
