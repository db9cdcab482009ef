//! Charts that Word can edit: `DrawingML` with the workbook of their figures.

mod axes;
mod grid;
mod series;
mod workbook;

use crate::chart::Body;
use crate::layout::document::{Figure, Properties};

use super::xml::Xml;
use axes::Axes;
use grid::Grid;

/// Content type of a chart.
pub(super) const CONTENT: &str =
    "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
/// Content type of a workbook.
pub(super) const WORKBOOK: &str =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const NAMESPACES: &[(&str, &str)] = &[
    (
        "xmlns:c",
        "http://schemas.openxmlformats.org/drawingml/2006/chart",
    ),
    (
        "xmlns:a",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
    (
        "xmlns:r",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
];

/// The two parts of a chart.
pub(super) struct Parts {
    pub(super) chart: Vec<u8>,
    pub(super) workbook: Vec<u8>,
}

/// Writes a chart and its workbook.
///
/// # Errors
///
/// Fails only when the workbook cannot be packed.
pub(super) fn parts(figure: &Figure, properties: &Properties) -> anyhow::Result<Parts> {
    let grid = Grid::of(&figure.chart);
    let axes = Axes::of(&figure.chart, &grid);
    let mut xml = Xml::part();
    xml.inside("c:chartSpace", NAMESPACES, |xml| {
        xml.val_of("c:roundedCorners", "0");
        xml.inside("c:chart", &[], |xml| {
            xml.val_of("c:autoTitleDeleted", "1");
            xml.inside("c:plotArea", &[], |xml| {
                xml.empty("c:layout", &[]);
                plot(xml, figure.chart.body(), &grid, &axes);
                axes.write(xml);
            });
            if grid.columns.len() > 1 {
                xml.inside("c:legend", &[], |xml| {
                    xml.val_of("c:legendPos", "b");
                    xml.val_of("c:overlay", "0");
                });
            }
            xml.val_of("c:plotVisOnly", "1");
            // What is not there is a gap, never a zero.
            xml.val_of("c:dispBlanksAs", "gap");
        });
        xml.inside("c:spPr", &[], |xml| {
            xml.inside("a:ln", &[], |xml| xml.empty("a:noFill", &[]));
        });
        text_size(xml);
        xml.inside("c:externalData", &[("r:id", "rId1")], |xml| {
            xml.val_of("c:autoUpdate", "0");
        });
    });
    Ok(Parts {
        chart: xml.finish(),
        workbook: workbook::write(&grid, properties)?,
    })
}

fn plot(xml: &mut Xml, body: &Body, grid: &Grid, axes: &Axes) {
    match body {
        Body::Columns(_) | Body::Bars(_) => xml.inside("c:barChart", &[], |xml| {
            let upright = matches!(body, Body::Columns(_));
            xml.val_of("c:barDir", if upright { "col" } else { "bar" });
            xml.val_of("c:grouping", "clustered");
            xml.val_of("c:varyColors", "0");
            for at in 0..grid.columns.len() {
                series::bars(xml, grid, at, axes);
            }
            xml.val_of("c:gapWidth", "60");
            axes::refer(xml);
        }),
        Body::Course(_) => xml.inside("c:scatterChart", &[], |xml| {
            xml.val_of("c:scatterStyle", "lineMarker");
            xml.val_of("c:varyColors", "0");
            for at in 0..grid.columns.len() {
                series::line(xml, grid, at);
            }
            axes::refer(xml);
        }),
    }
}

/// Writes the size of all text, and its colour.
fn text_size(xml: &mut Xml) {
    xml.inside("c:txPr", &[], |xml| {
        xml.empty("a:bodyPr", &[]);
        xml.inside("a:p", &[], |xml| {
            xml.inside("a:pPr", &[], |xml| {
                xml.inside("a:defRPr", &[("sz", "900")], |xml| {
                    xml.inside("a:solidFill", &[], |xml| {
                        xml.empty("a:srgbClr", &[("val", "222222")]);
                    });
                });
            });
            xml.empty("a:endParaRPr", &[("lang", "en-GB")]);
        });
    });
}
