//! Gives each identity a number, so that nothing behind the reader ever holds one.

use crate::aggregate::Identity;

/// Slots of an empty table; a power of two.
const FIRST: usize = 64;

/// The identities that were read, each with its number: the first one has 0.
///
/// They lie one behind the other in a single text, and a table of open addressing leads to them: some twelve bytes for
/// each beside its letters. The order of the table reaches nothing that is written.
#[derive(Debug, Clone, Default)]
pub(in crate::usage) struct Identities {
    letters: Vec<u8>,
    ends: Vec<usize>,
    /// The upper half of the hash and the number, from 1; 0 where nothing stands.
    slots: Vec<u64>,
}

impl Identities {
    /// Returns the number of an identity, which is a new one when it was not seen before.
    pub(in crate::usage) fn number(&mut self, entity: &[u8]) -> Identity {
        if self.ends.len() * 8 >= self.slots.len() * 7 {
            self.grow();
        }
        let hash = hash(entity);
        let mask = self.slots.len() - 1;
        let mut at = usize::try_from(hash & 0xffff_ffff).unwrap_or_default() & mask;
        loop {
            let slot = self.slots.get(at).copied().unwrap_or_default();
            if slot == 0 {
                break;
            }
            let number = (slot & 0xffff_ffff) - 1;
            if slot >> 32 == hash >> 32 && self.letters(number) == entity {
                return identity(number);
            }
            at = (at + 1) & mask;
        }
        let number = self.ends.len() as u64;
        self.letters.extend_from_slice(entity);
        self.ends.push(self.letters.len());
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = hash & !0xffff_ffff | (number + 1);
        }
        identity(number)
    }

    /// Gives numbers to those of another part of the reading; returns them in the order of the old numbers.
    pub(in crate::usage) fn join(&mut self, other: &Self) -> Vec<Identity> {
        let all = 0..other.ends.len() as u64;
        all.map(|number| self.number(other.letters(number)))
            .collect()
    }

    fn letters(&self, number: u64) -> &[u8] {
        let at = usize::try_from(number).unwrap_or(usize::MAX);
        let end = self.ends.get(at).copied().unwrap_or_default();
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        self.letters
            .get(start.copied().unwrap_or_default()..end)
            .unwrap_or_default()
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(FIRST);
        let old = std::mem::replace(&mut self.slots, vec![0; size]);
        for slot in old.into_iter().filter(|slot| *slot != 0) {
            // Only the upper half of the hash is kept, so the lower one is made again.
            let hash = hash(self.letters((slot & 0xffff_ffff) - 1));
            let mut at = usize::try_from(hash & 0xffff_ffff).unwrap_or_default() & (size - 1);
            while self.slots.get(at).is_some_and(|slot| *slot != 0) {
                at = (at + 1) & (size - 1);
            }
            if let Some(free) = self.slots.get_mut(at) {
                *free = slot;
            }
        }
    }
}

fn identity(number: u64) -> Identity {
    Identity::new(u32::try_from(number).expect("fewer than four thousand million identities"))
}

/// Mixes two words into one, as the product of two numbers does.
fn mixed(one: u64, other: u64) -> u64 {
    let product =
        u128::from(one ^ 0x9e37_79b9_7f4a_7c15) * u128::from(other ^ 0xd1b5_4a32_d192_ed03);
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = product.to_le_bytes();
    u64::from_le_bytes([a, b, c, d, e, f, g, h]) ^ u64::from_le_bytes([i, j, k, l, m, n, o, p])
}

/// Returns the hash of some bytes, the same in every run.
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
        let numbers = whole.join(&of(&["c", "b", "d"]));
        let numbers: Vec<u32> = numbers.iter().map(|one| one.number()).collect();
        assert_eq!(numbers, [2, 1, 3]);
    }
}
