//! Columns side by side, grouped by period.
//!
//! Up to eight series stand in one plot, each with a look of its own; more of them have a small plot each, with the same
//! scale.

use super::axis;
use super::legend::{self, Entry, Sample, entry};
use super::look::{self, Fill, LOOKS};
use super::point::{Gap, Point, State};
use super::scale::Scale;
use super::scene::{Anchor, Area, Scene, px};
use super::typeface::{HEADING, SMALL, drawable};
use crate::quantity::{Decimal, NumberStyle};

/// Series of figures over periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// Names of the periods, in order.
    pub periods: Vec<String>,
    /// The series, in order.
    pub series: Vec<Series>,
    /// Whether only whole numbers make sense at the axis.
    pub counts: bool,
}

/// A series of figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Its name in the legend.
    pub name: String,
    /// One figure for each period.
    pub points: Vec<Point>,
}

impl Columns {
    /// Returns whether every series has a figure for every period.
    pub(super) fn is_whole(&self) -> bool {
        let periods = self.periods.len();
        self.series
            .iter()
            .all(|series| series.points.len() == periods)
    }
}

/// Height of a plot.
const TALL: i32 = px(180);
/// Height of one of many plots.
const SMALL_TALL: i32 = px(78);
/// Widest column.
const WIDEST: i32 = px(56);

/// What all plots of a chart share.
struct Style<'c> {
    scale: Scale,
    numbers: &'c NumberStyle,
    periods: Vec<&'c str>,
    /// Width of a column with its share of the gap beside it.
    pitch: i32,
    /// Whether each column has its figure above it.
    figures: bool,
    /// Whether gaps are marked with letters.
    letters: bool,
}

/// Lays columns out.
pub(super) fn scene(columns: &Columns, unit: &str, numbers: &NumberStyle) -> Scene {
    let mut scene = Scene::new(px(super::WIDTH));
    let points: Vec<&Point> = columns
        .series
        .iter()
        .flat_map(|series| &series.points)
        .collect();
    let most = points.iter().filter_map(|point| point.top()).max();
    let scale = Scale::upto(most.unwrap_or_default(), columns.counts);
    let gutter = axis::gutter(&scale, numbers);
    let many = columns.series.len() > LOOKS.len();
    let across = match columns.series.len() {
        _ if !many => 1,
        ..=12 => 3,
        13..=20 => 4,
        _ => 5,
    };
    let top = axis::unit(&mut scene, 0, unit) + px(if many { 4 } else { 12 });
    let room = (scene.width - gutter - px(12) * (across - 1)) / across;
    let beside = if many { 1 } else { columns.series.len() };
    let slots = i32::try_from((columns.periods.len() * (beside + 1)).max(1)).unwrap_or(i32::MAX);
    // Beside the columns of a period there is room for one more, at most.
    let pitch = (room / slots.max(1)).clamp(1, WIDEST);
    let texts = points.iter().filter_map(|point| figure(point, numbers));
    let figures = texts
        .map(|text| SMALL.width(&text))
        .all(|width| width + px(2) <= pitch);
    let gaps = legend::gaps(points.iter().copied());
    let letters = gaps
        .iter()
        .all(|gap| SMALL.width(gap.mark()) + px(2) <= pitch);
    let style = Style {
        scale,
        numbers,
        periods: columns.periods.iter().map(|name| &**name).collect(),
        pitch,
        figures,
        letters,
    };
    let bottom = if many {
        small_plots(&mut scene, columns, &style, (gutter, top, room, across))
    } else {
        let top = top + if figures { px(6) } else { 0 };
        let area = Area {
            left: gutter,
            top,
            right: scene.width,
            bottom: top + TALL,
        };
        let series: Vec<(usize, &Series)> = columns.series.iter().enumerate().collect();
        plot(&mut scene, area, &series, &style, true)
    };
    let entries = entries(columns, &points, &gaps, many, letters);
    scene.height = legend::draw(&mut scene, bottom + px(10), &entries) + px(2);
    scene
}

fn small_plots(
    scene: &mut Scene,
    columns: &Columns,
    style: &Style<'_>,
    (gutter, top, room, across): (i32, i32, i32, i32),
) -> i32 {
    let mut bottom = top;
    let (mut row, mut column) = (top, 0);
    let above = if style.figures { SMALL.leading() } else { 0 };
    for series in &columns.series {
        let left = gutter + column * (room + px(12));
        let mut line = row + HEADING.ascent();
        for text in HEADING.wrapped(&drawable(&series.name), room, 2) {
            scene.text((left, line), Anchor::Start, HEADING, &text);
            line += HEADING.leading();
        }
        let upper = row + 2 * HEADING.leading() + px(4) + above;
        let area = Area {
            left,
            top: upper,
            right: left + room,
            bottom: upper + SMALL_TALL,
        };
        bottom = plot(scene, area, &[(0, series)], style, column == 0);
        column += 1;
        if column == across {
            column = 0;
            row = bottom + px(10);
        }
    }
    bottom
}

/// Draws one plot; returns its lower edge.
fn plot(
    scene: &mut Scene,
    area: Area,
    series: &[(usize, &Series)],
    style: &Style<'_>,
    written: bool,
) -> i32 {
    axis::amounts(scene, area, &style.scale, style.numbers, written);
    let periods = i32::try_from(style.periods.len().max(1)).unwrap_or(i32::MAX);
    let beside = i32::try_from(series.len()).unwrap_or(i32::MAX);
    let centre = |at: usize| {
        let at = i32::try_from(at).unwrap_or(i32::MAX);
        area.left + area.width() * (2 * at + 1) / (2 * periods)
    };
    for (number, (look, series)) in (0..).zip(series) {
        for (at, point) in series.points.iter().enumerate() {
            let first = centre(at) - style.pitch * beside / 2;
            let left = first + style.pitch * number;
            column(scene, area, left, point, (style, look::of(*look)));
        }
    }
    let names: Vec<(i32, &str)> = style
        .periods
        .iter()
        .enumerate()
        .map(|(at, name)| (centre(at), *name))
        .collect();
    axis::names(scene, area, &names)
}

fn column(
    scene: &mut Scene,
    area: Area,
    left: i32,
    point: &Point,
    (style, look): (&Style<'_>, look::Look),
) {
    let inset = (style.pitch / 20).min(px(2));
    let upto = |amount: Decimal| area.bottom - style.scale.reach(amount, area.height());
    let between = |low: Decimal, high: Decimal| Area {
        left: left + inset,
        top: upto(high),
        right: left + style.pitch - inset,
        bottom: upto(low),
    };
    let middle = left + style.pitch / 2;
    match point {
        Point::Amount { amount, state } => {
            let fill = fill(*state, look);
            scene.fill(between(Decimal::ZERO, *amount), fill);
        }
        Point::Between { low, high } => {
            scene.fill(between(Decimal::ZERO, *low), Fill::Series(look));
            scene.fill(between(*low, *high), Fill::Possible);
        }
        Point::Gap(gap) => legend::gap(scene, (middle, area.bottom), *gap, style.letters),
    }
    if let (true, Some(text), Some(top)) =
        (style.figures, figure(point, style.numbers), point.top())
    {
        let line = upto(top) - SMALL.descent() - px(2);
        scene.text((middle, line), Anchor::Middle, SMALL, &text);
    }
}

/// Returns the fill of a figure.
pub(super) fn fill(state: State, look: look::Look) -> Fill {
    match state {
        State::Final => Fill::Series(look),
        State::Provisional => Fill::Provisional(look),
        State::Partial => Fill::Partial(look),
    }
}

/// Returns what is written at a column.
fn figure(point: &Point, numbers: &NumberStyle) -> Option<String> {
    let text = |amount: Decimal| numbers.amount(amount, 2);
    match point {
        Point::Amount { amount, state } if *state == State::Partial => {
            Some(format!("≥\u{a0}{}", text(*amount)))
        }
        Point::Amount { amount, .. } => Some(text(*amount)),
        Point::Between { low, high } => Some(format!("{}–{}", text(*low), text(*high))),
        Point::Gap(_) => None,
    }
}

fn entries(
    columns: &Columns,
    points: &[&Point],
    gaps: &[Gap],
    many: bool,
    letters: bool,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    if !many && columns.series.len() > 1 {
        let named = columns.series.iter().enumerate();
        entries.extend(named.map(|(at, series)| {
            entry(
                Sample::Fill(Fill::Series(look::of(at))),
                series.name.clone(),
            )
        }));
    }
    entries.extend(states(points, look::of(0)));
    entries.extend(legend::of_gaps(gaps, letters));
    entries
}

/// Returns what explains the states of figures.
pub(super) fn states(points: &[&Point], look: look::Look) -> Vec<Entry> {
    let mut entries = Vec::new();
    if legend::any(points, State::Provisional) {
        let sample = Sample::Fill(Fill::Provisional(look));
        entries.push(entry(sample, "provisional"));
    }
    if legend::any(points, State::Partial) {
        let sample = Sample::Fill(Fill::Partial(look));
        entries.push(entry(sample, "at least: a part was not reported"));
    }
    let open = |point: &&Point| matches!(point, Point::Between { .. });
    if points.iter().any(open) {
        let sample = Sample::Fill(Fill::Possible);
        entries.push(entry(sample, "up to: only the bounds are known"));
    }
    entries
}
