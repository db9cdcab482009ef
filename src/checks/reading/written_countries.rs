//! Codes of countries as the rows of data write them; the ledger keeps only the countries.

use std::collections::{BTreeMap, BTreeSet};

use crate::aggregate::{Kind, Takes, Tally, Value};
use crate::calendar::Period;
use crate::country::{Country, parse_list};
use crate::source::{Place, SourceId, Sources};
use crate::usage::Entry;
use crate::usage::import::Column;

use super::rows::{MetricRow, rows};
use crate::checks::Evidence;

/// The countries of a row of a metrics table in a period.
#[derive(Debug)]
pub(in crate::checks) struct Reached<'c> {
    /// The row.
    pub(in crate::checks) row: MetricRow<'c>,
    /// The period.
    pub(in crate::checks) period: Period,
    /// The countries.
    pub(in crate::checks) countries: BTreeSet<Country>,
}

/// The columns of a file that hold countries.
struct Columns<'c> {
    value: Option<Column<'c>>,
    country: Option<Column<'c>>,
}

/// Calls `take` with each word that rows of data write for a country and how many do, in files whose text `may_hold` one of interest.
///
/// The place is that of the word alone, so that nothing else of a row with identities is shown.
pub(in crate::checks) fn each_written<'c>(
    evidence: &'c Evidence<'c>,
    may_hold: impl Fn(&str) -> bool,
    mut take: impl FnMut(&Reached<'c>, &'c str, Place, usize),
) {
    let mut files: BTreeMap<SourceId, Option<Columns<'c>>> = BTreeMap::new();
    for (reached, entry) in all_reached(evidence) {
        let lists = reached.row.metric.nature.takes == Takes::Countries;
        if !entry.origins.are_few() {
            // What many rows write was collected while they were read.
            for spelled in &entry.spelled {
                take(&reached, &spelled.word, spelled.place, spelled.rows);
            }
            continue;
        }
        for origin in entry.origins.few() {
            let file = files.entry(origin.source).or_insert_with(|| {
                let file = evidence.sources.get(origin.source);
                let may_hold = file.is_excerpt() || may_hold(file.text());
                may_hold.then(|| columns(evidence.sources, origin.source))
            });
            let Some(columns) = file else { continue };
            let value = columns.value.as_ref().filter(|_| lists);
            for column in value.into_iter().chain(&columns.country) {
                for (word, place) in words(evidence.sources, column.of(*origin)) {
                    take(&reached, word, place, 1);
                }
            }
        }
    }
}

/// Returns the countries of all rows that may have some, with the rows of data behind them.
fn all_reached<'c>(evidence: &'c Evidence<'c>) -> impl Iterator<Item = (Reached<'c>, &'c Entry)> {
    let rows = rows(evidence).filter(|row| {
        let nature = row.metric.nature;
        nature.takes == Takes::Countries || nature.kinds.contains(&Kind::Member)
    });
    let (ledger, periods) = (evidence.ledger, &evidence.report.columns);
    rows.flat_map(move |row| {
        periods.iter().filter_map(move |period| {
            let entry = ledger.entry(row.series, *period)?;
            let reached = Reached {
                row,
                period: *period,
                countries: countries(&entry.tally),
            };
            Some((reached, entry))
        })
    })
}

fn columns(sources: &Sources, source: SourceId) -> Columns<'_> {
    Columns {
        value: Column::find(sources, source, "value"),
        country: Column::find(sources, source, "country"),
    }
}

/// Returns the words of a list in a field, each with its place.
fn words(sources: &Sources, field: Place) -> impl Iterator<Item = (&str, Place)> {
    let text = sources.get(field.source).slice(field.span);
    parse_list(text).into_iter().map(move |(range, word)| {
        let start = field.span.start;
        let span = (start + range.start..start + range.end).into();
        (
            word,
            Place {
                source: field.source,
                span,
            },
        )
    })
}

fn countries(tally: &Tally) -> BTreeSet<Country> {
    let listed = match &tally.value {
        Value::Countries(list) => list.clone(),
        Value::Amount(_) | Value::Between(..) | Value::Absent(_) => {
            tally.countries_of_members().unwrap_or_default()
        }
    };
    listed.into_iter().collect()
}
