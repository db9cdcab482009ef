//! Charts: nothing is clipped, nothing overlaps, and the same figures give the same bytes.
#![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

use std::sync::Arc;

use proptest::prelude::*;
use resvg::usvg::{Group as Node, Node as Piece, Options, Tree, fontdb::Database};
use va_report::chart::{
    Bar, Bars, Body, Chart, Columns, Course, Gap, Group, Point, Series, State, svg,
};
use va_report::quantity::{Decimal, NumberStyle};

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn amount(text: &str) -> Point {
    Point::Amount {
        amount: decimal(text),
        state: State::Final,
    }
}

fn chart(body: Body) -> Option<Chart> {
    Chart::new("CPU-h", &NumberStyle::default(), body)
}

fn columns(series: &[(&str, &[Point])]) -> Body {
    let periods = series.first().map_or(0, |(_, points)| points.len());
    Body::Columns(Columns {
        periods: (1..=periods)
            .map(|at| format!("M{}-M{}", 6 * at - 5, 6 * at))
            .collect(),
        series: series
            .iter()
            .map(|(name, points)| Series {
                name: (*name).to_owned(),
                points: points.to_vec(),
            })
            .collect(),
        counts: false,
    })
}

fn course(points: &[(u16, Point)]) -> Body {
    Body::Course(Course {
        months: 36,
        ends: vec![6, 12, 18, 24, 30, 36],
        points: points.to_vec(),
        total: decimal("6000000"),
    })
}

fn names() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z][a-z]{2,12}( [A-Z][a-z–-]{2,12}){0,4}",
        "\\PC{0,200}",
        "[a-zA-Z]{150,200}",
        "[漢字仮名]{1,40}",
        "[\u{5d0}-\u{5ea}\u{627}-\u{64a} ]{1,60}",
        "M[0-9]{1,3}-M[0-9]{1,3}",
    ]
}

fn amounts() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        Just(Decimal::ZERO),
        (0_u32..10_000_000).prop_map(Decimal::from),
        (1_i64..1_000_000, 0_u32..8).prop_map(|(number, scale)| Decimal::new(number, scale)),
        Just(decimal("9999999999999999999999999999")),
        Just(decimal("0.0000000000000000000000000003")),
    ]
}

fn points() -> impl Strategy<Value = Point> {
    let state = prop_oneof![
        4 => Just(State::Final),
        1 => Just(State::Provisional),
        1 => Just(State::Partial),
    ];
    let gap = prop_oneof![
        Just(Gap::NotReported),
        Just(Gap::NotApplicable),
        Just(Gap::NotStarted),
    ];
    prop_oneof![
        6 => (amounts(), state).prop_map(|(amount, state)| Point::Amount { amount, state }),
        1 => (amounts(), amounts()).prop_map(|(one, other)| Point::Between {
            low: one.min(other),
            high: one.max(other),
        }),
        1 => gap.prop_map(Point::Gap),
    ]
}

fn any_columns() -> impl Strategy<Value = Body> {
    let size = prop_oneof![
        3 => (1_usize..=8, 1_usize..=6),
        1 => (1_usize..=30, 1_usize..=60),
    ];
    size.prop_flat_map(|(series, periods)| {
        let one = (names(), prop::collection::vec(points(), periods))
            .prop_map(|(name, points)| Series { name, points });
        let named = prop::collection::vec(names(), periods);
        (named, prop::collection::vec(one, series), any::<bool>()).prop_map(
            |(periods, series, counts)| {
                Body::Columns(Columns {
                    periods,
                    series,
                    counts,
                })
            },
        )
    })
}

fn any_bars() -> impl Strategy<Value = Body> {
    let bar = (names(), points(), "[0-9,.]{1,40} %?").prop_map(|(name, length, label)| Bar {
        name,
        length,
        label,
    });
    let group =
        (names(), prop::collection::vec(bar, 1..=20)).prop_map(|(name, bars)| Group { name, bars });
    prop::collection::vec(group, 1..=3).prop_map(|groups| Body::Bars(Bars { groups }))
}

fn any_course() -> impl Strategy<Value = Body> {
    (1_u16..=600, 1_usize..=60, amounts()).prop_flat_map(|(months, periods, total)| {
        let ends = prop::collection::btree_set(1..=months, 1..=periods.min(usize::from(months)));
        let points = prop::collection::vec(points(), periods);
        (ends, points).prop_map(move |(ends, points)| {
            let ends: Vec<u16> = ends.into_iter().collect();
            Body::Course(Course {
                months,
                points: ends.iter().copied().zip(points).collect(),
                ends,
                total,
            })
        })
    })
}

fn any_chart() -> impl Strategy<Value = Chart> {
    let body = prop_oneof![any_columns(), any_bars(), any_course()];
    let unit = prop_oneof![Just("CPU-h".to_owned()), names()];
    (unit, body).prop_filter_map("nothing to see", |(unit, body)| {
        Chart::new(&unit, &NumberStyle::default(), body)
    })
}

/// Says what is wrong with where texts stand.
fn misplaced(chart: &Chart) -> Option<String> {
    let scene = chart.scene();
    let view = scene.view();
    let (texts, boxes) = (scene.texts(), scene.boxes());
    for (at, (text, area)) in texts.iter().enumerate() {
        if !view.holds(*area) {
            return Some(format!("`{text}` is clipped: {area:?} in {view:?}"));
        }
        let over = texts[at + 1..]
            .iter()
            .find(|(_, other)| area.overlaps(*other));
        if let Some((other, place)) = over {
            return Some(format!("`{text}` {area:?} overlaps `{other}` {place:?}"));
        }
        if let Some(edge) = boxes.iter().find(|edge| area.overlaps(**edge)) {
            return Some(format!("`{text}` {area:?} lies over {edge:?}"));
        }
    }
    let outside = boxes.iter().find(|area| !view.holds(**area));
    outside.map(|area| format!("{area:?} lies outside"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_is_clipped_or_overlaps(chart in any_chart()) {
        let fault = misplaced(&chart);
        prop_assert!(fault.is_none(), "{}", fault.unwrap());
    }
}

/// Returns the room that each text takes when it is drawn, in pixels.
fn drawn(node: &Node, found: &mut Vec<[f32; 2]>) {
    for piece in node.children() {
        match piece {
            Piece::Group(group) => drawn(group, found),
            Piece::Text(text) => {
                let area = text.abs_bounding_box();
                found.push([area.left(), area.right()]);
            }
            _ => {}
        }
    }
}

#[test]
#[expect(clippy::cast_precision_loss, reason = "lengths of a drawing are small")]
fn texts_are_drawn_as_wide_as_they_are_measured() {
    let points = [amount("94656"), amount("393888")];
    let names = [
        "INCD – CPU",
        "Ζεύς Ünïversity of Łódź",
        "Жуковский a\u{301} <&>",
    ];
    let series: Vec<(&str, &[Point])> = names.iter().map(|name| (*name, &points[..])).collect();
    let chart = chart(columns(&series)).unwrap();
    let mut fonts = Database::new();
    for name in ["regular", "bold"] {
        let path = format!(
            "{}/src/chart/font/va-report-sans-{name}.ttf",
            env!("CARGO_MANIFEST_DIR")
        );
        fonts.load_font_data(std::fs::read(path).unwrap());
    }
    let options = Options {
        fontdb: Arc::new(fonts),
        ..Options::default()
    };
    let tree = Tree::from_str(&svg(&chart), &options).unwrap();
    let mut found = Vec::new();
    drawn(tree.root(), &mut found);
    let scene = chart.scene();
    let measured = scene.texts();
    assert_eq!(found.len(), measured.len());
    assert!(found.len() > 12);
    for ([left, right], (text, area)) in found.into_iter().zip(measured) {
        let edges = [area.left, area.right].map(|edge| edge as f32 / 100.0);
        assert!((left - edges[0]).abs() < 0.1, "{text}: {left} {edges:?}");
        assert!((right - edges[1]).abs() < 0.1, "{text}: {right} {edges:?}");
    }
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    let two = [amount("1"), amount("2")];
    assert!(chart(columns(&[("a", &two)])).is_some());
    assert!(chart(columns(&[("a", &two), ("b", &two[..1])])).is_none());
    assert!(chart(columns(&[("a", &[amount("1"), amount("-2")])])).is_none());
    let turned = Point::Between {
        low: decimal("3"),
        high: decimal("2"),
    };
    assert!(chart(columns(&[("a", &[turned])])).is_none());
    // There is nothing to see in zeros and gaps.
    let nothing = [amount("0"), Point::Gap(Gap::NotReported)];
    assert!(chart(columns(&[("a", &nothing)])).is_none());
    assert!(chart(course(&[(12, amount("5")), (6, amount("5"))])).is_none());
    assert!(chart(course(&[(37, amount("5"))])).is_none());
}

#[test]
fn a_gap_is_a_mark_that_is_explained_and_no_column() {
    let points = [amount("7"), Point::Gap(Gap::NotReported)];
    let with_gap = chart(columns(&[("a", &points)])).unwrap().scene();
    let points = [amount("7"), amount("0")];
    let with_zero = chart(columns(&[("a", &points)])).unwrap().scene();
    assert_eq!(with_gap.boxes().len(), with_zero.boxes().len() - 1);
    let texts: Vec<&str> = with_gap.texts().into_iter().map(|(text, _)| text).collect();
    assert_eq!(texts.iter().filter(|text| **text == "n/r").count(), 2);
    assert!(texts.contains(&"not reported"));
    let texts: Vec<&str> = with_zero
        .texts()
        .into_iter()
        .map(|(text, _)| text)
        .collect();
    assert!(!texts.contains(&"n/r"));
}

#[test]
fn a_line_is_broken_where_nothing_is_known() {
    let gap = Point::Gap(Gap::NotReported);
    let lines = |body| {
        svg(&chart(body).unwrap())
            .matches("stroke=\"#1f4e79\" stroke-width=\"2.2\"")
            .count()
    };
    let whole = [
        (6, amount("1")),
        (12, amount("2")),
        (18, amount("3")),
        (24, amount("4")),
    ];
    let broken = [
        (6, amount("1")),
        (12, gap),
        (18, amount("3")),
        (24, amount("4")),
    ];
    // One of the lines is the sample in the legend.
    assert_eq!(lines(course(&whole)), 2);
    assert_eq!(lines(course(&broken)), 3);
}

#[test]
fn more_than_the_budget_fits() {
    let chart = chart(course(&[(6, amount("500000")), (12, amount("11100000"))])).unwrap();
    assert_eq!(misplaced(&chart), None);
    let scene = chart.scene();
    let ticks = scene.texts();
    assert!(
        ticks.iter().any(|(text, _)| *text == "12,500,000"),
        "{ticks:?}"
    );
}

#[test]
fn a_letter_without_a_form_is_a_box_that_is_explained() {
    let series: &[(&str, &[Point])] = &[("漢 cloud", &[amount("7")]), ("b", &[amount("8")])];
    let drawing = svg(&chart(columns(series)).unwrap());
    assert!(drawing.contains(">□ cloud<"), "{drawing}");
    assert!(drawing.contains("stands for a letter"), "{drawing}");
    let series: &[(&str, &[Point])] = &[("a cloud", &[amount("7")]), ("b", &[amount("8")])];
    assert!(!svg(&chart(columns(series)).unwrap()).contains("stands for"));
}

#[test]
fn a_drawing_has_no_ids_and_its_texts_are_escaped() {
    let series: &[(&str, &[Point])] = &[("<script>&\"", &[amount("7")]), ("b", &[amount("8")])];
    let drawing = svg(&chart(columns(series)).unwrap());
    assert!(drawing.contains("&lt;script&gt;&amp;"), "{drawing}");
    for word in [" id=", "<script", "href", "url("] {
        assert!(!drawing.contains(word), "{word}");
    }
}

#[test]
fn a_picture_has_a_table_of_colours_and_its_size_in_print() {
    let points = [amount("94656"), amount("393888")];
    let chart = chart(columns(&[("a", &points), ("b", &points), ("c", &points)])).unwrap();
    let bytes = chart.png().unwrap();
    let decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    let reader = decoder.read_info().unwrap();
    let info = reader.info();
    assert_eq!(info.color_type, png::ColorType::Indexed);
    assert_eq!(info.bit_depth, png::BitDepth::Eight);
    let view = chart.scene().view();
    assert_eq!(info.width, 2000);
    let high = u32::try_from(view.height()).unwrap();
    assert!(
        (high / 32..=high / 32 + 1).contains(&info.height),
        "{}",
        info.height
    );
    let dims = info.pixel_dims.unwrap();
    assert_eq!((dims.xppu, dims.yppu), (11_811, 11_811));
    assert!(bytes.len() < 60_000, "{}", bytes.len());
    assert_eq!(chart.clone().png(), Some(bytes));
    let again =
        va_report::chart::Chart::new("CPU-h", &NumberStyle::default(), chart.body().clone());
    assert_eq!(again.unwrap().png(), Some(bytes));
}
