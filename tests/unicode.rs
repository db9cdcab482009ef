//! Any text in any field comes out of the Word file, of the Markdown and of the page as it went in.
//!
//! As it went in means, in this order:
//! 1. a line feed with a carriage return before it is a line feed;
//! 2. blanks at the ends of a field are left out; in fields of free text (description, task, baseline, method, names
//!    of providers in a table) this holds for each line, and empty lines are left out: each line is a paragraph;
//! 3. each character that XML cannot hold, or that its readers would change, is printed as U+FFFD: controls but line
//!    feed and tab, U+FFFE and U+FFFF;
//! 4. line feeds are line breaks and tabs are tabs, except in what is printed on one line: title and number of the
//!    report, acronym, titles of installations and budgets, names of metrics over all installations. There line feeds,
//!    tabs and repeated blanks are single blanks;
//! 5. in a cell of a table inside an assessment, all this holds too;
//! 6. what Markdown cannot keep does not count: a tab is a blank, and a line neither begins nor ends with one.

#[path = "support/outline.rs"]
mod outline;
#[path = "support/package.rs"]
#[expect(dead_code, reason = "the tests of the package use the rest")]
mod package;
#[path = "support/page.rs"]
mod page;
#[path = "unicode/project.rs"]
mod project;
#[path = "unicode/texts.rs"]
mod texts;
#[path = "support/xml.rs"]
mod xml;

use std::fmt::Debug;

use outline::{Outline, tidy};
use project::{Files, escaped};
use proptest::prelude::prop_assert_eq;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use texts::{Texts, projects, tables};

/// How many projects are tried; they are the same ones in every run.
const CASES: u32 = 48;

/// How many tables the report of such a project has without those of its texts.
const TABLES: usize = 4 + 2 * 3;

#[test]
fn any_text_in_any_field_comes_out_as_it_went_in() {
    let outcome = runner().run(&projects(), |texts| check(&texts));
    outcome.unwrap_or_else(|fault| panic!("{fault}"));
}

#[test]
fn any_text_in_a_table_of_an_assessment_comes_out_as_it_went_in() {
    let outcome = runner().run(&tables(), |rows| check_table(&rows));
    outcome.unwrap_or_else(|fault| panic!("{fault}"));
}

fn runner() -> TestRunner {
    let config = Config {
        cases: CASES,
        failure_persistence: None,
        max_shrink_iters: 2_000,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    TestRunner::new_with_rng(config, rng)
}

fn check_table(rows: &[Vec<String>]) -> Result<(), TestCaseError> {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut lines = rows
        .iter()
        .map(|row| line(row.iter().map(|cell| escaped(cell)).collect()));
    let columns = rows[0].len();
    let markdown = [
        lines.next().unwrap_or_default(),
        line(vec!["---".to_owned(); columns]),
        lines.collect(),
    ];
    let mut files = Files::of(&texts::simple());
    files.assessments = vec![("raw", markdown.concat())];
    let found = files.read_back().map_err(TestCaseError::fail)?;
    let wanted: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let cells = row.iter().map(|cell| tidy(&printable(cell)));
            let empty = std::iter::repeat_n(String::new(), columns - row.len());
            cells.chain(empty).collect()
        })
        .collect();
    prop_assert_eq!(found.docx.tables.last(), Some(&wanted));
    // The table of the text and the one on the cover have no caption.
    let captions = found.docx.captions.iter();
    let tables = captions.filter(|caption| caption.starts_with("Table "));
    prop_assert_eq!(tables.count(), found.docx.tables.len() - 2);
    agree(&found.docx, &found.markdown)
}

fn check(texts: &Texts) -> Result<(), TestCaseError> {
    let found = Files::of(texts).read_back().map_err(TestCaseError::fail)?;
    let docx = &found.docx;
    prop_assert_eq!(&found.title, &line(&texts.deliverable));
    titles_hold(docx, texts)?;
    cells_hold(docx, texts)?;
    lines_hold(docx, texts)?;
    prop_assert_eq!(slot(docx, "plain"), tidy(&printable(&texts.plain)));
    let wanted = letters(&words(&texts.raw));
    let shown = letters(&slot(docx, "raw"));
    let tables = letters(&docx.tables[TABLES..].concat().concat().concat());
    if wanted.is_empty() {
        // Nobody wrote a text, and the report says so.
    } else if tables.is_empty() {
        prop_assert_eq!(shown, wanted);
    } else {
        prop_assert_eq!(sorted(&(shown + &tables)), sorted(&wanted));
    }
    agree(docx, &found.markdown)
}

fn titles_hold(outline: &Outline, texts: &Texts) -> Result<(), TestCaseError> {
    prop_assert_eq!(&outline.title, &line(&texts.deliverable));
    let name = line(&texts.title);
    let headings = outline.headings.iter().filter(|(level, _)| *level == 2);
    let headings: Vec<&str> = headings.map(|(_, text)| &**text).skip(2).collect();
    let wanted = [1, 2, 3].map(|number| format!("2.{number} {name}"));
    prop_assert_eq!(headings, wanted);
    let captions = [
        format!("Table 4: {name}: description"),
        format!("Table 5: {name}: metrics"),
    ];
    let tables = outline.captions.iter();
    let tables: Vec<&String> = tables
        .filter(|caption| caption.starts_with("Table "))
        .collect();
    prop_assert_eq!(&tables[3..5], captions.iter().collect::<Vec<_>>());
    Ok(())
}

fn cells_hold(outline: &Outline, texts: &Texts) -> Result<(), TestCaseError> {
    let [_, budgets, totals, overview, description, metrics, ..] = &*outline.tables else {
        return Err(TestCaseError::fail("tables are missing"));
    };
    prop_assert_eq!(&budgets[1][0], &line(&texts.budget));
    prop_assert_eq!(&totals[1][0], &line(&texts.metric));
    let wanted = [
        line(&texts.title),
        free(&texts.task),
        free(&texts.provider),
        field(&texts.name),
    ];
    prop_assert_eq!(&overview[1], &wanted);
    for (label, wanted) in [
        ("Description", free(&texts.description)),
        ("Location", free(&texts.location)),
        ("Task", free(&texts.task)),
        ("Providers", free(&texts.provider)),
    ] {
        let row = description.iter().find(|row| row[0] == label);
        prop_assert_eq!(row.map(|row| &row[1]), Some(&wanted), "{}", label);
    }
    let wanted = [
        field(&texts.name),
        free(&texts.baseline),
        free(&texts.measured),
    ];
    prop_assert_eq!(&metrics[1][..3], wanted);
    Ok(())
}

/// Checks that the texts which stand in sentences, lists and notes are there.
fn lines_hold(outline: &Outline, texts: &Texts) -> Result<(), TestCaseError> {
    let running = outline.lines.join("\n");
    let wanted = [
        ("project", format!("{} · WP1 · M1-M6", line(&texts.acronym))),
        ("number", line(&texts.number)),
        ("budget", line(&texts.budget)),
        ("note", tidy(&format!("a {}", note(&texts.note)))),
    ];
    for (what, text) in wanted {
        if !running.contains(&text) {
            let fault = format!("no {what} {text:?} in {running:?}");
            return Err(TestCaseError::fail(fault));
        }
    }
    Ok(())
}

/// Checks that the Markdown says what the Word file says.
fn agree(docx: &Outline, markdown: &Outline) -> Result<(), TestCaseError> {
    prop_assert_eq!(&docx.title, &markdown.title);
    same("headings", &docx.headings, &markdown.headings)?;
    same("contents", &docx.contents, &markdown.contents)?;
    same("captions", &docx.captions, &markdown.captions)?;
    same("tables", &docx.tables, &markdown.tables)?;
    same("lines", &docx.lines, &markdown.lines)?;
    same("slots", &docx.slots, &markdown.slots)?;
    same("links", &docx.links, &markdown.links)
}

fn same<T: Debug + PartialEq>(what: &str, one: &[T], other: &[T]) -> Result<(), TestCaseError> {
    for (one, other) in one.iter().zip(other) {
        prop_assert_eq!(one, other, "{}", what);
    }
    prop_assert_eq!(one.len(), other.len(), "{}", what);
    Ok(())
}

/// Returns text with the characters replaced that XML cannot hold or would change.
fn printable(text: &str) -> String {
    let letter = |letter| match letter {
        '\t' | '\n' => letter,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
        letter => letter,
    };
    text.chars().map(letter).collect()
}

/// Returns a field as it is printed.
fn field(text: &str) -> String {
    tidy(&printable(text.replace("\r\n", "\n").trim()))
}

/// Returns a text as it is printed on one line.
fn line(text: &str) -> String {
    let words = text.split([' ', '\t', '\n', '\r']);
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    printable(words.join(" ").trim())
}

/// Returns a field of free text as it is printed: a paragraph for each line.
fn free(text: &str) -> String {
    let lines = text.trim().lines().map(str::trim);
    let full: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    tidy(&printable(&full.join("\n")))
}

/// Returns a note as it is printed; the blanks at its ends are those of delimited files.
fn note(text: &str) -> String {
    let blank = |letter: char| {
        letter.is_ascii_whitespace() || matches!(letter, '\u{A0}' | '\u{202F}' | '\u{FEFF}')
    };
    printable(text.trim_matches(blank))
}

/// Returns the lines of an assessment.
fn slot(outline: &Outline, installation: &str) -> String {
    let mut slots = outline.slots.iter();
    let found = slots.find(|(id, _)| id == installation);
    let (_, [from, to]) = found.expect("every installation has a place for its assessment");
    outline.lines[*from..*to].join("\n")
}

/// Returns the words of Markdown; HTML is text, but its comments are not.
fn words(markdown: &str) -> String {
    let mut words = String::new();
    let mut html = String::new();
    let mut in_cell = false;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        if let Event::Html(text) = event {
            html.push_str(&text);
            continue;
        }
        words.push_str(&without_comments(&std::mem::take(&mut html)));
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::Start(Tag::TableCell) => in_cell = true,
            Event::End(TagEnd::TableCell) => in_cell = false,
            Event::InlineHtml(text) if in_cell && text.starts_with("<br") => {}
            Event::InlineHtml(text) => words.push_str(&without_comments(&text)),
            _ => {}
        }
    }
    words
}

fn without_comments(html: &str) -> String {
    let Some((before, comment)) = html.split_once("<!--") else {
        return html.to_owned();
    };
    let after = comment.split_once("-->").map_or("", |(_, after)| after);
    format!("{before}{}", without_comments(after))
}

/// Returns the letters of a text, without white space and what stands for controls.
fn letters(text: &str) -> String {
    let text = printable(text);
    let kept = |letter: &char| !letter.is_whitespace() && *letter != '\u{FFFD}';
    text.chars().filter(kept).collect()
}

/// Returns the letters of a text in the order of the alphabet, without the bars between cells that are printed as a line.
fn sorted(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().filter(|letter| *letter != '|').collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

/// Returns the report of a project with one assessment.
fn with_assessment(text: &str) -> project::Found {
    let mut files = Files::of(&texts::simple());
    files.assessments = vec![("raw", text.to_owned())];
    files.read_back().unwrap_or_else(|fault| panic!("{fault}"))
}

#[test]
fn a_comment_in_an_assessment_is_left_out_and_hides_nothing_beside_it() {
    let found = with_assessment(
        "One <!-- a --> two.\n\n<!-- b\nc -->\n\n<!-- d --> Three.\n\n- four\n<!--\ne\n-->\n",
    );
    let shown = slot(&found.docx, "raw");
    assert_eq!(letters(&shown), "Onetwo.Three.four");
    assert_eq!(shown, slot(&found.markdown, "raw"));
}

#[test]
fn lists_within_lists_without_end_are_printed() {
    let found = with_assessment(&format!("{}x", "- ".repeat(20_000)));
    assert_eq!(slot(&found.docx, "raw"), "x");
    assert_eq!(slot(&found.markdown, "raw"), "x");
}

#[test]
fn text_that_looks_like_a_list_a_rule_or_a_picture_is_text() {
    let text = "1\\. one\n\n\\- two\n\n\\+ three\n\nfour\\\n\\---\n\nfive\\\n\\===\n\n6\\) six\n\n\
        !<https://example.org>\n\n&#32;&#32;&#32;&#32;seven";
    let found = with_assessment(text);
    let wanted =
        "1. one\n- two\n+ three\nfour\n---\nfive\n===\n6) six\n!https://example.org\nseven";
    assert_eq!(slot(&found.docx, "raw"), wanted);
    assert_eq!(slot(&found.markdown, "raw"), wanted);
    assert_eq!(found.docx.links, ["https://example.org"]);
    assert_eq!(found.markdown.links, found.docx.links);
}

#[test]
fn emphasis_is_no_more_than_a_look_whatever_stands_beside_it() {
    let text = "*a*_b_ **c**__d__ e**\u{1}f**g *h _i_* ***j*k** [**l**](x)m `n|o` ``p`q``";
    let found = with_assessment(text);
    let wanted = "ab cd e\u{FFFD}fg h i jk lm n|o p`q";
    assert_eq!(slot(&found.docx, "raw"), wanted);
    assert_eq!(slot(&found.markdown, "raw"), wanted);
}

#[test]
fn code_is_printed_whatever_it_holds() {
    let found = with_assessment("a `\tb` `\t` c `````````` ````````` `````````` d `\u{1}|`");
    let wanted = "a  b   c ````````` d \u{FFFD}|";
    assert_eq!(slot(&found.docx, "raw").replace('\t', " "), wanted);
    assert_eq!(slot(&found.markdown, "raw"), wanted);
}

#[test]
fn code_bars_and_notes_in_a_table_are_printed_as_outside_of_it() {
    let found = with_assessment(
        "| `a\\|b` | c\\|d[^n] |\n|---|---|\n| `e\\\\|` | <br> *f*<br>g |\n\n[^n]: See `h|i`.\n",
    );
    let wanted = [["a|b", "c|d"], ["e\\|", "f\ng"]];
    assert_eq!(found.docx.tables.last().unwrap(), &wanted);
    assert_eq!(found.markdown.tables.last().unwrap(), &wanted);
    assert!(found.docx.notes.iter().any(|note| note == "See h|i."));
    assert_eq!(found.docx.notes, found.markdown.notes);
}

#[test]
fn an_address_that_holds_the_name_of_a_character_is_linked_as_it_is() {
    let found = with_assessment("<https://example.org/?a=1&copy;=2>");
    assert_eq!(found.docx.links, ["https://example.org/?a=1&copy;=2"]);
    assert_eq!(found.markdown.links, found.docx.links);
}

#[test]
fn a_line_of_a_windows_file_ends_like_any_other() {
    let mut texts = texts::simple();
    texts.name = "one\r\ntwo".to_owned();
    texts.title = " three\r\nfour ".to_owned();
    texts.description = "five\r\n\r\n six ".to_owned();
    let found = Files::of(&texts).read_back().unwrap();
    assert_eq!(found.docx.tables[5][1][0], "one\ntwo");
    let metrics = "Table 5: three four: metrics".to_owned();
    assert!(found.docx.captions.contains(&metrics));
    assert_eq!(found.docx.tables[4][0][1], "five\nsix");
    agree(&found.docx, &found.markdown).unwrap();
}
