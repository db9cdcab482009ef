//! The document: what every writer prints, in reading order.
//!
//! It knows nothing of installations or metrics any more: only chapters of headings, paragraphs, lists, tables of typed
//! cells, charts and slots for assessments. Numbers of headings, tables and notes are settled here, once, so that all formats agree.

use crate::calendar::Period;
use crate::chart::Chart;
pub use crate::narrative::is_address;
use crate::quantity::Decimal;

/// A whole report, ready to be written in any format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What a word processor shows as the properties of the file, and what stands in header and footer.
    pub properties: Properties,
    /// The chapters, in reading order.
    pub chapters: Vec<Chapter>,
    /// Remarks for those who work on a draft; only Word prints them, in the margin.
    pub comments: Vec<Comment>,
}

impl Document {
    /// Returns the content of all chapters, in reading order.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.chapters.iter().flat_map(|chapter| &chapter.blocks)
    }
}

/// A chapter: a piece of the report that has a place of its own, also in somebody else's template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// Name by which it is asked for: lower-case letters and hyphens, unique in the document.
    pub name: &'static str,
    /// The content, in reading order; none when there is nothing to print in it.
    pub blocks: Vec<Block>,
}

/// A remark at a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Anchor of the heading.
    pub anchor: String,
    /// What is remarked, on one line.
    pub text: String,
}

/// Properties of the file; nothing here comes from the clock or the machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Properties {
    /// Title of the report.
    pub title: String,
    /// Subject: project, work package and period in one line.
    pub subject: String,
    /// Who made it: the project and its work package, never a person or a user name.
    pub creator: String,
    /// BCP 47 tag of the language of the text, such as `en-GB`.
    pub language: String,
    /// Creation time as RFC 3339 in UTC: midnight after the last day reported, so that it is the same on each build.
    pub created: String,
    /// The period that is reported, such as `M7-M12`.
    pub period: String,
    /// Short text for the page header, such as `iMagine · WP4 · Virtual Access M7-M12`.
    pub running_title: String,
    /// Word for the state of the report in the page header (`Draft`), or nothing in a final one.
    pub status: Option<String>,
}

/// A piece of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The title and the lines below it.
    Title {
        /// The title.
        text: String,
        /// Lines below the title, each printed as a line of its own.
        lines: Vec<String>,
    },
    /// The place of the table of contents; a writer fills it from the headings.
    Contents,
    /// The place of the list of all tables or of all figures; a writer fills it from the captions.
    ListOf(Numbered),
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// A chart.
    Figure(Figure),
    /// The place of an assessment, with the text it holds today.
    Slot(Slot),
    /// What follows begins on a new page, where the format has pages.
    PageBreak,
    /// What follows stands on pages held that way, where the format has pages; a document begins upright.
    Turn(Orientation),
}

/// How a page is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orientation {
    /// The longer side is its height.
    Upright,
    /// The longer side is its width: for tables with many columns.
    Landscape,
}

/// A heading of level 1 to 3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1, 2 or 3.
    pub level: u8,
    /// Printed number, such as `2.3.1`; `None` for a heading that is not numbered (the executive summary).
    pub number: Option<String>,
    /// Text without the number.
    pub text: String,
    /// Name for links, unique in the document: ASCII letters, digits and hyphens.
    pub anchor: String,
}

/// What a paragraph is for; a writer chooses its look by this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// Running text.
    Body,
    /// A remark in small print, such as a note under a table.
    Note,
    /// Generated guidance that a person must replace before the report is final; visibly different from text.
    Guidance,
    /// Text of the period before, which a person must confirm or replace; visibly different from text of this period.
    TakenOver,
}

/// A paragraph of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// What it is for.
    pub voice: Voice,
    /// Its content.
    pub content: Vec<Inline>,
}

/// A list; items may hold lists of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Numbered (`true`) or with bullets.
    pub ordered: bool,
    /// What it is for.
    pub voice: Voice,
    /// The items in order.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its content.
    pub content: Vec<Inline>,
    /// A list below it.
    pub nested: Option<List>,
}

/// Content within a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Plain text; any Unicode, a writer escapes and sanitises it. A line feed in it is a line break.
    Text(String),
    /// Bold.
    Strong(Vec<Self>),
    /// Italic.
    Emphasis(Vec<Self>),
    /// Fixed-width text.
    Code(String),
    /// A link to the web: `http`, `https` or `mailto` only.
    Link {
        /// Where it leads.
        url: String,
        /// What is printed.
        content: Vec<Self>,
    },
    /// A link to a heading or a caption of this document.
    Reference {
        /// Anchor of the heading or caption.
        anchor: String,
        /// What is printed, such as `Table 3`.
        text: String,
    },
    /// A footnote: its mark stands here, its content at the foot of the page.
    Footnote(Vec<Self>),
    /// A piece of a text that was taken over and may no longer hold; it stands out in every format.
    Doubtful(Vec<Self>),
    /// The mark of a note under the table, such as `a`, raised.
    Mark(String),
}

/// What a table is, for its look and for tests that look for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The budgets of the project.
    Budgets,
    /// Totals of the project by metric.
    Totals,
    /// The list of installations in the introduction.
    Overview,
    /// Fields of an installation: two columns, label and text, no header row.
    Description,
    /// Metrics of an installation: one column per period.
    Metrics,
    /// Figures of an installation with the rows of data behind them.
    Provenance,
    /// What stands on the cover: two columns, label and text, no header row.
    Cover,
    /// The versions of the document.
    Log,
    /// Acronyms with their meanings.
    Terms,
    /// Findings that are accepted.
    Waived,
    /// The access to the installations as the grant agreement has it.
    Provision,
    /// Statistics of access for the periodic report.
    Statistics,
    /// A small table inside somebody's text.
    Text,
}

/// A table of typed cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it is.
    pub role: Role,
    /// Id of the installation it belongs to.
    pub installation: Option<String>,
    /// Its caption; a table inside an assessment has none.
    pub caption: Option<Caption>,
    /// What it shows, in a sentence, for readers who cannot see it.
    pub alt: String,
    /// Its columns; every row has as many cells.
    pub columns: Vec<Column>,
    /// The header row, repeated on each page; `None` for a description table.
    pub header: Option<Vec<Cell>>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// Notes printed under the table, in the order of their marks.
    pub notes: Vec<Note>,
}

impl Table {
    /// Returns whether a table of so many columns is set in smaller letters, so that figures stay on one line.
    pub fn is_dense(columns: usize) -> bool {
        columns > 8
    }
}

/// A chart of figures with its caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Its caption.
    pub caption: Caption,
    /// What it shows, with its figures, for readers who cannot see it.
    pub alt: String,
    /// What is drawn.
    pub chart: Chart,
}

impl Figure {
    /// Returns the name of the files that hold it, without an ending.
    pub fn file(&self) -> &str {
        let anchor = &self.caption.anchor;
        anchor.strip_prefix("figure-").unwrap_or(anchor)
    }
}

/// What has numbered captions; each kind is counted by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Numbered {
    /// Tables.
    Table,
    /// Charts.
    Figure,
}

impl Numbered {
    /// Returns the word before the number.
    pub fn word(self) -> &'static str {
        match self {
            Self::Table => "Table",
            Self::Figure => "Figure",
        }
    }
}

/// The numbered caption of a table or a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caption {
    /// Whether it is a table's or a figure's.
    pub kind: Numbered,
    /// Number, counted by kind over the whole document from 1.
    pub number: u32,
    /// Text after `Table N: `.
    pub text: String,
    /// Name for links, unique in the document: ASCII letters, digits and hyphens.
    pub anchor: String,
}

impl Caption {
    /// Returns what is said of it in a sentence, such as `Table 3`.
    pub fn name(&self) -> String {
        format!("{} {}", self.kind.word(), self.number)
    }
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Share of the table's width in thousandths; the shares of a table add up to 1000.
    pub width: u16,
    /// How its cells are aligned.
    pub align: Align,
}

/// Alignment of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the start of the line.
    Start,
    /// In its middle.
    Centre,
    /// At its end, as figures are.
    End,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it holds.
    pub kind: CellKind,
    /// Its paragraphs; an empty cell has none.
    pub paragraphs: Vec<Vec<Inline>>,
    /// What it says to a program that sorts rows or hides columns.
    pub exact: Exact,
}

/// What a cell says exactly, however it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Exact {
    /// Nothing but its text.
    #[default]
    Nothing,
    /// A figure: an amount, the least of a span, or how many countries there are.
    Amount(Decimal),
    /// It is the head of the column of this period.
    Period(Period),
    /// It is the head of the column over all periods.
    Cumulative,
}

/// What a cell holds; a writer chooses its look by this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Head of a column.
    Head,
    /// Head of a row.
    Label,
    /// Text.
    Text,
    /// A figure.
    Figure,
    /// A figure that is not there: not reported, not applicable, not started. Printed so that it is never taken for zero.
    Absent,
}

/// A note under a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its mark, such as `a`.
    pub mark: String,
    /// Its content.
    pub content: Vec<Inline>,
}

/// The place of an assessment, or of a text of the report as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Id of the installation, or name of the part; a content control carries it as `va:assessment:<id>`.
    pub id: String,
    /// Title of the installation, or the heading above the part.
    pub title: String,
    /// What kind of text it holds.
    pub status: SlotStatus,
    /// Fingerprint of the text as it was written, before figures are filled in; a stub has none.
    pub source: Option<String>,
    /// The text: paragraphs, lists and small tables.
    pub blocks: Vec<Block>,
}

/// What kind of text a slot holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotStatus {
    /// A person wrote it for this period.
    Written,
    /// A person wrote it for the period before, and must still confirm it; facts and questions stand beside it.
    TakenOver,
    /// The tool wrote facts and questions; a person must still write the text.
    Stub,
}
