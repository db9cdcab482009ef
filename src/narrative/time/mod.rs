//! The times that a text names: project months, quarters, and months and days of the calendar.

mod date;
mod month;
mod quarter;

use std::ops::Range;

use crate::calendar::{Calendar, Dates, Period};

use super::token::{Token, between, tokens};

/// A time as people name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// A project month such as `M6`, or several such as `M1-M6` or `months 1 to 6`.
    Months(Period),
    /// A quarter of the calendar such as `Q1 2023` or `first quarter of 2023`.
    Quarter(Dates),
    /// A day, a month or several of the calendar, such as `March 2023` or `September to November 2022`.
    Dates(Dates),
}

impl Time {
    /// Returns the project months that it touches; `None` when they all lie outside the project.
    pub fn months(self, calendar: &Calendar) -> Option<Period> {
        match self {
            Self::Months(period) => calendar.within(period).then_some(period),
            Self::Quarter(dates) | Self::Dates(dates) => calendar.months_in(dates),
        }
    }
}

/// A time that is named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// The time.
    pub time: Time,
}

/// Returns the times that a text names, in order; what can be read in two ways is left out.
pub fn times(text: &str) -> Vec<Mention> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) {
        match read(text, rest) {
            Some((count, time)) => {
                let ends = rest.first().zip(rest.get(count - 1));
                found.extend(time.zip(ends).map(|(time, (first, last))| Mention {
                    range: first.range.start..last.range.end,
                    time,
                }));
                at += count;
            }
            None => at += 1,
        }
    }
    found
}

/// How many tokens were read, and the time that they name unless they are not certain.
type Read = (usize, Option<Time>);

/// Reads a time at the start of `tokens`.
fn read(text: &str, tokens: &[Token<'_>]) -> Option<Read> {
    month::read(text, tokens)
        .or_else(|| quarter::read(text, tokens))
        .or_else(|| date::read(text, tokens))
}

/// Returns whether what stands after the first of two tokens joins them to a span, as `-` or `to` does; how many tokens
/// belong to the joint.
fn joint(text: &str, tokens: &[Token<'_>]) -> Option<usize> {
    let [one, other, ..] = tokens else {
        return None;
    };
    let gap = between(text, &one.range, &other.range);
    let dash = gap
        .trim()
        .chars()
        .all(|letter| matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}'));
    if dash && !gap.trim().is_empty() {
        return Some(0);
    }
    let third = tokens.get(2)?;
    let spaced =
        gap.trim().is_empty() && between(text, &other.range, &third.range).trim().is_empty();
    (spaced && other.is_any(&["to", "until", "till", "through"])).then_some(1)
}

/// Returns the year that four digits name.
fn year(text: &str) -> Option<i32> {
    let plain = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse()
        .ok()
        .filter(|year| plain && (1900..=2200).contains(year))
}

#[cfg(test)]
mod tests {
    use super::{Time, times};

    /// Returns what is named and what is understood, `first..last` in days for dates.
    fn found(text: &str) -> Vec<String> {
        let shown = |time| match time {
            Time::Months(period) => period.to_string(),
            Time::Quarter(dates) => format!("quarter {}..{}", dates.first(), dates.last()),
            Time::Dates(dates) => format!("{}..{}", dates.first(), dates.last()),
        };
        let mentions = times(text).into_iter();
        mentions
            .map(|mention| {
                format!(
                    "{} = {}",
                    text.get(mention.range).unwrap(),
                    shown(mention.time)
                )
            })
            .collect()
    }

    #[test]
    fn project_months_are_read_as_people_write_them() {
        for (text, expected) in [
            ("in M6.", "M6 = M6-M6"),
            ("in M01–M06,", "M01–M06 = M1-M6"),
            ("from M1 to M6", "M1 to M6 = M1-M6"),
            (
                "from month 18 to month 36",
                "month 18 to month 36 = M18-M36",
            ),
            ("months 1-6", "months 1-6 = M1-M6"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn quarters_are_read_as_people_write_them() {
        for text in [
            "Q1 2023",
            "Q1 of 2023",
            "Q1/2023",
            "2023 Q1",
            "2023-Q1",
            "2023Q1",
            "first quarter of 2023",
            "1st quarter 2023",
            "first quarter of the year 2023",
        ] {
            assert_eq!(
                found(text),
                [format!("{text} = quarter 2023-01-01..2023-03-31")]
            );
        }
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, expected) in [
            ("March 2023", "2023-03-01..2023-03-31"),
            ("Mar. 2023", "2023-03-01..2023-03-31"),
            ("15 March 2023", "2023-03-15..2023-03-15"),
            ("1st May 2023", "2023-05-01..2023-05-01"),
            ("March 15, 2023", "2023-03-15..2023-03-15"),
            ("2023-03-15", "2023-03-15..2023-03-15"),
            ("Sep 2022 - Aug 2023", "2022-09-01..2023-08-31"),
            ("September to November 2022", "2022-09-01..2022-11-30"),
        ] {
            assert_eq!(found(text), [format!("{text} = {expected}")]);
        }
    }

    #[test]
    fn what_is_no_time_or_is_not_certain_is_left_out() {
        for text in [
            "milestone M6.2",
            "Q1",
            "in Q1-Q2 2023",
            "Q1 and Q2 2023",
            "may 2023 users",
            "March",
            "2022-23",
            "M12-M7",
            "the 4 months",
            "March to May",
            "D4.1",
            "M1,5",
            "the first quarter",
            "this month 6 users came",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn several_times_are_found_in_order() {
        assert_eq!(
            found("Open in M3 (November 2022), used in Q1 2023 and M9."),
            [
                "M3 = M3-M3",
                "November 2022 = 2022-11-01..2022-11-30",
                "Q1 2023 = quarter 2023-01-01..2023-03-31",
                "M9 = M9-M9",
            ]
        );
    }
}
