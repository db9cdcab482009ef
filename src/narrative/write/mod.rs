//! From text to Markdown: what is written here is read back as the same text.
//!
//! A block is written as a person would write it; where that would be read as something else, with more and more marks
//! of escape, until it is read back as it was.

mod escape;
mod line;
mod table;

use super::markdown::parse;
use super::normal::normal;
use super::text::{Run, TextBlock, TextList};

use line::{Care, Line};

/// Footnotes that a text refers to, with their labels.
#[derive(Debug, Default, Clone)]
pub(super) struct Labels {
    /// The labels and contents that are known.
    pub(super) known: Vec<(String, Vec<Run>)>,
    /// How many of them stand in the text already.
    pub(super) written: usize,
}

impl Labels {
    /// Returns labels of a text in which some footnotes stand already.
    pub(super) fn of(known: Vec<(String, Vec<Run>)>) -> Self {
        let written = known.len();
        Self { known, written }
    }

    /// Returns the label of a footnote with that content.
    fn label(&self, content: &[Run]) -> &str {
        let mut known = self.known.iter();
        known
            .find(|(_, one)| one == content)
            .map_or("", |(label, _)| label.as_str())
    }

    /// Gives every footnote of a block a label.
    fn collect(&mut self, block: &TextBlock) {
        for line in block.lines() {
            self.collect_runs(line);
        }
    }

    fn collect_runs(&mut self, runs: &[Run]) {
        for run in runs {
            self.collect_runs(run.marked());
            if let Run::Footnote(content) = run
                && !self.known.iter().any(|(_, one)| one == content)
            {
                let label = self.next();
                self.known.push((label, content.clone()));
            }
        }
    }

    fn next(&self) -> String {
        let taken = |label: &str| self.known.iter().any(|(known, _)| known == label);
        let mut number = self.known.len() + 1;
        while taken(&number.to_string()) {
            number += 1;
        }
        number.to_string()
    }

    /// Returns the definitions that do not stand in the text yet.
    pub(super) fn definitions(&self) -> String {
        let new = self.known.iter().skip(self.written);
        let texts = new.map(|(label, content)| definition(label, content));
        texts.collect::<Vec<_>>().join("\n\n")
    }
}

fn definition(label: &str, content: &[Run]) -> String {
    let write = |care| {
        let none = Labels::default();
        let mut line = Line::new(care, 4, &none);
        line.runs(content);
        format!("[^{label}]: {}", line.finish())
            .trim_end()
            .to_owned()
    };
    let wanted = [TextBlock::Paragraph(vec![Run::Footnote(content.to_vec())])];
    let reads_back = |text: &str| normal(&parse(&format!("[^{label}]\n\n{text}\n")).0) == wanted;
    careful(write, reads_back)
}

/// How the items of a list are marked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks {
    /// The bullet.
    pub(super) bullet: char,
    /// What stands behind a number.
    pub(super) number: char,
}

impl Default for Marks {
    fn default() -> Self {
        Self {
            bullet: '-',
            number: '.',
        }
    }
}

/// Returns a text in its normal form as Markdown.
pub fn write(blocks: &[TextBlock]) -> String {
    let mut labels = Labels::default();
    let mut parts: Vec<String> = Vec::new();
    let mut marks = Marks::default();
    let mut before: Option<&TextBlock> = None;
    for one in blocks {
        marks.number = if !is_numbered(before) || marks.number == ')' {
            '.'
        } else {
            ')'
        };
        parts.push(block(one, marks, &mut labels));
        before = Some(one);
    }
    let definitions = labels.definitions();
    parts.extend((!definitions.is_empty()).then_some(definitions));
    let mut text = parts.join("\n\n");
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// Returns whether a block is a numbered list: one that follows it must be marked otherwise.
pub(super) fn is_numbered(block: Option<&TextBlock>) -> bool {
    matches!(block, Some(TextBlock::List(list)) if list.ordered)
}

/// Writes a block.
pub(super) fn block(block: &TextBlock, marks: Marks, labels: &mut Labels) -> String {
    labels.collect(block);
    let write = |care| match block {
        TextBlock::Paragraph(runs) => {
            let mut line = Line::new(care, 0, labels);
            line.runs(runs);
            line.finish()
        }
        TextBlock::List(list) => {
            let mut text = String::new();
            write_list(list, marks, 0, care, labels, &mut text);
            text.trim_end().to_owned()
        }
        TextBlock::Table(cells) => table::table(cells, care, labels),
    };
    let mut own = Labels::default();
    own.collect(block);
    let definitions: Vec<String> = own
        .known
        .iter()
        .map(|(_, content)| definition(labels.label(content), content))
        .collect();
    let definitions = definitions.join("\n\n");
    let reads_back = |text: &str| {
        let read = normal(&parse(&format!("{text}\n\n{definitions}\n")).0);
        read.as_slice() == std::slice::from_ref(block)
    };
    careful(write, reads_back)
}

/// Returns what is written with the least care that is read back as it was.
fn careful(write: impl Fn(Care) -> String, reads_back: impl Fn(&str) -> bool) -> String {
    let light = write(Care::Light);
    if reads_back(&light) {
        return light;
    }
    let guarded = write(Care::Guarded);
    if reads_back(&guarded) {
        return guarded;
    }
    write(Care::Full)
}

fn write_list(
    list: &TextList,
    marks: Marks,
    indent: usize,
    care: Care,
    labels: &Labels,
    out: &mut String,
) {
    for (at, item) in list.items.iter().enumerate() {
        let mark = if list.ordered {
            format!("{}{} ", at + 1, marks.number)
        } else {
            format!("{} ", marks.bullet)
        };
        let inner = indent + mark.len();
        let mut line = Line::new(care, inner, labels);
        line.runs(&item.content);
        let text = format!("{}{mark}{}", " ".repeat(indent), line.finish());
        out.push_str(text.trim_end_matches(' '));
        out.push('\n');
        if let Some(nested) = &item.nested {
            // An empty item directly below words would be taken for a part of them.
            let empty = nested
                .items
                .first()
                .is_some_and(|first| first.content.is_empty());
            if empty && !item.content.is_empty() {
                out.push('\n');
            }
            write_list(
                nested,
                Marks {
                    number: '.',
                    ..marks
                },
                inner,
                care,
                labels,
                out,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::narrative::markdown::parse;
    use crate::narrative::normal::normal;
    use crate::narrative::text::TextBlock;
    use proptest::prelude::*;

    fn again(text: &str) -> (Vec<TextBlock>, String) {
        let blocks = normal(&parse(text).0);
        let written = write(&blocks);
        (blocks, written)
    }

    #[test]
    fn what_people_write_stays_as_it_is() {
        for text in [
            "One *two* **three** `four` [five](https://a.b/c?d=e&f=g).\n",
            "snake_case, 5 < 6 is escaped\\\nand a [link](<https://a.b/(c)>).\n"
                .replace('<', "\\<")
                .replace("\\<https", "<https")
                .as_str(),
            "- a\n- b\n  1. c\n  2. d\n- **e**\n",
            "1. a\n\n1) b\n",
            "Used[^1] by all.\n\n[^1]: Since *May*.\\\n    And June.\n",
            "See <https://example.org/a>.\n",
            "\\# no heading, 1\\. no item? 1. in the middle\n",
        ] {
            let (_, written) = again(text);
            let wanted = text.replace("1\\. no item? 1.", "1. no item? 1.");
            assert_eq!(written, wanted);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn what_is_written_is_read_back(pieces in proptest::collection::vec(
            prop_oneof![
                Just("*"), Just("**"), Just("_"), Just("`"), Just("[a](https://b.c/d)"), Just("["), Just("](https://b.c)"),
                Just("<"), Just("&amp;"), Just("&#32;"), Just("\\\n"), Just("\n\n"), Just("\n"), Just("- "), Just("  - "), Just("| a | b |\n|---|:-:|\n"), Just("| c |"), Just("<br>"), Just("\\|"),
                Just("1. "), Just("   1. "), Just("a"), Just("b c"), Just("("), Just("."), Just("ä"), Just("!"), Just("#"),
                Just("[^1]"), Just("\n\n[^1]: note\n\n"), Just("&nbsp;"), Just("\t"), Just("|"), Just("---"), Just("https://a.b"),
                Just("<https://a.b/c>"), Just("\\"), Just("$"), Just("~~"), Just(":"), Just("=="), Just("{{"), Just("{{ a/b }}"), Just(" }}"), Just("    "),
            ], 0..24)) {
            let text = pieces.concat();
            let (blocks, written) = again(&text);
            let read = normal(&parse(&written).0);
            prop_assert_eq!(&read, &blocks, "{:?} -> {:?}", text, written);
            prop_assert_eq!(write(&read), written);
        }
    }
}
