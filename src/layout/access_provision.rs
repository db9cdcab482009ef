//! The table of access provision, with the columns that the Commission asks for.

use crate::catalogue::Installation;
use crate::quantity::Decimal;
use crate::report::{Report, amount_text};
use crate::source::Spanned;

use super::cells::{amount, body, citing, columns, head, label};
use super::cover::known;
use super::document::{Block, Cell, Orientation, Paragraph, Role, Table, Voice};
use super::numbering::Numbering;

/// Heads of the columns, with the share of the width that each takes.
const COLUMNS: &[(&str, u16)] = &[
    ("Access provider short name", 85),
    ("Short name of infrastructure", 90),
    ("Installation number", 75),
    ("Installation short name", 95),
    ("Installation country code", 75),
    ("Type of access", 60),
    ("Unit of access", 75),
    ("Unit cost (€)", 70),
    ("Minimum quantity of access", 80),
    ("Access costs by unit cost (€)", 80),
    ("Access costs as actual costs (€)", 80),
    ("Estimated number of users", 65),
    ("Estimated number of user projects", 70),
];

/// How many columns, from the end, hold figures.
const FIGURES: usize = 6;

/// Lays the table out.
pub(super) fn access_provision(report: &Report<'_>, numbering: &mut Numbering) -> Vec<Block> {
    let caption = numbering.table(
        "Trans-national and virtual access provision",
        "table-access-provision",
    );
    let installations = report.catalogue.installations.iter();
    let rows: Vec<Vec<Cell>> = installations
        .map(|installation| row(report, installation))
        .collect();
    let widths: Vec<u16> = COLUMNS.iter().map(|(_, width)| *width).collect();
    let headers = COLUMNS.iter().map(|(words, _)| head(*words));
    vec![
        Block::Turn(Orientation::Landscape),
        Block::Heading(Numbering::plain("Access provision", "access-provision")),
        citing(
            "",
            &caption,
            " has the access to each installation as the grant agreement describes it. Costs are in euro.",
        ),
        Block::Table(Table {
            role: Role::Provision,
            installation: None,
            caption: Some(caption),
            alt: "Each installation with its unit of access, costs, quantity and expected users"
                .to_owned(),
            columns: columns(&widths, FIGURES),
            header: Some(headers.collect()),
            rows,
            notes: Vec::new(),
        }),
        note(),
    ]
}

fn note() -> Block {
    let Block::Paragraph(paragraph) = body("A dash stands for what the project file does not say.")
    else {
        return Block::PageBreak;
    };
    Block::Paragraph(Paragraph {
        voice: Voice::Note,
        ..paragraph
    })
}

fn row(report: &Report<'_>, installation: &Installation) -> Vec<Cell> {
    let provider = report.catalogue.provider(&installation.provider);
    let access = installation.access.as_ref();
    let word = |text: Option<&Spanned<String>>| known(text.map(|text| text.value.clone()));
    let figure = |figure: Option<&Spanned<Decimal>>| match figure {
        Some(figure) => amount(amount_text(figure.value, &report.catalogue.style)),
        None => known(None),
    };
    vec![
        label(provider.map_or("–", |provider| provider.name.value.as_str())),
        word(access.and_then(|access| access.infrastructure.as_ref())),
        word(access.and_then(|access| access.number.as_ref())),
        word(access.and_then(|access| access.short_name.as_ref())),
        known(access.and_then(|access| access.country).map(|country| {
            match report.catalogue.style.countries {
                crate::catalogue::CountryStyle::Iso => country.code().to_owned(),
                crate::catalogue::CountryStyle::Eu => country.eu_code().to_owned(),
            }
        })),
        known(
            access
                .and_then(|access| access.kind)
                .map(|kind| kind.code().to_owned()),
        ),
        word(access.and_then(|access| access.unit.as_ref())),
        figure(access.and_then(|access| access.unit_cost.as_ref())),
        figure(access.and_then(|access| access.quantity.as_ref())),
        figure(access.and_then(|access| access.costs.as_ref())),
        figure(access.and_then(|access| access.actual_costs.as_ref())),
        figure(access.and_then(|access| access.users.as_ref())),
        figure(access.and_then(|access| access.projects.as_ref())),
    ]
}
