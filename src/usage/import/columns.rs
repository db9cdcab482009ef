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
                Some(Some(_)) => {
                    let finding = Diagnostic::new(
                        &DUPLICATE_COLUMN,
                        format!("the column `{}` stands twice", safe(name)),
                    )
                    .at(header.field_place(index), "the second one")
                    .help("keep one of the two");
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
        let unread = if missing.is_empty() {
            unread
        } else {
            near(header, &unread)
        };
        for index in unread {
            let name = header.field(index);
            let finding = Diagnostic::new(
                &UNREAD_COLUMN,
                format!("nothing reads the column `{}`", safe(name)),
            )
            .at(header.field_place(index), "")
            .did_you_mean(nearest(name, NAMES.iter().copied()), || {
                format!("known columns are {}", NAMES.join(", "))
            });
            sink.push(finding);
        }
        for name in &missing {
            let finding = Diagnostic::new(&MISSING_COLUMN, format!("the column `{name}` is missing"))
                .at(header.place(), "the header")
                .help("every row needs `installation`, `metric`, and `period` or `start`; columns may stand in any order");
            sink.push(finding);
        }
        missing.is_empty().then_some(found)
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

/// Returns the columns whose names are close to a known one: those are misspelt, the others belong to another kind of table.
fn near(header: &TableRow<'_>, unread: &[usize]) -> Vec<usize> {
    let close = |index: &usize| nearest(header.field(*index), NAMES.iter().copied()).is_some();
    unread.iter().copied().filter(close).collect()
}
