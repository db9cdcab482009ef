//! Tables of a Word file against those that would be printed.

use super::tables::PrintedTable;

/// A difference between a table and what was printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A cell has other words.
    Cell {
        /// Caption of the table.
        table: String,
        /// First cell of the row.
        row: String,
        /// Head of the column, or its number.
        column: String,
        /// What was printed.
        was: String,
        /// What stands there now.
        is: String,
    },
    /// The table has rows or columns that were not printed, or lacks some.
    Shape {
        /// Caption of the table.
        table: String,
        /// Rows and columns that were printed.
        was: [usize; 2],
        /// Rows and columns that there are now.
        is: [usize; 2],
    },
    /// The table is gone.
    Missing {
        /// Caption of the table.
        table: String,
    },
}

/// Returns what was changed in tables.
pub fn changes(printed: &[PrintedTable], edited: &[PrintedTable]) -> Vec<Change> {
    let mut all = Vec::new();
    for (at, table) in printed.iter().enumerate() {
        let mut alike = edited.iter().filter(|other| other.caption == table.caption);
        // Tables without a caption, such as that of the cover, are known by their order.
        let before = printed.iter().take(at);
        let before =
            before.filter(|other| other.caption == table.caption && table.caption.is_empty());
        let named = alike.nth(before.count());
        // A caption may have been reworded; the order is kept as long as no table is gone.
        let placed = edited.get(at).filter(|_| edited.len() == printed.len());
        match named.or(placed) {
            Some(other) => compare(table, other, &mut all),
            None => all.push(Change::Missing { table: name(table) }),
        }
    }
    all
}

/// Returns what people call a table: its caption, or the first words in it.
fn name(table: &PrintedTable) -> String {
    let first = table.rows.first().and_then(|row| row.first());
    match first {
        Some(first) if table.caption.is_empty() => first.clone(),
        _ => table.caption.clone(),
    }
}

fn compare(table: &PrintedTable, other: &PrintedTable, all: &mut Vec<Change>) {
    let size = |table: &PrintedTable| {
        let widest = table.rows.iter().map(Vec::len).max();
        [table.rows.len(), widest.unwrap_or_default()]
    };
    if size(table) != size(other) {
        all.push(Change::Shape {
            table: name(table),
            was: size(table),
            is: size(other),
        });
        // A row that was added does not hide a figure that was changed.
        cells(table, same_rows(table, other), all);
        return;
    }
    cells(table, table.rows.iter().zip(&other.rows).collect(), all);
}

type Row = Vec<String>;

/// Returns the rows of both tables that begin alike, and as no other one does.
fn same_rows<'t>(table: &'t PrintedTable, other: &'t PrintedTable) -> Vec<(&'t Row, &'t Row)> {
    let only = |table: &'t PrintedTable, first: Option<&String>| {
        let mut rows = table.rows.iter().filter(move |row| row.first() == first);
        rows.next().filter(|_| rows.next().is_none())
    };
    let pairs = table.rows.iter().filter_map(|row| {
        let first = row.first();
        let pair = only(table, first).zip(only(other, first));
        pair.filter(|(row, other)| row.len() == other.len())
    });
    pairs.collect()
}

fn cells(table: &PrintedTable, rows: Vec<(&Row, &Row)>, all: &mut Vec<Change>) {
    let head = table.rows.first();
    for (row, other_row) in rows {
        for (at, (was, is)) in row.iter().zip(other_row).enumerate() {
            if was == is {
                continue;
            }
            let first = row.first().map(|first| first.replace('\n', " "));
            let column = head
                .filter(|head| head.len() > 2)
                .and_then(|head| head.get(at));
            let column = column.map(|column| column.replace('\n', " "));
            all.push(Change::Cell {
                table: name(table),
                row: first.unwrap_or_default(),
                column: column.unwrap_or_else(|| (at + 1).to_string()),
                was: was.clone(),
                is: is.clone(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, PrintedTable, changes};

    fn table(rows: &[&[&str]]) -> PrintedTable {
        let row = |row: &&[&str]| row.iter().map(|&cell| cell.to_owned()).collect();
        PrintedTable {
            caption: "Budgets".to_owned(),
            rows: rows.iter().map(row).collect(),
        }
    }

    #[test]
    fn a_row_that_was_added_does_not_hide_a_figure_that_was_changed() {
        let printed = table(&[
            &["Metric", "M1", "M2"],
            &["Users", "3", "4"],
            &["Jobs", "1", "2"],
        ]);
        let edited = table(&[
            &["Metric", "M1", "M2"],
            &["New", "", ""],
            &["Users", "3", "9"],
            &["Jobs", "1", "2"],
        ]);
        let found = changes(&[printed], &[edited]);
        let [
            Change::Shape {
                was: [3, 3],
                is: [4, 3],
                ..
            },
            Change::Cell {
                row, column, is, ..
            },
        ] = found.as_slice()
        else {
            panic!("{found:?}")
        };
        assert_eq!(
            (row.as_str(), column.as_str(), is.as_str()),
            ("Users", "M2", "9")
        );
    }
}
