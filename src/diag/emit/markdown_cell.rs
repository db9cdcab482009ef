//! Words in a cell of a Markdown table, none of which is markup, a link, or a mention of a person or an issue.

use super::inert;

/// Longest text of a cell, in characters.
const LONGEST: usize = 400;

/// Returns a message for a cell: what it quotes, and every word that could be markup, in code spans.
pub(super) fn prose(text: &str) -> String {
    let line = cut(&inert::line(text));
    let mut cell = String::new();
    let mut rest = line.as_str();
    while let Some((before, after)) = rest.split_once('`') {
        plain(before, &mut cell);
        rest = match after.split_once('`') {
            Some(("", next)) => {
                cell.push_str("&#96;&#96;");
                next
            }
            Some((quoted, next)) => {
                push_code(quoted, &mut cell);
                next
            }
            None => {
                cell.push_str("&#96;");
                after
            }
        };
    }
    plain(rest, &mut cell);
    cell
}

/// Returns words as code for a cell.
pub(super) fn code(text: &str) -> String {
    let mut cell = String::new();
    push_code(&cut(text), &mut cell);
    cell
}

fn plain(text: &str, cell: &mut String) {
    for (at, word) in text.split(' ').enumerate() {
        if at > 0 {
            cell.push(' ');
        }
        if harmless(word) {
            cell.push_str(word);
            continue;
        }
        let inner = word.trim_start_matches(['(', '"']);
        let core = inner.trim_end_matches([',', ';', '.', ':', ')', '"']);
        cell.push_str(word.get(..word.len() - inner.len()).unwrap_or_default());
        push_code(core, cell);
        cell.push_str(inner.get(core.len()..).unwrap_or_default());
    }
}

/// Returns whether a word means nothing but itself in any kind of Markdown; letters and digits of all scripts do.
fn harmless(word: &str) -> bool {
    let body = word.strip_suffix(':').unwrap_or(word);
    let known = |letter: char| {
        letter.is_ascii_alphanumeric() || !letter.is_ascii() || ".,;'\"()-+=%?".contains(letter)
    };
    let lower = body.to_lowercase();
    let issue = lower.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    body.chars().all(known) && !lower.contains("www.") && !issue.starts_with("gh-")
}

/// Adds code; a backtick would end it and a bar the cell, so these stand between as entities.
fn push_code(text: &str, cell: &mut String) {
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(['`', '|']).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        if !piece.is_empty() {
            if cell.ends_with('`') {
                cell.push(' ');
            }
            cell.push('`');
            cell.push_str(piece);
            cell.push('`');
        }
        let mut letters = after.chars();
        match letters.next() {
            Some('`') => cell.push_str("&#96;"),
            Some(_) => cell.push_str("&#124;"),
            None => {}
        }
        rest = letters.as_str();
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{code, prose};

    #[test]
    fn quoted_words_and_words_that_could_be_markup_are_code() {
        assert_eq!(
            prose("`3,4`: could mean 3.4 or 34"),
            "`3,4`: could mean 3.4 or 34"
        );
        assert_eq!(
            prose("a/b_c and *d* for @team"),
            "`a/b_c` and `*d*` for `@team`"
        );
        assert_eq!(
            prose("see (www.example.org) or GH-1, #2"),
            "see (`www.example.org`) or `GH-1`, `#2`"
        );
        assert_eq!(prose("`a``b`"), "`a` `b`");
        assert_eq!(prose("an odd ` and ``"), "an odd ` and `&#96;");
    }

    #[test]
    fn nothing_ends_a_cell_or_a_code_span() {
        assert_eq!(code("a|b`c\\|d"), "`a`&#124;`b`&#96;`c\\`&#124;`d`");
        assert_eq!(prose("`a|b` | <b>"), "`a`&#124;`b` &#124; `<b>`");
    }
}
