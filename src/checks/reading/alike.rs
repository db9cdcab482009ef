//! How alike two texts are, by their words.

use std::collections::BTreeMap;

/// Share of the shorter text's words that must stand in the longer one, in their order, in hundredths.
const NEARLY: usize = 80;

/// Words by number, so that texts are compared fast.
#[derive(Debug, Default)]
pub(in crate::checks) struct Vocabulary {
    numbers: BTreeMap<String, u32>,
}

/// A text as the numbers of its words; case and punctuation do not count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::checks) struct Words {
    numbers: Vec<u32>,
    /// A bit for each word, shared by words that are 128 apart: what lacks a bit lacks the word.
    bits: u128,
}

/// How many words of the shorter of two texts stand in the longer one, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::checks) struct Alike {
    /// How many are the same.
    pub(in crate::checks) same: usize,
    /// Of how many.
    pub(in crate::checks) of: usize,
}

impl Vocabulary {
    /// Returns the words of a text; web addresses are none.
    pub(in crate::checks) fn words(&mut self, text: &str) -> Words {
        let parts = text
            .split_whitespace()
            .filter(|piece| !piece.contains("://"))
            .flat_map(|piece| piece.split(|letter: char| !letter.is_alphanumeric()));
        let mut words = Words {
            numbers: Vec::new(),
            bits: 0,
        };
        for word in parts.filter(|word| !word.is_empty()) {
            let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
            let number = *self.numbers.entry(word.to_lowercase()).or_insert(next);
            words.numbers.push(number);
            words.bits |= 1 << (number % 128);
        }
        words
    }
}

impl Words {
    /// Returns how many words there are.
    pub(in crate::checks) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Returns how alike two texts are, when one is nearly the other: at most twice as long, with at least four fifths
    /// of the shorter one's words.
    pub(in crate::checks) fn nearly(&self, other: &Self) -> Option<Alike> {
        let (short, long) = if self.len() <= other.len() {
            (self, other)
        } else {
            (other, self)
        };
        let of = short.len();
        let needed = (of * NEARLY).div_ceil(100);
        let lacking = (short.bits & !long.bits).count_ones() as usize;
        if of == 0 || long.len() > 2 * of || lacking > of - needed {
            return None;
        }
        let same = common(&short.numbers, &long.numbers);
        (same >= needed).then_some(Alike { same, of })
    }
}

/// Returns the length of the longest sequence of words that both texts have in this order.
fn common(short: &[u32], long: &[u32]) -> usize {
    let mut row = vec![0; short.len() + 1];
    for word in long {
        let mut diagonal = 0;
        let mut left = 0;
        for (other, cell) in short.iter().zip(row.iter_mut().skip(1)) {
            let above = *cell;
            *cell = if word == other {
                diagonal + 1
            } else {
                above.max(left)
            };
            diagonal = above;
            left = *cell;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Alike, Vocabulary};

    fn nearly(one: &str, other: &str) -> Option<Alike> {
        let mut vocabulary = Vocabulary::default();
        let (one, other) = (vocabulary.words(one), vocabulary.words(other));
        let found = one.nearly(&other);
        assert_eq!(found, other.nearly(&one));
        found
    }

    #[test]
    fn case_and_punctuation_do_not_count() {
        let found = nearly(
            "Block/Object storage (as VMs).",
            "block object storage, as VMs",
        );
        assert_eq!(found, Some(Alike { same: 5, of: 5 }));
    }

    #[test]
    fn addresses_are_no_words() {
        assert_eq!(
            nearly("https://a.example/b/c", "https://a.example/b/c"),
            None
        );
    }

    #[test]
    fn a_text_and_its_longer_form_are_alike() {
        let found = nearly(
            "Machines (CPUs and GPGPUs) beside storage for keeping data sets.",
            "Machines (CPUs and GPUs), beside storage for keeping data sets. They serve all projects.",
        );
        assert_eq!(found, Some(Alike { same: 9, of: 10 }));
    }

    #[test]
    fn words_in_another_order_or_within_a_long_text_are_not_alike() {
        assert_eq!(nearly("a b c d e", "e d c b a"), None);
        assert_eq!(nearly("a b c d e", "a b c d e f g h i j k"), None);
        assert_eq!(nearly("", ""), None);
    }
}
