//! How much room text takes on a page, worked out without a font: the same on every machine.

use super::document::{Cell, Inline, Table};

/// Width of the text of an upright page, in twentieths of a point.
pub const UPRIGHT: u32 = 9_638;
/// Width of the text of a page in landscape.
pub const LANDSCAPE: u32 = 14_570;

/// Height of the letters of a table and the margins of a cell at both sides, in twentieths of a point: 9.5 points.
pub(super) const LOOSE: [u32; 2] = [190, 190];
/// The same for a table of many columns: 8 points.
pub(super) const DENSE: [u32; 2] = [160, 130];

/// Returns about how many lines each row of a table takes whose columns have these widths.
pub fn lines(table: &Table, widths: &[u32]) -> Vec<u32> {
    let dense = Table::is_dense(table.columns.len());
    let [em, margins] = if dense { DENSE } else { LOOSE };
    let of_cell = |(cell, width): (&Cell, &u32)| -> u32 {
        let room = width.saturating_sub(margins).max(em);
        let lines = cell.paragraphs.iter().map(|paragraph| {
            let mut text = String::new();
            add_text(paragraph, &mut text);
            let lines = text
                .split('\n')
                .map(|line| (ems(line) / 1000 * em).div_ceil(room).max(1));
            lines.sum::<u32>()
        });
        lines.sum()
    };
    let rows = table.rows.iter();
    let tallest = rows.map(|row| row.iter().zip(widths).map(of_cell).max());
    tallest
        .map(|lines| lines.unwrap_or_default().max(1))
        .collect()
}

/// Returns the width of a word or a line in thousandths of the height of its letters; a little more than in most fonts.
pub(super) fn ems(text: &str) -> u32 {
    text.chars().map(em).fold(0, u32::saturating_add)
}

fn em(letter: char) -> u32 {
    match letter {
        'i' | 'j' | 'l' | '\'' | '|' | '!' | ' ' | '\u{a0}' => 250,
        '.' | ',' | ':' | ';' | 'f' | 't' | 'I' | '(' | ')' | '-' | '[' | ']' => 330,
        'r' | 's' | 'c' | 'z' | 'J' | '/' => 430,
        'm' | 'w' | '%' => 820,
        'M' | 'W' | '@' => 920,
        'a'..='z' | '0'..='9' => 540,
        'A'..='Z' | '+' | '=' | '~' | '<' | '>' => 620,
        letter if letter.is_ascii() => 540,
        letter if u32::from(letter) < 0x2E80 => 620,
        _ => 1_050,
    }
}

/// How wide the cells of a column are, in thousandths of the height of their letters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Extent {
    /// The longest word; a line is never broken inside a figure or at a hyphen.
    pub(super) word: u32,
    /// The longest line.
    pub(super) line: u32,
}

impl Extent {
    /// Returns the extent of a cell.
    pub(super) fn of(cell: &Cell) -> Self {
        let mut extent = Self::default();
        for paragraph in &cell.paragraphs {
            let mut text = String::new();
            add_text(paragraph, &mut text);
            for line in text.split('\n') {
                extent.add(line);
            }
        }
        extent
    }

    /// Returns the extent of a text.
    pub(super) fn of_text(text: &str) -> Self {
        let mut extent = Self::default();
        text.split('\n').for_each(|line| extent.add(line));
        extent
    }

    fn add(&mut self, line: &str) {
        let words = line.split([' ', '\t']).map(ems);
        self.word = self.word.max(words.max().unwrap_or_default());
        self.line = self.line.max(ems(line));
    }

    /// Returns an extent that has room for both.
    pub(super) fn max(self, other: Self) -> Self {
        Self {
            word: self.word.max(other.word),
            line: self.line.max(other.line),
        }
    }
}

/// Adds what is printed of a piece of text.
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
            | Inline::Link { content, .. } => add_text(content, text),
            Inline::Footnote(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Extent, ems};

    #[test]
    fn capitals_are_wider_than_points() {
        assert!(ems("MMM") > ems("iii"));
        assert_eq!(ems(""), 0);
    }

    #[test]
    fn a_figure_a_hyphen_and_a_dash_hold_a_word_together() {
        let whole = Extent::of_text("M1-M6");
        assert_eq!(whole.word, whole.line);
        let span = Extent::of_text("1\u{a0}234–5\u{a0}678");
        assert_eq!(span.word, span.line);
        let lines = Extent::of_text("BE, DE\nFR");
        assert_eq!(lines.word, ems("BE,"));
        assert_eq!(lines.line, ems("BE, DE"));
    }
}
