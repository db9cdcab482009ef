//! Lists of countries as people write them.

use std::ops::Range;

/// Returns the words of a list with their ranges of bytes. Commas, semicolons and blanks divide it; where one of the first
/// two stands, blanks belong to names such as `United Kingdom`, unless they stand between codes of two letters.
pub fn parse_list(text: &str) -> Vec<(Range<usize>, &str)> {
    let marked = text.contains([',', ';']);
    let mut words = Vec::new();
    for (start, piece) in pieces(0, text, |letter| matches!(letter, ',' | ';')) {
        let blanks = !names_a_country(piece) && (!marked || holds_only_codes(piece));
        let divided = pieces(start, piece, |letter| blanks && letter.is_whitespace());
        words.extend(
            divided
                .into_iter()
                .map(|(start, word)| (start..start + word.len(), word)),
        );
    }
    words
}

/// Returns what stands between the letters that divide a text, trimmed and not blank, with the byte at which it begins; the
/// text itself begins at `start`.
fn pieces(start: usize, text: &str, divides: impl Fn(char) -> bool) -> Vec<(usize, &str)> {
    let mut next = start;
    let mut found = Vec::new();
    for whole in text.split_inclusive(&divides) {
        let piece = whole.strip_suffix(&divides).unwrap_or(whole);
        let blanks = piece.len() - piece.trim_start().len();
        if !piece.trim().is_empty() {
            found.push((next + blanks, piece.trim()));
        }
        next += whole.len();
    }
    found
}

fn holds_only_codes(piece: &str) -> bool {
    let is_code =
        |word: &str| word.len() == 2 && word.bytes().all(|letter| letter.is_ascii_uppercase());
    piece.split_whitespace().all(is_code)
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
        assert_eq!(parse_list("FR, BE ES; United Kingdom").len(), 4);
        assert_eq!(parse_list("Cote Ivoire, FR").len(), 2);
        assert_eq!(parse_list("United Kingdom").len(), 1);
        assert_eq!(parse_list("United Kingdom, FR").len(), 2);
    }
}
