//! What people wrote, as blocks.

use crate::history::fingerprint;
use crate::narrative::reference::Reference;
use crate::narrative::text::{Run, TextBlock, TextList};
use crate::narrative::{Assessment, Part};
use crate::report::Report;

use super::cells::text;
use super::document::{Block, Inline, Item, List, Paragraph, Slot, SlotStatus, Voice};

/// Lays a text out, its references filled from the report.
fn prose(report: &Report<'_>, blocks: &[TextBlock]) -> Vec<Block> {
    let figures = |reference: &Reference| report.printed(reference);
    blocks.iter().map(|one| block(one, &figures)).collect()
}

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
