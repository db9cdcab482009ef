//! The countries that the access reached.

use std::collections::{BTreeMap, BTreeSet};

use crate::aggregate::{Tally, Value};
use crate::catalogue::CountryStyle;
use crate::chart::{Bar, Bars, Body, Group, Point, State};
use crate::country::Country;
use crate::quantity::Decimal;
use crate::report::{InstallationReport, Report};

use super::Draft;

/// Most countries that are drawn.
const MOST: usize = 40;

/// Returns the chart of the countries: how many users came from each where that is known, else how many installations
/// had users from there.
pub(super) fn countries(report: &Report<'_>) -> Option<Draft> {
    let (counts, what) = if report.users_by_country.is_empty() {
        (installations(report)?, "installations")
    } else {
        (report.users_by_country.clone(), "users")
    };
    if counts.is_empty() {
        return None;
    }
    let mut counts: Vec<(usize, &'static str, Country)> = counts
        .into_iter()
        .map(|(country, count)| (count, country.name(), country))
        .collect();
    counts.sort_by(|(more, one, _), (less, other, _)| less.cmp(more).then(one.cmp(other)));
    let all = counts.len();
    counts.truncate(MOST);
    let bar = |(count, name, country): &(usize, &str, Country)| Bar {
        name: format!("{name} ({})", code(report, *country)),
        length: Point::Amount {
            amount: Decimal::from(*count),
            state: State::Final,
        },
        label: count.to_string(),
    };
    let bars: Vec<Bar> = counts.iter().map(bar).collect();
    let told: Vec<String> = bars
        .iter()
        .map(|bar| format!("{} {}", bar.name, bar.label))
        .collect();
    let last = report.period.last();
    let most = if all > MOST {
        format!("the {MOST} of {all} countries with the most")
    } else {
        format!("all {all} countries")
    };
    let (caption, said) = if what == "users" {
        (
            format!("Users by country up to {last}"),
            format!(" shows how many users came from each country up to {last}, for {most}."),
        )
    } else {
        (
            format!("Countries reached up to {last}"),
            format!(
                " shows for each country how many installations had users from there up to {last}, for {most}."
            ),
        )
    };
    Some(Draft {
        name: "countries".to_owned(),
        caption,
        said,
        alt: format!(
            "Bars of the number of {what} by country. {}.",
            told.join(", ")
        ),
        unit: what.to_owned(),
        body: Body::Bars(Bars {
            groups: vec![Group {
                name: String::new(),
                bars,
            }],
        }),
    })
}

fn code(report: &Report<'_>, country: Country) -> &'static str {
    match report.catalogue.style.countries {
        CountryStyle::Iso => country.code(),
        CountryStyle::Eu => country.eu_code(),
    }
}

/// Counts the installations that reached each country; `None` where fewer than two name any.
fn installations(report: &Report<'_>) -> Option<BTreeMap<Country, usize>> {
    let lists = report.installations.iter().map(reached);
    let lists: Vec<BTreeSet<Country>> = lists.filter(|list| !list.is_empty()).collect();
    let mut counts = BTreeMap::new();
    for country in lists.iter().flatten() {
        *counts.entry(*country).or_default() += 1;
    }
    (lists.len() > 1).then_some(counts)
}

fn reached(section: &InstallationReport<'_>) -> BTreeSet<Country> {
    let tallies = section.rows.iter().map(|row| &row.cumulative.tally);
    let lists = tallies.filter_map(|tally: &Tally| match &tally.value {
        Value::Countries(countries) => Some(countries.clone()),
        _ => None,
    });
    lists.flatten().collect()
}
