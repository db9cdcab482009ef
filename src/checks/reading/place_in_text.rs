//! The place of a word inside a text of installations.toml.

use std::ops::Range;

use crate::source::{Place, Sources};

/// Returns the text between the quotes of a plain one-line string; `None` when it has escapes or several lines.
pub(in crate::checks) fn between_quotes(raw: &str) -> Option<&str> {
    let quote = raw
        .chars()
        .next()
        .filter(|mark| matches!(mark, '"' | '\''))?;
    let inner = raw.strip_prefix(quote)?.strip_suffix(quote)?;
    let special = inner.contains(quote) || (quote == '"' && inner.contains('\\'));
    (!special).then_some(inner)
}

/// Returns the place of a range of bytes of `value`, which was read at `whole`; the whole place where the file does not
/// hold the value letter by letter.
pub(in crate::checks) fn place_in_text(
    sources: &Sources,
    whole: Place,
    value: &str,
    range: &Range<usize>,
) -> Place {
    let raw = sources.get(whole.source).slice(whole.span);
    let Some(inner) = between_quotes(raw) else {
        return whole;
    };
    let lead = if inner == value {
        0
    } else if inner.trim() == value {
        inner.len() - inner.trim_start().len()
    } else {
        return whole;
    };
    let start = whole.span.start + 1 + lead;
    Place {
        source: whole.source,
        span: (start + range.start..start + range.end).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::place_in_text;
    use crate::source::{Place, Sources, Span};

    fn piece(raw: &str, value: &str, range: std::ops::Range<usize>) -> String {
        let mut sources = Sources::default();
        let source = sources.add("a.toml", format!("x = {raw}"));
        let whole = Place {
            source,
            span: Span {
                start: 4,
                end: 4 + raw.len(),
            },
        };
        let place = place_in_text(&sources, whole, value, &range);
        sources.get(source).slice(place.span).to_owned()
    }

    #[test]
    fn a_word_of_a_plain_string_has_its_own_place() {
        assert_eq!(piece("\"SP, PT\"", "SP, PT", 4..6), "PT");
        assert_eq!(piece("'SP, PT'", "SP, PT", 0..2), "SP");
        assert_eq!(piece("\"\u{a0} SP \"", "SP", 0..2), "SP");
    }

    #[test]
    fn a_string_with_escapes_or_lines_is_shown_whole() {
        for raw in [r#""\u0053P, PT""#, "\"\"\"\nSP, PT\"\"\"", "\"\""] {
            assert_eq!(piece(raw, "SP, PT", 0..2), raw);
        }
    }
}
