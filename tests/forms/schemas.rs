//! The forms for programs have the shape that their schemas describe.

use std::fs;

use jsonschema::Validator;
use serde_json::Value;

use crate::hostile::hostile;
use crate::support::Project;
use crate::{SHOWN, parsed, root};

fn schema(path: &str) -> Validator {
    let text = fs::read_to_string(root(path)).unwrap();
    jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap()
}

fn assert_valid(validator: &Validator, value: &Value, about: &str) {
    let faults: Vec<String> = validator
        .iter_errors(value)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{about}: {faults:#?}");
}

#[test]
fn json_has_the_form_that_its_schema_describes() {
    let validator = schema("docs/schemas/findings-1.schema.json");
    for shown in &*SHOWN {
        assert_valid(&validator, &shown.findings, &shown.name);
    }
}

#[test]
fn the_schema_of_findings_refuses_what_is_not_in_it() {
    let validator = schema("docs/schemas/findings-1.schema.json");
    let good = parsed(&hostile(), "json");
    let spoilt: [fn(&mut Value); 6] = [
        |value| value["more"] = Value::from(1),
        |value| value["version"] = Value::from(2),
        |value| value["findings"][0]["more"] = Value::from(1),
        |value| value["findings"][0]["line"] = Value::Null,
        |value| value["findings"][0]["severity"] = Value::from("fatal"),
        |value| drop(value["summary"].as_object_mut().unwrap().remove("waived")),
    ];
    for (number, spoil) in spoilt.iter().enumerate() {
        let mut value = good.clone();
        spoil(&mut value);
        assert!(!validator.is_valid(&value), "{number}");
    }
}

#[test]
fn report_json_has_the_form_that_its_schema_describes() {
    let validator = schema("docs/schemas/report-1.schema.json");
    let mut seen = 0;
    for folder in ["", "examples/records"] {
        let project = Project::shipped(folder);
        for period in ["M1-M6", "M7-M12", "latest"] {
            assert_eq!(project.run(&["build", "-q", "-p", period]).code, 0);
        }
        for entry in fs::read_dir(project.path("out")).unwrap() {
            let period = entry.unwrap().file_name().into_string().unwrap();
            let report = project.text(&format!("out/{period}/report.json"));
            let mut report: Value = serde_json::from_str(&report).unwrap();
            assert_valid(&validator, &report, &format!("{folder} {period}"));
            report["installations"][0]["metrics"][0]["values"][0]["more"] = Value::from(1);
            assert!(!validator.is_valid(&report));
            seen += 1;
        }
    }
    assert!(seen >= 4, "{seen}");
}

#[test]
fn sarif_has_the_form_that_the_standard_describes() {
    let path = "tests/fixtures/sarif-2.1.0.schema.json";
    let validator = schema(path);
    let standard: Value = serde_json::from_str(&fs::read_to_string(root(path)).unwrap()).unwrap();
    for shown in &*SHOWN {
        assert_valid(&validator, &shown.log, &shown.name);
        assert_eq!(shown.log["$schema"], standard["id"]);
    }
}
