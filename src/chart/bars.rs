//! Horizontal bars, one for each name, in groups with headings.

use super::axis;
use super::columns::{fill, states};
use super::legend;
use super::look::{self, Fill};
use super::point::Point;
use super::scale::Scale;
use super::scene::{Anchor, Area, Scene, px};
use super::typeface::{HEADING, TEXT, drawable};
use crate::quantity::Decimal;

/// Bars in groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars {
    /// The groups, in order; one group alone needs no name.
    pub groups: Vec<Group>,
}

/// Bars under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its heading; it may be empty.
    pub name: String,
    /// The bars, in order.
    pub bars: Vec<Bar>,
}

/// A bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What stands beside it.
    pub name: String,
    /// How long it is.
    pub length: Point,
    /// What is written at its end.
    pub label: String,
}

impl Bars {
    /// Returns all bars, in order.
    pub fn all(&self) -> impl Iterator<Item = &Bar> {
        self.groups.iter().flat_map(|group| &group.bars)
    }
}

/// Most room for names.
const NAMES: i32 = px(230);
/// Most room for what is written at the ends of bars.
const LABELS: i32 = px(250);
/// How thick a bar is.
const THICK: i32 = px(14);
/// Room between two bars.
const APART: i32 = px(5);
/// Most bars whose names may take two lines.
const ROOMY: usize = 24;

/// Lays bars out.
pub(super) fn scene(bars: &Bars, unit: &str) -> Scene {
    let mut scene = Scene::new(px(super::WIDTH));
    let widest = |texts: &mut dyn Iterator<Item = &str>, most: i32| {
        let widths = texts.map(|text| TEXT.width(&drawable(text)));
        widths.max().unwrap_or_default().min(most)
    };
    let left = widest(&mut bars.all().map(|bar| &*bar.name), NAMES) + px(8);
    let labels = widest(&mut bars.all().map(|bar| &*bar.label), LABELS);
    let right = scene.width - labels - px(6);
    let most = bars.all().filter_map(|bar| bar.length.top()).max();
    let scale = Scale::upto(most.unwrap_or_default(), false);
    let lines = if bars.all().count() > ROOMY { 1 } else { 2 };
    let mut top = axis::unit(&mut scene, left, unit) + px(4);
    for group in &bars.groups {
        if !group.name.is_empty() {
            let text = HEADING.fitted(&drawable(&group.name), scene.width);
            let line = top + px(4) + HEADING.ascent();
            scene.text((0, line), Anchor::Start, HEADING, &text);
            top = line + HEADING.descent() + px(3);
        }
        let upper = top;
        for bar in &group.bars {
            let plot = Area {
                left,
                top,
                right,
                bottom: top,
            };
            top = draw(&mut scene, plot, bar, &scale, lines);
        }
        scene.line(
            (left, upper),
            (left, top - APART + px(2)),
            legend::EDGE,
            100,
        );
    }
    let points: Vec<&Point> = bars.all().map(|bar| &bar.length).collect();
    let mut entries = states(&points, look::of(0));
    entries.extend(legend::of_gaps(&legend::gaps(points.iter().copied()), true));
    let below = if entries.is_empty() { 0 } else { px(6) };
    scene.height = legend::draw(&mut scene, top + below, &entries) + px(2);
    scene
}

/// Draws a bar with its name and label; returns the upper edge of the next one.
fn draw(scene: &mut Scene, plot: Area, bar: &Bar, scale: &Scale, lines: usize) -> i32 {
    let names = TEXT.wrapped(&drawable(&bar.name), plot.left - px(8), lines);
    let rows = i32::try_from(names.len().max(1)).unwrap_or(1);
    let height = (TEXT.leading() * (rows - 1) + TEXT.ascent() + TEXT.descent()).max(THICK);
    let mut line = plot.top + TEXT.ascent();
    for name in &names {
        scene.text((plot.left - px(8), line), Anchor::End, TEXT, name);
        line += TEXT.leading();
    }
    let middle = plot.top + height / 2;
    let upto = |amount: Decimal| plot.left + scale.reach(amount, plot.width());
    let between = |low: Decimal, high: Decimal| Area {
        left: upto(low),
        top: middle - THICK / 2,
        right: upto(high),
        bottom: middle + THICK / 2,
    };
    match &bar.length {
        Point::Amount { amount, state } => {
            let area = between(Decimal::ZERO, *amount);
            scene.fill(area, fill(*state, look::of(0)));
        }
        Point::Between { low, high } => {
            scene.fill(between(Decimal::ZERO, *low), Fill::Series(look::of(0)));
            scene.fill(between(*low, *high), Fill::Possible);
        }
        Point::Gap(_) => {}
    }
    let end = upto(bar.length.top().unwrap_or_default()) + px(5);
    let label = match &bar.length {
        Point::Gap(gap) => gap.mark(),
        _ => &bar.label,
    };
    let label = TEXT.fitted(&drawable(label), scene.width - end);
    let line = middle + (TEXT.ascent() - TEXT.descent()) / 2;
    scene.text((end, line), Anchor::Start, TEXT, &label);
    plot.top + height + APART
}
