//! Cells and text, for all tables.

use crate::aggregate::Value;
use crate::calendar::Period;
use crate::quantity::Decimal;
use crate::report::Figure;

use super::document::{
    Align, Block, Caption, Cell, CellKind, Column, Exact, Inline, Note, Orientation, Paragraph,
    Voice,
};

/// Returns plain text.
pub(super) fn text(text: impl Into<String>) -> Inline {
    Inline::Text(text.into())
}

/// Returns a paragraph of running text.
pub(super) fn body(content: impl Into<String>) -> Block {
    Block::Paragraph(Paragraph {
        voice: Voice::Body,
        content: vec![text(content)],
    })
}

/// Returns a paragraph of running text that refers to a table or a figure.
pub(super) fn citing(before: &str, caption: &Caption, after: &str) -> Block {
    let reference = Inline::Reference {
        anchor: caption.anchor.clone(),
        text: caption.name(),
    };
    let content = [text(before), reference, text(after)];
    Block::Paragraph(Paragraph {
        voice: Voice::Body,
        content: content
            .into_iter()
            .filter(|inline| *inline != text(""))
            .collect(),
    })
}

/// Returns the head of a column.
pub(super) fn head(words: impl Into<String>) -> Cell {
    cell(CellKind::Head, words)
}

/// Returns the head of a row.
pub(super) fn label(words: impl Into<String>) -> Cell {
    cell(CellKind::Label, words)
}

/// Returns a cell of text; each line is a paragraph, and addresses of the web become links.
pub(super) fn words(words: &str) -> Cell {
    let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    Cell {
        kind: CellKind::Text,
        paragraphs: lines.map(linked).collect(),
        exact: Exact::Nothing,
    }
}

/// Returns a cell with a figure's text.
pub(super) fn amount(words: impl Into<String>) -> Cell {
    cell(CellKind::Figure, words)
}

/// Returns a cell that says exactly what it holds.
pub(super) fn exactly(cell: Cell, amount: impl Into<Decimal>) -> Cell {
    Cell {
        exact: Exact::Amount(amount.into()),
        ..cell
    }
}

/// Returns the cell of a figure, with the mark of its note.
pub(super) fn figure(figure: &Figure, mark: Option<&str>) -> Cell {
    let kind = if figure.tally.value.is_present() {
        CellKind::Figure
    } else {
        CellKind::Absent
    };
    let mut made = cell(kind, figure.text.clone());
    made.exact = exact(&figure.tally.value);
    if let Some(mark) = mark {
        self::mark(&mut made, mark.to_owned());
    }
    made
}

/// Returns what a value is for a program that sorts by it.
pub(super) fn exact(value: &Value) -> Exact {
    match value {
        Value::Amount(amount) | Value::Between(amount, _) => Exact::Amount(*amount),
        Value::Countries(list) => Exact::Amount(list.len().into()),
        Value::Absent(_) => Exact::Nothing,
    }
}

/// Puts the mark of a note into a cell.
pub(super) fn mark(cell: &mut Cell, mark: String) {
    if let Some(first) = cell.paragraphs.first_mut() {
        first.push(Inline::Mark(mark));
    }
}

/// Returns the mark of a note, adding the note when it is new.
pub(super) fn note(notes: &mut Vec<Note>, sentence: String) -> String {
    let content = vec![text(sentence)];
    if let Some(known) = notes.iter().find(|known| known.content == content) {
        return known.mark.clone();
    }
    let letter = u8::try_from(notes.len() % 26).map_or('a', |at| char::from(b'a' + at));
    let mark = String::from(letter).repeat(notes.len() / 26 + 1);
    notes.push(Note {
        mark: mark.clone(),
        content,
    });
    mark
}

/// Returns blocks on pages held as their table needs it.
pub(super) fn held(page: Orientation, mut blocks: Vec<Block>) -> Vec<Block> {
    if page == Orientation::Landscape {
        blocks.insert(0, Block::Turn(page));
        blocks.push(Block::Turn(Orientation::Upright));
    }
    blocks
}

/// Returns the head of the column of a period.
pub(super) fn period(period: Period) -> Cell {
    Cell {
        exact: Exact::Period(period),
        ..head(period.to_string())
    }
}

/// Returns the head of the cumulative column: its span stands on a line of its own, so that it does not break.
pub(super) fn cumulative(span: Period) -> Cell {
    let lines = ["Cumulative".to_owned(), span.to_string()];
    Cell {
        kind: CellKind::Head,
        paragraphs: lines.map(|line| vec![text(line)]).into(),
        exact: Exact::Cumulative,
    }
}

/// Returns an empty cell that says why it is empty.
pub(super) fn absent(words: &str) -> Cell {
    cell(CellKind::Absent, words)
}

fn cell(kind: CellKind, words: impl Into<String>) -> Cell {
    let words = words.into();
    let paragraphs = if words.is_empty() {
        Vec::new()
    } else {
        vec![vec![text(words)]]
    };
    Cell {
        kind,
        paragraphs,
        exact: Exact::Nothing,
    }
}

/// Returns columns of these widths: text columns first, then `figures` columns aligned at their end.
pub(super) fn columns(widths: &[u16], figures: usize) -> Vec<Column> {
    let first = widths.len().saturating_sub(figures);
    let align = |at: usize| if at < first { Align::Start } else { Align::End };
    let column = |(at, width): (usize, &u16)| Column {
        width: *width,
        align: align(at),
    };
    widths.iter().enumerate().map(column).collect()
}

/// Returns a line with its addresses of the web as links.
fn linked(line: &str) -> Vec<Inline> {
    let mut runs = Vec::new();
    let mut rest = line;
    while let Some(at) = ["https://", "http://"]
        .iter()
        .filter_map(|scheme| rest.find(scheme))
        .min()
    {
        let (before, from) = rest.split_at(at);
        let end = from
            .find(|letter: char| letter.is_whitespace() || matches!(letter, '<' | '>' | '"'))
            .unwrap_or(from.len());
        let url = from
            .get(..end)
            .unwrap_or(from)
            .trim_end_matches(['.', ',', ';', ')', ':', '!', '?']);
        if !before.is_empty() {
            runs.push(text(before));
        }
        runs.push(Inline::Link {
            url: url.to_owned(),
            content: vec![text(url)],
        });
        rest = from.get(url.len()..).unwrap_or_default();
    }
    if !rest.is_empty() {
        runs.push(text(rest));
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::words;
    use crate::layout::document::Inline;

    #[test]
    fn an_address_at_the_end_of_a_sentence_leaves_the_full_stop_out() {
        let cell = words("See https://example.org/a?b=1&c=2.\nMore");
        assert_eq!(cell.paragraphs.len(), 2);
        let Some(Inline::Link { url, .. }) = cell.paragraphs[0].get(1) else {
            panic!("{cell:?}");
        };
        assert_eq!(url, "https://example.org/a?b=1&c=2");
    }
}
