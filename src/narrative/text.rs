//! What a text holds: paragraphs, lists and small tables.

use super::reference::Reference;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextBlock {
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A list.
    List(TextList),
    /// A small table.
    Table(TextTable),
}

impl TextBlock {
    /// Returns the lines of words in it: the paragraph, the items of the list or the cells of the table.
    pub fn lines(&self) -> Vec<&[Run]> {
        let mut lines = Vec::new();
        match self {
            Self::Paragraph(runs) => lines.push(runs.as_slice()),
            Self::List(list) => list.lines(&mut lines),
            Self::Table(table) => {
                let rows = std::iter::once(&table.header).chain(&table.rows);
                lines.extend(rows.flatten().map(Vec::as_slice));
            }
        }
        lines
    }

    /// Returns the same lines, to be changed.
    pub fn lines_mut(&mut self) -> Vec<&mut Vec<Run>> {
        let mut lines = Vec::new();
        match self {
            Self::Paragraph(runs) => lines.push(runs),
            Self::List(list) => list.lines_mut(&mut lines),
            Self::Table(table) => {
                let rows = std::iter::once(&mut table.header).chain(&mut table.rows);
                lines.extend(rows.flatten());
            }
        }
        lines
    }
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextList {
    /// Numbered or with bullets.
    pub ordered: bool,
    /// Its items.
    pub items: Vec<TextItem>,
}

impl TextList {
    fn lines<'l>(&'l self, lines: &mut Vec<&'l [Run]>) {
        for item in &self.items {
            lines.push(&item.content);
            if let Some(nested) = &item.nested {
                nested.lines(lines);
            }
        }
    }

    fn lines_mut<'l>(&'l mut self, lines: &mut Vec<&'l mut Vec<Run>>) {
        for item in &mut self.items {
            lines.push(&mut item.content);
            if let Some(nested) = &mut item.nested {
                nested.lines_mut(lines);
            }
        }
    }
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextItem {
    /// Its content.
    pub content: Vec<Run>,
    /// A list below it.
    pub nested: Option<TextList>,
}

/// A small table. Every row has as many cells as there are columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextTable {
    /// How each column is aligned.
    pub align: Vec<ColumnAlign>,
    /// The heads of the columns; all of them are empty when the table has no heads.
    pub header: Vec<Vec<Run>>,
    /// The rows as cells.
    pub rows: Vec<Vec<Vec<Run>>>,
}

/// How a column of a table is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnAlign {
    /// At the start of the line.
    Start,
    /// In the middle.
    Centre,
    /// At the end of the line.
    End,
}

/// Content within a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// Plain text; a line feed in it is a line break.
    Plain(String),
    /// Bold.
    Strong(Vec<Self>),
    /// Italic.
    Emphasis(Vec<Self>),
    /// Fixed-width text.
    Code(String),
    /// A link.
    Link {
        /// Where it leads.
        url: String,
        /// What is printed.
        content: Vec<Self>,
    },
    /// A piece of a sentence that may no longer hold.
    Doubtful {
        /// Which of the sentences in doubt, from 0.
        sentence: usize,
        /// The piece.
        content: Vec<Self>,
    },
    /// A figure that is taken from the data.
    Reference(Reference),
    /// A footnote: its mark stands here, its content at the foot of the page.
    Footnote(Vec<Self>),
}

impl Run {
    /// Returns what a mark stands around; nothing for words, nor for a footnote, whose content stands elsewhere.
    pub fn marked(&self) -> &[Self] {
        match self {
            Self::Strong(content)
            | Self::Emphasis(content)
            | Self::Link { content, .. }
            | Self::Doubtful { content, .. } => content,
            Self::Plain(_) | Self::Code(_) | Self::Reference(_) | Self::Footnote(_) => &[],
        }
    }

    /// Returns the same, to be changed.
    pub fn marked_mut(&mut self) -> &mut [Self] {
        match self {
            Self::Strong(content)
            | Self::Emphasis(content)
            | Self::Link { content, .. }
            | Self::Doubtful { content, .. } => content,
            Self::Plain(_) | Self::Code(_) | Self::Reference(_) | Self::Footnote(_) => &mut [],
        }
    }
}
