//! Reads the rows of a block: plain ones of a known class at once, all others by the reader of rows.

use std::sync::Arc;

use crate::aggregate::{Identity, Kind};
use crate::calendar::Instant;
use crate::country::Country;
use crate::quantity::Decimal;
use crate::source::{Place, SourceId};
use crate::usage::import::{Row, Sought, Stretch, Tidy};
use crate::usage::ledger::Spelled;
use crate::usage::record::{Extent, Fact, UsageRecord};

use super::super::cut::Timeline;
use super::super::held::PLACES;
use super::Pace;
use super::class::{Class, Classes, Shape};
use super::codes::{Codes, number_of};
use super::excerpt::{Cursor, Excerpt};
use super::fields::{Fields, regular};
use super::index::{Found, Index};
use super::part::Part;
use super::pending::settle;
use super::plain::{Numbers, instant, is_tight, number};

/// Rows that are read before they are folded: many enough for the look-ups of identities to overlap.
const BATCH: usize = 256;

/// A block of whole lines of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block<'b> {
    pub(super) text: &'b str,
    /// Where it begins in the file.
    pub(super) base: usize,
    /// Its number, from 0.
    pub(super) number: u32,
    /// Whether anything but ends of lines follows it.
    pub(super) goes_on: bool,
}

/// A row that was read and is to be folded.
#[derive(Debug, Clone, Copy)]
struct Plain {
    class: u32,
    line: u32,
    span: (u32, u32),
    start: i64,
    end: i64,
    amount: i64,
    entity: (u32, u32),
    /// The number of the code of its country, and where that stands.
    country: Option<(u16, u32)>,
}

/// Reads blocks of a file, and learns while it reads what its rows are like.
pub(super) struct Fast<'t, 'c> {
    tidy: &'t Tidy<'c>,
    source: SourceId,
    timeline: Arc<Timeline>,
    shape: Option<Shape>,
    numbers: Numbers,
    zone: i64,
    classes: Classes,
    codes: Codes,
    index: Index,
    batch: Vec<Plain>,
    sought: Sought,
    identities: Vec<Identity>,
    /// Who was seen: the number of the group, the identity and its country.
    seen: Vec<(u32, Identity, Option<Country>)>,
    marks: Vec<u32>,
}

impl<'t, 'c> Fast<'t, 'c> {
    pub(super) fn new(tidy: &'t Tidy<'c>, part: &Part<'c>, pace: Pace) -> Self {
        let catalogue = part.fold.catalogue;
        let marks = tidy.settings().marks;
        let timeline = Arc::clone(&part.fold.timeline);
        let shape = Shape::of(tidy).filter(|_| pace == Pace::Fast && timeline.cuts());
        Self {
            tidy,
            source: tidy.source(),
            shape,
            timeline,
            numbers: Numbers {
                decimal: marks
                    .and_then(|marks| u8::try_from(marks.decimal).ok())
                    .unwrap_or(b'.'),
                declared: marks.is_some(),
            },
            zone: catalogue.calendar.zone().seconds(),
            classes: Classes::default(),
            codes: Codes::default(),
            index: Index::default(),
            batch: Vec::with_capacity(BATCH),
            sought: Sought::default(),
            identities: Vec::with_capacity(BATCH),
            seen: Vec::with_capacity(BATCH),
            marks: Vec::new(),
        }
    }

    /// Reads a block.
    pub(super) fn read(&mut self, block: Block<'_>, part: &mut Part<'c>) {
        let Some(shape) = self.shape.take() else {
            self.slow(block, 0, (0, block.text.len()), None, part);
            if let Some(excerpt) = &mut part.excerpt {
                let feeds = block.text.bytes().filter(|byte| *byte == b'\n').count();
                excerpt.count(block, u32::try_from(feeds).unwrap_or(u32::MAX));
                note_zero(block, excerpt);
            }
            return;
        };
        let mut index = std::mem::take(&mut self.index);
        let found = index.scan(block.text.as_bytes(), self.tidy.delimiter());
        let mut own = std::mem::take(&mut self.marks);
        let mut count = 0;
        for marks in index.lines() {
            self.line(block, (count, marks), found, &shape, part, &mut own);
            count += 1;
        }
        self.marks = own;
        self.fold(block, part);
        self.index = index;
        self.shape = Some(shape);
        if let Some(excerpt) = &mut part.excerpt {
            excerpt.count(block, count);
            if found.zero {
                note_zero(block, excerpt);
            }
        }
    }

    fn line(
        &mut self,
        block: Block<'_>,
        (line, marks): (u32, &[u32]),
        found: Found,
        shape: &Shape,
        part: &mut Part<'c>,
        own: &mut Vec<u32>,
    ) {
        let bytes = block.text.as_bytes();
        let (Some(before), Some(feed)) = (marks.first(), marks.last()) else {
            return;
        };
        let (from, to) = (before.wrapping_add(1), *feed);
        let is_crlf =
            found.carriage && bytes.get(to.wrapping_sub(1) as usize) == Some(&b'\r') && to > from;
        let end = to - u32::from(is_crlf);
        let delimiter = self.tidy.delimiter();
        let fields = regular(bytes, marks, end, found, delimiter, own);
        let fields = fields.filter(|fields| fields.marks.len() == shape.count + 1);
        let plain = fields.and_then(|fields| self.plain(fields, shape, line, (from, end)));
        if let Some(plain) = plain {
            let (from, to) = plain.entity;
            if from < to {
                self.sought.push(bytes, from as usize, to as usize);
            }
            self.batch.push(plain);
            if self.batch.len() == BATCH {
                self.fold(block, part);
            }
        } else {
            let learn = fields.map(|fields| (fields, shape));
            let after = (to as usize + 1).min(bytes.len());
            self.slow(block, line, (from as usize, after), learn, part);
        }
    }

    /// Reads a line that is plain and of a known class.
    fn plain(
        &self,
        fields: Fields<'_>,
        shape: &Shape,
        line: u32,
        span: (u32, u32),
    ) -> Option<Plain> {
        if matches!(fields.bytes.get(span.0 as usize)?, b'#' | b'<' | b'>') {
            return None;
        }
        let number_of_class = self.classes.find(fields, shape)?;
        let class = self.classes.get(number_of_class)?;
        if !fields.field(shape.record_id)?.is_empty() {
            return None;
        }
        let (start, end) = self.time(class, fields, shape)?;
        let value = fields.field(shape.value)?;
        let amount = if class.kind == Kind::Member {
            value.is_empty().then_some(0)?
        } else {
            class.amount(number(value, self.numbers)?)?
        };
        let named = class.kind == Kind::Member || class.names_members();
        let entity = fields.field(shape.entity).filter(|_| named).unwrap_or(b"");
        let (mut range, mut country) = ((0, 0), None);
        if !entity.is_empty() {
            if !is_tight(entity) {
                return None;
            }
            let column = shape.entity?;
            let (from, to) = fields.range(column, column + 1)?;
            let quoted = u32::from(fields.bytes.get(from as usize) == Some(&b'"'));
            range = (from + quoted, to - quoted);
            country = match fields.field(shape.country)? {
                b"" => None,
                word => {
                    let (from, to) = fields.range(shape.country?, shape.country? + 1)?;
                    let around = (to - from).checked_sub(2)? / 2;
                    let at = number_of(word)?;
                    self.codes.get(at)?;
                    Some((at, from + around))
                }
            };
        } else if class.kind == Kind::Member || (named && fields.field(shape.entity).is_none()) {
            return None;
        }
        Some(Plain {
            class: number_of_class,
            line,
            span,
            start,
            end,
            amount,
            entity: range,
            country,
        })
    }

    /// Returns the seconds between which a row lies; `None` when they are not plain or lie in no period.
    fn time(&self, class: &Class, fields: Fields<'_>, shape: &Shape) -> Option<(i64, i64)> {
        let (start, end) = (fields.field(shape.start)?, fields.field(shape.end)?);
        if let Some(span) = class.span {
            return (start.is_empty() && end.is_empty()).then_some(span);
        }
        let start = instant(start, self.zone)?;
        let end = match (class.kind, end) {
            (Kind::Level | Kind::Member, b"") => start,
            (Kind::Level, _) => return None,
            _ => instant(end, self.zone).filter(|end| *end > start)?,
        };
        self.timeline.touches(start, end).then_some((start, end))
    }

    /// Folds the rows that were read.
    fn fold(&mut self, block: Block<'_>, part: &mut Part<'c>) {
        let bytes = block.text.as_bytes();
        let mut found = std::mem::take(&mut self.identities);
        part.identities
            .number_all(bytes, &mut self.sought, &mut found);
        let mut identities = found.iter().copied();
        part.book.counts.read += self.batch.len();
        part.book.counts.used += self.batch.len();
        let batch = std::mem::take(&mut self.batch);
        for row in &batch {
            let (from, to) = row.entity;
            let identity = if from < to { identities.next() } else { None };
            if self.fold_row(block, row, identity, part)
                && let Some(excerpt) = &mut part.excerpt
            {
                excerpt.keep(block, row.line, row.span.0 as usize);
            }
        }
        // By itself, so that the memory is waited for once and not for each.
        for (group, identity, country) in self.seen.drain(..) {
            if let Some(group) = part.fold.groups.get_mut(group as usize) {
                let members = group.members.get_or_insert_default();
                members.insert(identity, country);
            }
        }
        self.batch = batch;
        self.batch.clear();
        self.identities = found;
    }

    /// Tells the groups what they were not told, at the end of the file.
    pub(super) fn finish(&mut self, part: &mut Part<'c>) {
        for class in self.classes.all_mut() {
            let cells = [&mut class.cells, &mut class.member_cells];
            settle(self.source, cells, &mut class.sums, &mut part.fold);
        }
    }

    /// Folds a row; returns whether a figure keeps it by itself.
    #[inline]
    fn fold_row(
        &mut self,
        block: Block<'_>,
        row: &Plain,
        identity: Option<Identity>,
        part: &mut Part<'c>,
    ) -> bool {
        let (from, to) = row.span;
        let place = Place {
            source: self.source,
            span: (block.base + from as usize..block.base + to as usize).into(),
        };
        let Some(class) = self.classes.get_mut(row.class) else {
            return false;
        };
        let code = row.country.and_then(|(code, at)| {
            let code = self.codes.get(code)?;
            Some((code, at))
        });
        let fold = &mut part.fold;
        let (mut kept, mut last) = (false, None);
        let (timeline, seen) = (&self.timeline, &mut self.seen);
        let at = Extent::Moment(Instant::from_seconds(row.start));
        timeline.pieces(row.start, row.end, |piece| {
            let is_new = last != Some(piece.period);
            last = Some(piece.period);
            if class.kind == Kind::Interval {
                class.sums.add(piece, row.amount);
            }
            if !is_new {
                return;
            }
            let period = usize::from(piece.period);
            if class.kind != Kind::Member
                && let Some(cell) = class.cells.get_mut(period)
            {
                let is_taken = cell.take(place, row.line);
                if (!is_taken || class.kind == Kind::Level)
                    && let Some(group) = cell.group(fold, class.series, piece.period)
                {
                    if !is_taken {
                        kept |= cell.tell(place, row.line, class.provisional, group);
                    }
                    match class.kind {
                        Kind::Interval => group.held.add_sum(piece.first, piece.month, 0),
                        _ => group.level(at, place, level(row.amount)),
                    }
                }
            }
            let (cells, series) = match class.kind {
                Kind::Member => (&mut class.cells, Some(class.series)),
                _ => (&mut class.member_cells, class.members),
            };
            let (Some(identity), Some(cell), Some(series)) =
                (identity, cells.get_mut(period), series)
            else {
                return;
            };
            if let (Some((code, _)), Some(period)) = (code, timeline.period(piece.period)) {
                fold.homes.note(identity, code.country, period);
            }
            let doubtful = code.filter(|(code, _)| code.is_doubtful);
            let is_taken = cell.take(place, row.line);
            if (!is_taken || doubtful.is_some())
                && let Some(group) = cell.group(fold, series, piece.period)
            {
                if !is_taken {
                    kept |= cell.tell(place, row.line, class.provisional, group);
                }
                if let Some((_, at)) = doubtful {
                    group.spell(&spelled(block, place, at));
                }
            }
            if let Some(group) = cell.number() {
                let country = code.map(|(code, _)| code.country);
                seen.push((group, identity, country));
            }
        });
        kept
    }

    /// Has lines read by the reader of rows; learns from a single one that it accepts.
    fn slow(
        &mut self,
        block: Block<'_>,
        line: u32,
        (from, to): (usize, usize),
        learn: Option<(Fields<'_>, &Shape)>,
        part: &mut Part<'c>,
    ) {
        let text = block.text.get(from..to).unwrap_or_default();
        let stretch = Stretch {
            text,
            base: block.base + from,
            goes_on: block.goes_on || to < block.text.trim_end_matches(['\n', '\r']).len(),
        };
        let Part {
            fold,
            identities,
            sink,
            book,
            excerpt,
        } = part;
        let mut cursor = Cursor::new(block, line, from);
        let before = sink.len();
        let mut accepted = None;
        let mut take = |row: Row<'_>| {
            if let (Row::Used(record, member, id), Some(_)) = (&row, learn) {
                accepted = id.is_empty().then(|| (record.clone(), member.clone()));
            }
            let (line, start) = cursor.line_of(row.start());
            if book.take(fold, row, line)
                && let Some(excerpt) = excerpt
            {
                excerpt.keep(block, line, start);
            }
        };
        self.tidy.read(stretch, identities, sink, &mut take);
        if let Some(excerpt) = excerpt {
            let mut start = from;
            for (line, written) in (line..).zip(text.split_inclusive('\n')) {
                if written.starts_with(['<', '>']) {
                    excerpt.mark(block, line, start);
                }
                start += written.len();
            }
        }
        let is_clean = sink.len() == before;
        if let (Some((record, member)), Some((fields, shape)), true) = (accepted, learn, is_clean) {
            self.learn(&record, member.as_deref(), fields, shape, part);
        }
    }

    /// Learns the class of a row that was accepted, and the code of its country.
    fn learn(
        &mut self,
        record: &UsageRecord,
        member: Option<&UsageRecord>,
        fields: Fields<'_>,
        shape: &Shape,
        part: &Part<'c>,
    ) -> Option<()> {
        if let Fact::Member(member) = &member.unwrap_or(record).fact {
            self.codes.learn(member, fields.field(shape.country)?);
        }
        if self.classes.find(fields, shape).is_some() {
            return None;
        }
        let unit = std::str::from_utf8(fields.field(shape.unit)?).ok()?.trim();
        let members = self.tidy.members_of(record.series.installation);
        let class = Class::of(part.fold.catalogue, &part.fold, members, record, unit)?;
        let value = fields.field(shape.value)?;
        let written = if value.is_empty() {
            0
        } else {
            number(value, self.numbers)?
        };
        if class.agrees(written, record) {
            self.classes.learn(fields, shape, class);
        }
        None
    }
}

fn note_zero(block: Block<'_>, excerpt: &mut Excerpt) {
    if let Some(at) = block.text.bytes().position(|byte| byte == 0) {
        let first = excerpt.zero.get_or_insert(block.base + at);
        *first = (block.base + at).min(*first);
        let (line, start) = Cursor::new(block, 0, 0).line_of(block.base + at);
        excerpt.keep(block, line, start);
    }
}

/// Returns a level that is a whole number of the last place.
fn level(whole: i64) -> Decimal {
    let level = Decimal::try_from_i128_with_scale(i128::from(whole), PLACES);
    level.unwrap_or_default().normalize()
}

/// Returns how a row writes a code of two letters.
fn spelled(block: Block<'_>, row: Place, at: u32) -> Spelled {
    let (from, to) = (at as usize, at as usize + 2);
    Spelled {
        word: block.text.get(from..to).unwrap_or_default().to_owned(),
        place: Place {
            source: row.source,
            span: (block.base + from..block.base + to).into(),
        },
        rows: 1,
    }
}
