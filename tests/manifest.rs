//! The manifest of a build: every input and output by its fingerprint, the tool, and the options of the run.
#![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

mod support;

use std::path::Path;

use serde_json::{Value, json};
use support::Project;
use va_report::history::sha256;

fn manifest(project: &Project, more: &[&str]) -> Value {
    let run = project.run(&[&["build", "-q", "-p", "M1-M6"], more].concat());
    assert_eq!(run.code, 0, "{run:?}");
    serde_json::from_str(&project.text("out/M1-M6/manifest.json")).unwrap()
}

fn full() -> Project {
    let project = Project::minimal()
        .file("assessments/M1-M6/cloud.md", "It grew.\n")
        .file("assessments/M1-M6/summary.md", "All grew.\n");
    assert_eq!(project.run(&["release", "M1-M6"]).code, 0);
    project
}

#[test]
fn every_input_is_named_with_its_fingerprint() {
    let project = full();
    let manifest = manifest(&project, &[]);
    let inputs = manifest["inputs"].as_array().unwrap();
    let names: Vec<&str> = inputs
        .iter()
        .map(|input| input["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "assessments/M1-M6/cloud.md",
            "assessments/M1-M6/summary.md",
            "data/lab.csv",
            "installations.toml",
            "releases/M1-M6.json"
        ]
    );
    for input in inputs {
        let bytes = project.bytes(input["name"].as_str().unwrap());
        assert_eq!(input["sha256"], sha256(&bytes), "{input}");
        assert_eq!(input["bytes"], bytes.len(), "{input}");
    }
    for output in manifest["outputs"].as_array().unwrap() {
        let name = output["name"].as_str().unwrap();
        let bytes = project.bytes(&format!("out/M1-M6/{name}"));
        assert_eq!(output["sha256"], sha256(&bytes), "{output}");
    }
    assert_eq!(manifest["tool_version"], env!("CARGO_PKG_VERSION"));
}

#[test]
fn the_options_that_change_what_is_written_are_in_it() {
    let project = full();
    let settings = manifest(&project, &[])["settings"].clone();
    assert_eq!(settings["formats"], json!(["docx", "markdown", "json"]));
    assert_eq!(settings["keep_going"], json!(false));
    assert_eq!(settings["final"], json!(false));
    assert_eq!(settings["page_numbers"], json!("none"));
    let options = [
        "--format",
        "json",
        "--keep-going",
        "-A",
        "VA501",
        "-A",
        "unused-waiver",
    ];
    let settings = manifest(&project, &options)["settings"].clone();
    assert_eq!(settings["formats"], json!(["json"]));
    assert_eq!(settings["keep_going"], json!(true));
    assert_eq!(settings["allow"], json!(["VA114", "VA501"]));
}

#[test]
fn the_manifest_has_the_form_that_its_schema_describes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schemas/manifest-1.schema.json");
    let schema = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut good = manifest(&full(), &[]);
    let faults: Vec<String> = validator
        .iter_errors(&good)
        .map(|fault| fault.to_string())
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    good["settings"]["more"] = json!(1);
    assert!(!validator.is_valid(&good));
}
