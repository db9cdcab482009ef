//! The codes of countries that the reader of rows accepted.

use crate::country::Country;
use crate::usage::record::Member;

/// Letters of a code.
const LETTERS: u16 = 26;

/// A code of a country that the reader of rows accepted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Code {
    pub(super) country: Country,
    /// Whether it is one that the reader took with doubts.
    pub(super) is_doubtful: bool,
}

/// All codes of two capital letters that were accepted, by their numbers.
#[derive(Debug)]
pub(super) struct Codes {
    all: Vec<Option<Code>>,
}

impl Default for Codes {
    fn default() -> Self {
        Self {
            all: vec![None; usize::from(LETTERS * LETTERS)],
        }
    }
}

impl Codes {
    /// Returns what is known of a code.
    #[inline]
    pub(super) fn get(&self, number: u16) -> Option<Code> {
        self.all.get(usize::from(number)).copied().flatten()
    }

    /// Learns what the word of an accepted row means.
    pub(super) fn learn(&mut self, member: &Member, word: &[u8]) {
        let slot = number_of(word).and_then(|at| self.all.get_mut(usize::from(at)));
        if let (Some(slot), Some(country)) = (slot, member.country) {
            *slot = Some(Code {
                country,
                is_doubtful: member.spelled.is_some(),
            });
        }
    }
}

/// Returns the number of a code of two capital letters.
pub(super) fn number_of(word: &[u8]) -> Option<u16> {
    let [one, other] = word else { return None };
    let number = |letter: u8| {
        let number = u16::from(letter.wrapping_sub(b'A'));
        (number < LETTERS).then_some(number)
    };
    Some(number(*one)? * LETTERS + number(*other)?)
}
