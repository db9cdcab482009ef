//! The tidy form: one row, one fact, and where a source says so, one more for whom the row names.

use crate::catalogue::{Catalogue, MetricId};
use crate::diag::{Diagnostic, Sink};
use crate::quantity::Marks;
use crate::source::{Place, SourceId, Span};
use crate::usage::record::{Series, UsageRecord};
use crate::usage::refused::Refused;

use super::super::rules::{BROKEN_QUOTE, NO_ROWS, RAGGED_ROW};
use super::columns::{Columns, NAMES, names_a_column};
use super::identities::Identities;
use super::row::{Outcome, Reader};
use super::table::{Line, Stretch, TableRow, each_row, layout};

/// What a project says of a usage file.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settings<'c> {
    /// The marks in its numbers, when they are declared.
    pub marks: Option<Marks>,
    /// The metric that counts whom rows of other metrics name.
    pub members: Option<&'c MetricId>,
}

/// What a row came to.
#[derive(Debug)]
pub(in crate::usage) enum Row<'r> {
    /// A record, the one of whom it names, and its `record_id`, which may be empty.
    Used(Box<UsageRecord>, Option<Box<UsageRecord>>, &'r str),
    /// It lies outside the project.
    Outside(Place),
    /// Its faults were reported.
    Refused(Place, Refused),
}

impl Row<'_> {
    /// Returns where it begins, or where the fault in it does.
    pub(in crate::usage) fn start(&self) -> usize {
        match self {
            Self::Used(record, ..) => record.place.span.start,
            Self::Outside(place) | Self::Refused(place, _) => place.span.start,
        }
    }
}

/// How the rows of a file are read: settled by its header, and the same for all its parts.
pub(in crate::usage) struct Tidy<'c> {
    reader: Reader<'c>,
    columns: Option<Columns>,
    /// Where the header ends; 0 when there is none.
    header: usize,
    given_up: bool,
    delimiter: u8,
    source: SourceId,
}

impl<'c> Tidy<'c> {
    /// Looks at the begin of a file; returns where its header begins too.
    pub(in crate::usage) fn new(
        catalogue: &'c Catalogue,
        settings: Settings<'c>,
        source: SourceId,
        head: &str,
    ) -> (Self, usize) {
        let (delimiter, start) = layout(head, NAMES);
        let tidy = Self {
            reader: Reader::new(catalogue, settings),
            columns: None,
            header: 0,
            given_up: false,
            delimiter,
            source,
        };
        (tidy, start)
    }

    /// Reads the header; returns where the rows begin.
    pub(in crate::usage) fn read_header(
        &mut self,
        whole: Stretch<'_>,
        start: usize,
        identities: &mut Identities,
        sink: &mut Sink,
        take: &mut impl FnMut(Row<'_>),
    ) -> usize {
        let mut at = start;
        while self.columns.is_none() && !self.given_up {
            let rest = whole.text.get(at..).unwrap_or_default();
            let Some(line) = rest.split_inclusive('\n').next() else {
                break;
            };
            let more = rest.get(line.len()..).unwrap_or_default();
            let stretch = Stretch {
                text: line,
                base: whole.base + at,
                goes_on: whole.goes_on || !more.trim_matches(['\n', '\r']).is_empty(),
            };
            each_row(stretch, self.source, self.delimiter, |line| match line {
                Line::Row(row) if self.given_up || row.is_blank() => drop(row),
                Line::Row(row) if self.columns.is_none() => {
                    if names_a_column(&row) {
                        self.header = row.place().span.end;
                    }
                    self.columns = Columns::find(&row, sink);
                    self.given_up = self.columns.is_none();
                }
                Line::BrokenQuote(place) => {
                    // Without its header no row of the file can be read.
                    self.given_up |= self.columns.is_none();
                    report_broken_quote(place, sink);
                    take(Row::Refused(place, Refused::default()));
                }
                Line::Row(row) => self.read_row(&row, identities, sink, take),
            });
            at += line.len();
        }
        at
    }

    /// Reads rows below the header.
    pub(in crate::usage) fn read(
        &self,
        stretch: Stretch<'_>,
        identities: &mut Identities,
        sink: &mut Sink,
        take: &mut impl FnMut(Row<'_>),
    ) {
        each_row(stretch, self.source, self.delimiter, |line| match line {
            Line::BrokenQuote(place) => {
                report_broken_quote(place, sink);
                take(Row::Refused(place, Refused::default()));
            }
            Line::Row(row) if self.given_up || row.is_blank() => drop(row),
            Line::Row(row) => self.read_row(&row, identities, sink, take),
        });
    }

    fn read_row(
        &self,
        row: &TableRow<'_>,
        identities: &mut Identities,
        sink: &mut Sink,
        take: &mut impl FnMut(Row<'_>),
    ) {
        let Some(columns) = &self.columns else { return };
        if row.fields.len() != columns.count {
            report_ragged(row, columns.count, sink);
            return take(Row::Refused(row.place(), self.reader.meant(row, columns)));
        }
        take(match self.reader.read(row, columns, identities, sink) {
            Outcome::Faulty(refused) => Row::Refused(row.place(), refused),
            Outcome::Outside => Row::Outside(row.place()),
            Outcome::Record(record, member) => {
                let id = columns.of("record_id").map(|at| row.field(at));
                Row::Used(record, member, id.unwrap_or_default())
            }
        });
    }

    /// Reports that a file has no rows; `line` is the one where its header should stand.
    pub(in crate::usage) fn report_no_rows(&mut self, line: Span, sink: &mut Sink) {
        let message = if self.columns.is_some() {
            "the file has a header but no rows"
        } else {
            "the file has neither a header nor rows"
        };
        let place = Place {
            source: self.source,
            span: line,
        };
        let finding = Diagnostic::new(&NO_ROWS, message).at(place, "").help(
            "fill the file or remove it; an installation without use has rows with the value 0",
        );
        sink.push(finding);
        self.given_up = true;
    }

    /// Returns whether it is known how the rows are read, or that they cannot be.
    pub(in crate::usage) fn is_settled(&self) -> bool {
        self.columns.is_some() || self.given_up
    }

    /// Returns whether the rows cannot be read, so that any figure may stand in them.
    pub(in crate::usage) fn is_given_up(&self) -> bool {
        self.given_up
    }

    /// Returns how many columns the file has, when its rows can be read.
    pub(in crate::usage) fn columns(&self) -> Option<usize> {
        let columns = self.columns.as_ref().filter(|_| !self.given_up);
        columns.map(|columns| columns.count)
    }

    /// Returns where a column stands.
    pub(in crate::usage) fn column(&self, name: &str) -> Option<usize> {
        self.columns.as_ref()?.of(name)
    }

    /// Returns the series of an installation that counts whom the rows name.
    pub(in crate::usage) fn members_of(&self, installation: usize) -> Option<Series> {
        self.reader.members_of(installation)
    }

    /// Returns the mark between fields.
    pub(in crate::usage) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Returns the file.
    pub(in crate::usage) fn source(&self) -> SourceId {
        self.source
    }

    /// Returns what the project says of the file.
    pub(in crate::usage) fn settings(&self) -> Settings<'c> {
        self.reader.settings()
    }

    /// Returns where the header ends; 0 when there is none.
    pub(in crate::usage) fn header_end(&self) -> usize {
        self.header
    }

    /// Returns whether rows may hold identities.
    pub(in crate::usage) fn may_identify(&self) -> bool {
        let columns = self.columns.as_ref();
        columns.is_none_or(|columns| columns.may_identify)
    }
}

fn report_broken_quote(place: Place, sink: &mut Sink) {
    let finding = Diagnostic::new(
        &BROKEN_QUOTE,
        "the quote that opens here is not closed on its line",
    )
    .at(place, "")
    .help("close the quote, or double it inside a quoted field; a field cannot span lines");
    sink.push(finding);
}

fn report_ragged(row: &TableRow<'_>, count: usize, sink: &mut Sink) {
    let message = format!(
        "the row has {} fields, the header {count}",
        row.fields.len()
    );
    let help = if row.fields.len() > count {
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
}
