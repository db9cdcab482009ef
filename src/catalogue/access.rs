//! What the grant agreement says of the access to an installation, for the table that the Commission asks for.

use crate::country::Country;
use crate::quantity::Decimal;
use crate::source::{Place, Spanned};

/// The access to an installation as the grant agreement has it; what it does not say is not known here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// Short name of the infrastructure that the installation belongs to.
    pub infrastructure: Option<Spanned<String>>,
    /// Number of the installation within it.
    pub number: Option<Spanned<String>>,
    /// Short name of the installation.
    pub short_name: Option<Spanned<String>>,
    /// Country in which it stands.
    pub country: Option<Country>,
    /// How access is given and paid for.
    pub kind: Option<AccessKind>,
    /// Unit of access, in words.
    pub unit: Option<Spanned<String>>,
    /// What a unit costs, in euro.
    pub unit_cost: Option<Spanned<Decimal>>,
    /// The least number of units to be provided.
    pub quantity: Option<Spanned<Decimal>>,
    /// Costs on the basis of unit costs, in euro.
    pub costs: Option<Spanned<Decimal>>,
    /// Costs as actual costs, in euro.
    pub actual_costs: Option<Spanned<Decimal>>,
    /// How many users are expected.
    pub users: Option<Spanned<Decimal>>,
    /// How many user projects are expected.
    pub projects: Option<Spanned<Decimal>>,
    /// Where it is written.
    pub place: Place,
}

/// How access is given and paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccessKind(&'static str);

impl AccessKind {
    /// The codes: trans-national or virtual access; unit costs, actual costs, or a combination of both.
    pub const CODES: &[&str] = &["VA-uc", "VA-ac", "TA-uc", "TA-ac", "TA-cb"];

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        let mut codes = Self::CODES.iter();
        codes.find(|known| **known == code).map(|code| Self(code))
    }

    /// Returns the code.
    pub fn code(self) -> &'static str {
        self.0
    }
}
