//! Facts about the countries that an installation reached.

use std::collections::BTreeSet;

use crate::aggregate::Value;
use crate::calendar::Period;
use crate::country::Country;
use crate::report::figure::PROVISIONAL;

use super::course::Course;
use super::words::named;

/// The countries of a period and those of the one before.
pub(super) struct Turn<'a> {
    countries: &'a [Country],
    before: Option<(Period, &'a [Country])>,
}

impl<'a> Turn<'a> {
    /// Returns the countries of a course; `None` when its figure is no list.
    pub(super) fn of(course: &Course<'a>) -> Option<Self> {
        let list = |value: &'a Value| match value {
            Value::Countries(countries) => Some(countries.as_slice()),
            _ => None,
        };
        let before = course
            .before
            .and_then(|(earlier, figure)| Some((earlier, list(&figure.tally.value)?)));
        Some(Self {
            countries: list(&course.now.tally.value)?,
            before,
        })
    }

    /// Returns the countries that are new since the period before.
    pub(super) fn gained(&self) -> Vec<&'a Country> {
        self.before
            .map(|(_, before)| missing_in(self.countries, before))
            .unwrap_or_default()
    }

    /// Returns the countries that are gone since the period before.
    pub(super) fn lost(&self) -> Vec<&'a Country> {
        self.before
            .map(|(_, before)| missing_in(before, self.countries))
            .unwrap_or_default()
    }
}

fn missing_in<'a>(countries: &'a [Country], others: &[Country]) -> Vec<&'a Country> {
    let others: BTreeSet<&Country> = others.iter().collect();
    let all = countries.iter();
    all.filter(|country| !others.contains(country)).collect()
}

/// Returns the sentence about a list of countries: how many and which, and what changed.
pub(super) fn fact(turn: &Turn<'_>, course: &Course<'_>) -> String {
    let state = if course.now.tally.provisional {
        PROVISIONAL
    } else {
        ""
    };
    let number = match turn.countries.len() {
        0 => "no countries".to_owned(),
        1 => "1 country".to_owned(),
        count => format!("{count} countries"),
    };
    let list = match turn.countries {
        [] => String::new(),
        countries => format!(": {}", named(countries)),
    };
    format!(
        "The installation reached {number}{state} in {}{}{list}{}.",
        course.period,
        compared(turn),
        changed(turn)
    )
}

/// Returns which countries are new and which are gone, where there are such and the numbers do not say it all.
fn changed(turn: &Turn<'_>) -> String {
    let (gained, lost) = (turn.gained(), turn.lost());
    let is = |countries: &[&Country]| if countries.len() == 1 { "is" } else { "are" };
    let names = |countries: &[&Country]| named(countries.iter().copied());
    let anew = gained.len() == turn.countries.len();
    let new = match gained.as_slice() {
        [] => None,
        _ if anew && lost.is_empty() => None,
        [_] if anew => Some("it is new".to_owned()),
        _ if anew => Some("all are new".to_owned()),
        _ => Some(format!("{} {} new", names(&gained), is(&gained))),
    };
    let gone = match lost.as_slice() {
        [] => None,
        _ if turn.countries.is_empty() => Some(format!("before it was {}", names(&lost))),
        _ => Some(format!(
            "{} {} no longer among them",
            names(&lost),
            is(&lost)
        )),
    };
    match (new, gone) {
        (None, None) => String::new(),
        (Some(one), None) | (None, Some(one)) => format!("; {one}"),
        (Some(new), Some(gone)) => format!("; {new}, and {gone}"),
    }
}

/// Returns how the number of countries compares: `, up from 6 in M1-M6`.
fn compared(turn: &Turn<'_>) -> String {
    let Some((earlier, before)) = turn.before else {
        return String::new();
    };
    let number = match before.len() {
        0 => "zero".to_owned(),
        count => count.to_string(),
    };
    match turn.countries.len().cmp(&before.len()) {
        std::cmp::Ordering::Greater => format!(", up from {number} in {earlier}"),
        std::cmp::Ordering::Less => format!(", down from {number} in {earlier}"),
        std::cmp::Ordering::Equal => format!(", as in {earlier}"),
    }
}
