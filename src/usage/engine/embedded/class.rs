//! Classes of rows: those that say the same of the same figure, and differ in time, amount and identity alone.
//!
//! A class is learnt from a row that the reader of rows accepted. A later row of the same class has the same bytes in all
//! the columns that decide what it is about, so the reader would decide the same.

use crate::aggregate::Kind;
use crate::catalogue::Catalogue;
use crate::quantity::{Decimal, Unit};
use crate::usage::import::{Tidy, hash};
use crate::usage::ledger::metric_of;
use crate::usage::record::{Extent, Fact, Series, UsageRecord};

use super::super::Fold;
use super::super::held::whole;
use super::fields::Fields;
use super::pending::{Cell, Sums};

/// Most classes that are learnt; a file with more has a note or a unit of its own in every row.
const MOST: usize = 1 << 12;
/// Slots of the table; at most half of them are taken.
const SLOTS: usize = MOST * 2;

/// Columns that decide what a row is about.
const DECIDING: [&str; 7] = [
    "installation",
    "metric",
    "period",
    "unit",
    "kind",
    "state",
    "note",
];

/// Where the columns of a file stand.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    /// How many there are.
    pub(super) count: usize,
    /// Runs of neighbours among those that decide, each from a first to before another column.
    pub(super) deciding: Vec<(usize, usize)>,
    pub(super) start: Option<usize>,
    pub(super) end: Option<usize>,
    pub(super) value: Option<usize>,
    pub(super) unit: Option<usize>,
    pub(super) entity: Option<usize>,
    pub(super) country: Option<usize>,
    pub(super) record_id: Option<usize>,
}

impl Shape {
    /// Returns the shape of a file, when its rows can be read at all.
    pub(super) fn of(tidy: &Tidy<'_>) -> Option<Self> {
        let count = tidy.columns()?;
        let mut columns: Vec<usize> = DECIDING
            .iter()
            .filter_map(|name| tidy.column(name))
            .collect();
        columns.sort_unstable();
        let mut deciding: Vec<(usize, usize)> = Vec::new();
        for at in columns {
            match deciding.last_mut() {
                Some((_, end)) if *end == at => *end += 1,
                _ => deciding.push((at, at + 1)),
            }
        }
        let column = |name| tidy.column(name);
        Some(Self {
            count,
            deciding,
            start: column("start"),
            end: column("end"),
            value: column("value"),
            unit: column("unit"),
            entity: column("entity"),
            country: column("country"),
            record_id: column("record_id"),
        })
    }
}

/// What is known of the rows of a class.
#[derive(Debug)]
pub(super) struct Class {
    key: Vec<Box<[u8]>>,
    pub(super) kind: Kind,
    pub(super) provisional: bool,
    /// The seconds between which it lies, when that is the same for all of its rows.
    pub(super) span: Option<(i64, i64)>,
    /// What an amount is multiplied with and divided by to stand in the unit of the metric.
    pub(super) factor: (i64, i64),
    pub(super) series: Series,
    /// For each period what its rows came to.
    pub(super) cells: Vec<Cell>,
    /// What was held, by month.
    pub(super) sums: Sums,
    /// The series that counts whom the rows name.
    pub(super) members: Option<Series>,
    pub(super) member_cells: Vec<Cell>,
}

impl Class {
    /// Returns the class of a row that was accepted, when rows like it are plain.
    pub(super) fn of(
        catalogue: &Catalogue,
        fold: &Fold<'_>,
        members: Option<Series>,
        record: &UsageRecord,
        unit: &str,
    ) -> Option<Self> {
        if record.note.is_some() {
            return None;
        }
        let kind = record.fact.kind();
        let metric = metric_of(catalogue, record.series)?;
        let wanted = match &record.fact {
            Fact::Held(_) => metric.unit.held()?,
            Fact::Level(_) => metric.unit,
            Fact::Member(_) => Unit::parse(unit).unwrap_or(metric.unit),
            Fact::Total(_) | Fact::Roster(_) | Fact::Absent(_) => return None,
        };
        let factor = match unit {
            "" => Decimal::ONE,
            _ if kind == Kind::Member => Decimal::ONE,
            text => Unit::parse(text)?.factor_to(wanted)?.normalize(),
        };
        let factor = (
            i64::try_from(factor.mantissa()).ok()?,
            10_i64.checked_pow(factor.scale())?,
        );
        let span = match record.extent {
            Extent::Months(_) => {
                let (start, end) = fold.timeline.span(record.extent);
                Some((start.seconds(), end.seconds()))
            }
            Extent::Time(..) | Extent::Moment(_) => None,
        };
        let cells = vec![Cell::default(); fold.timeline.periods().count()];
        Some(Self {
            key: Vec::new(),
            kind,
            provisional: record.provisional,
            span,
            factor,
            series: record.series,
            member_cells: cells.clone(),
            cells,
            sums: Sums::default(),
            members: if kind == Kind::Member { None } else { members },
        })
    }

    /// Returns whether an amount that was read fast is the one of the record that the class is learnt from.
    pub(super) fn agrees(&self, fast: i64, record: &UsageRecord) -> bool {
        let slow = match &record.fact {
            Fact::Held(amount) | Fact::Level(amount) => whole(*amount),
            Fact::Total(_) | Fact::Roster(_) | Fact::Member(_) | Fact::Absent(_) => return true,
        };
        self.amount(fast) == slow
    }

    /// Returns an amount in the unit of the metric, when it is a whole number of the last place.
    #[inline]
    pub(super) fn amount(&self, written: i64) -> Option<i64> {
        let (by, through) = self.factor;
        let amount = written.checked_mul(by)?;
        if through == 1 {
            return Some(amount);
        }
        (amount % through == 0).then(|| amount / through)
    }

    /// Returns whether its rows name somebody who is counted by another metric.
    pub(super) fn names_members(&self) -> bool {
        self.members.is_some()
    }
}

/// The classes of a file.
#[derive(Debug)]
pub(super) struct Classes {
    all: Vec<Class>,
    /// The hash and the number from 1; 0 where nothing stands.
    slots: Vec<(u64, u32)>,
}

impl Default for Classes {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            slots: vec![(0, 0); 64],
        }
    }
}

impl Classes {
    /// Returns the number of the class that has the bytes of a row in the columns that decide.
    #[inline]
    pub(super) fn find(&self, fields: Fields<'_>, shape: &Shape) -> Option<u32> {
        let hash = hash_of(fields, shape)?;
        let mask = self.slots.len() - 1;
        let mut at = start(hash, mask);
        loop {
            let (known, number) = *self.slots.get(at)?;
            let number = number.checked_sub(1)?;
            if known == hash {
                let class = self.all.get(number as usize)?;
                let mut runs = class.key.iter().zip(&shape.deciding);
                if runs.all(|(known, run)| run_of(fields, *run) == Some(known)) {
                    return Some(number);
                }
            }
            at = (at + 1) & mask;
        }
    }

    /// Takes the class of a row, unless there are too many.
    pub(super) fn learn(&mut self, fields: Fields<'_>, shape: &Shape, class: Class) {
        let (Some(hash), true) = (hash_of(fields, shape), self.all.len() < MOST) else {
            return;
        };
        let runs = shape.deciding.iter();
        let key = runs.filter_map(|run| run_of(fields, *run).map(Box::from));
        self.all.push(Class {
            key: key.collect(),
            ..class
        });
        if self.all.len() * 2 > self.slots.len() {
            let size = (self.slots.len() * 4).min(SLOTS);
            let old = std::mem::replace(&mut self.slots, vec![(0, 0); size]);
            for (hash, number) in old.into_iter().filter(|(_, number)| *number != 0) {
                self.put(hash, number);
            }
        }
        self.put(hash, u32::try_from(self.all.len()).unwrap_or_default());
    }

    fn put(&mut self, hash: u64, number: u32) {
        let mask = self.slots.len() - 1;
        let mut at = start(hash, mask);
        while self.slots.get(at).is_some_and(|(_, taken)| *taken != 0) {
            at = (at + 1) & mask;
        }
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = (hash, number);
        }
    }

    /// Returns a class by its number.
    pub(super) fn get(&self, number: u32) -> Option<&Class> {
        self.all.get(number as usize)
    }

    /// Returns all classes.
    pub(super) fn all_mut(&mut self) -> impl Iterator<Item = &mut Class> {
        self.all.iter_mut()
    }

    /// Returns a class by its number.
    pub(super) fn get_mut(&mut self, number: u32) -> Option<&mut Class> {
        self.all.get_mut(number as usize)
    }
}

fn start(hash: u64, mask: usize) -> usize {
    usize::try_from(hash >> 32).unwrap_or_default() & mask
}

/// Returns the bytes of neighbours among the columns that decide.
#[inline]
fn run_of(fields: Fields<'_>, (from, to): (usize, usize)) -> Option<&[u8]> {
    fields.get(fields.range(from, to)?)
}

#[inline]
fn hash_of(fields: Fields<'_>, shape: &Shape) -> Option<u64> {
    let mut sum = 0_u64;
    for run in &shape.deciding {
        sum = hash(sum, run_of(fields, *run)?);
    }
    Some(sum)
}
