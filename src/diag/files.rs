//! Findings about files as such.

use crate::source::{Conflict, DecodeFault, Place, SourceFile, SourceId, Span};

use super::{Diagnostic, Rule, Severity, Sink};

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

/// A file that a merge left in parts.
static UNFINISHED_MERGE: Rule = Rule {
    code: "VA004",
    name: "unfinished-merge",
    severity: Severity::Error,
    summary: "a file has the marks of a merge that was not finished",
    page: include_str!("../../docs/rules/VA004.md"),
};

/// The rules about files as such.
pub static FILE_RULES: &[&Rule] = &[&UNREADABLE_FILE, &UNREAD_FILE, &UNFINISHED_MERGE];

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
