//! What is collected for a metric of an installation in a period before it is folded.

use crate::aggregate::{Identity, Members, Tally};
use crate::calendar::Instant;
use crate::quantity::Decimal;
use crate::source::Place;
use crate::usage::ledger::Spelled;
use crate::usage::origins::Origins;
use crate::usage::record::Extent;

use super::held::Held;

/// A total for a part of the period.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) extent: Extent,
    pub(super) tally: Tally,
    pub(super) place: Place,
}

/// All that the rows gave for a figure. Nothing of it depends on the order in which the rows were taken.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// Totals, each for a part of the period or the whole.
    pub(super) parts: Vec<Part>,
    /// What was held over time.
    pub(super) held: Held,
    /// The first row that is a record and no total.
    pub(super) first_record: Option<Place>,
    /// The latest sample; of two at the same instant the one that stands later.
    pub(super) last_level: Option<(Instant, Place, Decimal)>,
    /// The identities seen.
    pub(super) members: Option<Members>,
    pub(super) origins: Origins,
    /// What is printed under the table, each with the first row that says it.
    pub(super) notes: Vec<(Place, String)>,
    pub(super) provisional: bool,
    /// How members' countries are written, where that is doubtful.
    pub(super) spelled: Vec<Spelled>,
}

impl Group {
    pub(super) fn part(&mut self, extent: Extent, place: Place, tally: Tally) {
        self.parts.push(Part {
            extent,
            tally,
            place,
        });
    }

    #[inline]
    pub(super) fn record(&mut self, place: Place) {
        let first = self.first_record.get_or_insert(place);
        *first = place.min(*first);
    }

    pub(super) fn level(&mut self, extent: Extent, place: Place, amount: Decimal) {
        let Extent::Moment(at) = extent else { return };
        let known = self.last_level.map(|(at, place, _)| (at, place));
        if known.is_none_or(|known| known <= (at, place)) {
            self.last_level = Some((at, place, amount));
        }
    }

    pub(super) fn note(&mut self, place: Place, note: &str) {
        match self.notes.iter_mut().find(|(_, known)| known == note) {
            Some((first, _)) => *first = place.min(*first),
            None => self.notes.push((place, note.to_owned())),
        }
    }

    pub(super) fn spell(&mut self, more: &Spelled) {
        let mut known = self.spelled.iter_mut();
        match known.find(|one| one.word == more.word && one.place.source == more.place.source) {
            Some(one) => {
                one.place = one.place.min(more.place);
                one.rows += more.rows;
            }
            None => self.spelled.push(more.clone()),
        }
    }

    /// Takes what another part of the reading collected; `numbers` are the new ones of its identities, where
    /// these have others.
    pub(super) fn merge(&mut self, other: Self, numbers: Option<&[Identity]>) {
        self.parts.extend(other.parts);
        self.held.merge(&other.held);
        if let Some(place) = other.first_record {
            self.record(place);
        }
        if let Some((at, place, amount)) = other.last_level {
            self.level(Extent::Moment(at), place, amount);
        }
        if let Some(members) = other.members {
            let members = match numbers {
                Some(numbers) => members.renumbered(numbers),
                None => members,
            };
            match &mut self.members {
                Some(known) => known.union(&members),
                None => self.members = Some(members),
            }
        }
        self.origins.merge(&other.origins);
        for (place, note) in &other.notes {
            self.note(*place, note);
        }
        self.provisional |= other.provisional;
        for spelled in &other.spelled {
            self.spell(spelled);
        }
    }
}
