//! A partner of the project that runs no installation, such as its coordinator.

use crate::source::Place;

use super::id::PartnerId;

/// A partner; every provider is one too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// Id.
    pub id: PartnerId,
    /// Printed name.
    pub name: String,
    /// Where it is defined.
    pub place: Place,
}
