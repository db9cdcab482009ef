//! The forms of findings: what each promises to its reader, on honest projects, on the fixtures of all rules, and on a
//! project whose every name and cell tries to be something else.
#![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

mod github;
mod hostile;
mod identities;
mod markdown;
mod sarif;
mod schemas;
#[path = "../support/mod.rs"]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::Value;
use va_report::diag::emit::{FORMS, Form};

use hostile::hostile;
use support::Project;

/// What a project shows in every form.
pub(crate) struct Shown {
    name: String,
    forms: BTreeMap<&'static str, String>,
    again: BTreeMap<&'static str, String>,
    findings: Value,
    log: Value,
}

impl Shown {
    fn of((name, project): (String, Project)) -> Self {
        let all = || -> BTreeMap<&'static str, String> {
            let shown = FORMS
                .iter()
                .map(|form| (form.name, shown(&project, form.name)));
            shown.collect()
        };
        let forms = all();
        let parsed = |form| serde_json::from_str(&forms[form]).unwrap();
        Self {
            name,
            again: all(),
            findings: parsed("json"),
            log: parsed("sarif"),
            forms,
        }
    }
}

/// What the projects show that every form is tried on; each of them runs once for all tests.
pub(crate) static SHOWN: LazyLock<Vec<Shown>> =
    LazyLock::new(|| projects().into_iter().map(Shown::of).collect());

fn projects() -> Vec<(String, Project)> {
    let mut all = vec![
        ("the shipped project".to_owned(), Project::shipped("")),
        (
            "examples/records".to_owned(),
            Project::shipped("examples/records"),
        ),
        ("the hostile project".to_owned(), hostile()),
        (
            "broken TOML".to_owned(),
            Project::empty().file("installations.toml", "[a\nb = \n= c\n"),
        ),
        (
            "a binary project file".to_owned(),
            Project::empty().file("installations.toml", "PK\u{3}\u{4}"),
        ),
    ];
    for entry in fs::read_dir(root("tests/fixtures/rules")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let project = Project::of_rule(&name);
        all.push((name, project));
    }
    all
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Returns what `check` writes to standard output in a form; nothing else may be written, but for people how to mend it.
fn shown(project: &Project, form: &str) -> String {
    let run = project.run(&["check", "--format", form]);
    let hint = form == "human"
        && run
            .stderr
            .contains("can be mended with `va-report check --fix`");
    assert!(run.stderr.is_empty() || hint, "{form}: {}", run.stderr);
    assert!(run.stdout.ends_with('\n'), "{form}");
    run.stdout
}

fn parsed(project: &Project, form: &str) -> Value {
    serde_json::from_str(&shown(project, form)).unwrap()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key]
        .as_array()
        .unwrap_or_else(|| panic!("{key}: {value}"))
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    let found = value.pointer(pointer);
    found
        .and_then(Value::as_str)
        .unwrap_or_else(|| panic!("{pointer}: {value}"))
}

/// Returns the findings that are not waived.
fn open(findings: &Value) -> Vec<&Value> {
    let all = list(findings, "findings").iter();
    all.filter(|finding| finding["waived"].is_null()).collect()
}

/// Returns text as it may be shown: hidden letters by their code.
fn visible(text: &str) -> String {
    let mut shown = String::new();
    for letter in text.chars() {
        if letter != '\n' && is_hidden(letter) {
            write!(shown, "<U+{:04X}>", u32::from(letter)).unwrap();
        } else {
            shown.push(letter);
        }
    }
    shown
}

fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || "\u{ad}\u{61c}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2028}\u{2029}\u{202a}\u{202b}\u{202c}\u{202d}\
            \u{202e}\u{2060}\u{2066}\u{2067}\u{2068}\u{2069}\u{feff}"
            .contains(letter)
}

/// Asserts that a line says how many findings there are.
fn assert_totals(line: &str, findings: &Value) {
    let count = |key: &str| findings["summary"][key].as_u64().unwrap();
    let numbers: Vec<u64> = line
        .split(|letter: char| !letter.is_ascii_digit())
        .filter_map(|number| number.parse().ok())
        .collect();
    let mut wanted = vec![count("errors"), count("warnings")];
    wanted.extend(
        ["notes", "waived"]
            .map(count)
            .into_iter()
            .filter(|count| *count > 0),
    );
    assert_eq!(numbers, wanted, "{line}");
    assert!(
        line.contains(" error") && line.contains(" warning"),
        "{line}"
    );
}

#[test]
fn the_hostile_project_has_findings_of_many_rules() {
    let findings = parsed(&hostile(), "json");
    let rules: BTreeSet<&str> = open(&findings)
        .iter()
        .map(|finding| text(finding, "/rule"))
        .collect();
    assert!(open(&findings).len() > 200, "{}", open(&findings).len());
    assert!(rules.len() > 12, "{rules:?}");
}

#[test]
fn totals_stand_last_in_every_form() {
    for shown in &*SHOWN {
        for form in ["human", "concise", "github", "markdown"] {
            let last = shown.forms[form].lines().last();
            assert_totals(last.unwrap(), &shown.findings);
        }
        let (_, last) = shown.forms["json"].rsplit_once("\"summary\"").unwrap();
        assert!(!last.contains("\"message\""), "{}", shown.name);
        let counts = &shown.log["runs"][0]["properties"];
        assert_eq!(*counts, shown.findings["summary"], "{}", shown.name);
    }
}

#[test]
fn no_form_steers_a_terminal_or_a_runner() {
    for Shown { name, forms, .. } in &*SHOWN {
        for (form, text) in forms {
            let hidden = |letter: &char| *letter != '\n' && is_hidden(*letter);
            assert_eq!(text.chars().find(hidden), None, "{name}, {form}: {text}");
            for line in text.lines() {
                // `:::` stands before a second place for people; a runner takes two colons and a name.
                let start = line.trim_start();
                let command = start.starts_with("::") && !start.starts_with("::: ");
                assert!(*form == "github" || !command, "{name}, {form}: {line}");
                let inside = ["##[", "##vso["].iter().any(|word| line.contains(word));
                assert!(!inside, "{name}, {form}: {line}");
            }
        }
    }
}

#[test]
fn colours_come_only_when_they_are_asked_for_and_only_for_people() {
    let project = hostile();
    for Form { name, .. } in FORMS {
        let run = project.run(&["check", "--format", name, "--color", "always"]);
        assert_eq!(run.stdout.contains('\u{1b}'), *name == "human", "{name}");
    }
}

#[test]
fn every_form_is_the_same_in_two_runs() {
    for shown in &*SHOWN {
        assert_eq!(shown.forms, shown.again, "{}", shown.name);
    }
}

#[test]
fn findings_are_sorted_by_place_in_every_form_that_has_no_groups() {
    let place = |finding: &Value| {
        let file = finding["file"].as_str().map(str::to_owned);
        let number = |key: &str| finding[key].as_u64();
        (file, number("line"), number("column"))
    };
    let codes = |values: &[Value], pointer| -> Vec<String> {
        let codes = values.iter().map(|value| text(value, pointer).to_owned());
        codes.collect()
    };
    for shown in &*SHOWN {
        let findings = list(&shown.findings, "findings");
        let places: Vec<_> = findings.iter().map(place).collect();
        assert!(places.is_sorted(), "{}: {places:?}", shown.name);
        let results = list(&shown.log["runs"][0], "results");
        assert_eq!(codes(results, "/ruleId"), codes(findings, "/rule"));
        let lines = shown.forms["concise"].lines();
        let listed: Vec<&str> = lines
            .filter_map(|line| Some(line.split_once("[VA")?.1.split_once(']')?.0))
            .collect();
        let wanted: Vec<&str> = open(&shown.findings)
            .into_iter()
            .map(|finding| text(finding, "/rule").trim_start_matches("VA"))
            .collect();
        assert_eq!(listed, wanted, "{}", shown.name);
    }
}
