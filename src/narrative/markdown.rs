//! From Markdown to text: paragraphs, lists, tables, emphasis, links and footnotes.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::doubts::{self, Doubts, join_run};
use super::footnote::Notes;
use super::reference;
use super::table::OpenTable;
use super::text::{Run, TextBlock, TextItem, TextList};
use super::unprintable::Unprintable;

/// Deepest nesting that is followed; what lies deeper is printed at this depth.
const DEEPEST: usize = 16;

/// Returns a parser of the Markdown that texts are written in: `CommonMark` with footnotes and tables.
pub(super) fn parser(markdown: &str) -> Parser<'_> {
    Parser::new_ext(markdown, Options::ENABLE_FOOTNOTES | Options::ENABLE_TABLES)
}

/// Parses a text; what it cannot hold is kept as plain text and reported.
pub(super) fn parse(markdown: &str) -> (Vec<TextBlock>, Vec<Unprintable>) {
    parse_doubted(markdown, &[])
}

/// Returns what a text holds, with the sentences marked that may no longer hold; they are in order and do not overlap.
pub fn doubted(markdown: &str, sentences: &[Range<usize>]) -> Vec<TextBlock> {
    parse_doubted(markdown, sentences).0
}

fn parse_doubted(markdown: &str, sentences: &[Range<usize>]) -> (Vec<TextBlock>, Vec<Unprintable>) {
    let mut builder = Builder {
        markdown,
        doubts: Doubts::new(sentences),
        ..Builder::default()
    };
    for (event, range) in parser(markdown).into_offset_iter() {
        builder.take(event, range);
    }
    builder.flush();
    builder.finish()
}

/// A text with the places of its blocks.
#[derive(Debug, Default)]
pub(super) struct Placed {
    /// The blocks.
    pub(super) blocks: Vec<TextBlock>,
    /// The pieces of the text that stand at its top, each with how many of the blocks it makes.
    pub(super) pieces: Vec<(Range<usize>, usize)>,
    /// The footnotes with their labels.
    pub(super) notes: Vec<(String, Vec<Run>)>,
    /// Where footnotes stand that nothing refers to.
    pub(super) unused: Vec<Range<usize>>,
}

/// Parses a text and remembers where its blocks stand.
pub(super) fn placed(markdown: &str) -> Placed {
    let mut builder = Builder::default();
    let mut pieces: Vec<(Range<usize>, usize)> = Vec::new();
    let mut depth = 0_usize;
    let mut made = 0;
    for (event, range) in parser(markdown).into_offset_iter() {
        let (opens, closes) = (
            matches!(event, Event::Start(_)),
            matches!(event, Event::End(_)),
        );
        if depth == 0 && !closes {
            pieces.push((range.clone(), 0));
        }
        builder.take(event, range);
        depth = if closes {
            depth.saturating_sub(1)
        } else {
            depth + usize::from(opens)
        };
        if let Some((_, count)) = pieces.last_mut().filter(|_| depth == 0) {
            *count += builder.blocks.len() - made;
            made = builder.blocks.len();
        }
    }
    builder.flush();
    let notes = builder.notes.contents();
    let (blocks, refused) = builder.finish();
    let unused = refused.into_iter().filter(|refused| refused.is(UNUSED));
    Placed {
        blocks,
        pieces,
        notes,
        unused: unused.map(|refused| refused.range).collect(),
    }
}

/// What a footnote is that nothing refers to.
const UNUSED: &str = "a footnote that nothing refers to";

/// An inline element that is open.
enum Open {
    Strong,
    Emphasis,
    Link(String),
}

#[derive(Default)]
struct Builder<'m> {
    markdown: &'m str,
    blocks: Vec<TextBlock>,
    lists: Vec<TextList>,
    /// A block of HTML that is open, and where it stands.
    html: Option<(String, Range<usize>)>,
    /// How many lists below the deepest one that is kept are open; their items stand in that one.
    flattened: usize,
    /// A table that is open.
    table: Option<OpenTable>,
    open: Vec<(Open, Vec<Run>)>,
    notes: Notes,
    doubts: Doubts,
    runs: Vec<Run>,
    unprintable: Vec<Unprintable>,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(text) => self.text(&text, &range),
            Event::Code(text) => {
                let sentence = self.doubts.at(range.start);
                join_run(&mut self.runs, sentence, Run::Code(text.into_string()));
            }
            Event::SoftBreak => self.text(" ", &range),
            Event::HardBreak => self.text("\n", &range),
            Event::Html(text) => match &mut self.html {
                Some((html, _)) => html.push_str(&text),
                None => self.html(&text, range),
            },
            Event::InlineHtml(text) if self.table.is_some() && is_break(&text) => {
                self.text("\n", &range);
            }
            Event::InlineHtml(text) => self.html(&text, range),
            Event::Rule => self.refuse("a rule", range),
            Event::FootnoteReference(_) if self.notes.is_open() => {
                self.refuse("a footnote in a footnote", range);
            }
            Event::FootnoteReference(label) => {
                self.runs.push(Notes::reference(label.into_string()));
            }
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                self.refuse("this markup", range);
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.flush(),
            Tag::HtmlBlock => {
                self.flush();
                self.html = Some((String::new(), range));
            }
            Tag::List(_) if self.lists.len() >= DEEPEST || self.notes.is_open() => {
                self.flush();
                self.flattened += 1;
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(TextList {
                    ordered: first.is_some(),
                    items: Vec::new(),
                });
            }
            Tag::Item if self.notes.is_open() => {}
            Tag::Item => {
                if let Some(list) = self.lists.last_mut() {
                    list.items.push(TextItem {
                        content: Vec::new(),
                        nested: None,
                    });
                }
            }
            Tag::Table(columns) => {
                self.flush();
                let inside = match (self.notes.is_open(), self.lists.is_empty()) {
                    (true, _) => Some("a table in a footnote"),
                    (false, false) => Some("a table in a list"),
                    (false, true) => None,
                };
                self.table = Some(OpenTable::new(&columns, range, inside));
            }
            Tag::TableHead | Tag::TableRow | Tag::TableCell => {}
            Tag::Strong => self.enter(Open::Strong),
            Tag::Emphasis => self.enter(Open::Emphasis),
            Tag::Link { dest_url, .. } => self.enter(Open::Link(dest_url.into_string())),
            Tag::Heading { .. } => self.refuse_block("a heading", range),
            Tag::CodeBlock(_) => self.refuse_block("a code block", range),
            Tag::BlockQuote(_) => self.refuse_block("a quotation", range),
            Tag::FootnoteDefinition(label) => {
                self.flush();
                self.notes.begin(label.into_string(), range);
            }
            Tag::Image { .. } => self.refuse("a picture", range),
            _ => self.refuse("this markup", range),
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Item => {
                self.flush();
            }
            TagEnd::HtmlBlock => {
                if let Some((html, range)) = self.html.take() {
                    self.html(&html, range);
                }
                self.flush();
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.notes.end();
            }
            TagEnd::List(_) => self.close_list(),
            TagEnd::TableCell => self.close_cell(range),
            TagEnd::TableHead | TagEnd::TableRow => self.close_row(range.end),
            TagEnd::Table => self.close_table(),
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link => self.leave(),
            _ => {}
        }
    }

    /// Takes HTML: comments are left out, all else is no markup of the report and is printed as it stands.
    fn html(&mut self, html: &str, range: Range<usize>) {
        let mut rest = html;
        let mut kept = String::new();
        while let Some((before, comment)) = rest.split_once("<!--") {
            kept.push_str(before);
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        }
        kept.push_str(rest);
        if !kept.trim().is_empty() {
            if kept.contains('<') {
                self.refuse("HTML", range);
            }
            self.plain(kept.trim_matches('\n'));
        }
    }

    fn plain(&mut self, text: &str) {
        join_run(&mut self.runs, None, Run::Plain(text.to_owned()));
    }

    /// Takes words that stand in a range of the file.
    fn text(&mut self, text: &str, range: &Range<usize>) {
        for (sentence, piece) in self.doubts.pieces(text, range) {
            join_run(&mut self.runs, sentence, Run::Plain(piece.to_owned()));
        }
    }

    fn enter(&mut self, open: Open) {
        if self.open.len() < DEEPEST {
            self.open.push((open, std::mem::take(&mut self.runs)));
        }
    }

    fn leave(&mut self) {
        let Some((open, before)) = self.open.pop() else {
            return;
        };
        let content = std::mem::replace(&mut self.runs, before);
        let (sentence, content) = doubts::unwrapped(content);
        let run = match open {
            Open::Strong => Run::Strong(content),
            Open::Emphasis => Run::Emphasis(content),
            Open::Link(url) => Run::Link { url, content },
        };
        join_run(&mut self.runs, sentence, run);
    }

    /// Ends the paragraph: it becomes a block, or the content of the current item.
    fn flush(&mut self) {
        while !self.open.is_empty() {
            self.leave();
        }
        let mut runs = reference::split(std::mem::take(&mut self.runs));
        trim_end(&mut runs);
        if runs.is_empty() {
            return;
        }
        if let Some(note) = self.notes.current() {
            return join(note, runs);
        }
        match self.lists.last_mut().and_then(|list| list.items.last_mut()) {
            None => self.blocks.push(TextBlock::Paragraph(runs)),
            Some(item) => join(&mut item.content, runs),
        }
    }

    fn close_list(&mut self) {
        self.flush();
        if self.flattened > 0 {
            self.flattened -= 1;
            return;
        }
        let Some(list) = self.lists.pop() else { return };
        match self
            .lists
            .last_mut()
            .and_then(|outer| outer.items.last_mut())
        {
            None => self.blocks.push(TextBlock::List(list)),
            Some(item) => match &mut item.nested {
                Some(nested) => nested.items.extend(list.items),
                nested @ None => *nested = Some(list),
            },
        }
    }

    fn close_cell(&mut self, range: &Range<usize>) {
        while !self.open.is_empty() {
            self.leave();
        }
        let runs = std::mem::take(&mut self.runs);
        if let Some(table) = &mut self.table {
            self.unprintable.extend(table.cell(runs, range));
        }
    }

    fn close_row(&mut self, end: usize) {
        let Some(table) = &mut self.table else { return };
        let (line, refused) = table.end_row(self.markdown, end);
        self.unprintable.extend(refused);
        if let Some(line) = line {
            self.runs = line;
            self.flush();
        }
    }

    fn close_table(&mut self) {
        let Some(table) = self.table.take() else {
            return;
        };
        let (table, refused) = table.finish();
        self.unprintable.extend(refused);
        self.blocks.extend(table.map(TextBlock::Table));
    }

    /// Puts the footnotes where they are referred to.
    fn finish(mut self) -> (Vec<TextBlock>, Vec<Unprintable>) {
        let unused = self.notes.place(&mut self.blocks);
        self.unprintable
            .extend(unused.map(|range| Unprintable::markup(UNUSED, range)));
        (self.blocks, self.unprintable)
    }

    fn refuse_block(&mut self, what: &'static str, range: Range<usize>) {
        self.flush();
        self.refuse(what, range);
    }

    fn refuse(&mut self, what: &'static str, range: Range<usize>) {
        self.unprintable.push(Unprintable::markup(what, range));
    }
}

/// Takes the blanks at the end of a line away.
pub(super) fn trim_end(runs: &mut [Run]) {
    match runs.last_mut() {
        Some(Run::Plain(last)) => last.truncate(last.trim_end().len()),
        Some(Run::Doubtful { content, .. }) => trim_end(content),
        _ => {}
    }
}

/// Returns whether a tag is the one by which people break a line in a cell.
fn is_break(tag: &str) -> bool {
    matches!(tag, "<br>" | "<br/>" | "<br />")
}

/// Adds a paragraph to content that has no paragraphs: on a line of its own.
fn join(content: &mut Vec<Run>, runs: Vec<Run>) {
    if !content.is_empty() {
        content.push(Run::Plain("\n".to_owned()));
    }
    content.extend(runs);
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::narrative::text::{Run, TextBlock};

    #[test]
    fn paragraphs_lists_and_emphasis_are_kept() {
        let (blocks, refused) = parse("One *two*\nthree.\n\n- a\n- **b**\n  1. c\n");
        assert!(refused.is_empty());
        let [TextBlock::Paragraph(runs), TextBlock::List(list)] = blocks.as_slice() else {
            panic!("{blocks:?}");
        };
        assert_eq!(runs.last(), Some(&Run::Plain(" three.".to_owned())));
        assert_eq!(list.items.len(), 2);
        assert!(list.items[1].nested.as_ref().unwrap().ordered);
    }

    #[test]
    fn a_heading_is_reported_and_its_words_stay() {
        let (blocks, refused) = parse("# Title\n\ntext");
        assert_eq!(refused[0].message, "the report cannot print a heading");
        assert_eq!(blocks.len(), 2);
    }

    #[test]
    fn a_footnote_stands_where_it_is_referred_to() {
        let (blocks, refused) =
            parse("Used[^a] by *all*[^a].\n\n[^a]: Since **May**.\n\n    And June.\n");
        assert!(refused.is_empty(), "{refused:?}");
        let note = Run::Footnote(vec![
            Run::Plain("Since ".to_owned()),
            Run::Strong(vec![Run::Plain("May".to_owned())]),
            Run::Plain(".".to_owned()),
            Run::Plain("\n".to_owned()),
            Run::Plain("And June.".to_owned()),
        ]);
        let [TextBlock::Paragraph(runs)] = blocks.as_slice() else {
            panic!("{blocks:?}");
        };
        assert_eq!((&runs[1], &runs[4]), (&note, &note));
        let (blocks, _) = parse("- item[^1]\n\n[^1]: Note.\n");
        assert!(format!("{blocks:?}").contains("Footnote([Plain(\"Note.\")])"));
    }

    #[test]
    fn a_footnote_that_would_be_lost_is_reported() {
        let (blocks, refused) = parse("Text.\n\n[^a]: Nobody asks for this.\n");
        assert_eq!(
            (blocks.len(), &*refused[0].message),
            (
                1,
                "the report cannot print a footnote that nothing refers to"
            )
        );
        let (_, refused) = parse("Text[^a].\n\n[^a]: See[^a].\n");
        assert_eq!(
            refused[0].message,
            "the report cannot print a footnote in a footnote"
        );
    }

    #[test]
    fn deep_nesting_ends() {
        let (blocks, _) = parse(&format!("{}x", "> ".repeat(5000)));
        assert!(!blocks.is_empty());
        let (blocks, _) = parse(&"- ".repeat(5000));
        assert!(blocks.len() < 2);
    }
}
