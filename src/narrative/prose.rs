//! Paragraphs, sentences and words of a text, each with its place, for those who check what people wrote.

use std::ops::Range;

use crate::source::{Place, SourceId};

use super::table;

/// Fewest words of a cell that is a sentence.
const LEAST_WORDS: usize = 3;

/// A sentence of a text.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Its text with links, code and comments blanked out, so that ranges of bytes stay those of the file.
    pub text: String,
    /// Where it begins in the file.
    pub start: usize,
    /// The file.
    pub source: SourceId,
    /// The number of its paragraph, item or cell, from 0.
    pub paragraph: usize,
}

impl Sentence {
    /// Returns the place of a range of bytes of the sentence.
    pub fn place(&self, range: &Range<usize>) -> Place {
        Place {
            source: self.source,
            span: (self.start + range.start..self.start + range.end).into(),
        }
    }

    /// Returns the place of the whole sentence.
    pub fn whole(&self) -> Place {
        self.place(&(0..self.text.trim_end().len()))
    }

    /// Returns its words with their ranges: letters, digits, and marks between them as in `662,547`, `CPU-hours`, `89%`.
    pub fn words(&self) -> Vec<(Range<usize>, &str)> {
        let mut words = Vec::new();
        let mut from = None;
        for (at, letter) in self.text.char_indices().chain([(self.text.len(), ' ')]) {
            let inside = letter.is_alphanumeric()
                || matches!(
                    letter,
                    '-' | '%' | '.' | ',' | '/' | '\'' | '’' | '+' | '‑' | '–'
                );
            match (inside, from) {
                (true, None) => from = Some(at),
                (false, Some(start)) => {
                    words.extend(trimmed(&self.text, start..at));
                    from = None;
                }
                _ => {}
            }
        }
        words
    }
}

/// Returns a word without the marks around it; `None` when nothing is left.
fn trimmed(text: &str, range: Range<usize>) -> Option<(Range<usize>, &str)> {
    let raw = text.get(range.clone())?;
    let outer =
        |letter: char| matches!(letter, '-' | '.' | ',' | '/' | '\'' | '’' | '+' | '‑' | '–');
    let word = raw.trim_matches(outer);
    let start = range.start + (raw.len() - raw.trim_start_matches(outer).len());
    (!word.is_empty()).then(|| (start..start + word.len(), word))
}

/// Returns the bytes of each sentence of a text in Markdown, with all that stands in it: references and code too. Every cell
/// of a table counts.
pub fn whole_sentences(markdown: &str) -> Vec<Range<usize>> {
    let masked = masked(markdown, 'x');
    let mut all = Vec::new();
    let is_full = |cell: &str| !cell.trim().is_empty();
    for range in paragraphs(&masked, &table::places(markdown), is_full) {
        let text = masked.get(range.clone()).unwrap_or_default();
        let parts = split(text).into_iter().filter(|part| !part.is_empty());
        all.extend(parts.map(|part| range.start + part.start..range.start + part.end));
    }
    all
}

/// Returns the sentences of a text in Markdown. A cell of a table counts only when a sentence stands in it: what a lone
/// figure or a label means is said by the cells around it.
pub fn sentences(markdown: &str, source: SourceId) -> Vec<Sentence> {
    let masked = masked(markdown, ' ');
    let mut all = Vec::new();
    let ranges = paragraphs(&masked, &table::places(markdown), is_sentence);
    for (paragraph, range) in ranges.into_iter().enumerate() {
        let text = masked.get(range.clone()).unwrap_or_default();
        for part in split(text) {
            let start = range.start + part.start;
            let sentence = text.get(part).unwrap_or_default();
            if sentence.chars().any(char::is_alphanumeric) {
                all.push(Sentence {
                    text: sentence.to_owned(),
                    start,
                    source,
                    paragraph,
                });
            }
        }
    }
    all
}

/// Returns the text with comments, code, references and addresses covered by a letter of one byte; every byte keeps its
/// place. The braces of references stay, so that it is seen where a figure stands.
fn masked(markdown: &str, cover: char) -> String {
    let mut text = markdown.to_owned();
    for (open, close) in [
        ("<!--", "-->"),
        ("```", "```"),
        ("`", "`"),
        ("[^", "]"),
        ("{{", "}}"),
        ("](", ")"),
    ] {
        let mut from = 0;
        while let Some(start) = text
            .get(from..)
            .and_then(|rest| rest.find(open))
            .map(|at| from + at)
        {
            let inner = start + open.len();
            let Some(length) = text.get(inner..).and_then(|rest| rest.find(close)) else {
                break;
            };
            let end = inner + length + close.len();
            match open {
                "{{" => blank(&mut text, inner..inner + length, cover),
                _ => blank(&mut text, start..end, cover),
            }
            from = end;
        }
    }
    for scheme in ["https://", "http://"] {
        let mut from = 0;
        while let Some(start) = text
            .get(from..)
            .and_then(|rest| rest.find(scheme))
            .map(|at| from + at)
        {
            let rest = text.get(start..).unwrap_or_default();
            let end = start + rest.find(char::is_whitespace).unwrap_or(rest.len());
            blank(&mut text, start..end, cover);
            from = end;
        }
    }
    text
}

/// Covers a range; line feeds stay, so that paragraphs do.
fn blank(text: &mut String, range: Range<usize>, cover: char) {
    let piece = text.get(range.clone()).unwrap_or_default();
    let blanks: String = piece
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { cover })
        .collect();
    text.replace_range(range, &blanks);
}

/// Returns the ranges of paragraphs, items and those cells that count, without the marks of items and headings.
fn paragraphs(
    text: &str,
    tables: &[(Range<usize>, Vec<Range<usize>>)],
    counts: impl Fn(&str) -> bool,
) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim_start();
        let lead = line.len() - body.len();
        let mark = mark(body);
        let end = at + line.trim_end().len();
        let of_table = tables
            .iter()
            .any(|(table, _)| table.start < end && at < table.end);
        if of_table || body.trim().is_empty() {
            open = false;
        } else if let (true, 0, Some(last)) = (open, mark, ranges.last_mut()) {
            last.end = end;
        } else {
            ranges.push((at + lead + mark).min(end)..end);
            open = true;
        }
        at += line.len();
    }
    let cells = tables.iter().flat_map(|(_, cells)| cells);
    let counted = cells.filter(|cell| counts(text.get((*cell).clone()).unwrap_or_default()));
    ranges.extend(counted.cloned());
    ranges.sort_by_key(|range| range.start);
    ranges
}

/// Returns whether the text of a cell is a sentence: words, and a mark at their end.
fn is_sentence(cell: &str) -> bool {
    let words = cell.split_whitespace();
    let words = words.filter(|word| word.chars().any(char::is_alphabetic));
    cell.trim_end().ends_with(['.', '!', '?']) && words.count() >= LEAST_WORDS
}

/// Returns the length of the mark of an item, a heading or a quotation at the start of a line.
fn mark(line: &str) -> usize {
    let signs = line.len() - line.trim_start_matches('#').len();
    if signs > 0 {
        return signs;
    }
    if line.starts_with(['-', '*', '+', '>']) && line.get(1..2) == Some(" ") {
        return 2;
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let dotted = line
        .get(digits..)
        .is_some_and(|rest| rest.starts_with(". ") || rest.starts_with(") "));
    if (1..=2).contains(&digits) && dotted {
        digits + 2
    } else {
        0
    }
}

/// Returns the ranges of sentences: they end with `.`, `!`, `?` or `;` before a blank, unless the word is short as in `e.g.`;
/// signs that end an emphasis may stand between.
fn split(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut from = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if !matches!(letter, '.' | '!' | '?' | ';') {
            continue;
        }
        let short = letter == '.' && is_short(text.get(from..at).unwrap_or_default());
        let mut end = at + letter.len_utf8();
        while letters
            .next_if(|(_, next)| matches!(next, '*' | '_'))
            .is_some()
        {
            end += 1;
        }
        let ends = letters.peek().is_none_or(|(_, next)| next.is_whitespace());
        if ends && !short {
            ranges.push(from..end);
            from = end;
        }
    }
    ranges.push(from..text.len());
    let lead = |range: Range<usize>| {
        let piece = text.get(range.clone()).unwrap_or_default();
        range.start + (piece.len() - piece.trim_start().len())..range.end
    };
    ranges.into_iter().map(lead).collect()
}

/// Returns whether the last word of `text` is one that people write with a full stop.
fn is_short(text: &str) -> bool {
    let word = text
        .rsplit(|letter: char| letter.is_whitespace() || letter == '(')
        .next()
        .unwrap_or_default();
    let known = [
        "e.g", "i.e", "ca", "approx", "resp", "cf", "etc", "vs", "no", "fig", "sec", "dr", "prof",
    ];
    known.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::{sentences, whole_sentences};
    use crate::source::{SourceId, Sources};

    fn source() -> SourceId {
        Sources::default().add("a.md", String::new())
    }

    #[test]
    fn sentences_keep_their_places() {
        let text = "# Use\n\nIt grew to 94,656 h, i.e. much.\nThen it\nfell. \n\n- one item\n- [link](https://a.b/2023) and `34`\n";
        let found = sentences(text, source());
        let shown: Vec<(&str, usize)> = found
            .iter()
            .map(|sentence| (sentence.text.trim_end(), sentence.paragraph))
            .collect();
        assert_eq!(
            shown,
            [
                ("Use", 0),
                ("It grew to 94,656 h, i.e. much.", 1),
                ("Then it\nfell.", 1),
                ("one item", 2),
                ("[link                    and", 3),
            ]
        );
        for sentence in &found {
            let place = sentence.whole();
            assert_eq!(
                text.get(place.span.start..place.span.start + 3),
                sentence.text.get(..3)
            );
        }
    }

    #[test]
    fn whole_sentences_keep_what_is_no_prose() {
        let text = "{{ a/b }} ran. It `x` grew to {{ a/c }}\n\n- {{ a/d | change }}; [so](https://a.b/c).\n";
        let found: Vec<&str> = whole_sentences(text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(
            found,
            [
                "{{ a/b }} ran.",
                "It `x` grew to {{ a/c }}",
                "{{ a/d | change }};",
                "[so](https://a.b/c).",
            ]
        );
    }

    #[test]
    fn whole_sentences_are_cells_too() {
        let text = "| a | |\n|---|---|\n| TBC | {{ a/b }} |\n\nIt ran.\n";
        let found: Vec<&str> = whole_sentences(text)
            .into_iter()
            .map(|range| text[range].trim())
            .collect();
        assert_eq!(found, ["a", "TBC", "{{ a/b }}", "It ran."]);
    }

    #[test]
    fn a_cell_counts_when_a_sentence_stands_in_it() {
        let text = "Use by site:\n\n| Site | Use in M1-M6 | Remark |\n|---|--:|---|\n\
            | LIP | 12,000 CPU-h | It fell by 3 %. It will grow. |\n| CSIC | 5. | approx. |\n\nIt grew.\n";
        let found = sentences(text, source());
        let shown: Vec<(&str, usize)> = found
            .iter()
            .map(|sentence| (sentence.text.trim(), sentence.paragraph))
            .collect();
        assert_eq!(
            shown,
            [
                ("Use by site:", 0),
                ("It fell by 3 %.", 1),
                ("It will grow.", 1),
                ("It grew.", 2),
            ]
        );
        let cell = &found[1];
        assert_eq!(text.get(cell.start..cell.start + 7), Some("It fell"));
    }

    #[test]
    fn words_keep_marks_that_belong_to_them() {
        let found = sentences("CSIC served 662,547 CPU-hours (89%), e.g. 3.4.", source());
        let words: Vec<&str> = found[0].words().into_iter().map(|(_, word)| word).collect();
        assert_eq!(
            words,
            [
                "CSIC",
                "served",
                "662,547",
                "CPU-hours",
                "89%",
                "e.g",
                "3.4"
            ]
        );
    }
}
