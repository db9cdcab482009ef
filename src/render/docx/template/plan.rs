//! What goes where: the slots of a template, with what each is filled with, and what does not fit.

use std::ops::Range;

use crate::catalogue::StyleChoice;
use crate::diag::nearest;
use crate::layout::ShortText;
use crate::layout::document::{Block, Chapter, Document, Role};

use super::contents;
use super::looks::Known;
use super::opened::Template;
use super::slots::{self, Cut, Found, Misplaced};

/// Name of the slot that takes all chapters without one of their own.
pub(super) const REPORT: &str = "report";

/// A slot with the chapters that it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) name: String,
    pub(super) chapters: Vec<&'static str>,
    /// The bytes of the main part that they replace.
    pub(super) range: Range<usize>,
}

/// A slot with the words that it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) story: usize,
    pub(super) cuts: Vec<Cut>,
    pub(super) text: String,
}

/// What does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Problem {
    /// There is no slot; these names are known.
    NoSlot(Vec<String>),
    /// A slot has a name that nothing has.
    Unknown {
        /// The name.
        name: String,
        /// The nearest name there is.
        nearest: Option<String>,
        /// All names there are.
        known: Vec<String>,
    },
    /// A slot has nothing to be filled with.
    Empty(String),
    /// A chapter cannot stand there.
    Misplaced(String, Misplaced),
    /// Two slots have the name of one chapter.
    Twice(String),
    /// These chapters have no place.
    LeftOut(Vec<&'static str>),
    /// A chapter with figures has no place.
    FiguresLeftOut(&'static str),
    /// These styles of the report are not in the template.
    StylesAdded(Vec<String>),
    /// A style that was chosen is not in the template, or of another kind; the nearest one is.
    UnknownStyle {
        /// What was chosen for which style.
        choice: StyleChoice,
        /// The nearest name there is.
        nearest: Option<String>,
    },
}

/// What goes where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Plan {
    /// Slots for chapters, in the order of the main part.
    pub(super) places: Vec<Place>,
    /// Slots for words.
    pub(super) lines: Vec<Line>,
    pub(super) problems: Vec<Problem>,
}

/// Settles what goes where.
pub(super) fn plan(
    template: &Template,
    document: &Document,
    texts: &[ShortText],
    choices: &[StyleChoice],
) -> Plan {
    let mut plan = Plan::default();
    let mut known: Vec<String> = vec![REPORT.to_owned()];
    known.extend(
        document
            .chapters
            .iter()
            .map(|chapter| chapter.name.to_owned()),
    );
    known.extend(texts.iter().map(|text| text.name.to_owned()));
    let (found, strangers): (Vec<Found>, Vec<Found>) = slots::find(template)
        .into_iter()
        .partition(|slot| known.contains(&slot.name));
    for slot in &strangers {
        plan.unknown(slot, &known);
    }
    let mut blocks: Vec<Found> = Vec::new();
    for slot in outermost(found) {
        let chapter = document
            .chapters
            .iter()
            .find(|chapter| chapter.name == slot.name);
        if chapter.is_some() || slot.name == REPORT {
            if chapter.is_some_and(|chapter| chapter.blocks.is_empty()) {
                plan.problems.push(Problem::Empty(slot.name.clone()));
            }
            blocks.push(slot);
        } else if let Some(text) = texts.iter().find(|text| text.name == slot.name) {
            // A final report has no word for its state.
            if text.text.is_empty() && text.name != "status" {
                plan.problems.push(Problem::Empty(slot.name.clone()));
            }
            plan.lines.push(Line {
                name: slot.name,
                story: slot.story,
                cuts: slot.cuts,
                text: text.text.clone(),
            });
        }
    }
    plan.settle(&blocks, document, contents::has_field(template));
    if plan.places.is_empty() && blocks.is_empty() {
        plan.problems.insert(0, Problem::NoSlot(known));
    }
    let styles = Known::of(template);
    plan.problems.extend(styles.unknown(choices));
    let added = styles.missing(choices);
    if !added.is_empty() {
        plan.problems.push(Problem::StylesAdded(added));
    }
    plan
}

impl Plan {
    fn unknown(&mut self, slot: &Found, known: &[String]) {
        let nearest = nearest(&slot.name, known.iter().map(String::as_str));
        // A bookmark may begin like a slot by chance.
        if slot.method == slots::Method::Bookmark && nearest.is_none() {
            return;
        }
        let problem = Problem::Unknown {
            name: slot.name.clone(),
            nearest: nearest.map(str::to_owned),
            known: known.to_vec(),
        };
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// Gives the chapters to their slots.
    fn settle(&mut self, blocks: &[Found], document: &Document, has_contents: bool) {
        let mut taken: Vec<&str> = Vec::new();
        for slot in blocks {
            match &slot.block {
                Err(why) => {
                    let problem = Problem::Misplaced(slot.name.clone(), *why);
                    if !self.problems.contains(&problem) {
                        self.problems.push(problem);
                    }
                }
                Ok(_) if self.places.iter().any(|place| place.name == slot.name) => {
                    self.problems.push(Problem::Twice(slot.name.clone()));
                }
                Ok(range) => {
                    let chapters = document.chapters.iter().map(|chapter| chapter.name);
                    self.places.push(Place {
                        name: slot.name.clone(),
                        chapters: chapters.filter(|name| **name == *slot.name).collect(),
                        range: range.clone(),
                    });
                }
            }
            taken.push(&slot.name);
        }
        self.places.sort_by_key(|place| place.range.start);
        let own_title = self
            .lines
            .iter()
            .any(|line| line.name == "title" && line.story == 0);
        let is_own = |chapter: &&Chapter| {
            let own = |block: &Block| match block {
                Block::Contents => has_contents,
                Block::Title { .. } => own_title,
                _ => false,
            };
            chapter.blocks.iter().any(own)
        };
        let free: Vec<&Chapter> = document
            .chapters
            .iter()
            .filter(|chapter| !chapter.blocks.is_empty() && !taken.contains(&chapter.name))
            .filter(|chapter| !is_own(chapter))
            .collect();
        if let Some(rest) = self.places.iter_mut().find(|place| place.name == REPORT) {
            rest.chapters = free.iter().map(|chapter| chapter.name).collect();
            return;
        }
        if taken.contains(&REPORT) || self.places.is_empty() {
            return;
        }
        let (figures, others): (Vec<&Chapter>, Vec<&Chapter>) =
            free.into_iter().partition(|chapter| has_figures(chapter));
        let figures = figures
            .iter()
            .map(|chapter| Problem::FiguresLeftOut(chapter.name));
        self.problems.extend(figures);
        if !others.is_empty() {
            let names = others.iter().map(|chapter| chapter.name);
            self.problems.push(Problem::LeftOut(names.collect()));
        }
    }

    /// Returns the names of the chapters that are printed.
    pub(super) fn printed(&self) -> impl Iterator<Item = &'static str> {
        self.places
            .iter()
            .flat_map(|place| place.chapters.iter().copied())
    }
}

/// Returns whether a chapter holds the figures of installations.
fn has_figures(chapter: &Chapter) -> bool {
    chapter.blocks.iter().any(|block| match block {
        Block::Table(table) => table.role == Role::Metrics,
        _ => false,
    })
}

/// Returns the slots that stand in no other one, and each place once.
fn outermost(found: Vec<Found>) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    for slot in found {
        let inside = all.iter().any(|outer| {
            let around = outer.block.clone().unwrap_or_else(|_| outer.whole.clone());
            let start = around.start.min(outer.whole.start);
            let end = around.end.max(outer.whole.end);
            let whole = if outer.name == slot.name {
                start..end
            } else {
                outer.whole.clone()
            };
            outer.story == slot.story
                && whole.start <= slot.whole.start
                && slot.whole.end <= whole.end
        });
        if !inside {
            all.push(slot);
        }
    }
    all
}
