//! Gives each identity a number, so that nothing behind the reader ever holds one.

use std::borrow::Cow;

use crate::aggregate::Identity;

/// Slots of an empty table; a power of two.
const FIRST: usize = 64;

/// Letters of an identity that are kept beside its length; a longer one lies elsewhere.
const SHORT: usize = 31;
/// What stands instead of the length of a longer one.
const LONG: u64 = u64::MAX;

/// An identity of up to [`SHORT`] letters and its length; else its hash and where it lies, which no two share.
type Key = [u64; 4];

/// The identities that were read, each with its number: the first one has 0.
///
/// A table of open addressing leads to their keys: some fifty bytes for each. The order of the table reaches nothing that
/// is written.
#[derive(Debug, Clone, Default)]
pub(in crate::usage) struct Identities {
    keys: Vec<Key>,
    long: Vec<Box<[u8]>>,
    /// The upper half of the hash and the number, from 1; 0 where nothing stands.
    slots: Vec<u64>,
}

impl Identities {
    /// Returns the number of an identity, which is a new one when it was not seen before.
    pub(in crate::usage) fn number(&mut self, entity: &[u8]) -> Identity {
        self.number_by(short(entity), entity)
    }

    /// Returns the number of the identity that stands in a block from one to before another place.
    #[inline]
    pub(in crate::usage) fn number_in(&mut self, block: &[u8], from: usize, to: usize) -> Identity {
        let entity = block.get(from..to).unwrap_or_default();
        let wide = block.get(from..).and_then(|rest| rest.first_chunk::<32>());
        let key = match wide {
            Some(wide) => masked(wide, entity.len()),
            None => short(entity),
        };
        self.number_by(key, entity)
    }

    #[inline]
    fn number_by(&mut self, short: Option<Key>, entity: &[u8]) -> Identity {
        if self.keys.len() * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        let hash = short.as_ref().map_or_else(|| hash(entity), hash_of);
        let mask = self.slots.len() - 1;
        let mut at = usize::try_from(hash & 0xffff_ffff).unwrap_or_default() & mask;
        loop {
            let slot = self.slots.get(at).copied().unwrap_or_default();
            if slot == 0 {
                break;
            }
            let number = (slot & 0xffff_ffff) - 1;
            if slot >> 32 == hash >> 32 && self.is(number, short.as_ref(), entity) {
                return identity(number);
            }
            at = (at + 1) & mask;
        }
        let number = self.keys.len() as u64;
        let key = short.unwrap_or_else(|| {
            let key = [self.long.len() as u64, 0, 0, LONG];
            self.long.push(entity.into());
            key
        });
        self.keys.push(key);
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = hash & !0xffff_ffff | (number + 1);
        }
        identity(number)
    }

    /// Gives numbers to those of another part of the reading; returns them in the order of the old numbers.
    pub(in crate::usage) fn join(&mut self, other: &Self) -> Vec<Identity> {
        let all = 0..other.keys.len() as u64;
        all.map(|number| self.number(&other.letters(number)))
            .collect()
    }

    #[inline]
    fn key(&self, number: u64) -> Option<&Key> {
        self.keys.get(usize::try_from(number).ok()?)
    }

    #[inline]
    fn is(&self, number: u64, short: Option<&Key>, entity: &[u8]) -> bool {
        match short {
            Some(short) => self.key(number) == Some(short),
            None => self.letters(number).as_ref() == entity,
        }
    }

    fn letters(&self, number: u64) -> Cow<'_, [u8]> {
        let Some(key) = self.key(number) else {
            return Cow::Borrowed(&[]);
        };
        if let [at, .., LONG] = key {
            let at = usize::try_from(*at).unwrap_or(usize::MAX);
            let long = self.long.get(at).map(AsRef::as_ref);
            return Cow::Borrowed(long.unwrap_or_default());
        }
        let mut letters: Vec<u8> = key.iter().flat_map(|word| word.to_le_bytes()).collect();
        letters.truncate(usize::from(letters.last().copied().unwrap_or_default()));
        Cow::Owned(letters)
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(FIRST);
        self.slots = vec![0; size];
        for number in 0..self.keys.len() as u64 {
            let hash = match self.key(number) {
                Some([.., LONG]) | None => hash(&self.letters(number)),
                Some(key) => hash_of(key),
            };
            let mut at = usize::try_from(hash & 0xffff_ffff).unwrap_or_default() & (size - 1);
            while self.slots.get(at).is_some_and(|slot| *slot != 0) {
                at = (at + 1) & (size - 1);
            }
            if let Some(free) = self.slots.get_mut(at) {
                *free = hash & !0xffff_ffff | (number + 1);
            }
        }
    }
}

/// Returns the key of an identity that is not long.
fn short(entity: &[u8]) -> Option<Key> {
    let mut wide = [0; SHORT + 1];
    wide.get_mut(..entity.len())?.copy_from_slice(entity);
    masked(&wide, entity.len())
}

/// Returns the key of an identity of `length` letters that some bytes begin with, when it is not long.
#[inline]
fn masked(wide: &[u8; SHORT + 1], length: usize) -> Option<Key> {
    if length > SHORT {
        return None;
    }
    let (words, _) = wide.as_chunks::<8>();
    let mut key = [0; 4];
    for ((to, from), before) in key.iter_mut().zip(words).zip([0, 8, 16, 24]) {
        let letters = length.saturating_sub(before).min(8);
        let mask = if letters == 8 {
            u64::MAX
        } else {
            (1 << (letters * 8)) - 1
        };
        *to = u64::from_le_bytes(*from) & mask;
    }
    let [one, two, three, four] = key;
    Some([one, two, three, four | (length as u64) << 56])
}

/// Returns the hash of a key that holds its identity.
#[inline]
fn hash_of(key: &Key) -> u64 {
    let [one, two, three, four] = *key;
    mixed(mixed(one, two) ^ three, mixed(three, four) ^ one)
}

fn identity(number: u64) -> Identity {
    Identity::new(u32::try_from(number).expect("fewer than four thousand million identities"))
}

/// Mixes two words into one, as the product of two numbers does.
#[inline]
fn mixed(one: u64, other: u64) -> u64 {
    let product =
        u128::from(one ^ 0x9e37_79b9_7f4a_7c15) * u128::from(other ^ 0xd1b5_4a32_d192_ed03);
    let halves = [product, product >> 64].map(|half| (half & u128::from(u64::MAX)).to_le_bytes());
    let [low, high] = halves.map(|half| {
        half.first_chunk()
            .map_or(0, |half| u64::from_le_bytes(*half))
    });
    low ^ high
}

/// Returns the hash of some bytes, the same in every run.
#[inline]
pub(in crate::usage) fn hash(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut sum = bytes.len() as u64;
    for word in words {
        sum = mixed(sum, u64::from_le_bytes(*word));
    }
    let mut last = [0; 8];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    mixed(mixed(sum, u64::from_le_bytes(last)), 0xa076_1d64_78bd_642f)
}

#[cfg(test)]
mod tests {
    use super::Identities;

    #[test]
    fn an_identity_keeps_its_number_and_no_two_share_one() {
        let mut identities = Identities::default();
        let names: Vec<String> = (0..5_000).map(|at| format!("user-{at}")).collect();
        for _ in 0..2 {
            for (at, name) in (0..).zip(&names) {
                assert_eq!(identities.number(name.as_bytes()).number(), at);
            }
        }
        assert_eq!(identities.number(b"").number(), 5_000);
        for length in [1, 7, 8, 9, 30, 31, 32, 33, 255, 256, 900] {
            let (one, other) = ("x".repeat(length), format!("{}y", "x".repeat(length - 1)));
            let numbers = [&one, &other].map(|name| identities.number(name.as_bytes()));
            assert_eq!(identities.number(one.as_bytes()), numbers[0]);
            for after in ["", ",ES\n", &"z".repeat(40)] {
                let block = format!("a,{other}{after}");
                let number = identities.number_in(block.as_bytes(), 2, 2 + length);
                assert_eq!(number, numbers[1], "{length}");
            }
            assert_ne!(numbers[0], numbers[1], "{length}");
        }
    }

    #[test]
    fn joined_parts_know_each_identity_once() {
        let of = |names: &[&str]| {
            let mut identities = Identities::default();
            for name in names {
                identities.number(name.as_bytes());
            }
            identities
        };
        let mut whole = of(&["a", "b"]);
        let numbers = whole.join(&of(&["c", "b", &"d".repeat(99)]));
        let numbers: Vec<u32> = numbers.iter().map(|one| one.number()).collect();
        assert_eq!(numbers, [2, 1, 3]);
    }
}
