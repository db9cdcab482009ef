//! Lists of countries as people write them.

use std::ops::Range;

/// Returns the words of a list with their ranges of bytes: blanks, commas and semicolons divide it; where one of the
/// last two stands, blanks belong to names such as `United Kingdom`.
pub fn parse_list(text: &str) -> Vec<(Range<usize>, &str)> {
    let blanks = !text.contains([',', ';']) && !names_a_country(text);
    let divides = |letter: char| matches!(letter, ',' | ';') || (blanks && letter.is_whitespace());
    let mut words = Vec::new();
    let mut from = 0;
    for piece in text.split(divides) {
        let word = piece.trim();
        let start = from + (piece.len() - piece.trim_start().len());
        if !word.is_empty() {
            words.push((start..start + word.len(), word));
        }
        let next = from + piece.len();
        from = next
            + text
                .get(next..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
    }
    words
}

fn names_a_country(text: &str) -> bool {
    text.trim().contains(char::is_whitespace) && super::Country::parse(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::parse_list;

    #[test]
    fn words_keep_their_places() {
        let text = " FR, BE;\u{a0}ES";
        let words = parse_list(text);
        assert_eq!(
            words.iter().map(|(_, word)| *word).collect::<Vec<_>>(),
            ["FR", "BE", "ES"]
        );
        assert!(
            words
                .iter()
                .all(|(range, word)| &text[range.clone()] == *word)
        );
        assert_eq!(parse_list("FR BE").len(), 2);
        assert_eq!(parse_list("United Kingdom").len(), 1);
        assert_eq!(parse_list("United Kingdom, FR").len(), 2);
    }
}
