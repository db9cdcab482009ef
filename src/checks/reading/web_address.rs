//! Web addresses in texts of the catalogue.

/// Returns whether a text is made of web addresses and nothing else; several stand apart by blanks, commas or
/// semicolons.
pub(in crate::checks) fn is_address(text: &str) -> bool {
    let mut pieces = pieces(text).peekable();
    pieces.peek().is_some() && pieces.all(is_one)
}

/// Returns the first web address in a text.
pub(in crate::checks) fn first_address(text: &str) -> Option<&str> {
    let around = ['(', ')', '<', '>', '[', ']', '"', '.', '!'];
    pieces(text)
        .map(|piece| piece.trim_matches(around))
        .find(|piece| is_one(piece))
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let apart = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';');
    text.split(apart).filter(|piece| !piece.is_empty())
}

/// Returns whether a word is an `http` or `https` address with the name of a host that has a dot in it.
fn is_one(word: &str) -> bool {
    let Some((scheme, rest)) = word.split_once("://") else {
        return false;
    };
    let web = ["http", "https"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known));
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.split(':').next().unwrap_or_default();
    let plain = host
        .chars()
        .all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '.' | '_'));
    let parts_are_there = host.contains('.') && host.split('.').all(|part| !part.is_empty());
    web && plain && parts_are_there
}

#[cfg(test)]
mod tests {
    use super::{first_address, is_address};

    #[test]
    fn an_address_and_nothing_else() {
        for text in [
            "https://www.egi.eu/services/cloud-compute/",
            "HTTP://a.example:8080?x=1",
            "https://a.example, https://b.example",
        ] {
            assert!(is_address(text), "{text}");
        }
        for text in [
            "",
            "www.egi.eu",
            "https://",
            "https://host",
            "see https://a.example",
            "ftp://a.example",
            "https://a..example",
        ] {
            assert!(!is_address(text), "{text}");
        }
    }

    #[test]
    fn the_address_within_a_text_is_found() {
        assert_eq!(
            first_address("Not yet (later: <https://a.example/x>)."),
            Some("https://a.example/x")
        );
        assert_eq!(first_address("Not yet deployed."), None);
    }
}
