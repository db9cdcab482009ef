//! The slots of a template: places that carry a name such as `va:summary`.
//!
//! A slot is a content control by its tag or its title, a bookmark, or words `{{va:summary}}` in a paragraph. Whether it can
//! take a chapter or only words is settled here, by where it stands.

use std::ops::Range;

use super::super::tree::Element;
use super::cuts::{control_cuts, first_look, paragraph_cuts};
use super::opened::{Part, Template};
use super::words::{self, Word};

/// What the name of a slot begins with.
pub(super) const PREFIX: &str = "va:";
/// What the name of a bookmark begins with that is a slot; bookmarks hold no colon.
const BOOKMARK: &str = "va_";
/// What bookmarks of texts begin with, which are no slots.
const OURS: &str = "va_slot_";

/// How a slot was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// By the tag of a content control.
    Tag,
    /// By the title of a content control.
    Title,
    /// By a bookmark.
    Bookmark,
    /// By words in double braces.
    Words,
}

impl Method {
    /// Returns the method in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Tag => "tag of a content control",
            Self::Title => "title of a content control",
            Self::Bookmark => "bookmark",
            Self::Words => "words in braces",
        }
    }
}

/// Why no chapter can stand in a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misplaced {
    /// It stands in a header or footer.
    Margin,
    /// It stands in a cell of a table.
    Cell,
    /// It stands in a text box.
    Box,
    /// Other words stand in its paragraph.
    Line,
    /// Its bookmark begins and ends in different places.
    Torn,
}

impl Misplaced {
    /// Returns where it stands, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Margin => "in a header or footer",
            Self::Cell => "in a cell of a table",
            Self::Box => "in a text box",
            Self::Line => "in a line with other words",
            Self::Torn => "in a bookmark that does not end beside where it begins",
        }
    }
}

/// A piece of a part that words are put into, and what stands around them then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cut {
    /// It goes.
    Gone(Range<usize>),
    /// The words stand in its place as they are.
    Text(Range<usize>),
    /// At the end of this tag it is said that blanks count.
    Keep(usize),
    /// A run with the words stands in its place, between some tags; its look is copied from elsewhere.
    Run {
        range: Range<usize>,
        before: &'static str,
        look: Option<Range<usize>>,
        after: &'static str,
    },
}

/// A slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Its name without the prefix.
    pub(super) name: String,
    pub(super) method: Method,
    /// Number of its part among the stories.
    pub(super) story: usize,
    /// The bytes that a chapter replaces, or why it cannot.
    pub(super) block: Result<Range<usize>, Misplaced>,
    /// How words are put into it; none where they cannot.
    pub(super) cuts: Vec<Cut>,
    /// All its bytes.
    pub(super) whole: Range<usize>,
}

/// Returns all slots of a template, in the order of its parts.
pub(super) fn find(template: &Template) -> Vec<Found> {
    let mut all = Vec::new();
    for (story, part) in template.stories().enumerate() {
        let mut finder = Finder {
            part,
            story,
            all: Vec::new(),
        };
        if story == 0 {
            finder.blocks(template.body(), Level::Body);
        } else {
            finder.blocks(&part.root, Level::Other(Misplaced::Margin));
        }
        finder
            .all
            .sort_by_key(|found| (found.whole.start, found.method));
        all.append(&mut finder.all);
    }
    all
}

/// Where an element stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    /// Among the paragraphs of the body.
    Body,
    /// Elsewhere.
    Other(Misplaced),
}

struct Finder<'t> {
    part: &'t Part,
    story: usize,
    all: Vec<Found>,
}

impl<'t> Finder<'t> {
    /// Looks through paragraphs, tables and controls that stand beside each other.
    fn blocks(&mut self, parent: &'t Element, level: Level) {
        for child in parent.children() {
            match &*child.name {
                "p" => self.paragraph(child, parent, level),
                "tbl" | "tr" | "tc" => self.blocks(child, inner(level, Misplaced::Cell)),
                "sdt" => {
                    let block = match level {
                        Level::Body => Ok(child.outer.clone()),
                        Level::Other(why) => Err(why),
                    };
                    self.control(child, block);
                    if let Some(content) = child.child("sdtContent") {
                        self.blocks(content, level);
                    }
                }
                "bookmarkStart" => self.between_blocks(child, parent, level),
                "customXml" | "ins" | "moveTo" => self.blocks(child, level),
                _ => self.blocks(child, inner(level, Misplaced::Box)),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &'t Element, parent: &'t Element, level: Level) {
        let line = words::of(self.part, paragraph);
        let alone = |whole: bool| match level {
            Level::Other(why) => Err(why),
            Level::Body if whole => Ok(paragraph.outer.clone()),
            Level::Body => Err(Misplaced::Line),
        };
        for (name, range) in words::tokens(&line.text) {
            let whole = line.text.trim() == line.text.get(range.clone()).unwrap_or_default();
            let cuts = line.cuts(&range);
            let pieces: Vec<&Range<usize>> = cuts
                .iter()
                .filter_map(|cut| match cut {
                    Cut::Text(range) | Cut::Gone(range) => Some(range),
                    Cut::Keep(_) | Cut::Run { .. } => None,
                })
                .collect();
            let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
                continue;
            };
            let bytes = first.start..last.end;
            self.all.push(Found {
                name,
                method: Method::Words,
                story: self.story,
                block: alone(whole),
                cuts,
                whole: bytes,
            });
        }
        self.in_line(paragraph, paragraph, parent, level, &line);
    }

    /// Looks through what stands in a paragraph.
    fn in_line(
        &mut self,
        element: &'t Element,
        paragraph: &'t Element,
        parent: &'t Element,
        level: Level,
        line: &Word,
    ) {
        for child in element.children() {
            match &*child.name {
                "sdt" => {
                    let outside = line.outside(&child.outer);
                    let block = match level {
                        Level::Other(why) => Err(why),
                        Level::Body if outside => Err(Misplaced::Line),
                        Level::Body => Ok(paragraph.outer.clone()),
                    };
                    self.control(child, block);
                    if let Some(content) = child.child("sdtContent") {
                        self.in_line(content, paragraph, parent, level, line);
                    }
                }
                "bookmarkStart" => self.bookmark(child, element, paragraph, parent, (level, line)),
                "p" => self.paragraph(child, element, inner(level, Misplaced::Box)),
                "tbl" | "txbxContent" => self.blocks(child, inner(level, Misplaced::Box)),
                "t" | "instrText" | "rPr" | "pPr" => {}
                _ => self.in_line(child, paragraph, parent, level, line),
            }
        }
    }

    fn control(&mut self, control: &'t Element, block: Result<Range<usize>, Misplaced>) {
        let value = |name: &str| {
            let property = control.at(&["sdtPr", name]);
            property.and_then(|property| named(property.val()))
        };
        let tag = value("tag").map(|name| (name, Method::Tag));
        let Some((name, method)) = tag.or_else(|| Some((value("alias")?, Method::Title))) else {
            return;
        };
        self.all.push(Found {
            name,
            method,
            story: self.story,
            block,
            cuts: control_cuts(control),
            whole: control.outer.clone(),
        });
    }

    /// Takes a bookmark that begins in a paragraph.
    fn bookmark(
        &mut self,
        start: &'t Element,
        around: &'t Element,
        paragraph: &'t Element,
        parent: &'t Element,
        (level, line): (Level, &Word),
    ) {
        let Some(name) = bookmark_name(start) else {
            return;
        };
        let id = start.attribute("id").unwrap_or_default();
        let end = end_of(around, id);
        let inside = match end {
            Some(end) => start.outer.end..end.outer.start,
            None => start.outer.end..around.inner.end,
        };
        let block = match level {
            Level::Other(why) => Err(why),
            Level::Body if line.outside(&inside) => Err(Misplaced::Line),
            Level::Body => self.to_the_end(paragraph, parent, id),
        };
        let look = first_look(around, &inside);
        let cut = Cut::Run {
            range: inside,
            before: "",
            look,
            after: "",
        };
        self.all.push(Found {
            name,
            method: Method::Bookmark,
            story: self.story,
            block,
            cuts: vec![cut],
            whole: start.outer.start..end.map_or(around.inner.end, |end| end.outer.end),
        });
    }

    /// Returns the range from a paragraph to the one in which a bookmark ends.
    fn to_the_end(
        &self,
        paragraph: &Element,
        parent: &Element,
        id: &str,
    ) -> Result<Range<usize>, Misplaced> {
        let mut last = None;
        let mut siblings = parent.children();
        siblings.find(|child| child.outer == paragraph.outer);
        if end_anywhere(paragraph, id).is_some() {
            return Ok(paragraph.outer.clone());
        }
        for sibling in siblings {
            if &*sibling.name == "bookmarkEnd" && sibling.attribute("id") == Some(id) {
                return Ok(paragraph.outer.start..last.unwrap_or(paragraph.outer.end));
            }
            if let Some(end) = end_anywhere(sibling, id) {
                let line = words::of(self.part, sibling);
                let before = line.begins_before(end.outer.start);
                let end = if before {
                    Some(sibling.outer.end)
                } else {
                    last
                };
                return Ok(paragraph.outer.start..end.unwrap_or(paragraph.outer.end));
            }
            if matches!(&*sibling.name, "p" | "tbl" | "sdt") {
                last = Some(sibling.outer.end);
            }
        }
        Err(Misplaced::Torn)
    }

    /// Takes a bookmark that begins between paragraphs.
    fn between_blocks(&mut self, start: &'t Element, parent: &'t Element, level: Level) {
        let Some(name) = bookmark_name(start) else {
            return;
        };
        let id = start.attribute("id").unwrap_or_default();
        let mut after = parent.children();
        after.find(|child| child.outer == start.outer);
        let first = after.find(|child| matches!(&*child.name, "p" | "tbl" | "sdt"));
        let block = match (level, first) {
            (Level::Other(why), _) => Err(why),
            (Level::Body, Some(first)) => {
                let range = self.to_the_end(first, parent, id);
                range.map(|range| start.outer.start..range.end)
            }
            (Level::Body, None) => Err(Misplaced::Torn),
        };
        let whole = match &block {
            Ok(range) => start.outer.start..range.end,
            Err(_) => start.outer.clone(),
        };
        let paragraph = first.filter(|first| &*first.name == "p" && !first.is_single());
        self.all.push(Found {
            name,
            method: Method::Bookmark,
            story: self.story,
            block,
            cuts: paragraph.map_or_else(Vec::new, paragraph_cuts),
            whole,
        });
    }
}

fn inner(level: Level, why: Misplaced) -> Level {
    match level {
        Level::Body => Level::Other(why),
        other @ Level::Other(_) => other,
    }
}

/// Returns the name of a slot from what was written, without its prefix; `None` for what is no slot.
fn named(written: &str) -> Option<String> {
    let lower = written.trim().to_lowercase();
    let name = lower.strip_prefix(PREFIX)?.trim();
    let plain = !name.is_empty() && !name.contains(':');
    plain.then(|| name.replace(['_', ' '], "-"))
}

fn bookmark_name(start: &Element) -> Option<String> {
    let lower = start.attribute("name")?.to_lowercase();
    if lower.starts_with(OURS) {
        return None;
    }
    let name = lower
        .strip_prefix(BOOKMARK)
        .or(lower.strip_prefix(PREFIX))?;
    (!name.is_empty()).then(|| name.replace('_', "-"))
}

fn end_of<'t>(around: &'t Element, id: &str) -> Option<&'t Element> {
    let mut children = around.children();
    children.find(|child| &*child.name == "bookmarkEnd" && child.attribute("id") == Some(id))
}

fn end_anywhere<'t>(element: &'t Element, id: &str) -> Option<&'t Element> {
    if &*element.name == "bookmarkEnd" && element.attribute("id") == Some(id) {
        return Some(element);
    }
    element.children().find_map(|child| end_anywhere(child, id))
}
