//! `check --fix`: what is mended, what is left alone, and that nothing is ever lost.
#![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

mod support;

use std::fs;

use support::{MINIMAL, Project, USAGE};

/// What is added to the smallest project, in the order of the file; each line has something to mend.
const ADDED: &str = r#"
[periods] # half-years
every   =   6
[periods.groups]
PY1 = 'M1–M12'   # the first year
PY2 = "M13 - M24"

[style]
countries = "eu"

[[budgets]]
id = "disk"
total = "1.500.000" # TB-month
unit = "TB months"

[[metrics]]
id = "disk"
nature = "sum"
unit = "TBmonth"
draws_on = "disk"

[[installations]]
id = "store"
title = "Store  of   things "
provider = "lab"
integrated_from = "m01"

[[installations.metrics]]
metric = "disk"
baseline = "> 4.000.000"

[[installations.metrics]]
metric = "country_names"
baseline = "ES, GB, GR"

[[waive]]
rule = "VA312"
where = "store@M01—M06"
reason = "Nothing was asked for yet."
until = "M012"
"#;

/// The same lines after they were mended.
const MENDED: &str = r#"
[periods] # half-years
every   =   6
[periods.groups]
PY1 = "M1-M12"   # the first year
PY2 = "M13-M24"

[style]
countries = "eu"

[[budgets]]
id = "disk"
total = 1_500_000 # TB-month
unit = "TB-month"

[[metrics]]
id = "disk"
nature = "sum"
unit = "TB-month"
draws_on = "disk"

[[installations]]
id = "store"
title = "Store of things"
provider = "lab"
integrated_from = "M1"

[[installations.metrics]]
metric = "disk"
baseline = "> 4,000,000"

[[installations.metrics]]
metric = "country_names"
baseline = "ES, UK, EL"

[[waive]]
rule = "VA312"
where = "store@M1-M6"
reason = "Nothing was asked for yet."
until = "M12"
"#;

const TEXT: &str = "It served the  users , all of them.\n\nIt ran from M1–M6.\n";
const TEXT_MENDED: &str = "It served the users, all of them.\n\nIt ran from M1–M6.\n";

/// Returns a project that has everything to mend at once, with Windows' line ends and a byte order mark.
fn faulty() -> Project {
    let catalogue = format!("\u{feff}{MINIMAL}{ADDED}").replace('\n', "\r\n");
    Project::empty()
        .file("installations.toml", catalogue)
        .file("data/lab.csv", format!("\u{feff}{USAGE}"))
        .file("assessments/M1-M6/cloud.md", TEXT)
}

fn mended() -> String {
    format!("{MINIMAL}{MENDED}").replace('\n', "\r\n")
}

#[test]
fn everything_is_mended_and_the_rest_stays_byte_for_byte() {
    let project = faulty();
    let run = project.run(&["check", "--fix"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(project.text("installations.toml"), mended());
    assert_eq!(project.text("assessments/M1-M6/cloud.md"), TEXT_MENDED);
    assert!(
        run.stderr.contains("mended 17 places in 2 files\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_check_after_it_finds_nothing_of_what_was_mended() {
    let project = faulty();
    let rules = [
        "VA005", "VA106", "VA137", "VA150", "VA402", "VA408", "VA515",
    ];
    let found = |project: &Project| {
        let all = project.findings(&[]).into_iter();
        let mut found: Vec<String> = all
            .map(|finding| finding.rule)
            .filter(|rule| rules.contains(&rule.as_str()))
            .collect();
        found.dedup();
        found.sort();
        found.dedup();
        found
    };
    assert_eq!(found(&project), rules);
    project.run(&["check", "--fix"]);
    assert_eq!(found(&project), Vec::<String>::new());
}

#[test]
fn a_second_run_changes_nothing() {
    let project = faulty();
    project.run(&["check", "--fix"]);
    let run = project.run(&["check", "--fix"]);
    assert!(run.stderr.contains("nothing to mend\n"), "{}", run.stderr);
    assert_eq!(project.text("installations.toml"), mended());
}

#[test]
fn figures_are_the_same_before_and_after() {
    let project = faulty().replace(
        "installations.toml",
        "total = \"1.500.000\"",
        "total = 1500000",
    );
    assert_eq!(project.run(&["build", "-p", "M1-M6"]).code, 0);
    let before = project.text("out/M1-M6/report.json");
    project.run(&["check", "--fix"]);
    assert_eq!(project.run(&["build", "-p", "M1-M6"]).code, 0);
    let after = project.text("out/M1-M6/report.json");
    // What is printed as it is written is written anew; no amount is another one.
    let written = [
        ("> 4.000.000", "> 4,000,000"),
        ("ES, GB, GR", "ES, UK, EL"),
        ("Store of things", "Store of things"),
        ("the  users , all", "the users, all"),
    ];
    let anew = written.iter().fold(before, |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    });
    assert_eq!(after, anew);
}

#[test]
fn exports_of_providers_are_never_touched() {
    let usage = USAGE
        .replace("M1-M6,10,CPU-h", "M1–M6,10,cpu hours")
        .replace("\"ES, PT\"", "\"UK, PT\"");
    let project = faulty().file("data/lab.csv", format!("\u{feff}{usage}"));
    let before = project.bytes("data/lab.csv");
    project.run(&["check", "--fix"]);
    assert_eq!(project.bytes("data/lab.csv"), before);
}

#[test]
fn what_is_waived_or_allowed_is_left_alone() {
    let waiver = "\n[levels]\nunusual-spelling = \"allow\"\n\n[[waive]]\nrule = \"VA402\"\nwhere = \"store\"\nreason = \"Quoted.\"\n";
    let project = faulty();
    let text = project.text("installations.toml");
    let project = project.file("installations.toml", format!("{text}{waiver}"));
    project.run(&["check", "--fix"]);
    let text = project.text("installations.toml");
    assert!(text.contains("PY1 = 'M1–M12'"), "{text}");
    assert!(text.contains("baseline = \"> 4.000.000\""), "{text}");
    assert!(text.contains("total = 1_500_000"), "{text}");
}

#[test]
fn what_can_be_read_in_two_ways_is_left_alone() {
    let text = MINIMAL
        .replace("total = 1000", "total = \"132,000\"")
        .replace("baseline = \"500\"", "baseline = \"15.000\"");
    let project = Project::minimal().file("installations.toml", &text);
    let run = project.run(&["check", "--fix"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stderr.contains("nothing to mend"), "{}", run.stderr);
    assert_eq!(project.text("installations.toml"), text);
}

#[test]
fn the_difference_is_shown_and_nothing_is_written() {
    let project = faulty();
    let before = project.bytes("installations.toml");
    for arguments in [&["check", "--diff"][..], &["check", "--fix", "--diff"]] {
        let run = project.run(arguments);
        assert_eq!(run.code, 1, "{run:?}");
        for line in [
            "--- a/installations.toml\n+++ b/installations.toml\n@@ -1,4 +1,4 @@\n-<U+FEFF>[project]",
            "\n-PY1 = 'M1–M12'   # the first year",
            "\n+PY1 = \"M1-M12\"   # the first year",
            "\n--- a/assessments/M1-M6/cloud.md\n",
        ] {
            assert!(run.stdout.contains(line), "{line:?} in {}", run.stdout);
        }
        assert!(
            run.stderr
                .contains("would mend 17 places in 2 files; nothing was written"),
            "{}",
            run.stderr
        );
        assert_eq!(project.bytes("installations.toml"), before);
    }
    project.run(&["check", "--fix"]);
    let run = project.run(&["check", "--diff"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
}

#[test]
fn a_plain_check_says_that_it_can_be_mended() {
    let run = faulty().run(&["check"]);
    assert!(
        run.stderr
            .contains("17 places can be mended with `va-report check --fix`"),
        "{}",
        run.stderr
    );
    let silent = [
        Project::minimal().run(&["check"]),
        faulty().run(&["check", "-q"]),
        faulty().run(&["check", "--format", "json"]),
    ];
    assert!(silent.iter().all(|run| run.stderr.is_empty()), "{silent:?}");
}

#[test]
fn utf16_becomes_plain_utf8() {
    let units = MINIMAL.encode_utf16().flat_map(u16::to_le_bytes);
    let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(units).collect();
    let project = Project::minimal().file("installations.toml", wide);
    assert_eq!(project.run(&["check", "--fix"]).code, 0);
    assert_eq!(project.text("installations.toml"), MINIMAL);
}

#[test]
fn a_file_with_faults_of_syntax_is_left_as_it_is() {
    let broken = format!("\u{feff}{MINIMAL}\n[periods.groups]\nPY1 = \"M1–M12\"\nPY2 = \n");
    let project = Project::minimal().file("installations.toml", &broken);
    let run = project.run(&["check", "--fix"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stdout.contains("VA001"), "{}", run.stdout);
    assert!(run.stderr.contains("nothing was mended"), "{}", run.stderr);
    assert_eq!(project.text("installations.toml"), broken);
    assert_eq!(project.run(&["check", "--diff"]).code, 2);
}

#[test]
fn a_project_that_is_named_from_elsewhere_is_mended() {
    let project = faulty().file("elsewhere/x", "");
    let path = project.path("installations.toml");
    let run = project.run(&["check", "--fix", "-c", path.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(project.text("installations.toml"), mended());
}

#[cfg(unix)]
#[test]
fn a_read_only_file_is_not_replaced_and_nothing_is_lost() {
    use std::os::unix::fs::PermissionsExt as _;
    let project = faulty();
    let path = project.path("installations.toml");
    let before = project.bytes("installations.toml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let run = project.run(&["check", "--fix"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("read-only"), "{}", run.stderr);
    assert_eq!(project.bytes("installations.toml"), before);
    assert_eq!(project.text("assessments/M1-M6/cloud.md"), TEXT);
    let names = fs::read_dir(project.path(".")).unwrap();
    assert_eq!(names.count(), 3, "a temporary file was left");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let project = faulty();
    let text = project.bytes("installations.toml");
    let project = project.file("real/project.toml", text);
    let (path, real) = (
        project.path("installations.toml"),
        project.path("real/project.toml"),
    );
    fs::remove_file(&path).unwrap();
    symlink("real/project.toml", &path).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(project.run(&["check", "--fix"]).code, 0);
    assert!(fs::symlink_metadata(&path).unwrap().is_symlink());
    assert_eq!(
        fs::metadata(&real).unwrap().permissions().mode() & 0o777,
        0o640
    );
    assert_eq!(project.text("real/project.toml"), mended());
}

#[test]
fn sarif_carries_the_mends_that_an_editor_can_make() {
    let run = faulty().run(&["check", "--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let fixes: Vec<&serde_json::Value> = results
        .iter()
        .filter(|result| result["ruleId"] == "VA402")
        .map(|result| &result["fixes"][0]["artifactChanges"][0])
        .collect();
    let [fix] = fixes.as_slice() else {
        panic!("{fixes:?}");
    };
    assert_eq!(fix["artifactLocation"]["uri"], "installations.toml");
    let edit = &fix["replacements"][0];
    assert_eq!(edit["insertedContent"]["text"], "4,000,000");
    assert_eq!(edit["deletedRegion"]["startColumn"], 15);
    assert_eq!(edit["deletedRegion"]["snippet"]["text"], "4.000.000");
    let marked = results.iter().find(|result| result["ruleId"] == "VA005");
    assert!(marked.unwrap().get("fixes").is_none());
}

/// Returns the files of a project that people do not write for the project, with their bytes.
fn exports(project: &Project) -> Vec<(String, Vec<u8>)> {
    let mut names: Vec<String> = fs::read_dir(project.path("data"))
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| project.path("data").join(name).is_file())
        .collect();
    names.sort();
    let read = |name: String| (name.clone(), project.bytes(&format!("data/{name}")));
    names.into_iter().map(read).collect()
}

#[test]
fn no_mend_makes_an_error_or_needs_a_second_run_whatever_a_project_holds() {
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/rules");
    let entries = fs::read_dir(fixtures).unwrap();
    let mut projects: Vec<(String, Project)> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .map(|name| (name.clone(), Project::of_rule(&name)))
        .collect();
    for folder in ["", "examples/records", "examples/as-published"] {
        projects.push((folder.to_owned(), Project::shipped(folder)));
    }
    let errors = |project: &Project| {
        let run = project.run(&["check", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        (run.code, json["summary"]["errors"].as_u64().unwrap())
    };
    let mut mended = 0;
    for (name, project) in projects {
        let (before, data) = (errors(&project), exports(&project));
        let run = project.run(&["check", "--fix"]);
        mended +=
            usize::from(run.stderr.contains("mended 1 place") || run.stderr.contains("places in"));
        assert!(errors(&project) <= before, "{name}: {run:?}");
        assert_eq!(exports(&project), data, "{name}");
        let again = project.run(&["check", "--fix"]);
        assert!(again.stderr.contains("nothing"), "{name}: {again:?}");
    }
    assert!(mended >= 7, "only {mended} projects had something to mend");
}
