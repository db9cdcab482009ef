//! The section of an installation: description, metrics, assessment.

use crate::aggregate::{Absence, Value};
use crate::catalogue::{Field, Installation, Meaning};
use crate::report::{About, Figure, InstallationReport, Report, Row, Text};

use super::cells::{self, absent, columns, figure, head, held, label, note, text, words};
use super::document::{
    Block, Cell, Exact, Note, Orientation, Paragraph, Role, Slot, SlotStatus, Table, Voice,
};
use super::numbering::Numbering;
use super::prose::place;
use super::window::Window;
use super::{unwritten, widths};

/// Returns the anchor of an installation's heading.
pub(super) fn anchor(installation: &Installation) -> String {
    format!(
        "installation-{}",
        installation.id.as_str().to_ascii_lowercase()
    )
}

/// Lays the section of an installation out.
pub(super) fn section(
    report: &Report<'_>,
    section: &InstallationReport<'_>,
    window: Window,
    numbering: &mut Numbering,
) -> Vec<Block> {
    let installation = section.installation;
    let (title, anchor) = (&installation.title.value, anchor(installation));
    let mut blocks = vec![Block::Heading(numbering.heading(2, title, &anchor))];
    blocks.push(Block::Table(Table {
        caption: Some(numbering.table(
            format!("{title}: description"),
            format!("description-of-{anchor}"),
        )),
        ..description(report, installation)
    }));
    let heading = numbering.heading(3, "Metrics", &format!("metrics-of-{anchor}"));
    let (table, page) = metrics(report, section, window);
    let table = Block::Table(Table {
        caption: Some(numbering.table(format!("{title}: metrics"), format!("table-of-{anchor}"))),
        ..table
    });
    let units = units(section);
    let notes = units.iter().chain(&section.notes).map(|sentence| {
        Block::Paragraph(Paragraph {
            voice: Voice::Note,
            content: vec![text(sentence.clone())],
        })
    });
    let told = [Block::Heading(heading), table].into_iter().chain(notes);
    blocks.extend(held(page, told.collect()));
    blocks.push(Block::Heading(numbering.heading(
        3,
        "Assessment",
        &format!("assessment-of-{anchor}"),
    )));
    let id = installation.id.as_str();
    let unwritten = |status, blocks| {
        Block::Slot(Slot {
            id: id.to_owned(),
            title: title.clone(),
            status,
            source: None,
            blocks,
        })
    };
    blocks.push(match &section.assessment {
        Text::Written(written) => place(report, id, title, written),
        Text::TakenOver(taken) => {
            unwritten(SlotStatus::TakenOver, unwritten::taken_over(report, taken))
        }
        Text::Stub(facts) => unwritten(SlotStatus::Stub, unwritten::stub(facts)),
    });
    blocks
}

/// The rows of the description table: the fields with task and providers in their places.
fn description(report: &Report<'_>, installation: &Installation) -> Table {
    let row = |name: &str, content: Option<&str>| {
        let cell = content.map_or_else(|| absent("not given"), words);
        vec![label(name), cell]
    };
    let names = installation
        .providers
        .iter()
        .filter_map(|id| report.catalogue.provider(id));
    let names: Vec<&str> = names.map(|provider| provider.name.value.as_str()).collect();
    let mut rows = Vec::new();
    for field in Field::ALL {
        rows.push(row(field.label(), installation.field(*field)));
        match field {
            Field::Description => rows.push(row("Task", installation.task())),
            Field::ServiceCatalogue => rows.push(row("Providers", Some(&names.join(", ")))),
            _ => {}
        }
    }
    Table {
        role: Role::Description,
        installation: Some(installation.id.to_string()),
        caption: None,
        alt: format!(
            "Description of {}, one field in each row",
            installation.title.value
        ),
        columns: columns(&[220, 780], 0),
        header: None,
        rows,
        notes: Vec::new(),
    }
}

/// Returns the metrics table of an installation, and how the page is held that it stands on.
fn metrics(
    report: &Report<'_>,
    section: &InstallationReport<'_>,
    window: Window,
) -> (Table, Orientation) {
    let mut header: Vec<Cell> = ["Metric name", "Baseline", "How measured"].map(head).into();
    let mut notes = Vec::new();
    header.extend(window.heads(report, &mut notes));
    let figures = window.shown(&report.columns).len() + 1;
    let rows: Vec<Vec<Cell>> = section
        .rows
        .iter()
        .map(|row| metric_row(report, row, window, &mut notes))
        .collect();
    let lines = rows.iter().chain([&header]).map(Vec::as_slice);
    let fit = widths::fit(&widths::extents(lines), figures);
    let table = Table {
        role: Role::Metrics,
        installation: Some(section.installation.id.to_string()),
        caption: None,
        alt: format!(
            "Metrics of {}: baseline, method and one figure for each period",
            section.installation.title.value
        ),
        columns: columns(&fit.widths, figures),
        header: Some(header),
        rows,
        notes,
    };
    (table, fit.page)
}

/// Says the units of the metrics whose name does not say them.
fn units(section: &InstallationReport<'_>) -> Option<String> {
    let silent = section.rows.iter().filter(|row| {
        let symbol = letters(row.metric.unit.symbol());
        !letters(&row.printed.name.value).contains(&symbol)
    });
    let said: Vec<String> = silent
        .map(|row| format!("{} in {}", row.printed.name.value, row.metric.unit.symbol()))
        .collect();
    (!said.is_empty()).then(|| format!("Units: {}.", said.join("; ")))
}

/// Returns the letters of a text, small.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn metric_row(
    report: &Report<'_>,
    row: &Row<'_>,
    window: Window,
    notes: &mut Vec<Note>,
) -> Vec<Cell> {
    let baseline = &row.printed.baseline.as_written;
    let mut cells = vec![
        label(row.printed.name.value.clone()),
        if baseline.is_empty() {
            absent("not set")
        } else {
            Cell {
                exact: stated(&row.printed.baseline.meaning),
                ..words(baseline)
            }
        },
        if row.printed.measured.value.is_empty() {
            absent("not given")
        } else {
            words(&row.printed.measured.value)
        },
    ];
    for (about, cell) in [About::Name, About::Baseline, About::Method]
        .iter()
        .zip(&mut cells)
    {
        let said = row.notes.iter().filter(|(part, _)| part == about);
        let said: Vec<&str> = said.map(|(_, sentence)| sentence.as_str()).collect();
        if !said.is_empty() {
            cells::mark(cell, note(notes, said.join(" ")));
        }
    }
    for value in window.shown(&row.values) {
        let mark = value
            .notes
            .first()
            .map(|_| note(notes, value.notes.join(" ")));
        cells.push(figure(value, mark.as_deref()));
    }
    let said = missing(report, row).into_iter();
    let said: Vec<String> = said.chain(row.cumulative.notes.iter().cloned()).collect();
    let mark = (!said.is_empty()).then(|| note(notes, said.join(" ")));
    cells.push(figure(&row.cumulative, mark.as_deref()));
    cells
}

/// Returns the figure of a baseline that is in the unit of its metric.
fn stated(meaning: &Meaning) -> Exact {
    match meaning {
        Meaning::Amount {
            amount, unit: None, ..
        } => Exact::Amount(*amount),
        Meaning::Countries(list) => Exact::Amount(list.len().into()),
        _ => Exact::Nothing,
    }
}

/// Says which periods a cumulative figure leaves out because nothing was reported for them.
fn missing(report: &Report<'_>, row: &Row<'_>) -> Option<String> {
    if !row.cumulative.tally.partial {
        return None;
    }
    let lacks = |value: &Figure| {
        value.tally.partial || value.tally.value == Value::Absent(Absence::NotReported)
    };
    let pairs = report.columns.iter().zip(&row.values);
    let periods: Vec<String> = pairs
        .filter(|(_, value)| lacks(value))
        .map(|(period, _)| period.to_string())
        .collect();
    Some(format!(
        "Incomplete: figures of {} were not reported.",
        periods.join(", ")
    ))
}
