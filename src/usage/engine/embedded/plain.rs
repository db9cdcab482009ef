//! Fields in their plain forms, read fast and exactly. What is not plain is left to the reader of rows, which is the one
//! definition of what a field means; these agree with it wherever they answer.

use super::super::held::PLACES;

/// First year that is read here.
const FIRST_YEAR: usize = 1900;
/// How many are.
const YEARS: usize = 300;
/// Seconds of a day.
const DAY: i64 = 86_400;

/// Returns the seconds since 1970 of a date at midnight, or of a time, in a zone that is `zone` seconds ahead of UTC unless
/// the field names another one: `2023-03-01`, `2023-03-01T00:30:00`, `…Z` or `…+01:00`.
#[inline]
pub(super) fn instant(field: &[u8], zone: i64) -> Option<i64> {
    let (date, clock) = field.split_first_chunk::<10>()?;
    let day = day(*date)? * DAY;
    let Some((clock, offset)) = clock.split_first_chunk::<9>() else {
        return clock.is_empty().then_some(day - zone);
    };
    let [b'T' | b' ', clock @ ..] = *clock else {
        return None;
    };
    let [hour, _, _, minute, _, _, second, _] = pairs(clock, *b"00:00:00")?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let ahead = match *offset {
        [] => zone,
        [b'Z'] => 0,
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (two(h1, h2)?, two(m1, m2)?);
            if hours > 14 || minutes > 59 {
                return None;
            }
            let ahead = hours * 3_600 + minutes * 60;
            if sign == b'-' { -ahead } else { ahead }
        }
        _ => return None,
    };
    let seconds = i64::from(hour) * 3_600 + i64::from(minute) * 60 + i64::from(second);
    Some(day + seconds - ahead)
}

/// Days since 1970 at which the months of [`YEARS`] begin, and the one after them.
static MONTHS: [i32; 12 * YEARS + 1] = months();

#[expect(
    clippy::indexing_slicing,
    reason = "the compiler runs it, and tells when it fails"
)]
const fn months() -> [i32; 12 * YEARS + 1] {
    let mut all = [0; 12 * YEARS + 1];
    let (mut at, mut day) = (0, -25_567);
    while at < all.len() {
        all[at] = day;
        let year = FIRST_YEAR + at / 12;
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        day += match at % 12 {
            1 if leap => 29,
            1 => 28,
            3 | 5 | 8 | 10 => 30,
            _ => 31,
        };
        at += 1;
    }
    all
}

/// Returns the days since 1970 of a date.
#[inline]
fn day(date: [u8; 10]) -> Option<i64> {
    let [months @ .., d1, d2] = date;
    let [century, _, year, _, _, month, _, _] = pairs(months, *b"0000-00-")?;
    let year = usize::from(century) * 100 + usize::from(year);
    let (month, day) = (usize::from(month).wrapping_sub(1), two(d1, d2)?);
    if month > 11 {
        return None;
    }
    let at = year.checked_sub(FIRST_YEAR)? * 12 + month;
    let [begin, end] = *MONTHS.get(at..)?.first_chunk::<2>()?;
    let day = i64::from(begin) + day - 1;
    (i64::from(begin) <= day && day < i64::from(end)).then_some(day)
}

/// Eight bytes of the same value.
const fn eight(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// Returns at each place of a text the number that its digit makes with the one behind it, when it has digits where the
/// form has `0` and is like the form elsewhere.
#[inline]
fn pairs(text: [u8; 8], form: [u8; 8]) -> Option<[u8; 8]> {
    // Nine and less stay below 128 when 118 is added, and zero alone does when 127 is.
    let most = u64::from_le_bytes(form.map(|byte| if byte == b'0' { 0x76 } else { 0x7f }));
    let digits = u64::from_le_bytes(text) ^ u64::from_le_bytes(form);
    if (digits | digits.wrapping_add(most)) & eight(0x80) != 0 {
        return None;
    }
    Some((digits * 10 + (digits >> 8)).to_le_bytes())
}

#[inline]
fn two(tens: u8, ones: u8) -> Option<i64> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens <= 9 && ones <= 9).then(|| i64::from(tens) * 10 + i64::from(ones))
}

/// Powers of ten up to the last place that is kept.
const POWERS: [i64; 10] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
    1_000_000_000,
];

/// How numbers are written in a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbers {
    /// The mark before decimals.
    pub(super) decimal: u8,
    /// Whether somebody declared it, so that `1.234` cannot be mistaken.
    pub(super) declared: bool,
}

/// Returns a number as a whole number of the last place that is kept. Signs, marks between thousands and whatever can be
/// mistaken are not plain.
#[inline]
pub(super) fn number(field: &[u8], numbers: Numbers) -> Option<i64> {
    if let (4..=8, Some(begin), Some(end)) = (
        field.len(),
        field.first_chunk::<4>(),
        field.last_chunk::<4>(),
    ) {
        return short(*begin, *end, field.len(), numbers);
    }
    let (mut value, mut digits, mut whole) = (0_i64, 0_u32, None);
    if field.len() > 19 {
        return None;
    }
    for byte in field {
        let digit = byte.wrapping_sub(b'0');
        if digit <= 9 {
            value = value.wrapping_mul(10).wrapping_add(i64::from(digit));
            digits += 1;
        } else if *byte == numbers.decimal && whole.is_none() {
            whole = Some(digits);
        } else {
            return None;
        }
    }
    let whole = whole.unwrap_or(digits);
    let decimals = digits - whole;
    let has_point = field.len() != digits as usize;
    if whole == 0 || digits > 18 || (has_point && decimals == 0) {
        return None;
    }
    let may_be_group = decimals == 3 && whole <= 3 && field.first() != Some(&b'0');
    if may_be_group && !numbers.declared {
        return None;
    }
    let missing = PLACES.checked_sub(decimals)?;
    value.checked_mul(*POWERS.get(missing as usize)?)
}

/// Returns a number of four to eight letters by its first and last four, all at once.
#[inline]
fn short(begin: [u8; 4], end: [u8; 4], length: usize, numbers: Numbers) -> Option<i64> {
    let is_zero = begin.first() == Some(&b'0');
    let (begin, end) = (u32::from_le_bytes(begin), u32::from_le_bytes(end));
    let free = 8 * (8_usize.checked_sub(length)?);
    let text = u64::from(begin) | u64::from(end) << (8 * length.checked_sub(4)?);
    // The letters stand at the end, behind zeros.
    let mut digits = (text << free) ^ (eight(b'0') << free);
    let others = digits ^ eight(numbers.decimal ^ b'0');
    let marks = others.wrapping_sub(eight(1)) & !others & eight(0x80);
    let mut decimals = 0;
    if marks != 0 {
        let at = marks.trailing_zeros() / 8;
        decimals = 7 - at;
        if decimals == 0 || at * 8 == u32::try_from(free).ok()? {
            return None;
        }
        let may_be_group = decimals == 3 && !is_zero && !numbers.declared;
        if may_be_group {
            return None;
        }
        let before = digits & !(u64::MAX << (8 * at));
        let behind = digits & (u64::MAX << (8 * at + 8));
        digits = behind | before << 8;
    }
    if (digits | digits.wrapping_add(eight(0x76))) & eight(0x80) != 0 {
        return None;
    }
    let pairs = digits * 10 + (digits >> 8);
    let [even, odd] = [pairs, pairs >> 16].map(|pairs| pairs & 0x0000_00ff_0000_00ff);
    let value = even
        .wrapping_mul(100 + (1_000_000 << 32))
        .wrapping_add(odd.wrapping_mul(1 + (10_000 << 32)))
        >> 32;
    let missing = PLACES.checked_sub(decimals)?;
    i64::try_from(value)
        .ok()?
        .checked_mul(*POWERS.get(missing as usize)?)
}

/// Returns a field without the quotes around it; `None` when there are others in it or when they do not fit.
#[inline]
pub(super) fn unquoted(field: &[u8]) -> Option<&[u8]> {
    match field {
        [b'"', inner @ .., b'"'] => (!inner.contains(&b'"')).then_some(inner),
        _ => (!field.contains(&b'"')).then_some(field),
    }
}

/// Returns whether a field begins and ends with signs that are no blanks.
pub(super) fn is_tight(field: &[u8]) -> bool {
    let is_sign = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    is_sign(field.first()) && is_sign(field.last())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Numbers, instant, is_tight, number, unquoted};
    use crate::calendar::{Calendar, Instant, NaiveDate, Zone};
    use crate::quantity::{Decimal, Marks, parse_number};

    fn agree_on_time(text: &str) {
        for zone in ["UTC", "+01:00", "-03:30"] {
            let start = NaiveDate::from_ymd_opt(2022, 9, 1).unwrap();
            let calendar = Calendar::new(start, 36, Zone::parse(zone).unwrap()).unwrap();
            let ahead = calendar.zone().seconds();
            if let Some(fast) = instant(text.as_bytes(), ahead) {
                let slow = calendar.parse_instant(text).map(Instant::seconds);
                assert_eq!(slow, Ok(fast), "{text}");
            }
        }
    }

    fn agree_on_number(text: &str) {
        let declared = |decimal| Marks {
            decimal,
            thousands: None,
        };
        for marks in [None, Some(declared('.')), Some(declared(','))] {
            let numbers = Numbers {
                decimal: marks.map_or(b'.', |marks| marks.decimal as u8),
                declared: marks.is_some(),
            };
            if let Some(fast) = number(text.as_bytes(), numbers) {
                let slow = parse_number(text, marks);
                let fast = Decimal::try_from_i128_with_scale(i128::from(fast), 9).unwrap();
                assert_eq!(slow, Ok(fast), "{text}");
            }
        }
    }

    #[test]
    fn every_day_of_three_centuries_is_the_day_of_the_calendar() {
        for days in -25_567..84_005_i64 {
            let date = chrono_day(days);
            assert_eq!(instant(date.as_bytes(), 0), Some(days * 86_400), "{date}");
        }
    }

    fn chrono_day(days: i64) -> String {
        let at = Instant::from_seconds(days * 86_400);
        at.to_string()[..10].to_owned()
    }

    #[test]
    fn plain_forms_are_read() {
        assert_eq!(instant(b"2023-03-01", 3_600), Some(1_677_625_200));
        assert_eq!(instant(b"2023-03-01T00:30:00Z", 0), Some(1_677_630_600));
        assert_eq!(
            instant(b"2023-03-01 00:30:00+01:00", 0),
            Some(1_677_627_000)
        );
        let plain = Numbers {
            decimal: b'.',
            declared: false,
        };
        assert_eq!(number(b"29433.6", plain), Some(29_433_600_000_000));
        assert_eq!(number(b"1.234", plain), None);
        assert_eq!(number(b"0.125", plain), Some(125_000_000));
        assert_eq!(unquoted(b"\"a,b\""), Some(&b"a,b"[..]));
        assert_eq!(unquoted(b"\"a\"\"b\""), None);
        assert!(is_tight(b"x") && !is_tight(b"") && !is_tight(b" x") && !is_tight(b"x\xC2\xA0"));
    }

    proptest! {
        #[test]
        fn what_resembles_a_time_means_the_same_to_both(
            text in "(19|20|21|0|9)[0-9]{2}-[0-3][0-9]-[0-3][0-9]([T t][0-2][0-9]:[0-6][0-9](:[0-6][0-9])?([Zz]|[+-][01][0-9]:?[0-6][0-9])?)?"
        ) {
            agree_on_time(&text);
        }

        #[test]
        fn what_resembles_a_number_means_the_same_to_both(text in "[-+]?[0-9]{0,11}[.,]?[0-9]{0,11}") {
            agree_on_number(&text);
        }

        #[test]
        fn any_text_means_the_same_to_both(text in "[-0-9.,:TZ+ ]{0,22}") {
            agree_on_time(&text);
            agree_on_number(&text);
        }
    }
}
