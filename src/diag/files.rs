//! Findings about files as such.

use crate::source::{
    Conflict, DecodeFault, Encoding, PackingFault, Place, SourceFile, SourceId, Span,
};

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
    summary: "a file among the usage files or the texts is of a kind that is not read",
    page: include_str!("../../docs/rules/VA003.md"),
};
/// A file of the project's own that is not plain UTF-8.
static NOT_PLAIN_UTF8: Rule = Rule {
    code: "VA005",
    name: "byte-order-mark",
    severity: Severity::Note,
    summary: "installations.toml or a text begins with a byte order mark, or is UTF-16",
    page: include_str!("../../docs/rules/VA005.md"),
};

/// A file that a merge left in parts.
static UNFINISHED_MERGE: Rule = Rule {
    code: "VA004",
    name: "unfinished-merge",
    severity: Severity::Error,
    summary: "a file has the marks of a merge that was not finished",
    page: include_str!("../../docs/rules/VA004.md"),
};

/// A packed file that cannot be unpacked to its end.
static BROKEN_PACKING: Rule = Rule {
    code: "VA006",
    name: "broken-packing",
    severity: Severity::Error,
    summary: "a file that was packed with gzip or zstd cannot be unpacked to its end",
    page: include_str!("../../docs/rules/VA006.md"),
};

/// The rules about files as such.
pub static FILE_RULES: &[&Rule] = &[
    &UNREADABLE_FILE,
    &UNREAD_FILE,
    &UNFINISHED_MERGE,
    &NOT_PLAIN_UTF8,
    &BROKEN_PACKING,
];

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

/// Reports a packed file that could not be unpacked to its end; its lines that are whole end at `end`.
pub fn report_broken_packing(
    file: &SourceFile,
    id: SourceId,
    end: usize,
    fault: PackingFault,
    sink: &mut Sink,
) {
    let span = Span { start: end, end };
    let lines = file.position(end).line;
    let message = match (fault, lines) {
        (PackingFault::TooMuch(_), _) => fault.to_string(),
        (_, 1) => format!("{fault}: not even its first line can be read"),
        (_, line) => format!("{fault}: line {line} and what follows cannot be read"),
    };
    let finding = Diagnostic::new(&BROKEN_PACKING, message)
        .at(Place { source: id, span }, "")
        .help(fault.help());
    sink.push(finding);
}

/// Reports the parts of a file that a merge left.
pub fn report_unfinished_merge(
    file: &SourceFile,
    id: SourceId,
    conflicts: &[Conflict],
    sink: &mut Sink,
) {
    let place = |span| Place { source: id, span };
    for conflict in conflicts {
        // Of a file that may hold identities only words are shown that the message quotes.
        let mark = file.slice(conflict.mark);
        let message = match conflict.end {
            Some(end) => format!(
                "a merge left two versions between `{mark}` and `{}`",
                file.slice(end)
            ),
            None => format!("a merge left the mark `{mark}`"),
        };
        let finding = Diagnostic::new(&UNFINISHED_MERGE, message)
            .at(place(conflict.mark), "")
            .help("keep one version, or what is right of both, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`");
        let end = conflict.end.into_iter();
        sink.push(end.fold(finding, |finding, end| {
            finding.see(place(end), "it ends here")
        }));
    }
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
        "usage files end with .csv, .csv.gz or .csv.zst; export the table as CSV, or move the file out of the folder",
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

/// Reports a link to a folder among the files: what lies behind it is not read, because it may lead in a circle.
pub fn report_linked_folder(id: SourceId, sink: &mut Sink) {
    unread(
        id,
        "it is a link to a folder, which is not followed: put the files here, or link each of them",
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
