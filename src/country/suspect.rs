//! Codes that are often written by mistake although they are valid, or valid elsewhere.

use super::code::Country;

/// A code that deserves a second look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suspect {
    /// The country that is usually meant.
    pub usually: Country,
    /// Why it is suspicious.
    pub why: &'static str,
}

const SUSPECTS: &[(&str, &str, &str)] = &[
    ("GE", "DE", "GE is Georgia; Germany is DE"),
    ("SP", "ES", "SP is no country; Spain is ES"),
    (
        "UK",
        "GB",
        "ISO 3166-1 has GB; UK is the spelling of the European institutions",
    ),
    (
        "EL",
        "GR",
        "ISO 3166-1 has GR; EL is the spelling of the European institutions",
    ),
    ("SW", "SE", "SW is no country; Sweden is SE"),
];

/// Returns why a code as written deserves a second look.
pub fn suspect(written: &str) -> Option<Suspect> {
    let upper = written.trim().to_uppercase();
    let (_, usually, why) = SUSPECTS.iter().find(|(code, ..)| *code == upper)?;
    Some(Suspect {
        usually: Country::parse(usually).ok()?,
        why,
    })
}
