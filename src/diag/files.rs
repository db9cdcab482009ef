//! Findings about files as such.

use crate::source::{DecodeFault, Encoding, Place, SourceId, Span};

use super::{Diagnostic, Mend, Rule, Severity, Sink};

/// A file that is no text that can be read for certain.
static UNREADABLE_FILE: Rule = Rule {
    code: "VA002",
    name: "unreadable-file",
    severity: Severity::Error,
    summary: "a file is empty, or its letters cannot be read for certain",
    page: include_str!("../../docs/rules/VA002.md"),
};
/// A file that nothing reads.
static UNREAD_FILE: Rule = Rule {
    code: "VA003",
    name: "unread-file",
    severity: Severity::Warning,
    summary: "a file among the usage files is of a kind that is not read",
    page: include_str!("../../docs/rules/VA003.md"),
};
/// A file of the project's own that is not plain UTF-8.
static NOT_PLAIN_UTF8: Rule = Rule {
    code: "VA009",
    name: "byte-order-mark",
    severity: Severity::Note,
    summary: "installations.toml or a text begins with a byte order mark, or is UTF-16",
    page: include_str!("../../docs/rules/VA009.md"),
};

/// The rules about files as such.
pub static FILE_RULES: &[&Rule] = &[&UNREADABLE_FILE, &UNREAD_FILE, &NOT_PLAIN_UTF8];

/// Reports a file that could not be decoded.
pub fn report_unreadable(id: SourceId, fault: DecodeFault, sink: &mut Sink) {
    let span = match fault {
        DecodeFault::NotUtf8 { at, .. } => Span {
            start: at,
            end: at + '\u{FFFD}'.len_utf8(),
        },
        DecodeFault::Binary { at, .. } => Span {
            start: at,
            end: at + 1,
        },
        DecodeFault::Empty | DecodeFault::BrokenUtf16 => Span::default(),
    };
    let finding = Diagnostic::new(&UNREADABLE_FILE, fault.to_string())
        .at(Place { source: id, span }, "")
        .help(fault.help());
    sink.push(finding);
}

/// Reports a file of the project's own that other programs may read with a stray letter, or not at all.
pub fn report_not_plain_utf8(id: SourceId, encoding: Encoding, sink: &mut Sink) {
    let message = match encoding {
        Encoding::Utf8 => return,
        Encoding::MarkedUtf8 => "the file begins with a byte order mark",
        Encoding::Utf16 => "the file is UTF-16",
    };
    let place = Place {
        source: id,
        span: Span::default(),
    };
    let finding = Diagnostic::new(&NOT_PLAIN_UTF8, message)
        .at(place, "")
        .help("save it as UTF-8 without a byte order mark")
        .mend(Mend::PlainUtf8(id));
    sink.push(finding);
}

/// Reports a file among the usage files that nothing reads.
pub fn report_unread(id: SourceId, sink: &mut Sink) {
    unread(
        id,
        "usage files end with .csv; export the table as CSV, or move the file out of the folder",
        sink,
    );
}

/// Reports a file among the texts that nothing reads.
pub fn report_unread_text(id: SourceId, sink: &mut Sink) {
    unread(
        id,
        "texts are Markdown and end with .md; rename the file, or move it out of the folder",
        sink,
    );
}

fn unread(id: SourceId, help: &str, sink: &mut Sink) {
    let place = Place {
        source: id,
        span: Span::default(),
    };
    let finding = Diagnostic::new(&UNREAD_FILE, "nothing reads this file")
        .at(place, "")
        .help(help);
    sink.push(finding);
}
