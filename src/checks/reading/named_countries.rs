//! The countries that a location names.

use std::ops::Range;

use crate::country::Country;

/// Most words that the name of a country has.
const LONGEST: usize = 6;
/// Words that make the name of a region in another country of what follows, as in `Northern Ireland` and `New Mexico`.
const REGIONS: &[&str] = &["Northern", "New"];

/// A country where it is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::checks) struct Named {
    /// The bytes of its name or code.
    pub(in crate::checks) range: Range<usize>,
    /// The country.
    pub(in crate::checks) country: Country,
}

/// Returns the countries that a location names, by name in any case of letters, or by code in capitals where the code
/// stands alone or ends its part, as in `Karlsruhe DE`.
pub(in crate::checks) fn named_countries(location: &str) -> Vec<Named> {
    let mut named = Vec::new();
    for part in parts(location) {
        let words = words(location, part);
        let mut at = 0;
        while at < words.len() {
            let longest = LONGEST.min(words.len() - at);
            let found = (1..=longest)
                .rev()
                .find_map(|count| Some((count, country(location, &words, at, count)?)));
            at += found.as_ref().map_or(1, |(count, _)| *count);
            named.extend(found.map(|(_, found)| found));
        }
    }
    named
}

/// Returns the ranges between commas, semicolons, slashes, brackets and line feeds.
fn parts(location: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, mark) in location.match_indices([',', ';', '/', '(', ')', '\n', '&', '+', ':']) {
        parts.push(from..at);
        from = at + mark.len();
    }
    parts.push(from..location.len());
    parts
}

/// Returns the ranges of the words of a part, without full stops around them.
fn words(location: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let text = location.get(part.clone()).unwrap_or_default();
    let mut words = Vec::new();
    let mut from = part.start;
    for piece in text.split(char::is_whitespace) {
        let word = piece.trim_matches(['.', '–', '-', '—']);
        let start = from + (piece.len() - piece.trim_start_matches(['.', '–', '-', '—']).len());
        if !word.is_empty() {
            words.push(start..start + word.len());
        }
        let next = location
            .get(from + piece.len()..)
            .and_then(|rest| rest.chars().next());
        from += piece.len() + next.map_or(0, char::len_utf8);
    }
    words
}

/// Returns the country that `count` words from the word `at` name.
fn country(location: &str, words: &[Range<usize>], at: usize, count: usize) -> Option<Named> {
    let range = words.get(at)?.start..words.get(at + count - 1)?.end;
    let text = location.get(range.clone())?;
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let before = before.and_then(|before| location.get(before.clone()));
    if before.is_some_and(|before| REGIONS.contains(&before)) {
        return None;
    }
    let short = text.chars().count() <= 3;
    let ends = at + count == words.len() && words.len() <= 3;
    if short && !(is_code(text) && ends) {
        return None;
    }
    let country = Country::known(text)?;
    Some(Named { range, country })
}

/// Returns whether a country is written as a code: two or three capitals.
pub(in crate::checks) fn is_code(text: &str) -> bool {
    (2..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::named_countries;

    fn codes(location: &str) -> Vec<(String, &str)> {
        let named = named_countries(location).into_iter();
        named
            .map(|named| (location[named.range].to_owned(), named.country.code()))
            .collect()
    }

    #[test]
    fn countries_are_found_beside_towns() {
        let found = codes("Waterford, Ireland; Karlsruhe DE / TURKEY and The Netherlands");
        let words: Vec<&str> = found.iter().map(|(word, _)| word.as_str()).collect();
        assert_eq!(words, ["Ireland", "DE", "TURKEY", "The Netherlands"]);
        assert_eq!(codes("ES, PT").len(), 2);
        assert_eq!(codes("Bosnia and Herzegovina")[0].1, "BA");
        assert_eq!(codes("Lisboa (Portugal)")[0].1, "PT");
    }

    #[test]
    fn small_words_and_regions_are_no_countries() {
        for text in [
            "Data centre in Santander",
            "Department of IT at the University",
            "Belfast, Northern Ireland",
            "Santa Fe, New Mexico",
            "Distributed over Europe",
            "",
        ] {
            assert_eq!(codes(text), [], "{text}");
        }
    }
}
