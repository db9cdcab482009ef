//! What a text prints: its words without code, comments and addresses, each where it stands in the file.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::markdown::parser;

/// The printed words of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// As long as the file; what is not printed, or no prose, is `_`, so that words beside it stay apart.
    pub text: String,
    /// The bytes of each paragraph, item and heading.
    pub blocks: Vec<Range<usize>>,
}

impl Printed {
    /// Returns the printed words of a block.
    pub fn block(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }
}

/// Returns the printed words of a text in Markdown.
pub fn printed(markdown: &str) -> Printed {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    let mut code = false;
    for (event, range) in parser(markdown).into_offset_iter() {
        let prints = match event {
            Event::Start(tag) if is_block(&tag) => {
                code = matches!(tag, Tag::CodeBlock(_));
                open = false;
                false
            }
            Event::End(tag) if ends_block(tag) => {
                code = false;
                open = false;
                false
            }
            Event::Text(_) => !code,
            Event::Html(text) | Event::InlineHtml(text) => !text.trim_start().starts_with("<!--"),
            _ => false,
        };
        if !prints {
            continue;
        }
        match blocks.last_mut().filter(|_| open) {
            Some(block) => block.end = range.end,
            None => blocks.push(range.clone()),
        }
        open = true;
        pieces.push(range);
    }
    let mut text = only(markdown, &pieces);
    for range in not_prose(&text) {
        let hidden = hidden(text.get(range.clone()).unwrap_or_default());
        text.replace_range(range, &hidden);
    }
    Printed { text, blocks }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

fn ends_block(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

/// Returns a text of which only some pieces, which are in order, are left; the rest is hidden.
fn only(text: &str, pieces: &[Range<usize>]) -> String {
    let mut left = String::with_capacity(text.len());
    let mut at = 0;
    for piece in pieces {
        if let (Some(between), Some(kept)) = (text.get(at..piece.start), text.get(piece.clone())) {
            left.push_str(&hidden(between));
            left.push_str(kept);
            at = piece.end;
        }
    }
    left.push_str(&hidden(text.get(at..).unwrap_or_default()));
    left
}

/// Returns as many bytes of `_`; line feeds stay, and so do blanks where there is nothing else.
fn hidden(text: &str) -> String {
    let blank = text.trim().is_empty();
    let byte = |byte: u8| match byte {
        b'\n' | b'\r' => char::from(byte),
        b' ' | b'\t' if blank => char::from(byte),
        _ => '_',
    };
    text.bytes().map(byte).collect()
}

/// Returns where references to figures and addresses stand.
fn not_prose(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let starts = ["{{", "https://", "http://", "www."];
        let Some(start) = starts.iter().filter_map(|start| rest.find(start)).min() else {
            break;
        };
        let piece = rest.get(start..).unwrap_or_default();
        let length = if piece.starts_with("{{") {
            piece.find("}}").map_or(2, |end| end + 2)
        } else {
            address(piece)
        };
        ranges.push(at + start..at + start + length);
        at += start + length;
    }
    ranges
}

/// Returns the length of an address, without the marks that end the sentence around it.
fn address(text: &str) -> usize {
    let whole = text.find(char::is_whitespace).unwrap_or(text.len());
    let mut address = text.get(..whole).unwrap_or_default();
    loop {
        let shorter =
            address.trim_end_matches(['.', ',', ';', ':', '!', '?', '"', '\'', '”', '’', '>', ']']);
        let unopened =
            shorter.ends_with(')') && shorter.matches(')').count() > shorter.matches('(').count();
        let shorter = if unopened {
            shorter.get(..shorter.len() - 1).unwrap_or_default()
        } else {
            shorter
        };
        if shorter.len() == address.len() {
            return address.len();
        }
        address = shorter;
    }
}

#[cfg(test)]
mod tests {
    use super::printed;

    fn blocks(markdown: &str) -> Vec<String> {
        let printed = printed(markdown);
        assert_eq!(printed.text.len(), markdown.len());
        printed
            .blocks
            .iter()
            .map(|block| printed.block(block).to_owned())
            .collect()
    }

    #[test]
    fn words_stay_and_the_rest_is_hidden() {
        assert_eq!(
            blocks("# Use\n\nIt *ran* `a b` ([see](https://a.b/c)) on\nGPU.\n\n- one\n- two\n"),
            [
                "Use",
                "It _ran_ _____ (_see________________) on\nGPU.",
                "one",
                "two"
            ]
        );
        assert_eq!(
            blocks("```\ncode\n```\n<!-- no -->\n"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn addresses_and_references_are_no_prose() {
        assert_eq!(
            blocks("See (https://a.b/c_(d)). It has {{ cloud/users }} users."),
            ["See (_________________). It has _________________ users."]
        );
    }

    #[test]
    fn html_is_printed_as_it_is_written() {
        assert_eq!(
            blocks("<<The authors should check>>"),
            ["<<The authors should check>>"]
        );
    }
}
