//! The periods that have a column of their own: all, or the last ones where a table has no room for more.

use crate::calendar::Period;
use crate::report::{Figure, Report};

use super::cells;
use super::document::{Cell, Note};
use super::measure::Extent;
use super::widths;

/// The periods that have a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    /// How many of the first periods have none.
    left_out: usize,
}

impl Window {
    /// Returns the window of a report: as many of the last periods as the project asks for, else as many as fit.
    ///
    /// It is the same for all tables, so that a reader finds the same columns everywhere.
    pub(super) fn of(report: &Report<'_>) -> Self {
        let all = report.columns.len();
        let shown = match report.catalogue.style.columns {
            Some(wanted) => usize::from(wanted),
            None => fitting(report),
        };
        Self {
            left_out: all.saturating_sub(shown.max(1)),
        }
    }

    /// Returns what is shown of a list with one entry for each period.
    pub(super) fn shown<T>(self, all: &[T]) -> &[T] {
        all.get(self.left_out..).unwrap_or_default()
    }

    /// Returns the heads of the figures: the periods, and the cumulative one with the mark of what is left out.
    pub(super) fn heads(self, report: &Report<'_>, notes: &mut Vec<Note>) -> Vec<Cell> {
        let periods = self.shown(&report.columns).iter();
        let mut heads: Vec<Cell> = periods.map(|column| cells::period(*column)).collect();
        let mut cumulative = cells::cumulative(report.cumulative);
        if let Some(said) = self.said(&report.columns) {
            cells::mark(&mut cumulative, cells::note(notes, said));
        }
        heads.push(cumulative);
        heads
    }

    /// Says which periods have no column.
    fn said(self, columns: &[Period]) -> Option<String> {
        let hidden = columns.get(..self.left_out).unwrap_or_default();
        let periods: Vec<String> = hidden.iter().map(ToString::to_string).collect();
        let names = match &periods[..] {
            [] => return None,
            [first, .., last] if periods.len() > 3 => format!("{first} to {last}"),
            _ => super::words::listed(&periods),
        };
        let verb = if periods.len() == 1 { "has" } else { "have" };
        Some(format!(
            "{names} {verb} no column here; the cumulative figures include them."
        ))
    }
}

/// Returns how many of the last periods every table with a column for each has room for.
fn fitting(report: &Report<'_>) -> usize {
    let figure = |figure: &Figure| Extent::of_text(&figure.text);
    let column = |text: &str| Extent::of_text(text);
    let heads = report.columns.iter();
    let heads: Vec<Extent> = heads.map(|period| column(&period.to_string())).collect();
    let last = column(&format!("Cumulative\n{}", report.cumulative));
    let mut tables: Vec<Vec<Extent>> = Vec::new();
    for section in &report.installations {
        let texts = section.rows.iter().map(|row| {
            [
                column(&row.printed.name.value),
                column(&row.printed.baseline.as_written),
                column(&row.printed.measured.value),
            ]
        });
        let rows = section
            .rows
            .iter()
            .map(|row| (&row.values[..], &row.cumulative));
        tables.push(widest(texts, rows, &heads, last, figure));
    }
    let texts = report.totals.iter().map(|total| {
        [
            column(&total.metric.name),
            column(total.metric.unit.symbol()),
            column("Installations"),
        ]
    });
    let rows = report
        .totals
        .iter()
        .map(|total| (&total.values[..], &total.cumulative));
    tables.push(widest(texts, rows, &heads, last, figure));
    let all = report.columns.len();
    let mut shown = all;
    while shown > 1
        && !tables
            .iter()
            .all(|table| has_room(table, all - shown, shown))
    {
        shown -= 1;
    }
    shown
}

/// Returns whether a table has room when the first periods are left out.
fn has_room(table: &[Extent], left_out: usize, shown: usize) -> bool {
    let kept = table.iter().enumerate();
    let kept = kept.filter(|(at, _)| !(TEXTS..TEXTS + left_out).contains(at));
    let kept: Vec<Extent> = kept.map(|(_, extent)| *extent).collect();
    widths::fits(&kept, shown + 1)
}

/// Columns of text before those of the figures.
const TEXTS: usize = 3;

/// Returns the extents of the columns of a table.
fn widest<'f>(
    texts: impl Iterator<Item = [Extent; TEXTS]>,
    rows: impl Iterator<Item = (&'f [Figure], &'f Figure)>,
    heads: &[Extent],
    last: Extent,
    extent: impl Fn(&Figure) -> Extent,
) -> Vec<Extent> {
    let mut columns = vec![Extent::default(); TEXTS];
    for row in texts {
        for (column, text) in columns.iter_mut().zip(row) {
            *column = column.max(text);
        }
    }
    columns.extend(heads);
    columns.push(last);
    for (values, cumulative) in rows {
        let figures = values.iter().chain([cumulative]).map(&extent);
        for (column, figure) in columns.iter_mut().skip(TEXTS).zip(figures) {
            *column = column.max(figure);
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::Window;
    use crate::calendar::Period;

    fn said(left_out: usize) -> Option<String> {
        let periods = ["M1-M6", "M7-M12", "M13-M18", "M19-M24", "M25-M30"];
        let columns: Vec<Period> = periods
            .map(|period| Period::parse(period).expect("a period"))
            .into();
        Window { left_out }.said(&columns)
    }

    #[test]
    fn what_is_left_out_is_said() {
        assert_eq!(said(0), None);
        let note = said(1).unwrap();
        assert!(note.starts_with("M1-M6 has no column here"), "{note}");
        let note = said(3).unwrap();
        assert!(note.starts_with("M1-M6, M7-M12 and M13-M18 have"), "{note}");
        let note = said(4).unwrap();
        assert!(note.starts_with("M1-M6 to M19-M24 have"), "{note}");
    }
}
