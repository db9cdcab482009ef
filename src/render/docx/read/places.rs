//! Where each text stands: by its tag, then its alias, then its bookmark, then the headings above it.

use std::ops::Range;

use super::Wanted;
use super::flow::Flow;
use super::runs::{Companions, Reader};
use crate::narrative::Part;
use crate::narrative::normal::{Piece, What};
use crate::render::docx::slot;

/// How a text was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// By the tag of its content control.
    Tag,
    /// By the name of its content control.
    Alias,
    /// By its bookmark.
    Bookmark,
    /// By the headings above it.
    Heading,
}

impl Method {
    /// Returns the method in words: `its bookmark`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Tag => "the tag of its content control",
            Self::Alias => "the name of its content control",
            Self::Bookmark => "its bookmark",
            Self::Heading => "the headings above it",
        }
    }
}

/// Why a text is not found for certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Nothing leads to it.
    Missing,
    /// One method leads to two places.
    Twice(Method),
    /// It shares words with another text.
    Shared(Method),
    /// Two methods lead to different places.
    Disagree(Method, Method),
}

/// The headings of a flow, with their words.
pub(super) struct Headings {
    all: Vec<Heading>,
    end: usize,
}

struct Heading {
    at: usize,
    level: usize,
    words: String,
    /// The heading that it stands under.
    parent: Option<usize>,
}

impl Headings {
    /// Returns the headings of a flow.
    pub(super) fn of<'d>(flow: &Flow<'d>, parts: &'d Companions<'d>) -> Self {
        let mut reader = Reader::new(parts);
        let mut all: Vec<Heading> = Vec::new();
        let mut path: Vec<(usize, usize)> = Vec::new();
        for (at, item) in flow.items.iter().enumerate() {
            let Some(level) = item.heading else { continue };
            path.retain(|(outer, _)| *outer < level);
            let parent = path.last().map(|(_, index)| *index);
            path.push((level, all.len()));
            all.push(Heading {
                at,
                level,
                words: tidy(&words(&reader.paragraph(item.node))),
                parent,
            });
        }
        Self {
            all,
            end: flow.items.len(),
        }
    }

    /// Returns the words of the headings above a place, outermost first.
    pub(super) fn above(&self, at: usize) -> Vec<&str> {
        let before = self.all.partition_point(|heading| heading.at <= at);
        let mut path = Vec::new();
        let mut next = before.checked_sub(1);
        while let Some(heading) = next.and_then(|index| self.all.get(index)) {
            path.push(heading.words.as_str());
            next = heading.parent;
        }
        path.reverse();
        path
    }

    /// Returns what stands under a heading, up to the next one; `None` when there is none or more than one.
    fn under(&self, title: Option<&str>, wanted: &str) -> Option<Range<usize>> {
        let title = title.map(tidy);
        let mut found = None;
        for (index, heading) in self.all.iter().enumerate() {
            if !is_heading(&heading.words, wanted) {
                continue;
            }
            let parent = heading.parent.and_then(|parent| self.all.get(parent));
            let fits = title.as_ref().is_none_or(|title| {
                heading.level > 1 && parent.is_some_and(|parent| is_heading(&parent.words, title))
            });
            if !fits {
                continue;
            }
            if found.is_some() {
                return None;
            }
            let next = self.all.get(index + 1).map_or(self.end, |next| next.at);
            found = Some(heading.at + 1..next);
        }
        found
    }
}

/// Returns whether a heading has these words, with or without a number before them.
fn is_heading(words: &str, wanted: &str) -> bool {
    let rest = words.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    words == wanted || rest.trim_start() == wanted
}

/// Returns words with single blanks.
pub(super) fn tidy(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the words of pieces, without footnotes.
pub(super) fn words(pieces: &[Piece]) -> String {
    let words = pieces.iter().map(|piece| match &piece.what {
        What::Words(words) | What::Code(words) => words.as_str(),
        What::Note(_) | What::Reference(_) => "",
    });
    words.collect()
}

/// Returns the items of a text and how they were found.
pub(super) fn place(
    wanted: &Wanted,
    flow: &Flow<'_>,
    headings: &Headings,
    full: &mut dyn FnMut(usize) -> bool,
) -> Result<(Range<usize>, Method), Doubt> {
    let mut found: Vec<(Range<usize>, Method)> = Vec::new();
    let tag = slot::tag(&wanted.id);
    let alias = slot::alias(&wanted.id);
    for (method, name) in [(Method::Tag, &tag), (Method::Alias, &alias)] {
        let controls = flow.controls.iter().filter(|control| {
            let own = if method == Method::Tag {
                &control.tag
            } else {
                &control.alias
            };
            own == name
        });
        let mut ranges = controls.map(|control| control.range.clone());
        if let Some(first) = ranges.next() {
            if ranges.next().is_some() {
                return Err(Doubt::Twice(method));
            }
            found.push((first, method));
        }
    }
    let bookmark = flow.bookmark(slot::bookmark(&wanted.id).name());
    found.extend(bookmark.map(|range| (range, Method::Bookmark)));
    found.extend(under(wanted, headings).map(|range| (range, Method::Heading)));
    let Some((first, method)) = found.first().cloned() else {
        return Err(Doubt::Missing);
    };
    for (other, by) in found.iter().skip(1) {
        // Words outside of the place that was found would be lost.
        if other.clone().any(|at| !first.contains(&at) && full(at)) {
            return Err(Doubt::Disagree(method, *by));
        }
    }
    Ok((first, method))
}

/// Returns what stands under the heading of a text, for texts that have one of their own.
fn under(wanted: &Wanted, headings: &Headings) -> Option<Range<usize>> {
    match &wanted.title {
        Some(title) => headings.under(Some(title), "Assessment"),
        None if wanted.id == Part::Conclusions.name() => headings.under(None, "Conclusions"),
        None => None,
    }
}
