//! `va-report init`: a scaffold that checks and builds at once, and never overwrites anything.

mod support;

use support::Project;

const FILES: [&str; 5] = [
    "installations.schema.json",
    "data/provider.csv",
    ".github/workflows/va-report.yml",
    "assessments/.gitkeep",
    "installations.toml",
];

/// Returns a project that was begun by the program, and what that run said.
fn begun(arguments: &[&str]) -> (Project, String) {
    let project = Project::empty();
    let run = project.run(&[&["init"], arguments].concat());
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.stdout, "");
    (project, run.stderr)
}

#[test]
fn the_scaffold_says_what_it_wrote_and_what_comes_next() {
    let (project, said) = begun(&[]);
    for file in FILES {
        assert!(project.path(file).is_file(), "{file}");
        assert!(said.contains(&format!("wrote {file}\n")), "{said}");
    }
    assert!(said.contains("next: `va-report check`"), "{said}");
}

#[test]
fn it_checks_without_errors_and_builds_at_once() {
    for months in ["1", "5", "6", "7", "13", "36", "51", "600"] {
        let (project, _) = begun(&["--months", months, "--start", "2024-02-29"]);
        let run = project.run(&["check", "--format", "concise"]);
        assert_eq!(run.code, 0, "{months} months: {run:?}");
        let run = project.run(&["build"]);
        assert_eq!(run.code, 0, "{months} months: {run:?}");
        let first = project.run(&["build", "--check", "-q"]);
        assert_eq!(first.code, 0, "{months} months: {first:?}");
    }
}

#[test]
fn what_is_left_to_fill_in_is_the_list_of_findings() {
    let (project, _) = begun(&[]);
    let mut rules: Vec<String> = project
        .findings(&[])
        .into_iter()
        .map(|it| it.rule)
        .collect();
    rules.sort();
    rules.dedup();
    // Texts to be written, addresses to be given, figures to be reported, an assessment to be written.
    assert_eq!(rules, ["VA117", "VA120", "VA312", "VA501"]);
    assert_eq!(project.run(&["check", "--strict"]).code, 1);
}

#[test]
fn answers_come_into_the_file_letter_by_letter() {
    let acronym = "A \"b\" \\ {months} é\u{7}";
    let (project, _) = begun(&[
        "--acronym",
        acronym,
        "--work-package",
        "WP4",
        "--start",
        "2022-09-01",
        "--months",
        "48",
    ]);
    let text = project.text("installations.toml");
    for line in [
        "acronym = \"A \\\"b\\\" \\\\ {months} é\\u0007\"\n",
        "work_package = \"WP4\"\n",
        "start = 2022-09-01 #",
        "months = 48\n",
        "every = 6 # a report for every so many months: M1-M6, …\n",
    ] {
        assert!(text.contains(line), "{line:?} in {text}");
    }
    assert_eq!(project.run(&["build", "-q"]).code, 0);
    let report = project.text("out/M1-M6/report.json");
    assert!(report.contains("\"start\": \"2022-09-01\""), "{report}");
}

#[test]
fn two_scaffolds_are_the_same_bytes() {
    let (one, _) = begun(&[]);
    let (other, _) = begun(&[]);
    for file in FILES {
        assert_eq!(one.bytes(file), other.bytes(file), "{file}");
    }
}

#[test]
fn what_exists_is_never_overwritten() {
    for file in FILES {
        let project = Project::empty().file(file, "mine");
        let run = project.run(&["init"]);
        assert_eq!(run.code, 2, "{run:?}");
        let said = format!("it would overwrite ./{file}\n");
        assert!(run.stderr.contains(&said), "{}", run.stderr);
        assert_eq!(project.text(file), "mine");
        for other in FILES.iter().filter(|other| **other != file) {
            assert!(!project.path(other).exists(), "{file}: {other} was written");
        }
    }
    let project = Project::empty().file("data", "a file, no folder");
    let run = project.run(&["init"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(!project.path("installations.toml").exists());
}

#[test]
fn other_files_of_the_folder_stay() {
    let project = Project::empty().file("data/old.txt", "mine");
    assert_eq!(project.run(&["init", "."]).code, 0);
    assert_eq!(project.text("data/old.txt"), "mine");
}

#[test]
fn a_folder_is_made_and_the_job_for_ci_left_out_when_asked() {
    let (project, said) = begun(&["new/project", "--no-ci"]);
    assert!(project.path("new/project/installations.toml").is_file());
    assert!(!project.path("new/project/.github").exists());
    assert!(!said.contains(".github"), "{said}");
}

#[test]
fn the_first_line_leads_editors_to_the_schema_beside_it() {
    let (project, _) = begun(&[]);
    let text = project.text("installations.toml");
    assert!(text.starts_with("#:schema ./installations.schema.json\n"));
    let schema = project.run(&["schema"]).stdout;
    assert_eq!(project.text("installations.schema.json"), schema);
}

#[test]
fn the_lines_behind_comment_marks_are_true() {
    let (project, _) = begun(&[]);
    let text = project.text("installations.toml");
    let lines = text.lines().map(|line| {
        let open = line.strip_prefix("# ").filter(|rest| {
            let key = rest.split(" = ").next().unwrap_or_default();
            rest.starts_with('[') || (rest.contains(" = ") && !key.contains(' '))
        });
        open.unwrap_or(line)
    });
    // The list stands there instead of it.
    let lines = lines.filter(|line| !line.starts_with("every = "));
    let open = lines.collect::<Vec<_>>().join("\n");
    assert!(open.contains("\nPY1 = ") && open.contains("\n[[waive]]\n"));
    let project = project.file("installations.toml", open);
    let found: Vec<_> = project
        .findings(&[])
        .into_iter()
        .filter(|finding| finding.rule.as_str() < "VA110")
        .map(|finding| finding.message)
        .collect();
    // The figures of [[reconcile]] are those of a larger project.
    let known = [
        "unknown figure `portal/cpu_hours`",
        "unknown figure `grid/cpu_hours`",
    ];
    assert_eq!(found, known);
}

#[test]
fn a_slip_in_an_option_says_what_is_taken() {
    for (arguments, said) in [
        (["init", "--start", "2022-13-01"], "--start"),
        (["init", "--months", "0"], "1..=600"),
        (["init", "--months", "601"], "1..=600"),
        (["init", "--acronym", ""], "--acronym"),
    ] {
        let project = Project::empty();
        let run = project.run(&arguments);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.stderr.contains(said), "{}", run.stderr);
        assert!(!project.path("installations.toml").exists());
    }
}

#[test]
fn each_text_to_be_written_is_shown_where_it_stands() {
    let (project, _) = begun(&[]);
    let text = project.text("installations.toml");
    let findings = project.findings(&[]);
    let shown: Vec<u64> = findings
        .iter()
        .filter(|finding| finding.rule == "VA120")
        .map(|finding| finding.line)
        .collect();
    let lines = (1..).zip(text.lines());
    let written: Vec<u64> = lines
        .filter(|(_, line)| !line.starts_with('#') && line.contains("<<"))
        .map(|(number, _)| number)
        .collect();
    assert_eq!(shown, written);
}
