//! Days from a first to a last one: a day, a month or a quarter of the calendar, as people name them.

use chrono::{Datelike as _, Months, NaiveDate};

/// Days from a first to a last one; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dates {
    first: NaiveDate,
    last: NaiveDate,
}

impl Dates {
    /// Returns a single day, when there is one.
    pub fn day(year: i32, month: u32, day: u32) -> Option<Self> {
        let date = NaiveDate::from_ymd_opt(year, month, day)?;
        Some(Self {
            first: date,
            last: date,
        })
    }

    /// Returns a month of the calendar, from 1 to 12.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        Self::months(year, month, 1)
    }

    /// Returns a quarter of a year, from 1 to 4.
    pub fn quarter(year: i32, number: u32) -> Option<Self> {
        (1..=4)
            .contains(&number)
            .then(|| Self::months(year, number * 3 - 2, 3))?
    }

    fn months(year: i32, month: u32, count: u32) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        let last = first.checked_add_months(Months::new(count))?.pred_opt()?;
        Some(Self { first, last })
    }

    /// Returns the days from the first of these to the last of those, when they do not run backwards.
    pub fn through(self, end: Self) -> Option<Self> {
        (self.first <= end.last).then_some(Self {
            first: self.first,
            last: end.last,
        })
    }

    /// Returns the first day.
    pub fn first(self) -> NaiveDate {
        self.first
    }

    /// Returns the last day.
    pub fn last(self) -> NaiveDate {
        self.last
    }

    /// Returns the year of the last day.
    pub fn year(self) -> i32 {
        self.last.year()
    }
}

#[cfg(test)]
mod tests {
    use super::Dates;

    #[test]
    fn a_quarter_has_three_months() {
        let quarter = Dates::quarter(2023, 4).unwrap();
        assert_eq!(quarter.first().to_string(), "2023-10-01");
        assert_eq!(quarter.last().to_string(), "2023-12-31");
        assert_eq!(Dates::quarter(2023, 0), None);
        assert_eq!(Dates::quarter(2023, 5), None);
        assert_eq!(Dates::month(2023, 13), None);
    }

    #[test]
    fn days_do_not_run_backwards() {
        let (march, may) = (
            Dates::month(2023, 3).unwrap(),
            Dates::day(2023, 5, 2).unwrap(),
        );
        assert_eq!(march.through(may).unwrap().last(), may.last());
        assert_eq!(may.through(may), Some(may));
        assert_eq!(may.through(march), None);
    }
}
