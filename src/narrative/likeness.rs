//! How alike two pieces of text are, by their words in order.

use std::collections::BTreeMap;

/// Numbers the words of the pieces that are compared with each other.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    numbers: BTreeMap<String, u32>,
}

impl Vocabulary {
    /// Returns the wording of `words`, to which `own` more come that cannot occur elsewhere, such as references.
    pub fn wording(&mut self, words: Vec<String>, own: usize) -> Wording {
        let mut number = |word| {
            let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
            *self.numbers.entry(word).or_insert(next)
        };
        let words: Vec<u32> = words.into_iter().map(&mut number).collect();
        let mut sorted = words.clone();
        sorted.sort_unstable();
        let bits = words.iter().map(|number| 1 << (number % 128));
        Wording {
            bits: bits.fold(0, std::ops::BitOr::bitor),
            words,
            sorted,
            own,
        }
    }
}

/// The words of a piece of text, ready to be compared with pieces of the same vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    words: Vec<u32>,
    sorted: Vec<u32>,
    /// A bit for each word, shared by words that are 128 apart: what lacks a bit lacks the word.
    bits: u128,
    own: usize,
}

/// How many words of the shorter of two pieces stand in the longer one, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shared {
    /// How many are the same.
    pub same: usize,
    /// Of how many.
    pub of: usize,
}

/// How much of two pieces has to be the same, in percent.
const ENOUGH: usize = 90;
/// How much of the shorter of two pieces has to stand in the longer one, in percent.
const MOST_OF_IT: usize = 80;
/// Most pairs of words that are compared; longer pieces are alike only when they are the same.
const MOST: usize = 4_000_000;

impl Wording {
    /// Returns how many words it has.
    pub fn len(&self) -> usize {
        self.words.len() + self.own
    }

    /// Returns whether it has no word.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the lengths that a piece can have to be alike.
    pub fn lengths(&self) -> std::ops::RangeInclusive<usize> {
        let shorter = self.len() * ENOUGH / (200 - ENOUGH);
        let longer = self.len() * (200 - ENOUGH) / ENOUGH + 1;
        shorter..=longer
    }

    /// Returns whether both have the same words in the same order.
    pub fn same(&self, other: &Self) -> bool {
        self.own + other.own == 0 && self.words == other.words
    }

    /// Returns whether nine of ten words of both are the same, in the same order.
    pub fn alike(&self, other: &Self) -> bool {
        let total = self.len() + other.len();
        let spare = total - (total * ENOUGH).div_ceil(200) * 2;
        let Some(spare) = spare.checked_sub(self.own + other.own) else {
            return false;
        };
        total > 0
            && (self.same(other)
                || differ_by(&self.sorted, &other.sorted, spare)
                    && self.words.len().saturating_mul(other.words.len()) <= MOST
                    && self.words.len() + other.words.len()
                        - 2 * in_order(&self.words, &other.words)
                        <= spare)
    }

    /// Returns how many words of the shorter piece stand in the longer one, when these are at least four fifths of them
    /// and the longer one is at most twice as long.
    pub fn repeats(&self, other: &Self) -> Option<Shared> {
        let (short, long) = if self.words.len() <= other.words.len() {
            (self, other)
        } else {
            (other, self)
        };
        let of = short.words.len();
        let needed = (of * MOST_OF_IT).div_ceil(100);
        let lacking = (short.bits & !long.bits).count_ones() as usize;
        if of == 0 || long.words.len() > 2 * of || lacking > of - needed {
            return None;
        }
        let same = in_order(&short.words, &long.words);
        (same >= needed).then_some(Shared { same, of })
    }
}

/// Returns whether at most `spare` numbers of two sorted lists have no partner in the other.
fn differ_by(one: &[u32], other: &[u32], mut spare: usize) -> bool {
    let (mut ones, mut others) = (one.iter().peekable(), other.iter().peekable());
    loop {
        let order = match (ones.peek(), others.peek()) {
            (Some(one), Some(other)) => one.cmp(other),
            (None, None) => return true,
            _ => return ones.len() + others.len() <= spare,
        };
        if order.is_le() {
            ones.next();
        }
        if order.is_ge() {
            others.next();
        }
        if order.is_ne() {
            match spare.checked_sub(1) {
                Some(left) => spare = left,
                None => return false,
            }
        }
    }
}

/// Returns the length of the longest list of numbers that both have in this order.
fn in_order(one: &[u32], other: &[u32]) -> usize {
    let mut row = vec![0; one.len() + 1];
    for word in other {
        let (mut diagonal, mut left) = (0, 0);
        for (candidate, cell) in one.iter().zip(row.iter_mut().skip(1)) {
            let above = *cell;
            left = if word == candidate {
                diagonal + 1
            } else {
                above.max(left)
            };
            *cell = left;
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Shared, Vocabulary};

    /// Returns whether two texts are alike and whether they are the same.
    fn compare(one: &str, other: &str, own: usize) -> (bool, bool) {
        let mut vocabulary = Vocabulary::default();
        let mut wording = |text: &str| {
            let words = text.split_whitespace().map(str::to_owned).collect();
            vocabulary.wording(words, own)
        };
        let (one, other) = (wording(one), wording(other));
        assert_eq!(one.alike(&other), other.alike(&one));
        (one.alike(&other), one.same(&other))
    }

    #[test]
    fn one_word_of_ten_may_differ() {
        let text = "a b c d e f g h i j";
        assert_eq!(compare(text, text, 0), (true, true));
        assert_eq!(compare(text, "a b c d x f g h i j", 0), (true, false));
        assert_eq!(compare(text, "a b c d x y g h i j", 0), (false, false));
        assert_eq!(compare(text, "a b c d e f g h i j k", 0), (true, false));
        assert_eq!(compare("", "", 0), (false, true));
    }

    #[test]
    fn the_order_counts() {
        assert!(!compare("a b c d e f g h i j", "j i h g f e d c b a", 0).0);
    }

    #[test]
    fn words_of_its_own_make_a_piece_unlike() {
        assert_eq!(
            compare("a a a a a a a a a a", "a a a a a a a a a a", 2),
            (false, false)
        );
        assert_eq!(
            compare("a a a a a a a a a a", "a a a a a a a a a a", 1),
            (true, false)
        );
    }

    #[test]
    fn alike_pieces_have_lengths_that_are_near() {
        let wording = Vocabulary::default().wording(vec!["a".to_owned(); 10], 0);
        assert!(wording.lengths().contains(&9) && wording.lengths().contains(&12));
        assert!(!wording.lengths().contains(&7) && !wording.lengths().contains(&14));
    }

    fn repeated(one: &str, other: &str) -> Option<Shared> {
        let mut vocabulary = Vocabulary::default();
        let mut wording = |text: &str| {
            let words = text.split_whitespace().map(str::to_owned).collect();
            vocabulary.wording(words, 0)
        };
        let (one, other) = (wording(one), wording(other));
        let found = one.repeats(&other);
        assert_eq!(found, other.repeats(&one));
        found
    }

    #[test]
    fn a_text_and_its_longer_form_repeat_each_other() {
        let found = repeated("a b c d e", "a b x d e f g");
        assert_eq!(found, Some(Shared { same: 4, of: 5 }));
        assert_eq!(repeated("a b c d e", "a b x y e f g"), None);
    }

    #[test]
    fn words_in_another_order_or_within_a_long_text_do_not() {
        assert_eq!(repeated("a b c d e", "e d c b a"), None);
        assert_eq!(repeated("a b c d e", "a b c d e f g h i j k"), None);
        assert_eq!(repeated("", ""), None);
    }
}
