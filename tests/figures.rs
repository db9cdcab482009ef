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

/// Returns report.json of a project.
fn report(catalogue: &str, rows: &str, period: &str) -> Value {
    let project = Project::empty()
        .file("installations.toml", catalogue)
        .file("data/lab.csv", format!("{HEADER}{rows}"));
    let run = project.run(&["build", "-q", "-p", period]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&project.text(&format!("out/{period}/report.json"))).unwrap()
}

/// Returns the texts of a metric: one for each period up to M7-M12, then the cumulative one.
fn figures(catalogue: &str, rows: &str, metric: &str) -> Vec<String> {
    let report = report(catalogue, rows, "M7-M12");
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

#[test]
fn a_month_of_integration_starts_the_period_it_falls_into() {
    for (month, texts) in [
        ("M7", ["not started", "not reported", "not reported"]),
        ("M9", ["not started", "not reported", "not reported"]),
        ("M12", ["not started", "not reported", "not reported"]),
        ("M13", ["not started", "not started", "not started"]),
    ] {
        let title = format!("title = \"Cloud\"\nintegrated_from = \"{month}\"");
        let started = MINIMAL.replace("title = \"Cloud\"", &title);
        assert_eq!(figures(&started, "", "applications"), texts, "{month}");
    }
}

#[test]
fn a_count_without_a_list_widens_the_count_of_the_lists() {
    let rows = "cloud,countries,,,M1-M6,5,,,,,\n\
                cloud,country_names,,,M7-M12,ES PT,,,,,\ncloud,countries,,,M7-M12,2,,,,,\n";
    assert_eq!(figures(MINIMAL, rows, "countries"), ["5", "2", "5–7"]);
}

#[test]
fn a_count_lacks_for_the_reason_for_which_its_list_lacks() {
    let rows = "cloud,country_names,,,M7-M12,,,,,,not-applicable\n";
    assert_eq!(figures(MINIMAL, rows, "countries")[1], "N/A");
}

#[test]
fn the_latest_sample_holds_and_of_two_at_once_the_later_row() {
    let rows = "cloud,applications,2022-12-01,,,7,level,,,,\ncloud,applications,2022-10-05,,,3,level,,,,\n\
                cloud,applications,2023-04-01,,,3,level,,,,\ncloud,applications,2023-04-01,,,4,level,,,,\n";
    assert_eq!(figures(MINIMAL, rows, "applications"), ["7", "4", "4"]);
}

#[test]
fn a_total_that_reaches_out_of_the_only_period_it_touches_is_not_counted() {
    let catalogue = MINIMAL.replace(
        "[[budgets]]",
        "[periods]\nlist = [\"M1-M6\", \"M10-M12\"]\n\n[[budgets]]",
    );
    for period in ["M5-M7", "M9-M10"] {
        let project = Project::empty()
            .file("installations.toml", catalogue.as_str())
            .file(
                "data/lab.csv",
                format!("{HEADER}cloud,cpu_hours,,,{period},10,,,,,\n"),
            );
        let run = project.run(&["check", "--format", "concise"]);
        assert!(
            run.stdout.contains("the total reaches beyond M1"),
            "{}",
            run.stdout
        );
        assert_eq!(run.code, 1);
    }
}

#[test]
fn a_metric_that_draws_on_no_budget_eats_none() {
    let catalogue = MINIMAL
        .replace(
            "[[installations]]",
            "[[metrics]]\nid = \"repeated\"\nnature = \"sum\"\nunit = \"CPU-h\"\n\n[[installations]]",
        )
        .replace(
            "[[installations.metrics]]\nmetric = \"users\"",
            "[[installations.metrics]]\nmetric = \"repeated\"\n\n[[installations.metrics]]\nmetric = \"users\"",
        );
    let rows = "cloud,cpu_hours,,,M1-M6,10,,,,,\ncloud,repeated,,,M1-M6,10,,,,,\n";
    let report = report(&catalogue, rows, "M1-M6");
    assert_eq!(report["budgets"][0]["used"], "10");
}
