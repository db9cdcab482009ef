//! Addresses of the web.

/// Returns whether a text is an address that a link can lead to: `http`, `https` or `mailto`, with nothing in it that a reader
/// would take for something else. What is no address is printed as text, alike in every format.
pub fn is_address(url: &str) -> bool {
    let scheme = ["https://", "http://", "mailto:"]
        .into_iter()
        .find(|scheme| url.starts_with(scheme));
    let rest = scheme
        .and_then(|scheme| url.get(scheme.len()..))
        .unwrap_or_default();
    let fit = |letter: char| {
        letter.is_ascii_graphic()
            && !matches!(letter, '<' | '>' | '"' | '\\' | '^' | '`' | '{' | '|' | '}')
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain_host = host.chars().all(|letter| {
        letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | ':' | '@' | '_' | '+')
    });
    let percent = rest.match_indices('%').all(|(at, _)| {
        let digits = rest.get(at + 1..at + 3).unwrap_or_default();
        digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    !host.is_empty()
        && plain_host
        && percent
        && rest.matches('#').count() <= 1
        && rest.chars().all(fit)
}
