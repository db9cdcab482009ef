//! Hours, TB-months and all else that adds up over periods and over installations.

use super::tally::added;
use super::{Kind, Nature, Takes};

/// Amounts that add up.
pub(super) static SUM: Nature = Nature {
    name: "sum",
    summary: "adds up over periods and installations: hours, TB-months, jobs",
    takes: Takes::Amount,
    kinds: &[Kind::Total, Kind::Interval],
    over_periods: added,
    over_installations: |tallies, _| added(tallies),
};

#[cfg(test)]
mod tests {
    use super::SUM;
    use crate::aggregate::{Absence, Tally, Value};
    use crate::quantity::Decimal;

    #[test]
    fn hours_add_up_exactly() {
        let parts: Vec<Tally> = ["30", "3.4", "0.1", "0.2"]
            .iter()
            .map(|text| Tally::of(Value::Amount(text.parse().unwrap())))
            .collect();
        let total = (SUM.over_periods)(&parts.iter().collect::<Vec<_>>());
        assert_eq!(total.value, Value::Amount("33.7".parse().unwrap()));
        assert!(!total.partial);
    }

    #[test]
    fn a_period_that_was_not_reported_makes_the_sum_partial_but_not_zero() {
        let known = Tally::of(Value::Amount(Decimal::from(7)));
        let total = (SUM.over_periods)(&[&known, &Tally::absent(Absence::NotReported)]);
        assert_eq!(total.value, Value::Amount(Decimal::from(7)));
        assert!(total.partial);
        let nothing = (SUM.over_periods)(&[&Tally::absent(Absence::NotStarted)]);
        assert_eq!(nothing.value, Value::Absent(Absence::NotStarted));
    }
}
