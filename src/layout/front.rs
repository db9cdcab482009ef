//! What stands between the cover and the table of contents: copyright, document log, terminology and so on.

use crate::calendar::long;
use crate::catalogue::Front;
use crate::narrative::Part;
use crate::narrative::wording::wording;
use crate::report::{Piece, Report};

use super::cells::{columns, head, label, text, words};
use super::cover::known;
use super::document::{Block, Chapter, Paragraph, Role, Table, Voice};
use super::numbering::Numbering;
use super::prose::prose;

/// Lays the pieces of front matter out, each as a chapter.
pub(super) fn front(report: &Report<'_>) -> Vec<Chapter> {
    let mut chapters = Vec::new();
    let mut breaks = true;
    for piece in report.front() {
        let mut blocks = Vec::new();
        // The abstract stands on the cover.
        if breaks && piece.front != Front::Abstract {
            blocks.push(Block::PageBreak);
            breaks = false;
        }
        let (name, heading) = (piece.front.name(), piece.front.heading());
        blocks.push(Block::Heading(Numbering::plain(heading, name)));
        blocks.extend(content(report, piece));
        chapters.push(Chapter { name, blocks });
    }
    chapters
}

fn content(report: &Report<'_>, piece: Piece) -> Vec<Block> {
    let mut blocks = match piece.front {
        Front::Abstract => part(report, Part::Abstract),
        Front::Copyright => {
            let mut blocks = part(report, Part::Copyright);
            if report.states_funding() {
                blocks.extend(part(report, Part::Funding));
            }
            blocks
        }
        Front::DocumentLog => log(report),
        Front::ApplicationArea => part(report, Part::ApplicationArea),
        Front::AmendmentProcedure => part(report, Part::AmendmentProcedure),
        Front::Terminology => terminology(report),
        Front::ProjectSummary => part(report, Part::ProjectSummary),
    };
    if !piece.is_there {
        blocks.push(Block::Paragraph(Paragraph {
            voice: Voice::Guidance,
            content: vec![text(wanted(piece.front))],
        }));
    }
    blocks
}

/// Says what is still to be written.
fn wanted(front: Front) -> &'static str {
    match front {
        Front::Abstract => {
            "<< What the report is about, in a paragraph of at most 150 words: abstract.md >>"
        }
        Front::Copyright => {
            "<< The funding statement: `programme` and `grant_agreement` of the project, or funding.md >>"
        }
        Front::DocumentLog => "<< The versions of the document: [[deliverable.log]] >>",
        Front::ApplicationArea => "<< To whom the document applies: application-area.md >>",
        Front::AmendmentProcedure => "<< How it is amended: amendment-procedure.md >>",
        Front::Terminology => "<< The acronyms with their meanings: [glossary] >>",
        Front::ProjectSummary => {
            "<< What the project is, the same in each of its deliverables: project-summary.md >>"
        }
    }
}

/// Lays a part out: as the project has written it, or as it is worded for all.
fn part(report: &Report<'_>, part: Part) -> Vec<Block> {
    if let Some(written) = report.part(part) {
        return prose(report, &written.blocks);
    }
    let wording = wording(part, report.catalogue.project.funding);
    wording.map_or_else(Vec::new, |blocks| prose(report, &blocks))
}

fn log(report: &Report<'_>) -> Vec<Block> {
    let log = &report.catalogue.deliverable.log;
    if log.is_empty() {
        return Vec::new();
    }
    let rows = log.iter().map(|entry| {
        let line = |text: &Option<crate::source::Spanned<String>>| {
            known(text.as_ref().map(|text| text.value.clone()))
        };
        vec![
            label(entry.version.value.clone()),
            known(entry.date.as_ref().map(|date| long(date.value))),
            line(&entry.author),
            line(&entry.comment),
        ]
    });
    vec![Block::Table(Table {
        role: Role::Log,
        installation: None,
        caption: None,
        alt: "The versions of the document, one in each row".to_owned(),
        columns: columns(&[120, 200, 240, 440], 0),
        header: Some(["Version", "Date", "Author", "Comments"].map(head).into()),
        rows: rows.collect(),
        notes: Vec::new(),
    })]
}

fn terminology(report: &Report<'_>) -> Vec<Block> {
    let explained = report.explained();
    if explained.is_empty() {
        return Vec::new();
    }
    let rows = explained.iter();
    let rows = rows.map(|(acronym, meaning)| vec![label(*acronym), words(meaning)]);
    let mut blocks = part(report, Part::Terminology);
    blocks.push(Block::Table(Table {
        role: Role::Terms,
        installation: None,
        caption: None,
        alt: "The acronyms that the document uses, with their meanings".to_owned(),
        columns: columns(&[220, 780], 0),
        header: Some(["Acronym", "Meaning"].map(head).into()),
        rows: rows.collect(),
        notes: Vec::new(),
    }));
    blocks
}
