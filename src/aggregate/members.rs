//! The identities behind a count, as numbers: who bears a number only the reader knows.

use crate::country::{Countries, Country};

/// An identity behind a distinct count, as the number that the reader gave it; it is compared and counted, never printed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity(u32);

impl Identity {
    /// Returns the identity of that number.
    pub fn new(number: u32) -> Self {
        Self(number)
    }

    /// Returns its number.
    pub fn number(self) -> u32 {
        self.0
    }
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity(…)")
    }
}

/// The identities behind a count, and the countries that any of them are from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Members {
    people: People,
    countries: Countries,
}

impl Members {
    /// Adds an identity and its country.
    #[inline]
    pub fn insert(&mut self, identity: Identity, country: Option<Country>) {
        self.people.insert(identity.0);
        if let Some(country) = country {
            self.countries.insert(country);
        }
    }

    /// Adds those of another count.
    pub fn union(&mut self, other: &Self) {
        self.people.union(&other.people);
        self.countries.union(&other.countries);
    }

    /// Returns how many identities there are.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the identities, by their numbers.
    pub fn iter(&self) -> impl Iterator<Item = Identity> {
        self.people.iter().map(Identity)
    }

    /// Returns whether an identity is one of them.
    pub fn contains(&self, identity: Identity) -> bool {
        self.people.contains(identity.0)
    }

    /// Returns the countries.
    pub fn countries(&self) -> &Countries {
        &self.countries
    }

    /// Returns the same people by other numbers: `numbers` has the new one at the place of each old one.
    #[must_use]
    pub fn renumbered(&self, numbers: &[Identity]) -> Self {
        let mut people = People::default();
        let new = |old: u32| numbers.get(usize::try_from(old).ok()?);
        for identity in self.people.iter().filter_map(new) {
            people.insert(identity.0);
        }
        Self {
            people,
            countries: self.countries,
        }
    }
}

/// Bits of a page: one for each number that has the same upper half.
const WORDS: usize = 1 << 10;
/// Most numbers of a page that are listed; more take less room as bits.
const LISTED: usize = 1 << 8;

/// The numbers of a page, by their lower halves.
#[derive(Debug, Clone)]
enum Page {
    /// Few, sorted.
    Listed(Vec<u16>),
    /// Many, a bit for each.
    Bits(Box<[u64; WORDS]>),
}

impl Page {
    #[inline]
    fn insert(&mut self, low: u16) {
        match self {
            Self::Bits(bits) => set(bits, low),
            Self::Listed(list) => {
                if let Err(at) = list.binary_search(&low) {
                    list.insert(at, low);
                    if list.len() > LISTED {
                        self.spread();
                    }
                }
            }
        }
    }

    /// Returns the numbers as bits.
    fn spread(&mut self) -> &mut [u64; WORDS] {
        if let Self::Listed(list) = self {
            let mut bits = Box::new([0; WORDS]);
            for low in list.iter() {
                set(&mut bits, *low);
            }
            *self = Self::Bits(bits);
        }
        match self {
            Self::Bits(bits) => bits,
            Self::Listed(_) => unreachable!("it was spread above"),
        }
    }

    fn union(&mut self, other: &Self) {
        match other {
            Self::Listed(list) => {
                for low in list {
                    self.insert(*low);
                }
            }
            Self::Bits(more) => {
                for (word, more) in self.spread().iter_mut().zip(more.iter()) {
                    *word |= more;
                }
            }
        }
    }

    fn contains(&self, low: u16) -> bool {
        match self {
            Self::Listed(list) => list.binary_search(&low).is_ok(),
            Self::Bits(bits) => has(bits, low),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Listed(list) => list.len(),
            Self::Bits(bits) => bits.iter().map(|word| word.count_ones() as usize).sum(),
        }
    }

    fn iter(&self) -> impl Iterator<Item = u16> {
        let (list, bits) = match self {
            Self::Listed(list) => (list.as_slice(), [].as_slice()),
            Self::Bits(bits) => ([].as_slice(), bits.as_slice()),
        };
        let words = bits.iter().zip((0_u16..).step_by(64));
        list.iter()
            .copied()
            .chain(words.flat_map(|(word, base)| bits_of(*word).map(move |bit| base + bit)))
    }
}

fn has(bits: &[u64; WORDS], low: u16) -> bool {
    let word = bits.get(usize::from(low >> 6)).copied().unwrap_or_default();
    word >> (low & 63) & 1 == 1
}

/// Returns the places of the bits of a word, from 0.
fn bits_of(word: u64) -> impl Iterator<Item = u16> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let bit = (0..64).nth(rest.trailing_zeros() as usize)?;
        rest &= rest - 1;
        Some(bit)
    })
}

#[inline]
fn set(bits: &mut [u64; WORDS], low: u16) {
    if let Some(word) = bits.get_mut(usize::from(low >> 6)) {
        *word |= 1 << (low & 63);
    }
}

/// Numbers of people, each once, in pages: exact, and small whether they are many or few.
#[derive(Debug, Clone, Default)]
struct People {
    pages: Vec<Page>,
}

impl People {
    #[inline]
    fn insert(&mut self, number: u32) {
        let [a, b, c, d] = number.to_be_bytes();
        let page = usize::from(u16::from_be_bytes([a, b]));
        self.page(page).insert(u16::from_be_bytes([c, d]));
    }

    fn contains(&self, number: u32) -> bool {
        let [a, b, c, d] = number.to_be_bytes();
        let low = u16::from_be_bytes([c, d]);
        let page = self.pages.get(usize::from(u16::from_be_bytes([a, b])));
        page.is_some_and(|page| page.contains(low))
    }

    fn page(&mut self, at: usize) -> &mut Page {
        if self.pages.len() <= at {
            self.pages.resize(at + 1, Page::Listed(Vec::new()));
        }
        self.pages.get_mut(at).expect("it was made above")
    }

    fn union(&mut self, other: &Self) {
        for (at, page) in other.pages.iter().enumerate() {
            self.page(at).union(page);
        }
    }

    fn len(&self) -> usize {
        self.pages.iter().map(Page::len).sum()
    }

    fn iter(&self) -> impl Iterator<Item = u32> {
        let pages = (0_u32..).zip(&self.pages);
        pages.flat_map(|(high, page)| page.iter().map(move |low| high << 16 | u32::from(low)))
    }
}

impl PartialEq for People {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl Eq for People {}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Identity, Members, People};

    #[test]
    fn few_and_many_numbers_are_counted_exactly() {
        for step in [1_u32, 7, 64, 65_537] {
            let (mut people, mut wanted) = (People::default(), BTreeSet::new());
            for number in (0..3_000).map(|at| at * step % 1_000_003) {
                people.insert(number);
                people.insert(number);
                wanted.insert(number);
            }
            assert!((0..9_000).all(|one| people.contains(one) == wanted.contains(&one)));
            assert_eq!(people.len(), wanted.len());
            assert!(people.iter().eq(wanted), "{step}");
        }
    }

    #[test]
    fn a_union_does_not_depend_on_how_the_numbers_are_kept() {
        let of = |numbers: std::ops::Range<u32>| {
            let mut people = People::default();
            numbers.for_each(|number| people.insert(number * 3));
            people
        };
        let (few, many) = (of(990..1_010), of(0..2_000));
        for (one, other) in [(&few, &many), (&many, &few), (&many, &many)] {
            let mut both = one.clone();
            both.union(other);
            assert_eq!(both, many);
        }
        let mut parts = of(0..1_000);
        parts.union(&of(1_000..2_000));
        assert_eq!(parts, many);
        assert_ne!(parts, few);
    }

    #[test]
    fn people_stay_the_same_by_other_numbers() {
        let mut members = Members::default();
        for number in [0, 2, 3] {
            members.insert(Identity::new(number), None);
        }
        let numbers: Vec<Identity> = [70_000, 5, 6, 70_000].map(Identity::new).to_vec();
        let renumbered = members.renumbered(&numbers);
        let mut wanted = Members::default();
        wanted.insert(Identity::new(6), None);
        wanted.insert(Identity::new(70_000), None);
        assert_eq!(renumbered, wanted);
    }
}
