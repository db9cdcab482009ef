//! Widths of columns from what stands in them, in thousandths of the table.

use super::document::{Cell, Orientation, Table};
use super::measure::{DENSE, Extent, LANDSCAPE, LOOSE, UPRIGHT};

/// Longest word that a column is made wide for, in thousandths of the height of its letters; a longer one breaks.
const LONG_WORD: u32 = 13_000;
/// Most lines that a line of text is broken into while there is room, and a list of countries, whose columns are many.
const LINES: [u32; 2] = [3, 6];
/// Lines on which a list of countries stands well.
const WELL: u32 = 2;
/// Longest line that a column is made wide for when columns share the room that is left, beside figures and without.
const LONG_LINE: [u32; 2] = [16_000, 26_000];
/// Longest line that a column is made wide for.
const LONGEST: u32 = 26_000;

/// The room that a column needs, in twentieths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Need {
    /// Without breaking a word or growing too many lines.
    least: u32,
    /// To stand on few lines beside the others.
    ideal: u32,
    /// To stand on one line.
    most: u32,
}

impl Need {
    fn of(extent: Extent, figures: bool, longest: u32, dense: bool) -> Self {
        let [em, margins] = if dense { DENSE } else { LOOSE };
        let room = |ems: u32| margins + ems.min(LONGEST) * em / 1000;
        let [texts, lists] = LINES;
        let (most, well) = if figures { (lists, WELL) } else { (texts, 1) };
        let least = room(extent.word.max(extent.line / most).min(LONG_WORD));
        let ideal = room((extent.line / well).min(longest)).max(least);
        Self {
            least,
            ideal,
            most: room(extent.line).max(ideal),
        }
    }
}

/// Returns the sum of the least widths of columns.
fn least(needs: &[Need]) -> u32 {
    needs.iter().map(|need| need.least).sum()
}

/// Returns the page on which columns stand without breaking a word.
fn page(needs: &[Need]) -> Option<Orientation> {
    [
        (UPRIGHT, Orientation::Upright),
        (LANDSCAPE, Orientation::Landscape),
    ]
    .into_iter()
    .find(|(width, _)| least(needs) <= *width)
    .map(|(_, page)| page)
}

/// How a table stands on its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fit {
    /// Shares of its columns in thousandths.
    pub(super) widths: Vec<u16>,
    /// How the page is held that it stands on.
    pub(super) page: Orientation,
}

/// Returns how wide the columns of a table are made, and on which page.
///
/// The last `alike` columns but one are those of the periods and as wide as each other; 0 for a table without periods.
pub(super) fn fit(extents: &[Extent], alike: usize) -> Fit {
    let needs = needs(extents, alike);
    let page = page(&needs).unwrap_or(Orientation::Landscape);
    let width = match page {
        Orientation::Upright => UPRIGHT,
        Orientation::Landscape => LANDSCAPE,
    };
    Fit {
        widths: shares(&needs, width),
        page,
    }
}

/// Returns whether columns stand on some page without breaking a word.
pub(super) fn fits(extents: &[Extent], alike: usize) -> bool {
    page(&needs(extents, alike)).is_some()
}

fn needs(extents: &[Extent], alike: usize) -> Vec<Need> {
    let dense = Table::is_dense(extents.len());
    let [beside, without] = LONG_LINE;
    let longest = if alike > 0 { beside } else { without };
    let last = extents.len().saturating_sub(1);
    let periods = last.saturating_sub(alike.saturating_sub(1))..last;
    let widest = extents.get(periods.clone()).unwrap_or_default();
    let widest = widest.iter().copied().reduce(Extent::max);
    let extents = extents.iter().enumerate();
    let needs = extents.map(|(at, extent)| match widest {
        Some(widest) if periods.contains(&at) => Need::of(widest, true, longest, dense),
        _ => Need::of(*extent, alike > 0 && at == last, longest, dense),
    });
    needs.collect()
}

/// Returns the extents of the columns of a table from its rows and its header.
pub(super) fn extents<'c>(rows: impl IntoIterator<Item = &'c [Cell]>) -> Vec<Extent> {
    let mut extents: Vec<Extent> = Vec::new();
    for row in rows {
        extents.resize(row.len().max(extents.len()), Extent::default());
        for (extent, cell) in extents.iter_mut().zip(row) {
            *extent = extent.max(Extent::of(cell));
        }
    }
    extents
}

/// Returns the widths of a table on an upright page, whatever is broken in it.
pub(super) fn upright<'c>(rows: impl IntoIterator<Item = &'c [Cell]>) -> Vec<u16> {
    shares(&needs(&extents(rows), 0), UPRIGHT)
}

/// Divides a width among columns: each has its least, and the rest goes to those that would stand on fewer lines with
/// more, up to what is ideal first; what none needs is given to all.
fn shares(needs: &[Need], width: u32) -> Vec<u16> {
    let least = least(needs);
    let Some(left) = width.checked_sub(least) else {
        return squeezed(needs, width);
    };
    let mut widths: Vec<u32> = needs.iter().map(|need| need.least).collect();
    let steps: [fn(&Need) -> u32; 3] = [
        |need| need.ideal - need.least,
        |need| need.most - need.ideal,
        |need| need.most,
    ];
    let mut left = left;
    for (at, step) in steps.iter().enumerate() {
        let wanted: u32 = needs.iter().map(step).sum();
        let given = if at + 1 < steps.len() {
            left.min(wanted)
        } else {
            left
        };
        for (width, need) in widths.iter_mut().zip(needs) {
            *width += step(need) * given / wanted.max(1);
        }
        left -= given;
    }
    thousandths(&widths)
}

/// Returns widths for columns that need more than there is: the narrow ones have what they need, the others share what is
/// left.
fn squeezed(needs: &[Need], width: u32) -> Vec<u16> {
    let mut order: Vec<(u32, usize)> = needs.iter().map(|need| need.least).zip(0..).collect();
    order.sort_unstable();
    let mut left = width;
    let mut widths = vec![0; needs.len()];
    for (at, (wanted, column)) in order.iter().enumerate() {
        let parts = u32::try_from(order.len() - at).unwrap_or(u32::MAX);
        let given = (*wanted).min(left / parts);
        left -= given;
        if let Some(place) = widths.get_mut(*column) {
            *place = given;
        }
    }
    thousandths(&widths)
}

/// Returns widths as thousandths of their sum that add up to 1000.
fn thousandths(widths: &[u32]) -> Vec<u16> {
    let all = widths.iter().sum::<u32>().max(1);
    let (mut passed, mut given) = (0, 0);
    let shares = widths.iter().map(|width| {
        passed += width;
        let edge = u16::try_from(1000 * passed / all).unwrap_or(1000);
        let share = edge - given;
        given = edge;
        share
    });
    shares.collect()
}

#[cfg(test)]
mod tests {
    use super::{Fit, extents, fit, fits, upright};
    use crate::layout::cells::{amount, head, label, words};
    use crate::layout::document::{Cell, Orientation};
    use crate::layout::measure::{LANDSCAPE, UPRIGHT, ems};

    #[test]
    fn the_columns_of_a_text_have_room_for_their_words() {
        let long = "a longer text that needs most of the room there is, and more than one line";
        let row = [words("CPU-hours"), words("12"), words(long)];
        let widths = upright([&row[..]]);
        assert_eq!(widths.iter().sum::<u16>(), 1000);
        let needed = |text: &str| u16::try_from(ems(text) * 190 / UPRIGHT).unwrap();
        assert!(widths[0] > needed("CPU-hours"), "{widths:?}");
        assert!(widths[1] > needed("12"), "{widths:?}");
        assert!(widths[2] > widths[0] + widths[1], "{widths:?}");
        for count in [1, 2, 8, 9, 63] {
            for word in ["1", "12,345,678", &"x".repeat(5000)] {
                let row = vec![words(word); count];
                let widths = upright([&row[..]]);
                assert_eq!(widths.len(), count);
                assert_eq!(widths.iter().sum::<u16>(), 1000);
                assert!(widths.iter().all(|width| *width >= 15), "{widths:?}");
            }
        }
        let mut row = vec![words(&"x".repeat(30)); 10];
        row.insert(0, words("12"));
        let widths = upright([&row[..]]);
        assert!(
            widths[0] > needed("12") * 160 / 190,
            "a narrow column is not squeezed: {widths:?}"
        );
    }

    /// A metrics table with so many periods; in thousandths of its page.
    fn table(periods: usize, figure: &str) -> Fit {
        let (header, row) = lines(periods, figure);
        fit(&extents([&header[..], &row]), periods + 1)
    }

    fn lines(periods: usize, figure: &str) -> (Vec<Cell>, Vec<Cell>) {
        let mut header: Vec<Cell> = ["Metric name", "Baseline", "How measured"].map(head).into();
        let mut row = vec![
            label("CPU-hours"),
            words("11,586,723"),
            words("Accounting of the batch system"),
        ];
        for _ in 0..=periods {
            header.push(head("M7-M12"));
            row.push(amount(figure));
        }
        (header, row)
    }

    #[test]
    fn widths_add_up_whatever_the_cells_hold() {
        for periods in [1, 2, 3, 6, 12, 40] {
            for figure in ["0", "12,345,678", "not reported", &"9".repeat(5000)] {
                let widths = table(periods, figure).widths;
                let sum: u32 = widths.iter().copied().map(u32::from).sum();
                assert_eq!(sum, 1000);
                assert_eq!(widths.len(), 4 + periods);
            }
        }
    }

    #[test]
    fn a_figure_stands_on_one_line_and_a_page_is_turned_for_it() {
        for periods in 1..=12 {
            for figure in ["0", "12,345,678", "1,234,567.89"] {
                let Fit { widths, page } = table(periods, figure);
                let (width, em) = (
                    if page == Orientation::Upright {
                        UPRIGHT
                    } else {
                        LANDSCAPE
                    },
                    if periods > 4 { 160 } else { 190 },
                );
                let (header, row) = lines(periods, figure);
                if !fits(&extents([&header[..], &row]), periods + 1) {
                    continue;
                }
                for (share, word) in
                    widths
                        .iter()
                        .zip(["CPU-hours", "11,586,723", "Accounting", figure])
                {
                    let room = u32::from(*share) * width / 1000;
                    assert!(room > ems(word) * em / 1000, "{periods} {word}: {widths:?}");
                }
                let alike = &widths[3..3 + periods];
                let (low, high) = (alike.iter().min(), alike.iter().max());
                assert!(high.unwrap() - low.unwrap() <= 1, "{widths:?}");
            }
        }
        assert_eq!(table(6, "12,345,678").page, Orientation::Upright);
        assert_eq!(table(10, "12,345,678").page, Orientation::Landscape);
        let (header, row) = lines(40, "12,345,678");
        assert!(!fits(&extents([&header[..], &row]), 41));
    }

    #[test]
    fn the_longer_text_is_wider() {
        let (narrow, wide) = (table(3, "0").widths, table(3, "12,345,678").widths);
        assert!(narrow[3] < wide[3], "{narrow:?} {wide:?}");
        assert!(narrow[2] > narrow[0], "{narrow:?}");
    }

    #[test]
    fn a_long_list_of_countries_does_not_make_a_tower() {
        let list = ["BE"; 40].join(", ");
        let Fit { widths, page } = table(6, &list);
        let width = if page == Orientation::Upright {
            UPRIGHT
        } else {
            LANDSCAPE
        };
        let room = u32::from(widths[3]) * width / 1000 - 130;
        assert!(ems(&list) * 160 / 1000 / room <= 7, "{widths:?} {page:?}");
    }
}
