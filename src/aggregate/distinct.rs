//! Distinct people: counted once however often they come, and never added.

use super::tally::fold;
use super::{Kind, Members, Nature, Population, Takes, Tally, Value};
use crate::quantity::Decimal;

/// Distinct identities: the union where they are known, bounds where only counts are.
pub(super) static DISTINCT: Nature = Nature {
    name: "distinct",
    summary: "each counts once: users; the union of identities, or bounds where only counts are known",
    takes: Takes::Whole,
    kinds: &[Kind::Total, Kind::Member],
    over_periods: bounded,
    over_installations,
};

/// Folds counts of distinct things: the union of identities where all are known, else between the largest and the sum.
pub(super) fn bounded(tallies: &[&Tally]) -> Tally {
    fold(tallies, |present| {
        union(present).unwrap_or_else(|| bounds(present))
    })
}

fn over_installations(tallies: &[&Tally], population: Population) -> Tally {
    match population {
        Population::Unknown => bounded(tallies),
        Population::Shared => fold(tallies, |present| {
            union(present).unwrap_or_else(|| largest(present))
        }),
    }
}

fn union(present: &[&Tally]) -> Option<Tally> {
    let mut all = Members::default();
    for tally in present {
        let empty = tally.value == Value::Amount(Decimal::ZERO);
        match &tally.members {
            Some(members) => all.union(members),
            None if empty => {}
            None => return None,
        }
    }
    let known = present.iter().any(|tally| tally.members.is_some());
    known.then(|| Tally::of_members(all))
}

/// Returns the bounds of people who may be the same or not: the largest count at least, the sum at most.
fn bounds(present: &[&Tally]) -> Tally {
    let low = present.iter().map(|tally| reach(tally).0).max();
    let high = present.iter().map(|tally| reach(tally).1);
    let sum = high.fold(Decimal::ZERO, Decimal::saturating_add);
    between(low.unwrap_or_default(), sum)
}

/// Returns the count of people who are the same: the largest.
fn largest(present: &[&Tally]) -> Tally {
    let low = present.iter().map(|tally| reach(tally).0).max();
    let high = present.iter().map(|tally| reach(tally).1).max();
    between(low.unwrap_or_default(), high.unwrap_or_default())
}

/// Returns the smallest and the largest number that a count may be.
fn reach(tally: &Tally) -> (Decimal, Decimal) {
    match tally.value {
        Value::Amount(amount) => (amount, amount),
        Value::Between(low, high) => (low, high),
        Value::Countries(_) | Value::Absent(_) => (Decimal::ZERO, Decimal::ZERO),
    }
}

fn between(low: Decimal, high: Decimal) -> Tally {
    Tally::of(if low == high {
        Value::Amount(low)
    } else {
        Value::Between(low, high)
    })
}

#[cfg(test)]
mod tests {
    use super::DISTINCT;
    use crate::aggregate::{Identity, Members, Population, Tally, Value};
    use crate::quantity::Decimal;

    fn count(number: u32) -> Tally {
        Tally::of(Value::Amount(Decimal::from(number)))
    }

    fn people(names: &[&str]) -> Tally {
        let mut members = Members::default();
        for name in names {
            let number = name
                .bytes()
                .fold(0, |number, letter| number * 256 + u32::from(letter));
            members.insert(Identity::new(number), None);
        }
        Tally::of_members(members)
    }

    #[test]
    fn users_are_not_summed_over_periods() {
        let year = (DISTINCT.over_periods)(&[&count(20), &count(16)]);
        assert_eq!(
            year.value,
            Value::Between(Decimal::from(20), Decimal::from(36))
        );
    }

    #[test]
    fn known_identities_give_the_union() {
        let year = (DISTINCT.over_periods)(&[&people(&["a", "b"]), &people(&["b", "c"])]);
        assert_eq!(year.value, Value::Amount(Decimal::from(3)));
    }

    #[test]
    fn a_period_without_users_leaves_the_count_exact() {
        let year = (DISTINCT.over_periods)(&[&count(0), &count(16)]);
        assert_eq!(year.value, Value::Amount(Decimal::from(16)));
        let known = (DISTINCT.over_periods)(&[&count(0), &people(&["a"])]);
        assert_eq!(known.value, Value::Amount(Decimal::ONE));
        assert_eq!(known.members, people(&["a"]).members);
    }

    #[test]
    fn counts_alone_name_nobody() {
        let year = (DISTINCT.over_periods)(&[&count(0), &count(0)]);
        assert_eq!(year, count(0));
        let year = (DISTINCT.over_periods)(&[&people(&["a"]), &count(1)]);
        assert_eq!(year.members, None);
    }

    #[test]
    fn a_shared_population_counts_once_over_installations() {
        let parts = [&count(16), &count(16), &count(0)];
        let shared = (DISTINCT.over_installations)(&parts, Population::Shared);
        assert_eq!(shared.value, Value::Amount(Decimal::from(16)));
        let unknown = (DISTINCT.over_installations)(&parts, Population::Unknown);
        assert_eq!(
            unknown.value,
            Value::Between(Decimal::from(16), Decimal::from(32))
        );
    }
}
