//! The schema of installations.toml says what the loader does: the same keys, and the same ones required.
#![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

mod support;

use serde_json::Value;
use support::Project;

fn schema() -> Value {
    let run = Project::empty().run(&["schema"]);
    assert_eq!(run.code, 0);
    serde_json::from_str(&run.stdout).unwrap()
}

/// Returns the schemas of all tables with the header that stands above them in the file.
fn tables() -> Vec<(String, Value)> {
    let root = schema();
    let mut tables = Vec::new();
    for (name, property) in root["properties"].as_object().unwrap() {
        if property["type"] == "object" && property["properties"].is_object() {
            tables.push((format!("[{name}]"), property.clone()));
        } else if property["items"]["type"] == "object" {
            tables.push((format!("[[{name}]]"), property["items"].clone()));
        }
    }
    let installation = &root["properties"]["installations"]["items"]["properties"];
    let metrics = &installation["metrics"]["items"];
    tables.push(("[[installations.metrics]]".to_owned(), metrics.clone()));
    let access = &installation["access"];
    tables.push(("[installations.access]".to_owned(), access.clone()));
    let deliverable = &root["properties"]["deliverable"]["properties"];
    for name in ["authors", "reviewers", "approvers", "log"] {
        let entry = deliverable[name]["items"].clone();
        tables.push((format!("[[deliverable.{name}]]"), entry));
    }
    tables
}

fn required(table: &Value) -> Vec<String> {
    let keys = table["required"].as_array().unwrap().iter();
    keys.map(|key| key.as_str().unwrap().to_owned()).collect()
}

/// A project in which every table has its required keys and nothing else.
const LEAST: &str = "\
[project]
acronym = \"T\"
work_package = \"WP1\"
start = 2022-09-01
months = 36
[deliverable]
title = \"D\"
[[deliverable.authors]]
name = \"A\"
[[deliverable.reviewers]]
name = \"A\"
[[deliverable.approvers]]
name = \"A\"
[[deliverable.log]]
version = \"1\"
[[budgets]]
id = \"b\"
total = 1
unit = \"CPU-h\"
[[providers]]
id = \"p\"
[[partners]]
id = \"o\"
[[metrics]]
id = \"m\"
nature = \"sum\"
unit = \"CPU-h\"
draws_on = \"b\"
[[installations]]
id = \"i\"
title = \"I\"
provider = \"p\"
[[installations.metrics]]
metric = \"m\"
[[reconcile]]
total = \"i/m\"
of = [\"i/m\"]
[[sources]]
path = \"data/*.csv\"
[[restate]]
where = \"i/m@M1-M6\"
reason = \"why\"
[[waive]]
rule = \"VA501\"
reason = \"why\"
";

#[test]
fn a_required_key_that_is_missing_is_a_finding_and_no_other_is_missed() {
    let codes = |text: &str| {
        let project = Project::empty().file("installations.toml", text).file(
            "data/lab.csv",
            "installation,metric,period,value\ni,m,M1-M6,1\n",
        );
        project
            .findings(&[])
            .into_iter()
            .filter(|finding| finding.rule == "VA102")
            .count()
    };
    assert_eq!(codes(LEAST), 0);
    for (header, table) in tables() {
        for key in required(&table) {
            let (before, rest) = LEAST.split_once(&format!("{header}\n")).unwrap();
            let line = rest
                .lines()
                .find(|line| line.starts_with(&format!("{key} =")))
                .unwrap();
            let text = format!(
                "{before}{header}\n{}",
                rest.replacen(&format!("{line}\n"), "", 1)
            );
            assert!(codes(&text) > 0, "{key} of {header} can be left out");
        }
    }
}

/// Returns the smallest project with another value of a key below the first header of that text.
fn with(header: &str, key: &str) -> String {
    let (before, rest) = match LEAST.split_once(&format!("{header}\n")) {
        Some((before, rest)) => (before, rest),
        None => (LEAST, ""),
    };
    let own = rest.find("\n[").map_or(rest.len(), |at| at + 1);
    let (section, after) = rest.split_at(own);
    // Entries below the key would define it a second time.
    let nested = [
        "metrics",
        "access",
        "authors",
        "reviewers",
        "approvers",
        "log",
    ];
    let after = if nested.contains(&key) { "" } else { after };
    let others = section
        .lines()
        .filter(|line| !line.starts_with(&format!("{key} =")));
    let section = others.collect::<Vec<_>>().join("\n") + "\n";
    format!("{before}{header}\n{key} = true\n{section}{after}")
}

#[test]
fn every_key_of_the_schema_is_known_to_the_loader_and_no_other() {
    let rules = |text: String| {
        let project = Project::empty()
            .file("installations.toml", text)
            .file("data/lab.csv", "installation,metric\n");
        let run = project.run(&["check", "--format", "concise"]);
        assert!(!run.stdout.contains("VA001"), "{}", run.stdout);
        run.stdout
    };
    for (header, table) in tables() {
        for key in table["properties"].as_object().unwrap().keys() {
            let found = rules(with(&header, key));
            assert!(!found.contains("VA101"), "{key} of {header}: {found}");
            assert!(found.contains("VA103"), "{key} of {header}: {found}");
        }
        let found = rules(with(&header, "no_such_key"));
        assert!(found.contains("VA101"), "{header}: {found}");
    }
}

#[test]
fn every_key_is_described() {
    for (header, table) in tables() {
        for (key, property) in table["properties"].as_object().unwrap() {
            let doc = property["description"].as_str().unwrap();
            assert!(
                doc.ends_with('.') && doc.len() > 10,
                "{key} of {header}: {doc}"
            );
        }
    }
}

#[test]
fn an_editor_refuses_what_the_loader_refuses() {
    let good = serde_json::json!({
        "project": { "acronym": "T", "work_package": "WP1", "start": "2022-09-01", "months": 36 },
        "budgets": [{ "id": "b", "total": 1, "unit": "CPU-h" }],
        "installations": [{ "id": "i", "title": "I", "provider": "p" }],
        "waive": [{ "rule": "VA501", "reason": "it opens later" }],
    });
    let validator = jsonschema::validator_for(&schema()).unwrap();
    assert!(validator.is_valid(&good));
    for (place, value, fits) in [
        ("/project/acronym", serde_json::json!(" "), false),
        ("/project/months", serde_json::json!("36 months"), false),
        ("/project/start", serde_json::json!(2022), false),
        ("/budgets/0/total", serde_json::json!("1_000.5"), true),
        ("/budgets/0/total", serde_json::json!("1.000.000"), false),
        ("/budgets/0/total", serde_json::json!("1,000"), false),
        ("/budgets/0/total", serde_json::json!("many"), false),
        ("/installations/0/title", serde_json::json!(""), false),
        ("/installations/0/id", serde_json::json!("my cloud"), false),
        ("/waive/0/reason", serde_json::json!(""), false),
    ] {
        let mut project = good.clone();
        *project.pointer_mut(place).unwrap() = value.clone();
        assert_eq!(validator.is_valid(&project), fits, "{place}: {value}");
    }
}
