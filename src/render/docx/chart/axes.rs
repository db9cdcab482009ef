//! The axes of a chart that Word draws.

use crate::chart::{Body, Chart, Point};
use crate::quantity::Decimal;

use super::super::xml::Xml;
use super::grid::Grid;

/// Numbers by which the parts of a chart refer to its axes.
const IDS: [&str; 2] = ["111111111", "222222222"];

/// The two axes.
pub(super) struct Axes {
    unit: String,
    shape: Shape,
    pub(super) format: &'static str,
    /// How marked amounts are printed; among large ones no decimals are needed.
    marked: &'static str,
    /// What is written at bars.
    pub(super) label: Option<&'static str>,
}

#[derive(PartialEq, Eq)]
enum Shape {
    Upright,
    Lying,
    Months(u16),
}

/// Most figures that are written at their columns.
const LABELLED: usize = 16;

impl Axes {
    /// Returns the axes of a chart.
    pub(super) fn of(chart: &Chart, grid: &Grid) -> Self {
        let format = if grid.is_whole() { "#,##0" } else { "#,##0.0" };
        let most = chart.points().into_iter().filter_map(Point::top).max();
        let large = most > Some(Decimal::from(20));
        let marked = if large { "#,##0" } else { format };
        let shape = match chart.body() {
            Body::Columns(_) => Shape::Upright,
            Body::Bars(_) => Shape::Lying,
            Body::Course(course) => Shape::Months(course.months),
        };
        let few = grid.columns.len() * grid.names.len() <= LABELLED;
        let label = (shape == Shape::Lying || few).then_some(format);
        Self {
            unit: chart.unit().to_owned(),
            shape,
            format,
            marked,
            label,
        }
    }

    /// Writes the axes.
    pub(super) fn write(&self, xml: &mut Xml) {
        match self.shape {
            Shape::Upright => self.names(xml, "b", "minMax"),
            Shape::Lying => self.names(xml, "l", "maxMin"),
            Shape::Months(months) => Self::months(xml, months),
        }
        let place = if self.shape == Shape::Lying { "t" } else { "l" };
        xml.inside("c:valAx", &[], |xml| {
            scaled(xml, IDS[1], "minMax", Some("0"), None);
            xml.val_of("c:axPos", place);
            xml.inside("c:majorGridlines", &[], |xml| outline(xml, "D5D5D5"));
            title(xml, &self.unit);
            number_format(xml, self.marked);
            xml.val_of("c:majorTickMark", "none");
            xml.val_of("c:minorTickMark", "none");
            xml.val_of("c:tickLblPos", "nextTo");
            xml.val_of("c:crossAx", IDS[0]);
            xml.val_of("c:crosses", "autoZero");
            if !matches!(self.shape, Shape::Months(_)) {
                xml.val_of("c:crossBetween", "between");
            }
        });
    }

    fn names(&self, xml: &mut Xml, place: &str, order: &str) {
        xml.inside("c:catAx", &[], |xml| {
            scaled(xml, IDS[0], order, None, None);
            xml.val_of("c:axPos", place);
            number_format(xml, "General");
            xml.val_of("c:majorTickMark", "none");
            xml.val_of("c:minorTickMark", "none");
            xml.val_of("c:tickLblPos", "nextTo");
            outline(xml, "222222");
            xml.val_of("c:crossAx", IDS[1]);
            xml.val_of("c:crosses", "autoZero");
            if self.shape == Shape::Lying {
                xml.val_of("c:tickLblSkip", "1");
            }
            xml.val_of("c:noMultiLvlLbl", "1");
        });
    }

    fn months(xml: &mut Xml, months: u16) {
        xml.inside("c:valAx", &[], |xml| {
            scaled(xml, IDS[0], "minMax", Some("0"), Some(&months.to_string()));
            xml.val_of("c:axPos", "b");
            title(xml, "project month");
            number_format(xml, "\"M\"0");
            xml.val_of("c:majorTickMark", "out");
            xml.val_of("c:minorTickMark", "none");
            xml.val_of("c:tickLblPos", "nextTo");
            outline(xml, "222222");
            xml.val_of("c:crossAx", IDS[1]);
            xml.val_of("c:crosses", "autoZero");
            xml.val_of("c:crossBetween", "midCat");
            let step = if months.is_multiple_of(6) { "6" } else { "12" };
            xml.val_of("c:majorUnit", step);
        });
    }
}

/// Refers to the axes.
pub(super) fn refer(xml: &mut Xml) {
    for id in IDS {
        xml.val_of("c:axId", id);
    }
}

fn scaled(xml: &mut Xml, id: &str, order: &str, least: Option<&str>, most: Option<&str>) {
    xml.val_of("c:axId", id);
    xml.inside("c:scaling", &[], |xml| {
        xml.val_of("c:orientation", order);
        if let Some(most) = most {
            xml.val_of("c:max", most);
        }
        if let Some(least) = least {
            xml.val_of("c:min", least);
        }
    });
    xml.val_of("c:delete", "0");
}

fn number_format(xml: &mut Xml, format: &str) {
    xml.empty("c:numFmt", &[("formatCode", format), ("sourceLinked", "0")]);
}

/// Writes the look of a line.
pub(super) fn outline(xml: &mut Xml, colour: &str) {
    xml.inside("c:spPr", &[], |xml| {
        xml.inside("a:ln", &[("w", "9525")], |xml| {
            xml.inside("a:solidFill", &[], |xml| {
                xml.empty("a:srgbClr", &[("val", colour)]);
            });
        });
    });
}

fn title(xml: &mut Xml, words: &str) {
    xml.inside("c:title", &[], |xml| {
        xml.inside("c:tx", &[], |xml| {
            xml.inside("c:rich", &[], |xml| {
                xml.empty("a:bodyPr", &[]);
                xml.inside("a:p", &[], |xml| {
                    xml.inside("a:pPr", &[], |xml| {
                        xml.empty("a:defRPr", &[("sz", "900"), ("b", "0")]);
                    });
                    xml.inside("a:r", &[], |xml| {
                        xml.empty("a:rPr", &[("lang", "en-GB"), ("sz", "900"), ("b", "0")]);
                        xml.leaf("a:t", &[], words);
                    });
                });
            });
        });
        xml.val_of("c:overlay", "0");
    });
}
