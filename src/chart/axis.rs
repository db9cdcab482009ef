//! Axes: marked amounts at the side, names below.

use super::look::{BLACK, FAINT};
use super::scale::Scale;
use super::scene::{Anchor, Area, Scene, px};
use super::typeface::{TEXT, drawable};
use crate::quantity::NumberStyle;

/// Least room between two names.
const APART: i32 = px(8);

/// Returns how much room the marked amounts need at the side.
pub(super) fn gutter(scale: &Scale, numbers: &NumberStyle) -> i32 {
    let labels = scale.labels(numbers);
    let widths = labels.iter().map(|(_, text)| TEXT.width(text));
    widths.max().unwrap_or_default() + px(8)
}

/// Draws a line for each marked amount; the amounts are written only where they are asked for.
pub(super) fn amounts(
    scene: &mut Scene,
    plot: Area,
    scale: &Scale,
    numbers: &NumberStyle,
    written: bool,
) {
    for (tick, text) in scale.labels(numbers) {
        let y = plot.bottom - scale.reach(tick, plot.height());
        let base = y == plot.bottom;
        let (ink, width) = if base { (BLACK, 100) } else { (FAINT, 80) };
        scene.line((plot.left, y), (plot.right, y), ink, width);
        if written {
            let line = y + (TEXT.ascent() - TEXT.descent()) / 2;
            scene.text((plot.left - px(6), line), Anchor::End, TEXT, &text);
        }
    }
}

/// Writes names below a plot, each around its place; where they do not all fit, the last and the first one stand, and
/// others between them as far as there is room. Returns the lower edge.
pub(super) fn names(scene: &mut Scene, plot: Area, names: &[(i32, &str)]) -> i32 {
    let line = plot.bottom + px(4) + TEXT.ascent();
    let mut taken: Vec<(i32, i32)> = Vec::new();
    let order = names.iter().rev().take(1).chain(names.iter().take(1));
    let order = order.chain(names.iter().rev().skip(1));
    for (x, name) in order {
        let text = TEXT.fitted(&drawable(name), plot.width());
        let width = TEXT.width(&text);
        let left = (x - width / 2).min(plot.right - width).max(plot.left);
        let right = left + width;
        let free = |(from, to): &(i32, i32)| right + APART <= *from || to + APART <= left;
        if taken.iter().all(free) {
            scene.text((left, line), Anchor::Start, TEXT, &text);
            taken.push((left, right));
        }
    }
    line + TEXT.descent()
}

/// Writes what is counted above a plot; returns the lower edge.
pub(super) fn unit(scene: &mut Scene, left: i32, unit: &str) -> i32 {
    let text = TEXT.fitted(&drawable(unit), scene.width - left);
    scene.text((left, TEXT.ascent()), Anchor::Start, TEXT, &text);
    TEXT.ascent() + TEXT.descent()
}
