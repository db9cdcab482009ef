//! The annex that says where the figures come from.

use crate::report::{InstallationReport, Provenance, Report};

use super::cells::{amount, body, columns, exact, head, label, words};
use super::document::{Block, Cell, Role, Table};
use super::installation::anchor;
use super::numbering::Numbering;
use super::widths;

/// Lays the annex out; nothing unless the project asks for it.
pub(super) fn provenance(report: &Report<'_>, numbering: &mut Numbering) -> Vec<Block> {
    let told = report.installations.iter();
    let told: Vec<(&InstallationReport<'_>, &Provenance)> = told
        .filter_map(|section| Some((section, section.provenance.as_ref()?)))
        .filter(|(_, provenance)| !provenance.figures.is_empty())
        .collect();
    if told.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![
        Block::PageBreak,
        Block::Heading(numbering.heading(1, "Annex: where the figures come from", "provenance")),
        body(
            "Each figure is made of the rows of data that stand beside it, by file and line. The manifest of this report names \
             the files with their fingerprints.",
        ),
    ];
    for (section, provenance) in told {
        let title = &section.installation.title.value;
        let name = format!("provenance-of-{}", anchor(section.installation));
        blocks.push(Block::Table(Table {
            caption: Some(numbering.table(format!("{title}: rows behind the figures"), name)),
            ..table(section, provenance)
        }));
    }
    blocks
}

fn table(section: &InstallationReport<'_>, provenance: &Provenance) -> Table {
    let rows = provenance.figures.iter().map(|figure| {
        vec![
            label(figure.name.clone()),
            words(&figure.period.to_string()),
            Cell {
                exact: exact(&figure.value),
                ..amount(figure.text.clone())
            },
            words(&figure.origin),
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let header: Vec<Cell> = ["Metric name", "Period", "Figure", "Rows of data"]
        .map(head)
        .into();
    let lines = rows.iter().chain([&header]).map(Vec::as_slice);
    let widths = widths::upright(lines);
    Table {
        role: Role::Provenance,
        installation: Some(section.installation.id.to_string()),
        caption: None,
        alt: format!(
            "Figures of {} with the rows of data behind them",
            section.installation.title.value
        ),
        columns: columns(&widths, 0),
        header: Some(header),
        rows,
        notes: Vec::new(),
    }
}
