//! The annex that lists the findings that are accepted, each with its reason.

use crate::report::Report;

use super::cells::{columns, head, label, words};
use super::cover::known;
use super::document::{Block, Role, Table};
use super::numbering::Numbering;

/// Lays the annex out; nothing unless the project asks for it and has accepted something.
pub(super) fn waived(report: &Report<'_>, numbering: &mut Numbering) -> Vec<Block> {
    if report.waived.is_empty() {
        return Vec::new();
    }
    let rows = report.waived.iter().map(|waived| {
        vec![
            label(waived.rule),
            known(Some(waived.about.clone())),
            words(&waived.message),
            words(&waived.reason),
        ]
    });
    let heading = numbering.heading(1, "Annex: findings that are accepted", "waived-findings");
    let caption = numbering.table(
        "Findings of the check that are accepted, with the reasons",
        "table-waived-findings",
    );
    vec![
        Block::PageBreak,
        Block::Heading(heading),
        super::cells::citing(
            "The figures and texts of this report were checked against each other. ",
            &caption,
            " lists what the check objects to and the project accepts.",
        ),
        Block::Table(Table {
            role: Role::Waived,
            installation: None,
            caption: Some(caption),
            alt: "Each accepted finding with its rule, what it is about, and the reason".to_owned(),
            columns: columns(&[90, 230, 330, 350], 0),
            header: Some(["Rule", "About", "Finding", "Reason"].map(head).into()),
            rows: rows.collect(),
            notes: Vec::new(),
        }),
    ]
}
