//! The tidy form: one row, one fact.

use std::collections::BTreeMap;

use crate::calendar::{Calendar, Instant};
use crate::catalogue::Catalogue;
use crate::diag::{Diagnostic, Sink};
use crate::quantity::Marks;
use crate::source::{Place, SourceId, Sources};
use crate::usage::record::{Extent, Series, UsageRecord};
use crate::usage::refused::Refused;

use super::super::rules::{BROKEN_QUOTE, NO_ROWS, RAGGED_ROW};
use super::columns::{Columns, NAMES, names_a_column};
use super::row::{Outcome, Reader};
use super::table::{Line, TableRow, each_row, layout};

/// What a file came to.
#[derive(Debug, Default)]
pub struct Import {
    /// The records, in the order of the rows.
    pub records: Vec<UsageRecord>,
    /// Rows that hold a fact or a fault.
    pub rows: usize,
    /// What the rows that give no figure for their faults may have been about.
    pub refused: Vec<Refused>,
    /// Rows that lie outside the project and are not used.
    pub outside: usize,
    /// Rows that a later row with the same `record_id` replaced.
    pub replaced: usize,
    /// What they were about, and the rows that took their places.
    pub superseded: Vec<Superseded>,
}

/// A row that a later one replaced.
#[derive(Debug, Clone, Copy)]
pub struct Superseded {
    /// The metric of an installation that it was about.
    pub series: Series,
    /// The time that it was about.
    pub extent: Extent,
    /// The row.
    pub place: Place,
    /// The row that took its place.
    pub by: Place,
}

/// Reads a file in the tidy form; `marks` are those declared for it.
pub fn read(
    sources: &mut Sources,
    id: SourceId,
    catalogue: &Catalogue,
    marks: Option<Marks>,
    sink: &mut Sink,
) -> Import {
    let (delimiter, start) = layout(sources.get(id).text(), NAMES);
    let mut state = State {
        reader: Reader::new(catalogue, marks),
        columns: None,
        header: 0,
        given_up: false,
        import: Import::default(),
        slots: Vec::new(),
        ids: BTreeMap::new(),
        calendar: &catalogue.calendar,
    };
    each_row(sources.get(id), id, delimiter, start, |line| {
        state.take(line, sink);
    });
    let open = state
        .columns
        .as_ref()
        .is_some_and(|columns| !columns.may_identify);
    let header = state.header;
    if state.import.rows == 0 && !state.given_up {
        let file = sources.get(id);
        let place = Place {
            source: id,
            span: file.line(file.position(start).line),
        };
        let message = if state.columns.is_some() {
            "the file has a header but no rows"
        } else {
            "the file has neither a header nor rows"
        };
        let finding = Diagnostic::new(&NO_ROWS, message).at(place, "").help(
            "fill the file or remove it; an installation without use has rows with the value 0",
        );
        sink.push(finding);
        state.given_up = true;
    }
    let mut import = state.import;
    if state.given_up {
        import.refused.push(Refused::default());
    }
    import.records = state.slots.into_iter().flatten().collect();
    sources.set_header(id, header);
    if !open {
        sources.keep_secret(id);
    }
    import
}

struct State<'c> {
    reader: Reader<'c>,
    columns: Option<Columns>,
    /// Where the header ends; 0 when there is none.
    header: usize,
    given_up: bool,
    import: Import,
    slots: Vec<Option<UsageRecord>>,
    ids: BTreeMap<(Series, Instant, String), usize>,
    calendar: &'c Calendar,
}

impl State<'_> {
    fn take(&mut self, line: Line<'_>, sink: &mut Sink) {
        match line {
            Line::BrokenQuote(place) => {
                self.import.rows += 1;
                // Without its header no row of the file can be read.
                self.given_up |= self.columns.is_none();
                self.import.refused.push(Refused::default());
                let finding = Diagnostic::new(&BROKEN_QUOTE, "the quote that opens here is not closed on its line")
                    .at(place, "")
                    .help("close the quote, or double it inside a quoted field; a field cannot span lines");
                sink.push(finding);
            }
            Line::Row(row) if self.given_up || row.is_blank() => drop(row),
            Line::Row(row) => self.row(&row, sink),
        }
    }

    fn row(&mut self, row: &TableRow<'_>, sink: &mut Sink) {
        let Some(columns) = &self.columns else {
            if names_a_column(row) {
                self.header = row.place().span.end;
            }
            self.columns = Columns::find(row, sink);
            self.given_up = self.columns.is_none();
            return;
        };
        self.import.rows += 1;
        if row.fields.len() != columns.count {
            let message = format!(
                "the row has {} fields, the header {}",
                row.fields.len(),
                columns.count
            );
            let help = if row.fields.len() > columns.count {
                format!(
                    "{} divides the fields: put a text that holds it into double quotes, and write numbers without marks between thousands",
                    row.delimiter()
                )
            } else {
                "write empty fields too, each with its delimiter".to_owned()
            };
            let finding = Diagnostic::new(&RAGGED_ROW, message)
                .at(row.place(), "")
                .help(help);
            sink.push(finding);
            self.import.refused.push(self.reader.meant(row, columns));
            return;
        }
        match self.reader.read(row, columns, sink) {
            Outcome::Faulty(refused) => self.import.refused.push(refused),
            Outcome::Outside => self.import.outside += 1,
            Outcome::Record(record) => {
                self.keep(*record, columns.of("record_id").map(|at| row.field(at)));
            }
        }
    }

    /// Keeps a record; one with the id, metric and start of an earlier one takes its place.
    fn keep(&mut self, record: UsageRecord, id: Option<&str>) {
        if let Some(id) = id.filter(|id| !id.is_empty()) {
            let start = match record.extent {
                Extent::Time(start, _) | Extent::Moment(start) => start,
                Extent::Months(months) => self.calendar.begin(months.first()),
            };
            let key = (record.series, start, id.to_owned());
            if let Some(earlier) = self.ids.insert(key, self.slots.len()) {
                self.import.replaced += 1;
                if let Some(old) = self.slots.get_mut(earlier).and_then(Option::take) {
                    self.import.superseded.push(Superseded {
                        series: old.series,
                        extent: old.extent,
                        place: old.place,
                        by: record.place,
                    });
                }
            }
        }
        self.slots.push(Some(record));
    }
}
