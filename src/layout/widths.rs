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

/// Most letters of a word that a column of a text's table is made wide for; a longer one breaks.
const LONG_WORD: usize = 24;
/// Most letters of a cell that count when columns share the room that is left.
const LONG_CELL: usize = 80;

/// Returns the widths of a table in a text: each column has room for its longest word, and the rest is shared by the
/// lengths of the longest cells.
pub(super) fn of_text(rows: &[&[Cell]]) -> Vec<u16> {
    let columns = rows.first().map_or(0, |row| row.len());
    let most = |column: usize, measure: fn(&str) -> usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let sizes = cells.map(|cell| measure(&whole_text(cell)));
        sizes.max().unwrap_or_default().max(1)
    };
    let word = |column| needed(most(column, longest_of).min(LONG_WORD));
    let least: Vec<u16> = (0..columns).map(word).collect();
    let used: u32 = least.iter().copied().map(u32::from).sum();
    let Some(left) = 1000_u32.checked_sub(used) else {
        return squeezed(&least);
    };
    let lengths = (0..columns)
        .map(|column| most(column, |text| text.chars().count()).min(LONG_CELL))
        .map(|length| u32::try_from(length).unwrap_or(1));
    let lengths: Vec<u32> = lengths.collect();
    let all: u32 = lengths.iter().sum::<u32>().max(1);
    let (mut passed, mut given) = (0, 0);
    let widths = least.iter().zip(&lengths).map(|(least, length)| {
        passed += length;
        let edge = left * passed / all;
        let share = u16::try_from(edge - given).unwrap_or_default();
        given = edge;
        least + share
    });
    widths.collect()
}

/// Returns widths that add up to 1000 for columns that need more: the narrow ones have what they need, the others share
/// what is left.
fn squeezed(needed: &[u16]) -> Vec<u16> {
    let mut order: Vec<(u16, usize)> = needed.iter().copied().zip(0..).collect();
    order.sort_unstable();
    let mut left: u16 = 1000;
    let mut widths = vec![0; needed.len()];
    for (at, (wanted, column)) in order.iter().enumerate() {
        let fair = divided(left, order.len() - at);
        let width = (*wanted).min(fair.last().copied().unwrap_or_default());
        let width = if at + 1 == order.len() { left } else { width };
        left -= width;
        if let Some(place) = widths.get_mut(*column) {
            *place = width;
        }
    }
    widths
}

/// Returns all text of a cell.
fn whole_text(cell: &Cell) -> String {
    let mut text = String::new();
    for paragraph in &cell.paragraphs {
        add_text(paragraph, &mut text);
        text.push('\n');
    }
    text.trim_end().to_owned()
}

fn add_text(content: &[Inline], text: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(words)
            | Inline::Code(words)
            | Inline::Mark(words)
            | Inline::Reference { text: words, .. } => text.push_str(words),
            Inline::Strong(content)
            | Inline::Emphasis(content)
            | Inline::Doubtful(content)
            | Inline::Link { content, .. } => {
                add_text(content, text);
            }
            Inline::Footnote(_) => {}
        }
    }
}

fn longest_of(text: &str) -> usize {
    let words = text.split_whitespace().map(|word| word.chars().count());
    words.max().unwrap_or_default()
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
    use super::{divided, of_metrics, of_text};
    use crate::layout::cells::{amount, head, label, words};
    use crate::layout::document::Cell;

    #[test]
    fn parts_add_up() {
        assert_eq!(divided(1000, 3), [334, 333, 333]);
    }

    #[test]
    fn the_columns_of_a_text_have_room_for_their_words() {
        let long = "a longer text that needs most of the room there is, and more than one line";
        let row = [words("CPU-hours"), words("12"), words(long)];
        let widths = of_text(&[&row]);
        assert_eq!(widths.iter().sum::<u16>(), 1000);
        assert!(widths[0] >= 116 && widths[1] >= 46, "{widths:?}");
        assert!(widths[2] > widths[0] + widths[1], "{widths:?}");
        for count in [1, 2, 8, 9, 63] {
            for word in ["1", "12,345,678", &"x".repeat(5000)] {
                let row = vec![words(word); count];
                let widths = of_text(&[&row]);
                assert_eq!(widths.len(), count);
                assert_eq!(widths.iter().sum::<u16>(), 1000);
                assert!(widths.iter().all(|width| *width >= 15), "{widths:?}");
            }
        }
        let mut row = vec![words(&"x".repeat(30)); 7];
        row.insert(0, words("12"));
        assert_eq!(of_text(&[&row])[0], 46, "a narrow column is not squeezed");
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
