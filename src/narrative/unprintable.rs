//! What a text holds that the report does not print as it is meant.

use std::ops::Range;

use crate::diag::{Diagnostic, Subject};
use crate::source::{Place, SourceId};

use super::rules::UNPRINTABLE_MARKUP;

/// A piece of a text that is not printed as it is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unprintable {
    pub(super) message: String,
    label: &'static str,
    help: &'static str,
    pub(super) range: Range<usize>,
}

impl Unprintable {
    /// Returns markup that the report has no form for, such as a heading.
    pub(super) fn markup(what: &str, range: Range<usize>) -> Self {
        Self {
            message: message(what),
            label: "printed as plain text",
            help: "write paragraphs, lists, small tables, *emphasis*, **strong**, [links](https://…) and footnotes",
            range,
        }
    }

    /// Returns whether it is that markup.
    pub(super) fn is(&self, what: &str) -> bool {
        self.message == message(what)
    }

    /// Returns a cell with a reference that the next bar cuts.
    pub(super) fn cut_reference(range: Range<usize>) -> Self {
        Self {
            message: "the report cannot print a reference that ends in another cell".to_owned(),
            label: "printed as plain text",
            help: "write `\\|` for a bar inside a cell",
            range,
        }
    }

    /// Returns a table that is too large for a text.
    pub(super) fn large_table(message: String, range: Range<usize>) -> Self {
        Self {
            message,
            label: "printed as it is",
            help: "make it smaller; figures of an installation belong to its metrics",
            range,
        }
    }

    /// Returns the finding.
    pub(super) fn finding(self, source: SourceId, subject: Subject) -> Diagnostic {
        let place = Place {
            source,
            span: self.range.into(),
        };
        Diagnostic::new(&UNPRINTABLE_MARKUP, self.message)
            .at(place, self.label)
            .help(self.help)
            .about(subject)
    }
}

fn message(what: &str) -> String {
    format!("the report cannot print {what}")
}
