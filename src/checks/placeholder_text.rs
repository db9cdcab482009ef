//! Texts that only hold the place of one: `TBD`, `To be developed`, nothing.

use super::unit_in_name::words;

/// Single words that stand for a text to come.
const KNOWN: &str = "tbd tbc tba todo xxx none unknown na pending missing nothing";

/// Returns whether a text is empty or says that something is still to come.
pub(super) fn is_placeholder(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = words(&lower).into_iter().map(|(_, word)| word).collect();
    let still_to_come = |word: &str| KNOWN.split_whitespace().any(|known| known == word);
    match words.as_slice() {
        [] | ["n", "a"] | ["to", "be", ..] | ["not", ..] => true,
        [only] => still_to_come(only),
        [first, ..] => {
            matches!(*first, "tbd" | "tbc" | "tba")
                || ["<<", "[insert"].iter().any(|mark| lower.contains(mark))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_placeholder;

    #[test]
    fn what_is_still_to_come_only_holds_a_place() {
        for text in [
            "",
            "–",
            "N/A",
            "To be developed",
            "TBD",
            "tbc by the provider",
            "<< how is it counted? >>",
            "not yet defined",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["logs", "Turkey, National HPC Centre", "openstack tenant"] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
