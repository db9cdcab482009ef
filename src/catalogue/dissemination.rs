//! Dissemination levels: who may read the deliverable.

use super::programme::Programme;

/// A level by the code that stands on the cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dissemination(usize);

/// The codes, with the programmes that use them.
static LEVELS: &[(&str, &[Programme])] = &[
    ("PU", Programme::ALL),
    ("SEN", &[Programme::HorizonEurope, Programme::DigitalEurope]),
    ("CO", &[Programme::Horizon2020, Programme::Fp7]),
    ("CI", &[Programme::Horizon2020]),
    ("PP", &[Programme::Fp7]),
    ("RE", &[Programme::Fp7]),
    (
        "R-UE/EU-R",
        &[Programme::HorizonEurope, Programme::DigitalEurope],
    ),
    (
        "C-UE/EU-C",
        &[Programme::HorizonEurope, Programme::DigitalEurope],
    ),
    (
        "S-UE/EU-S",
        &[Programme::HorizonEurope, Programme::DigitalEurope],
    ),
];

impl Dissemination {
    /// The codes.
    pub const CODES: &[&str] = &[
        "PU",
        "SEN",
        "CO",
        "CI",
        "PP",
        "RE",
        "R-UE/EU-R",
        "C-UE/EU-C",
        "S-UE/EU-S",
    ];

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        let at = LEVELS.iter().position(|(known, _)| *known == code);
        at.map(Self)
    }

    /// Returns the code.
    pub fn code(self) -> &'static str {
        LEVELS.get(self.0).map_or("", |(code, _)| code)
    }

    /// Returns whether a programme has this level.
    pub fn belongs_to(self, programme: Programme) -> bool {
        let level = LEVELS.get(self.0);
        level.is_some_and(|(_, programmes)| programmes.contains(&programme))
    }

    /// Returns the codes that a programme has.
    pub fn of(programme: Programme) -> Vec<&'static str> {
        let levels = LEVELS.iter();
        let fit = levels.filter(|(_, programmes)| programmes.contains(&programme));
        fit.map(|(code, _)| *code).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Dissemination, LEVELS};
    use crate::catalogue::Programme;

    #[test]
    fn the_schema_offers_every_level() {
        let codes: Vec<&str> = LEVELS.iter().map(|(code, _)| *code).collect();
        assert_eq!(codes, Dissemination::CODES);
    }

    #[test]
    fn confidential_is_a_word_of_the_programmes_before() {
        let level = Dissemination::parse("CO").unwrap();
        assert!(level.belongs_to(Programme::Horizon2020));
        assert!(!level.belongs_to(Programme::HorizonEurope));
        assert_eq!(
            Dissemination::of(Programme::Horizon2020),
            ["PU", "CO", "CI"]
        );
        assert_eq!(Dissemination::parse("Public"), None);
    }
}
