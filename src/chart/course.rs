//! The use of a budget over the months of the project, beside a plan that is the same each month.

use super::axis;
use super::legend::{self, Entry, Sample, entry};
use super::look::{BLACK, PLAN, USED};
use super::point::{Point, State};
use super::scale::Scale;
use super::scene::{Area, Line, Mark, Scene, Sign, px};
use super::typeface::SMALL;
use crate::quantity::{Decimal, NumberStyle};

/// What was used of a budget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// How many months the project has.
    pub months: u16,
    /// The last months of all its periods.
    pub ends: Vec<u16>,
    /// What was used up to the end of a month.
    pub points: Vec<(u16, Point)>,
    /// The budget.
    pub total: Decimal,
}

impl Course {
    /// Returns whether its months belong to the project and stand in order.
    pub(super) fn is_whole(&self) -> bool {
        let months: Vec<u16> = self.points.iter().map(|(month, _)| *month).collect();
        self.total > Decimal::ZERO
            && months.is_sorted_by(|one, other| one < other)
            && months
                .iter()
                .chain(&self.ends)
                .all(|month| (1..=self.months).contains(month))
    }

    /// Returns what a plan that is the same each month has used up to a month.
    pub fn planned(&self, month: u16) -> Decimal {
        let share = Decimal::from(month).checked_div(Decimal::from(self.months));
        let planned = self.total.checked_mul(Decimal::from(month));
        let planned = planned.and_then(|all| all.checked_div(Decimal::from(self.months)));
        planned.unwrap_or_else(|| {
            self.total
                .checked_mul(share.unwrap_or_default())
                .unwrap_or_default()
        })
    }
}

/// Height of the plot.
const TALL: i32 = px(190);
/// Dashes of the plan.
const DASH: (i32, i32) = (px(7), px(4));

/// Lays the course of a budget out.
pub(super) fn scene(course: &Course, unit: &str, numbers: &NumberStyle) -> Scene {
    let mut scene = Scene::new(px(super::WIDTH));
    let tops = course.points.iter().filter_map(|(_, point)| point.top());
    let most = tops.chain([course.total]).max().unwrap_or_default();
    let scale = Scale::upto(most, false);
    let top = axis::unit(&mut scene, 0, unit) + px(12);
    let plot = Area {
        left: axis::gutter(&scale, numbers),
        top,
        right: scene.width - px(14),
        bottom: top + TALL,
    };
    axis::amounts(&mut scene, plot, &scale, numbers, true);
    let x =
        |month: u16| plot.left + plot.width() * i32::from(month) / i32::from(course.months.max(1));
    let y = |amount: Decimal| plot.bottom - scale.reach(amount, plot.height());
    for month in &course.ends {
        let foot = plot.bottom + px(4);
        scene.line((x(*month), plot.bottom), (x(*month), foot), BLACK, 100);
    }
    let end = course.months;
    let total = y(course.total);
    scene.line((plot.left, total), (plot.right, total), BLACK, 120);
    scene.marks.push(Mark::Line(Line {
        points: vec![(x(0), plot.bottom), (x(end), total)],
        ink: PLAN,
        width: 180,
        dash: Some(DASH),
    }));
    let months: Vec<u16> = course.points.iter().map(|(month, _)| *month).collect();
    let places: Vec<i32> = months.iter().map(|month| x(*month)).collect();
    let wide = SMALL.width("n/s").max(SMALL.width("N/A")) + px(2);
    let letters = places
        .iter()
        .zip(places.iter().skip(1))
        .all(|(one, other)| other - one >= wide)
        && places
            .iter()
            .all(|x| plot.left <= x - wide / 2 && x + wide / 2 <= scene.width);
    used(
        &mut scene,
        course,
        (x(0), plot.bottom),
        letters,
        |at, amount| (x(at), y(amount)),
    );
    let names: Vec<String> = course
        .ends
        .iter()
        .map(|month| format!("M{month}"))
        .collect();
    let names: Vec<(i32, &str)> = course
        .ends
        .iter()
        .zip(&names)
        .map(|(month, name)| (x(*month), name.as_str()))
        .collect();
    let wider = Area {
        right: scene.width,
        ..plot
    };
    let bottom = axis::names(&mut scene, wider, &names);
    let entries = entries(course, unit, numbers, letters);
    scene.height = legend::draw(&mut scene, bottom + px(10), &entries) + px(2);
    scene
}

/// Draws what was used: a line from figure to figure, broken where there is none.
fn used(
    scene: &mut Scene,
    course: &Course,
    origin: (i32, i32),
    letters: bool,
    place: impl Fn(u16, Decimal) -> (i32, i32),
) {
    let mut run = vec![origin];
    let mut signs = Vec::new();
    for (month, point) in &course.points {
        match (point, point.top()) {
            (Point::Gap(gap), _) => {
                stroke(scene, std::mem::take(&mut run));
                let (x, _) = place(*month, Decimal::ZERO);
                legend::gap(scene, (x, origin.1), *gap, letters);
            }
            (_, Some(amount)) => {
                let (x, y) = place(*month, amount);
                run.push((x, y));
                signs.push(Mark::Marker {
                    x,
                    y,
                    sign: sign(point),
                });
            }
            (_, None) => {}
        }
    }
    stroke(scene, run);
    scene.marks.extend(signs);
}

fn stroke(scene: &mut Scene, points: Vec<(i32, i32)>) {
    if points.len() > 1 {
        scene.marks.push(Mark::Line(Line {
            points,
            ink: USED,
            width: 220,
            dash: None,
        }));
    }
}

fn sign(point: &Point) -> Sign {
    match point {
        Point::Amount { state, .. } => match state {
            State::Final => Sign::Full,
            State::Provisional => Sign::Hollow,
            State::Partial => Sign::Up,
        },
        Point::Between { .. } => Sign::Hollow,
        Point::Gap(_) => Sign::Cross,
    }
}

fn entries(course: &Course, unit: &str, numbers: &NumberStyle, letters: bool) -> Vec<Entry> {
    let points: Vec<&Point> = course.points.iter().map(|(_, point)| point).collect();
    let line = |ink, width, dash, sign| Sample::Line {
        ink,
        width,
        dash,
        sign,
    };
    let mut last = course.points.iter().rev();
    let last = last.find_map(|(month, point)| Some((*month, point.top()?)));
    let mut entries = Vec::new();
    if let Some((month, amount)) = last {
        let used = numbers.amount(amount, 2);
        let planned = numbers.amount(course.planned(month), 0);
        entries.push(entry(
            line(USED, 220, None, Some(Sign::Full)),
            format!("used: {used} {unit} by M{month}"),
        ));
        entries.push(entry(
            line(PLAN, 180, Some(DASH), None),
            format!("linear plan: {planned} {unit} by M{month}"),
        ));
    }
    let total = numbers.amount(course.total, 2);
    entries.push(entry(
        line(BLACK, 120, None, None),
        format!("budget: {total} {unit}"),
    ));
    if legend::any(&points, State::Provisional) {
        entries.push(entry(Sample::Sign(Sign::Hollow), "provisional"));
    }
    if legend::any(&points, State::Partial) {
        let words = "at least: a part was not reported";
        entries.push(entry(Sample::Sign(Sign::Up), words));
    }
    let gaps = legend::gaps(points.iter().copied());
    entries.extend(legend::of_gaps(&gaps, letters));
    entries
}
