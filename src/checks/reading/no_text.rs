//! Texts of the catalogue that say nothing: left empty, refused as by `N/A`, or still to come.

use crate::narrative::placeholder;
use crate::narrative::token::lower_words;

use super::word_list::is_one_of;

/// Single words that say that there is nothing to say, or not yet.
const REFUSALS: &str = "todo xxx none unknown na pending missing nothing";

/// Returns whether a text says nothing, so that no rule about what it says needs to look.
///
/// A placeholder says nothing either, and has a rule of its own; what only refuses, such as `N/A`, is no placeholder.
pub(in crate::checks) fn is_no_text(text: &str) -> bool {
    let words = lower_words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let refuses = match words.as_slice() {
        [] | ["n", "a"] | ["to", "be", ..] | ["not", ..] => true,
        [only] => is_one_of(only, REFUSALS),
        _ => false,
    };
    refuses || placeholder(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::is_no_text;

    #[test]
    fn what_is_empty_refused_or_still_to_come_is_no_text() {
        for text in [
            "",
            "–",
            "N/A",
            "To be developed",
            "TBD",
            "tbc by the provider",
            "<< how is it counted? >>",
            "not yet defined",
            "Logs; the method is TBC",
        ] {
            assert!(is_no_text(text), "{text}");
        }
        for text in ["logs", "Turkey, National HPC Centre", "openstack tenant"] {
            assert!(!is_no_text(text), "{text}");
        }
    }
}
