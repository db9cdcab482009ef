//! Markdown as GitHub reads it.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::hostile::{HEADER, faulty_rows};
use crate::support::Project;
use crate::{SHOWN, Shown, open, parsed, shown, text, visible};

/// What a reader of Markdown sees: the cells of each row of each table, and the text outside of tables.
#[derive(Debug, Default)]
struct Page {
    tables: Vec<Vec<Vec<String>>>,
    outside: String,
}

/// Reads Markdown and asserts that it holds nothing but what the form itself puts there.
fn read_markdown(markdown: &str) -> Page {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH;
    let mut page = Page::default();
    let mut in_table = false;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::Table(_)) => {
                page.tables.push(Vec::new());
                in_table = true;
            }
            Event::End(TagEnd::Table) => in_table = false,
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                page.tables.last_mut().unwrap().push(Vec::new());
            }
            Event::Start(Tag::TableCell) => {
                page.tables
                    .last_mut()
                    .unwrap()
                    .last_mut()
                    .unwrap()
                    .push(String::new());
            }
            Event::Code(code) if in_table => page.cell().push_str(&code),
            Event::Text(words) if in_table => {
                for bad in ["@", "#", "www.", "://", "<", "\u{1b}"] {
                    assert!(!words.contains(bad), "{words}");
                }
                page.cell().push_str(&words);
            }
            Event::Code(words) | Event::Text(words) => page.outside.push_str(&words),
            Event::Html(html) => {
                let known = html.starts_with("<!-- va-report: findings -->")
                    || html.starts_with("<details><summary>") && html.ends_with("</summary>\n")
                    || html.trim_end() == "</details>";
                assert!(known, "{html}");
            }
            Event::Start(Tag::Heading { .. } | Tag::Paragraph | Tag::HtmlBlock)
            | Event::End(
                TagEnd::Heading(_)
                | TagEnd::Paragraph
                | TagEnd::HtmlBlock
                | TagEnd::TableHead
                | TagEnd::TableRow
                | TagEnd::TableCell,
            ) => {}
            other => panic!("{other:?}"),
        }
    }
    page
}

impl Page {
    fn cell(&mut self) -> &mut String {
        self.tables
            .last_mut()
            .unwrap()
            .last_mut()
            .unwrap()
            .last_mut()
            .unwrap()
    }

    /// Returns the findings in the tables, as place and message.
    fn findings(&self) -> Vec<(&str, &str)> {
        let mut found = Vec::new();
        for table in &self.tables {
            let (head, rows) = table.split_first().unwrap();
            let Some(column) = head.iter().position(|name| name == "Finding") else {
                assert_eq!(head, &["Rule", "What to do"]);
                continue;
            };
            found.extend(
                rows.iter()
                    .map(|row| (row[0].as_str(), row[column].as_str())),
            );
        }
        found
    }
}

/// Returns a place and a message without what cells lose: blanks and backticks; long ones are cut.
fn bare(place: &str, message: &str) -> String {
    let place = place.replace('\n', "<U+000A>");
    let bare = |text: &str| -> String {
        let text = visible(text)
            .replace("##[", "##<U+005B>")
            .replace("##vso[", "##vso<U+005B>");
        let letters = text
            .chars()
            .filter(|letter| !matches!(letter, '`' | ' ' | '\n'));
        letters.take(100).collect()
    };
    format!("{}: {}", bare(&place), bare(message))
}

#[test]
fn markdown_shows_every_finding_and_obeys_none() {
    for Shown {
        name,
        forms,
        findings,
        ..
    } in &*SHOWN
    {
        let markdown = &forms["markdown"];
        let page = read_markdown(markdown);
        let rows = page.findings();
        let open = open(findings);
        let left_out = markdown
            .lines()
            .find_map(|line| line.split_once(" more are left out"));
        let left_out: usize = left_out.map_or(0, |(number, _)| number.parse().unwrap());
        assert_eq!(rows.len() + left_out, open.len(), "{name}");
        let known: BTreeSet<String> = open
            .into_iter()
            .map(|finding| {
                let file = finding["file"].as_str();
                let place =
                    file.map(|file| format!("{file}:{}:{}", finding["line"], finding["column"]));
                bare(&place.unwrap_or_default(), text(finding, "/message"))
            })
            .collect();
        for (place, message) in rows {
            assert!(
                known.contains(&bare(place, message)),
                "{name}: {place}: {message}"
            );
        }
        let mut table_lines = markdown.lines().filter(|line| line.starts_with('|'));
        assert!(
            table_lines.all(|line| matches!(line.matches('|').count(), 3 | 4)),
            "{name}"
        );
    }
}

#[test]
fn markdown_stays_below_what_a_comment_may_have_and_says_what_it_left_out() {
    let long = "x|".repeat(200);
    let rows: String = (0..300)
        .map(|number| faulty_rows(&format!("{number}{long}")))
        .collect();
    let project = Project::minimal().file("data/rows.csv", format!("{HEADER}{rows}"));
    let markdown = shown(&project, "markdown");
    let size = markdown.chars().count();
    assert!((50_000..=60_000).contains(&size), "{size}");
    let page = read_markdown(&markdown);
    let findings = parsed(&project, "json");
    let left_out = open(&findings).len() - page.findings().len();
    let wanted = format!("\n{left_out} more are left out here; `va-report check` shows all.\n");
    assert!(left_out > 1000 && markdown.contains(&wanted), "{left_out}");
    assert_eq!(
        markdown.matches("<details>").count(),
        markdown.matches("</details>").count()
    );
}

#[test]
fn markdown_without_findings_is_a_heading_and_totals() {
    let project = Project::of_rule("base");
    assert_eq!(
        shown(&project, "markdown"),
        "<!-- va-report: findings -->\n## va-report: 0 errors, 0 warnings\n\n0 errors, 0 warnings\n"
    );
}
