//! A baseline: what an installation said it would deliver.

use crate::country::Country;
use crate::quantity::{Comparator, Decimal, Unit};
use crate::source::Place;

/// A baseline as it was written and as it is understood.
///
/// It is not a share of a budget: published baselines are capacities, floors and hopes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baseline {
    /// The text that is printed.
    pub as_written: String,
    /// What it means.
    pub meaning: Meaning,
    /// Where it is written.
    pub place: Place,
}

/// What a baseline means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// An amount with a comparator, in the unit written or else the metric's.
    Amount {
        /// How the amount is meant.
        comparator: Comparator,
        /// The amount.
        amount: Decimal,
        /// Its unit, when one is written.
        unit: Option<Unit>,
    },
    /// A list of countries; words that are no country are left out here.
    Countries(Vec<Country>),
    /// `N/A`, a dash or nothing.
    NotSet,
    /// It cannot be read for certain.
    Unclear,
}

impl Baseline {
    /// Returns the amount in `unit`, when the baseline is an amount that can be converted to it.
    pub fn amount_in(&self, unit: Unit) -> Option<Decimal> {
        match self.meaning {
            Meaning::Amount {
                amount,
                unit: written,
                ..
            } => {
                let factor = written.unwrap_or(unit).factor_to(unit)?;
                amount.checked_mul(factor)
            }
            Meaning::Countries(_) | Meaning::NotSet | Meaning::Unclear => None,
        }
    }
}
