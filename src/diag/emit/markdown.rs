//! Findings for a comment on a pull request or the summary of a run, in the Markdown of GitHub.
//!
//! Words from files stand in code spans, where nothing is a link, a mention of a person, or HTML. A comment may have
//! 65,536 characters; what does not fit is counted. The first line lets a workflow find its comment and replace it.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Findings, Severity};
use crate::source::Sources;

use super::markdown_cell::{code, prose};
use super::{Colour, inert, totals};

/// Most characters of the whole text.
const LARGEST: usize = 60_000;
/// Characters that are kept for what closes the text.
const CLOSING: usize = 1_000;
/// A rule with more findings than that has a table of its own, folded.
const MANY: usize = 10;
/// Most findings of one rule that are listed; the rest is counted.
const LISTED: usize = 100;

/// Writes all findings that are not waived, graver ones first, then how many there are.
pub(super) fn emit(findings: &Findings, sources: &Sources, _: Colour) -> String {
    let totals = totals(findings.counts());
    let mut page = Page::default();
    page.push(&format!(
        "<!-- va-report: findings -->\n## va-report: {totals}\n"
    ));
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let of_it =
            |finding: &&Diagnostic| finding.waived.is_none() && finding.severity == severity;
        let found: Vec<&Diagnostic> = findings.iter().filter(of_it).collect();
        section(severity, &found, sources, &mut page);
    }
    if page.left_out > 0 {
        page.push(&format!(
            "\n{} more are left out here; `va-report check` shows all.\n",
            page.left_out
        ));
    }
    if findings.iter().any(|finding| finding.waived.is_none()) {
        page.push("\n`va-report explain CODE` says what a rule finds, and what to do.\n");
    }
    page.push(&format!("\n{totals}\n"));
    page.text
}

/// A text that grows to a limit.
#[derive(Default)]
struct Page {
    text: String,
    size: usize,
    full: bool,
    left_out: usize,
}

impl Page {
    fn push(&mut self, text: &str) {
        self.size += text.chars().count();
        self.text.push_str(text);
    }

    /// Adds rows between what opens and closes their table, as many as there is room for; returns how many.
    fn table(&mut self, open: &str, rows: &[String], close: &str) -> usize {
        let around = open.chars().count() + close.chars().count();
        let mut room = (LARGEST - CLOSING).saturating_sub(self.size + around);
        let fit = rows.iter().take_while(|row| {
            let size = row.chars().count();
            let fits = size <= room;
            room = room.saturating_sub(size);
            fits
        });
        let count = if self.full { 0 } else { fit.count() };
        self.full |= count < rows.len();
        if let Some(rows) = rows.get(..count).filter(|rows| !rows.is_empty()) {
            self.push(open);
            self.push(&rows.concat());
            self.push(close);
        }
        count
    }
}

/// Writes the findings of one severity: those of rules with few in one table, then a table for each other rule.
fn section(severity: Severity, found: &[&Diagnostic], sources: &Sources, page: &mut Page) {
    let mut rules: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in found {
        rules.entry(finding.rule.code).or_default().push(finding);
    }
    let many = |code: &str| rules.get(code).is_some_and(|same| same.len() > MANY);
    let few: Vec<&Diagnostic> = found
        .iter()
        .copied()
        .filter(|finding| !many(finding.rule.code))
        .collect();
    let mut heading = match severity {
        Severity::Error => "\n### Errors\n",
        Severity::Warning => "\n### Warnings\n",
        Severity::Note => "\n### Notes\n",
    };
    if !few.is_empty() {
        let rows: Vec<String> = few.iter().map(|finding| row(finding, sources)).collect();
        let open = format!("{heading}\n| Place | Rule | Finding |\n| --- | --- | --- |\n");
        page.left_out += rows.len() - page.table(&open, &rows, "");
        page.table(
            "\n<details><summary>What to do</summary>\n\n| Rule | What to do |\n| --- | --- |\n",
            &helps(&few),
            "\n</details>\n",
        );
        heading = "";
    }
    for same in rules.values().filter(|same| same.len() > MANY) {
        folded(severity, same, (heading, sources), page);
        heading = "";
    }
}

/// Writes the many findings of one rule, folded.
fn folded(
    severity: Severity,
    same: &[&Diagnostic],
    (heading, sources): (&str, &Sources),
    page: &mut Page,
) {
    let Some(first) = same.first() else { return };
    let listed = same.iter().take(LISTED);
    let rows: Vec<String> = listed
        .map(|finding| {
            let help = finding.help.as_deref().map(prose).unwrap_or_default();
            cells(&[place(finding, sources), prose(&finding.message), help])
        })
        .collect();
    let open = format!(
        "{heading}\n<details><summary>{} {}: {} {severity}s</summary>\n\n\
         | Place | Finding | What to do |\n| --- | --- | --- |\n",
        first.rule.code,
        first.rule.name,
        same.len()
    );
    page.left_out += same.len() - page.table(&open, &rows, "\n</details>\n");
}

fn row(finding: &Diagnostic, sources: &Sources) -> String {
    let rule = format!("{} {}", finding.rule.code, finding.rule.name);
    cells(&[place(finding, sources), rule, prose(&finding.message)])
}

fn place(finding: &Diagnostic, sources: &Sources) -> String {
    let place = finding.primary.as_ref().map(|label| label.place);
    place
        .map(|place| code(&inert::place(place, sources)))
        .unwrap_or_default()
}

/// Returns a row for each thing to do, once for all findings that need it.
fn helps(found: &[&Diagnostic]) -> Vec<String> {
    let said: BTreeSet<(&str, &str)> = found
        .iter()
        .filter_map(|finding| Some((finding.rule.code, finding.help.as_deref()?)))
        .collect();
    said.into_iter()
        .map(|(rule, help)| cells(&[rule.to_owned(), prose(help)]))
        .collect()
}

fn cells(cells: &[String]) -> String {
    inert::text(&format!("| {} |\n", cells.join(" | ")))
}
