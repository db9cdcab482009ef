//! The legend: what looks, lines and marks mean.

use super::look::{BLACK, Fill, Ink};
use super::point::{Gap, Point, State};
use super::scene::{Anchor, Area, Line, Mark, Scene, Sign, px};
use super::typeface::{HEADING, SMALL, TEXT, drawable};

/// Room for a sample.
const SAMPLE: i32 = px(24);
/// Height of a sample.
const TALL: i32 = px(11);
/// Room between two entries of a row.
const APART: i32 = px(20);
/// Most lines of an entry.
const LINES: usize = 2;

/// What an entry explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sample {
    /// A filled box.
    Fill(Fill),
    /// A line, with its dashes and signs.
    Line {
        ink: Ink,
        width: i32,
        dash: Option<(i32, i32)>,
        sign: Option<Sign>,
    },
    /// A sign alone.
    Sign(Sign),
    /// A mark of letters.
    Letters(&'static str),
}

/// An entry: a sample and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) sample: Sample,
    pub(super) text: String,
}

/// Returns the entry of a sample.
pub(super) fn entry(sample: Sample, text: impl Into<String>) -> Entry {
    Entry {
        sample,
        text: text.into(),
    }
}

/// Returns the gaps among figures, each kind once.
pub(super) fn gaps<'p>(points: impl Iterator<Item = &'p Point>) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = points
        .filter_map(|point| match point {
            Point::Gap(gap) => Some(*gap),
            _ => None,
        })
        .collect();
    gaps.sort_unstable();
    gaps.dedup();
    gaps
}

/// Returns what explains the gaps: their letters, or the cross where letters do not fit.
pub(super) fn of_gaps(gaps: &[Gap], letters: bool) -> Vec<Entry> {
    if !letters && !gaps.is_empty() {
        let words: Vec<&str> = gaps.iter().map(|gap| gap.words()).collect();
        return vec![entry(Sample::Sign(Sign::Cross), words.join(" or "))];
    }
    let explained = gaps
        .iter()
        .map(|gap| entry(Sample::Letters(gap.mark()), gap.words()));
    explained.collect()
}

/// Returns whether one of the figures is in a state.
pub(super) fn any(points: &[&Point], wanted: State) -> bool {
    let is = |point: &&Point| matches!(point, Point::Amount { state, .. } if *state == wanted);
    points.iter().any(is)
}

/// Draws entries in rows below `top`; returns the lower edge.
pub(super) fn draw(scene: &mut Scene, top: i32, entries: &[Entry]) -> i32 {
    let mut left = 0;
    let mut row = top;
    let mut bottom = top;
    for entry in entries {
        let lines = TEXT.wrapped(&drawable(&entry.text), scene.width - SAMPLE, LINES);
        let width = lines.iter().map(|line| TEXT.width(line)).max();
        let width = SAMPLE + width.unwrap_or_default();
        if left > 0 && left + width > scene.width {
            left = 0;
            row = bottom + px(3);
        }
        sample(scene, left, row, &entry.sample);
        let mut line = row + TEXT.ascent();
        for text in &lines {
            scene.text((left + SAMPLE, line), Anchor::Start, TEXT, text);
            bottom = bottom.max(line + TEXT.descent());
            line += TEXT.leading();
        }
        bottom = bottom.max(row + TEXT.ascent() + TEXT.descent());
        left += width + APART;
    }
    bottom
}

fn sample(scene: &mut Scene, left: i32, row: i32, sample: &Sample) {
    let middle = row + i32::midpoint(TEXT.ascent(), TEXT.descent());
    let right = left + SAMPLE - px(6);
    match sample {
        Sample::Fill(fill) => scene.fill(
            Area {
                left: left + px(1),
                top: middle - TALL / 2,
                right,
                bottom: middle + TALL / 2,
            },
            *fill,
        ),
        Sample::Line {
            ink,
            width,
            dash,
            sign,
        } => {
            scene.marks.push(Mark::Line(Line {
                points: vec![(left, middle), (right, middle)],
                ink: *ink,
                width: *width,
                dash: *dash,
            }));
            if let Some(sign) = sign {
                let x = i32::midpoint(left, right);
                scene.marks.push(Mark::Marker {
                    x,
                    y: middle,
                    sign: *sign,
                });
            }
        }
        Sample::Sign(sign) => {
            let x = i32::midpoint(left, right);
            scene.marks.push(Mark::Marker {
                x,
                y: middle,
                sign: *sign,
            });
        }
        Sample::Letters(letters) => {
            let line = row + TEXT.ascent();
            let narrow = if HEADING.width(letters) <= SAMPLE - px(2) {
                HEADING
            } else {
                SMALL
            };
            scene.text((left, line), Anchor::Start, narrow, letters);
        }
    }
}

/// Writes a remark under everything else.
pub(super) fn remark(scene: &mut Scene, words: &str) {
    let mut line = scene.height + px(4) + SMALL.ascent();
    for text in SMALL.wrapped(words, scene.width, 3) {
        scene.text((0, line), Anchor::Start, SMALL, &text);
        scene.height = line + SMALL.descent() + px(1);
        line += SMALL.leading();
    }
}

/// Draws what stands at the place of a figure that is not there: letters, or a cross where they do not fit.
pub(super) fn gap(scene: &mut Scene, (x, base): (i32, i32), gap: Gap, letters: bool) {
    if letters {
        let line = base - SMALL.descent() - px(2);
        scene.text((x, line), Anchor::Middle, SMALL, gap.mark());
    } else {
        scene.marks.push(Mark::Marker {
            x,
            y: base - px(6),
            sign: Sign::Cross,
        });
    }
}

/// The line around what is drawn.
pub(super) const EDGE: Ink = BLACK;
