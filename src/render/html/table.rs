//! Tables: heads that a reader's program knows as heads, and figures in exact form for the script.

use std::fmt::Write as _;

use crate::layout::document::{Align, Cell, CellKind, Column, Exact, Role, Table};

use super::body::{Story, captioned};
use super::escape::escape;
use super::inline::inlines;

/// Most lines of a table that is kept on one page of paper; a longer one would leave the page before it half empty.
const KEPT_WHOLE: usize = 18;

/// Where a cell stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Body,
}

/// Returns a table with its caption and the notes under it.
pub(super) fn table(table: &Table, story: &mut Story<'_>) -> String {
    story.tables += 1;
    let number = story.tables;
    story.marks = table.notes.iter().map(|note| note.mark.clone()).collect();
    let name = match &table.caption {
        Some(caption) => format!("aria-labelledby=\"{}\"", escape(&caption.anchor)),
        None => format!("aria-label=\"{}\"", escape(table.alt.trim())),
    };
    let name = if name == "aria-label=\"\"" {
        "aria-label=\"Table\"".to_owned()
    } else {
        name
    };
    let mut out = format!(
        "<div class=\"scroll\" role=\"group\" tabindex=\"0\" {name}>\n<table class=\"{}{}\"{}>\n",
        class(table),
        looks(table),
        table.caption.as_ref().map_or_else(String::new, |_| format!(
            " aria-describedby=\"about_{number}\""
        ))
    );
    if let Some(caption) = &table.caption {
        writeln!(
            out,
            "<caption id=\"{}\"><span class=\"caption\">{}</span></caption>",
            escape(&caption.anchor),
            captioned(caption)
        )
        .expect("a String takes everything");
    }
    let widths = table.columns.iter().map(|column| column.width);
    let widths = widths.map(|width| {
        story.widths.insert(width);
        format!("<col class=\"w{width}\">")
    });
    let widths: String = widths.collect();
    writeln!(out, "<colgroup>{widths}</colgroup>").expect("a String takes everything");
    if let Some(header) = &table.header {
        let cells = row(Part::Head, header, &table.columns, story);
        writeln!(out, "<thead>\n{cells}</thead>").expect("a String takes everything");
    }
    out.push_str("<tbody>\n");
    for cells in &table.rows {
        out.push_str(&row(Part::Body, cells, &table.columns, story));
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
    story.marks.clear();
    if table.caption.is_some() {
        writeln!(
            out,
            "<p id=\"about_{number}\" hidden>{}</p>",
            escape(&table.alt)
        )
        .expect("a String takes everything");
    }
    for (at, note) in table.notes.iter().enumerate() {
        writeln!(
            out,
            "<p class=\"small\" id=\"table_{number}_{}\"><sup>{}</sup> {}</p>",
            at + 1,
            escape(&note.mark),
            inlines(&note.content, story)
        )
        .expect("a String takes everything");
    }
    out
}

/// Returns whether the order of rows has no meaning of its own.
fn is_sortable(table: &Table) -> bool {
    table.header.is_some() && table.rows.len() > 1 && table.role != Role::Text
}

/// Returns the further classes of a table.
fn looks(table: &Table) -> String {
    let sortable = if is_sortable(table) { " sortable" } else { "" };
    let lines = table.rows.iter().map(|cells| lines(cells)).sum::<usize>();
    let whole = if lines <= KEPT_WHOLE { " whole" } else { "" };
    format!("{sortable}{whole}")
}

/// Returns how many lines a row has at least.
fn lines(cells: &[Cell]) -> usize {
    let lines = cells.iter().map(|cell| cell.paragraphs.len()).max();
    lines.unwrap_or_default().max(1)
}

fn class(table: &Table) -> &'static str {
    match table.role {
        Role::Text => "written",
        _ if table.header.is_none() => "description",
        _ => "figures",
    }
}

fn row(part: Part, cells: &[Cell], columns: &[Column], story: &mut Story<'_>) -> String {
    let cells = cells.iter().enumerate().map(|(at, one)| {
        let align = columns.get(at).map_or(Align::Start, |column| column.align);
        cell(part, one, align, story)
    });
    format!("<tr>{}</tr>\n", cells.collect::<String>())
}

fn cell(part: Part, cell: &Cell, align: Align, story: &mut Story<'_>) -> String {
    let mut paragraphs: Vec<String> = cell
        .paragraphs
        .iter()
        .map(|content| inlines(content, story))
        .collect();
    let words = if paragraphs.len() == 1 {
        paragraphs.pop().unwrap_or_default()
    } else {
        let lines = paragraphs.iter().flat_map(|words| ["<p>", words, "</p>"]);
        lines.collect()
    };
    // A head without words would be read out as one all the same.
    let scope = match (part, cell.kind) {
        _ if words.trim().is_empty() => None,
        (Part::Head, _) => Some("col"),
        (Part::Body, CellKind::Label) => Some("row"),
        (Part::Body, _) => None,
    };
    let tag = if scope.is_some() { "th" } else { "td" };
    let scope = scope.map_or_else(String::new, |scope| format!(" scope=\"{scope}\""));
    let absent = cell.kind == CellKind::Absent;
    let class = match (align, absent) {
        (Align::Start, false) => "",
        (Align::Start, true) => " class=\"absent\"",
        (Align::Centre, false) => " class=\"centre\"",
        (Align::Centre, true) => " class=\"centre absent\"",
        (Align::End, false) => " class=\"end\"",
        (Align::End, true) => " class=\"end absent\"",
    };
    format!("<{tag}{scope}{class}{}>{words}</{tag}>", exact(cell.exact))
}

/// Returns what the script is told of a cell.
fn exact(exact: Exact) -> String {
    match exact {
        Exact::Nothing => String::new(),
        Exact::Amount(amount) => format!(" data-value=\"{}\"", amount.normalize()),
        Exact::Period(period) => format!(" data-period=\"{period}\""),
        Exact::Cumulative => " data-period=\"cumulative\"".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::exact;
    use crate::layout::document::Exact;
    use crate::quantity::Decimal;

    #[test]
    fn the_script_is_told_digits_and_a_point_only() {
        let told = |number, scale| exact(Exact::Amount(Decimal::new(number, scale)));
        assert_eq!(told(-1_234_500, 3), " data-value=\"-1234.5\"");
        assert_eq!(told(0, 2), " data-value=\"0\"");
        assert_eq!(exact(Exact::Nothing), "");
    }
}
