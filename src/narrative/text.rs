//! What a text holds: paragraphs and lists.

use super::reference::Reference;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextBlock {
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A list.
    List(TextList),
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextList {
    /// Numbered or with bullets.
    pub ordered: bool,
    /// Its items.
    pub items: Vec<TextItem>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextItem {
    /// Its content.
    pub content: Vec<Run>,
    /// A list below it.
    pub nested: Option<TextList>,
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
    /// A figure that is taken from the data.
    Reference(Reference),
    /// A footnote: its mark stands here, its content at the foot of the page.
    Footnote(Vec<Self>),
}
