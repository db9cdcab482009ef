//! Groups of countries by their relation to the Union.

use super::code::Country;

/// How a country stands to the Union and its research programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// A member state; the 27 since February 2020.
    Member,
    /// Associated to Horizon Europe, as the list stood at the start of 2024.
    Associated,
    /// Any other.
    Other,
}

const MEMBERS: &[&str] = &[
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];
const ASSOCIATED: &[&str] = &[
    "AL", "AM", "BA", "FO", "GB", "GE", "IL", "IS", "MD", "ME", "MK", "NO", "NZ", "RS", "TN", "TR",
    "UA", "XK",
];

impl Country {
    /// Returns how the country stands to the Union.
    pub fn group(&self) -> Group {
        let code = self.code();
        if MEMBERS.contains(&code) {
            Group::Member
        } else if ASSOCIATED.contains(&code) {
            Group::Associated
        } else {
            Group::Other
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ASSOCIATED, Group, MEMBERS};
    use crate::country::Country;

    #[test]
    fn every_code_of_a_group_is_a_country_of_that_group() {
        assert_eq!(MEMBERS.len(), 27);
        for code in ASSOCIATED {
            assert_eq!(
                Country::parse(code).unwrap().group(),
                Group::Associated,
                "{code}"
            );
        }
        assert_eq!(Country::parse("US").unwrap().group(), Group::Other);
    }
}
