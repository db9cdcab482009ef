//! Funding programmes, each with a statement of its own that the Commission prescribes.

/// A programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Programme {
    /// Horizon Europe, 2021 to 2027.
    HorizonEurope,
    /// Horizon 2020, 2014 to 2020.
    Horizon2020,
    /// The Seventh Framework Programme, 2007 to 2013.
    Fp7,
    /// The Digital Europe Programme, 2021 to 2027.
    DigitalEurope,
}

impl Programme {
    /// All of them, the usual one first.
    pub const ALL: &[Self] = &[
        Self::HorizonEurope,
        Self::Horizon2020,
        Self::Fp7,
        Self::DigitalEurope,
    ];

    /// Reads a name as people write it.
    pub fn parse(text: &str) -> Option<Self> {
        let letters = text.chars().filter(|letter| letter.is_alphanumeric());
        let name: String = letters.collect::<String>().to_lowercase();
        match name.as_str() {
            "horizoneurope" | "heurope" | "he" => Some(Self::HorizonEurope),
            "horizon2020" | "h2020" => Some(Self::Horizon2020),
            "fp7" | "seventhframeworkprogramme" | "7thframeworkprogramme" => Some(Self::Fp7),
            "digitaleurope" | "digitaleuropeprogramme" | "dep" => Some(Self::DigitalEurope),
            _ => None,
        }
    }

    /// Returns its usual name.
    pub fn name(self) -> &'static str {
        match self {
            Self::HorizonEurope => "Horizon Europe",
            Self::Horizon2020 => "Horizon 2020",
            Self::Fp7 => "FP7",
            Self::DigitalEurope => "Digital Europe",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Programme;

    #[test]
    fn a_programme_is_known_by_the_names_that_people_write() {
        for programme in Programme::ALL {
            assert_eq!(Programme::parse(programme.name()), Some(*programme));
        }
        assert_eq!(Programme::parse("H2020"), Some(Programme::Horizon2020));
        assert_eq!(
            Programme::parse("Digital Europe Programme"),
            Some(Programme::DigitalEurope)
        );
        assert_eq!(Programme::parse("Horizon"), None);
        assert_eq!(Programme::parse(""), None);
    }
}
