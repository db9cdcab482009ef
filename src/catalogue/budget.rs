//! Budgets and providers.

use crate::country::Country;
use crate::quantity::{Decimal, Unit};
use crate::source::{Place, Spanned};

use super::id::{BudgetId, ProviderId};

/// An amount of access that the project promised over its whole duration.
#[derive(Debug, Clone)]
pub struct Budget {
    /// Id.
    pub id: BudgetId,
    /// Printed name.
    pub title: String,
    /// The amount promised, in `unit`.
    pub total: Decimal,
    /// Unit of access.
    pub unit: Unit,
    /// Where it is defined.
    pub place: Place,
}

/// A beneficiary or linked third party in charge of access.
#[derive(Debug, Clone)]
pub struct Provider {
    /// Id.
    pub id: ProviderId,
    /// Printed name.
    pub name: Spanned<String>,
    /// Country of the provider, not of its users.
    pub country: Option<Country>,
    /// Where it is defined.
    pub place: Place,
}
