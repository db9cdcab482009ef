//! Folds records into the ledger.
//!
//! Spans of time are cut at the borders of periods; totals are never cut. What cannot be assigned is a finding.

mod cut;
mod embedded;
mod group;
mod held;
mod trace;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::aggregate::{Identity, Kind, Takes, Tally, Value};
use crate::calendar::Period;
use crate::catalogue::Catalogue;
use crate::diag::{Diagnostic, Sink, Subject};
use crate::source::{Place, SourceId};

use super::homes::Homes;
use super::ledger::{Entry, Ledger, metric_of};
use super::record::{Extent, Fact, Member, Series, UsageRecord};
use super::refused::Refused;
use super::rules::{DUPLICATE_ROW, PARTLY_COVERED, STRADDLING_TOTAL};
use cut::Timeline;
use group::{Group, Part};

pub use embedded::{Counts, Engine, Folded, Keep, Pace, Streamed, Superseded, Threads};
pub use trace::{Given, Traced, trace};

/// Folds records into a ledger, one by one and in any order.
#[derive(Debug)]
pub struct Fold<'c> {
    catalogue: &'c Catalogue,
    timeline: Arc<Timeline>,
    groups: Vec<Group>,
    at: BTreeMap<(Series, Period), usize>,
    ledger: Ledger,
    homes: Homes,
    straddling: Vec<Diagnostic>,
}

/// Folds all records into a ledger.
pub fn fold(catalogue: &Catalogue, records: &[UsageRecord], sink: &mut Sink) -> Ledger {
    let mut fold = Fold::new(catalogue);
    for record in records {
        fold.take(record);
    }
    fold.finish(sink)
}

impl<'c> Fold<'c> {
    /// Begins with nothing.
    pub fn new(catalogue: &'c Catalogue) -> Self {
        let timeline = Timeline::new(&catalogue.calendar, &catalogue.periods);
        Self::over(catalogue, Arc::new(timeline))
    }

    fn over(catalogue: &'c Catalogue, timeline: Arc<Timeline>) -> Self {
        Self {
            catalogue,
            timeline,
            groups: Vec::new(),
            at: BTreeMap::new(),
            ledger: Ledger::default(),
            homes: Homes::default(),
            straddling: Vec::new(),
        }
    }

    /// Begins a part that is folded by itself and joined later.
    pub(super) fn part(&self) -> Self {
        Self::over(self.catalogue, Arc::clone(&self.timeline))
    }

    /// Takes a record.
    pub fn take(&mut self, record: &UsageRecord) {
        self.take_row(record, 0);
    }

    /// Takes a record of the row that is `in_block` lines below the start of its block; returns whether a figure keeps the
    /// row by itself.
    pub(super) fn take_row(&mut self, record: &UsageRecord, in_block: u32) -> bool {
        let timeline = Arc::clone(&self.timeline);
        let touched = timeline.touched(record.extent);
        let whole = matches!(touched.as_slice(), [only] if timeline.lies_in(record.extent, *only));
        if record.fact.kind() == Kind::Total && !whole {
            let finding = straddling(self.catalogue, record, &touched);
            self.straddling.push(finding);
            self.refuse(Refused::of(self.catalogue, record.series, record.extent));
            return true;
        }
        let mut kept = false;
        for period in touched {
            if let Fact::Member(Member {
                identity,
                country: Some(country),
                ..
            }) = &record.fact
            {
                self.homes.note(*identity, *country, period);
            }
            let group = self.group(record.series, period);
            kept |= group.origins.add(record.place, in_block);
            collect(&timeline, record, period, group);
        }
        kept || record.fact.kind() == Kind::Total
    }

    /// Takes a row that gives no figure for its faults.
    pub fn refuse(&mut self, row: Refused) {
        self.ledger.refuse(self.catalogue, row);
    }

    /// Takes what a part was told of rows that give no figure.
    fn refuse_all_of(&mut self, part: &mut Self) {
        self.ledger.refuse_all(std::mem::take(&mut part.ledger));
    }

    /// Returns what is known of the rows that made figures, as if they had been refused.
    fn figures(&self) -> impl Iterator<Item = Refused> {
        self.at
            .keys()
            .map(|(series, period)| Refused::of(self.catalogue, *series, Extent::Months(*period)))
    }

    /// Returns the last row of a file in each figure: where it begins, and the number of its line in its block.
    fn last_rows(&self, source: SourceId) -> impl Iterator<Item = (usize, u32)> {
        let files = self.groups.iter().flat_map(|group| group.origins.files());
        let rows = files.filter(move |(file, _)| *file == source);
        rows.map(|(_, rows)| (rows.last.span.start, rows.last_in_block))
    }

    /// Returns what is collected for a figure.
    fn group(&mut self, series: Series, period: Period) -> &mut Group {
        let at = self.group_at(series, period);
        self.groups
            .get_mut(at)
            .expect("it was made for this figure")
    }

    fn group_at(&mut self, series: Series, period: Period) -> usize {
        let next = self.groups.len();
        let at = *self.at.entry((series, period)).or_insert(next);
        if at == next {
            self.groups.push(Group::default());
        }
        at
    }

    /// Joins a part; `numbers` are the ones that its identities have in the whole.
    pub(super) fn join(&mut self, part: Self, numbers: &[Identity]) {
        let is_same = (0..).zip(numbers).all(|(at, new)| new.number() == at);
        self.homes.join(&part.homes, numbers);
        let numbers = Some(numbers).filter(|_| !is_same);
        let mut groups: Vec<Option<Group>> = part.groups.into_iter().map(Some).collect();
        for ((series, period), at) in part.at {
            if let Some(group) = groups.get_mut(at).and_then(Option::take) {
                self.group(series, period).merge(group, numbers);
            }
        }
        self.ledger.refuse_all(part.ledger);
        self.straddling.extend(part.straddling);
    }

    /// Makes the ledger, and reports what cannot be assigned.
    pub fn finish(self, sink: &mut Sink) -> Ledger {
        let Self {
            catalogue,
            timeline,
            groups,
            at,
            mut ledger,
            homes,
            straddling,
        } = self;
        ledger.homes = homes;
        for finding in straddling {
            sink.push(finding);
        }
        let mut groups: Vec<Option<Group>> = groups.into_iter().map(Some).collect();
        for ((series, period), at) in at {
            let Some(group) = groups.get_mut(at).and_then(Option::take) else {
                continue;
            };
            if let Some(entry) = settle(catalogue, &timeline, series, period, group, sink) {
                ledger.set(series, period, entry);
            } else {
                let refused = Refused::of(catalogue, series, Extent::Months(period));
                ledger.refuse(catalogue, refused);
            }
        }
        ledger
    }
}

/// Puts a record, or the part of it that lies in `period`, into the group of that period.
fn collect(timeline: &Timeline, record: &UsageRecord, period: Period, group: &mut Group) {
    group.provisional |= record.provisional;
    if let Some(note) = &record.note {
        group.note(record.place, note);
    }
    let (extent, place) = (record.extent, record.place);
    match &record.fact {
        Fact::Total(amount) => {
            return group.part(extent, place, Tally::of(Value::Amount(*amount)));
        }
        Fact::Roster(list) => {
            return group.part(extent, place, Tally::of(Value::Countries(list.clone())));
        }
        Fact::Absent(absence) => return group.part(extent, place, Tally::absent(*absence)),
        Fact::Held(amount) => timeline.add_held(period, extent, *amount, &mut group.held),
        Fact::Level(amount) => group.level(extent, place, *amount),
        Fact::Member(member) => {
            let members = group.members.get_or_insert_default();
            members.insert(member.identity, member.country);
            if let Some(spelled) = &member.spelled {
                group.spell(spelled);
            }
        }
    }
    group.record(place);
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
    group.notes.sort_unstable();
    group.spelled.sort_unstable_by_key(|spelled| spelled.place);
    let mut tallies: Vec<Tally> = group.parts.into_iter().map(|part| part.tally).collect();
    if !group.held.is_empty() {
        let amount = timeline.settle(metric.unit, &group.held);
        tallies.push(Tally::of(Value::Amount(amount.normalize())));
    }
    if let Some((_, _, amount)) = group.last_level {
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
        notes: group.notes.into_iter().map(|(_, note)| note).collect(),
        spelled: group.spelled,
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

/// Returns the finding about a total that is no part of one period.
fn straddling(catalogue: &Catalogue, record: &UsageRecord, touched: &[Period]) -> Diagnostic {
    let names: Vec<String> = touched.iter().map(ToString::to_string).collect();
    let message = match names.as_slice() {
        [] => "the total lies in no reporting period".to_owned(),
        [only] => format!("the total reaches beyond {only}"),
        names => format!("the total covers parts of {}", names.join(" and ")),
    };
    let about = touched
        .first()
        .map(|period| subject(catalogue, record.series, *period));
    Diagnostic::new(&STRADDLING_TOTAL, message)
        .at(record.place, "")
        .help("ask for one total per reporting period, or for records of kind `interval`; a total is never divided")
        .about(Subject {
            period: None,
            ..about.unwrap_or_default()
        })
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
