//! The body: chapters and blocks in reading order.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::layout::document::{
    Block, Caption, Document, Heading, List, Numbered, Orientation, Paragraph, Slot, SlotStatus,
    Voice,
};
use crate::layout::headings;

use super::contents::numbered;
use super::escape::escape;
use super::inline::{inlines, lines};
use super::{figure, table};

/// What has to be known while the page is written.
#[expect(
    clippy::struct_excessive_bools,
    reason = "the states are independent of each other"
)]
pub(super) struct Story<'d> {
    /// The headings and captions that a reference may lead to.
    pub(super) anchors: BTreeSet<&'d str>,
    /// The captions, in reading order.
    captions: Vec<&'d Caption>,
    /// The footnotes so far.
    pub(super) notes: Vec<String>,
    /// Marks of footnotes that wait for the end of a link.
    pub(super) late: String,
    /// Whether a link is open.
    pub(super) in_link: bool,
    /// Whether a footnote is open.
    pub(super) in_note: bool,
    /// How many tables there are so far.
    pub(super) tables: usize,
    /// The marks of the notes under the table that is written.
    pub(super) marks: Vec<String>,
    /// The widths of columns, in thousandths of their table.
    pub(super) widths: BTreeSet<u16>,
    /// Whether the title stands at the top of the page already.
    titled: bool,
    /// Whether the pages lie on their side.
    landscape: bool,
}

impl<'d> Story<'d> {
    /// Returns what is known of a document before it is written.
    pub(super) fn of(document: &'d Document) -> Self {
        let mut captions = Vec::new();
        for block in document.blocks() {
            find_captions(block, &mut captions);
        }
        let anchors = headings(document).map(|heading| heading.anchor.as_str());
        let anchors = anchors.chain(captions.iter().map(|caption| caption.anchor.as_str()));
        Self {
            anchors: anchors.collect(),
            captions,
            ..Self::empty()
        }
    }

    /// Returns what is known of nothing.
    pub(super) fn empty() -> Self {
        Self {
            anchors: BTreeSet::new(),
            captions: Vec::new(),
            notes: Vec::new(),
            late: String::new(),
            in_link: false,
            in_note: false,
            tables: 0,
            marks: Vec::new(),
            widths: BTreeSet::new(),
            titled: false,
            landscape: false,
        }
    }
}

fn find_captions<'d>(block: &'d Block, captions: &mut Vec<&'d Caption>) {
    match block {
        Block::Table(table) => captions.extend(&table.caption),
        Block::Figure(figure) => captions.push(&figure.caption),
        Block::Slot(slot) => {
            for block in &slot.blocks {
                find_captions(block, captions);
            }
        }
        _ => {}
    }
}

/// Returns the chapters, each in a section of its own.
pub(super) fn chapters(document: &Document, story: &mut Story<'_>) -> String {
    let mut out = String::new();
    for chapter in &document.chapters {
        let turned = story.landscape;
        let blocks: String = chapter.blocks.iter().map(|one| block(one, story)).collect();
        if blocks.is_empty() {
            continue;
        }
        let (open, close) = ("<div class=\"landscape\">\n", "</div>\n");
        writeln!(
            out,
            "<section class=\"chapter\" data-chapter=\"{}\">\n{}{blocks}{}</section>",
            escape(chapter.name),
            if turned { open } else { "" },
            if story.landscape { close } else { "" },
        )
        .expect("a String takes everything");
    }
    out
}

fn block(block: &Block, story: &mut Story<'_>) -> String {
    match block {
        Block::Title { text, lines } => title(text, lines, story),
        // The contents stand beside the report on every screen.
        Block::Contents => String::new(),
        Block::ListOf(kind) => list_of(*kind, story),
        Block::Heading(heading) => write_heading(heading),
        Block::Paragraph(source) => paragraph(source, story),
        Block::List(source) => format!("{}\n", list(source, story)),
        Block::Table(source) => table::table(source, story),
        Block::Figure(source) => figure::figure(source),
        Block::Slot(source) => slot(source, story),
        Block::PageBreak => "<div class=\"new-page\"></div>\n".to_owned(),
        Block::Turn(orientation) => turn(*orientation, story),
    }
}

/// Returns a title; the first one stands at the top of the page.
fn title(text: &str, below: &[String], story: &mut Story<'_>) -> String {
    if !std::mem::replace(&mut story.titled, true) {
        return String::new();
    }
    let below = below.iter().map(|line| format!("<p>{}</p>\n", lines(line)));
    format!(
        "<p class=\"title\">{}</p>\n{}",
        lines(text),
        below.collect::<String>()
    )
}

fn list_of(kind: Numbered, story: &Story<'_>) -> String {
    let (word, id) = (kind.word(), kind.word().to_lowercase());
    let mut out = format!(
        "<nav class=\"list-of\" aria-labelledby=\"list-of-{id}s\">\n<p id=\"list-of-{id}s\">{word}s</p>\n<ul>\n"
    );
    for caption in story.captions.iter().filter(|caption| caption.kind == kind) {
        writeln!(
            out,
            "<li><a href=\"#{}\">{}</a></li>",
            escape(&caption.anchor),
            captioned(caption)
        )
        .expect("a String takes everything");
    }
    out.push_str("</ul>\n</nav>\n");
    out
}

/// Returns the words of a caption with its name before them.
pub(super) fn captioned(caption: &Caption) -> String {
    format!(
        "<span class=\"number\">{}:</span> <bdi>{}</bdi>",
        escape(&caption.name()),
        escape(&caption.text)
    )
}

fn write_heading(heading: &Heading) -> String {
    let level = heading.level.clamp(1, 3) + 1;
    format!(
        "<h{level} id=\"{}\">{}</h{level}>\n",
        escape(&heading.anchor),
        numbered(heading)
    )
}

/// Returns the attribute that tells voices apart.
fn class(voice: Voice) -> &'static str {
    match voice {
        Voice::Body => "",
        Voice::Note => " class=\"small\"",
        Voice::Guidance => " class=\"guidance\"",
        Voice::TakenOver => " class=\"taken-over\"",
    }
}

fn paragraph(source: &Paragraph, story: &mut Story<'_>) -> String {
    format!(
        "<p{}>{}</p>\n",
        class(source.voice),
        inlines(&source.content, story)
    )
}

fn list(source: &List, story: &mut Story<'_>) -> String {
    let tag = if source.ordered { "ol" } else { "ul" };
    let mut out = format!("<{tag}{}>\n", class(source.voice));
    for item in &source.items {
        let words = inlines(&item.content, story);
        let nested = item.nested.as_ref().map(|nested| list(nested, story));
        writeln!(out, "<li>{words}{}</li>", nested.unwrap_or_default())
            .expect("a String takes everything");
    }
    out + &format!("</{tag}>")
}

fn slot(source: &Slot, story: &mut Story<'_>) -> String {
    let status = match source.status {
        SlotStatus::Written => "written",
        SlotStatus::TakenOver => "taken-over",
        SlotStatus::Stub => "stub",
    };
    let blocks: String = source.blocks.iter().map(|one| block(one, story)).collect();
    format!(
        "<div class=\"text\" data-assessment=\"{}\" data-status=\"{status}\">\n{blocks}</div>\n",
        escape(&source.id)
    )
}

/// Opens or closes what is printed on pages that lie on their side.
fn turn(orientation: Orientation, story: &mut Story<'_>) -> String {
    let landscape = orientation == Orientation::Landscape;
    if std::mem::replace(&mut story.landscape, landscape) == landscape {
        return String::new();
    }
    if landscape {
        "<div class=\"landscape\">\n"
    } else {
        "</div>\n"
    }
    .to_owned()
}
