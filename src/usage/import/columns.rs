//! The columns of the tidy form, found by name.

use crate::diag::{Diagnostic, Sink, nearest, safe};

use super::super::rules::{DUPLICATE_COLUMN, MISSING_COLUMN, UNREAD_COLUMN};
use super::table::TableRow;

/// Names of the columns, in the order of the contract.
pub(super) const NAMES: &[&str] = &[
    "installation",
    "metric",
    "period",
    "start",
    "end",
    "value",
    "unit",
    "kind",
    "entity",
    "country",
    "record_id",
    "state",
    "note",
];

/// Where each column stands in the file.
#[derive(Debug)]
pub(super) struct Columns {
    at: Vec<Option<usize>>,
    /// How many fields a row has.
    pub(super) count: usize,
    /// Whether rows may hold identities: in `entity`, or in a column that nobody knows.
    pub(super) may_identify: bool,
}

impl Columns {
    /// Finds the columns in the header row; `None` when rows could not be read at all.
    pub(super) fn find(header: &TableRow<'_>, sink: &mut Sink) -> Option<Self> {
        let mut at: Vec<Option<usize>> = vec![None; NAMES.len()];
        let mut unread = Vec::new();
        for index in 0..header.fields.len() {
            let name = header.field(index);
            let known = NAMES
                .iter()
                .position(|known| known.eq_ignore_ascii_case(name));
            match known.and_then(|known| at.get_mut(known)) {
                Some(Some(first)) => {
                    let finding = Diagnostic::new(
                        &DUPLICATE_COLUMN,
                        format!("the column `{}` stands twice", safe(name)),
                    )
                    .at(header.field_place(index), "the second one")
                    .see(header.field_place(*first), "the first one")
                    .help("keep the one that holds the right figures and remove the other");
                    sink.push(finding);
                }
                Some(slot) => *slot = Some(index),
                None => unread.push(index),
            }
        }
        let mut found = Self {
            at,
            count: header.fields.len(),
            may_identify: !unread.is_empty(),
        };
        found.may_identify |= found.of("entity").is_some();
        let missing = found.missing();
        if missing.is_empty() {
            report_unread(header, &unread, sink);
            return Some(found);
        }
        report_missing(header, &missing, &unread, sink);
        None
    }

    /// Returns whether a row is a header: it names a column, so it is no data.
    pub(super) fn are_named_in(row: &TableRow<'_>) -> bool {
        let known = |name: &str| NAMES.iter().any(|known| known.eq_ignore_ascii_case(name));
        (0..row.fields.len()).any(|index| known(row.field(index)))
    }

    fn missing(&self) -> Vec<&'static str> {
        let has = |name| self.of(name).is_some();
        let mut missing: Vec<&'static str> = ["installation", "metric"]
            .into_iter()
            .filter(|name| !has(name))
            .collect();
        if !has("period") && !has("start") {
            missing.push("period");
        }
        missing
    }

    /// Returns where a column stands, when the file has it.
    pub(super) fn of(&self, name: &str) -> Option<usize> {
        let known = NAMES.iter().position(|known| *known == name)?;
        self.at.get(known).copied().flatten()
    }
}

/// Reports the columns that nothing reads.
fn report_unread(header: &TableRow<'_>, unread: &[usize], sink: &mut Sink) {
    for index in unread {
        let name = header.field(*index);
        let finding = Diagnostic::new(
            &UNREAD_COLUMN,
            format!("nothing reads the column `{}`", safe(name)),
        )
        .at(header.field_place(*index), "")
        .did_you_mean(nearest(name, NAMES.iter().copied()), || {
            format!("known columns are {}", NAMES.join(", "))
        });
        sink.push(finding);
    }
}

/// Reports the columns that are missing, in one finding that shows which of the unread ones may be meant.
fn report_missing(header: &TableRow<'_>, missing: &[&str], unread: &[usize], sink: &mut Sink) {
    let help = "every row needs `installation`, `metric`, and `period` or `start`; columns may stand in any order";
    if !Columns::are_named_in(header) {
        // It may be a row of data, so nothing of it is quoted.
        let finding = Diagnostic::new(&MISSING_COLUMN, "the first row names no column")
            .at(header.start(), "")
            .help(help);
        return sink.push(finding);
    }
    let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
    let message = match names.as_slice() {
        [only] => format!("the column {only} is missing"),
        names => format!("the columns {} are missing", names.join(" and ")),
    };
    let mut finding = Diagnostic::new(&MISSING_COLUMN, message).help(help);
    for index in unread {
        if let Some(meant) = nearest(header.field(*index), missing.iter().copied()) {
            let (place, label) = (
                header.field_place(*index),
                format!("did you mean `{meant}`?"),
            );
            finding = if finding.primary.is_none() {
                finding.at(place, label)
            } else {
                finding.see(place, label)
            };
        }
    }
    if finding.primary.is_none() {
        finding = finding.at(header.place(), "the header");
    }
    sink.push(finding);
}
