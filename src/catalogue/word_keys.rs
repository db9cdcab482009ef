//! The keys of `[docx]`: the report's styles, for which a template may have others.

use super::keys::{Key, Shape, may};

/// The keys of `[docx]`.
pub static DOCX: &[Key] = &[may(
    "styles",
    Shape::Table(STYLES),
    "Styles of the template by their names, in place of those of the same name as the report's.",
)];

/// The keys of `[docx.styles]`, one for each style of the report.
pub static STYLES: &[Key] = &[
    may("body_text", Shape::Text, "Running text."),
    may("title", Shape::Text, "The title of the report."),
    may("subtitle", Shape::Text, "The lines below the title."),
    may("heading_1", Shape::Text, "Headings of chapters."),
    may(
        "heading_2",
        Shape::Text,
        "Headings of sections, such as one for each installation.",
    ),
    may("heading_3", Shape::Text, "Headings within a section."),
    may(
        "heading_unnumbered",
        Shape::Text,
        "Headings without a number, such as the summary's.",
    ),
    may("list_paragraph", Shape::Text, "Items of lists."),
    may(
        "guidance",
        Shape::Text,
        "What the tool asks those who write.",
    ),
    may("guidance_list", Shape::Text, "Lists in it."),
    may(
        "taken_over",
        Shape::Text,
        "Text of the period before, to be confirmed.",
    ),
    may("taken_over_list", Shape::Text, "Lists in it."),
    may("caption", Shape::Text, "Captions of tables and figures."),
    may("figure", Shape::Text, "The line of a chart."),
    may(
        "table",
        Shape::Text,
        "Tables with a header row: a table style.",
    ),
    may(
        "description",
        Shape::Text,
        "Tables of two columns, label and text: a table style.",
    ),
    may("table_text", Shape::Text, "Text in tables."),
    may("table_head", Shape::Text, "Heads of columns."),
    may("table_label", Shape::Text, "Heads of rows."),
    may(
        "table_dense",
        Shape::Text,
        "Tables of many columns: a table style.",
    ),
    may(
        "table_text_dense",
        Shape::Text,
        "Text in tables of many columns.",
    ),
    may(
        "table_head_dense",
        Shape::Text,
        "Heads of columns in tables of many columns.",
    ),
    may(
        "table_label_dense",
        Shape::Text,
        "Heads of rows in tables of many columns.",
    ),
    may("cover_text", Shape::Text, "Text in the table of the cover."),
    may(
        "cover_label",
        Shape::Text,
        "Heads of rows in the table of the cover.",
    ),
    may("table_note", Shape::Text, "Notes under tables."),
    may("table_end", Shape::Text, "The line after a table."),
    may("toc_heading", Shape::Text, "The heading of the contents."),
    may("toc_1", Shape::Text, "Chapters in the contents."),
    may("toc_2", Shape::Text, "Sections in the contents."),
    may(
        "table_of_figures",
        Shape::Text,
        "Entries in the lists of tables and figures.",
    ),
    may(
        "section_end",
        Shape::Text,
        "The line at which pages are turned.",
    ),
    may("footnote_text", Shape::Text, "Footnotes."),
    may(
        "footnote_reference",
        Shape::Text,
        "Marks of footnotes: a character style.",
    ),
    may("hyperlink", Shape::Text, "Links: a character style."),
    may(
        "code",
        Shape::Text,
        "Text of fixed width: a character style.",
    ),
];
