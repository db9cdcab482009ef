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

/// Most columns of a kind that are reported one by one; finding the place of one takes as long as the header is.
const LISTED: usize = 20;

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
        let (mut unread, mut twice) = (Vec::new(), Vec::new());
        for index in 0..header.fields.len() {
            let name = header.field(index);
            let known = NAMES
                .iter()
                .position(|known| known.eq_ignore_ascii_case(name));
            match known.and_then(|known| at.get_mut(known)) {
                Some(Some(first)) => twice.push((*first, index)),
                Some(slot) => *slot = Some(index),
                None => unread.push(index),
            }
        }
        report_twice(header, &twice, sink);
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
        let (meant, others) = unread
            .into_iter()
            .partition::<Vec<_>, _>(|index| meant(header, *index, &missing).is_some());
        report_missing(header, &missing, &meant, sink);
        report_unread(header, &near(header, &others), sink);
        None
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

/// Returns whether a row names a column, so that it is a header and no row of data.
pub(super) fn names_a_column(row: &TableRow<'_>) -> bool {
    let known = |name: &str| NAMES.iter().any(|known| known.eq_ignore_ascii_case(name));
    (0..row.fields.len()).any(|index| known(row.field(index)))
}

/// Reports the columns that stand twice.
fn report_twice(header: &TableRow<'_>, twice: &[(usize, usize)], sink: &mut Sink) {
    for (first, second) in twice.iter().take(LISTED) {
        let message = format!("the column `{}` stands twice", safe(header.field(*second)));
        let finding = Diagnostic::new(&DUPLICATE_COLUMN, message)
            .at(header.field_place(*second), "the second one")
            .see(header.field_place(*first), "the first one")
            .help("keep the one that holds the right figures and remove the other");
        sink.push(finding);
    }
    if let Some((_, next)) = twice.get(LISTED) {
        let message = format!("{} more columns stand twice", twice.len() - LISTED);
        let finding = Diagnostic::new(&DUPLICATE_COLUMN, message)
            .at(header.field_place(*next), "the next one")
            .help("keep one column of each name");
        sink.push(finding);
    }
}

/// Reports the columns that nothing reads.
fn report_unread(header: &TableRow<'_>, unread: &[usize], sink: &mut Sink) {
    for index in unread.iter().take(LISTED) {
        let name = header.field(*index);
        let finding = Diagnostic::new(
            &UNREAD_COLUMN,
            format!("nothing reads the column `{}`", safe(name)),
        )
        .at(header.field_place(*index), "")
        .did_you_mean(nearest(name, NAMES.iter().copied()), known);
        sink.push(finding);
    }
    if let Some(next) = unread.get(LISTED) {
        let message = format!("nothing reads {} more columns", unread.len() - LISTED);
        let finding = Diagnostic::new(&UNREAD_COLUMN, message)
            .at(header.field_place(*next), "the next one")
            .help(known());
        sink.push(finding);
    }
}

fn known() -> String {
    format!("known columns are {}", NAMES.join(", "))
}

/// Returns the columns whose names are close to a known one: those are misspelt, the others belong to another kind of table.
fn near(header: &TableRow<'_>, unread: &[usize]) -> Vec<usize> {
    let close = |index: &usize| nearest(header.field(*index), NAMES.iter().copied()).is_some();
    unread.iter().copied().filter(close).collect()
}

/// Returns the missing column that a column of another name may be.
fn meant<'m>(header: &TableRow<'_>, index: usize, missing: &[&'m str]) -> Option<&'m str> {
    nearest(header.field(index), missing.iter().copied())
}

/// Reports the columns that are missing, in one finding; `misspelt` are the columns that may be meant for one of them.
fn report_missing(header: &TableRow<'_>, missing: &[&str], misspelt: &[usize], sink: &mut Sink) {
    let needs = "every row needs `installation`, `metric`, and `period` or `start`; columns may stand in any order";
    if !names_a_column(header) && misspelt.is_empty() {
        // It may be a row of data, so nothing of it is quoted.
        let finding = Diagnostic::new(&MISSING_COLUMN, "the first row names no column")
            .at(header.start(), "")
            .help(needs);
        return sink.push(finding);
    }
    let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
    let message = match names.as_slice() {
        [only] => format!("the column {only} is missing"),
        names => format!("the columns {} are missing", names.join(" and ")),
    };
    let renames = misspelt.iter().filter_map(|index| {
        let meant = meant(header, *index, missing)?;
        Some(format!(
            "rename `{}` to `{meant}`",
            safe(header.field(*index))
        ))
    });
    let help: Vec<String> = renames.take(LISTED).chain([needs.to_owned()]).collect();
    let mut places = misspelt
        .iter()
        .take(LISTED)
        .map(|index| header.field_place(*index));
    let (place, label) = match places.next() {
        Some(place) => (place, "this one may be meant"),
        None => (header.place(), "the header"),
    };
    let finding = Diagnostic::new(&MISSING_COLUMN, message)
        .at(place, label)
        .help(help.join("; "));
    sink.push(places.fold(finding, |finding, place| finding.see(place, "and this one")));
}
