//! The place of a word inside a text of installations.toml.

use std::ops::Range;

use crate::diag::{Mend, Replacement};
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
    exact_place(sources, whole, value, range).unwrap_or(whole)
}

/// Returns the place of a range of `value`, where the file holds the value letter by letter.
fn exact_place(
    sources: &Sources,
    whole: Place,
    value: &str,
    range: &Range<usize>,
) -> Option<Place> {
    let inner = between_quotes(sources.get(whole.source).slice(whole.span))?;
    let lead = if inner == value {
        0
    } else if inner.trim() == value {
        inner.len() - inner.trim_start().len()
    } else {
        return None;
    };
    let start = whole.span.start + 1 + lead;
    Some(Place {
        source: whole.source,
        span: (start + range.start..start + range.end).into(),
    })
}

/// Returns the mend that writes other texts for ranges of `value`, where the file holds the value letter by letter and can
/// hold the new texts as they are.
pub(in crate::checks) fn mend_in_text(
    sources: &Sources,
    whole: Place,
    value: &str,
    edits: &[(Range<usize>, &str)],
) -> Option<Mend> {
    let raw = sources.get(whole.source).slice(whole.span);
    let quote = raw.chars().next()?;
    let fits = |letter: char| letter != quote && letter != '\\' && !letter.is_control();
    let replacements = edits.iter().map(|(range, text)| {
        let place = exact_place(sources, whole, value, range)?;
        let text = (*text).to_owned();
        text.chars()
            .all(fits)
            .then_some(Replacement { place, text })
    });
    let all = replacements.collect::<Option<Vec<_>>>()?;
    (!all.is_empty()).then_some(Mend::Replace(all))
}

#[cfg(test)]
mod tests {
    use super::{mend_in_text, place_in_text};
    use crate::diag::Mend;
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

    fn mended(raw: &str, value: &str, range: std::ops::Range<usize>, text: &str) -> Option<String> {
        let mut sources = Sources::default();
        let source = sources.add("a.toml", raw.to_owned());
        let span = (0..raw.len()).into();
        let mend = mend_in_text(&sources, Place { source, span }, value, &[(range, text)])?;
        let Mend::Replace(all) = mend else {
            return None;
        };
        let mut mended = raw.to_owned();
        for one in &all {
            mended.replace_range(one.place.span.start..one.place.span.end, &one.text);
        }
        Some(mended)
    }

    #[test]
    fn a_mend_stays_within_the_quotes() {
        let new = mended("\"> 15000\"", "> 15000", 2..7, "15,000");
        assert_eq!(new.as_deref(), Some("\"> 15,000\""));
        let new = mended("'15000'", "15000", 0..5, "15’000");
        assert_eq!(new.as_deref(), Some("'15’000'"));
    }

    #[test]
    fn what_the_quotes_cannot_hold_is_not_written() {
        assert_eq!(mended("'15000'", "15000", 0..5, "15'000"), None);
        assert_eq!(mended("\"\\u003115\"", "115", 0..3, "1,15"), None);
        assert_eq!(mended("\"\"\"15000\"\"\"", "15000", 0..5, "15,000"), None);
    }
}
