//! Statistics of access for the technical part of the periodic report: how much, and to whom.

use std::fmt::Write as _;

use crate::aggregate::Value;
use crate::catalogue::Programme;
use crate::country::{Country, Group};
use crate::report::{Figure, Report, Row, Total, value_text};

use super::cells::{body, citing, columns, cumulative, figure, head, held, label, period, words};
use super::document::{Block, Caption, Cell, Orientation, Role, Table};
use super::numbering::Numbering;
use super::widths;

/// Natures of metrics that say whom the access reached.
const REACH: &[&str] = &["distinct", "roster", "count"];

/// Lays the statistics out.
pub(super) fn statistics(report: &Report<'_>, numbering: &mut Numbering) -> Vec<Block> {
    let quantity = numbering.table(
        "Quantity of access by installation and reporting period",
        "table-quantity",
    );
    let reach = numbering.table(
        "Users and their countries by installation and reporting period",
        "table-distribution",
    );
    let cited_quantity = citing(
        "",
        &quantity,
        " has the units of access that each installation provided.",
    );
    let cited_reach = citing(
        "",
        &reach,
        " has the users that each installation reached and the countries from which they came. Users are distinct people \
         and are not added up.",
    );
    let (quantities, page) = table(
        report,
        rows(report, |row| is_main(report, row)),
        "Each installation with the access that it provided, by reporting period",
        quantity,
    );
    let (users, users_page) = table(
        report,
        rows(report, |row| REACH.contains(&row.metric.nature.name)),
        "Each installation with its users and their countries, by reporting period",
        reach,
    );
    let mut blocks = vec![
        Block::Heading(Numbering::plain(
            "Access provision to research infrastructures: statistics",
            "part-b-1-4",
        )),
        body(format!(
            "The statistics cover the virtual access of {} {} over {} ({}).",
            report.catalogue.project.acronym.value,
            report.catalogue.project.work_package.value,
            report.cumulative,
            report.catalogue.calendar.label(report.cumulative),
        )),
        Block::Heading(Numbering::plain("Quantity", "quantity")),
        cited_quantity,
    ];
    blocks.extend(held(page, vec![quantities]));
    blocks.extend([
        Block::Heading(Numbering::plain(
            "Geographical distribution of users",
            "geographical-distribution",
        )),
        cited_reach,
    ]);
    blocks.extend(held(users_page, vec![users]));
    blocks.extend(groups(report));
    blocks
}

fn is_main(report: &Report<'_>, row: &Row<'_>) -> bool {
    let mut sections = report.installations.iter();
    sections.any(|section| {
        section
            .main_rows()
            .iter()
            .any(|main| std::ptr::eq(*main, row))
    })
}

/// Returns a line for each row that is wanted, then one for the same metrics over all installations.
fn rows(report: &Report<'_>, wanted: impl Fn(&Row<'_>) -> bool) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let mut metrics = Vec::new();
    for section in &report.installations {
        for row in section.rows.iter().filter(|row| wanted(row)) {
            let title = &section.installation.title.value;
            rows.push(line(
                title,
                &row.printed.name.value,
                row.metric.unit.symbol(),
                figures(report, &row.values, &row.spans, &row.cumulative),
            ));
            if !metrics.contains(&&row.metric.id) {
                metrics.push(&row.metric.id);
            }
        }
    }
    let totals = report.totals.iter();
    let totals = totals.filter(|total: &&Total<'_>| metrics.contains(&&total.metric.id));
    rows.extend(totals.map(|total| {
        line(
            "All installations",
            &total.metric.name,
            total.metric.unit.symbol(),
            figures(report, &total.values, &total.spans, &total.cumulative),
        )
    }));
    rows
}

fn line<'f>(
    title: &str,
    name: &str,
    unit: &str,
    figures: impl Iterator<Item = &'f Figure>,
) -> Vec<Cell> {
    let mut row = vec![label(title), words(name), words(unit)];
    row.extend(figures.map(|value| figure(value, None)));
    row
}

/// Returns the reporting periods of the grant that several columns make up, such as `RP1`, each with its place among the
/// spans of the report.
fn of_the_grant<'r>(report: &'r Report<'_>) -> Vec<(usize, &'r str)> {
    let groups = report.catalogue.groups.iter();
    let groups = groups.filter(|(name, _)| name.starts_with("RP"));
    let found = groups.filter_map(|(name, span)| {
        let at = report.spans.iter().position(|other| other == span)?;
        Some((at, name.as_str()))
    });
    found.collect()
}

/// Returns the figures of a row in the order of the columns: periods, reporting periods of the grant, and all of them.
fn figures<'f>(
    report: &Report<'_>,
    values: &'f [Figure],
    spans: &'f [Figure],
    whole: &'f Figure,
) -> impl Iterator<Item = &'f Figure> {
    let of_the_grant = of_the_grant(report).into_iter();
    let of_the_grant = of_the_grant.filter_map(|(at, _)| spans.get(at));
    values.iter().chain(of_the_grant).chain([whole])
}

/// Returns a table with a column for each period, and how the page is held that it stands on.
fn table(
    report: &Report<'_>,
    rows: Vec<Vec<Cell>>,
    alt: &str,
    caption: Caption,
) -> (Block, Orientation) {
    let mut header: Vec<Cell> = ["Installation", "Metric", "Unit"].map(head).into();
    header.extend(report.columns.iter().map(|column| period(*column)));
    let of_the_grant = of_the_grant(report);
    header.extend(of_the_grant.iter().map(|(_, name)| head(*name)));
    header.push(cumulative(report.cumulative));
    let figures = report.columns.len() + of_the_grant.len() + 1;
    let lines = rows.iter().chain([&header]).map(Vec::as_slice);
    let fit = widths::fit(&widths::extents(lines), figures);
    let table = Block::Table(Table {
        role: Role::Statistics,
        installation: None,
        caption: Some(caption),
        alt: alt.to_owned(),
        columns: columns(&fit.widths, figures),
        header: Some(header),
        rows,
        notes: Vec::new(),
    });
    (table, fit.page)
}

/// Says from which countries the users came; of those that Horizon Europe knows, how they stand to the Union.
fn groups(report: &Report<'_>) -> Option<Block> {
    let mut totals = report.totals.iter();
    let total = totals.find(|total| total.metric.nature.name == "roster")?;
    let Value::Countries(all) = &total.cumulative.tally.value else {
        return None;
    };
    let style = &report.catalogue.style;
    let listed = |wanted: Option<Group>| {
        let fit = all.iter().copied();
        let fit =
            fit.filter(|country: &Country| wanted.is_none_or(|group| country.group() == group));
        let fit: Vec<Country> = fit.collect();
        (fit.len(), value_text(&Value::Countries(fit), style))
    };
    if all.is_empty() {
        return None;
    }
    let (count, names) = listed(None);
    let mut said = format!(
        "Countries reached over {}: {count} ({names}).",
        report.cumulative
    );
    if report.catalogue.project.funding == Some(Programme::HorizonEurope) {
        let groups = [
            (Group::Member, "Member states of the European Union"),
            (Group::Associated, "Countries associated to Horizon Europe"),
            (Group::Other, "Other countries"),
        ];
        for (group, words) in groups {
            let (count, names) = listed(Some(group));
            if count > 0 {
                write!(said, " {words}: {count} ({names}).").expect("a String takes everything");
            }
        }
    }
    Some(body(said))
}
