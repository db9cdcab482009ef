//! How alike two pieces of text are, by their words in order.

use std::collections::BTreeMap;

/// Numbers the words of the pieces that are compared with each other.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    numbers: BTreeMap<String, usize>,
}

impl Vocabulary {
    /// Returns the wording of `words`, to which `own` more come that cannot occur elsewhere, such as references.
    pub fn wording(&mut self, words: Vec<String>, own: usize) -> Wording {
        let mut number = |word| {
            let next = self.numbers.len();
            *self.numbers.entry(word).or_insert(next)
        };
        let words: Vec<usize> = words.into_iter().map(&mut number).collect();
        let mut sorted = words.clone();
        sorted.sort_unstable();
        Wording { words, sorted, own }
    }
}

/// The words of a piece of text, ready to be compared with pieces of the same vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    words: Vec<usize>,
    sorted: Vec<usize>,
    own: usize,
}

/// How much of two pieces has to be the same, in percent.
const ENOUGH: usize = 90;
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
}

/// Returns whether at most `spare` numbers of two sorted lists have no partner in the other.
fn differ_by(one: &[usize], other: &[usize], mut spare: usize) -> bool {
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
fn in_order(one: &[usize], other: &[usize]) -> usize {
    let mut before = vec![0; other.len() + 1];
    for word in one {
        let mut row = Vec::with_capacity(before.len());
        let mut left = 0;
        row.push(left);
        for (pair, candidate) in before.windows(2).zip(other) {
            let [diagonal, above] = pair else { continue };
            left = if word == candidate {
                diagonal + 1
            } else {
                left.max(*above)
            };
            row.push(left);
        }
        before = row;
    }
    before.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;

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
}
