//! A value with what is needed to fold it.

use std::sync::Arc;

use super::Members;
use crate::country::Country;
use crate::quantity::Decimal;

/// Why there is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Absence {
    /// The metric makes no sense here.
    NotApplicable,
    /// The installation did not serve the project yet.
    NotStarted,
    /// Nobody delivered the figure.
    NotReported,
}

impl Absence {
    /// Returns the words that are printed instead of a figure.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotApplicable => "N/A",
            Self::NotStarted => "not started",
            Self::NotReported => "not reported",
        }
    }

    /// Returns the word of usage files and of report.json.
    fn state(self) -> &'static str {
        match self {
            Self::NotApplicable => "not-applicable",
            Self::NotStarted => "not-started",
            Self::NotReported => "not-reported",
        }
    }
}

/// The value of a metric in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// An exact amount, or an exact count.
    Amount(Decimal),
    /// A count of which only the bounds are known, such as users of two periods without their identities.
    Between(Decimal, Decimal),
    /// Countries, in the order in which they are printed, each once.
    Countries(Vec<Country>),
    /// No figure, and why.
    Absent(Absence),
}

impl Value {
    /// Returns the amount, when it is exact.
    pub fn amount(&self) -> Option<Decimal> {
        match self {
            Self::Amount(amount) => Some(*amount),
            Self::Between(..) | Self::Countries(_) | Self::Absent(_) => None,
        }
    }

    /// Returns whether there is a figure.
    pub fn is_present(&self) -> bool {
        !matches!(self, Self::Absent(_))
    }
}

/// A value with what is needed to fold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The value.
    pub value: Value,
    /// The identities behind it, when they are known.
    pub members: Option<Arc<Members>>,
    /// Whether the figure is still to be confirmed.
    pub provisional: bool,
    /// Whether a part of what it folds was not reported.
    pub partial: bool,
}

impl Tally {
    /// Returns a complete, final tally of a value without identities.
    pub fn of(value: Value) -> Self {
        Self {
            value,
            members: None,
            provisional: false,
            partial: false,
        }
    }

    /// Returns a tally without a figure.
    pub fn absent(absence: Absence) -> Self {
        Self::of(Value::Absent(absence))
    }

    /// Returns the tally of identities.
    pub fn of_members(members: Members) -> Self {
        Self {
            members: Some(Arc::new(members)),
            ..Self::of(Value::Absent(Absence::NotReported))
        }
        .counted()
    }

    /// Returns the word of usage files and of report.json for what stands behind the figure.
    pub fn state(&self) -> &'static str {
        match &self.value {
            Value::Absent(absence) => absence.state(),
            _ if self.provisional => "provisional",
            _ => "reported",
        }
    }

    fn counted(mut self) -> Self {
        if let Some(members) = &self.members {
            self.value = Value::Amount(Decimal::from(members.len()));
        }
        self
    }

    /// Returns the countries of the identities, sorted; `None` when identities are not known.
    pub fn countries_of_members(&self) -> Option<Vec<Country>> {
        let members = self.members.as_ref()?;
        let countries = members.countries();
        (members.is_empty() || !countries.is_empty()).then(|| countries.iter().collect())
    }
}

/// Folds tallies: `value` says what the figures that are there come to; absences and marks are settled here, alike for
/// all natures.
///
/// What is not applicable or not started lacks nothing. What was not reported makes the result partial.
pub(super) fn fold(tallies: &[&Tally], value: impl FnOnce(&[&Tally]) -> Tally) -> Tally {
    let present: Vec<&Tally> = tallies
        .iter()
        .copied()
        .filter(|tally| tally.value.is_present())
        .collect();
    let missing = tallies
        .iter()
        .any(|tally| tally.value == Value::Absent(Absence::NotReported));
    if present.is_empty() {
        let last = tallies.iter().rev().find_map(|tally| match tally.value {
            Value::Absent(absence) => Some(absence),
            _ => None,
        });
        let absence = last.filter(|_| !missing).unwrap_or(Absence::NotReported);
        return Tally::absent(absence);
    }
    let mut folded = value(&present);
    folded.partial = missing || present.iter().any(|tally| tally.partial);
    folded.provisional = present.iter().any(|tally| tally.provisional);
    folded
}

/// Decimals of a sum. Thirds of an hour have no last decimal; what they come to together has, eight places before the
/// last one that is kept.
const EXACT: u32 = 20;

/// Returns the sum of the amounts that are there.
pub(super) fn added(tallies: &[&Tally]) -> Tally {
    fold(tallies, |present| {
        let amounts = present.iter().filter_map(|tally| tally.value.amount());
        let total = amounts.fold(Decimal::ZERO, Decimal::saturating_add);
        Tally::of(Value::Amount(total.round_dp(EXACT).normalize()))
    })
}

#[cfg(test)]
mod tests {
    use super::Absence::{NotApplicable, NotReported, NotStarted};
    use super::{Absence, Members, Tally, Value, added};
    use crate::aggregate::Identity;
    use crate::country::Country;
    use crate::quantity::Decimal;

    fn amount(number: u32) -> Tally {
        Tally::of(Value::Amount(Decimal::from(number)))
    }

    #[test]
    fn what_was_not_reported_makes_the_figure_partial_for_good() {
        let missing = Tally::absent(Absence::NotReported);
        let half = added(&[&missing, &amount(3)]);
        assert_eq!((half.value.amount(), half.partial), (Some(3.into()), true));
        assert!(added(&[&half, &amount(4)]).partial);
        assert!(added(&[&amount(4), &half]).partial);
        for nothing in [NotStarted, NotApplicable] {
            assert!(!added(&[&Tally::absent(nothing), &amount(4)]).partial);
        }
    }

    #[test]
    fn without_a_figure_the_last_reason_holds_unless_something_was_not_reported() {
        let fold = |reasons: &[Absence]| {
            let tallies: Vec<Tally> = reasons.iter().map(|one| Tally::absent(*one)).collect();
            added(&tallies.iter().collect::<Vec<_>>()).value
        };
        assert_eq!(
            fold(&[NotStarted, NotApplicable]),
            Value::Absent(NotApplicable)
        );
        assert_eq!(
            fold(&[NotReported, NotApplicable]),
            Value::Absent(NotReported)
        );
        assert_eq!(fold(&[]), Value::Absent(NotReported));
    }

    #[test]
    fn the_state_of_a_figure_has_five_words() {
        let provisional = Tally {
            provisional: true,
            ..amount(0)
        };
        let words = [
            amount(0),
            provisional,
            Tally::absent(Absence::NotReported),
            Tally::absent(Absence::NotApplicable),
            Tally::absent(Absence::NotStarted),
        ]
        .map(|tally| tally.state());
        assert_eq!(
            words,
            [
                "reported",
                "provisional",
                "not-reported",
                "not-applicable",
                "not-started"
            ]
        );
    }

    #[test]
    fn nobody_comes_from_nowhere_but_people_without_a_country_may_come_from_anywhere() {
        let of = |members| Tally::of_members(members).countries_of_members();
        assert_eq!(of(Members::default()), Some(Vec::new()));
        let mut members = Members::default();
        members.insert(Identity::new(1), None);
        assert_eq!(of(members.clone()), None);
        let spain = Country::parse("ES").unwrap();
        members.insert(Identity::new(2), Some(spain));
        assert_eq!(of(members), Some(vec![spain]));
    }
}
