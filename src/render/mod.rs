//! One writer for each format; each returns bytes and knows no path.

pub mod docx;
pub mod extract;
pub mod html;
pub mod json;
pub mod markdown;
pub mod schema;
pub mod template_listing;
pub mod terminal;
pub mod terminal_comparison;
pub mod terminal_trace;

use crate::layout::document::Document;
use crate::report::Report;

/// A format of the report.
pub struct Format {
    /// Name on the command line.
    pub name: &'static str,
    /// Name of the file; `None` for what goes to the terminal.
    pub file: Option<&'static str>,
    /// What it is for, in one line.
    pub summary: &'static str,
    /// Whether `build` writes it unless told otherwise.
    pub default: bool,
    /// Whether it refers to charts that are files of their own.
    pub figures: bool,
    /// Writes the report.
    pub render: fn(&Report<'_>, &Document, &Setting<'_>) -> anyhow::Result<Vec<u8>>,
}

/// How a report is written, where the person who builds it has a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting<'t> {
    /// Columns of the terminal.
    pub width: u16,
    /// How charts stand in a Word file.
    pub charts: docx::Charts,
    /// Somebody's template that the Word file is put into.
    pub template: Option<docx::template::Filling<'t>>,
}

/// The formats there are.
pub static FORMATS: &[Format] = &[
    Format {
        name: "docx",
        file: Some("report.docx"),
        summary: "the Word file that is sent",
        default: true,
        figures: false,
        render: |_, document, setting| match &setting.template {
            Some(filling) => docx::template::fill(document, filling, setting.charts),
            None => docx::write_with(document, setting.charts),
        },
    },
    Format {
        name: "markdown",
        file: Some("report.md"),
        summary: "the same report for reading and for differences",
        default: true,
        figures: true,
        render: |_, document, _| Ok(markdown::write(document).into_bytes()),
    },
    Format {
        name: "json",
        file: Some("report.json"),
        summary: "the figures for programs, stable",
        default: true,
        figures: false,
        render: |report, _, _| json::write(report),
    },
    Format {
        name: "html",
        file: Some("report.html"),
        summary: "the same report as a page for a browser",
        default: false,
        figures: false,
        render: |_, document, _| Ok(html::write(document).into_bytes()),
    },
    Format {
        name: "terminal",
        file: None,
        summary: "the whole report on the terminal",
        default: false,
        figures: false,
        render: |_, document, setting| Ok(terminal::document(document, setting.width).into_bytes()),
    },
];

/// Returns the format of that name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
