//! What stands in the place of an assessment that nobody wrote for the period.

use crate::report::{Complaint, Report, Stub, TakenOver};

use super::cells::text;
use super::document::{Block, Inline, Item, List, Paragraph, Voice};
use super::prose;

/// Lays out what the figures say and what is to be answered.
pub(super) fn stub(stub: &Stub) -> Vec<Block> {
    let mut blocks = vec![lead(
        "No assessment has been written yet. What the figures say:",
    )];
    blocks.extend(guide(stub));
    blocks
}

/// Lays out the text of the period before with its doubtful sentences marked, then why they are, then the facts.
pub(super) fn taken_over(report: &Report<'_>, taken: &TakenOver<'_>) -> Vec<Block> {
    let mut blocks = vec![lead(&format!(
        "Taken over from {}: to be confirmed for {}, or written anew.",
        taken.from, report.period
    ))];
    blocks.extend(prose::taken_over(report, taken));
    let reasons = taken.doubts.iter().enumerate().map(|(at, doubt)| {
        let said: Vec<String> = doubt.complaints.iter().map(said).collect();
        format!("{} {}", mark(at), said.join("; "))
    });
    blocks.extend(list("What may no longer hold:", reasons));
    blocks.push(lead(&format!("What the figures of {} say:", report.period)));
    blocks.extend(guide(&taken.stub));
    blocks
}

/// Returns the mark of a sentence in doubt, which is printed before it and before the reason.
pub(super) fn mark(at: usize) -> String {
    format!("[{}?]", at + 1)
}

fn guide(stub: &Stub) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !stub.facts.is_empty() {
        blocks.push(items(stub.facts.iter().cloned()));
    }
    blocks.extend(list("Open findings:", stub.findings.iter().map(said)));
    let questions = stub.questions.iter();
    blocks.extend(list(
        "Questions to answer:",
        questions.map(|question| format!("<< {question} >>")),
    ));
    blocks
}

/// Returns what a rule says, as a sentence has it: `“decrease”, but CPU-hours rose (VA504)`.
fn said(complaint: &Complaint) -> String {
    let message = &complaint.message;
    let mut said = String::with_capacity(message.len() + 16);
    let paired = message.matches('`').count().is_multiple_of(2);
    for (at, piece) in message.split('`').enumerate() {
        said.push_str(match at {
            0 => "",
            _ if !paired => "`",
            at if at % 2 == 1 => "“",
            _ => "”",
        });
        said.push_str(piece);
    }
    format!("{said} ({})", complaint.rule)
}

/// Returns a list under its lead; nothing where it has no items.
fn list(words: &str, sentences: impl ExactSizeIterator<Item = String>) -> Vec<Block> {
    if sentences.len() == 0 {
        return Vec::new();
    }
    vec![lead(words), items(sentences)]
}

fn lead(words: &str) -> Block {
    Block::Paragraph(Paragraph {
        voice: Voice::Guidance,
        content: vec![Inline::Strong(vec![text(words)])],
    })
}

fn items(sentences: impl Iterator<Item = String>) -> Block {
    let item = |sentence: String| Item {
        content: vec![text(sentence)],
        nested: None,
    };
    Block::List(List {
        ordered: false,
        voice: Voice::Guidance,
        items: sentences.map(item).collect(),
    })
}
