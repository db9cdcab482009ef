//! A project month.

use std::fmt;

/// A month of the project: M1 is the one in which it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProjectMonth(u16);

/// Longest project that is understood, in months.
const LAST: u16 = 600;

impl ProjectMonth {
    /// The first month.
    pub const FIRST: Self = Self(1);

    /// Returns the month of that number, from 1 to 600.
    pub fn new(number: u16) -> Option<Self> {
        (1..=LAST).contains(&number).then_some(Self(number))
    }

    /// Returns its number, from 1.
    pub fn number(self) -> u16 {
        self.0
    }

    /// Reads `M7`, `M07` or `m7`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix(['M', 'm'])?;
        let plain =
            (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if plain {
            Self::new(digits.parse().ok()?)
        } else {
            None
        }
    }
}

impl fmt::Display for ProjectMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "M{}", self.0)
    }
}
