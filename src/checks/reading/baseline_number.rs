//! The number inside a baseline as it was written: `> 15000`, `4.000.000`, `3M`, `1 PB`.

use std::ops::Range;

use crate::catalogue::{Baseline, Meaning};
use crate::quantity::{Decimal, Marks, Unit, parse_number};

/// Most decimals of an amount that a finding suggests.
pub(in crate::checks) const DECIMALS: u32 = 12;

/// The number of a baseline that is an amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::checks) struct BaselineNumber<'c> {
    /// The number as it is written.
    pub(in crate::checks) text: &'c str,
    /// Its bytes in what is written.
    pub(in crate::checks) range: Range<usize>,
    /// What stands before it: blanks, or a comparator.
    pub(in crate::checks) before: &'c str,
    /// What stands behind it: nothing, a unit, or a letter for thousands or millions.
    pub(in crate::checks) behind: &'c str,
    /// The amount.
    pub(in crate::checks) amount: Decimal,
    /// The unit that is written with it.
    pub(in crate::checks) unit: Option<Unit>,
}

/// Returns the number of a baseline; `None` when it is no amount.
pub(in crate::checks) fn number_of(baseline: &Baseline) -> Option<BaselineNumber<'_>> {
    let Meaning::Amount { amount, unit, .. } = baseline.meaning else {
        return None;
    };
    let written = baseline.as_written.as_str();
    let range = number_in(written)?;
    Some(BaselineNumber {
        text: written.get(range.clone())?,
        before: written.get(..range.start)?,
        behind: written.get(range.end..)?.trim(),
        range,
        amount,
        unit,
    })
}

/// The marks that a number has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::checks) struct ShownMarks {
    /// Between thousands.
    pub(in crate::checks) thousands: Option<char>,
    /// Before the decimals.
    pub(in crate::checks) decimal: Option<char>,
    /// Whether they are those of the house style.
    pub(in crate::checks) of_house: bool,
}

/// Returns where the number of a baseline stands: digits, with marks between them.
fn number_in(written: &str) -> Option<Range<usize>> {
    let start = written.find(|letter: char| letter.is_ascii_digit())?;
    let rest = written.get(start..)?;
    let inside = |letter: char| {
        letter.is_ascii_digit()
            || matches!(letter, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}')
    };
    let end = rest.find(|letter| !inside(letter)).unwrap_or(rest.len());
    let number = rest.get(..end)?;
    let digits = number.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    Some(start..start + digits.len())
}

/// Returns the marks of a number that can be read: those of the house where it fits them, else what it shows.
pub(in crate::checks) fn marks_of(number: &str, house: Marks) -> ShownMarks {
    let has = |mark: char| {
        let blank = mark == ' ' && number.contains(['\u{a0}', '\u{202f}']);
        (blank || number.contains(mark)).then_some(mark)
    };
    if parse_number(number, Some(house)).is_ok() {
        return ShownMarks {
            thousands: house.thousands.and_then(has),
            decimal: has(house.decimal),
            of_house: true,
        };
    }
    let marks: Vec<char> = number
        .chars()
        .filter(|letter| !letter.is_ascii_digit())
        .collect();
    let (thousands, decimal) = match marks.as_slice() {
        [] => (None, None),
        [only] => (None, Some(*only)),
        [first, .., last] if first == last => (Some(*first), None),
        [first, .., last] => (Some(*first), Some(*last)),
    };
    ShownMarks {
        thousands,
        decimal,
        of_house: false,
    }
}

#[cfg(test)]
mod tests {
    use super::{marks_of, number_in};
    use crate::quantity::Marks;

    const ENGLISH: Marks = Marks {
        decimal: '.',
        thousands: Some(','),
    };

    #[test]
    fn the_number_stands_between_comparator_and_unit() {
        for (written, number) in [
            ("> 15000", "15000"),
            ("ca. 25", "25"),
            ("3M", "3"),
            ("1 PB", "1"),
            ("4.000.000", "4.000.000"),
            ("4\u{a0}000\u{a0}000 CPU-h", "4\u{a0}000\u{a0}000"),
        ] {
            assert_eq!(&written[number_in(written).unwrap()], number);
        }
        assert_eq!(number_in("N/A"), None);
    }

    #[test]
    fn marks_are_those_of_the_house_or_foreign() {
        let shown = |number| {
            let marks = marks_of(number, ENGLISH);
            (marks.thousands, marks.decimal, marks.of_house)
        };
        assert_eq!(shown("4,000,000.5"), (Some(','), Some('.'), true));
        assert_eq!(shown("29433.6"), (None, Some('.'), true));
        assert_eq!(shown("4.000.000"), (Some('.'), None, false));
        assert_eq!(shown("4.000,5"), (Some('.'), Some(','), false));
        assert_eq!(shown("15,5"), (None, Some(','), false));
    }
}
