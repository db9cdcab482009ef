//! Tables in Markdown: a line for each row, its cells between bars.

use super::Labels;
use super::line::{Care, Line};
use crate::narrative::text::{ColumnAlign, Run, TextTable};

/// Writes a table.
pub(super) fn table(table: &TextTable, care: Care, labels: &Labels) -> String {
    let row = |cells: &[Vec<Run>]| {
        let cells: Vec<String> = cells.iter().map(|runs| cell(runs, care, labels)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let rule: Vec<&str> = table.align.iter().map(|align| rule(*align)).collect();
    let mut lines = vec![row(&table.header), format!("|{}|", rule.join("|"))];
    lines.extend(table.rows.iter().map(|cells| row(cells)));
    lines.join("\n")
}

fn rule(align: ColumnAlign) -> &'static str {
    match align {
        ColumnAlign::Start => "---",
        ColumnAlign::Centre => ":-:",
        ColumnAlign::End => "--:",
    }
}

fn cell(runs: &[Run], care: Care, labels: &Labels) -> String {
    let mut line = Line::new(care, 0, labels);
    line.runs(runs);
    let text = line.finish().replace("\\\n", "<br>");
    let mut out = String::with_capacity(text.len());
    let mut escaped = false;
    for letter in text.chars() {
        if letter == '|' && !escaped {
            out.push('\\');
        }
        escaped = letter == '\\' && !escaped;
        out.push(letter);
    }
    out
}
