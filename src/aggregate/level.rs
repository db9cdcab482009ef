//! What stands at a height, such as applications hosted: the last value counts, not the sum.

use super::tally::{added, fold};
use super::{Kind, Nature, Takes, Tally};

/// A level: over periods the last known one holds, over installations levels add up.
pub(super) static LEVEL: Nature = Nature {
    name: "level",
    summary: "the last value holds: applications hosted, models in the catalogue",
    takes: Takes::Amount,
    kinds: &[Kind::Total, Kind::Level],
    over_periods: last,
    over_installations: |tallies, _| added(tallies),
};

fn last(tallies: &[&Tally]) -> Tally {
    fold(tallies, |present| {
        present
            .last()
            .copied()
            .cloned()
            .unwrap_or_else(|| added(&[]))
    })
}

#[cfg(test)]
mod tests {
    use super::LEVEL;
    use crate::aggregate::{Tally, Value};
    use crate::quantity::Decimal;

    #[test]
    fn a_level_is_not_added_over_periods() {
        let five = Tally::of(Value::Amount(Decimal::from(5)));
        let after = Tally::of(Value::Amount(Decimal::from(4)));
        assert_eq!((LEVEL.over_periods)(&[&five, &after]).value, after.value);
    }
}
