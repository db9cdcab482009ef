//! A country by its code.

use std::fmt;

use super::table::{COUNTRIES, OTHER_NAMES};

/// A country of ISO 3166-1; ordered by code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(u8);

/// A word that names no country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountryFault {
    /// The country that is meant by a common mistake, such as `SP` for Spain.
    pub meant: Option<Country>,
    /// A country with a similar name.
    pub nearest: Option<Country>,
}

/// Codes that are none, and what people mean by them.
const MISTAKES: &[(&str, &str)] = &[
    ("SP", "ES"),
    ("SW", "SE"),
    ("EN", "GB"),
    ("JA", "JP"),
    ("DA", "DK"),
    ("CS", "CZ"),
    ("PO", "PL"),
    ("GK", "GR"),
    ("UKR", "UA"),
];

impl Country {
    /// Reads an ISO code, the European institutions' `UK` and `EL`, or an English name; case does not count.
    ///
    /// # Errors
    ///
    /// Returns what may be meant when the word names no country.
    pub fn parse(text: &str) -> Result<Self, CountryFault> {
        if let Some(country) = Self::known(text) {
            return Ok(country);
        }
        let word = text.trim();
        let upper = word.to_uppercase();
        let mistake = MISTAKES.iter().find(|(wrong, _)| *wrong == upper);
        Err(CountryFault {
            meant: mistake.and_then(|(_, code)| Self::of_code(code)),
            nearest: nearest(&word.to_lowercase()),
        })
    }

    /// Returns the country that a word names, read as by [`Country::parse`]; what may be meant is not looked for, so
    /// that the words of a text can be asked fast.
    pub fn known(text: &str) -> Option<Self> {
        let word = text.trim();
        let code = match word.to_uppercase().as_str() {
            "UK" => Self::of_code("GB"),
            "EL" => Self::of_code("GR"),
            other => Self::of_code(other),
        };
        code.or_else(|| {
            let folded = |name: &'static str| name.chars().flat_map(char::to_lowercase);
            let (code, _) = names()
                .find(|(_, name)| folded(name).eq(word.chars().flat_map(char::to_lowercase)))?;
            Self::of_code(code)
        })
    }

    fn of_code(code: &str) -> Option<Self> {
        let at = COUNTRIES
            .binary_search_by(|(known, _)| (*known).cmp(code))
            .ok()?;
        u8::try_from(at).ok().map(Self)
    }

    /// Returns its position in the order of the codes.
    pub(super) fn number(self) -> u8 {
        self.0
    }

    /// Returns the country at that position in the order of the codes.
    pub(super) fn of_number(number: u8) -> Option<Self> {
        (usize::from(number) < COUNTRIES.len()).then_some(Self(number))
    }

    fn entry(self) -> (&'static str, &'static str) {
        COUNTRIES
            .get(usize::from(self.0))
            .copied()
            .expect("countries come from the table only")
    }

    /// Returns the ISO code.
    pub fn code(&self) -> &'static str {
        self.entry().0
    }

    /// Returns the code that the European institutions use: `EL` and `UK` instead of `GR` and `GB`.
    pub fn eu_code(&self) -> &'static str {
        match self.code() {
            "GR" => "EL",
            "GB" => "UK",
            code => code,
        }
    }

    /// Returns the English short name.
    pub fn name(&self) -> &'static str {
        self.entry().1
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    COUNTRIES.iter().chain(OTHER_NAMES).copied()
}

/// Longest name that is compared: no country has a longer one.
const LONGEST: usize = 80;

fn nearest(folded: &str) -> Option<Country> {
    if !(4..=LONGEST).contains(&folded.chars().count()) {
        return None;
    }
    let near = names().map(|(code, name)| {
        (
            strsim::damerau_levenshtein(folded, &name.to_lowercase()),
            code,
        )
    });
    let (distance, code) = near.min()?;
    (distance <= 2).then(|| Country::of_code(code)).flatten()
}

#[cfg(test)]
mod tests {
    use super::Country;
    use crate::country::table::COUNTRIES;

    #[test]
    fn codes_spellings_and_names_lead_to_the_country() {
        for (text, code) in [
            ("es", "ES"),
            ("UK", "GB"),
            ("EL", "GR"),
            ("Turkey", "TR"),
            ("TÜRKIYE", "TR"),
            (" Spain ", "ES"),
        ] {
            assert_eq!(Country::parse(text).unwrap().code(), code, "{text}");
        }
        assert_eq!(Country::parse("GB").unwrap().eu_code(), "UK");
    }

    #[test]
    fn a_common_mistake_leads_to_the_country_that_is_meant() {
        assert_eq!(
            Country::parse("SP").unwrap_err().meant.unwrap().code(),
            "ES"
        );
        assert_eq!(
            Country::parse("Germny")
                .unwrap_err()
                .nearest
                .unwrap()
                .code(),
            "DE"
        );
        assert!(Country::parse("XX").unwrap_err().meant.is_none());
    }

    #[test]
    fn the_table_is_sorted_so_that_codes_are_found() {
        assert!(COUNTRIES.is_sorted());
        assert!(
            COUNTRIES
                .iter()
                .all(|(code, _)| Country::parse(code).unwrap().code() == *code)
        );
    }
}
