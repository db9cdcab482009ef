//! The names of a project, which are what copied texts change.

use std::collections::BTreeSet;

use crate::catalogue::Catalogue;

use super::token::tokens;

/// The words of the names of installations, providers and metrics, in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names(BTreeSet<String>);

/// What takes the place of a name; no word of a text has this form.
const NAME: &str = "<name>";

impl Names {
    /// Returns the names of a catalogue.
    ///
    /// Of titles and names only words with a capital letter or a digit count, so that `the` of `the countries reached`
    /// does not.
    pub fn of(catalogue: &Catalogue) -> Self {
        let installations = catalogue.installations.iter();
        let titles = installations.map(|installation| installation.title.value.as_str());
        let providers = catalogue
            .providers
            .iter()
            .map(|provider| provider.name.value.as_str());
        let metrics = catalogue.metrics.iter().map(|metric| metric.name.as_str());
        let names = titles.chain(providers).chain(metrics).flat_map(tokens);
        let marked = names.filter(|token| {
            token
                .text
                .contains(|letter: char| letter.is_uppercase() || letter.is_numeric())
        });
        let installations = catalogue.installations.iter();
        let ids = installations
            .map(|installation| installation.id.as_str())
            .chain(
                catalogue
                    .providers
                    .iter()
                    .map(|provider| provider.id.as_str()),
            )
            .chain(catalogue.metrics.iter().map(|metric| metric.id.as_str()));
        let all = marked.chain(ids.flat_map(tokens));
        Self(all.map(|token| token.text.to_lowercase()).collect())
    }

    /// Returns words in lower case, each name of one or several of them replaced by the same sign.
    pub fn replaced<'w>(&self, words: impl Iterator<Item = &'w str>) -> Vec<String> {
        let mut replaced: Vec<String> = Vec::new();
        for word in words {
            let lower = word.to_lowercase();
            if !tokens(&lower)
                .iter()
                .any(|token| self.0.contains(token.text))
            {
                replaced.push(lower);
            } else if replaced.last().is_none_or(|last| last != NAME) {
                replaced.push(NAME.to_owned());
            }
        }
        replaced
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn names_of_one_or_more_words_become_one_sign() {
        let names = ["incd", "cpu", "walton"].map(str::to_owned);
        let names = Names(names.into_iter().collect());
        let words = "The INCD CPU serves CPU-hours like Walton".split(' ');
        assert_eq!(
            names.replaced(words),
            ["the", "<name>", "serves", "<name>", "like", "<name>"]
        );
    }
}
