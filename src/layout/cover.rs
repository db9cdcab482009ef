//! The cover: the title, and what a reviewer looks for first.

use crate::calendar::long;
use crate::catalogue::{Dissemination, Person};
use crate::narrative::Part;
use crate::narrative::wording::{meaning, wording};
use crate::report::{Report, incomplete};

use super::cells::{absent, columns, label, words};
use super::document::{Block, Cell, Role, Table};

/// Lays the cover out.
pub(super) fn cover(report: &Report<'_>) -> Vec<Block> {
    vec![title(report), Block::Table(facts(report))]
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
    lines.extend(catalogue.deliverable.number.clone());
    Block::Title {
        text: catalogue.deliverable.title.clone(),
        lines,
    }
}

fn facts(report: &Report<'_>) -> Table {
    let catalogue = report.catalogue;
    let (project, deliverable) = (&catalogue.project, &catalogue.deliverable);
    let mut rows = Rows {
        rows: Vec::new(),
        missing: incomplete(deliverable),
    };
    rows.line("Project", &project.acronym.value);
    let grant = [&project.grant_agreement.value, &project.programme.value];
    rows.line(
        "Grant agreement",
        &match grant.map(String::as_str) {
            ["", programme] => programme.to_owned(),
            [number, ""] => number.to_owned(),
            [number, programme] => format!("{number} ({programme})"),
        },
    );
    rows.line("Work package", &project.work_package.value);
    rows.line(
        "Reporting period",
        &format!(
            "{} ({})",
            report.period,
            catalogue.calendar.label(report.period)
        ),
    );
    let given = |text: &Option<crate::source::Spanned<String>>| {
        text.as_ref().map(|text| text.value.clone())
    };
    let day = |day: &Option<crate::source::Spanned<_>>| day.as_ref().map(|day| long(day.value));
    rows.given("Deliverable", deliverable.number.clone());
    rows.wanted("Lead partner", "lead", given(&deliverable.lead));
    rows.given("Type", given(&deliverable.kind));
    let level = deliverable.dissemination.as_ref();
    rows.wanted(
        "Dissemination level",
        "dissemination",
        level.map(|level| said(report, level.value)),
    );
    rows.given("Due date", day(&deliverable.due));
    rows.wanted("Date", "date", day(&deliverable.date));
    rows.wanted("Version", "version", given(&deliverable.version));
    rows.given("Status", given(&deliverable.status));
    rows.wanted("Authors", "authors", people(&deliverable.authors));
    rows.given("Reviewers", people(&deliverable.reviewers));
    rows.given("Approved by", people(&deliverable.approvers));
    let keywords = deliverable.keywords.iter();
    let keywords: Vec<&str> = keywords.map(|word| word.value.as_str()).collect();
    rows.line("Keywords", &keywords.join(", "));
    rows.given("Document link", given(&deliverable.link));
    Table {
        role: Role::Cover,
        installation: None,
        caption: None,
        alt: "What the document is, one fact in each row".to_owned(),
        columns: columns(&[260, 740], 0),
        header: None,
        rows: rows.rows,
        notes: Vec::new(),
    }
}

/// Returns a level with what it means.
fn said(report: &Report<'_>, level: Dissemination) -> String {
    let programme = report.catalogue.project.funding;
    let own = report.part(Part::DisseminationLevels);
    let own = own.and_then(|own| meaning(&own.blocks, level, programme));
    let meaning = own.or_else(|| {
        let levels = wording(Part::DisseminationLevels, programme)?;
        meaning(&levels, level, programme)
    });
    match meaning {
        Some(meaning) => format!("{}: {meaning}", level.code()),
        None => level.code().to_owned(),
    }
}

/// Returns people, one on each line.
fn people(people: &[Person]) -> Option<String> {
    let names: Vec<String> = people.iter().map(Person::printed).collect();
    (!names.is_empty()).then(|| names.join("\n"))
}

struct Rows {
    rows: Vec<Vec<Cell>>,
    /// The keys that a numbered deliverable lacks.
    missing: Vec<&'static str>,
}

impl Rows {
    /// Adds a row, unless there is nothing to print.
    fn line(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.rows.push(vec![label(name), words(value)]);
        }
    }

    /// Adds a row where something is given.
    fn given(&mut self, name: &str, value: Option<String>) {
        self.line(name, &value.unwrap_or_default());
    }

    /// Adds a row where something is given, or a mark where it must be.
    fn wanted(&mut self, name: &str, key: &'static str, value: Option<String>) {
        match value {
            Some(value) => self.line(name, &value),
            None if self.missing.contains(&key) => {
                let mark = absent(&format!("<< {} >>", name.to_lowercase()));
                self.rows.push(vec![label(name), mark]);
            }
            None => {}
        }
    }
}

/// Returns a cell with a link where an address stands, and a mark where nothing is known.
pub(super) fn known(value: Option<String>) -> Cell {
    match value {
        Some(value) if !value.is_empty() => words(&value),
        _ => absent("–"),
    }
}
