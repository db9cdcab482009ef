//! The fields of a row while it is read, and the findings about it.

use crate::diag::{Diagnostic, Rule, Sink, Subject, nearest, safe};
use crate::source::Place;

use super::columns::Columns;
use super::table::TableRow;

/// A row being read: its fields by name, and the findings about it.
pub(super) struct Cells<'a, 's> {
    pub(super) row: &'a TableRow<'a>,
    pub(super) columns: &'a Columns,
    pub(super) sink: &'s mut Sink,
    pub(super) subject: Subject,
    pub(super) faulty: bool,
}

impl<'a> Cells<'a, '_> {
    /// Returns the field of a column; empty when the file has no such column.
    pub(super) fn field(&self, name: &str) -> &'a str {
        self.columns
            .of(name)
            .map(|at| self.row.field(at))
            .unwrap_or_default()
    }

    /// Returns the place of a field; that of the row when the file has no such column.
    pub(super) fn place(&self, name: &str) -> Place {
        self.columns
            .of(name)
            .map_or_else(|| self.row.place(), |at| self.row.field_place(at))
    }

    /// Reports a fault of a field; the row gives no record then.
    pub(super) fn reject(
        &mut self,
        rule: &'static Rule,
        column: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let finding = Diagnostic::new(rule, message)
            .at(self.place(column), "")
            .help(help)
            .about(self.subject.clone());
        self.sink.push(finding);
        self.faulty = true;
    }

    /// Reports a field that is none of the `known` words, with the closest one, or else what `otherwise` says.
    pub(super) fn unknown<'k>(
        &mut self,
        rule: &'static Rule,
        column: &str,
        known: impl IntoIterator<Item = &'k str>,
        otherwise: impl FnOnce() -> String,
    ) {
        let word = self.field(column);
        let message = format!("unknown {column} `{}`", safe(word));
        let help =
            nearest(word, known).map_or_else(otherwise, |name| format!("did you mean `{name}`?"));
        self.reject(rule, column, message, help);
    }
}
