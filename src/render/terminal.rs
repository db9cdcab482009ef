//! The report on a terminal: a summary, or the whole document. No colours, no escape sequences.

use std::fmt::Write as _;

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table as Grid, TableStyle,
    Width,
};

use crate::diag::covered;
use crate::layout::document::{Align, Block, Cell, Document, Inline, List, Role, Table, Voice};
use crate::report::{Report, Text, amount_text};

/// Width where a terminal does not say its own, in columns.
pub const WIDTH: u16 = 120;

/// Writes the summary: the budgets with their burn-down, and one line for each installation.
pub fn summary(report: &Report<'_>, width: u16) -> String {
    let project = &report.catalogue.project;
    let mut out = format!(
        "{} {} · Virtual Access {} ({})\n\n",
        plain(&project.acronym.value),
        plain(&project.work_package.value),
        report.period,
        report.catalogue.calendar.label(report.period)
    );
    if !report.budgets.is_empty() {
        writeln!(out, "{}\n", budgets(report, width).trim_fmt())
            .expect("a String takes everything");
    }
    writeln!(out, "{}", installations(report, width).trim_fmt())
        .expect("a String takes everything");
    out
}

/// A column of a table of the summary.
pub(super) struct Column<'t> {
    header: &'t str,
    align: Align,
    /// A narrow terminal has no room for all: the column with the largest number goes first, one with 0 never.
    spare: u8,
    /// Columns that it needs at least, unless its cells are shorter.
    least: usize,
}

/// Returns a column.
pub(super) const fn column(header: &str, align: Align, spare: u8) -> Column<'_> {
    Column {
        header,
        align,
        spare,
        least: 0,
    }
}

/// Columns between two columns of a table.
const GAP: usize = 2;
/// Columns that stand empty beside the text of a cell of the document.
const PADDING: usize = 2;
/// Columns that hold most words.
const WORD: usize = 8;
/// Columns in which the title of an installation is still easy to read.
const TITLE: usize = 24;

fn budgets(report: &Report<'_>, width: u16) -> Grid {
    let style = &report.catalogue.style;
    let columns = [
        column("Budget", Align::Start, 0),
        column("Used", Align::End, 0),
        column("Total", Align::End, 0),
        column("Unit", Align::Start, 3),
        column("Burn-down", Align::Start, 4),
        column("Left", Align::End, 0),
        column("Of plan", Align::End, 2),
        column("Rate/month", Align::End, 6),
        column("Needed", Align::End, 5),
        column("At current rate", Align::End, 1),
    ];
    let mut rows = Vec::new();
    for position in &report.budgets {
        let required = position.required_rate;
        let percent = |value, decimals| style.numbers.percent(value, decimals);
        rows.push(vec![
            plain(&position.budget.title),
            position.used_text(style),
            amount_text(position.budget.total, style),
            position.budget.unit.symbol().to_owned(),
            bar(position.used_percent),
            percent(position.left_percent, 3),
            percent(position.planned_percent, 1),
            style.numbers.amount(position.rate, 1),
            required.map_or_else(|| "–".to_owned(), |rate| style.numbers.amount(rate, 1)),
            format!(
                "{} ({})",
                style.numbers.amount(position.at_current_rate, 0),
                percent(position.at_current_rate_percent, 0)
            ),
        ]);
    }
    grid(width, &columns, rows)
}

/// Returns ten squares, filled by tenths of a percentage.
fn bar(percent: crate::quantity::Decimal) -> String {
    let tenths = percent / crate::quantity::Decimal::TEN;
    let filled = usize::try_from(tenths.round().max(crate::quantity::Decimal::ZERO))
        .unwrap_or(10)
        .min(10);
    format!("{}{}", "█".repeat(filled), "░".repeat(10 - filled))
}

fn installations(report: &Report<'_>, width: u16) -> Grid {
    let period = report.period.to_string();
    let now = format!("Main metric in {period}");
    let columns = [
        Column {
            least: TITLE,
            ..column("Installation", Align::Start, 0)
        },
        column("Provider", Align::Start, 3),
        column(&now, Align::End, 0),
        column("Cumulative", Align::End, 0),
        column("Users", Align::End, 0),
        column("Countries", Align::End, 1),
        column("Assessment", Align::Start, 2),
    ];
    let mut rows = Vec::new();
    for section in &report.installations {
        let provider = report.catalogue.provider(&section.installation.provider);
        let main = section.main_rows().first().copied();
        let main = main.or(section.rows.first());
        let last = |nature: &str| {
            let row = section
                .rows
                .iter()
                .find(|row| row.metric.nature.name == nature);
            row.and_then(|row| row.values.last())
                .map_or_else(|| "–".to_owned(), |figure| figure.text.clone())
        };
        let now = main.and_then(|row| Some(row.values.last()?.with_unit(row.metric.unit)));
        let assessment = match &section.assessment {
            Text::Written(_) => "written",
            Text::TakenOver(_) => "taken over",
            Text::Stub(_) => "stub",
        };
        rows.push(vec![
            plain(&section.installation.title.value),
            plain(provider.map_or("–", |provider| provider.name.value.as_str())),
            now.unwrap_or_else(|| "–".to_owned()),
            main.map_or_else(|| "–".to_owned(), |row| row.cumulative.text.clone()),
            last("distinct"),
            last("count"),
            assessment.to_owned(),
        ]);
    }
    grid(width, &columns, rows)
}

/// Writes the whole document.
pub fn document(document: &Document, width: u16) -> String {
    let mut out = String::new();
    for block in document.blocks() {
        write_block(block, width, &mut out);
    }
    out
}

fn write_block(block: &Block, width: u16, out: &mut String) {
    match block {
        Block::Title { text, lines } => {
            writeln!(out, "{}", plain(text)).expect("a String takes everything");
            for line in lines {
                writeln!(out, "{}", plain(line)).expect("a String takes everything");
            }
            out.push('\n');
        }
        Block::Heading(heading) => {
            let number = heading
                .number
                .as_ref()
                .map(|number| format!("{number} "))
                .unwrap_or_default();
            let line = format!("{number}{}", plain(&heading.text));
            let rule = if heading.level == 1 { "=" } else { "-" };
            writeln!(out, "{line}\n{}\n", rule.repeat(line.chars().count()))
                .expect("a String takes everything");
        }
        Block::Paragraph(paragraph) => {
            let bar = bar_of(paragraph.voice);
            let room = width.saturating_sub(bar_width(bar));
            barred(bar, &wrap(&inlines(&paragraph.content), room, 0), out);
        }
        Block::List(list) => {
            let bar = bar_of(list.voice);
            let mut lines = String::new();
            write_list(list, width.saturating_sub(bar_width(bar)), 0, &mut lines);
            barred(bar, &lines, out);
        }
        Block::Table(table) => write_table(table, width, out),
        Block::Slot(slot) => slot
            .blocks
            .iter()
            .for_each(|block| write_block(block, width, out)),
        Block::Contents
        | Block::Figure(_)
        | Block::ListOf(_)
        | Block::Turn(_)
        | Block::PageBreak => {}
    }
}

/// Returns what stands before each line that nobody wrote for this period.
fn bar_of(voice: Voice) -> &'static str {
    match voice {
        Voice::Body | Voice::Note => "",
        Voice::Guidance => "│ ",
        Voice::TakenOver => "║ ",
    }
}

fn bar_width(bar: &str) -> u16 {
    if bar.is_empty() { 0 } else { 2 }
}

/// Adds lines with a bar before each, and an empty one.
fn barred(bar: &str, lines: &str, out: &mut String) {
    for line in lines.lines() {
        writeln!(out, "{}", format!("{bar}{line}").trim_end()).expect("a String takes everything");
    }
    out.push('\n');
}

fn write_list(list: &List, width: u16, indent: usize, out: &mut String) {
    for (at, item) in list.items.iter().enumerate() {
        let mark = if list.ordered {
            format!("{}. ", at + 1)
        } else {
            "• ".to_owned()
        };
        let text = wrap(
            &inlines(&item.content),
            width,
            indent + mark.chars().count(),
        );
        out.push_str(&" ".repeat(indent));
        out.push_str(&mark);
        out.push_str(text.trim_start());
        if let Some(nested) = &item.nested {
            write_list(nested, width, indent + 2, out);
        }
    }
}

fn write_table(table: &Table, width: u16, out: &mut String) {
    if let Some(caption) = &table.caption {
        writeln!(out, "{}: {}", caption.name(), plain(&caption.text))
            .expect("a String takes everything");
    }
    let mut grid = Grid::new();
    grid.load_style(UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width);
    if let Some(header) = &table.header {
        grid.set_header(header.iter().map(cell_text));
    }
    for row in &table.rows {
        grid.add_row(row.iter().map(cell_text));
    }
    for (at, column) in table.columns.iter().enumerate() {
        match column.align {
            Align::Start => {}
            Align::Centre => align(&mut grid, at, CellAlignment::Center),
            Align::End => align(&mut grid, at, CellAlignment::Right),
        }
    }
    if let (Role::Description | Role::Cover, Some(first)) = (table.role, grid.column_mut(0)) {
        first.set_constraint(ColumnConstraint::Absolute(Width::Fixed(22)));
    } else {
        keep_figures(&mut grid, table, width);
    }
    writeln!(out, "{}", grid.trim_fmt()).expect("a String takes everything");
    for note in &table.notes {
        writeln!(out, "{} {}", plain(&note.mark), inlines(&note.content))
            .expect("a String takes everything");
    }
    out.push('\n');
}

/// Keeps figures in one piece, where the width has room for all of them and some of the words.
fn keep_figures(grid: &mut Grid, table: &Table, width: u16) {
    let longest = |at: usize| {
        let header = table.header.iter().filter_map(|header| header.get(at));
        let cells = table.rows.iter().filter_map(|row| row.get(at));
        let texts: Vec<String> = header.chain(cells).map(cell_text).collect();
        let words = texts.iter().flat_map(|text| text.split([' ', '\n']));
        words
            .map(|word| word.chars().count())
            .max()
            .unwrap_or_default()
    };
    let columns = table.columns.iter().enumerate();
    let needed: Vec<(usize, usize)> = columns
        .map(|(at, column)| match column.align {
            Align::End => (at, longest(at) + PADDING),
            // The columns of a text's table may all be narrow.
            _ if table.role == Role::Text => (at, longest(at).min(WORD) + PADDING),
            Align::Start | Align::Centre => (at, WORD + PADDING),
        })
        .collect();
    if needed.iter().map(|(_, least)| least + 1).sum::<usize>() > usize::from(width) {
        return;
    }
    for (at, least) in needed {
        let least = u16::try_from(least).unwrap_or(width);
        if let Some(column) = grid.column_mut(at) {
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
        }
    }
}

fn cell_text(cell: &Cell) -> String {
    cell.paragraphs
        .iter()
        .map(|runs| inlines(runs))
        .collect::<Vec<_>>()
        .join("\n")
}

fn inlines(content: &[Inline]) -> String {
    content.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) | Inline::Code(text) | Inline::Reference { text, .. } => plain(text),
        Inline::Strong(content) | Inline::Emphasis(content) | Inline::Doubtful(content) => {
            inlines(content)
        }
        Inline::Link { url, content } => {
            let text = inlines(content);
            if text == *url {
                text
            } else {
                format!("{text} <{}>", plain(url))
            }
        }
        Inline::Footnote(content) => format!(" ({})", inlines(content)),
        Inline::Mark(mark) => format!(" [{}]", plain(mark)),
    }
}

/// Lays out a table of the summary: words and figures are never broken, and what has no room is left out.
pub(super) fn grid(width: u16, columns: &[Column<'_>], mut rows: Vec<Vec<String>>) -> Grid {
    let needed = |at: usize, column: &Column<'_>| {
        let cells = rows
            .iter()
            .filter_map(|row| row.get(at).map(String::as_str));
        let cells = cells.chain([column.header]);
        let words = cells.clone().flat_map(|cell| cell.split([' ', '\n']));
        let longest = words.map(|word| word.chars().count()).max();
        let whole = cells.map(|cell| cell.chars().count()).max();
        whole
            .min(Some(column.least))
            .max(longest)
            .unwrap_or_default()
    };
    let mut shown: Vec<(usize, &Column<'_>, usize)> = columns
        .iter()
        .enumerate()
        .map(|(at, column)| (at, column, needed(at, column)))
        .collect();
    while shown.iter().map(|(_, _, least)| least + GAP).sum::<usize>() > usize::from(width) {
        let spare = shown.iter().map(|(_, column, _)| column.spare).max();
        let Some(spare) = spare.filter(|spare| *spare > 0) else {
            break;
        };
        shown.retain(|(_, column, _)| column.spare != spare);
    }
    let mut grid = Grid::new();
    let lines = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));
    grid.load_style(lines)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width)
        .set_header(shown.iter().map(|(_, column, _)| column.header));
    for row in &mut rows {
        let cells = shown
            .iter()
            .map(|(at, _, _)| row.get_mut(*at).map(std::mem::take));
        grid.add_row(cells.map(Option::unwrap_or_default));
    }
    for ((_, column, least), laid_out) in shown.iter().zip(grid.column_iter_mut()) {
        laid_out.set_padding((0, 1));
        let least = u16::try_from(least + 1).unwrap_or(width);
        laid_out.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
        if column.align == Align::End {
            laid_out.set_cell_alignment(CellAlignment::Right);
        }
    }
    grid
}

fn align(grid: &mut Grid, at: usize, alignment: CellAlignment) {
    if let Some(column) = grid.column_mut(at) {
        column.set_cell_alignment(alignment);
    }
}

/// Returns text without anything that could drive a terminal; line feeds stay.
pub(super) fn plain(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(covered).collect();
    lines.join("\n")
}

/// Returns text broken at blanks to `width` columns, each line indented.
fn wrap(text: &str, width: u16, indent: usize) -> String {
    let room = usize::from(width).saturating_sub(indent).max(20);
    let pad = " ".repeat(indent);
    let mut out = String::new();
    for line in text.split('\n') {
        let mut length = 0;
        for word in line.split(' ') {
            let wide = word.chars().count();
            if length > 0 && length + 1 + wide > room {
                out.push('\n');
                length = 0;
            }
            if length == 0 {
                out.push_str(&pad);
            } else {
                out.push(' ');
                length += 1;
            }
            out.push_str(word);
            length += wide;
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{plain, wrap};

    #[test]
    fn escape_sequences_in_data_are_shown_not_sent() {
        assert_eq!(plain("a\u{1b}[2Jb"), "a\u{FFFD}[2Jb");
    }

    #[test]
    fn long_lines_break_at_blanks() {
        let text = wrap("aaaa bbbb cccc dddd eeee ffff", 20, 2);
        assert!(
            text.lines()
                .all(|line| line.len() <= 22 && line.starts_with("  ")),
            "{text}"
        );
    }
}
