//! Figures that are easily got wrong, each from a few rows.
#![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

mod support;

use serde_json::Value;
use support::{MINIMAL, Project};

const HEADER: &str =
    "installation,metric,start,end,period,value,kind,entity,country,record_id,state\n";

/// The smallest project with identities behind its list of countries.
fn derived() -> String {
    MINIMAL.replace(
        "nature = \"roster\"",
        "nature = \"roster\"\nderived_from = \"users\"",
    )
}

/// Returns the texts of a metric: one for each period up to M7-M12, then the cumulative one.
fn figures(catalogue: &str, rows: &str, metric: &str) -> Vec<String> {
    let project = Project::empty()
        .file("installations.toml", catalogue)
        .file("data/lab.csv", format!("{HEADER}{rows}"));
    let run = project.run(&["build", "-q", "-p", "M7-M12"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let report: Value = serde_json::from_str(&project.text("out/M7-M12/report.json")).unwrap();
    let rows = report["installations"][0]["metrics"].as_array().unwrap();
    let row = rows.iter().find(|row| row["metric"] == metric).unwrap();
    let values = row["values"]
        .as_array()
        .unwrap()
        .iter()
        .chain([&row["cumulative"]]);
    values
        .map(|value| value["text"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_roster_of_members_lists_their_countries() {
    let rows = "cloud,country_names,2022-10-01,,,,member,x,ES,,\ncloud,country_names,2022-10-02,,,,member,y,PT,,\n";
    assert_eq!(figures(MINIMAL, rows, "country_names")[0], "ES, PT");
    assert_eq!(figures(MINIMAL, rows, "countries")[0], "2");
}

#[test]
fn users_without_a_country_leave_the_list_unknown() {
    let rows = "cloud,users,2022-10-01,,,,member,x,,,\n";
    assert_eq!(
        figures(&derived(), rows, "country_names")[0],
        "not reported"
    );
    let typed = format!("{rows}cloud,country_names,,,M1-M6,ES PT,,,,,\n");
    assert_eq!(figures(&derived(), &typed, "country_names")[0], "ES, PT");
    assert_eq!(figures(&derived(), &typed, "countries")[0], "2");
}

#[test]
fn no_user_means_no_country() {
    let rows = "cloud,users,,,M1-M6,0,,,,,\n";
    assert_eq!(figures(&derived(), rows, "country_names")[0], "0");
    assert_eq!(figures(&derived(), rows, "countries")[0], "0");
}

#[test]
fn a_typed_list_and_the_countries_of_members_add_up_over_periods() {
    let rows = "cloud,country_names,,,M1-M6,ES PT,,,,,\ncloud,users,2023-04-01,,,,member,x,IT,,\n";
    assert_eq!(
        figures(&derived(), rows, "country_names"),
        ["ES, PT", "IT", "ES, IT, PT"]
    );
    assert_eq!(figures(&derived(), rows, "countries"), ["2", "1", "3"]);
}

#[test]
fn thirds_add_up_to_the_whole() {
    let storage = MINIMAL.replace("CPU-h", "TB-month");
    let rows = "cloud,cpu_hours,2022-09-01,2022-09-11,,1,interval,,,,\n\
                cloud,cpu_hours,2022-11-01,2022-11-11,,1,interval,,,,\n\
                cloud,cpu_hours,2023-04-01,2023-04-11,,1,interval,,,,\n";
    assert_eq!(figures(&storage, rows, "cpu_hours"), ["0.67", "0.33", "1"]);
    let project = Project::empty()
        .file("installations.toml", storage)
        .file("data/lab.csv", format!("{HEADER}{rows}"));
    assert_eq!(project.run(&["build", "-q", "-p", "M7-M12"]).code, 0);
    let report: Value = serde_json::from_str(&project.text("out/M7-M12/report.json")).unwrap();
    assert_eq!(
        report["installations"][0]["metrics"][0]["cumulative"]["amount"],
        "1"
    );
}

#[test]
fn a_row_in_no_reporting_period_is_said() {
    let gaps = MINIMAL.to_owned() + "\n[periods]\nlist = [\"M1-M6\", \"M10-M12\"]\n";
    let rows = "cloud,cpu_hours,2022-10-01,2022-10-02,,1,interval,,,,\n\
                cloud,cpu_hours,2023-03-01,2023-03-02,,1,interval,,,,\n";
    let project = Project::empty()
        .file("installations.toml", gaps)
        .file("data/lab.csv", format!("{HEADER}{rows}"));
    let findings = project.findings(&[]);
    let outside: Vec<u64> = findings
        .iter()
        .filter(|finding| finding.rule == "VA217")
        .map(|finding| finding.line)
        .collect();
    assert_eq!(outside, [3]);
}

#[test]
fn the_same_id_metric_and_start_is_the_same_fact() {
    let rows = "cloud,cpu_hours,,,M7-M9,5,,,,a,\ncloud,cpu_hours,,,M7-M12,8,,,,a,\n";
    assert_eq!(figures(MINIMAL, rows, "cpu_hours")[1], "8");
    let dates =
        "cloud,cpu_hours,,,M7-M12,5,,,,a,\ncloud,cpu_hours,2023-03-01,2023-09-01,,9,,,,a,\n";
    assert_eq!(figures(MINIMAL, dates, "cpu_hours")[1], "9");
}

#[test]
fn the_five_states_are_printed_apart() {
    let started = MINIMAL.replace(
        "title = \"Cloud\"",
        "title = \"Cloud\"\nintegrated_from = \"M7\"",
    );
    let rows =
        "cloud,cpu_hours,,,M7-M12,0,,,,,provisional\ncloud,users,,,M7-M12,,,,,,not-applicable\n";
    assert_eq!(
        figures(&started, rows, "cpu_hours"),
        ["not started", "0 (provisional)", "0 (provisional)"]
    );
    assert_eq!(
        figures(&started, rows, "users"),
        ["not started", "N/A", "N/A"]
    );
    assert_eq!(
        figures(&started, rows, "applications"),
        ["not started", "not reported", "not reported"]
    );
}

#[test]
fn a_budget_with_a_gap_or_an_unconfirmed_figure_says_so_wherever_it_is_printed() {
    let rows = "cloud,cpu_hours,,,M7-M12,5,,,,,provisional\n";
    let project = Project::empty()
        .file("installations.toml", MINIMAL)
        .file("data/lab.csv", format!("{HEADER}{rows}"));
    let run = project.run(&["build", "-p", "M7-M12"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stdout.contains("≥\u{a0}5 (provisional)"),
        "{}",
        run.stdout
    );
    let text = project.text("out/M7-M12/report.md").replace('\u{a0}', " ");
    for printed in [
        "The installation served 5 CPU-h (provisional) in M7-M12; no figure was reported for M1-M6. Over M1-M12 this \
         comes to at least 5 CPU-h (provisional), 1.0 % of the baseline (500).",
        "at least 5 CPU-h of 1,000 used (0.500 %; provisional), at most 99.500 % is left.",
        "| ≥ 5 (provisional) | 0.500 | ≤ 995 (provisional) | 99.500 |",
    ] {
        assert!(text.contains(printed), "{text}");
    }
    let report: Value = serde_json::from_str(&project.text("out/M7-M12/report.json")).unwrap();
    let budget = &report["budgets"][0];
    assert_eq!(
        (&budget["partial"], &budget["provisional"]),
        (&true.into(), &true.into())
    );
}
