//! Literal numbers of what a report counts: `16 users`, `662,547 CPU-hours`, `89% of the budget`, `six installations`.

use std::ops::Range;

use crate::quantity::{Decimal, Marks, Unit, parse_written};

use super::clause::Clause;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    /// Units of access.
    Units(Unit),
    /// Hundredths of a budget, a baseline or an earlier figure.
    Percent,
    /// Installations of the work package.
    Installations,
    /// Providers of the work package.
    Providers,
}

/// How near the number is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nearness {
    /// That number, as far as it has digits.
    Exactly,
    /// About that number.
    About,
    /// More than that number.
    MoreThan,
    /// Less than that number.
    LessThan,
}

/// A number with what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberClaim {
    /// The number.
    pub number: Decimal,
    /// How far a value may be from it and still be what is meant.
    pub slack: Decimal,
    /// How near it is said to be.
    pub nearness: Nearness,
    /// What it counts.
    pub counted: Counted,
    /// The number and what it counts, in the sentence.
    pub range: Range<usize>,
}

impl NumberClaim {
    /// Returns whether a value is what the claim says, rounded as the claim is.
    pub fn fits(&self, value: Decimal) -> bool {
        match self.nearness {
            Nearness::Exactly | Nearness::About => (value - self.number).abs() <= self.slack,
            Nearness::MoreThan => {
                value > self.number && value <= self.number.saturating_mul(Decimal::TWO)
            }
            Nearness::LessThan => {
                value < self.number && value.saturating_mul(Decimal::TWO) >= self.number
            }
        }
    }
}

/// Returns half of the last digit of a number that is meant: of a round number of a thousand or more, or of one that is
/// said to be about that, closing zeros are no digits.
fn half_step(number: Decimal, decimals: u32, nearness: Nearness) -> Decimal {
    let mut step = Decimal::new(1, decimals);
    let round = nearness == Nearness::About || number >= Decimal::ONE_THOUSAND;
    while round && !number.is_zero() && (number / (step * Decimal::TEN)).fract().is_zero() {
        step *= Decimal::TEN;
    }
    step / Decimal::TWO
}

/// Numbers that are written as words.
const WORDS: &[(&str, i64)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
];

/// Most words between a number and what it counts: `16 active users`, `7 different European countries`.
const BETWEEN: usize = 2;

/// Returns the numbers of a clause that count what a report counts; `marks` are those of the house style.
pub fn numbers(clause: &Clause<'_>, marks: Marks) -> Vec<NumberClaim> {
    let blank = marks.thousands.is_some_and(char::is_whitespace);
    let joined = blank.then(|| with_groups_joined(clause));
    let clause = joined.as_ref().unwrap_or(clause);
    let mut claims = Vec::new();
    for index in 0..clause.words.len() {
        claims.extend(number(clause, index, marks));
    }
    claims
}

/// Joins groups of digits that a blank divides, as in `28 305 visits`, into one word each.
fn with_groups_joined<'s>(clause: &Clause<'s>) -> Clause<'s> {
    let mut words: Vec<(Range<usize>, String)> = Vec::new();
    let mut last_is_group = false;
    for (range, word) in &clause.words {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let last = words.last_mut().filter(|_| last_is_group && digits == 3);
        let joined = last.filter(|(before, _)| {
            let between = clause.sentence.text.get(before.end..range.start);
            matches!(between, Some(" " | "\u{a0}" | "\u{202f}" | "\u{2009}"))
        });
        if let Some((before, group)) = joined {
            group.push_str(word);
            before.end = range.end;
            last_is_group = digits == word.len();
        } else {
            words.push((range.clone(), word.clone()));
            last_is_group = digits == word.len() && digits <= 3;
        }
    }
    Clause {
        sentence: clause.sentence,
        words,
    }
}

fn number(clause: &Clause<'_>, index: usize, marks: Marks) -> Option<NumberClaim> {
    let (range, word) = clause.words.get(index)?;
    let named = WORDS
        .iter()
        .find(|(name, _)| name == word)
        .map(|(_, number)| Decimal::from(*number));
    let (digits, percent) = word
        .strip_suffix('%')
        .map_or((word.as_str(), false), |digits| (digits, true));
    let digit = digits.starts_with(|letter: char| letter.is_ascii_digit());
    if (named.is_none() && !digit) || is_year(clause, index, digits) {
        return None;
    }
    let plain = digits
        .chars()
        .all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ','));
    let number = match named {
        Some(number) => number,
        None if plain => parse_written(digits, marks).ok()?.amount,
        None => return None,
    };
    let decimals = digits
        .rsplit_once(marks.decimal)
        .map_or(0, |(_, decimals)| {
            u32::try_from(decimals.len()).unwrap_or(0)
        });
    let decimals = if number.fract().is_zero() && decimals > 2 {
        0
    } else {
        decimals
    };
    let (counted, end) = if percent {
        (Counted::Percent, range.end)
    } else {
        counted(clause, index)?
    };
    let nearness = nearness(clause, index);
    Some(NumberClaim {
        number,
        slack: half_step(number, decimals, nearness),
        nearness,
        counted,
        range: range.start..end,
    })
}

/// Returns whether a number is a year of the calendar: four digits after a word such as `in` or `since`.
fn is_year(clause: &Clause<'_>, index: usize, digits: &str) -> bool {
    let before = index.checked_sub(1).and_then(|at| clause.words.get(at));
    let before = before.map_or("", |(_, word)| word.as_str());
    let year = digits
        .parse::<u16>()
        .is_ok_and(|year| (1990..2100).contains(&year));
    year && digits.len() == 4 && before.chars().all(char::is_alphabetic)
}

fn nearness(clause: &Clause<'_>, index: usize) -> Nearness {
    let before = |back: usize| {
        index
            .checked_sub(back)
            .and_then(|at| clause.words.get(at))
            .map_or("", |(_, word)| word.as_str())
    };
    match (before(2), before(1)) {
        (
            _,
            "about" | "around" | "nearly" | "almost" | "approximately" | "roughly" | "ca" | "some"
            | "circa",
        ) => Nearness::About,
        (_, "over" | "above" | "exceeding") | ("more", "than") => Nearness::MoreThan,
        (_, "under" | "below") | ("less" | "fewer", "than") => Nearness::LessThan,
        _ => Nearness::Exactly,
    }
}

/// Returns what the number at `index` counts, and where the words for it end.
fn counted(clause: &Clause<'_>, index: usize) -> Option<(Counted, usize)> {
    let last = (index + 1 + BETWEEN).min(clause.words.len().saturating_sub(1));
    for at in index + 1..=last {
        let (range, word) = clause.words.get(at)?;
        if let Some((counted, more)) = noun(clause, at, word) {
            if is_share(clause, index, at + more) {
                return None;
            }
            let end = clause
                .words
                .get(at + more)
                .map_or(range.end, |(range, _)| range.end);
            return Some((counted, end));
        }
        if word.starts_with(|letter: char| letter.is_ascii_digit())
            || STOPS.contains(&word.as_str())
        {
            return None;
        }
    }
    None
}

/// Returns whether a number with its noun is the part of a small whole, as in `four requests in five` or `2 users out of
/// 3`; `2 users in 3 months` and `4 users in 3 countries` are none.
fn is_share(clause: &Clause<'_>, index: usize, noun: usize) -> bool {
    let word = |at: usize| {
        clause
            .words
            .get(at)
            .map(|(_, word)| word.as_str())
            .unwrap_or_default()
    };
    let small = |at: usize| {
        let named = WORDS.iter().find(|(name, _)| *name == word(at));
        let digits = word(at).parse().ok();
        named.map(|(_, number)| *number).or(digits)
    };
    let whole = match (word(noun + 1), word(noun + 2)) {
        ("out", "of") => noun + 3,
        ("in" | "of", _) => noun + 2,
        _ => return false,
    };
    let (Some(part), Some(all)) = (small(index), small(whole)) else {
        return false;
    };
    let next = word(whole + 1);
    let of_time = ["month", "year", "week", "day", "period", "quarter"];
    part < all
        && all <= 100
        && !of_time.iter().any(|stem| next.starts_with(stem))
        && noun_after(clause, whole).is_none()
}

/// Returns what the number at `index` counts, when its noun follows.
fn noun_after(clause: &Clause<'_>, index: usize) -> Option<(Counted, usize)> {
    let (_, word) = clause.words.get(index + 1)?;
    noun(clause, index + 1, word)
}

/// Words after which a noun belongs to something else.
const STOPS: &[&str] = &[
    "of", "and", "or", "in", "for", "from", "to", "by", "with", "at", "per", "the", "is", "are",
    "was", "were", "half", "year", "month", "months", "out",
];

/// Returns what the word at `at` counts, and how many more words belong to it.
fn noun(clause: &Clause<'_>, at: usize, word: &str) -> Option<(Counted, usize)> {
    let next = clause
        .words
        .get(at + 1)
        .map_or("", |(_, word)| word.as_str());
    match word {
        "installations" => return Some((Counted::Installations, 0)),
        "providers" => return Some((Counted::Providers, 0)),
        "percent" | "percents" | "%" => return Some((Counted::Percent, 0)),
        "people" | "researchers" => return Some((Counted::Units(Unit::Users), 0)),
        "country" | "user" | "installation" => return None,
        _ => {}
    }
    let joined = Unit::parse(&format!("{word} {next}"));
    let pair = joined.filter(|_| !next.is_empty()).map(|unit| (unit, 1));
    let (unit, more) = pair.or_else(|| Unit::parse(word).map(|unit| (unit, 0)))?;
    let held = unit.held().is_none()
        && matches!(
            unit,
            Unit::Cpu | Unit::Gpu | Unit::Gb | Unit::Pb | Unit::Items | Unit::Tb
        );
    (!held).then_some((Counted::Units(unit), more))
}

#[cfg(test)]
mod tests {
    use super::{Counted, NumberClaim, numbers};
    use crate::narrative::claims::{Commas, clauses};
    use crate::narrative::prose::sentences;
    use crate::quantity::{Marks, Unit};
    use crate::source::Sources;

    fn read(text: &str) -> Vec<NumberClaim> {
        read_with(text, ',')
    }

    fn read_with(text: &str, thousands: char) -> Vec<NumberClaim> {
        let source = Sources::default().add("a.md", String::new());
        let marks = Marks {
            decimal: '.',
            thousands: Some(thousands),
        };
        let sentences = sentences(text, source);
        let clauses = sentences
            .iter()
            .flat_map(|sentence| clauses(sentence, Commas::Join));
        clauses.flat_map(|clause| numbers(&clause, marks)).collect()
    }

    fn shown(text: &str) -> Vec<(String, Counted)> {
        read(text)
            .into_iter()
            .map(|claim| (claim.number.to_string(), claim.counted))
            .collect()
    }

    #[test]
    fn numbers_are_read_with_what_they_count() {
        let units = Counted::Units;
        assert_eq!(
            shown(
                "It served 16 users from 7 countries, with 662,547 CPU-hours, 14,400 GPU hours and 34 TByte-month storage."
            ),
            [
                ("16".to_owned(), units(Unit::Users)),
                ("7".to_owned(), units(Unit::Countries)),
                ("662547".to_owned(), units(Unit::CpuHour)),
                ("14400".to_owned(), units(Unit::GpuHour)),
                ("34".to_owned(), units(Unit::TbMonth)),
            ]
        );
        assert_eq!(
            shown("89 % of the budget, 89% of it and six installations"),
            [
                ("89".to_owned(), Counted::Percent),
                ("89".to_owned(), Counted::Percent),
                ("6".to_owned(), Counted::Installations)
            ]
        );
        assert_eq!(
            shown("3 users in 12 months and 4 users in 6 countries"),
            [
                ("3".to_owned(), units(Unit::Users)),
                ("4".to_owned(), units(Unit::Users)),
                ("6".to_owned(), units(Unit::Countries)),
            ]
        );
        assert_eq!(
            shown("5 new AI models"),
            [("5".to_owned(), units(Unit::Models))]
        );
    }

    #[test]
    fn blanks_may_stand_between_thousands() {
        for text in [
            "It had 28 305 visits.",
            "It had 28\u{202f}305 visits.",
            "In 2023 it had 28 305 visits.",
        ] {
            let numbers = read_with(text, ' ');
            let [visits] = numbers.as_slice() else {
                panic!("{text}: {numbers:?}");
            };
            assert_eq!(visits.number.to_string(), "28305", "{text}");
            assert_eq!(visits.counted, Counted::Units(Unit::Visits));
        }
        let hours = read_with("1 204.5 CPU-hours and 1 000 000 requests", ' ');
        let hours: Vec<String> = hours.iter().map(|one| one.number.to_string()).collect();
        assert_eq!(hours, ["1204.5", "1000000"]);
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "8 use cases",
            "2 face-to-face sessions",
            "the 36-month project",
            "In 2023 users came",
            "version 1.2 of models",
            "3 of the users",
            "Four requests in five come from programs",
            "2 users out of 3 came back",
        ] {
            assert_eq!(shown(text), [], "{text}");
        }
    }

    #[test]
    fn a_claim_fits_what_rounds_to_it() {
        let fits = |text: &str, value: &str| read(text)[0].fits(value.parse().unwrap());
        assert!(!fits("34 TB-months", "33.4"));
        assert!(fits("33 TB-months", "33.4"));
        assert!(fits("660,000 CPU-hours", "662547"));
        assert!(!fits("660,001 CPU-hours", "662547"));
        assert!(!fits("30 TB-months", "33.4"));
        assert!(fits("about 30 TB-months", "33.4"));
        assert!(fits("more than 20 users", "36"));
        assert!(!fits("more than 20 users", "16"));
    }
}
