//! Names of countries: a set that grows by union, printed as a list.

use std::collections::BTreeSet;

use super::tally::fold;
use super::{Kind, Nature, Takes, Tally, Value};
use crate::country::Country;

/// Countries: the union, sorted by code; a single list keeps the order in which it was written.
pub(super) static ROSTER: Nature = Nature {
    name: "roster",
    summary: "a list of countries: the union over periods and installations",
    takes: Takes::Countries,
    kinds: &[Kind::Total, Kind::Member],
    over_periods: union,
    over_installations: |tallies, _| union(tallies),
};

fn union(tallies: &[&Tally]) -> Tally {
    fold(tallies, |present| {
        let lists = present.iter().filter_map(|tally| match &tally.value {
            Value::Countries(list) => Some(list),
            Value::Amount(_) | Value::Between(..) | Value::Absent(_) => None,
        });
        let lists: Vec<_> = lists.collect();
        if let [only] = lists.as_slice() {
            return Tally::of(Value::Countries((*only).clone()));
        }
        let all: BTreeSet<Country> = lists.into_iter().flatten().copied().collect();
        Tally::of(Value::Countries(all.into_iter().collect()))
    })
}

#[cfg(test)]
mod tests {
    use super::ROSTER;
    use crate::aggregate::{Tally, Value};
    use crate::country::Country;

    fn list(codes: &str) -> Tally {
        let countries = codes.split(' ').map(|code| Country::parse(code).unwrap());
        Tally::of(Value::Countries(countries.collect()))
    }

    #[test]
    fn year_one_reached_the_union_of_both_periods() {
        let year =
            (ROSTER.over_periods)(&[&list("FR BE ES IT PT IE"), &list("FR BE ES IE DE SK NL")]);
        assert_eq!(year.value, list("BE DE ES FR IE IT NL PT SK").value);
    }

    #[test]
    fn a_single_list_keeps_its_order() {
        assert_eq!(
            (ROSTER.over_periods)(&[&list("PT ES")]).value,
            list("PT ES").value
        );
    }
}
