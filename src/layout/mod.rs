//! From the report to the document that all formats print.
//!
//! Words, labels, order and numbers of headings and tables are settled here, once for all formats.

mod access_provision;
mod cells;
mod comments;
mod cover;
pub mod document;
mod figures;
mod front;
mod inline;
mod installation;
mod introduction;
pub mod measure;
mod numbering;
mod prose;
mod provenance;
pub mod section;
mod statistics;
mod summary;
mod unwritten;
mod waived;
mod widths;
mod window;
mod words;

use crate::narrative::Part;
use crate::report::Report;
pub use comments::comments;
use document::{Block, Caption, Chapter, Document, Heading, Numbered, Properties};
pub use inline::{ShortText, short_texts};
use numbering::Numbering;
use window::Window;

/// Lays a report out as a document, with charts.
pub fn lay_out(report: &Report<'_>) -> Document {
    laid_out(report, Charts::Shown)
}

/// Lays a report out as a document without charts and without the sentences that cite them.
pub fn lay_out_without_charts(report: &Report<'_>) -> Document {
    laid_out(report, Charts::LeftOut)
}

/// Whether a document has charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Charts {
    Shown,
    LeftOut,
}

fn laid_out(report: &Report<'_>, charts: Charts) -> Document {
    let mut numbering = Numbering::default();
    let window = Window::of(report);
    let chapter = |name, blocks| Chapter { name, blocks };
    let mut chapters = vec![chapter("cover", cover::cover(report))];
    chapters.extend(front::front(report));
    chapters.extend([
        chapter("contents", Vec::new()),
        chapter(
            "summary",
            summary::summary(report, window, charts, &mut numbering),
        ),
        chapter(
            "introduction",
            introduction::introduction(report, &mut numbering),
        ),
        chapter(
            "installations",
            installations(report, window, &mut numbering),
        ),
        chapter("conclusions", conclusions(report, &mut numbering)),
        chapter("references", references(report, &mut numbering)),
        chapter(
            "annex-provenance",
            provenance::provenance(report, &mut numbering),
        ),
        chapter(
            "annex-waived-findings",
            waived::waived(report, &mut numbering),
        ),
    ]);
    let contents = contents(&chapters);
    for chapter in &mut chapters {
        if chapter.name == "contents" {
            chapter.blocks.clone_from(&contents);
        }
    }
    Document {
        properties: properties(report),
        chapters,
        comments: Vec::new(),
    }
}

/// Lays out the table of contents, and the lists of tables and figures where there are any.
fn contents(chapters: &[Chapter]) -> Vec<Block> {
    let blocks = || chapters.iter().flat_map(|chapter| &chapter.blocks);
    let has_tables = blocks().any(|block| match block {
        Block::Table(table) => table.caption.is_some(),
        _ => false,
    });
    let has_figures = blocks().any(|block| matches!(block, Block::Figure(_)));
    let mut contents = vec![Block::PageBreak, Block::Contents];
    if has_tables {
        contents.push(Block::ListOf(Numbered::Table));
    }
    if has_figures {
        contents.push(Block::ListOf(Numbered::Figure));
    }
    contents.push(Block::PageBreak);
    contents
}

fn installations(report: &Report<'_>, window: Window, numbering: &mut Numbering) -> Vec<Block> {
    let heading = numbering.heading(1, "Installations", "installations");
    let mut blocks = vec![Block::PageBreak, Block::Heading(heading)];
    for installation in &report.installations {
        blocks.extend(installation::section(
            report,
            installation,
            window,
            numbering,
        ));
    }
    blocks
}

fn conclusions(report: &Report<'_>, numbering: &mut Numbering) -> Vec<Block> {
    let Some(written) = prose::part(report, Part::Conclusions, "Conclusions") else {
        return Vec::new();
    };
    let heading = numbering.heading(1, "Conclusions", "conclusions");
    vec![Block::Heading(heading), written]
}

/// Lays out what is cited.
fn references(report: &Report<'_>, numbering: &mut Numbering) -> Vec<Block> {
    let Some(written) = report.part(Part::References) else {
        return Vec::new();
    };
    let heading = numbering.heading(1, "References", "references");
    let mut blocks = vec![Block::Heading(heading)];
    blocks.extend(prose::prose(report, &written.blocks));
    blocks
}

fn properties(report: &Report<'_>) -> Properties {
    let catalogue = report.catalogue;
    let project = &catalogue.project;
    let name = format!("{} · {}", project.acronym.value, project.work_package.value);
    Properties {
        title: catalogue.deliverable.title.clone(),
        subject: format!("{name} · Virtual Access {}", report.period),
        creator: format!("{} {}", project.acronym.value, project.work_package.value),
        language: catalogue.deliverable.language.clone(),
        created: catalogue.calendar.end(report.period.last()).to_string(),
        period: report.period.to_string(),
        running_title: format!("{name} · Virtual Access {}", report.period),
        status: Some("Draft".to_owned()),
    }
}

/// Returns the headings of a document, in order.
pub fn headings(document: &Document) -> impl Iterator<Item = &Heading> {
    document.blocks().filter_map(|block| match block {
        Block::Heading(heading) => Some(heading),
        _ => None,
    })
}

/// Returns the captions of a document, in order.
pub fn captions(document: &Document) -> impl Iterator<Item = &Caption> {
    document.blocks().filter_map(|block| match block {
        Block::Table(table) => table.caption.as_ref(),
        Block::Figure(figure) => Some(&figure.caption),
        _ => None,
    })
}
