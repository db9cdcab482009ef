//! Phrases of messages: amounts with their units, counts, lists of names, months, words of a text.

use std::ops::Range;

use crate::calendar::Period;
use crate::catalogue::Style;
use crate::diag::safe;
use crate::narrative::prose::Sentence;
use crate::quantity::{Decimal, Unit};
use crate::report::amount_text;

/// Returns an amount in house style with its unit: `16 users`, `1 country`, `94,656 CPU-h`.
pub(in crate::checks) fn measure(amount: Decimal, unit: Unit, style: &Style) -> String {
    format!("{} {}", amount_text(amount, style), unit.noun(amount))
}

/// Returns how many there are of something: `1 provider`, `3 providers`.
pub(in crate::checks) fn counted(count: usize, one: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {one}s")
    }
}

/// Returns names as a list for people: `a`, `b` and `c`.
pub(in crate::checks) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// Returns months as people write them: `M6`, `M1-M6`.
pub(in crate::checks) fn short(months: Period) -> String {
    if months.months() == 1 {
        months.first().to_string()
    } else {
        months.to_string()
    }
}

/// Returns a piece of a sentence as a message quotes it.
pub(in crate::checks) fn quoted(sentence: &Sentence, range: &Range<usize>) -> String {
    let piece = sentence.text.get(range.clone()).unwrap_or_default();
    let words: Vec<&str> = piece.split_whitespace().collect();
    format!("`{}`", safe(&words.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::{listed, measure};
    use crate::catalogue::Style;
    use crate::quantity::{Decimal, Unit};

    #[test]
    fn an_amount_agrees_with_its_unit() {
        let style = Style::default();
        let text = |amount: i64, unit| measure(Decimal::from(amount), unit, &style);
        assert_eq!(text(1, Unit::Countries), "1 country");
        assert_eq!(text(1, Unit::Users), "1 user");
        assert_eq!(text(20, Unit::Users), "20 users");
        assert_eq!(text(94_656, Unit::CpuHour), "94,656 CPU-h");
    }

    #[test]
    fn names_are_listed_as_people_do() {
        let names = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(listed(&names), "a, b and c");
        assert_eq!(listed(names.get(..1).unwrap_or_default()), "a");
    }
}
