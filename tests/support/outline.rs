//! What a reader finds in a report, taken from its Word file or from its Markdown: the two must be the same.
//!
//! White space is compared as formats can keep it: a tab counts as a blank, blanks at the ends of a line and empty
//! lines do not count, and a heading or a caption is one line.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::package::{MAIN, Package};
use crate::xml::Element;

/// What stands in a report.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Outline {
    /// Its title.
    pub(crate) title: String,
    /// Level, number and text of each heading.
    pub(crate) headings: Vec<(usize, String)>,
    /// The entries of the table of contents.
    pub(crate) contents: Vec<String>,
    /// What the charts show, for those who cannot see them.
    pub(crate) pictures: Vec<String>,
    /// The captions, `Table N: ` included.
    pub(crate) captions: Vec<String>,
    /// The tables as rows of cells; lines of a cell are divided by line feeds.
    pub(crate) tables: Vec<Vec<Vec<String>>>,
    /// The lines of all paragraphs and items of lists.
    pub(crate) lines: Vec<String>,
    /// The places of assessments by installation, each with the numbers of its first line and of the one after it.
    pub(crate) slots: Vec<(String, [usize; 2])>,
    /// The footnotes.
    pub(crate) notes: Vec<String>,
    /// The addresses of the web that are linked.
    pub(crate) links: Vec<String>,
}

/// Returns text without the white space that formats cannot keep.
pub(crate) fn tidy(text: &str) -> String {
    let lines = text.split('\n').map(|line| line.replace('\t', " "));
    let lines = lines.map(|line| line.trim().to_owned());
    let full: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    full.join("\n")
}

/// Returns text as one line.
pub(crate) fn one_line(text: &str) -> String {
    text.replace(['\t', '\n'], " ").trim().to_owned()
}

impl Outline {
    fn push_lines(&mut self, text: &str) {
        let tidy = tidy(text);
        let lines = tidy.split('\n').filter(|line| !line.is_empty());
        self.lines.extend(lines.map(str::to_owned));
    }
}

/// Returns what a reader sees of a piece of a Word file: text, line breaks and tabs, paragraphs as lines.
pub(crate) fn words(element: &Element) -> String {
    match element.name.as_str() {
        "w:t" => return element.text(),
        "w:br" if element.attribute("w:type").is_none() => return "\n".to_owned(),
        "w:tab" => return "\t".to_owned(),
        "w:pPr" | "w:rPr" | "w:tcPr" => return String::new(),
        _ => {}
    }
    let pieces: Vec<String> = element.children().map(words).collect();
    let paragraphs = element.children().any(|child| child.name == "w:p");
    pieces.join(if paragraphs { "\n" } else { "" })
}

/// Returns the style of a paragraph; empty when it names none.
pub(crate) fn style(paragraph: &Element) -> &str {
    let style = paragraph.at(&["w:pPr", "w:pStyle"]);
    style.map(Element::val).unwrap_or_default()
}

/// Returns the level of a heading by its style, and whether it has a number.
pub(crate) fn heading(paragraph: &Element) -> Option<(usize, bool)> {
    match style(paragraph) {
        "HeadingPlain" => Some((1, false)),
        "Heading1" => Some((1, true)),
        "Heading2" => Some((2, true)),
        "Heading3" => Some((3, true)),
        _ => None,
    }
}

/// Counts headings as the numbering of the styles does.
#[derive(Debug, Default)]
pub(crate) struct Counter([usize; 3]);

impl Counter {
    /// Returns the number of the next heading of a level.
    pub(crate) fn next(&mut self, level: usize) -> String {
        self.0[level - 1] += 1;
        self.0[level..].fill(0);
        let numbers: Vec<String> = self.0[..level].iter().map(usize::to_string).collect();
        numbers.join(".")
    }
}

/// Reads a Word file.
pub(crate) fn of_docx(package: &Package) -> Outline {
    let mut outline = Outline::default();
    let mut counter = Counter::default();
    blocks(package.body(), &mut outline, &mut counter);
    if let Some(part) = package.parts.get("word/footnotes.xml") {
        let notes = part.named("w:footnote").into_iter();
        let real = notes.filter(|note| note.attribute("w:type").is_none());
        outline.notes = real.map(|note| tidy(&words(note))).collect();
    }
    for part in [MAIN, "word/footnotes.xml"] {
        let Some(root) = package.parts.get(part) else {
            continue;
        };
        let relationships = package.relationships(part);
        for link in root.named("w:hyperlink") {
            let id = link.attribute("r:id");
            let found = relationships.iter().find(|known| Some(&*known.id) == id);
            outline
                .links
                .extend(found.map(|known| known.target.clone()));
        }
    }
    outline.links.sort();
    outline
}

fn blocks(parent: &Element, outline: &mut Outline, counter: &mut Counter) {
    for block in parent.children() {
        match block.name.as_str() {
            "w:tbl" => outline.tables.push(table(block)),
            "w:sdt" => {
                let content = block.child("w:sdtContent").expect("content");
                let from = outline.lines.len();
                blocks(content, outline, counter);
                let tag = block.at(&["w:sdtPr", "w:tag"]).map(Element::val);
                if let Some(id) = tag.and_then(|tag| tag.strip_prefix("va:assessment:")) {
                    let place = (id.to_owned(), [from, outline.lines.len()]);
                    outline.slots.push(place);
                }
            }
            "w:p" => {
                let text = words(block);
                let pictures = block.named("wp:docPr").into_iter();
                let shown = pictures.filter_map(|picture| picture.attribute("descr"));
                outline.pictures.extend(shown.map(one_line));
                match (heading(block), style(block)) {
                    (Some((level, true)), _) => {
                        let line = format!("{} {}", counter.next(level), one_line(&text));
                        outline.headings.push((level, line));
                    }
                    (Some((level, false)), _) => outline.headings.push((level, one_line(&text))),
                    (None, "Title") => outline.title = one_line(&text),
                    (None, "Caption") => outline.captions.push(one_line(&text)),
                    (None, "TOCHeading") => {}
                    (None, "TOC1" | "TOC2" | "TableofFigures") => {
                        outline.contents.push(entry(&text));
                    }
                    (None, _) => outline.push_lines(&text),
                }
            }
            _ => {}
        }
    }
}

/// Returns an entry of the table of contents without its page.
fn entry(text: &str) -> String {
    let (entry, _) = text.rsplit_once('\t').expect("a tab before the page");
    one_line(entry)
}

fn table(table: &Element) -> Vec<Vec<String>> {
    let rows = table.children().filter(|child| child.name == "w:tr");
    let cell = |cell: &Element| tidy(&words(cell));
    rows.map(|row| {
        let cells = row.children().filter(|child| child.name == "w:tc");
        cells.map(cell).collect()
    })
    .collect()
}

/// Reads Markdown; refuses markup that the writer does not write, which text must have caused then.
pub(crate) fn of_markdown(markdown: &str) -> Result<Outline, String> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut reader = Markdown::default();
    for event in Parser::new_ext(markdown, options) {
        reader.take(event)?;
    }
    reader.outline.links.sort();
    Ok(reader.outline)
}

/// Where text goes.
#[derive(Default)]
struct Markdown {
    outline: Outline,
    text: String,
    /// Whether an anchor stands right before: what follows is a heading or a caption.
    anchored: bool,
    /// How many lists are open.
    lists: usize,
    /// The bytes of the text that the last link within the document covers.
    inner: Option<[usize; 2]>,
    in_note: bool,
}

impl Markdown {
    fn take(&mut self, event: Event<'_>) -> Result<(), String> {
        match event {
            Event::Start(tag) => self.start(tag)?,
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text.push_str(&text),
            Event::SoftBreak | Event::HardBreak => self.text.push('\n'),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html)?,
            Event::FootnoteReference(_) => {}
            other => return Err(format!("{other:?} after {:?}", self.text)),
        }
        Ok(())
    }

    fn start(&mut self, tag: Tag<'_>) -> Result<(), String> {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell => self.flush(),
            Tag::List(_) => {
                self.flush();
                self.lists += 1;
            }
            Tag::Link { dest_url, .. } => {
                if dest_url.starts_with('#') {
                    self.inner = Some([self.text.len(), self.text.len()]);
                } else {
                    self.inner = None;
                    self.outline.links.push(dest_url.into_string());
                }
            }
            Tag::Image { dest_url, .. } => {
                let is_chart = dest_url.starts_with("figures/") && dest_url.ends_with(".svg");
                if !is_chart || !self.anchored || !self.text.is_empty() {
                    return Err(format!("the picture {dest_url}"));
                }
            }
            Tag::Table(_) => self.outline.tables.push(Vec::new()),
            Tag::TableHead | Tag::TableRow => self.rows().push(Vec::new()),
            Tag::FootnoteDefinition(_) => self.in_note = true,
            Tag::Strong | Tag::Emphasis | Tag::BlockQuote(_) | Tag::HtmlBlock => {}
            other => return Err(format!("{other:?} after {:?}", self.outline.lines.last())),
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => {
                let shown = one_line(&std::mem::take(&mut self.text));
                self.outline.pictures.push(shown);
            }
            TagEnd::Heading(level) => self.heading(level as usize),
            TagEnd::Paragraph if self.anchored && self.text.is_empty() => {}
            TagEnd::Paragraph if self.anchored => {
                let caption = one_line(&std::mem::take(&mut self.text));
                self.outline.captions.push(caption);
                self.anchored = false;
            }
            TagEnd::Paragraph | TagEnd::Item => self.flush(),
            TagEnd::List(_) => self.lists -= 1,
            TagEnd::Link => {
                if let Some([_, end]) = &mut self.inner {
                    *end = self.text.len();
                }
            }
            TagEnd::TableCell => {
                let cell = tidy(&std::mem::take(&mut self.text));
                self.rows().last_mut().expect("a row").push(cell);
            }
            TagEnd::TableHead => self.rows().retain(|row| !row.concat().is_empty()),
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.in_note = false;
            }
            _ => {}
        }
    }

    fn rows(&mut self) -> &mut Vec<Vec<String>> {
        self.outline.tables.last_mut().expect("a table")
    }

    fn heading(&mut self, level: usize) {
        let text = one_line(&std::mem::take(&mut self.text));
        if level == 1 {
            self.outline.title = text;
        } else {
            self.outline.headings.push((level - 1, text));
        }
        self.anchored = false;
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let inner = self.inner.take();
        if self.in_note {
            self.outline
                .notes
                .extend(Some(tidy(&text)).filter(|note| !note.is_empty()));
        } else if self.lists > 0 && inner == Some([0, text.len()]) {
            let entry = one_line(&text);
            self.outline
                .contents
                .extend(Some(entry).filter(|entry| !entry.is_empty()));
        } else {
            self.outline.push_lines(&text);
        }
    }

    /// Takes the comment before or after an assessment.
    fn slot(&mut self, comment: &str) -> Result<(), String> {
        let at = self.outline.lines.len();
        let words = comment.trim_start_matches("<!-- ").trim_end_matches(" -->");
        if let Some(id) = words.strip_prefix("/va:assessment:") {
            let last = self.outline.slots.last_mut();
            let open = last.filter(|(open, _)| open == id);
            let (_, place) = open.ok_or_else(|| format!("{comment} closes nothing"))?;
            place[1] = at;
        } else if let Some((id, "stub" | "taken-over" | "written")) = words
            .strip_prefix("va:assessment:")
            .and_then(|rest| rest.split_once(' '))
        {
            self.outline.slots.push((id.to_owned(), [at, at]));
        } else {
            return Err(format!("the comment {comment}"));
        }
        Ok(())
    }

    fn html(&mut self, html: &str) -> Result<(), String> {
        match html.trim_end() {
            "<br>" => self.text.push('\n'),
            "</a>" | "<sup>" | "</sup>" | "<sub>" | "</sub>" | "<code>" | "</code>"
            | "<strong>" | "</strong>" | "<em>" | "</em>" | "<mark>" | "</mark>" => {}
            slot if slot.starts_with("<!--") => self.slot(slot)?,
            anchor if anchor.starts_with("<a id=\"") && anchor.ends_with("\">") => {
                self.anchored = true;
            }
            other => return Err(format!("HTML {other:?}")),
        }
        Ok(())
    }
}
