//! Numbers with marks between thousands that can be read in one way only.

/// Returns the digits of a number with `_` between its groups and `.` before its decimals, when its marks between
/// thousands leave no doubt: `6,000,000`, `6.000.000`, `132 000` and `1.234,5`, but not `132,000` or `1.234`, which may
/// be 132 and 1.234. Numbers without such marks, and with a sign, are left alone.
pub fn plain_digits(text: &str) -> Option<String> {
    let text = text.trim();
    let mark = text.chars().find(|letter| !letter.is_ascii_digit())?;
    if !matches!(mark, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}') {
        return None;
    }
    let is_other = |letter: char| !letter.is_ascii_digit() && letter != mark;
    let (whole, decimals) = match text.split_once(is_other) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (text, None),
    };
    let decimal = text.get(whole.len()..)?.chars().next();
    let is_decimal = decimal.is_none_or(|mark| matches!(mark, '.' | ','));
    let groups: Vec<&str> = whole.split(mark).collect();
    let (first, rest) = groups.split_first()?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && rest.iter().all(|group| digits(group) && group.len() == 3);
    let sure = rest.len() > 1 || decimals.is_some() || !matches!(mark, '.' | ',');
    if !is_decimal || !grouped || !sure || !decimals.is_none_or(digits) {
        return None;
    }
    let tail = decimals
        .map(|decimals| format!(".{decimals}"))
        .unwrap_or_default();
    Some(format!("{}{tail}", groups.join("_")))
}

#[cfg(test)]
mod tests {
    use super::plain_digits;

    #[test]
    fn marks_that_leave_no_doubt_are_read() {
        for (text, plain) in [
            ("6,000,000", "6_000_000"),
            ("6.000.000", "6_000_000"),
            ("6 000 000", "6_000_000"),
            (" 100,000,000\t", "100_000_000"),
            ("132 000", "132_000"),
            ("132\u{a0}000", "132_000"),
            ("132'000", "132_000"),
            ("1.234,5", "1_234.5"),
            ("1,234.567", "1_234.567"),
            ("1 234,5", "1_234.5"),
        ] {
            assert_eq!(plain_digits(text).as_deref(), Some(plain), "{text}");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_left_alone() {
        for text in [
            "",
            "132",
            "132,000",
            "1.234",
            "3,4",
            "1,23,456",
            "0,000,000",
            "1234,567,890",
            "1,2a3,456",
            "1,234,56",
            "6,,000",
            "1 234 5",
            "1.234,",
            "1,234.5.6",
            "12,34.5",
            "6 M",
            "-6,000,000",
            "1,234 567",
            "１,０００,０００",
        ] {
            assert_eq!(plain_digits(text), None, "{text}");
        }
    }
}
