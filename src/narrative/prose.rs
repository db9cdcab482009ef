//! Paragraphs, sentences and words of a text, each with its place, for those who check what people wrote.

use std::ops::Range;

use crate::source::{Place, SourceId};

/// A sentence of a text.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Its text with links, code and comments blanked out, so that ranges of bytes stay those of the file.
    pub text: String,
    /// Where it begins in the file.
    pub start: usize,
    /// The file.
    pub source: SourceId,
    /// The number of its paragraph or item, from 0.
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

/// Returns the sentences of a text in Markdown.
pub fn sentences(markdown: &str, source: SourceId) -> Vec<Sentence> {
    let masked = masked(markdown);
    let mut all = Vec::new();
    for (paragraph, range) in paragraphs(&masked).into_iter().enumerate() {
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

/// Returns the text with comments, code, references and addresses blanked out; every byte keeps its place. The braces of
/// references stay, so that it is seen where a figure stands.
fn masked(markdown: &str) -> String {
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
                "{{" => blank(&mut text, inner..inner + length),
                _ => blank(&mut text, start..end),
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
            blank(&mut text, start..end);
            from = end;
        }
    }
    text
}

/// Replaces a range by blanks; line feeds stay, so that paragraphs do.
fn blank(text: &mut String, range: Range<usize>) {
    let piece = text.get(range.clone()).unwrap_or_default();
    let blanks: String = piece
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
    text.replace_range(range, &blanks);
}

/// Returns the ranges of paragraphs and items, without the marks of items and headings.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim_start();
        let lead = line.len() - body.len();
        let mark = mark(body);
        let end = at + line.trim_end().len();
        if body.trim().is_empty() {
            open = false;
        } else if let (true, 0, Some(last)) = (open, mark, ranges.last_mut()) {
            last.end = end;
        } else {
            ranges.push((at + lead + mark).min(end)..end);
            open = true;
        }
        at += line.len();
    }
    ranges
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

/// Returns the ranges of sentences: they end with `.`, `!`, `?` or `;` before a blank, unless the word is short as in `e.g.`.
fn split(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut from = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let ends = matches!(letter, '.' | '!' | '?' | ';')
            && letters.peek().is_none_or(|(_, next)| next.is_whitespace());
        if ends && !(letter == '.' && is_short(text.get(from..at).unwrap_or_default())) {
            ranges.push(from..at + letter.len_utf8());
            from = at + letter.len_utf8();
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
    use super::sentences;
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
