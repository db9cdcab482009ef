//! A scene as SVG: small, without ids, readable by people.

use std::fmt::Write as _;

use super::look::{BLACK, Fill, Ink, Look, Pattern, USED, WHITE};
use super::scene::{Anchor, Area, Line, Mark, Scene, Sign, Text};
use super::typeface::{ALIKE, FAMILY, Weight};

/// Distance between the lines of a pattern.
const SPACING: i32 = 400;
/// Distance between slanted lines, along an edge.
const SLANT: i32 = 500;
/// Half the width of a marker.
const HALF: i32 = 350;

/// Writes a scene.
pub(super) fn write(scene: &Scene) -> String {
    let [width, height] = [scene.width, scene.height].map(number);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" font-family=\"{FAMILY}, {ALIKE}\" fill=\"#{}\">\n<rect width=\"{width}\" height=\"{height}\" \
         fill=\"#{}\"/>\n",
        BLACK.0, WHITE.0
    );
    for mark in &scene.marks {
        let written = match mark {
            Mark::Box { area, fill } => filled(&mut out, *area, *fill),
            Mark::Line(line) => stroked(&mut out, line),
            Mark::Marker { x, y, sign } => marker(&mut out, (*x, *y), *sign),
            Mark::Text(text) => text_of(&mut out, text),
        };
        written.expect("a String takes everything");
    }
    out.push_str("</svg>\n");
    out
}

type Written = std::fmt::Result;

fn filled(out: &mut String, area: Area, fill: Fill) -> Written {
    let ground = match fill {
        Fill::Series(look) | Fill::Provisional(look) | Fill::Partial(look) => look.ground,
        Fill::Possible => WHITE,
    };
    let dash = match fill {
        Fill::Series(_) | Fill::Provisional(_) | Fill::Partial(_) => "",
        Fill::Possible => " stroke-dasharray=\"3 2\"",
    };
    let [x, y, width, height] = [area.left, area.top, area.width(), area.height()].map(number);
    writeln!(
        out,
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"#{}\" stroke=\"#{}\" \
         stroke-width=\"0.8\"{dash}/>",
        ground.0, BLACK.0
    )?;
    match fill {
        Fill::Series(look) => pattern(out, area, look),
        Fill::Provisional(look) | Fill::Partial(look) => {
            let light = look.lines.0 != WHITE.0;
            let ink = if light { BLACK } else { WHITE };
            path(
                out,
                &slanted(area, matches!(fill, Fill::Partial(_))),
                ink,
                "1.4",
            )
        }
        Fill::Possible => Ok(()),
    }
}

fn pattern(out: &mut String, area: Area, look: Look) -> Written {
    let mut lines = String::new();
    if matches!(look.pattern, Pattern::Rows | Pattern::Grid) {
        let width = number(area.width());
        for y in inner(area.top, area.bottom) {
            write!(lines, "M{} {}h{width}", number(area.left), number(y))?;
        }
    }
    if matches!(look.pattern, Pattern::Stripes | Pattern::Grid) {
        let height = number(area.height());
        for x in inner(area.left, area.right) {
            write!(lines, "M{} {}v{height}", number(x), number(area.top))?;
        }
    }
    path(out, &lines, look.lines, "1.2")
}

/// Returns the places of the lines of a pattern, from the lower end on, so that a high column and a low one agree.
fn inner(from: i32, to: i32) -> impl Iterator<Item = i32> {
    (1..)
        .map(move |at| to - at * SPACING)
        .take_while(move |place| *place > from)
}

/// Returns lines that rise from left to right, or fall.
fn slanted(area: Area, falling: bool) -> String {
    let mut lines = String::new();
    let mut sum = area.left + area.top + SLANT;
    while sum < area.right + area.bottom {
        let from = (
            area.left.max(sum - area.bottom),
            area.bottom.min(sum - area.left),
        );
        let to = (
            area.right.min(sum - area.top),
            area.top.max(sum - area.right),
        );
        let turned = |x: i32| {
            if falling {
                area.left + area.right - x
            } else {
                x
            }
        };
        let [x, y, right, upper] = [turned(from.0), from.1, turned(to.0), to.1].map(number);
        write!(lines, "M{x} {y}L{right} {upper}").expect("a String takes everything");
        sum += SLANT;
    }
    lines
}

fn path(out: &mut String, lines: &str, ink: Ink, width: &str) -> Written {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<path d=\"{lines}\" stroke=\"#{}\" stroke-width=\"{width}\"/>",
        ink.0
    )
}

fn stroked(out: &mut String, line: &Line) -> Written {
    let points: Vec<String> = line
        .points
        .iter()
        .map(|(x, y)| format!("{} {}", number(*x), number(*y)))
        .collect();
    let dash = line
        .dash
        .map(|(dash, gap)| format!(" stroke-dasharray=\"{} {}\"", number(dash), number(gap)));
    writeln!(
        out,
        "<path d=\"M{}\" fill=\"none\" stroke=\"#{}\" stroke-width=\"{}\"{}/>",
        points.join("L"),
        line.ink.0,
        number(line.width),
        dash.unwrap_or_default()
    )
}

fn marker(out: &mut String, (x, y): (i32, i32), sign: Sign) -> Written {
    let [left, top, right, bottom] = [x - HALF, y - HALF, x + HALF, y + HALF].map(number);
    let (lines, ink, ground) = match sign {
        Sign::Full => (
            format!("M{left} {top}H{right}V{bottom}H{left}Z"),
            USED,
            USED,
        ),
        Sign::Hollow => (
            format!("M{left} {top}H{right}V{bottom}H{left}Z"),
            USED,
            WHITE,
        ),
        Sign::Up => {
            let middle = number(x);
            (
                format!("M{left} {bottom}L{middle} {top}L{right} {bottom}Z"),
                USED,
                WHITE,
            )
        }
        Sign::Cross => (
            format!("M{left} {top}L{right} {bottom}M{left} {bottom}L{right} {top}"),
            BLACK,
            WHITE,
        ),
    };
    writeln!(
        out,
        "<path d=\"{lines}\" fill=\"#{}\" stroke=\"#{}\" stroke-width=\"1.5\"/>",
        ground.0, ink.0
    )
}

fn text_of(out: &mut String, text: &Text) -> Written {
    let anchor = match text.anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let weight = match text.face.weight {
        Weight::Regular => "",
        Weight::Bold => " font-weight=\"bold\"",
    };
    writeln!(
        out,
        "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{anchor}{weight}>{}</text>",
        number(text.x),
        number(text.y),
        number(text.face.size),
        escaped(&text.content)
    )
}

/// Returns hundredths as a number with at most two decimals.
fn number(hundredths: i32) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let size = hundredths.unsigned_abs();
    let (whole, rest) = (size / 100, size % 100);
    match rest {
        0 => format!("{sign}{whole}"),
        rest if rest % 10 == 0 => format!("{sign}{whole}.{}", rest / 10),
        rest => format!("{sign}{whole}.{rest:02}"),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::{escaped, number, slanted};
    use crate::chart::Area;

    #[test]
    fn numbers_are_short() {
        let texts = [0, 5, 50, 105, -1250, 64_000].map(number);
        assert_eq!(texts, ["0", "0.05", "0.5", "1.05", "-12.5", "640"]);
        assert_eq!(escaped("<a & b>"), "&lt;a &amp; b&gt;");
    }

    #[test]
    fn slanted_lines_stay_within_their_box() {
        let area = Area {
            left: 1000,
            top: 2000,
            right: 3000,
            bottom: 2600,
        };
        let lines = slanted(area, false);
        assert!(lines.starts_with("M10 25L15 20"), "{lines}");
        let lines = lines + &slanted(area, true);
        for pair in lines.split(['M', 'L']).filter(|pair| !pair.is_empty()) {
            let (x, y) = pair.split_once(' ').unwrap();
            let [x, y]: [f64; 2] = [x, y].map(|text| text.parse().unwrap());
            assert!((10.0..=30.0).contains(&x) && (20.0..=26.0).contains(&y));
        }
    }
}
