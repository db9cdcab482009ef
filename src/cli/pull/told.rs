//! What is said of an edited Word file.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Findings, Sink, safe, visible};
use crate::narrative::restore::ChangedFigure;
use crate::narrative::rules::{
    CHANGED_FIGURE, CHANGED_TABLE_CELL, FOREIGN_CONTENT, TEXT_CHANGED_TWICE, TEXT_NOT_FOUND,
};
use crate::render::docx::read::{Change, Comment, Doubt, Returned};
use crate::source::{Place, SourceId, Span};

use super::Fate;
use super::decide::{Decision, Text};

/// Author of the comments that the tool writes.
const TOOL: &str = "va-report";

/// Returns the whole of a file as a place.
fn whole(source: SourceId) -> Place {
    Place {
        source,
        span: Span::default(),
    }
}

/// Reports a text whose place is not certain.
pub(super) fn doubt(text: &Text<'_>, doubt: Doubt, sink: &mut Sink) {
    let message = match doubt {
        Doubt::Missing => format!("the text of `{}` is not found", text.id),
        Doubt::Twice(method) => format!(
            "the text of `{}` is found twice by {}",
            text.id,
            method.words()
        ),
        Doubt::Shared(method) => format!(
            "the text of `{}`, found by {}, shares words with another one",
            text.id,
            method.words()
        ),
        Doubt::Disagree(one, other) => format!(
            "the text of `{}` is not the same by {} and by {}",
            text.id,
            one.words(),
            other.words()
        ),
    };
    let help = match doubt {
        Doubt::Missing => {
            "put the text under its headings again: the title of the installation, then `Assessment`"
        }
        Doubt::Twice(_) => "remove the copy, or the content control around it",
        Doubt::Shared(_) | Doubt::Disagree(..) => {
            "move all of the text into its content control, between its heading and the next one"
        }
    };
    let finding = Diagnostic::new(&TEXT_NOT_FOUND, message)
        .at(whole(text.word), "")
        .help(help)
        .about(text.subject());
    sink.push(finding);
}

/// Reports a text of which nothing is left.
pub(super) fn empty(text: &Text<'_>, sink: &mut Sink) {
    let message = format!("nothing is left of the text of `{}`", text.id);
    let finding = Diagnostic::new(&TEXT_NOT_FOUND, message)
        .at(whole(text.word), "")
        .help(format!("remove {} by hand if it is to go", text.name))
        .about(text.subject());
    sink.push(finding);
}

/// Reports texts of installations that the project does not have.
pub(super) fn strangers(ids: &[String], word: SourceId, sink: &mut Sink) {
    for id in ids {
        let message = format!(
            "the text of `{}` belongs to no installation of the project",
            safe(id)
        );
        let finding = Diagnostic::new(&TEXT_NOT_FOUND, message)
            .at(whole(word), "")
            .help("bring the installation back into installations.toml, or remove its section from the file");
        sink.push(finding);
    }
}

/// Reports a text that was changed at both ends.
pub(super) fn conflict(text: &Text<'_>, sink: &mut Sink) {
    let message = format!(
        "the text of `{}` was edited in Word, and in its own file since the Word file was built",
        text.id
    );
    let source = text.current.map_or(text.word, |current| current.source);
    let finding = Diagnostic::new(&TEXT_CHANGED_TWICE, message)
        .at(whole(source), "")
        .help("bring both together in the file as the diff shows, build, and send the new Word file round")
        .about(text.subject());
    sink.push(finding);
}

/// Reports what a text cannot hold.
pub(super) fn foreign(text: &Text<'_>, returned: &Returned, sink: &mut Sink) {
    for (what, count) in &returned.met.foreign {
        let times = if *count > 1 {
            format!(", {count} times")
        } else {
            String::new()
        };
        let message = format!("the text of `{}` holds {}{times}", text.id, safe(what));
        let finding = Diagnostic::new(&FOREIGN_CONTENT, message)
            .at(whole(text.word), "")
            .help("texts have paragraphs, lists, bold, italic, links and footnotes; of anything else only the words come back")
            .about(text.subject());
        sink.push(finding);
    }
}

/// Reports a figure of a text that was changed.
pub(super) fn changed_figure(text: &Text<'_>, figure: &ChangedFigure, sink: &mut Sink) {
    let message = format!(
        "the figure `{}` in the text of `{}` was changed to `{}`",
        safe(&figure.was),
        text.id,
        safe(&figure.is)
    );
    let finding = Diagnostic::new(&CHANGED_FIGURE, message)
        .at(whole(text.word), "")
        .help(format!(
            "it comes from `{}`, which stays in the text: correct the data, or write the figure into {}",
            safe(&figure.reference.to_string()),
            text.name
        ))
        .about(text.subject());
    sink.push(finding);
}

/// Reports a change of a table.
pub(super) fn changed_table(change: &Change, word: SourceId, sink: &mut Sink) {
    let message = match change {
        Change::Cell {
            table,
            row,
            column,
            was,
            is,
        } => format!(
            "the cell of row `{}` and column `{}` in the table `{}` was `{}` and is `{}`",
            safe(row),
            safe(column),
            safe(table),
            safe(&was.replace('\n', " ")),
            safe(&is.replace('\n', " "))
        ),
        Change::Shape { table, was, is } => format!(
            "the table `{}` had {} rows and {} columns and has {} and {}",
            safe(table),
            was[0],
            was[1],
            is[0],
            is[1]
        ),
        Change::Missing { table } => format!("the table `{}` is gone", safe(table)),
    };
    let finding = Diagnostic::new(&CHANGED_TABLE_CELL, message)
        .at(whole(word), "")
        .help("the next build prints the table from the data again: correct the data or installations.toml");
    sink.push(finding);
}

/// Returns whether a figure was changed in Word, which somebody must settle.
pub(super) fn is_figure_changed(findings: &Findings) -> bool {
    findings.iter().any(|finding| {
        finding.rule.code == CHANGED_TABLE_CELL.code || finding.rule.code == CHANGED_FIGURE.code
    })
}

/// Says what became of the texts, each on a line; most come back as they went, and those are counted.
pub(super) fn fates(fates: &[Fate], stopped: bool, dry: bool) -> String {
    let mut lines = String::new();
    let mut untouched: BTreeMap<String, Vec<&Fate>> = BTreeMap::new();
    for one in fates {
        if matches!(one.decision, Decision::Unchanged) {
            untouched.entry(remarks(one)).or_default().push(one);
        } else {
            lines.push_str(&line(one, stopped || dry));
        }
    }
    for (remarks, same) in untouched {
        let said = match same.as_slice() {
            [only] => line(only, stopped || dry),
            many => format!("unchanged  {} texts{remarks}\n", many.len()),
        };
        lines.push_str(&said);
    }
    lines
}

fn line(fate: &Fate, stays: bool) -> String {
    let word = match (&fate.decision, stays) {
        (Decision::Unchanged, _) => "unchanged",
        (Decision::Write { .. }, false) => "written",
        (Decision::Write { .. }, true) => "changed",
        (Decision::Conflict { .. }, _) => "conflict",
        (Decision::Doubt, _) => "not sure",
    };
    format!("{word:<9}  {}{}\n", visible(&fate.name), remarks(fate))
}

fn remarks(fate: &Fate) -> String {
    if fate.remarks.is_empty() {
        String::new()
    } else {
        format!(" ({})", fate.remarks.join(", "))
    }
}

/// Lists the comments of reviewers. They are shown and never written to a file: they name people.
///
/// Comments that the tool itself wrote into a draft are no reviewer's.
pub(super) fn comments(comments: &[Comment]) -> String {
    let people = comments.iter();
    let comments: Vec<&Comment> = people.filter(|one| one.author != TOOL).collect();
    if comments.is_empty() {
        return String::new();
    }
    let lines = comments.iter().map(|comment| {
        let place = match comment.place.as_slice() {
            [] => "in the front matter".to_owned(),
            [.., parent, last] => format!("{parent}, {last}"),
            [only] => only.clone(),
        };
        let quoted = if comment.quoted.is_empty() {
            String::new()
        } else {
            format!(", “{}”", safe(&comment.quoted))
        };
        format!(
            "  {}{quoted}\n    {}: {}\n",
            visible(&place),
            visible(&comment.author),
            visible(&comment.text)
        )
    });
    let count = comments.len();
    let word = if count == 1 { "comment" } else { "comments" };
    format!("\n{count} {word}:\n{}", lines.collect::<String>())
}
