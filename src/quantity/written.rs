//! Amounts as people write them in a baseline: `> 15000`, `3M`, `1 PB`, `4.000.000`.

use std::fmt;

use rust_decimal::Decimal;

use super::number::{Marks, decimal, ungrouped};
use super::unit::Unit;

/// How an amount is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparator {
    /// That amount.
    Exactly,
    /// That amount or more.
    AtLeast,
    /// More than that.
    MoreThan,
    /// That amount or less.
    AtMost,
    /// Less than that.
    LessThan,
    /// About that.
    About,
}

/// Signs and words in front of an amount.
const COMPARATORS: &[(&str, Comparator)] = &[
    (">=", Comparator::AtLeast),
    ("≥", Comparator::AtLeast),
    (">", Comparator::MoreThan),
    ("<=", Comparator::AtMost),
    ("≤", Comparator::AtMost),
    ("<", Comparator::LessThan),
    ("=", Comparator::Exactly),
    ("~", Comparator::About),
    ("≈", Comparator::About),
    ("ca.", Comparator::About),
    ("ca ", Comparator::About),
    ("approx.", Comparator::About),
    ("about ", Comparator::About),
    ("at least ", Comparator::AtLeast),
];

impl Comparator {
    /// Returns its sign.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Exactly => "=",
            Self::AtLeast => ">=",
            Self::MoreThan => ">",
            Self::AtMost => "<=",
            Self::LessThan => "<",
            Self::About => "~",
        }
    }
}

/// An amount as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// How the amount is meant.
    pub comparator: Comparator,
    /// The amount.
    pub amount: Decimal,
    /// Its unit, when one is written.
    pub unit: Option<Unit>,
}

/// Why a text is no amount that can be read for certain; printed, it goes on after the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WrittenFault {
    /// It says that there is none: `N/A`, a dash, nothing.
    NotSet,
    /// It is no amount.
    NotANumber,
    /// It can be read in two ways.
    Ambiguous {
        /// The two readings, printed.
        readings: [String; 2],
    },
}

impl fmt::Display for WrittenFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotSet => f.write_str("sets no amount"),
            Self::NotANumber => f.write_str("is not one number with its unit"),
            Self::Ambiguous {
                readings: [one, other],
            } => write!(f, "could mean {one} or {other}"),
        }
    }
}

/// Reads an amount as people write it; `marks` settle what can be read in two ways.
///
/// # Errors
///
/// Says why the amount cannot be read for certain.
pub fn parse_written(text: &str, marks: Marks) -> Result<Written, WrittenFault> {
    let text = text.trim();
    if matches!(
        text.to_lowercase().as_str(),
        "" | "n/a" | "na" | "-" | "–" | "—" | "none" | "tbd" | "tbc"
    ) {
        return Err(WrittenFault::NotSet);
    }
    let found = COMPARATORS
        .iter()
        .find(|(sign, _)| text.to_lowercase().starts_with(sign));
    let comparator = found.map_or(Comparator::Exactly, |(_, comparator)| *comparator);
    let rest = found
        .and_then(|(sign, _)| text.get(sign.len()..))
        .unwrap_or(text)
        .trim();
    let end = rest
        .find(|letter: char| {
            !(letter.is_ascii_digit()
                || matches!(letter, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}'))
        })
        .unwrap_or(rest.len());
    let (number, tail) = rest.split_at(end);
    let (factor, unit) = suffix(tail.trim())?;
    let amount = read(number.trim(), marks)?;
    Ok(Written {
        comparator,
        amount: amount
            .checked_mul(factor)
            .ok_or(WrittenFault::NotANumber)?
            .normalize(),
        unit,
    })
}

/// Reads what stands behind the number: `M`, `k`, a unit, or both.
fn suffix(tail: &str) -> Result<(Decimal, Option<Unit>), WrittenFault> {
    let thousand = Decimal::ONE_THOUSAND;
    let scales = [
        ("million", thousand * thousand),
        ("M", thousand * thousand),
        ("k", thousand),
        ("K", thousand),
    ];
    if tail.is_empty() {
        return Ok((Decimal::ONE, None));
    }
    if let Some(unit) = Unit::parse(tail) {
        return Ok((Decimal::ONE, Some(unit)));
    }
    for (word, factor) in scales {
        let Some(rest) = tail.strip_prefix(word) else {
            continue;
        };
        let unit = Unit::parse(rest.trim());
        if rest.is_empty() || unit.is_some() {
            return Ok((factor, unit));
        }
    }
    Err(WrittenFault::NotANumber)
}

/// Reads digits with marks: two groups or more show which mark is which; one group is settled by the declared marks.
fn read(number: &str, marks: Marks) -> Result<Decimal, WrittenFault> {
    let found: Vec<char> = number
        .chars()
        .filter(|letter| !letter.is_ascii_digit())
        .collect();
    let number_of = |plain: Option<String>| {
        plain
            .and_then(|plain| decimal(&plain))
            .ok_or(WrittenFault::NotANumber)
    };
    if let [first, .., last] = found.as_slice() {
        let (decimal_mark, thousands) = if first == last {
            (if *first == '.' { ',' } else { '.' }, *first)
        } else {
            (*last, *first)
        };
        let shown = Marks {
            decimal: decimal_mark,
            thousands: Some(thousands),
        };
        return number_of(ungrouped(number, shown));
    }
    if let Some(plain) = ungrouped(number, marks) {
        return number_of(Some(plain));
    }
    let other = Marks {
        decimal: if marks.decimal == '.' { ',' } else { '.' },
        thousands: None,
    };
    match (ungrouped(number, other), number.split_once(['.', ','])) {
        (Some(plain), Some((_, decimals))) if decimals.len() == 3 => Err(WrittenFault::Ambiguous {
            readings: [plain.clone(), plain.replace('.', "")],
        }),
        (plain, _) => number_of(plain),
    }
}

#[cfg(test)]
mod tests {
    use super::{Comparator, WrittenFault, parse_written};
    use crate::quantity::{Marks, Unit};

    const ENGLISH: Marks = Marks {
        decimal: '.',
        thousands: Some(','),
    };

    fn amount(text: &str) -> String {
        parse_written(text, ENGLISH).unwrap().amount.to_string()
    }

    #[test]
    fn published_baselines_are_understood() {
        for (text, wanted) in [
            ("4.000.000", "4000000"),
            ("3M", "3000000"),
            ("1M", "1000000"),
            ("3,900,000", "3900000"),
            ("\u{a0}  11,586,723", "11586723"),
            ("29433.6", "29433.6"),
            ("1188", "1188"),
            ("15,000", "15000"),
            ("500k", "500000"),
            ("2 million", "2000000"),
            ("4.000,5", "4000.5"),
        ] {
            assert_eq!(amount(text), wanted, "{text}");
        }
        let floor = parse_written("> 15000", ENGLISH).unwrap();
        assert_eq!(
            (floor.comparator, floor.amount.to_string().as_str()),
            (Comparator::MoreThan, "15000")
        );
        let written = parse_written("1 PB", ENGLISH).unwrap();
        assert_eq!(
            (written.amount.to_string().as_str(), written.unit),
            ("1", Some(Unit::Pb))
        );
        let scaled = parse_written("3M CPU-h", ENGLISH).unwrap();
        assert_eq!(
            (scaled.amount.to_string().as_str(), scaled.unit),
            ("3000000", Some(Unit::CpuHour))
        );
        assert_eq!(
            parse_written("ca. 25", ENGLISH).unwrap().comparator,
            Comparator::About
        );
        assert_eq!(
            parse_written("100 TB-month", ENGLISH).unwrap().unit,
            Some(Unit::TbMonth)
        );
    }

    #[test]
    fn what_sets_no_baseline_is_not_zero() {
        for text in ["N/A", "", "–", "TBD"] {
            assert_eq!(
                parse_written(text, ENGLISH),
                Err(WrittenFault::NotSet),
                "{text}"
            );
        }
        for text in ["many", "10-20", "3 : 1", ">", "1 PB and more", "3 Mice"] {
            assert_eq!(
                parse_written(text, ENGLISH),
                Err(WrittenFault::NotANumber),
                "{text}"
            );
        }
    }

    #[test]
    fn one_group_against_the_declared_marks_is_in_doubt() {
        assert!(matches!(
            parse_written("1.234,", ENGLISH),
            Err(WrittenFault::NotANumber)
        ));
        let spanish = Marks {
            decimal: ',',
            thousands: None,
        };
        assert!(matches!(
            parse_written("15.000", spanish),
            Err(WrittenFault::Ambiguous { .. })
        ));
        let sure = parse_written("29433.6", spanish).unwrap();
        assert_eq!(sure.amount.to_string(), "29433.6");
    }
}
