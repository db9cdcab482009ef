//! Which countries identities are from.
//!
//! A figure keeps its identities as bits, and the countries of all of them as one set. Where an identity is from is the
//! same for all figures, and is kept once: four bytes for each.

use std::collections::BTreeMap;

use crate::aggregate::{Identity, Members};
use crate::calendar::{Period, ProjectMonth};
use crate::country::Country;

/// The countries that rows name for each identity, with the last month of the first period in which they do.
#[derive(Debug, Clone, Default)]
pub struct Homes {
    /// By the number of the identity.
    one: Vec<Option<(Country, u16)>>,
    /// Those of identities with several.
    more: BTreeMap<(u32, Country), u16>,
}

impl Homes {
    /// Notes the country of an identity in a period.
    #[inline]
    pub(super) fn note(&mut self, identity: Identity, country: Country, period: Period) {
        self.note_from(identity, country, period.last().number());
    }

    #[inline]
    fn note_from(&mut self, identity: Identity, country: Country, month: u16) {
        let at = usize::try_from(identity.number()).unwrap_or(usize::MAX);
        if self.one.len() <= at {
            self.one.resize(at + 1, None);
        }
        match self.one.get_mut(at) {
            Some(Some((known, from))) if *known == country => *from = month.min(*from),
            Some(free @ None) => *free = Some((country, month)),
            _ => {
                let known = self.more.entry((identity.number(), country));
                let from = known.or_insert(month);
                *from = month.min(*from);
            }
        }
    }

    /// Takes those of another part of the reading; `numbers` are the new ones of its identities.
    pub(super) fn join(&mut self, other: &Self, numbers: &[Identity]) {
        for (new, home) in numbers.iter().zip(&other.one) {
            if let Some((country, month)) = home {
                self.note_from(*new, *country, *month);
            }
        }
        for ((old, country), month) in &other.more {
            let new = usize::try_from(*old).ok().and_then(|old| numbers.get(old));
            if let Some(new) = new {
                self.note_from(*new, *country, *month);
            }
        }
    }

    /// Counts identities by country, by all that rows up to a month say of them.
    pub fn count(&self, members: &Members, until: ProjectMonth) -> BTreeMap<Country, usize> {
        let mut counts = BTreeMap::new();
        let mut add = |country: Country, month: u16| {
            if month <= until.number() {
                *counts.entry(country).or_default() += 1;
            }
        };
        for identity in members.iter() {
            let at = usize::try_from(identity.number()).unwrap_or(usize::MAX);
            if let Some(Some((country, month))) = self.one.get(at) {
                add(*country, *month);
            }
        }
        for ((number, country), month) in &self.more {
            if members.contains(Identity::new(*number)) {
                add(*country, *month);
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::Homes;
    use crate::aggregate::{Identity, Members};
    use crate::calendar::{Period, ProjectMonth};
    use crate::country::Country;

    #[test]
    fn users_count_in_each_country_that_rows_up_to_then_name_for_them() {
        let [es, pt] = ["ES", "PT"].map(|code| Country::known(code).unwrap());
        let [early, late]: [Period; 2] =
            ["M1-M6", "M7-M12"].map(|text| Period::parse(text).unwrap());
        let rows = [
            (0, es, late),
            (1, es, early),
            (0, pt, early),
            (0, es, late),
            (2, pt, early),
        ];
        let of = |rows: &[(u32, Country, Period)]| {
            let mut homes = Homes::default();
            for (number, country, period) in rows {
                homes.note(Identity::new(*number), *country, *period);
            }
            homes
        };
        let numbers: Vec<Identity> = (0..3).map(Identity::new).collect();
        let mut members = Members::default();
        for number in [0, 1, 7] {
            members.insert(Identity::new(number), None);
        }
        for cut in 0..=rows.len() {
            let (one, other) = rows.split_at(cut);
            let mut homes = of(other);
            homes.join(&of(one), &numbers);
            let counts = |month| homes.count(&members, ProjectMonth::new(month).unwrap());
            assert_eq!(counts(6), [(es, 1), (pt, 1)].into());
            assert_eq!(counts(12), [(es, 2), (pt, 1)].into());
        }
    }
}
