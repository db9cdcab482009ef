//! Folds records into the ledger.
//!
//! Spans of time are cut at the borders of periods; totals are never cut. What cannot be assigned is a finding.

mod cut;
mod group;

use std::collections::BTreeMap;

use crate::aggregate::{Kind, Members, Takes, Tally, Value};
use crate::calendar::Period;
use crate::catalogue::Catalogue;
use crate::diag::{Diagnostic, Sink, Subject};
use crate::source::Place;

use super::ledger::{Entry, Ledger, metric_of};
use super::record::{Extent, Fact, Series, UsageRecord};
use super::refused::Refused;
use super::rules::{DUPLICATE_ROW, PARTLY_COVERED, STRADDLING_TOTAL};
use cut::Timeline;
use group::{Group, Part};

/// Folds all records into a ledger.
pub fn fold(catalogue: &Catalogue, records: &[UsageRecord], sink: &mut Sink) -> Ledger {
    let timeline = Timeline::new(&catalogue.calendar, &catalogue.periods);
    let mut groups: BTreeMap<(Series, Period), Group> = BTreeMap::new();
    let mut ledger = Ledger::default();
    for record in records {
        let touched = timeline.touched(record.extent);
        let whole = matches!(touched.as_slice(), [only] if timeline.lies_in(record.extent, *only));
        if record.fact.kind() == Kind::Total && !whole {
            report_straddling(catalogue, record, &touched, sink);
            let refused = Refused::of(catalogue, record.series, record.extent);
            ledger.refuse(catalogue, refused);
            continue;
        }
        for period in touched {
            collect(
                &timeline,
                record,
                period,
                groups.entry((record.series, period)).or_default(),
            );
        }
    }
    for ((series, period), group) in groups {
        if let Some(entry) = settle(catalogue, &timeline, series, period, group, sink) {
            ledger.set(series, period, entry);
        } else {
            let refused = Refused::of(catalogue, series, Extent::Months(period));
            ledger.refuse(catalogue, refused);
        }
    }
    ledger
}

/// Puts a record, or the part of it that lies in `period`, into the group of that period.
fn collect(timeline: &Timeline, record: &UsageRecord, period: Period, group: &mut Group) {
    group.origins.push(record.place);
    group.provisional |= record.provisional;
    if let Some(note) = record
        .note
        .as_ref()
        .filter(|note| !group.notes.contains(note))
    {
        group.notes.push(note.clone());
    }
    match &record.fact {
        Fact::Total(amount) => return group.part(record, Tally::of(Value::Amount(*amount))),
        Fact::Roster(list) => return group.part(record, Tally::of(Value::Countries(list.clone()))),
        Fact::Absent(absence) => return group.part(record, Tally::absent(*absence)),
        Fact::Held(amount) => timeline.add_held(period, record.extent, *amount, &mut group.held),
        Fact::Level(amount) => group.level(record.extent, *amount),
        Fact::Member(identity, country) => {
            let members: &mut Members = group.members.get_or_insert_default();
            members
                .entry(identity.clone())
                .or_default()
                .extend(*country);
        }
    }
    group.first_record.get_or_insert(record.place);
}

/// Makes the entry of a group, or reports why it cannot be made.
fn settle(
    catalogue: &Catalogue,
    timeline: &Timeline,
    series: Series,
    period: Period,
    mut group: Group,
    sink: &mut Sink,
) -> Option<Entry> {
    let metric = metric_of(catalogue, series)?;
    let subject = subject(catalogue, series, period);
    group
        .parts
        .sort_by_key(|part| (timeline.span(part.extent), part.place));
    let pairs = overlaps(timeline, &group);
    for (how, first, second) in &pairs {
        let message = format!("`{}` {how}", subject.address());
        let help = "keep one row for each span of time; when the second row corrects the first, put both into one file with the same `record_id`";
        let finding = Diagnostic::new(&DUPLICATE_ROW, message)
            .at(*second, "the second one")
            .see(*first, "the first one")
            .help(help)
            .about(subject.clone());
        sink.push(finding);
    }
    if !pairs.is_empty() {
        return None;
    }
    report_gaps(period, &group, &subject, sink);
    let mut tallies: Vec<Tally> = group.parts.into_iter().map(|part| part.tally).collect();
    if !group.held.is_empty() {
        let amount = timeline.settle(metric.unit, &group.held);
        tallies.push(Tally::of(Value::Amount(amount.normalize())));
    }
    if let Some((_, amount)) = group.last_level {
        tallies.push(Tally::of(Value::Amount(amount)));
    }
    if let Some(members) = group.members {
        let members = Tally::of_members(members);
        tallies.push(match members.countries_of_members() {
            Some(countries) if metric.nature.takes == Takes::Countries => {
                Tally::of(Value::Countries(countries))
            }
            _ => members,
        });
    }
    let mut tally = (metric.nature.over_periods)(&tallies.iter().collect::<Vec<_>>());
    tally.provisional |= group.provisional;
    Some(Entry {
        tally,
        origins: group.origins,
        notes: group.notes,
    })
}

fn subject(catalogue: &Catalogue, series: Series, period: Period) -> Subject {
    let installation = catalogue.installations.get(series.installation);
    Subject {
        installation: installation.map(|installation| installation.id.to_string()),
        metric: metric_of(catalogue, series).map(|metric| metric.id.to_string()),
        period: Some(period.to_string()),
    }
}

fn report_straddling(
    catalogue: &Catalogue,
    record: &UsageRecord,
    touched: &[Period],
    sink: &mut Sink,
) {
    let names: Vec<String> = touched.iter().map(ToString::to_string).collect();
    let message = match names.as_slice() {
        [] => "the total lies in no reporting period".to_owned(),
        [only] => format!("the total reaches beyond {only}"),
        names => format!("the total covers parts of {}", names.join(" and ")),
    };
    let about = touched
        .first()
        .map(|period| subject(catalogue, record.series, *period));
    let finding = Diagnostic::new(&STRADDLING_TOTAL, message)
        .at(record.place, "")
        .help("ask for one total per reporting period, or for records of kind `interval`; a total is never divided")
        .about(Subject {
            period: None,
            ..about.unwrap_or_default()
        });
    sink.push(finding);
}

/// Returns how rows give the same figure, and their places, in pairs: totals that overlap, or a total beside records.
fn overlaps(timeline: &Timeline, group: &Group) -> Vec<(&'static str, Place, Place)> {
    let pair = |how, one: Place, other: Place| (how, one.min(other), one.max(other));
    let mut pairs = Vec::new();
    let mut last: Option<&Part> = None;
    for part in &group.parts {
        let (start, end) = timeline.span(part.extent);
        match last {
            Some(before) if start < timeline.span(before.extent).1 => {
                let how = if timeline.span(before.extent) == (start, end) {
                    "is given twice"
                } else {
                    "has two rows that share a part of their time"
                };
                pairs.push(pair(how, before.place, part.place));
                if end > timeline.span(before.extent).1 {
                    last = Some(part);
                }
            }
            _ => last = Some(part),
        }
    }
    if let (true, Some(total), Some(record)) =
        (pairs.is_empty(), group.parts.first(), group.first_record)
    {
        pairs.push(pair("has a total and records too", total.place, record));
    }
    pairs
}

/// Reports the months of a period that totals of single months leave out.
fn report_gaps(period: Period, group: &Group, subject: &Subject, sink: &mut Sink) {
    let mut left: Vec<_> = period.iter().collect();
    for part in &group.parts {
        let Extent::Months(months) = part.extent else {
            return;
        };
        left.retain(|month| !months.contains(*month));
    }
    let Some(last) = group.parts.last().filter(|_| !left.is_empty()) else {
        return;
    };
    let names: Vec<String> = left.iter().map(ToString::to_string).collect();
    let finding = Diagnostic::new(
        &PARTLY_COVERED,
        format!(
            "`{}` has no row for {}",
            subject.address(),
            names.join(", ")
        ),
    )
    .at(last.place, "the last row of this figure")
    .help("add the missing months; a month without use has the value 0")
    .about(subject.clone());
    sink.push(finding);
}
