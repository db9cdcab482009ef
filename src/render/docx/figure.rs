//! Figures: a picture with its drawing, or a chart that Word can edit, with the caption below.

use crate::chart::WIDTH;
use crate::layout::document::{Block, Document, Figure};

use super::body::paragraph;
use super::ids::control;
use super::package::Package;
use super::table::write_caption;
use super::xml::Xml;
use super::{Charts, Story, chart};

/// Length of a pixel, of which 96 make an inch, in the unit of drawings.
const PIXEL: i64 = 9_525;
/// The highest that a figure may be, so that it stands on a page with its caption.
const HIGHEST: i64 = 8_200_000;

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PLACE: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const SVG: &str = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";

/// Returns the figures of a document, in order.
fn figures(document: &Document) -> impl Iterator<Item = &Figure> {
    document.blocks().filter_map(|block| match block {
        Block::Figure(figure) => Some(figure),
        _ => None,
    })
}

/// Writes a figure and its caption.
pub(super) fn figure(xml: &mut Xml, figure: &Figure, story: &mut Story) {
    paragraph(xml, "Figure", |xml| {
        xml.inside("w:r", &[], |xml| {
            xml.inside("w:drawing", &[], |xml| drawing(xml, figure, story.charts));
        });
    });
    write_caption(xml, &figure.caption, story);
}

fn drawing(xml: &mut Xml, figure: &Figure, charts: Charts) {
    let view = figure.chart.scene().view();
    let high = i64::from(view.height()) * PIXEL / 100;
    let wide = i64::from(WIDTH) * PIXEL;
    let (wide, high) = if high > HIGHEST {
        (wide * HIGHEST / high, HIGHEST)
    } else {
        (wide, high)
    };
    let size = [wide, high].map(|length| length.to_string());
    let [cx, cy] = &size;
    let none = [
        ("distT", "0"),
        ("distB", "0"),
        ("distL", "0"),
        ("distR", "0"),
    ];
    let namespace = [("xmlns:wp", PLACE)];
    xml.inside("wp:inline", &[&namespace[..], &none].concat(), |xml| {
        xml.empty("wp:extent", &[("cx", cx), ("cy", cy)]);
        let id = control(&figure.caption.anchor);
        let named = figure.caption.name();
        let about = [("id", &*id), ("name", &*named), ("descr", &*figure.alt)];
        xml.empty("wp:docPr", &about);
        xml.inside("wp:cNvGraphicFramePr", &[], |xml| {
            xml.empty(
                "a:graphicFrameLocks",
                &[("xmlns:a", DRAWING), ("noChangeAspect", "1")],
            );
        });
        xml.inside("a:graphic", &[("xmlns:a", DRAWING)], |xml| match charts {
            Charts::Image => picture(xml, figure, [cx, cy]),
            Charts::Native => xml.inside("a:graphicData", &[("uri", CHART)], |xml| {
                let id = id_of("chart", figure);
                xml.empty("c:chart", &[("xmlns:c", CHART), ("r:id", &id)]);
            }),
        });
    });
}

fn picture(xml: &mut Xml, figure: &Figure, [cx, cy]: [&str; 2]) {
    xml.inside("a:graphicData", &[("uri", PICTURE)], |xml| {
        xml.inside("pic:pic", &[("xmlns:pic", PICTURE)], |xml| {
            xml.inside("pic:nvPicPr", &[], |xml| {
                let name = format!("{}.png", figure.file());
                xml.empty("pic:cNvPr", &[("id", "0"), ("name", &name)]);
                xml.empty("pic:cNvPicPr", &[]);
            });
            xml.inside("pic:blipFill", &[], |xml| {
                xml.inside("a:blip", &[("r:embed", &id_of("png", figure))], |xml| {
                    xml.inside("a:extLst", &[], |xml| {
                        let uri = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";
                        xml.inside("a:ext", &[("uri", uri)], |xml| {
                            let drawn = id_of("svg", figure);
                            xml.empty("asvg:svgBlip", &[("xmlns:asvg", SVG), ("r:embed", &drawn)]);
                        });
                    });
                });
                xml.inside("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
            });
            xml.inside("pic:spPr", &[], |xml| {
                xml.inside("a:xfrm", &[], |xml| {
                    xml.empty("a:off", &[("x", "0"), ("y", "0")]);
                    xml.empty("a:ext", &[("cx", cx), ("cy", cy)]);
                });
                xml.inside("a:prstGeom", &[("prst", "rect")], |xml| {
                    xml.empty("a:avLst", &[]);
                });
            });
        });
    });
}

fn id_of(kind: &str, figure: &Figure) -> String {
    format!("rId{kind}-{}", figure.file())
}

/// Adds the parts that the figures of a document refer to.
///
/// # Errors
///
/// Fails when memory does not suffice to paint or to pack a chart.
pub(super) fn parts(
    package: &mut Package,
    document: &Document,
    charts: Charts,
) -> anyhow::Result<()> {
    for figure in figures(document) {
        let name = figure.file();
        match charts {
            Charts::Image => {
                let png = figure.chart.png();
                let png = png.ok_or_else(|| anyhow::anyhow!("painting the chart {name}"))?;
                let pictures = [
                    ("png", "image/png", png.to_vec()),
                    (
                        "svg",
                        "image/svg+xml",
                        crate::chart::svg(&figure.chart).into_bytes(),
                    ),
                ];
                for (ending, content, bytes) in pictures {
                    let target = format!("media/{name}.{ending}");
                    package.relate(&id_of(ending, figure), "image", &target, (content, bytes));
                }
            }
            Charts::Native => {
                let made = chart::parts(figure, &document.properties)?;
                let target = format!("charts/{name}.xml");
                package.relate(
                    &id_of("chart", figure),
                    "chart",
                    &target,
                    (chart::CONTENT, made.chart),
                );
                package.related_part(
                    &format!("word/charts/_rels/{name}.xml.rels"),
                    ("package", &format!("../embeddings/{name}.xlsx")),
                    (chart::WORKBOOK, made.workbook),
                );
            }
        }
    }
    Ok(())
}
