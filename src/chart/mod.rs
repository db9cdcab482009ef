//! Charts: what is drawn of a project's own figures.
//!
//! A [`Chart`] holds exact figures and words. It is laid out as a [`Scene`] of boxes, lines and texts whose widths are
//! known, which is written as a drawing ([`svg()`]) and painted as a picture ([`Chart::png`]). Both are the same on every
//! machine: the fonts are part of the program.

mod axis;
mod bars;
mod columns;
mod course;
mod legend;
mod look;
mod picture;
mod point;
mod scale;
mod scene;
mod svg;
mod typeface;

use crate::quantity::{Decimal, NumberStyle};

pub use bars::{Bar, Bars, Group};
pub use columns::{Columns, Series};
pub use course::Course;
pub use look::{Ink, Look, Pattern, of as look};
pub use point::{Gap, Point, State};
pub use scene::{Area, Scene};

/// How wide every chart is, in pixels of which 96 make an inch.
pub const WIDTH: i32 = 640;

/// A chart of figures that can be drawn: none is negative, and at least one is more than zero.
#[derive(Debug, Clone)]
pub struct Chart {
    unit: String,
    numbers: NumberStyle,
    body: Body,
    picture: picture::Memo,
}

impl PartialEq for Chart {
    /// Compares what is drawn.
    fn eq(&self, other: &Self) -> bool {
        (&self.unit, &self.numbers, &self.body) == (&other.unit, &other.numbers, &other.body)
    }
}

impl Eq for Chart {}

/// What a chart shows, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Columns side by side, grouped by period.
    Columns(Columns),
    /// Horizontal bars, one for each name.
    Bars(Bars),
    /// The use of a budget over the months of the project, beside its plan.
    Course(Course),
}

impl Chart {
    /// Returns the chart of figures, when they can be drawn and there is something to see.
    pub fn new(unit: &str, numbers: &NumberStyle, body: Body) -> Option<Self> {
        let chart = Self {
            unit: unit.to_owned(),
            numbers: numbers.clone(),
            body,
            picture: picture::Memo::default(),
        };
        let whole = match &chart.body {
            Body::Columns(columns) => columns.is_whole(),
            Body::Bars(_) => true,
            Body::Course(course) => course.is_whole(),
        };
        let points = chart.points();
        let seen = points.iter().any(|point| point.top() > Some(Decimal::ZERO));
        let drawable = points.iter().all(|point| point.is_drawable());
        (whole && seen && drawable).then_some(chart)
    }

    /// Returns what the figures count, such as `CPU-h`.
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// Returns how its numbers are printed.
    pub fn numbers(&self) -> &NumberStyle {
        &self.numbers
    }

    /// Returns what it shows.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// Returns all its figures.
    pub fn points(&self) -> Vec<&Point> {
        match &self.body {
            Body::Columns(columns) => {
                let series = columns.series.iter();
                series.flat_map(|series| &series.points).collect()
            }
            Body::Bars(bars) => bars.all().map(|bar| &bar.length).collect(),
            Body::Course(course) => course.points.iter().map(|(_, point)| point).collect(),
        }
    }

    /// Returns the names that are drawn.
    pub fn names(&self) -> Vec<&str> {
        match &self.body {
            Body::Columns(columns) => {
                let series = columns.series.iter().map(|series| &*series.name);
                series
                    .chain(columns.periods.iter().map(|name| &**name))
                    .collect()
            }
            Body::Bars(bars) => {
                let groups = bars.groups.iter().map(|group| &*group.name);
                groups.chain(bars.all().map(|bar| &*bar.name)).collect()
            }
            Body::Course(_) => Vec::new(),
        }
    }

    /// Lays it out.
    pub fn scene(&self) -> Scene {
        let mut scene = match &self.body {
            Body::Columns(columns) => columns::scene(columns, &self.unit, &self.numbers),
            Body::Bars(bars) => bars::scene(bars, &self.unit),
            Body::Course(course) => course::scene(course, &self.unit, &self.numbers),
        };
        if self.names().into_iter().any(typeface::lacks) {
            legend::remark(
                &mut scene,
                "□ stands for a letter that the font of the charts does not have",
            );
        }
        // A picture of half a pixel would end in a dark line.
        scene.height = (scene.height + 99) / 100 * 100;
        scene
    }
}

/// Returns a chart as a drawing in SVG: self-contained, without ids, so that several can stand in one page.
pub fn svg(chart: &Chart) -> String {
    svg::write(&chart.scene())
}
