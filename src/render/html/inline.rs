//! Words within a line: emphasis, links, references, marks of notes.

use std::fmt::Write as _;

use crate::layout::document::{Inline, is_address};

use super::body::Story;
use super::escape::escape;

/// Returns text with its line feeds as line breaks.
pub(super) fn lines(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

/// Returns content as HTML.
pub(super) fn inlines(content: &[Inline], story: &mut Story<'_>) -> String {
    content.iter().map(|one| inline(one, story)).collect()
}

fn inline(inline: &Inline, story: &mut Story<'_>) -> String {
    match inline {
        Inline::Text(text) => lines(text),
        Inline::Strong(content) => format!("<strong>{}</strong>", inlines(content, story)),
        Inline::Emphasis(content) => format!("<em>{}</em>", inlines(content, story)),
        Inline::Code(text) => format!("<code>{}</code>", lines(text)),
        Inline::Link { url, content } => link(url, content, story),
        Inline::Reference { anchor, text } => reference(anchor, text, story),
        Inline::Footnote(content) => footnote(content, story),
        Inline::Doubtful(content) => format!(
            "<mark><span class=\"unseen\">May no longer hold: </span>{}</mark>",
            inlines(content, story)
        ),
        Inline::Mark(mark) => marked(mark, story),
    }
}

/// Returns a link to the web; an address that is none is printed as its text only.
fn link(url: &str, content: &[Inline], story: &mut Story<'_>) -> String {
    if story.in_link || !is_address(url) {
        return inlines(content, story);
    }
    story.in_link = true;
    let words = inlines(content, story);
    story.in_link = false;
    let address = escape(url);
    let bare = if words == address {
        " class=\"bare\""
    } else {
        ""
    };
    let name = if words.trim().is_empty() {
        format!(" aria-label=\"{address}\"")
    } else {
        String::new()
    };
    // Links stand beside each other, never within: the marks of notes follow.
    let late = std::mem::take(&mut story.late);
    format!("<a href=\"{address}\" rel=\"noreferrer\"{bare}{name}>{words}</a>{late}")
}

fn reference(anchor: &str, text: &str, story: &Story<'_>) -> String {
    if story.in_link || !story.anchors.contains(anchor) {
        return lines(text);
    }
    format!("<a href=\"#{}\">{}</a>", escape(anchor), lines(text))
}

/// Returns the mark of a footnote, and keeps the note for the end of the page.
fn footnote(content: &[Inline], story: &mut Story<'_>) -> String {
    if story.in_note {
        return inlines(content, story);
    }
    let in_link = std::mem::take(&mut story.in_link);
    let marks = std::mem::take(&mut story.marks);
    story.in_note = true;
    let note = inlines(content, story);
    story.in_note = false;
    story.in_link = in_link;
    story.marks = marks;
    story.notes.push(note);
    let number = story.notes.len();
    let mark = format!(
        "<sup><a id=\"mark_{number}\" href=\"#note_{number}\" role=\"doc-noteref\" \
         aria-label=\"Footnote {number}\">{number}</a></sup>"
    );
    if in_link {
        story.late.push_str(&mark);
        return String::new();
    }
    mark
}

/// Returns the mark of a note under the table, which it leads to.
fn marked(mark: &str, story: &Story<'_>) -> String {
    let words = escape(mark);
    let place = story.marks.iter().position(|known| known == mark);
    match place.filter(|_| !story.in_link) {
        Some(at) => format!(
            "<sup><a href=\"#table_{}_{}\" aria-label=\"Note {words}\">{words}</a></sup>",
            story.tables,
            at + 1
        ),
        None => format!("<sup>{words}</sup>"),
    }
}

impl Story<'_> {
    /// Returns the footnotes, each with a way back to its mark.
    pub(super) fn endnotes(&mut self) -> String {
        if self.notes.is_empty() {
            return String::new();
        }
        let mut out =
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"main_notes\">\n\
                       <h2 id=\"main_notes\">Footnotes</h2>\n<ol>\n"
                .to_owned();
        for (at, note) in std::mem::take(&mut self.notes).iter().enumerate() {
            let number = at + 1;
            writeln!(
                out,
                "<li id=\"note_{number}\">{note} <a class=\"back\" href=\"#mark_{number}\" role=\"doc-backlink\" \
                 aria-label=\"Back to the mark of footnote {number}\">↩</a></li>"
            )
            .expect("a String takes everything");
        }
        out.push_str("</ol>\n</section>\n");
        out
    }
}

#[cfg(test)]
mod tests {
    use super::inlines;
    use crate::layout::document::Inline;
    use crate::render::html::body::Story;

    fn story() -> Story<'static> {
        let mut story = Story::empty();
        story.anchors.insert("here");
        story
    }

    fn text(words: &str) -> Inline {
        Inline::Text(words.to_owned())
    }

    fn link(url: &str, content: Vec<Inline>) -> Inline {
        let url = url.to_owned();
        Inline::Link { url, content }
    }

    fn reference(anchor: &str) -> Inline {
        Inline::Reference {
            anchor: anchor.to_owned(),
            text: "Table 1".to_owned(),
        }
    }

    #[test]
    fn a_reference_to_nothing_is_text() {
        let content = [reference("here"), reference("nowhere")];
        let wanted = "<a href=\"#here\">Table 1</a>Table 1";
        assert_eq!(inlines(&content, &mut story()), wanted);
    }

    #[test]
    fn what_would_stand_in_a_link_follows_it() {
        let mut story = story();
        let inner = link("https://example.org/b", vec![text("b")]);
        let note = Inline::Footnote(vec![link("https://example.org/c", vec![text("c")])]);
        let content = vec![text("a"), inner, reference("here"), note];
        let found = inlines(&[link("https://example.org/a", content)], &mut story);
        let (outer, mark) = found.split_once("</a>").unwrap();
        assert_eq!(
            outer,
            "<a href=\"https://example.org/a\" rel=\"noreferrer\">abTable 1"
        );
        assert!(
            mark.starts_with("<sup><a id=\"mark_1\" href=\"#note_1\""),
            "{mark}"
        );
        assert_eq!(
            story.notes,
            ["<a href=\"https://example.org/c\" rel=\"noreferrer\">c</a>"]
        );
    }

    #[test]
    fn a_link_without_words_has_a_name() {
        let found = inlines(
            &[link("https://example.org/?a&b", Vec::new())],
            &mut story(),
        );
        assert!(
            found.contains(" aria-label=\"https://example.org/?a&amp;b\""),
            "{found}"
        );
        let found = inlines(&[link("javascript:a", vec![text("a")])], &mut story());
        assert_eq!(found, "a");
    }
}
