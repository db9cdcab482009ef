//! The workbook behind a chart, which Word opens to edit its figures.

use anyhow::Context as _;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use crate::layout::document::Properties;
use crate::quantity::Decimal;

use super::grid::{Grid, Names, SHEET};

/// Writes the workbook of a chart; its date is that of the report.
///
/// # Errors
///
/// Fails only when it cannot be packed.
pub(super) fn write(grid: &Grid, properties: &Properties) -> anyhow::Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::parse_from_str(&properties.created)?;
    let about = DocProperties::new()
        .set_author(&properties.creator)
        .set_creation_datetime(&created);
    workbook.set_properties(&about);
    let sheet = workbook.add_worksheet();
    sheet.set_name(SHEET)?;
    sheet.write_string(0, 0, &grid.corner)?;
    for at in 0..grid.names.len() {
        let row = u32::try_from(at + 1)?;
        match &grid.names {
            Names::Words(words) => {
                let word = words.get(at).map_or("", String::as_str);
                sheet.write_string(row, 0, within(word))?;
            }
            Names::Months(months) => {
                let month = months.get(at).copied().unwrap_or_default();
                sheet.write_number(row, 0, month)?;
            }
        }
    }
    for (at, column) in grid.columns.iter().enumerate() {
        let place = u16::try_from(at + 1)?;
        sheet.write_string(0, place, within(&column.name))?;
        for (at, cell) in column.cells.iter().enumerate() {
            if let Some(cell) = cell {
                sheet.write_number(u32::try_from(at + 1)?, place, number(*cell))?;
            }
        }
    }
    workbook.save_to_buffer().context("packing a workbook")
}

/// Returns a name as long as a cell may hold.
fn within(name: &str) -> &str {
    let end = name
        .char_indices()
        .nth(8_000)
        .map_or(name.len(), |(at, _)| at);
    name.get(..end).unwrap_or(name)
}

/// Returns the number that a sheet can hold that is closest to an amount.
fn number(amount: Decimal) -> f64 {
    amount.to_string().parse().unwrap_or_default()
}
