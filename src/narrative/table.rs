//! Small tables in a text, read row by row.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::markdown::{parser, trim_end};
use super::reference;
use super::text::{ColumnAlign, Run, TextTable};
use super::unprintable::Unprintable;

/// Most columns of a table that is small.
const WIDEST: usize = 8;
/// Most rows of a table that is small, without its head.
const LONGEST: usize = 40;
/// Most columns that a word processor takes; the rows of a wider table are printed as lines.
const PRINTABLE: usize = 63;

/// A table that is being read.
pub(super) struct OpenTable {
    table: TextTable,
    range: Range<usize>,
    /// The row that is being read.
    row: Vec<Vec<Run>>,
    /// Where its last cell ended.
    end: usize,
    /// Why it cannot stand as a table: its rows are lines of text then.
    refused: Option<&'static str>,
}

impl OpenTable {
    /// Begins a table; `inside` says where it cannot stand, such as in a list.
    pub(super) fn new(
        columns: &[Alignment],
        range: Range<usize>,
        inside: Option<&'static str>,
    ) -> Self {
        let align = columns.iter().map(|column| match column {
            Alignment::None | Alignment::Left => ColumnAlign::Start,
            Alignment::Center => ColumnAlign::Centre,
            Alignment::Right => ColumnAlign::End,
        });
        let wide = (columns.len() > PRINTABLE).then_some("a table of more than 63 columns");
        Self {
            end: range.start,
            table: TextTable {
                align: align.collect(),
                header: Vec::new(),
                rows: Vec::new(),
            },
            range,
            row: Vec::new(),
            refused: inside.or(wide),
        }
    }

    /// Takes a cell that stands there. Returns what is wrong with it: a bar ends the cell also inside a reference.
    pub(super) fn cell(&mut self, runs: Vec<Run>, range: &Range<usize>) -> Option<Unprintable> {
        let mut runs = reference::split(runs);
        trim_end(&mut runs);
        let is_cut = |run: &Run| matches!(run, Run::Plain(words) if words.contains("{{"));
        let is_cut = runs.iter().any(is_cut);
        self.row.push(runs);
        self.end = range.end;
        is_cut.then(|| Unprintable::cut_reference(range.clone()))
    }

    /// Returns where cells stand that the head of the table has no columns for; the row ends at `end`.
    fn surplus(&self, markdown: &str, end: usize) -> Option<Range<usize>> {
        let rest = markdown.get(self.end..end)?;
        let outer = |letter: char| letter == '|' || letter.is_whitespace();
        let inner = rest.trim_start_matches(outer);
        let start = end - inner.len();
        let length = inner.trim_end_matches(outer).len();
        (length > 0).then(|| start..start + length)
    }

    /// Ends a row. Returns its line when rows are lines of text, and the cells that have no column, which stand in the last
    /// one.
    pub(super) fn end_row(
        &mut self,
        markdown: &str,
        end: usize,
    ) -> (Option<Vec<Run>>, Option<Unprintable>) {
        let surplus = self.surplus(markdown, end);
        if let (Some(range), Some(last)) = (&surplus, self.row.last_mut()) {
            let words = markdown.get(range.clone()).unwrap_or_default();
            last.push(Run::Plain(format!(" | {words}")));
        }
        let row = std::mem::take(&mut self.row);
        if self.refused.is_some() {
            return (Some(line(row)), None);
        }
        let what = "cells beyond the head of their table";
        let refused = surplus.map(|range| Unprintable::markup(what, range));
        if self.table.header.is_empty() {
            self.table.header = row;
        } else {
            self.table.rows.push(row);
        }
        (None, refused)
    }

    /// Ends the table. Returns it unless it is empty or its rows were lines of text, and what is wrong with it as a whole.
    pub(super) fn finish(self) -> (Option<TextTable>, Option<Unprintable>) {
        if let Some(what) = self.refused {
            return (None, Some(Unprintable::markup(what, self.range)));
        }
        let (columns, rows) = (self.table.align.len(), self.table.rows.len());
        let large = if columns > WIDEST {
            Some(format!(
                "a table of {columns} columns; a text holds up to {WIDEST}"
            ))
        } else if rows > LONGEST {
            Some(format!(
                "a table of {rows} rows; a text holds up to {LONGEST}"
            ))
        } else {
            None
        };
        let large = large.map(|message| Unprintable::large_table(message, self.range));
        let is_empty = rows == 0 && self.table.header.iter().all(Vec::is_empty);
        ((!is_empty).then_some(self.table), large)
    }
}

/// Returns a row as a line of text.
fn line(row: Vec<Vec<Run>>) -> Vec<Run> {
    let mut line = Vec::new();
    for cell in row.into_iter().filter(|cell| !cell.is_empty()) {
        if !line.is_empty() {
            line.push(Run::Plain(" | ".to_owned()));
        }
        line.extend(cell);
    }
    line
}

/// Returns where tables stand, each with the places of its cells.
pub(super) fn places(markdown: &str) -> Vec<(Range<usize>, Vec<Range<usize>>)> {
    let mut tables: Vec<(Range<usize>, Vec<Range<usize>>)> = Vec::new();
    if !markdown.contains('|') {
        return tables;
    }
    for (event, range) in parser(markdown).into_offset_iter() {
        match event {
            Event::Start(Tag::Table(_)) => tables.push((range, Vec::new())),
            Event::End(TagEnd::TableCell) => {
                if let Some((_, cells)) = tables.last_mut() {
                    cells.push(range);
                }
            }
            _ => {}
        }
    }
    tables
}

#[cfg(test)]
mod tests {
    use crate::narrative::markdown::parse;
    use crate::narrative::text::{ColumnAlign, Run, TextBlock, TextTable};

    /// Returns the only block, which is a table, and what is said about the text.
    fn table(markdown: &str) -> (TextTable, Vec<String>) {
        let (blocks, refused) = parse(markdown);
        let [TextBlock::Table(table)] = blocks.as_slice() else {
            panic!("{blocks:?}");
        };
        let messages = refused.into_iter().map(|one| one.message);
        (table.clone(), messages.collect())
    }

    fn plain(words: &str) -> Vec<Run> {
        vec![Run::Plain(words.to_owned())]
    }

    #[test]
    fn cells_keep_emphasis_links_bars_and_line_breaks() {
        let (table, refused) =
            table("| a | b | c |\n|:--|:-:|--:|\n| *x* | `y\\|z` \\| | [l](u)<br>m |\n");
        assert!(refused.is_empty(), "{refused:?}");
        assert_eq!(
            table.align,
            [ColumnAlign::Start, ColumnAlign::Centre, ColumnAlign::End]
        );
        assert_eq!(table.header, ["a", "b", "c"].map(plain));
        let [row] = table.rows.as_slice() else {
            panic!("{table:?}");
        };
        assert_eq!(row[0], [Run::Emphasis(plain("x"))]);
        let code = Run::Code("y|z".to_owned());
        assert_eq!(row[1], [code, Run::Plain(" |".to_owned())]);
        assert_eq!(row[2].last(), Some(&Run::Plain("\nm".to_owned())));
    }

    #[test]
    fn a_ragged_row_is_filled_and_loses_no_word() {
        let (table, refused) = table("| a | b |\n|---|---|\n| 1 |\n| 2 | 3 | 4 | 5 |\n");
        assert_eq!(table.rows[0], [plain("1"), Vec::new()]);
        assert_eq!(table.rows[1][0], plain("2"));
        let last = [plain("3"), plain(" | 4 | 5")].concat();
        assert_eq!(table.rows[1][1], last);
        assert_eq!(
            refused,
            ["the report cannot print cells beyond the head of their table"]
        );
    }

    #[test]
    fn a_footnote_in_a_cell_has_its_content() {
        let (table, refused) = table("| a[^n] |\n|---|\n| b[^n] |\n\n[^n]: Note.\n");
        assert!(refused.is_empty(), "{refused:?}");
        let note = Run::Footnote(plain("Note."));
        assert_eq!(table.header[0][1], note);
        assert_eq!(table.rows[0][0][1], note);
    }

    #[test]
    fn a_large_table_stays_and_is_reported() {
        let rows = |count| format!("| a |\n|---|\n{}", "| 1 |\n".repeat(count));
        assert!(table(&rows(40)).1.is_empty());
        let (long, refused) = table(&rows(41));
        assert_eq!(long.rows.len(), 41);
        assert_eq!(refused, ["a table of 41 rows; a text holds up to 40"]);
        let columns = |count| format!("|{}\n|{}\n", "a|".repeat(count), "-|".repeat(count));
        assert!(table(&columns(8)).1.is_empty());
        let (_, refused) = table(&columns(9));
        assert_eq!(refused, ["a table of 9 columns; a text holds up to 8"]);
    }

    #[test]
    fn where_no_table_can_stand_its_rows_are_lines() {
        let markdown = "- item\n\n  | a | b |\n  |---|---|\n  | *c* | |\n  | d | e |\n";
        let (blocks, refused) = parse(markdown);
        let [TextBlock::List(list)] = blocks.as_slice() else {
            panic!("{blocks:?}");
        };
        let content = format!("{:?}", list.items[0].content);
        for words in ["\"item\"", "\" | \"", "Emphasis([Plain(\"c\")])", "\"e\""] {
            assert!(content.contains(words), "{content}");
        }
        assert_eq!(refused.len(), 1);
        assert_eq!(
            refused[0].message,
            "the report cannot print a table in a list"
        );
        let note = "x[^n]\n\n[^n]: Note.\n\n    | a |\n    |---|\n    | b |\n";
        let (_, refused) = parse(note);
        assert_eq!(
            refused[0].message,
            "the report cannot print a table in a footnote"
        );
        let wide = format!("|{}\n|{}\n", "a|".repeat(64), "-|".repeat(64));
        let (blocks, refused) = parse(&wide);
        assert!(matches!(blocks.as_slice(), [TextBlock::Paragraph(_)]));
        assert_eq!(
            refused[0].message,
            "the report cannot print a table of more than 63 columns"
        );
    }

    #[test]
    fn a_bar_in_a_reference_needs_a_backslash() {
        let rows = |cell: &str| format!("| a | b |\n|---|---|\n| {cell} |\n");
        let (whole, refused) = table(&rows("{{ x/y \\| change }} | z"));
        assert!(refused.is_empty(), "{refused:?}");
        let Some([Run::Reference(reference)]) = whole.rows[0].first().map(Vec::as_slice) else {
            panic!("{whole:?}");
        };
        assert_eq!(reference.form.as_deref(), Some("change"));
        let (_, refused) = table(&rows("{{ x/y | change }}"));
        assert_eq!(
            refused,
            ["the report cannot print a reference that ends in another cell"]
        );
    }

    #[test]
    fn a_table_of_nothing_is_nothing() {
        assert_eq!(parse("| | |\n|---|---|\n"), (Vec::new(), Vec::new()));
    }
}
