//! Numbers in data: read only when they can be read in one way.

use std::fmt;

use rust_decimal::Decimal;

/// Marks that somebody declared for a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    /// Before the decimals.
    pub decimal: char,
    /// Between groups of three digits.
    pub thousands: Option<char>,
}

/// Largest amount that is believed.
const LARGEST: i64 = 1_000_000_000_000_000;
/// Most decimals that are believed.
const DECIMALS: u32 = 12;

/// Why a text is no number that can be read for certain; printed, it goes on after the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberFault {
    /// There is nothing.
    Empty,
    /// It is no number.
    NotANumber,
    /// It can be read in two ways.
    Ambiguous {
        /// The two readings, printed.
        readings: [String; 2],
    },
    /// `NaN` or `inf`.
    NotFinite,
    /// A number with an exponent, such as `1e6`.
    Exponent,
    /// Too large, or with too many decimals.
    TooLarge,
    /// A unit stands behind the number.
    UnitInside {
        /// The number.
        number: String,
        /// The unit.
        unit: String,
    },
    /// It has marks between thousands, and none are declared.
    Grouped,
    /// A letter looks like a digit.
    LookAlike {
        /// The letter.
        letter: char,
    },
}

impl fmt::Display for NumberFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("has no number"),
            Self::NotANumber => f.write_str("is not a plain number"),
            Self::Ambiguous {
                readings: [one, other],
            } => write!(f, "could mean {one} or {other}"),
            Self::NotFinite => f.write_str("is not a finite number"),
            Self::Exponent => f.write_str("has an exponent, which is not understood"),
            Self::TooLarge => f.write_str("is too large, or has more than 12 decimals"),
            Self::UnitInside { .. } => f.write_str("has its unit beside the number"),
            Self::Grouped => f.write_str("has marks between thousands, and none are declared"),
            Self::LookAlike { letter } => {
                write!(f, "has the letter `{letter}` where a digit should stand")
            }
        }
    }
}

impl NumberFault {
    /// Returns what to do about it.
    pub fn help(&self) -> String {
        match self {
            Self::Ambiguous { .. } => {
                "declare the decimal mark of this file in [[sources]] (`decimal = \",\"`), or correct the export".to_owned()
            }
            Self::Grouped => {
                "write the number without marks between thousands, or declare them in [[sources]] (`thousands = \",\"`)".to_owned()
            }
            Self::UnitInside { number, unit } => format!("write `{number}` here and `{unit}` in the column `unit`"),
            Self::LookAlike { .. } => "correct the digit".to_owned(),
            Self::Empty | Self::NotANumber | Self::NotFinite | Self::Exponent | Self::TooLarge => {
                "write digits with `.` before the decimals, such as 29433.6; what is not known is a state, not a number".to_owned()
            }
        }
    }
}

/// Reads a number of a data file. Nothing is guessed: `1.234` and `3,4` are refused unless marks are declared.
///
/// # Errors
///
/// Says why the number cannot be read for certain.
pub fn parse_number(text: &str, marks: Option<Marks>) -> Result<Decimal, NumberFault> {
    let text = text.trim_matches(|letter: char| letter.is_whitespace());
    if text.is_empty() {
        return Err(NumberFault::Empty);
    }
    refuse_words(text)?;
    let plain = if let Some(marks) = marks {
        ungrouped(text, marks).ok_or(NumberFault::NotANumber)?
    } else {
        refuse_doubt(text)?;
        text.to_owned()
    };
    decimal(&plain).ok_or(NumberFault::TooLarge)
}

/// Refuses what holds letters, and says which kind it is.
fn refuse_words(text: &str) -> Result<(), NumberFault> {
    let lower = text.to_ascii_lowercase();
    let bare = lower.trim_start_matches(['+', '-']);
    if ["nan", "inf", "infinity"].contains(&bare) {
        return Err(NumberFault::NotFinite);
    }
    let Some(at) = text.find(|letter: char| letter.is_alphabetic()) else {
        let known = |letter: char| {
            letter.is_ascii_digit()
                || matches!(letter, '.' | ',' | '\'' | '’' | '+' | '-')
                || letter.is_whitespace()
        };
        return if text.chars().all(known) && text.contains(|letter: char| letter.is_ascii_digit()) {
            Ok(())
        } else {
            Err(NumberFault::NotANumber)
        };
    };
    let (number, rest) = text.split_at(at);
    let number = number.trim();
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let mantissa = digits > 0 && lower.get(at..).is_some_and(|rest| rest.starts_with('e'));
    if mantissa
        && rest
            .chars()
            .skip(1)
            .all(|letter| letter.is_ascii_digit() || matches!(letter, '+' | '-'))
        && rest.len() > 1
    {
        return Err(NumberFault::Exponent);
    }
    let alike = |letter: char| matches!(letter, 'O' | 'o' | 'l' | 'I' | 'S' | 'B' | 'О' | 'о');
    let letters: Vec<char> = text
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .collect();
    let rest_is_digits = text
        .chars()
        .all(|letter| letter.is_ascii_digit() || alike(letter) || matches!(letter, '.' | ','));
    if let Some(letter) = letters
        .first()
        .filter(|_| letters.iter().all(|letter| alike(*letter)) && rest_is_digits)
        && text.contains(|letter: char| letter.is_ascii_digit())
    {
        return Err(NumberFault::LookAlike { letter: *letter });
    }
    let unit = rest.trim();
    let worded = unit.chars().next().is_some_and(char::is_alphabetic) && unit.chars().count() > 1;
    if digits > 0
        && worded
        && number
            .chars()
            .all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ','))
    {
        return Err(NumberFault::UnitInside {
            number: number.to_owned(),
            unit: unit.to_owned(),
        });
    }
    Err(NumberFault::NotANumber)
}

/// Refuses a number without declared marks that can be read in two ways.
fn refuse_doubt(text: &str) -> Result<(), NumberFault> {
    let body = text.strip_prefix(['+', '-']).unwrap_or(text);
    let sign = if text.starts_with('-') { "-" } else { "" };
    let marks: Vec<char> = body
        .chars()
        .filter(|letter| !letter.is_ascii_digit())
        .collect();
    match marks.as_slice() {
        [] => Ok(()),
        ['.'] => {
            let (whole, decimals) = body.split_once('.').unwrap_or((body, ""));
            if whole.is_empty() || decimals.is_empty() {
                return Err(NumberFault::NotANumber);
            }
            let grouped =
                decimals.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
            if grouped {
                Err(doubt(sign, whole, decimals))
            } else {
                Ok(())
            }
        }
        [','] => {
            let (whole, decimals) = body.split_once(',').unwrap_or((body, ""));
            if whole.is_empty() || decimals.is_empty() {
                return Err(NumberFault::NotANumber);
            }
            Err(doubt(sign, whole, decimals))
        }
        [first, ..] if matches!(first, '+' | '-') || marks.contains(&'-') => {
            Err(NumberFault::NotANumber)
        }
        _ if body.split(['.', ',']).any(str::is_empty) => Err(NumberFault::NotANumber),
        _ => Err(NumberFault::Grouped),
    }
}

fn doubt(sign: &str, whole: &str, decimals: &str) -> NumberFault {
    NumberFault::Ambiguous {
        readings: [
            format!("{sign}{whole}.{decimals}"),
            format!("{sign}{whole}{decimals}"),
        ],
    }
}

/// Returns a number written with declared marks as digits and a point; `None` when its groups are not of three digits.
pub(super) fn ungrouped(text: &str, marks: Marks) -> Option<String> {
    let (sign, body) = match text.strip_prefix('-') {
        Some(body) => ("-", body),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, decimals) = match body.split_once(marks.decimal) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (body, None),
    };
    let is_mark = |letter: char| {
        marks.thousands.is_some_and(|mark| {
            letter == mark || (mark == ' ' && matches!(letter, '\u{a0}' | '\u{202f}'))
        })
    };
    let groups: Vec<&str> = whole.split(is_mark).collect();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let sized = match groups.as_slice() {
        [only] => digits(only),
        [first, rest @ ..] => {
            digits(first)
                && first.len() <= 3
                && rest.iter().all(|group| digits(group) && group.len() == 3)
        }
        [] => false,
    };
    if !sized || !decimals.is_none_or(digits) {
        return None;
    }
    let tail = decimals
        .map(|decimals| format!(".{decimals}"))
        .unwrap_or_default();
    Some(format!("{sign}{}{tail}", groups.concat()))
}

/// Returns an exact decimal of digits and a point, when it is of a size that is believed.
pub(super) fn decimal(plain: &str) -> Option<Decimal> {
    let number = Decimal::from_str_exact(plain.trim_start_matches('+')).ok()?;
    let believed = number.abs() < Decimal::from(LARGEST) && number.normalize().scale() <= DECIMALS;
    believed.then_some(number.normalize())
}

#[cfg(test)]
mod tests {
    use super::{Marks, NumberFault, parse_number};

    fn read(text: &str) -> Result<String, NumberFault> {
        parse_number(text, None).map(|number| number.to_string())
    }

    #[test]
    fn plain_numbers_are_exact() {
        for (text, wanted) in [
            ("105456", "105456"),
            ("29433.6", "29433.6"),
            ("0.125", "0.125"),
            ("1234.567", "1234.567"),
            ("1.2345", "1.2345"),
            (" 33.40 ", "33.4"),
            ("-5", "-5"),
            ("+5", "5"),
            ("0.500000000000000", "0.5"),
            ("0", "0"),
        ] {
            assert_eq!(read(text).unwrap(), wanted, "{text}");
        }
    }

    #[test]
    fn a_number_that_can_be_read_in_two_ways_is_refused() {
        for (text, one, other) in [
            ("3,4", "3.4", "34"),
            ("1.234", "1.234", "1234"),
            ("393,888", "393.888", "393888"),
            ("10.234", "10.234", "10234"),
            ("-1.234", "-1.234", "-1234"),
            ("-3,4", "-3.4", "-34"),
        ] {
            let readings = [one.to_owned(), other.to_owned()];
            assert_eq!(
                read(text),
                Err(NumberFault::Ambiguous { readings }),
                "{text}"
            );
        }
        assert_eq!(read("4.000.000"), Err(NumberFault::Grouped));
        assert_eq!(read("1,234.5"), Err(NumberFault::Grouped));
    }

    #[test]
    fn declared_marks_settle_it() {
        let spanish = Some(Marks {
            decimal: ',',
            thousands: Some('.'),
        });
        assert_eq!(
            parse_number("4.000.000,5", spanish).unwrap().to_string(),
            "4000000.5"
        );
        assert_eq!(parse_number("3,4", spanish).unwrap().to_string(), "3.4");
        for text in [
            "1.23", "1.2345", "1234.567", ".234", "1..234", "1.23,456", "1.2a4", "3,", ",4",
        ] {
            let read = parse_number(text, spanish);
            assert!(read.is_err(), "{text}: {read:?}");
        }
        let blank = Some(Marks {
            decimal: '.',
            thousands: Some(' '),
        });
        for text in ["12 345.5", "12\u{a0}345.5", "12\u{202f}345.5"] {
            assert_eq!(parse_number(text, blank).unwrap().to_string(), "12345.5");
        }
        assert!(parse_number("12\u{a0}345", spanish).is_err());
    }

    #[test]
    fn what_is_no_number_says_what_it_is() {
        assert_eq!(read("NaN"), Err(NumberFault::NotFinite));
        assert_eq!(read("-inf"), Err(NumberFault::NotFinite));
        for text in ["1e6", "3.2E-05"] {
            assert_eq!(read(text), Err(NumberFault::Exponent), "{text}");
        }
        for text in ["36OO", "O.5", "1O,5"] {
            assert_eq!(read(text), Err(NumberFault::LookAlike { letter: 'O' }));
        }
        for (text, number, unit) in [("30 TB", "30", "TB"), ("1,5 EUR", "1,5", "EUR")] {
            let (number, unit) = (number.to_owned(), unit.to_owned());
            assert_eq!(read(text), Err(NumberFault::UnitInside { number, unit }));
        }
        for text in [
            "999999999999999999999",
            "-999999999999999999999",
            "0.1234567890123",
        ] {
            assert_eq!(read(text), Err(NumberFault::TooLarge), "{text}");
        }
        for text in [
            "TBD", "N/A", "-", "1..2", "--1", "1-2", "½", "１２", ".5", "5.", ",5", "5,", "OO",
            "5%", "5h", "1-2 TB", "e6", "1/2", "1;5",
        ] {
            assert_eq!(read(text), Err(NumberFault::NotANumber), "{text}");
        }
        assert_eq!(read(""), Err(NumberFault::Empty));
    }
}
