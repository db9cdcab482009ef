//! What a chart is made of: boxes, lines, markers and texts at their places.
//!
//! Lengths are whole hundredths of a pixel, so that a drawing is the same on every machine.

use super::look::{Fill, Ink};
use super::typeface::{Type, drawable};

/// Returns whole pixels as a length.
pub(super) const fn px(pixels: i32) -> i32 {
    pixels * 100
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Left edge.
    pub left: i32,
    /// Upper edge.
    pub top: i32,
    /// Right edge.
    pub right: i32,
    /// Lower edge.
    pub bottom: i32,
}

impl Area {
    /// Returns how wide it is.
    pub fn width(self) -> i32 {
        self.right - self.left
    }

    /// Returns how high it is.
    pub fn height(self) -> i32 {
        self.bottom - self.top
    }

    /// Returns whether two rectangles share more than an edge.
    pub fn overlaps(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Returns whether another lies within it.
    pub fn holds(self, other: Self) -> bool {
        self.left <= other.left
            && self.top <= other.top
            && other.right <= self.right
            && other.bottom <= self.bottom
    }
}

/// Where a text stands at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A text in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) x: i32,
    /// The line that letters stand on.
    pub(super) y: i32,
    pub(super) anchor: Anchor,
    pub(super) face: Type,
    pub(super) content: String,
}

impl Text {
    /// Returns the room that it takes.
    pub(super) fn area(&self) -> Area {
        let width = self.face.width(&self.content);
        let left = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - width / 2,
            Anchor::End => self.x - width,
        };
        Area {
            left,
            top: self.y - self.face.ascent(),
            right: left + width,
            bottom: self.y + self.face.descent(),
        }
    }
}

/// A line through points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) points: Vec<(i32, i32)>,
    pub(super) ink: Ink,
    pub(super) width: i32,
    /// Lengths of dash and gap; a whole line has none.
    pub(super) dash: Option<(i32, i32)>,
}

/// What stands around a point of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// A full square: a final figure.
    Full,
    /// A hollow square: a provisional figure.
    Hollow,
    /// A triangle that points up: at least as much.
    Up,
    /// A cross: no figure.
    Cross,
}

/// What is drawn, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// A column, a bar or a sample of one.
    Box { area: Area, fill: Fill },
    /// A line.
    Line(Line),
    /// A sign around a point of a line.
    Marker { x: i32, y: i32, sign: Sign },
    /// A text.
    Text(Text),
}

/// A drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scene {
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) marks: Vec<Mark>,
}

impl Scene {
    /// Begins a drawing; its height is settled when all is placed.
    pub(super) fn new(width: i32) -> Self {
        Self {
            width,
            height: 0,
            marks: Vec::new(),
        }
    }

    /// Writes a text.
    pub(super) fn text(&mut self, (x, y): (i32, i32), anchor: Anchor, face: Type, content: &str) {
        let content = drawable(content);
        if !content.is_empty() {
            self.marks.push(Mark::Text(Text {
                x,
                y,
                anchor,
                face,
                content,
            }));
        }
    }

    /// Draws a line.
    pub(super) fn line(&mut self, from: (i32, i32), to: (i32, i32), ink: Ink, width: i32) {
        self.marks.push(Mark::Line(Line {
            points: vec![from, to],
            ink,
            width,
            dash: None,
        }));
    }

    /// Draws a box.
    pub(super) fn fill(&mut self, area: Area, fill: Fill) {
        self.marks.push(Mark::Box { area, fill });
    }

    /// Returns the room of the whole drawing.
    pub fn view(&self) -> Area {
        Area {
            left: 0,
            top: 0,
            right: self.width,
            bottom: self.height,
        }
    }

    /// Returns each text with the room that it takes.
    pub fn texts(&self) -> Vec<(&str, Area)> {
        let texts = self.marks.iter().filter_map(|mark| match mark {
            Mark::Text(text) => Some((text.content.as_str(), text.area())),
            _ => None,
        });
        texts.collect()
    }

    /// Returns the boxes.
    pub fn boxes(&self) -> Vec<Area> {
        let area = |mark: &Mark| match mark {
            Mark::Box { area, .. } => Some(*area),
            _ => None,
        };
        self.marks.iter().filter_map(area).collect()
    }
}
