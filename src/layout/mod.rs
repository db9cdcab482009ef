//! From the report to the document that all formats print.
//!
//! Words, labels, order and numbers of headings and tables are settled here, once for all formats.

mod cells;
mod comments;
pub mod document;
mod inline;
mod installation;
mod introduction;
mod numbering;
mod prose;
mod provenance;
mod summary;
mod unwritten;
mod widths;
mod words;

use crate::narrative::Part;
use crate::report::Report;
pub use comments::comments;
use document::{Block, Chapter, Document, Heading, Properties};
pub use inline::{ShortText, short_texts};
use numbering::Numbering;

/// Lays a report out as a document.
pub fn lay_out(report: &Report<'_>) -> Document {
    let mut numbering = Numbering::default();
    let chapter = |name, blocks| Chapter { name, blocks };
    let chapters = vec![
        chapter("cover", vec![title(report)]),
        chapter("contents", vec![Block::Contents, Block::PageBreak]),
        chapter("summary", summary::summary(report, &mut numbering)),
        chapter(
            "introduction",
            introduction::introduction(report, &mut numbering),
        ),
        chapter("installations", installations(report, &mut numbering)),
        chapter("conclusions", conclusions(report, &mut numbering)),
        chapter("annexes", provenance::provenance(report, &mut numbering)),
    ];
    Document {
        properties: properties(report),
        chapters,
        comments: Vec::new(),
    }
}

fn installations(report: &Report<'_>, numbering: &mut Numbering) -> Vec<Block> {
    let heading = numbering.heading(1, "Installations", "installations");
    let mut blocks = vec![Block::PageBreak, Block::Heading(heading)];
    for installation in &report.installations {
        blocks.extend(installation::section(report, installation, numbering));
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

fn title(report: &Report<'_>) -> Block {
    let catalogue = report.catalogue;
    let project = &catalogue.project;
    let mut lines = vec![format!(
        "{} · {} · {} ({})",
        project.acronym.value,
        project.work_package.value,
        report.period,
        catalogue.calendar.label(report.period)
    )];
    let grant = [
        project.programme.value.as_str(),
        project.grant_agreement.value.as_str(),
    ];
    if let [programme, agreement] = grant
        && !agreement.is_empty()
    {
        lines.push(
            format!("{programme} grant agreement No {agreement}")
                .trim_start()
                .to_owned(),
        );
    }
    lines.extend(catalogue.deliverable.number.clone());
    Block::Title {
        text: catalogue.deliverable.title.clone(),
        lines,
    }
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
