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
/// A table of open addressing leads to their keys: some fifty bytes for each. At most half of it is taken, so that most are
/// found where they are first looked for. The order of the table reaches nothing that is written.
#[derive(Debug, Clone, Default)]
pub(in crate::usage) struct Identities {
    keys: Vec<Key>,
    long: Vec<Box<[u8]>>,
    /// The number, from 1, in as many bits as the table has places, and above it what the hash has there; 0 where nothing
    /// stands.
    slots: Vec<u32>,
}

/// Identities that are looked up together, so that the memory is waited for once and not for each.
#[derive(Debug, Default)]
pub(in crate::usage) struct Sought {
    /// Their keys; of a longer one the range in the block.
    keys: Vec<Key>,
    hashes: Vec<u64>,
    slots: Vec<u32>,
}

impl Sought {
    /// Takes the identity that stands in a block from one to before another place.
    #[inline]
    pub(in crate::usage) fn push(&mut self, block: &[u8], from: usize, to: usize) {
        let entity = block.get(from..to).unwrap_or_default();
        let wide = block.get(from..).and_then(|rest| rest.first_chunk::<32>());
        let key = match wide {
            Some(wide) => masked(wide, entity.len()),
            None => short(entity),
        };
        let hash = key.as_ref().map_or_else(|| hash(0, entity), hash_of);
        self.keys
            .push(key.unwrap_or([from as u64, to as u64, 0, LONG]));
        self.hashes.push(hash);
    }
}

impl Identities {
    /// Returns the number of an identity, which is a new one when it was not seen before.
    pub(in crate::usage) fn number(&mut self, entity: &[u8]) -> Identity {
        let short = short(entity);
        let hash = short.as_ref().map_or_else(|| hash(0, entity), hash_of);
        self.number_by(hash, short, entity)
    }

    /// Looks up those that were sought in a block; `numbers` gets theirs in the same order.
    pub(in crate::usage) fn number_all(
        &mut self,
        block: &[u8],
        sought: &mut Sought,
        numbers: &mut Vec<Identity>,
    ) {
        numbers.clear();
        let mask = self.slots.len().wrapping_sub(1);
        let slots = sought.hashes.iter().map(|hash| {
            let slot = self.slots.get(first(*hash) & mask);
            slot.copied().unwrap_or_default()
        });
        sought.slots.clear();
        sought.slots.extend(slots);
        let places = lower(mask);
        let all = sought.keys.iter().zip(&sought.hashes).zip(&sought.slots);
        for ((key, hash), slot) in all {
            // What has a number keeps it, wherever the table has moved it to since.
            let number = u64::from(slot & places).wrapping_sub(1);
            if self.key(number) == Some(key) {
                numbers.push(identity(number));
                continue;
            }
            let number = if let [from, to, _, LONG] = key {
                let place = |at: &u64| usize::try_from(*at).unwrap_or(usize::MAX);
                let entity = block.get(place(from)..place(to)).unwrap_or_default();
                self.number_by(*hash, None, entity)
            } else {
                self.number_by(*hash, Some(*key), &[])
            };
            numbers.push(number);
        }
        sought.keys.clear();
        sought.hashes.clear();
    }

    fn number_by(&mut self, hash: u64, short: Option<Key>, entity: &[u8]) -> Identity {
        if self.keys.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let (mut at, places) = (first(hash) & mask, lower(mask));
        let tag = tag(hash) & !places;
        loop {
            let slot = self.slots.get(at).copied().unwrap_or_default();
            if slot == 0 {
                break;
            }
            let number = u64::from(slot & places) - 1;
            if slot & !places == tag && self.is(number, short.as_ref(), entity) {
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
            *slot = tag | identity(number + 1).number();
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
        let places = lower(size - 1);
        self.slots = vec![0; size];
        for number in 0..self.keys.len() as u64 {
            let hash = match self.key(number) {
                Some([.., LONG]) | None => hash(0, &self.letters(number)),
                Some(key) => hash_of(key),
            };
            let mut at = first(hash) & (size - 1);
            while self.slots.get(at).is_some_and(|slot| *slot != 0) {
                at = (at + 1) & (size - 1);
            }
            if let Some(free) = self.slots.get_mut(at) {
                *free = tag(hash) & !places | identity(number + 1).number();
            }
        }
    }
}

/// Returns where a hash is looked for first, in a table that has no end.
#[inline]
fn first(hash: u64) -> usize {
    lower(usize::try_from(hash).unwrap_or(usize::MAX)) as usize
}

/// Returns the lower half of a word.
#[inline]
fn lower(word: usize) -> u32 {
    let [a, b, c, d, ..] = (word as u64).to_le_bytes();
    u32::from_le_bytes([a, b, c, d])
}

/// Returns the upper half of a hash.
#[inline]
fn tag(hash: u64) -> u32 {
    let [.., a, b, c, d] = hash.to_le_bytes();
    u32::from_le_bytes([a, b, c, d])
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

/// Returns the hash of some bytes that follow others with a hash, the same in every run.
#[inline]
pub(in crate::usage) fn hash(before: u64, bytes: &[u8]) -> u64 {
    let mut sum = before ^ bytes.len() as u64;
    let (pairs, _) = bytes.as_chunks::<16>();
    for pair in pairs {
        sum = mixed_pair(sum, pair);
    }
    if let Some(last) = bytes.last_chunk::<16>() {
        return mixed_pair(sum, last);
    }
    let [first, last] = if let (Some(first), Some(last)) =
        (bytes.first_chunk::<8>(), bytes.last_chunk::<8>())
    {
        [*first, *last].map(u64::from_le_bytes)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        [*first, *last].map(|four| u64::from(u32::from_le_bytes(four)))
    } else {
        let mut few = [0; 8];
        for (to, from) in few.iter_mut().zip(bytes) {
            *to = *from;
        }
        [u64::from_le_bytes(few), 0]
    };
    mixed(sum ^ first, last ^ 0xa076_1d64_78bd_642f)
}

#[inline]
fn mixed_pair(sum: u64, bytes: &[u8; 16]) -> u64 {
    let (words, _) = bytes.as_chunks::<8>();
    let [one, other] =
        [words.first(), words.last()].map(|word| word.map_or(0, |word| u64::from_le_bytes(*word)));
    mixed(sum ^ one, other)
}

#[cfg(test)]
mod tests {
    use super::{Identities, Sought};

    #[test]
    fn those_that_are_sought_together_get_the_numbers_that_they_would_get_one_by_one() {
        let names: Vec<String> = (0..3_000)
            .map(|at| format!("{}-{}", "x".repeat(at % 40), at % 1_111))
            .collect();
        let block = names.concat();
        let (mut together, mut one_by_one) = (Identities::default(), Identities::default());
        let (mut sought, mut found, mut to) = (Sought::default(), Vec::new(), 0);
        for some in names.chunks(256) {
            for name in some {
                sought.push(block.as_bytes(), to, to + name.len());
                to += name.len();
            }
            together.number_all(block.as_bytes(), &mut sought, &mut found);
            let wanted: Vec<_> = some
                .iter()
                .map(|name| one_by_one.number(name.as_bytes()))
                .collect();
            assert_eq!(found, wanted);
        }
    }

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
                let block = format!("{one},{other}{after}");
                let (mut sought, mut found) = (Sought::default(), Vec::new());
                sought.push(block.as_bytes(), 0, length);
                sought.push(block.as_bytes(), length + 1, 2 * length + 1);
                identities.number_all(block.as_bytes(), &mut sought, &mut found);
                assert_eq!(found, numbers, "{length}");
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
