//! A figure that was submitted and is stated otherwise is found, whichever way it was done, and the report says so.
#![expect(
    clippy::disallowed_methods,
    reason = "tests write their input files themselves"
)]

mod support;

use support::{MINIMAL, Project, USAGE};

const USERS: &str = "cloud,users,M1-M6,3,users\n";

/// Returns a project whose first period was released, with figures of the next.
fn released() -> Project {
    let project = Project::minimal()
        .file(
            "data/next.csv",
            "installation,metric,period,value,unit\n\
             cloud,cpu_hours,M7-M12,20,CPU-h\n\
             cloud,users,M7-M12,5,users\n\
             cloud,country_names,M7-M12,ES,\n\
             cloud,applications,M7-M12,2,\n",
        )
        .file(
            "assessments/M1-M6/cloud.md",
            "The cloud was opened to the project.\n",
        );
    let run = project.run(&["release", "M1-M6"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(found(&project), [""; 0]);
    project
}

/// Returns the findings about releases.
fn found(project: &Project) -> Vec<String> {
    let found = project.findings(&[]).into_iter();
    let about_releases = found.filter(|finding| finding.rule.starts_with("VA7"));
    about_releases
        .map(|finding| format!("{} {}: {}", finding.rule, finding.file, finding.message))
        .collect()
}

fn with_usage(from: &str, to: &str) -> Project {
    assert!(USAGE.contains(from), "{from}");
    released().file("data/lab.csv", USAGE.replace(from, to))
}

fn with_catalogue(from: &str, to: &str) -> Project {
    released().replace("installations.toml", from, to)
}

#[test]
fn another_value_is_found() {
    let project = with_usage("M1-M6,10,", "M1-M6,11,");
    assert_eq!(
        found(&project),
        ["VA702 data/lab.csv: cloud/cpu_hours is 11 in M1-M6, released as 10"]
    );
}

#[test]
fn a_row_that_was_removed_is_found() {
    assert_eq!(
        found(&with_usage(USERS, "")),
        ["VA702 installations.toml: cloud/users is not reported in M1-M6, released as 3"]
    );
}

#[test]
fn a_file_that_was_removed_is_found() {
    let project = released();
    std::fs::remove_file(project.path("data/lab.csv")).unwrap();
    let found = found(&project);
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(
        found.iter().all(|finding| finding.starts_with("VA702")),
        "{found:?}"
    );
}

#[test]
fn a_row_that_was_added_is_found() {
    let project = released().file(
        "data/lab.csv",
        USAGE.replace("cpu_hours,M1-M6,10", "cpu_hours,M1-M3,10")
            + "cloud,cpu_hours,M4-M6,5,CPU-h\n",
    );
    assert_eq!(
        found(&project),
        ["VA702 data/lab.csv: cloud/cpu_hours is 15 in M1-M6, released as 10"]
    );
}

#[test]
fn another_state_is_found() {
    let states = |project: &Project, state: &str| {
        let usage = format!(
            "installation,metric,period,value,unit,state\n\
             cloud,cpu_hours,M1-M6,{state}\n\
             cloud,users,M1-M6,3,users,\n\
             cloud,country_names,M1-M6,\"ES, PT\",,\n\
             cloud,applications,M1-M6,2,,\n"
        );
        std::fs::write(project.path("data/lab.csv"), usage).unwrap();
        found(project)
    };
    let project = released();
    assert_eq!(states(&project, "10,CPU-h,reported"), [""; 0]);
    for (state, shown) in [
        (",CPU-h,not-applicable", "N/A"),
        (",CPU-h,not-started", "not started"),
        ("0,CPU-h,reported", "0"),
        ("10,CPU-h,provisional", "10 (provisional)"),
    ] {
        let wanted =
            format!("VA702 data/lab.csv: cloud/cpu_hours is {shown} in M1-M6, released as 10");
        assert_eq!(states(&project, state), [wanted]);
    }
}

#[test]
fn a_provisional_figure_may_be_confirmed_but_not_changed() {
    let usage =
        "installation,metric,period,value,unit,state\ncloud,cpu_hours,M1-M6,10,CPU-h,provisional\n";
    let project = Project::with_usage(usage);
    assert_eq!(project.run(&["release", "M1-M6"]).code, 0);
    let project = project.file("data/lab.csv", usage.replace("provisional", "reported"));
    assert_eq!(found(&project), [""; 0]);
    let project = project.file(
        "data/lab.csv",
        usage.replace("10,CPU-h,provisional", "11,CPU-h,reported"),
    );
    assert_eq!(
        found(&project),
        ["VA702 data/lab.csv: cloud/cpu_hours is 11 in M1-M6, released as 10 (provisional)"]
    );
}

#[test]
fn another_list_of_countries_is_found_once_and_another_order_is_none() {
    let project = with_usage("\"ES, PT\"", "\"PT, ES\"");
    assert_eq!(found(&project), [""; 0]);
    let project = with_usage("\"ES, PT\"", "\"ES, PT, FR\"");
    assert_eq!(
        found(&project),
        ["VA702 data/lab.csv: cloud/country_names is ES, PT, FR in M1-M6, released as ES, PT"]
    );
}

#[test]
fn another_unit_is_found() {
    let project = with_catalogue(
        "id = \"cpu_hours\"\nnature = \"sum\"\nunit = \"CPU-h\"\ndraws_on = \"cpu\"",
        "id = \"cpu_hours\"\nnature = \"sum\"\nunit = \"GPU-h\"",
    )
    .file("data/lab.csv", USAGE.replace("CPU-h", "GPU-h"));
    std::fs::remove_file(project.path("data/next.csv")).unwrap();
    assert_eq!(
        found(&project),
        ["VA704 installations.toml: cloud/cpu_hours is kept in GPU-h, released in CPU-h for M1-M6"]
    );
}

#[test]
fn another_nature_is_found() {
    let project = with_catalogue(
        "id = \"applications\"\nnature = \"level\"",
        "id = \"applications\"\nnature = \"sum\"",
    );
    assert_eq!(
        found(&project),
        [
            "VA704 installations.toml: cloud/applications is of nature sum, released as level for M1-M6"
        ]
    );
}

#[test]
fn another_baseline_is_found() {
    assert_eq!(
        found(&with_catalogue("baseline = \"500\"", "baseline = \"400\"")),
        [
            "VA705 installations.toml: the baseline of cloud/cpu_hours is `400`, released as `500` for M1-M6"
        ]
    );
    assert_eq!(
        found(&with_catalogue("baseline = \"500\"\n", "")),
        [
            "VA705 installations.toml: the baseline of cloud/cpu_hours is not set, released as `500` for M1-M6"
        ]
    );
}

#[test]
fn another_budget_is_found() {
    assert_eq!(
        found(&with_catalogue("total = 1000", "total = 2000")),
        [
            "VA705 installations.toml: the budget `cpu` is 2,000 CPU-h, released as 1,000 CPU-h for M1-M6"
        ]
    );
}

#[test]
fn a_row_or_an_installation_that_is_gone_is_found() {
    let row = "\n[[installations.metrics]]\nmetric = \"applications\"\n";
    let project = with_catalogue(row, "");
    let usage = USAGE.replace("cloud,applications,M1-M6,2,\n", "");
    let project = project.file("data/lab.csv", usage);
    std::fs::remove_file(project.path("data/next.csv")).unwrap();
    assert_eq!(
        found(&project),
        [
            "VA703 installations.toml: the row cloud/applications (applications) is gone, and was released for M1-M6"
        ]
    );
    let renamed = MINIMAL.replace("id = \"cloud\"", "id = \"clouds\"");
    let project = released().file("installations.toml", renamed);
    let project = project.file("data/lab.csv", USAGE.replace("cloud,", "clouds,"));
    for old in ["data/next.csv", "assessments/M1-M6/cloud.md"] {
        std::fs::remove_file(project.path(old)).unwrap();
    }
    assert_eq!(
        found(&project)[0],
        "VA703 installations.toml: the installation `cloud` (Cloud) is gone, and was released for M1-M6"
    );
}

#[test]
fn a_period_that_is_gone_is_found() {
    let project = with_catalogue("[[budgets]]", "[periods]\nevery = 12\n\n[[budgets]]");
    std::fs::remove_file(project.path("assessments/M1-M6/cloud.md")).unwrap();
    let found = found(&project);
    assert!(
        found.contains(
            &"VA703 installations.toml: M1-M6 is no reporting period any more, and was released"
                .to_owned()
        ),
        "{found:?}"
    );
}

#[test]
fn another_method_is_found() {
    let project = with_catalogue(
        "metric = \"users\"\n",
        "metric = \"users\"\nmeasured = \"Logins\"\n",
    );
    let found = found(&project);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("VA706 installations.toml: cloud/users is measured"),
        "{found:?}"
    );
}

#[test]
fn a_text_that_was_edited_or_removed_or_added_is_found() {
    let project = released().file("assessments/M1-M6/cloud.md", "The cloud was closed.\n");
    assert_eq!(
        found(&project),
        [
            "VA707 assessments/M1-M6/cloud.md: the assessment of `cloud` for M1-M6 was edited after its release"
        ]
    );
    let project = project.file("assessments/M1-M6/cloud.md", "");
    assert_eq!(
        found(&project),
        [
            "VA707 installations.toml: the assessment of `cloud` for M1-M6 was removed after its release"
        ]
    );
    let text = "The cloud was opened to the project.  \r\n\r\n";
    let project = project.file("assessments/M1-M6/cloud.md", text);
    let project = project.file("assessments/M1-M6/summary.md", "A good period.\n");
    assert_eq!(
        found(&project),
        [
            "VA707 assessments/M1-M6/summary.md: the text `summary` for M1-M6 was written after its release"
        ]
    );
}

#[test]
fn a_cumulative_figure_that_changed_by_itself_is_found() {
    let usage = |entity: &str| {
        format!(
            "installation,metric,period,kind,entity,country\n\
             cloud,users,M1-M6,member,one,ES\n\
             cloud,users,M7-M12,member,{entity},ES\n"
        )
    };
    let project = Project::with_usage(usage("one"));
    assert_eq!(project.run(&["release", "M7-M12"]).code, 0);
    let project = project.file("data/lab.csv", usage("two"));
    assert_eq!(
        found(&project),
        ["VA702 data/lab.csv: cloud/users is 2 over M1-M12, released as 1"]
    );
}

#[test]
fn a_figure_whose_row_has_a_fault_is_not_called_restated() {
    assert_eq!(found(&with_usage("M1-M6,10,", "M1-M6,ten,")), [""; 0]);
}

#[test]
fn the_report_prints_what_was_released_and_the_reason() {
    let project = with_usage("M1-M6,10,", "M1-M6,11,");
    assert_eq!(project.run(&["build", "-q", "-p", "M7-M12"]).code, 0);
    let report = project.text("out/M7-M12/report.md");
    assert!(
        report.contains("11 instead of 10 as released; no reason is given."),
        "{report}"
    );
    let reason =
        "[[restate]]\nwhere = \"cloud/cpu_hours@M01–M06\"\nreason = \"An hour was booked late\"\n";
    let project = project.file("installations.toml", format!("{MINIMAL}\n{reason}"));
    let found: Vec<String> = project
        .findings(&[])
        .into_iter()
        .filter(|finding| finding.rule.starts_with("VA7"))
        .map(|finding| finding.rule)
        .collect();
    assert_eq!(found, ["VA708"]);
    let build = [
        "build",
        "-q",
        "-p",
        "M7-M12",
        "--format",
        "markdown,docx,terminal",
    ];
    let run = project.run(&build);
    assert_eq!(run.code, 0);
    let note = "11 instead of 10 as released: An hour was booked late.";
    assert!(project.text("out/M7-M12/report.md").contains(note));
    assert!(run.stdout.contains(note), "{}", run.stdout);
}

#[test]
fn the_report_prints_another_baseline_and_a_row_that_is_gone() {
    let project = with_catalogue("baseline = \"500\"", "baseline = \"400\"");
    assert_eq!(project.run(&["build", "-q", "-p", "M7-M12"]).code, 0);
    let report = project.text("out/M7-M12/report.md");
    assert!(
        report.contains("400 instead of 500 as released for M1-M6; no reason is given."),
        "{report}"
    );
    let row = "\n[[installations.metrics]]\nmetric = \"applications\"\n";
    let project = with_catalogue(row, "");
    let usage = USAGE.replace("cloud,applications,M1-M6,2,\n", "");
    let project = project.file("data/lab.csv", usage);
    std::fs::remove_file(project.path("data/next.csv")).unwrap();
    assert_eq!(project.run(&["build", "-q", "-p", "M1-M6"]).code, 0);
    let report = project.text("out/M1-M6/report.md");
    let note = "applications is reported no more; released for M1-M6; no reason is given.";
    assert!(report.contains(note), "{report}");
}

#[test]
fn a_reason_for_the_list_holds_for_the_count_and_one_for_the_row_for_all_of_it() {
    for address in ["cloud/country_names@M1-M6", "cloud/country_names", "cloud"] {
        let reason =
            format!("\n[[restate]]\nwhere = \"{address}\"\nreason = \"One was forgotten.\"\n");
        let project = with_usage("\"ES, PT\"", "\"ES, PT, FR\"")
            .file("installations.toml", MINIMAL.to_owned() + &reason);
        let rules = found(&project);
        assert!(
            rules.iter().all(|finding| finding.starts_with("VA708")),
            "{address}: {rules:?}"
        );
        assert_eq!(project.run(&["build", "-q", "-p", "M7-M12"]).code, 0);
        let report = project.text("out/M7-M12/report.md");
        assert!(
            report.contains("3 instead of 2 as released: One was forgotten."),
            "{report}"
        );
    }
}

#[test]
fn a_reason_for_nothing_is_found_with_the_closest_address() {
    let entry = |address: &str| {
        let reason = format!("\n[[restate]]\nwhere = \"{address}\"\nreason = \"Why.\"\n");
        let project = released().file("installations.toml", MINIMAL.to_owned() + &reason);
        let found = project.findings(&[]).into_iter();
        let found = found.filter(|finding| finding.rule == "VA709");
        found
            .map(|finding| (finding.message, finding.help))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        entry("cloud/users@M1-M6"),
        [(
            "nothing is restated: `cloud/users@M1-M6` is as it was released".to_owned(),
            "remove the entry: what it explained is no longer so".to_owned()
        )]
    );
    assert_eq!(
        entry("clout/users@M1-M6"),
        [(
            "nothing is restated: no release holds `clout/users@M1-M6`".to_owned(),
            "did you mean `cloud/users@M1-M6`?".to_owned()
        )]
    );
}

#[test]
fn a_reason_is_not_called_unused_while_its_row_has_a_fault() {
    let reason = "\n[[restate]]\nwhere = \"cloud/cpu_hours@M1-M6\"\nreason = \"Why.\"\n";
    let project = with_usage("M1-M6,10,", "M1-M6,ten,")
        .file("installations.toml", MINIMAL.to_owned() + reason);
    assert_eq!(found(&project), [""; 0]);
}

#[test]
fn a_project_without_releases_builds_the_same_report_as_one_that_upholds_them() {
    let plain = Project::minimal();
    let held = Project::minimal();
    assert_eq!(held.run(&["release", "M1-M6"]).code, 0);
    for project in [&plain, &held] {
        assert_eq!(project.run(&["build", "-q", "-p", "M1-M6"]).code, 0);
    }
    for name in ["report.docx", "report.md", "report.json", "extract.csv"] {
        let file = format!("out/M1-M6/{name}");
        assert!(plain.bytes(&file) == held.bytes(&file), "{name} differs");
    }
}
