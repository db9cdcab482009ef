//! `va-report diff`: two periods, two builds, a release and what the project states today.
#![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

mod support;

use std::path::Path;

use serde_json::{Value, json};
use support::{Project, USAGE};

fn json(project: &Project, before: &str, after: &str) -> Value {
    let run = project.run(&["diff", before, after, "--format", "json"]);
    assert_eq!(run.code, 0, "{run:?}");
    let value = serde_json::from_str(&run.stdout).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schemas/comparison-1.schema.json");
    let schema = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = validator
        .iter_errors(&value)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    value
}

/// Returns the entry of a list about a row.
fn of_row<'v>(list: &'v Value, row: &str) -> &'v Value {
    let mut all = list.as_array().unwrap().iter();
    all.find(|entry| entry["row"] == row)
        .unwrap_or_else(|| panic!("{row}: {list}"))
}

/// Returns a project with a build of its first period in `old`.
fn built() -> Project {
    let project = Project::minimal().file("assessments/M1-M6/cloud.md", "It was opened.\n");
    let run = project.run(&["build", "-q", "-p", "M1-M6", "--out", "old"]);
    assert_eq!(run.code, 0, "{run:?}");
    project
}

#[test]
fn two_periods_show_what_changed_and_by_how_much() {
    let compared = json(&Project::shipped(""), "M1-M6", "M7-M12");
    let cpu = of_row(&compared["changed"], "ifca-csic-cpu/cpu_hours");
    assert_eq!(
        (&cpu["difference"], &cpu["percent"]),
        (&json!("299232"), &json!("316.1"))
    );
    let gpu = of_row(&compared["changed"], "ifca-csic-gpu/gpu_hours");
    assert_eq!(
        (&gpu["difference"], &gpu["percent"]),
        (&json!("-7200"), &json!("-66.7"))
    );
    let storage = of_row(&compared["changed"], "incd-storage/storage");
    assert_eq!(
        (&storage["difference"], &storage["percent"]),
        (&json!("3.4"), &Value::Null)
    );
    let names = of_row(&compared["changed"], "ifca-csic-cpu/country_names");
    assert_eq!(
        (&names["gained"], &names["lost"]),
        (&json!(["DE", "NL", "SK"]), &json!(["IT", "PT"]))
    );
    assert_eq!(compared["restated"], json!([]));
    let changed = compared["changed"].as_array().unwrap().len() as u64;
    assert_eq!(compared["same"].as_u64().unwrap() + changed, 45);
}

#[test]
fn the_table_for_people_says_the_same() {
    let run = Project::shipped("").run(&["diff", "M1-M6", "M7-M12"]);
    let cpu = run
        .stdout
        .lines()
        .find(|line| line.starts_with("ifca-csic-cpu/cpu_hours"));
    let words: Vec<&str> = cpu.unwrap().split_whitespace().collect();
    assert_eq!(
        words,
        [
            "ifca-csic-cpu/cpu_hours",
            "94,656",
            "393,888",
            "CPU-h",
            "+299,232",
            "+316.1",
            "%"
        ]
    );
    assert!(!run.stdout.contains("Restated"), "{}", run.stdout);
    let run = built().run(&["diff", "old/M1-M6", "old/M1-M6"]);
    assert!(
        run.stdout.contains("Restated\n  no figure\n"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("unchanged: cloud"), "{}", run.stdout);
}

#[test]
fn a_figure_that_was_restated_between_two_builds_is_shown() {
    let project = built().file("data/lab.csv", USAGE.replace("10,CPU-h", "12,CPU-h"));
    let project = project.file("assessments/M1-M6/cloud.md", "It was opened late.\n");
    for after in ["M1-M6", "new/M1-M6", "new/M1-M6/report.json"] {
        if after.starts_with("new") {
            project.run(&["build", "-q", "-p", "M1-M6", "--out", "new"]);
        }
        let compared = json(&project, "old/M1-M6", after);
        let cpu = of_row(&compared["restated"], "cloud/cpu_hours");
        assert_eq!(
            (&cpu["before"]["amount"], &cpu["after"]["amount"]),
            (&json!("10"), &json!("12"))
        );
        assert_eq!(
            (&cpu["difference"], &cpu["percent"]),
            (&json!("2"), &json!("20.0"))
        );
        assert_eq!(compared["texts"]["edited"], json!(["cloud"]), "{after}");
        assert_eq!(compared["changed"], json!([]));
    }
}

#[test]
fn texts_of_a_build_are_compared_as_they_were_printed() {
    let project = Project::minimal().file(
        "assessments/M1-M6/cloud.md",
        "{{ cloud/cpu_hours }} were served.\n",
    );
    project.run(&["build", "-q", "-p", "M1-M6"]);
    let compared = json(&project, "out/M1-M6", "M1-M6");
    assert_eq!(compared["texts"]["unchanged"], json!(["cloud"]));
    assert_eq!(project.run(&["release", "M1-M6"]).code, 0);
    let compared = json(&project, "releases/M1-M6.json", "out/M1-M6");
    assert_eq!(compared["texts"], Value::Null);
    let compared = json(&project, "releases/M1-M6.json", "M1-M6");
    assert_eq!(compared["texts"]["unchanged"], json!(["cloud"]));
}

#[test]
fn what_figures_mean_is_compared_with_a_release() {
    let project = Project::minimal();
    assert_eq!(project.run(&["release", "M1-M6"]).code, 0);
    let project = project
        .replace(
            "installations.toml",
            "baseline = \"500\"",
            "baseline = \"400\"",
        )
        .replace("installations.toml", "total = 1000", "total = 2000");
    let compared = json(&project, "releases/M1-M6.json", "M1-M6");
    assert_eq!(
        compared["meanings"],
        json!([
            { "subject": "budget.cpu", "what": "budget", "before": "1000 CPU-h", "after": "2000 CPU-h" },
            { "subject": "cloud/cpu_hours", "what": "baseline", "before": "500", "after": "400" }
        ])
    );
}

#[test]
fn installations_open_and_close() {
    let project = Project::minimal();
    let installations = project.text("installations.toml")
        + "\n[[installations]]\nid = \"grid\"\ntitle = \"Grid\"\nprovider = \"lab\"\n\
           [[installations.metrics]]\nmetric = \"cpu_hours\"\n";
    let project = project.file("installations.toml", installations).file(
        "data/grid.csv",
        "installation,metric,period,value,unit\ngrid,cpu_hours,M7-M12,1,CPU-h\n",
    );
    let compared = json(&project, "M1-M6", "M7-M12");
    assert_eq!(
        compared["installations"],
        json!({ "opened": ["grid"], "closed": ["cloud"] })
    );
}

#[test]
fn what_cannot_be_compared_is_told() {
    let project = built()
        .file("broken.json", "{")
        .file("odd.json", "{\"tool_version\": \"1\"}");
    for (names, said) in [
        (["M1-M6", "M7-M13"], "unknown period `M7-M13`"),
        (["M1-M6", "nowhere"], "unknown period `nowhere`"),
        (
            ["broken.json", "M1-M6"],
            "neither a report.json nor a release",
        ),
        (["odd.json", "M1-M6"], "missing field"),
        (["data", "M1-M6"], "report.json"),
    ] {
        let run = project.run(&["diff", names[0], names[1]]);
        assert_eq!(run.code, 2, "{names:?}");
        assert!(run.stderr.contains(said), "{names:?}: {}", run.stderr);
    }
    let faulty = project.file("data/lab.csv", USAGE.replace("10,CPU-h", "ten,CPU-h"));
    let run = faulty.run(&["diff", "old/M1-M6", "M1-M6"]);
    assert_eq!(run.code, 0);
    assert!(
        run.stderr.contains("figures may be missing"),
        "{}",
        run.stderr
    );
}
