//! The introduction: what Virtual Access is, how figures are read, and the list of installations with their metrics.

use crate::catalogue::CountryStyle;
use crate::narrative::Part;
use crate::report::Report;

use super::cells::{body, citing, columns, head, text};
use super::document::{Block, Cell, CellKind, Exact, Inline, Item, List, Role, Table, Voice};
use super::numbering::Numbering;
use super::widths;
use super::words::counted;

/// Lays the introduction out.
pub(super) fn introduction(report: &Report<'_>, numbering: &mut Numbering) -> Vec<Block> {
    let catalogue = report.catalogue;
    let mut blocks = vec![Block::Heading(numbering.heading(
        1,
        "Introduction",
        "introduction",
    ))];
    blocks.push(body(
        "Under Virtual Access the Commission reimburses what it costs providers to open their services to researchers. \
         The services, called installations, are reached over the network, cost their users nothing, and are open to \
         everybody: no panel selects who may use them.",
    ));
    blocks.push(body(format!(
        "The project runs for {} months from {}. This report covers {} ({}).",
        catalogue.calendar.months(),
        catalogue.calendar.start_label(),
        report.cumulative,
        catalogue.calendar.label(report.cumulative),
    )));
    blocks.extend(super::prose::part(
        report,
        Part::Introduction,
        "Introduction",
    ));
    blocks.push(Block::Heading(numbering.heading(
        2,
        "Installations and metrics",
        "installations-and-metrics",
    )));
    let caption = numbering.table(
        "Installations and the metrics that each one reports",
        "table-installations",
    );
    let count = counted(catalogue.installations.len(), "installation");
    blocks.push(citing(
        &format!("The work package has {count}. "),
        &caption,
        " lists them with their task, their provider and the metrics that are collected.",
    ));
    blocks.push(Block::Table(Table {
        caption: Some(caption),
        ..overview(report)
    }));
    blocks.push(Block::Heading(numbering.heading(
        2,
        "How to read the figures",
        "how-to-read-the-figures",
    )));
    blocks.push(reading(report));
    blocks
}

fn overview(report: &Report<'_>) -> Table {
    let rows = report.installations.iter().map(|section| {
        let installation = section.installation;
        let provider = report.catalogue.provider(&installation.provider);
        let metrics = section
            .rows
            .iter()
            .map(|row| vec![text(row.printed.name.value.clone())]);
        vec![
            Cell {
                kind: CellKind::Label,
                paragraphs: vec![vec![Inline::Reference {
                    anchor: super::installation::anchor(installation),
                    text: installation.title.value.clone(),
                }]],
                exact: Exact::Nothing,
            },
            super::cells::words(installation.task().unwrap_or_default()),
            super::cells::words(provider.map_or("", |provider| provider.name.value.as_str())),
            Cell {
                kind: CellKind::Text,
                paragraphs: metrics.collect(),
                exact: Exact::Nothing,
            },
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let header: Vec<Cell> = ["Installation", "Task", "Provider", "Metrics"]
        .map(head)
        .into();
    let lines = rows.iter().chain([&header]).map(Vec::as_slice);
    let widths = widths::upright(lines);
    Table {
        role: Role::Overview,
        installation: None,
        caption: None,
        alt: "Each installation with its task, its provider and its metrics".to_owned(),
        columns: columns(&widths, 0),
        header: Some(header),
        rows,
        notes: Vec::new(),
    }
}

/// Says what the figures mean, as far as the project uses them.
fn reading(report: &Report<'_>) -> Block {
    let natures: Vec<&str> = report
        .catalogue
        .metrics
        .iter()
        .map(|metric| metric.nature.name)
        .collect();
    let symbols: Vec<&str> = report
        .catalogue
        .metrics
        .iter()
        .map(|metric| metric.unit.symbol())
        .collect();
    let has = |nature: &str| natures.contains(&nature);
    let mut sentences = Vec::new();
    if symbols.iter().any(|symbol| symbol.ends_with("-h")) {
        sentences.push(
            "Hours are allocated processors multiplied by the time for which they were allocated.",
        );
    }
    if symbols.contains(&"TB-month") {
        sentences.push(
            "A TB-month is 10¹² bytes kept for a calendar month; storage is averaged over each month and the months are added.",
        );
    }
    if has("level") {
        sentences.push("Levels, such as models or hosted applications, are those at the end of the period; the cumulative column repeats the last one.");
    }
    if has("distinct") {
        sentences.push(
            "Users are distinct people and are never added: the cumulative column counts each person once where identities \
             are known, and otherwise gives the smallest and the largest possible number, such as 20–36.",
        );
    }
    if has("roster") || has("count") {
        sentences.push(match report.catalogue.style.countries {
            CountryStyle::Iso => "Countries are ISO 3166-1 codes; their number is counted from the list, and the cumulative list is the union of the periods.",
            CountryStyle::Eu => "Countries are codes as the European institutions write them, EL for Greece and UK for the United Kingdom; their number is counted from the list, and the cumulative list is the union of the periods.",
        });
    }
    sentences.push(
        "0 means that nothing was used. N/A, not started and not reported are printed as words and are never counted as zero.",
    );
    sentences.push("Baselines are printed as the installations stated them. They are not shares of the budgets.");
    let item = |sentence: &str| Item {
        content: vec![text(sentence)],
        nested: None,
    };
    Block::List(List {
        ordered: false,
        voice: Voice::Body,
        items: sentences.into_iter().map(item).collect(),
    })
}
