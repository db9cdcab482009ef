//! Widths of columns, in thousandths of the table.

use super::document::{Cell, Inline};

/// What is left for the texts of a metrics table at least.
const TEXTS: u16 = 360;
/// Share of a column of figures while there is room.
const EVEN: u16 = 150;
/// Share of all columns of figures up to which they are widened.
const ROOMY: u16 = 450;

/// Returns the widths of a metrics table: name, baseline, method, then figures.
///
/// A column of figures is as wide as its longest word, and wider while there is room; those of the periods are alike.
/// The texts share the rest by their lengths.
pub(super) fn of_metrics(header: &[Cell], rows: &[Vec<Cell>]) -> Vec<u16> {
    let longest_word = |column: usize| {
        let cells = rows.iter().map(Vec::as_slice).chain([header]);
        let cells = cells.filter_map(|row| row.get(column));
        cells.map(longest_word).max().unwrap_or_default()
    };
    let length = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(length).max().unwrap_or_default().max(1)
    };
    let figures = header.len().saturating_sub(3).max(1);
    let even = EVEN.min(divided(ROOMY, figures).last().copied().unwrap_or_default());
    let wide = |column: usize| needed(longest_word(column)).max(even);
    let last = header.len().saturating_sub(1);
    let period = (3..last).map(wide).max().unwrap_or_default();
    let mut columns = vec![period; figures - 1];
    columns.push(wide(last));
    if columns.iter().copied().map(u32::from).sum::<u32>() > u32::from(1000 - TEXTS) {
        columns = divided(1000 - TEXTS, figures);
    }
    let left = 1000 - columns.iter().sum::<u16>();
    let baseline = needed(longest_word(1)).clamp(left * 24 / 100, left * 40 / 100);
    let rest = left - baseline;
    let method = usize::from(rest) * length(2) / (length(0) + length(2));
    let method =
        u16::try_from(method).map_or(rest, |method| method.clamp(rest * 2 / 5, rest * 3 / 5));
    let mut widths = vec![rest - method, baseline, method];
    widths.extend(columns);
    widths
}

/// Returns `total` divided into `parts` that differ by one at most.
pub(super) fn divided(total: u16, parts: usize) -> Vec<u16> {
    let count = u16::try_from(parts.max(1)).unwrap_or(u16::MAX);
    let (each, rest) = (total / count, total % count);
    (0..count).map(|at| each + u16::from(at < rest)).collect()
}

/// Returns the width that a word of so many letters needs with the margins of its cell.
fn needed(letters: usize) -> u16 {
    u16::try_from(26 + 10 * letters.min(90)).unwrap_or(1000)
}

fn longest_word(cell: &Cell) -> usize {
    let words = texts(cell).flat_map(|text| text.split(' '));
    words
        .map(|word| word.chars().count())
        .max()
        .unwrap_or_default()
}

fn length(cell: &Cell) -> usize {
    texts(cell).map(|text| text.chars().count()).sum()
}

fn texts(cell: &Cell) -> impl Iterator<Item = &str> {
    let inlines = cell.paragraphs.iter().flatten();
    inlines.filter_map(|inline| match inline {
        Inline::Text(text) => Some(text.as_str()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::{divided, of_metrics};
    use crate::layout::cells::{amount, head, label, words};
    use crate::layout::document::Cell;

    #[test]
    fn parts_add_up() {
        assert_eq!(divided(1000, 3), [334, 333, 333]);
    }

    fn table(periods: usize, figure: &str) -> Vec<u16> {
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
        of_metrics(&header, &[row])
    }

    #[test]
    fn widths_add_up_and_grow_with_what_they_hold() {
        for periods in [1, 2, 3, 6, 40, 600] {
            for figure in ["0", "12,345,678", "not reported", &"9".repeat(5000)] {
                let widths = table(periods, figure);
                assert_eq!(
                    widths.iter().map(|width| u32::from(*width)).sum::<u32>(),
                    1000
                );
                assert_eq!(widths.len(), 4 + periods);
            }
        }
        let (narrow, wide) = (table(3, "0"), table(3, "12,345,678"));
        assert!(narrow[3] < wide[3], "{narrow:?} {wide:?}");
        assert!(
            narrow[2] > narrow[0],
            "the longer text is wider: {narrow:?}"
        );
    }
}
