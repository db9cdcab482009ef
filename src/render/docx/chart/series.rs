//! The series of a chart that Word draws, in looks that can be told apart without colour.

use crate::chart::{Pattern, look};
use crate::quantity::Decimal;

use super::super::xml::Xml;
use super::axes::Axes;
use super::grid::{Column, Grid, Names, head};

/// Writes a series of columns or bars.
pub(super) fn bars(xml: &mut Xml, grid: &Grid, at: usize, axes: &Axes) {
    let Some(column) = grid.columns.get(at) else {
        return;
    };
    xml.inside("c:ser", &[], |xml| {
        begin(xml, column, at);
        xml.inside("c:spPr", &[], |xml| fill(xml, at, false));
        xml.val_of("c:invertIfNegative", "0");
        for point in &column.open {
            xml.inside("c:dPt", &[], |xml| {
                xml.val_of("c:idx", &point.to_string());
                xml.val_of("c:invertIfNegative", "0");
                xml.val_of("c:bubble3D", "0");
                xml.inside("c:spPr", &[], |xml| fill(xml, at, true));
            });
        }
        if let Some(format) = axes.label {
            labels(xml, format);
        }
        xml.inside("c:cat", &[], |xml| names(xml, grid));
        xml.inside("c:val", &[], |xml| figures(xml, grid, at, axes.format));
    });
}

/// Writes a line over months: what was used, the plan, or the budget.
pub(super) fn line(xml: &mut Xml, grid: &Grid, at: usize) {
    let Some(column) = grid.columns.get(at) else {
        return;
    };
    let (colour, width, dash, marker) = match at {
        0 => ("1F4E79", "28575", "solid", "square"),
        1 => ("6B6B6B", "19050", "dash", "none"),
        _ => ("222222", "12700", "solid", "none"),
    };
    xml.inside("c:ser", &[], |xml| {
        begin(xml, column, at);
        xml.inside("c:spPr", &[], |xml| {
            xml.inside("a:ln", &[("w", width)], |xml| {
                solid(xml, colour);
                xml.empty("a:prstDash", &[("val", dash)]);
            });
        });
        xml.inside("c:marker", &[], |xml| {
            xml.val_of("c:symbol", marker);
            if marker != "none" {
                xml.val_of("c:size", "7");
                xml.inside("c:spPr", &[], |xml| solid(xml, colour));
            }
        });
        xml.inside("c:xVal", &[], |xml| names(xml, grid));
        let format = if grid.is_whole() { "#,##0" } else { "#,##0.0" };
        xml.inside("c:yVal", &[], |xml| figures(xml, grid, at, format));
        xml.val_of("c:smooth", "0");
    });
}

fn begin(xml: &mut Xml, column: &Column, at: usize) {
    let number = at.to_string();
    xml.val_of("c:idx", &number);
    xml.val_of("c:order", &number);
    xml.inside("c:tx", &[], |xml| {
        xml.inside("c:strRef", &[], |xml| {
            xml.leaf("c:f", &[], &head(at + 1));
            xml.inside("c:strCache", &[], |xml| {
                xml.val_of("c:ptCount", "1");
                xml.inside("c:pt", &[("idx", "0")], |xml| {
                    xml.leaf("c:v", &[], &column.name);
                });
            });
        });
    });
}

fn fill(xml: &mut Xml, at: usize, open: bool) {
    let look = look(at);
    let pattern = match (open, look.pattern) {
        (true, _) => Some("wdUpDiag"),
        (false, Pattern::Plain) => None,
        (false, Pattern::Rows) => Some("dkHorz"),
        (false, Pattern::Stripes) => Some("dkVert"),
        (false, Pattern::Grid) => Some("smGrid"),
    };
    match pattern {
        None => solid(xml, look.ground.0),
        Some(pattern) => {
            let lines = if open && look.lines.0 != "ffffff" {
                "222222"
            } else {
                look.lines.0
            };
            xml.inside("a:pattFill", &[("prst", pattern)], |xml| {
                for (name, colour) in [("a:fgClr", lines), ("a:bgClr", look.ground.0)] {
                    xml.inside(name, &[], |xml| {
                        xml.empty("a:srgbClr", &[("val", &colour.to_uppercase())]);
                    });
                }
            });
        }
    }
    xml.inside("a:ln", &[("w", "9525")], |xml| solid(xml, "222222"));
}

fn solid(xml: &mut Xml, colour: &str) {
    xml.inside("a:solidFill", &[], |xml| {
        xml.empty("a:srgbClr", &[("val", &colour.to_uppercase())]);
    });
}

fn labels(xml: &mut Xml, format: &str) {
    xml.inside("c:dLbls", &[], |xml| {
        xml.empty("c:numFmt", &[("formatCode", format), ("sourceLinked", "0")]);
        xml.val_of("c:dLblPos", "outEnd");
        for (name, shown) in [
            ("c:showLegendKey", "0"),
            ("c:showVal", "1"),
            ("c:showCatName", "0"),
            ("c:showSerName", "0"),
            ("c:showPercent", "0"),
            ("c:showBubbleSize", "0"),
        ] {
            xml.val_of(name, shown);
        }
    });
}

fn names(xml: &mut Xml, grid: &Grid) {
    let count = grid.names.len().to_string();
    match &grid.names {
        Names::Words(words) => xml.inside("c:strRef", &[], |xml| {
            xml.leaf("c:f", &[], &grid.range(0));
            xml.inside("c:strCache", &[], |xml| {
                xml.val_of("c:ptCount", &count);
                for (at, word) in words.iter().enumerate() {
                    xml.inside("c:pt", &[("idx", &at.to_string())], |xml| {
                        xml.leaf("c:v", &[], word);
                    });
                }
            });
        }),
        Names::Months(months) => xml.inside("c:numRef", &[], |xml| {
            xml.leaf("c:f", &[], &grid.range(0));
            xml.inside("c:numCache", &[], |xml| {
                xml.leaf("c:formatCode", &[], "General");
                let months = months.iter().map(|month| Some(Decimal::from(*month)));
                points(xml, &months.collect::<Vec<_>>());
            });
        }),
    }
}

fn figures(xml: &mut Xml, grid: &Grid, at: usize, format: &str) {
    let cells = grid.columns.get(at).map(|column| &column.cells[..]);
    xml.inside("c:numRef", &[], |xml| {
        xml.leaf("c:f", &[], &grid.range(at + 1));
        xml.inside("c:numCache", &[], |xml| {
            xml.leaf("c:formatCode", &[], format);
            points(xml, cells.unwrap_or_default());
        });
    });
}

fn points(xml: &mut Xml, cells: &[Option<Decimal>]) {
    xml.val_of("c:ptCount", &cells.len().to_string());
    for (at, cell) in cells.iter().enumerate() {
        if let Some(cell) = cell {
            xml.inside("c:pt", &[("idx", &at.to_string())], |xml| {
                xml.leaf("c:v", &[], &cell.normalize().to_string());
            });
        }
    }
}
