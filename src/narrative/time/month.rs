//! Project months as people write them.

use crate::calendar::{Period, ProjectMonth};
use crate::narrative::token::{Token, between};

use super::{Read, Time, joint};

/// Reads `M6`, `M1-M6`, `M1 to M6`, `months 1-6`, `month 18 to month 36`.
///
/// A single `month 6` is left out: in `this month 6 users came` it is none.
pub(super) fn read(text: &str, tokens: &[Token<'_>]) -> Option<Read> {
    let (used, first) = month(text, tokens)?;
    let single = (used == 1).then_some((1, Period::new(first, first).map(Time::Months)));
    let tail = tokens.get(used - 1..)?;
    let Some(joint) = joint(text, tail) else {
        return single;
    };
    let end = tail.get(1 + joint..)?;
    let plain = |end: &[Token<'_>]| {
        let named = tokens.first()?.is("months");
        let number = end.first()?.text.parse().ok()?;
        Some((1, ProjectMonth::new(number).filter(|_| named)?))
    };
    match month(text, end).or_else(|| plain(end)) {
        None => single,
        Some((more, last)) => Some((
            used + joint + more,
            Period::new(first, last).map(Time::Months),
        )),
    }
}

/// Reads one project month: `M6` or `month 6`, but not `M6.2`, which numbers a milestone.
fn month(text: &str, tokens: &[Token<'_>]) -> Option<(usize, ProjectMonth)> {
    let first = tokens.first()?;
    let (used, month, end) = match ProjectMonth::parse(first.text) {
        Some(month) => (1, month, first.range.end),
        None if first.is_any(&["month", "months"]) => {
            let number = tokens.get(1)?;
            let blank = between(text, &first.range, &number.range).trim().is_empty();
            let short = blank && number.text.len() <= 3;
            let month = short.then(|| number.text.parse().ok().and_then(ProjectMonth::new))??;
            (2, month, number.range.end)
        }
        None => return None,
    };
    let rest = text.get(end..).unwrap_or_default();
    let numbered = rest
        .strip_prefix(['.', ',', '/'])
        .is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()));
    (!numbered).then_some((used, month))
}
