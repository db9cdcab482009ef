//! A set of countries.

use super::code::Country;

/// Countries, each once; as many bits as there can be countries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Countries {
    bits: [u64; 4],
}

impl Countries {
    /// Adds a country.
    #[inline]
    pub fn insert(&mut self, country: Country) {
        let number = usize::from(country.number());
        if let Some(word) = self.bits.get_mut(number / 64) {
            *word |= 1 << (number % 64);
        }
    }

    /// Adds those of another set.
    pub fn union(&mut self, other: &Self) {
        for (word, more) in self.bits.iter_mut().zip(other.bits) {
            *word |= more;
        }
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.bits == [0; 4]
    }

    /// Returns them, sorted by code.
    pub fn iter(&self) -> impl Iterator<Item = Country> {
        let bits = self.bits;
        let has = move |number: &u8| {
            let word = bits.get(usize::from(*number) / 64).copied();
            word.unwrap_or_default() >> (number % 64) & 1 == 1
        };
        (0..=u8::MAX).filter(has).filter_map(Country::of_number)
    }
}

impl FromIterator<Country> for Countries {
    fn from_iter<I: IntoIterator<Item = Country>>(all: I) -> Self {
        let mut set = Self::default();
        all.into_iter().for_each(|country| set.insert(country));
        set
    }
}

#[cfg(test)]
mod tests {
    use super::{Countries, Country};

    #[test]
    fn a_set_has_each_country_once_and_in_the_order_of_the_codes() {
        let codes = ["ZW", "ES", "AD", "ES", "PT"];
        let mut set: Countries = codes
            .iter()
            .map(|code| Country::parse(code).unwrap())
            .collect();
        let list = |set: &Countries| set.iter().map(|one| one.code()).collect::<Vec<_>>();
        assert_eq!(list(&set), ["AD", "ES", "PT", "ZW"]);
        set.union(&[Country::parse("FR").unwrap()].into_iter().collect());
        assert_eq!(list(&set), ["AD", "ES", "FR", "PT", "ZW"]);
        assert!(!set.is_empty() && Countries::default().is_empty());
    }
}
