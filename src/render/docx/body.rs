//! The body: blocks in reading order, then the page.

use crate::layout::document::{
    Block, Document, Heading, Inline, Orientation, Paragraph, Slot, Voice,
};

use super::comments;
use super::fields;
use super::ids::{Bookmark, control};
use super::list;
use super::xml::{NAMESPACES, Xml};
use super::{Runs, Story, figure, page, slot, table, toc};

/// Writes the main part.
pub(super) fn body(document: &Document, story: &mut Story) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.inside("w:document", NAMESPACES, |xml| {
        xml.inside("w:body", &[], |xml| {
            write_blocks(xml, document.blocks(), document, story);
            page::last(xml, story);
        });
    });
    xml.finish()
}

/// Writes chapters that stand in a place of somebody's template: how the place begins and ends is settled there.
pub(super) fn chapters(document: &Document, names: &[&str], story: &mut Story) -> Vec<u8> {
    let mut xml = Xml::fragment();
    let chapters = document.chapters.iter();
    let chapters = chapters.filter(|chapter| names.contains(&chapter.name));
    let blocks = chapters.flat_map(|chapter| &chapter.blocks);
    let blocks = blocks.skip_while(|block| matches!(block, Block::PageBreak));
    write_blocks(&mut xml, blocks, document, story);
    // What follows in the template stands on pages held as before.
    story.pages.turn(Orientation::Upright);
    page::settle(&mut xml, story);
    story.new_page = false;
    xml.finish()
}

fn write_blocks<'d>(
    xml: &mut Xml,
    blocks: impl Iterator<Item = &'d Block>,
    document: &Document,
    story: &mut Story,
) {
    let mut blocks = blocks.peekable();
    while let Some(block) = blocks.next() {
        // A sentence that cites a figure stays on its page.
        story.keep = matches!(blocks.peek(), Some(Block::Figure(_)));
        write_block(xml, block, document, story);
    }
}

fn write_block(xml: &mut Xml, block: &Block, document: &Document, story: &mut Story) {
    match block {
        Block::Turn(orientation) => return story.pages.turn(*orientation),
        Block::PageBreak => {
            story.new_page = true;
            return;
        }
        _ => page::settle(xml, story),
    }
    if !matches!(block, Block::Heading(_)) && std::mem::take(&mut story.new_page) {
        xml.inside("w:p", &[], |xml| {
            xml.inside("w:r", &[], |xml| xml.empty("w:br", &[("w:type", "page")]));
        });
    }
    match block {
        Block::Title { text, lines } => {
            plain(xml, "Title", text);
            for line in lines {
                plain(xml, "Subtitle", line);
            }
        }
        Block::Contents => toc::contents(xml, &story.outline),
        Block::Heading(heading) => write_heading(xml, heading, story),
        Block::Paragraph(paragraph) => write_paragraph(xml, paragraph, story),
        Block::List(list) => list::list(xml, list, story),
        Block::Table(table) => table::table(xml, table, story),
        Block::Slot(slot) => write_slot(xml, slot, document, story),
        Block::ListOf(kind) => toc::captions(xml, *kind, document),
        Block::Figure(source) => figure::figure(xml, source, story),
        Block::Turn(_) | Block::PageBreak => {}
    }
}

/// Writes a paragraph of plain text in a style.
pub(super) fn plain(xml: &mut Xml, style: &str, text: &str) {
    paragraph(xml, style, |xml| fields::plain(xml, text));
}

/// Writes a paragraph in a style.
pub(super) fn paragraph(xml: &mut Xml, style: &str, content: impl FnOnce(&mut Xml)) {
    xml.inside("w:p", &[], |xml| {
        xml.inside("w:pPr", &[], |xml| xml.val("w:pStyle", style));
        content(xml);
    });
}

fn write_heading(xml: &mut Xml, heading: &Heading, story: &mut Story) {
    let style = match (&heading.number, heading.level) {
        (None, _) => "HeadingPlain",
        (Some(_), 1) => "Heading1",
        (Some(_), 2) => "Heading2",
        (Some(_), _) => "Heading3",
    };
    let bookmark = Bookmark::of("_Toc_va_", &heading.anchor);
    let new_page = std::mem::take(&mut story.new_page);
    xml.inside("w:p", &[], |xml| {
        xml.inside("w:pPr", &[], |xml| {
            xml.val("w:pStyle", style);
            if new_page {
                xml.empty("w:pageBreakBefore", &[]);
            }
        });
        let numbers = story.comments.remove(&heading.anchor).unwrap_or_default();
        comments::commented(xml, &numbers, |xml| {
            bookmarked(xml, &bookmark, story, |xml, _| {
                fields::plain(xml, &heading.text);
            });
        });
    });
}

/// Writes content inside a bookmark.
pub(super) fn bookmarked(
    xml: &mut Xml,
    bookmark: &Bookmark,
    story: &mut Story,
    content: impl FnOnce(&mut Xml, &mut Story),
) {
    let id = story.bookmarks.to_string();
    story.bookmarks += 1;
    xml.empty(
        "w:bookmarkStart",
        &[("w:id", &id), ("w:name", bookmark.name())],
    );
    content(xml, story);
    xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
}

fn write_paragraph(xml: &mut Xml, source: &Paragraph, story: &mut Story) {
    let style = match source.voice {
        Voice::Body => "BodyText",
        Voice::Note => "TableNote",
        Voice::Guidance => "Guidance",
        Voice::TakenOver => "TakenOver",
    };
    let keep = std::mem::take(&mut story.keep);
    xml.inside("w:p", &[], |xml| {
        xml.inside("w:pPr", &[], |xml| {
            xml.val("w:pStyle", style);
            if keep {
                xml.empty("w:keepNext", &[]);
            }
        });
        Runs::default().write(xml, &source.content, story);
    });
}

/// Writes content as a paragraph in a style.
pub(super) fn styled(xml: &mut Xml, style: &str, content: &[Inline], story: &mut Story) {
    paragraph(xml, style, |xml| Runs::default().write(xml, content, story));
}

/// Writes the place of an assessment: a content control that can be edited and not be deleted.
fn write_slot(xml: &mut Xml, place: &Slot, document: &Document, story: &mut Story) {
    let (tag, alias) = (slot::tag(&place.id), slot::alias(&place.id));
    let bookmark = slot::bookmark(&place.id);
    bookmarked(xml, &bookmark, story, |xml, story| {
        xml.inside("w:sdt", &[], |xml| {
            xml.inside("w:sdtPr", &[], |xml| {
                xml.val("w:alias", &alias);
                xml.val("w:tag", &tag);
                xml.val("w:id", &control(&tag));
                xml.val("w:lock", "sdtLocked");
            });
            xml.inside("w:sdtContent", &[], |xml| {
                for block in &place.blocks {
                    write_block(xml, block, document, story);
                }
                if place.blocks.is_empty() {
                    plain(xml, "BodyText", "");
                }
            });
        });
    });
}
