//! An instant, the zone in which a project counts its days, and how people write both.

use std::fmt;

use chrono::{DateTime, NaiveDate, NaiveDateTime};

/// Seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// Returns the instant that many seconds after 1970-01-01T00:00:00Z.
    pub fn from_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Returns the seconds since 1970-01-01T00:00:00Z.
    pub fn seconds(self) -> i64 {
        self.0
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match DateTime::from_timestamp(self.0, 0) {
            Some(moment) => write!(f, "{}", moment.format("%Y-%m-%dT%H:%M:%SZ")),
            None => write!(f, "{} s after 1970", self.0),
        }
    }
}

/// A fixed offset from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone {
    minutes: i32,
}

impl Zone {
    /// Universal time.
    pub const UTC: Self = Self { minutes: 0 };

    /// Reads `UTC`, `Z` or an offset such as `+01:00`.
    pub fn parse(text: &str) -> Option<Self> {
        if matches!(text, "UTC" | "Z") {
            return Some(Self::UTC);
        }
        let sign = match text.bytes().next()? {
            b'+' => 1,
            b'-' => -1,
            _ => return None,
        };
        let (hours, minutes) = text.get(1..)?.split_once(':')?;
        let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
        (hours <= 14 && minutes < 60).then_some(Self {
            minutes: sign * (hours * 60 + minutes),
        })
    }

    /// Returns by how many seconds its clocks are ahead of universal time.
    pub fn seconds(self) -> i64 {
        i64::from(self.minutes) * 60
    }

    fn instant(self, local: NaiveDateTime) -> Instant {
        Instant(local.and_utc().timestamp() - self.seconds())
    }

    /// Returns the instant at which a day begins.
    pub(super) fn midnight(self, date: NaiveDate) -> Instant {
        self.instant(date.and_time(chrono::NaiveTime::MIN))
    }

    /// Returns the day that an instant belongs to.
    pub(super) fn day(self, at: Instant) -> Option<NaiveDate> {
        DateTime::from_timestamp(at.0 + self.seconds(), 0).map(|moment| moment.date_naive())
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.minutes == 0 {
            return f.write_str("UTC");
        }
        let sign = if self.minutes < 0 { '-' } else { '+' };
        let minutes = self.minutes.abs();
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

/// Why a text is no date or time; printed, it goes on after the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InstantFault {
    /// It does not look like one.
    NotADate,
    /// It looks like one, but there is no such day or time.
    NoSuchDate,
    /// Day, month and year stand in an order that can be mistaken.
    OtherOrder,
    /// It has a fraction of a second.
    Fraction,
}

impl fmt::Display for InstantFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotADate => "is not a date",
            Self::NoSuchDate => "is a date or time that does not exist",
            Self::OtherOrder => "leaves open which is the day, the month and the year",
            Self::Fraction => "has a fraction of a second, which is not understood",
        })
    }
}

/// Reads a date (its midnight in `zone`), a time with an offset, or a time in `zone`.
pub(super) fn parse(text: &str, zone: Zone) -> Result<Instant, InstantFault> {
    let text = text.trim();
    let (Some(day), Some(rest)) = (text.get(..10), text.get(10..)) else {
        return Err(other_order(text));
    };
    let date = date(day)?;
    if rest.is_empty() {
        return Ok(zone.midnight(date));
    }
    let clock = rest
        .strip_prefix(['T', 't', ' '])
        .ok_or(InstantFault::NotADate)?;
    let at = clock.find(['Z', 'z', '+', '-']).unwrap_or(clock.len());
    let (clock, offset) = clock.split_at(at);
    let zone = match offset {
        "" => zone,
        offset => Zone::parse(&offset.to_ascii_uppercase()).ok_or(InstantFault::NotADate)?,
    };
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    if fraction.bytes().any(|byte| byte != b'0') {
        return Err(InstantFault::Fraction);
    }
    let numbers: Option<Vec<u32>> = clock
        .split(':')
        .map(|part| two_digits(part).and_then(|number| u32::try_from(number).ok()))
        .collect();
    let (hour, minute, second) = match numbers.as_deref() {
        Some([hour, minute]) => (*hour, *minute, 0),
        Some([hour, minute, second]) => (*hour, *minute, *second),
        _ => return Err(InstantFault::NotADate),
    };
    let local = date
        .and_hms_opt(hour, minute, second)
        .ok_or(InstantFault::NoSuchDate)?;
    Ok(zone.instant(local))
}

fn date(text: &str) -> Result<NaiveDate, InstantFault> {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let [year, month, day] = parts.as_slice() else {
        return Err(other_order(text));
    };
    if (year.len(), month.len(), day.len()) != (4, 2, 2) || !parts.iter().all(|part| digits(part)) {
        return Err(other_order(text));
    }
    let number = |part: &str| part.parse().map_err(|_| InstantFault::NotADate);
    let year: u32 = number(year)?;
    let year = i32::try_from(year).map_err(|_| InstantFault::NoSuchDate)?;
    NaiveDate::from_ymd_opt(year, number(month)?, number(day)?).ok_or(InstantFault::NoSuchDate)
}

fn other_order(text: &str) -> InstantFault {
    let numbers = text
        .split(['/', '.', '-'])
        .filter(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    if numbers.count() == 3 {
        InstantFault::OtherOrder
    } else {
        InstantFault::NotADate
    }
}

fn two_digits(text: &str) -> Option<i32> {
    let plain = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::{Instant, InstantFault, Zone, parse};

    fn read(text: &str) -> Result<String, InstantFault> {
        parse(text, Zone::UTC).map(|instant| instant.to_string())
    }

    #[test]
    fn dates_and_times_are_read_with_their_offset() {
        assert_eq!(read("2023-03-01").unwrap(), "2023-03-01T00:00:00Z");
        assert_eq!(
            read("2023-03-01T00:30:00+01:00").unwrap(),
            "2023-02-28T23:30:00Z"
        );
        assert_eq!(
            read("2023-03-01 12:00:05.000Z").unwrap(),
            "2023-03-01T12:00:05Z"
        );
        assert_eq!(read("2023-03-01T12:00").unwrap(), "2023-03-01T12:00:00Z");
        assert_eq!(read(" 2023-03-01\t").unwrap(), "2023-03-01T00:00:00Z");
    }

    #[test]
    fn the_zone_of_the_project_says_when_a_day_begins() {
        for (zone, midnight) in [
            ("UTC", "2023-03-01T00:00:00Z"),
            ("+02:00", "2023-02-28T22:00:00Z"),
            ("+05:30", "2023-02-28T18:30:00Z"),
            ("-03:30", "2023-03-01T03:30:00Z"),
            ("+14:00", "2023-02-28T10:00:00Z"),
        ] {
            let read = Zone::parse(zone).unwrap();
            assert_eq!(read.to_string(), zone);
            let first = parse("2023-03-01", read).unwrap();
            assert_eq!(first.to_string(), midnight);
            let eve = Instant::from_seconds(first.seconds() - 1);
            assert_eq!(read.day(first).unwrap().to_string(), "2023-03-01");
            assert_eq!(read.day(eve).unwrap().to_string(), "2023-02-28");
        }
        assert_eq!(Zone::parse("-00:00").unwrap().to_string(), "UTC");
        for text in ["", "CET", "+1:00", "+15:00", "+01:60", "+01:00:00"] {
            assert_eq!(Zone::parse(text), None, "{text}");
        }
    }

    #[test]
    fn dates_that_can_be_mistaken_are_refused() {
        assert_eq!(read("2023-02-30"), Err(InstantFault::NoSuchDate));
        for text in [
            "28/02/2023",
            "28.02.2023",
            "22-09-01",
            "2022-9-1",
            "02-28-2023",
        ] {
            assert_eq!(read(text), Err(InstantFault::OtherOrder), "{text}");
        }
        for text in [
            "",
            "soon",
            "+99999-01-01",
            "+023-03-01",
            "2023-03-01X",
            "2023-03-01T25",
            "é023-03-01é",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(read("--"), Err(InstantFault::NotADate));
        assert_eq!(read("2023-03-01T00:00:00.5Z"), Err(InstantFault::Fraction));
    }
}
