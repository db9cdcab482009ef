//! A rule is five things: a descriptor, a file, a line in the registry, a page, and a fixture with what it finds.
//!
//! A fixture is a folder `tests/fixtures/rules/VAnnn` with the files that differ from `base` (a file `name.remove` takes
//! `name` away, and `name.append` is put at the end of `name`), and `expected.txt`: all findings of `check --format
//! concise`. `arguments.txt` may name other arguments of `check`. The page shows the first of them as `--format human`
//! prints it. With a `pull.txt` the report is built, edited and pulled instead: its lines `OLD => NEW` edit the Word file,
//! and `FILE: OLD => NEW` a file of the project after the build. `UPDATE_EXPECT=1 cargo test --test registry` writes both anew; read what it wrote.
#![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

mod support;
#[path = "support/word.rs"]
mod word;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use support::Project;
use va_report::checks;
use va_report::diag::Rule;

const HEADINGS: [&str; 5] = [
    "## What it finds",
    "## Why it matters",
    "## Example",
    "## What to do",
    "## How to waive",
];

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn names(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root(folder)).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn rules() -> Vec<&'static Rule> {
    checks::rules()
}

#[test]
fn codes_and_names_are_unique_and_sorted() {
    let codes: Vec<&str> = rules().iter().map(|rule| rule.code).collect();
    let unique: BTreeSet<&str> = codes.iter().copied().collect();
    assert_eq!(unique.iter().copied().collect::<Vec<_>>(), codes);
    let names: BTreeSet<&str> = rules().iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), codes.len());
}

#[test]
fn codes_and_names_have_their_form() {
    for rule in rules() {
        let digits = rule.code.strip_prefix("VA").unwrap();
        assert!(
            digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit()),
            "{}",
            rule.code
        );
        let kebab = rule
            .name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        assert!(kebab, "{} {}", rule.code, rule.name);
        assert!(
            !rule.summary.ends_with('.'),
            "{} {}",
            rule.code,
            rule.summary
        );
    }
}

#[test]
fn every_file_of_the_checks_is_one_rule_and_registered() {
    let registry = include_str!("../src/checks/mod.rs");
    let codes: BTreeSet<&str> = rules().iter().map(|rule| rule.code).collect();
    for name in names("src/checks") {
        let Some(stem) = name.strip_suffix(".rs").filter(|stem| *stem != "mod") else {
            continue;
        };
        let text = fs::read_to_string(root("src/checks").join(&name)).unwrap();
        let described: Vec<&str> = text.split(": Rule = Rule {").skip(1).collect();
        let [rule] = described.as_slice() else {
            panic!(
                "src/checks/{name} describes {} rules: a rule has a file of its own, and what rules share stands in \
                 src/checks/reading/",
                described.len()
            );
        };
        let (_, rest) = rule.split_once("code: \"").unwrap();
        let (code, rest) = rest.split_once('"').unwrap();
        assert!(
            codes.contains(code),
            "{code} of src/checks/{name} is not registered"
        );
        assert!(
            rest.contains(&format!(
                "page: include_str!(\"../../docs/rules/{code}.md\")"
            )),
            "src/checks/{name} shows the page of another rule than {code}"
        );
        assert!(
            registry.contains(&format!("    {stem}::CHECK,")),
            "src/checks/{name} is not registered"
        );
    }
}

#[test]
fn every_rule_has_a_page_with_all_its_parts() {
    for rule in rules() {
        let title = format!(
            "# {} {}\n\n**{}.** ",
            rule.code,
            rule.name,
            capital(rule.severity.word())
        );
        assert!(
            rule.page.starts_with(&title),
            "docs/rules/{}.md must begin with {title:?}",
            rule.code
        );
        let mut from = 0;
        for heading in HEADINGS {
            let found = rule.page[from..].find(&format!("\n{heading}\n\n"));
            from +=
                found.unwrap_or_else(|| panic!("docs/rules/{}.md lacks `{heading}`", rule.code));
        }
    }
}

fn capital(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}

#[test]
fn every_page_shows_the_finding_of_its_fixture_as_it_is_printed() {
    for rule in rules() {
        let page = root("docs/rules").join(format!("{}.md", rule.code));
        expect_file![page].assert_eq(&rewritten(rule));
    }
}

/// Returns the page of a rule with the first finding that the program prints today in place of the one that stands there.
fn rewritten(rule: &Rule) -> String {
    let title = format!("{}[{}]: ", rule.severity, rule.code);
    let printed = findings(rule.code, "human");
    let finding = printed
        .split("\n\n")
        .find(|finding| finding.starts_with(&title));
    let finding = finding.unwrap_or_else(|| panic!("{title} is not found: {printed}"));
    let (mut page, mut shown, mut inside) = (String::new(), false, false);
    for line in rule.page.lines() {
        let plain = line.trim_start();
        inside &= !matches!(plain, "" | "```");
        if plain.starts_with(&title) && !shown {
            let indent = &line[..line.len() - plain.len()];
            for printed in finding.lines() {
                page += format!("{indent}{printed}").trim_end();
                page.push('\n');
            }
            (shown, inside) = (true, true);
        }
        if !inside {
            page += line;
            page.push('\n');
        }
    }
    assert!(shown, "docs/rules/{}.md shows no finding", rule.code);
    page
}

#[test]
fn every_page_belongs_to_a_rule() {
    let codes: BTreeSet<&str> = rules().iter().map(|rule| rule.code).collect();
    for name in names("docs/rules") {
        let stem = name.trim_end_matches(".md");
        assert!(
            stem == "README" || codes.contains(stem),
            "docs/rules/{name} belongs to no rule"
        );
    }
}

#[test]
fn every_rule_has_a_fixture_and_every_fixture_a_rule() {
    let codes: BTreeSet<String> = rules().iter().map(|rule| rule.code.to_owned()).collect();
    let fixtures: BTreeSet<String> = names("tests/fixtures/rules")
        .into_iter()
        .filter(|name| name != "base")
        .collect();
    let lacking: Vec<&String> = codes.difference(&fixtures).collect();
    assert!(
        lacking.is_empty(),
        "there is no folder in tests/fixtures/rules for {lacking:?}"
    );
    let left: Vec<&String> = fixtures.difference(&codes).collect();
    assert!(
        left.is_empty(),
        "tests/fixtures/rules has a folder for {left:?}, which is no rule"
    );
}

#[test]
fn every_fixture_shows_its_finding_at_its_place_and_no_other() {
    for name in names("tests/fixtures/rules") {
        let findings = findings(&name, "concise");
        expect_file![
            root("tests/fixtures/rules")
                .join(&name)
                .join("expected.txt")
        ]
        .assert_eq(&findings);
        if name != "base" {
            assert!(
                findings.contains(&format!("[{name}]")),
                "{name} is not found: {findings}"
            );
        }
    }
}

fn findings(name: &str, form: &str) -> String {
    let edits = root("tests/fixtures/rules").join(name).join("pull.txt");
    if let Ok(edits) = fs::read_to_string(edits) {
        return pulled(name, &edits);
    }
    let fixture = root("tests/fixtures/rules").join(name);
    assert!(fixture.is_dir(), "tests/fixtures/rules/{name} is missing");
    let own = fs::read_to_string(fixture.join("arguments.txt")).unwrap_or_default();
    let arguments: Vec<&str> = ["check", "--format", form]
        .into_iter()
        .chain(own.split_whitespace())
        .collect();
    Project::of_rule(name).run(&arguments).stdout
}

/// Returns the findings about an edited Word file, which have one form.
fn pulled(name: &str, edits: &str) -> String {
    let mut project = Project::of_rule(name);
    assert_eq!(project.run(&["build"]).code, 0, "{name}");
    let mut word = word::Word::read(&project.bytes("out/M1-M6/report.docx"));
    for line in edits.lines() {
        let (old, new) = line.split_once(" => ").unwrap();
        match old.split_once(": ") {
            Some((file, old)) => project = project.replace(file, old, new),
            None => word = word.body(old, new),
        }
    }
    let project = project.file("report-edited.docx", word.write());
    project.run(&["pull", "report-edited.docx"]).stderr
}
