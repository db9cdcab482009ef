//! SARIF as code scanning takes it.

use std::collections::BTreeMap;

use crate::hostile::{HEADER, hostile};
use crate::support::{MINIMAL, Project, USAGE};
use crate::{SHOWN, Shown, list, parsed, shown, text};

#[test]
fn sarif_is_what_github_takes() {
    for Shown { name, log, .. } in &*SHOWN {
        let run = &log["runs"][0];
        let rules = list(&run["tool"]["driver"], "rules");
        for rule in rules {
            for pointer in ["/shortDescription/text", "/fullDescription/text"] {
                let length = text(rule, pointer).chars().count();
                assert!((10..=1024).contains(&length), "{name}: {rule}");
            }
            assert!(text(rule, "/help/markdown").starts_with("# VA"), "{rule}");
            assert!(!text(rule, "/help/text").contains("**"), "{rule}");
        }
        for result in list(run, "results") {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(result["ruleId"], rules[index]["id"]);
            assert_eq!(list(result, "locations").len(), 1, "{name}: {result}");
            assert!(!text(result, "/message/text").is_empty());
            assert!(result["suppressions"].is_array());
            for location in list(result, "locations") {
                let uri = text(location, "/physicalLocation/artifactLocation/uri");
                let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte);
                assert!(uri.bytes().all(plain), "{name}: {uri}");
                assert!(!uri.starts_with('/'), "{name}: {uri}");
                let region = &location["physicalLocation"]["region"];
                let at = |key: &str| region[key].as_u64().unwrap();
                let (start, end) = (
                    (at("startLine"), at("startColumn")),
                    (at("endLine"), at("endColumn")),
                );
                assert!((1, 1) <= start && start <= end, "{name}: {region}");
            }
        }
    }
}

#[test]
fn sarif_points_at_the_words_and_repeats_them() {
    let project =
        Project::with_usage(USAGE.replace("10,CPU-h", "ten,CPU-h")).file("data/ä b.csv", HEADER);
    let log = parsed(&project, "sarif");
    let results = list(&log["runs"][0], "results");
    let found = results
        .iter()
        .find(|result| result["ruleId"] == "VA202")
        .unwrap();
    let region = &found["locations"][0]["physicalLocation"]["region"];
    assert_eq!(
        *region,
        serde_json::json!({"startLine": 2, "startColumn": 23, "endLine": 2, "endColumn": 26, "snippet": {"text": "ten"}})
    );
    assert_eq!(log["runs"][0]["columnKind"], "unicodeCodePoints");
    let uris: Vec<&str> = results
        .iter()
        .map(|result| text(result, "/locations/0/physicalLocation/artifactLocation/uri"))
        .collect();
    assert!(uris.contains(&"data/%C3%A4%20b.csv"), "{uris:?}");
}

#[test]
fn fingerprints_are_unique_and_do_not_depend_on_the_line() {
    let fingerprints = |project: &Project| -> BTreeMap<String, (String, String)> {
        let log = parsed(project, "sarif");
        let results = list(&log["runs"][0], "results");
        let pairs = results.iter().map(|result| {
            let rule = text(result, "/ruleId").to_owned();
            let says = (rule, text(result, "/message/text").to_owned());
            (
                text(result, "/partialFingerprints/vaReport~1v1").to_owned(),
                says,
            )
        });
        let all: BTreeMap<String, (String, String)> = pairs.collect();
        assert_eq!(
            all.len(),
            results.len(),
            "two findings have the same fingerprint"
        );
        all
    };
    let project = hostile();
    let before = fingerprints(&project);
    let toml = format!("# one\n# more\n\n{}", project.text("installations.toml"));
    let rows = format!("# one\n\n{}", project.text("data/rows.csv"));
    let project = project
        .file("installations.toml", toml)
        .file("data/rows.csv", rows);
    assert_eq!(fingerprints(&project), before);
}

#[test]
fn a_waived_finding_is_suppressed_with_its_reason_and_is_no_mark() {
    let waiver = "\n[levels]\nVA117 = \"allow\"\n\n[[waive]]\nrule = \"VA501\"\nwhere = \"cloud\"\nreason = \"written next week | `really`\"\n";
    let project = Project::minimal().file("installations.toml", format!("{MINIMAL}{waiver}"));
    let log = parsed(&project, "sarif");
    let results = list(&log["runs"][0], "results");
    let accepted = results
        .iter()
        .find(|result| result["ruleId"] == "VA501")
        .unwrap();
    let suppressed = &accepted["suppressions"][0];
    assert_eq!(suppressed["justification"], "written next week | `really`");
    assert_eq!(suppressed["kind"], "external");
    assert_eq!(parsed(&project, "json")["summary"]["waived"], 1);
    for form in ["human", "concise", "github"] {
        assert_eq!(
            shown(&project, form),
            "0 errors, 0 warnings (1 waived)\n",
            "{form}"
        );
    }
    let markdown = shown(&project, "markdown");
    assert!(!markdown.contains("VA501"), "{markdown}");
}
