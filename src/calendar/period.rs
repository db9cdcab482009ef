//! A period of whole project months.

use std::fmt;

use super::month::ProjectMonth;

/// Whole project months from a first to a last one; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: ProjectMonth,
    last: ProjectMonth,
}

/// Why a text is no period; printed, it goes on after the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodFault {
    /// It does not look like one.
    NotAPeriod,
    /// It ends before it begins.
    Reversed,
    /// A month has a number that no month can have.
    NoSuchMonth,
}

impl fmt::Display for PeriodFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAPeriod => "is not a period",
            Self::Reversed => "ends before it begins",
            Self::NoSuchMonth => "names a month that is not one of M1 to M600",
        })
    }
}

impl Period {
    /// Returns the period from `first` to `last`, when it is not reversed.
    pub fn new(first: ProjectMonth, last: ProjectMonth) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// Returns its first month.
    pub fn first(self) -> ProjectMonth {
        self.first
    }

    /// Returns its last month.
    pub fn last(self) -> ProjectMonth {
        self.last
    }

    /// Returns how many months it has.
    pub fn months(self) -> u16 {
        self.last.number() - self.first.number() + 1
    }

    /// Returns whether a month belongs to it.
    pub fn contains(self, month: ProjectMonth) -> bool {
        self.first <= month && month <= self.last
    }

    /// Returns whether all months of another belong to it.
    pub fn covers(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// Returns whether a month belongs to both.
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Returns its months in order.
    pub fn iter(self) -> impl Iterator<Item = ProjectMonth> {
        (self.first.number()..=self.last.number()).filter_map(ProjectMonth::new)
    }

    /// Reads `M7-M12` as people write it: `M07-M12`, with a dash of any length and blanks, or a single month `M7`.
    ///
    /// # Errors
    ///
    /// Says why the text is no period.
    pub fn parse(text: &str) -> Result<Self, PeriodFault> {
        let plain: String = text
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .map(|letter| {
                if matches!(letter, '\u{2010}'..='\u{2015}' | '\u{2212}') {
                    '-'
                } else {
                    letter
                }
            })
            .collect();
        let (first, last) = plain.split_once('-').unwrap_or((&plain, &plain));
        let looks = |part: &str| {
            let digits = part.strip_prefix(['M', 'm']).unwrap_or_default();
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !looks(first) || !looks(last) {
            return Err(PeriodFault::NotAPeriod);
        }
        let month = |part| ProjectMonth::parse(part).ok_or(PeriodFault::NoSuchMonth);
        Self::new(month(first)?, month(last)?).ok_or(PeriodFault::Reversed)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.first, self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::{Period, PeriodFault};

    #[test]
    fn a_period_is_read_as_people_write_it() {
        for text in ["M7-M12", "M07-M12", "m7–m12", " M7 — M12 ", "M7\u{2011}M12"] {
            assert_eq!(Period::parse(text).unwrap().to_string(), "M7-M12", "{text}");
        }
        assert_eq!(Period::parse("M7").unwrap().months(), 1);
    }

    #[test]
    fn what_is_no_period_says_why() {
        assert_eq!(Period::parse("M12-M7"), Err(PeriodFault::Reversed));
        assert_eq!(Period::parse("M0-M6"), Err(PeriodFault::NoSuchMonth));
        for text in ["", "M", "7-12", "H2", "M1-M6-M12", "M1-"] {
            assert_eq!(Period::parse(text), Err(PeriodFault::NotAPeriod), "{text}");
        }
    }
}
