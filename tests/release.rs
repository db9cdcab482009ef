//! `va-report release`: what was submitted for a period is frozen, and nothing freezes it anew by accident.
#![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

mod support;

use serde_json::Value;
use support::{Project, USAGE};

const FILE: &str = "releases/M1-M6.json";

fn released(project: &Project) -> Value {
    serde_json::from_str(&project.text(FILE)).unwrap()
}

#[test]
fn a_release_holds_figures_and_what_they_mean_and_fingerprints_of_texts() {
    let project = Project::minimal().file("assessments/M1-M6/cloud.md", "It grew.\n");
    let run = project.run(&["release", "M1-M6"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:?}");
    assert!(
        run.stderr.contains("M1-M6.json: commit it"),
        "{}",
        run.stderr
    );
    let release = released(&project);
    let figures = release["figures"].as_array().unwrap();
    let figure = |name: &str| {
        let figure = figures.iter().find(|figure| figure["figure"] == name);
        let figure = figure.unwrap();
        (figure["state"].clone(), figure["value"].clone())
    };
    assert_eq!(
        figure("cloud/cpu_hours@M1-M6"),
        ("reported".into(), "10".into())
    );
    assert_eq!(
        figure("cloud/country_names@M1-M6"),
        ("reported".into(), "ES PT".into())
    );
    assert_eq!(release["budgets"][0]["total"], "1000");
    assert_eq!(release["rows"].as_array().unwrap().len(), 5);
    let text = &release["texts"][0];
    assert_eq!(text["text"], "cloud");
    assert_eq!(text["sha256"].as_str().unwrap().len(), 64);
    assert!(!project.text(FILE).contains("It grew"));
}

#[test]
fn a_release_is_the_same_in_every_environment_and_says_nothing_of_machine_or_clock() {
    let projects = [Project::shipped(""), Project::shipped("")];
    let variables = [("HOME", "/nowhere"), ("TZ", "Pacific/Auckland")];
    assert_eq!(projects[0].run(&["release", "M7-M12"]).code, 0);
    assert_eq!(
        projects[1]
            .run_with(&["release", "M7-M12"], &variables)
            .code,
        0
    );
    let texts = projects.map(|project| project.text("releases/M7-M12.json"));
    assert_eq!(texts[0], texts[1]);
    let folder = std::env::temp_dir();
    assert!(!texts[0].contains(folder.to_str().unwrap()), "{}", texts[0]);
}

#[test]
fn identities_stay_out_of_a_release() {
    let project = Project::with_usage(
        "installation,metric,period,kind,entity,country,value,unit\n\
         cloud,cpu_hours,M1-M6,total,,,10,CPU-h\n\
         cloud,users,M1-M6,member,ana@example.org,ES,,\n\
         cloud,users,M1-M6,member,rui@example.org,PT,,\n",
    );
    assert_eq!(project.run(&["release", "M1-M6"]).code, 0);
    let text = project.text(FILE);
    assert!(!text.contains("example.org"), "{text}");
    assert!(text.contains("cloud/users@M1-M6"), "{text}");
}

#[test]
fn earlier_periods_that_no_release_holds_are_frozen_too() {
    let project = Project::minimal().file(
        "data/more.csv",
        "installation,metric,period,value,unit\ncloud,cpu_hours,M7-M12,20,CPU-h\n",
    );
    assert_eq!(project.run(&["release", "M7-M12"]).code, 0);
    let text = project.text("releases/M7-M12.json");
    for address in ["cpu_hours@M1-M6", "cpu_hours@M7-M12", "cpu_hours@M1-M12"] {
        assert!(text.contains(address), "{address}");
    }
    let run = project.run(&["release", "M1-M6"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("by the release of M7-M12"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_period_is_frozen_once() {
    let project = Project::minimal().file(
        "data/more.csv",
        "installation,metric,period,value,unit\ncloud,cpu_hours,M7-M12,20,CPU-h\n",
    );
    for period in ["M1-M6", "M7-M12"] {
        assert_eq!(project.run(&["release", period]).code, 0);
    }
    let text = project.text("releases/M7-M12.json");
    assert!(!text.contains("cpu_hours@M1-M6"), "{text}");
}

#[test]
fn nothing_is_released_while_an_error_stands() {
    let project = Project::with_usage(USAGE.replace("10,CPU-h", "ten,CPU-h"));
    let run = project.run(&["release", "M1-M6"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("VA202"), "{}", run.stderr);
    assert!(
        run.stderr.contains("nothing was released"),
        "{}",
        run.stderr
    );
    assert!(!project.path("releases").exists());
    let warned = Project::minimal();
    assert_eq!(warned.run(&["release", "M1-M6", "-D", "VA501"]).code, 1);
    assert!(!warned.path("releases").exists());
}

#[test]
fn a_period_without_a_figure_is_not_released() {
    let project = Project::minimal();
    for (period, said) in [
        ("M7-M12", "no figure for M7-M12"),
        ("M7-M13", "unknown period"),
    ] {
        let run = project.run(&["release", period]);
        assert_eq!(run.code, 2, "{period}");
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
}

#[test]
fn the_order_in_which_countries_are_listed_makes_no_other_release() {
    let project = Project::shipped("");
    for said in ["commit it", "holds the same already"] {
        let run = project.run(&["release", "M7-M12"]);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.stderr.contains(said), "{run:?}");
    }
}

#[test]
fn a_release_is_not_overwritten() {
    let project = Project::minimal();
    assert_eq!(project.run(&["release", "M1-M6"]).code, 0);
    let first = project.text(FILE);
    let again = project.run(&["release", "M1-M6"]);
    assert_eq!(again.code, 0);
    assert!(
        again.stderr.contains("holds the same already"),
        "{}",
        again.stderr
    );
    let project = project.file("data/lab.csv", USAGE.replace("10,CPU-h", "12,CPU-h"));
    let run = project.run(&["release", "M1-M6"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("`cloud/cpu_hours@M1-M6` differs"),
        "{}",
        run.stderr
    );
    for odd in [
        &["--again"][..],
        &["--reason", "why"],
        &["--again", "--reason", " "],
    ] {
        let run = project.run(&[&["release", "M1-M6"], odd].concat());
        assert_eq!(run.code, 2, "{odd:?}");
    }
    assert_eq!(project.text(FILE), first);
}

#[test]
fn a_period_that_was_submitted_again_is_released_again_with_the_reason() {
    let project = Project::minimal();
    let why = ["--again", "--reason", "The reviewers asked for it."];
    let run = project.run(&[&["release", "M1-M6"][..], &why].concat());
    assert_eq!(run.code, 2, "there is nothing to replace yet");
    assert_eq!(project.run(&["release", "M1-M6"]).code, 0);
    let before = released(&project);
    let project = project.file("data/lab.csv", USAGE.replace("10,CPU-h", "12,CPU-h"));
    assert_eq!(
        project
            .run(&[&["release", "M1-M6"][..], &why].concat())
            .code,
        0
    );
    let after = released(&project);
    assert_eq!(after["again"][0]["reason"], why[2]);
    assert_eq!(after["again"][0]["replaced"], before["sha256"]);
    assert_eq!(project.rules(), Vec::<String>::new());
    let found = project.findings(&[]).into_iter();
    assert_eq!(
        found
            .filter(|finding| finding.rule.starts_with("VA7"))
            .count(),
        0
    );
}

#[test]
fn a_release_has_the_form_that_its_schema_describes() {
    let schema = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let schema = std::fs::read_to_string(schema.join("docs/schemas/release-1.schema.json"));
    let schema = serde_json::from_str(&schema.unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for folder in ["", "examples/records"] {
        let project = Project::shipped(folder);
        assert_eq!(project.run(&["release", "M7-M12"]).code, 0);
        let text = project.text("releases/M7-M12.json");
        let mut release: Value = serde_json::from_str(&text).unwrap();
        let faults: Vec<String> = validator
            .iter_errors(&release)
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{folder}: {faults:#?}");
        release["figures"][0]["more"] = Value::from(1);
        assert!(!validator.is_valid(&release));
    }
}

#[test]
fn a_release_is_an_input_of_the_build() {
    let project = Project::minimal();
    assert_eq!(project.run(&["release", "M1-M6"]).code, 0);
    assert_eq!(project.run(&["build", "-p", "M1-M6"]).code, 0);
    assert!(project.text("out/M1-M6/manifest.json").contains(FILE));
}

#[test]
fn a_release_that_was_edited_or_lies_in_the_wrong_place_stops_the_build() {
    let project = Project::minimal();
    assert_eq!(project.run(&["release", "M1-M6"]).code, 0);
    let good = project.text(FILE);
    let mut project = project;
    for (file, text) in [
        (FILE, good.replace("\"10\"", "\"11\"")),
        (FILE, good.replace("\"version\": 1", "\"version\": 9")),
        (FILE, good[..good.len() / 2].to_owned()),
        (FILE, String::new()),
        ("releases/M7-M12.json", good.clone()),
    ] {
        project = project.file(file, &text);
        assert_eq!(
            project.run(&["build", "-p", "M1-M6"]).code,
            1,
            "{file}: {text}"
        );
        project = project.file(FILE, &good);
    }
    std::fs::remove_file(project.path("releases/M7-M12.json")).unwrap();
    let project = project.file("releases/README.md", "What was submitted.\n");
    assert_eq!(project.run(&["build", "-p", "M1-M6"]).code, 0);
}
