//! The report as Markdown (GitHub's flavour): headings, tables, lists, notes.

use std::fmt::Write as _;

use crate::layout::document::{
    Align, Block, Caption, Cell, Document, Figure, Heading, Inline, List, Numbered, Slot,
    SlotStatus, Table, Voice, is_address,
};

/// Writes a document as Markdown.
pub fn write(document: &Document) -> String {
    let mut writer = Writer {
        out: String::new(),
        notes: Vec::new(),
        headings: headings(document),
        captions: crate::layout::captions(document).cloned().collect(),
        in_table: false,
    };
    for block in document.blocks() {
        writer.block(block);
    }
    writer.footnotes();
    let mut text = writer.out.trim_end().to_owned();
    text.push('\n');
    text
}

fn headings(document: &Document) -> Vec<Heading> {
    crate::layout::headings(document).cloned().collect()
}

struct Writer {
    out: String,
    notes: Vec<String>,
    headings: Vec<Heading>,
    captions: Vec<Caption>,
    in_table: bool,
}

impl Writer {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Title { text, lines } => {
                self.paragraph(&format!("# {}", escape(text)));
                self.paragraph(
                    &lines
                        .iter()
                        .map(|line| guarded(&escape(line)))
                        .collect::<Vec<_>>()
                        .join("  \n"),
                );
            }
            Block::Contents => self.contents(),
            Block::Heading(heading) => {
                let level = "#".repeat(usize::from(heading.level) + 1);
                let line = format!(
                    "<a id=\"{}\"></a>\n\n{level} {}",
                    heading.anchor,
                    heading_text(heading)
                );
                self.paragraph(&line);
            }
            Block::Paragraph(paragraph) => {
                let text = guarded(&self.inlines(&paragraph.content));
                let quoted = match paragraph.voice {
                    Voice::Body => text,
                    Voice::Note => format!("<sub>{text}</sub>"),
                    Voice::Guidance => quote(&text),
                    Voice::TakenOver => quote(&quote(&text)),
                };
                self.paragraph(&quoted);
            }
            Block::List(list) => {
                let mut lines = String::new();
                self.list(list, 0, &mut lines);
                let lines = lines.trim_end();
                let text = match list.voice {
                    Voice::Guidance => quote(lines),
                    Voice::TakenOver => quote(&quote(lines)),
                    Voice::Body | Voice::Note => lines.to_owned(),
                };
                self.paragraph(&text);
            }
            Block::Table(table) => self.table(table),
            Block::Slot(slot) => self.slot(slot),
            Block::ListOf(kind) => self.captions(*kind),
            Block::Figure(figure) => self.figure(figure),
            Block::Turn(_) | Block::PageBreak => {}
        }
    }

    fn paragraph(&mut self, text: &str) {
        if !text.is_empty() {
            self.out.push_str(text);
            self.out.push_str("\n\n");
        }
    }

    fn contents(&mut self) {
        let lines = self
            .headings
            .iter()
            .filter(|heading| heading.level < 3)
            .map(|heading| {
                let indent = "  ".repeat(usize::from(heading.level).saturating_sub(1));
                format!("{indent}- [{}](#{})", heading_text(heading), heading.anchor)
            });
        let lines = lines.collect::<Vec<_>>().join("\n");
        self.paragraph(&lines);
    }

    fn captions(&mut self, kind: Numbered) {
        let captions = self.captions.iter().filter(|caption| caption.kind == kind);
        let lines = captions.map(|caption| {
            let name = caption.name();
            format!("- [{name}: {}](#{})", escape(&caption.text), caption.anchor)
        });
        let lines = lines.collect::<Vec<_>>().join("\n");
        self.paragraph(&lines);
    }

    fn list(&mut self, list: &List, indent: usize, lines: &mut String) {
        for (at, item) in list.items.iter().enumerate() {
            let mark = if list.ordered {
                format!("{}.", at + 1)
            } else {
                "-".to_owned()
            };
            let inner = indent + mark.len() + 1;
            let text = guarded(&self.inlines(&item.content))
                .replace('\n', &format!("\n{}", " ".repeat(inner)));
            writeln!(lines, "{}{mark} {text}", " ".repeat(indent))
                .expect("a String takes everything");
            if let Some(nested) = &item.nested {
                self.list(nested, inner, lines);
            }
        }
    }

    fn table(&mut self, table: &Table) {
        if let Some(caption) = &table.caption {
            let line = format!(
                "<a id=\"{}\"></a>\n\n**{}: {}**",
                caption.anchor,
                caption.name(),
                escape(&caption.text)
            );
            self.paragraph(&line);
        }
        let mut lines = String::new();
        match &table.header {
            Some(header) => self.row(header, &mut lines),
            None => writeln!(lines, "|{}", "   |".repeat(table.columns.len()))
                .expect("a String takes everything"),
        }
        let rules = table.columns.iter().map(|column| match column.align {
            Align::Start => "---|",
            Align::Centre => ":---:|",
            Align::End => "---:|",
        });
        writeln!(lines, "|{}", rules.collect::<String>()).expect("a String takes everything");
        for row in &table.rows {
            self.row(row, &mut lines);
        }
        self.paragraph(lines.trim_end());
        for note in &table.notes {
            let text = self.inlines(&note.content);
            self.paragraph(&format!("<sup>{}</sup> {text}", escape(&note.mark)));
        }
    }

    fn figure(&mut self, figure: &Figure) {
        let caption = &figure.caption;
        let line = format!(
            "<a id=\"{}\"></a>\n\n![{}](figures/{}.svg)\n\n**{}: {}**",
            caption.anchor,
            escape(&figure.alt).replace('\n', " "),
            figure.file(),
            caption.name(),
            escape(&caption.text)
        );
        self.paragraph(&line);
    }

    fn row(&mut self, cells: &[Cell], lines: &mut String) {
        lines.push('|');
        self.in_table = true;
        for cell in cells {
            let paragraphs: Vec<String> = cell
                .paragraphs
                .iter()
                .map(|runs| self.inlines(runs))
                .collect();
            let text = paragraphs
                .join("<br>")
                .replace("  \n", "<br>")
                .replace('\n', "<br>");
            write!(lines, " {text} |").expect("a String takes everything");
        }
        self.in_table = false;
        lines.push('\n');
    }

    fn slot(&mut self, slot: &Slot) {
        let status = match slot.status {
            SlotStatus::Written => "written",
            SlotStatus::TakenOver => "taken-over",
            SlotStatus::Stub => "stub",
        };
        self.paragraph(&format!("<!-- va:assessment:{} {status} -->", slot.id));
        for block in &slot.blocks {
            self.block(block);
        }
        self.paragraph(&format!("<!-- /va:assessment:{} -->", slot.id));
    }

    fn inlines(&mut self, content: &[Inline]) -> String {
        let mut text = String::new();
        for (at, inline) in content.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| content.get(at));
            let free =
                before.is_none_or(ends_blank) && content.get(at + 1).is_none_or(starts_blank);
            if matches!(
                inline,
                Inline::Link { .. } | Inline::Reference { .. } | Inline::Footnote(_)
            ) && text.ends_with('!')
            {
                // A link behind it would be a picture.
                text.insert(text.len() - 1, '\\');
            }
            text.push_str(&match inline {
                Inline::Strong(content) => wrapped(["**", "strong"], free, &self.inlines(content)),
                Inline::Emphasis(content) => wrapped(["*", "em"], free, &self.inlines(content)),
                inline => self.inline(inline),
            });
        }
        text
    }

    fn inline(&mut self, inline: &Inline) -> String {
        match inline {
            Inline::Text(text) => escape(text).replace('\n', "  \n"),
            Inline::Strong(content) | Inline::Emphasis(content) => self.inlines(content),
            Inline::Code(text) => code(text, self.in_table),
            Inline::Link { url, content } => link(url, &self.inlines(content)),
            Inline::Reference { anchor, text } => format!("[{}](#{anchor})", escape(text)),
            Inline::Footnote(content) => {
                // The note is printed outside the table that refers to it.
                let in_table = std::mem::take(&mut self.in_table);
                let text = self.inlines(content);
                self.in_table = in_table;
                self.notes.push(text);
                format!("[^{}]", self.notes.len())
            }
            Inline::Doubtful(content) => format!("<mark>{}</mark>", self.inlines(content)),
            Inline::Mark(mark) => format!("<sup>{}</sup>", escape(mark)),
        }
    }

    fn footnotes(&mut self) {
        for (at, note) in std::mem::take(&mut self.notes).iter().enumerate() {
            self.paragraph(&format!("[^{}]: {note}", at + 1));
        }
    }
}

fn heading_text(heading: &Heading) -> String {
    match &heading.number {
        Some(number) => format!("{number} {}", escape(&heading.text)),
        None => escape(&heading.text),
    }
}

/// Returns text whose lines cannot be taken for items, rules, headings or code by how they begin.
fn guarded(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let body = line.trim_start();
        let digits = body.len()
            - body
                .trim_start_matches(|letter: char| letter.is_ascii_digit())
                .len();
        let (number, rest) = body.split_at(digits);
        if digits > 0 && rest.starts_with(['.', ')']) {
            format!("{number}\\{rest}")
        } else if body.starts_with(['-', '+', '=']) {
            format!("\\{body}")
        } else {
            body.to_owned()
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn quote(text: &str) -> String {
    text.lines()
        .map(|line| format!("> {line}").trim_end().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

fn ends_blank(inline: &Inline) -> bool {
    matches!(inline, Inline::Text(text) if text.ends_with(char::is_whitespace))
}

fn starts_blank(inline: &Inline) -> bool {
    matches!(inline, Inline::Text(text) if text.starts_with(|letter: char| letter.is_whitespace() || matches!(letter, '.' | ',' | ';' | ':' | '!' | '?')))
}

/// Returns text between marks; beside a sign the marks would be taken for signs themselves, so that tags stand there.
fn wrapped([mark, tag]: [&str; 2], free: bool, text: &str) -> String {
    let inner = text.trim();
    if inner.is_empty() {
        return text.to_owned();
    }
    let (lead, rest) = text.split_at(text.len() - text.trim_start().len());
    let (_, tail) = rest.split_at(inner.len());
    let plain = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    if free && plain(inner.chars().next()) && plain(inner.chars().next_back()) {
        format!("{lead}{mark}{inner}{mark}{tail}")
    } else {
        format!("{lead}<{tag}>{inner}</{tag}>{tail}")
    }
}

/// Returns fixed-width text; in a table the bar is escaped, because rows are cut before code is seen.
fn code(text: &str, in_table: bool) -> String {
    if text.trim().is_empty() {
        return escape(text);
    }
    let longest = text.split(|letter| letter != '`').map(str::len).max();
    let fence = "`".repeat(1 + longest.unwrap_or_default());
    let held = |letter: char| match letter {
        '\n' | '\t' => ' ',
        letter if holds(letter) => letter,
        _ => '\u{FFFD}',
    };
    let text: String = text.chars().map(held).collect();
    let text = if in_table {
        text.replace('|', "\\|")
    } else {
        text
    };
    format!("{fence} {text} {fence}")
}

/// Returns whether a reader gives a letter back as it was.
fn holds(letter: char) -> bool {
    !letter.is_control() && !matches!(letter, '\u{FFFE}' | '\u{FFFF}')
}

fn link(url: &str, text: &str) -> String {
    if is_address(url) {
        format!("[{text}](<{}>)", url.replace('&', "&amp;"))
    } else {
        text.to_owned()
    }
}

/// Returns text with all that Markdown or HTML would read as markup escaped; letters outside XML are replaced.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '$' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' => out.push('\n'),
            '\t' => out.push(' '),
            letter if !holds(letter) => {
                out.push('\u{FFFD}');
            }
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{code, escape, link};

    #[test]
    fn markup_in_data_is_printed_not_obeyed() {
        assert_eq!(escape("a|b <i> *c*"), "a\\|b &lt;i&gt; \\*c\\*");
        assert_eq!(code("a`b", false), "`` a`b ``");
        assert_eq!(link("javascript:alert(1)", "x"), "x");
    }
}
