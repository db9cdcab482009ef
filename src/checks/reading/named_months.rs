//! The months that a duration names: `M1-M36`, `M40`, `36 months`, `3 years`.

use std::ops::Range;

/// Most digits that are read as a number of months.
const DIGITS: usize = 4;
/// Words between the first and the last month, beside dashes.
const UNTIL: &[&str] = &["to", "until", "till"];

/// Months where they are named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::checks) struct Named {
    /// The bytes of the text that name them.
    pub(in crate::checks) range: Range<usize>,
    /// What is named.
    pub(in crate::checks) months: Months,
}

/// What a text names; nothing says yet that a project has such months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::checks) enum Months {
    /// From a month to a month; the same for a single one.
    Span(u16, u16),
    /// A number of months.
    Count(u16),
    /// A number of years.
    Years(u16),
}

impl Months {
    /// Returns whether these are all months of a project that has `months` of them.
    pub(in crate::checks) fn are_all(self, months: u16) -> bool {
        match self {
            Self::Span(first, last) => first == 1 && last == months,
            Self::Count(count) => count == months,
            Self::Years(years) => u32::from(years) * 12 == u32::from(months),
        }
    }
}

/// Returns the months that a text names, in its order.
pub(in crate::checks) fn named_months(text: &str) -> Vec<Named> {
    let mut named = Vec::new();
    let mut at = 0;
    while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let found = if begins_word(text, at) {
            span(text, at).or_else(|| count(text, at))
        } else {
            None
        };
        at = found
            .as_ref()
            .map_or(at + letter.len_utf8(), |found| found.range.end);
        named.extend(found);
    }
    named
}

/// Returns whether a word or number begins at a byte; `5` in `1.5` is none.
fn begins_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let mut letters = before.chars().rev();
    match letters.next() {
        Some(last) if last.is_alphanumeric() => false,
        Some('.' | ',') => !letters.next().is_some_and(|letter| letter.is_ascii_digit()),
        _ => true,
    }
}

/// Reads `M1-M36`, `M1 to M36` or `M1` from a byte.
fn span(text: &str, at: usize) -> Option<Named> {
    let (first, end) = month(text, at)?;
    let single = Named {
        range: at..end,
        months: Months::Span(first, first),
    };
    let last = until(text, end).and_then(|next| month(text, next));
    Some(last.map_or(single, |(last, end)| Named {
        range: at..end,
        months: Months::Span(first, last),
    }))
}

/// Reads a month such as `M07` from a byte and returns its number and where it ends.
fn month(text: &str, at: usize) -> Option<(u16, usize)> {
    let digits = text.get(at..)?.strip_prefix(['M', 'm'])?;
    let (number, length) = number(digits)?;
    let ends = !digits.get(length..)?.starts_with(char::is_alphanumeric);
    ends.then_some((number, at + 1 + length))
}

/// Returns where the last month of a span begins, when a dash or a word such as `to` stands at a byte.
fn until(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?.trim_start();
    let dashes = [
        '-', '\u{2010}', '\u{2011}', '\u{2012}', '–', '—', '\u{2212}',
    ];
    let after = rest.strip_prefix(dashes).or_else(|| {
        let word = UNTIL.iter().find_map(|word| rest.strip_prefix(*word))?;
        word.starts_with(char::is_whitespace).then_some(word)
    })?;
    Some(text.len() - after.trim_start().len())
}

/// Reads `36 months`, `36-month` or `3 years` from a byte.
fn count(text: &str, at: usize) -> Option<Named> {
    let digits = text.get(at..)?;
    let (number, length) = number(digits)?;
    let rest = digits.get(length..)?;
    let word = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '-');
    if word.len() == rest.len() {
        return None;
    }
    let end = word
        .find(|letter: char| !letter.is_alphabetic())
        .unwrap_or(word.len());
    let months = match word.get(..end)?.to_lowercase().as_str() {
        "month" | "months" => Months::Count(number),
        "year" | "years" => Months::Years(number),
        _ => return None,
    };
    Some(Named {
        range: at..text.len() - word.len() + end,
        months,
    })
}

fn number(digits: &str) -> Option<(u16, usize)> {
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    let fits = (1..=DIGITS).contains(&length);
    let number = digits.get(..length).filter(|_| fits)?.parse().ok()?;
    Some((number, length))
}

#[cfg(test)]
mod tests {
    use super::Months::{Count, Span, Years};
    use super::{Months, named_months};

    fn months(text: &str) -> Vec<(&str, Months)> {
        let named = named_months(text).into_iter();
        named
            .map(|named| (&text[named.range], named.months))
            .collect()
    }

    #[test]
    fn months_are_read_as_people_write_them() {
        assert_eq!(months("M1-M36"), [("M1-M36", Span(1, 36))]);
        assert_eq!(months("From M01 – m36."), [("M01 – m36", Span(1, 36))]);
        assert_eq!(
            months("M1 to M6, M12"),
            [("M1 to M6", Span(1, 6)), ("M12", Span(12, 12))]
        );
        assert_eq!(
            months("36\u{a0}months (a 3-year project)"),
            [("36\u{a0}months", Count(36)), ("3-year", Years(3))]
        );
        assert_eq!(months("é 36 Months"), [("36 Months", Count(36))]);
    }

    #[test]
    fn other_numbers_are_no_months() {
        for text in [
            "2020",
            "36months",
            "1.5 years",
            "XM1",
            "M1a",
            "M12345",
            "T4.3 year",
            "MM1",
            "m",
        ] {
            assert_eq!(months(text), [], "{text}");
        }
    }

    #[test]
    fn all_months_of_a_project_are_known() {
        assert!(Span(1, 36).are_all(36) && Count(36).are_all(36) && Years(3).are_all(36));
        assert!(!Span(2, 36).are_all(36) && !Years(3).are_all(40));
    }
}
