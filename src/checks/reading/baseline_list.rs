//! The countries of a baseline as they were written.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::catalogue::{Baseline, Meaning};
use crate::country::{Country, parse_list};

/// Returns the words of a baseline that lists countries, with their places in it; none for other baselines.
pub(in crate::checks) fn list_of(baseline: &Baseline) -> Vec<(Range<usize>, &str)> {
    if !matches!(baseline.meaning, Meaning::Countries(_)) {
        return Vec::new();
    }
    let mut words = parse_list(&baseline.as_written);
    words.retain(|(_, word)| !matches!(*word, "and" | "&" | "+"));
    words
}

/// Returns how many countries a baseline lists, also those that nobody knows; `None` when it lists none.
pub(in crate::checks) fn length_of(baseline: &Baseline) -> Option<usize> {
    let names = list_of(baseline).into_iter().map(|(_, word)| {
        Country::parse(word)
            .map_or_else(|_| word.to_uppercase(), |country| country.code().to_owned())
    });
    let different: BTreeSet<String> = names.collect();
    (!different.is_empty()).then_some(different.len())
}

#[cfg(test)]
mod tests {
    use super::{length_of, list_of};
    use crate::catalogue::{Baseline, Meaning};
    use crate::source::{Place, Sources, Span};

    fn list(text: &str) -> Baseline {
        let mut sources = Sources::default();
        Baseline {
            as_written: text.to_owned(),
            meaning: Meaning::Countries(Vec::new()),
            place: Place {
                source: sources.add("a.toml", String::new()),
                span: Span::default(),
            },
        }
    }

    #[test]
    fn words_that_are_no_country_are_counted_and_those_twice_are_not() {
        assert_eq!(length_of(&list("SP, PT, FR")), Some(3));
        assert_eq!(length_of(&list("UK, GB, PT")), Some(2));
        assert_eq!(list_of(&list("ES and PT")).len(), 2);
    }
}
