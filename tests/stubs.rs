//! What stands in the place of an assessment that nobody wrote: facts that a leader could keep, and questions.
#![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

mod support;

use serde_json::Value;
use support::Project;

/// A project with one installation, whose metrics follow.
const PROJECT: &str = r#"[project]
acronym = "Tideline"
work_package = "WP3"
start = 2022-09-01
months = 18

[[budgets]]
id = "cpu"
total = 1_800
unit = "CPU-h"

[[providers]]
id = "lab"
name = "Lab"

[[metrics]]
id = "cpu_hours"
nature = "sum"
unit = "CPU-h"
draws_on = "cpu"

[[metrics]]
id = "storage"
nature = "sum"
unit = "TB-month"

[[metrics]]
id = "jobs"
nature = "sum"
unit = "jobs"

[[metrics]]
id = "users"
nature = "distinct"
unit = "users"

[[metrics]]
id = "country_names"
nature = "roster"
unit = "countries"

[[metrics]]
id = "countries"
nature = "count"
unit = "countries"
derived_from = "country_names"

[[metrics]]
id = "models"
nature = "level"
unit = "models"

[[installations]]
id = "cloud"
title = "Cloud"
provider = "lab"
"#;

/// Returns the project with these rows of metrics (id, printed name, baseline) and these rows of data.
fn project(settings: &str, metrics: &[(&str, &str, &str)], rows: &str) -> Project {
    let printed = metrics.iter().map(|(metric, name, baseline)| {
        format!(
            "[[installations.metrics]]\nmetric = \"{metric}\"\nname = \"{name}\"\nbaseline = \"{baseline}\"\n"
        )
    });
    let printed: Vec<String> = printed.collect();
    let toml = format!("{PROJECT}{settings}\n{}", printed.concat());
    Project::empty().file("installations.toml", toml).file(
        "data/lab.csv",
        format!("installation,metric,period,value,state\n{rows}"),
    )
}

/// Builds the report of a period and returns the assessment of its first installation.
fn assessment(project: &Project, period: &str) -> Value {
    let run = project.run(&["build", "-q", "-p", period, "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let report = project.text(&format!("out/{period}/report.json"));
    let report: Value = serde_json::from_str(&report).unwrap();
    report["installations"][0]["assessment"].clone()
}

/// Returns a list of texts, no-break spaces as blanks.
fn texts(value: &Value) -> Vec<String> {
    let texts = value.as_array().unwrap().iter();
    texts
        .map(|text| text.as_str().unwrap().replace('\u{a0}', " "))
        .collect()
}

#[test]
fn hours_are_told_with_change_baseline_budget_and_plan() {
    let hours = project(
        "",
        &[("cpu_hours", "CPU-hours served", "1k")],
        "cloud,cpu_hours,M1-M6,120,\ncloud,cpu_hours,M7-M12,300,\n",
    );
    let second = assessment(&hours, "M7-M12");
    assert_eq!(
        texts(&second["facts"]),
        [
            "The installation served 300 CPU-h in M7-M12, up from 120 CPU-h in M1-M6 (+150.0 %). \
             Over M1-M12 this comes to 420 CPU-h, 42.0 % of the baseline (1k).",
            "Over M1-M12 the installation used 23.3 % of the budget of 1,800 CPU-h. It stands at 35.0 % of the \
             linear plan: it used 50 CPU-h a month in M7-M12, and 230 CPU-h a month would use what is left by M18.",
        ]
    );
    assert_eq!(
        texts(&second["questions"]),
        [
            "What drove the increase from 120 CPU-h in M1-M6 to 300 CPU-h in M7-M12?",
            "What is expected in M13-M18, and why?",
        ]
    );
    let first = assessment(&hours, "M1-M6");
    assert_eq!(
        texts(&first["facts"])[0],
        "The installation served 120 CPU-h in M1-M6. This is 12.0 % of the baseline (1k)."
    );
}

#[test]
fn the_end_of_the_project_needs_no_rate() {
    let hours = project(
        "",
        &[("cpu_hours", "CPU-hours served", "")],
        "cloud,cpu_hours,M1-M6,900,\ncloud,cpu_hours,M7-M12,900,\ncloud,cpu_hours,M13-M18,450,\n",
    );
    let last = assessment(&hours, "M13-M18");
    assert_eq!(
        texts(&last["facts"])[1],
        "Over M1-M18 the installation used 125.0 % of the budget of 1,800 CPU-h. It stands at 125.0 % of the linear \
         plan: it used 75 CPU-h a month in M13-M18."
    );
    assert_eq!(
        texts(&last["questions"])[1],
        "What stays in use after the end of the project?"
    );
    let before = assessment(&hours, "M7-M12");
    assert!(texts(&before["facts"])[1].ends_with("in M7-M12, and nothing of the budget is left."));
}

#[test]
fn each_nature_has_a_sentence_of_its_own() {
    for (metric, name, rows, expected) in [
        (
            "storage",
            "Storage",
            "cloud,storage,M1-M6,3.4,\ncloud,storage,M7-M12,1.7,\n",
            "The installation provided 1.7 TB-month of storage in M7-M12, down from 3.4 TB-month in M1-M6 (−50.0 %). \
             Over M1-M12 this comes to 5.1 TB-month.",
        ),
        (
            "users",
            "Users",
            "cloud,users,M1-M6,3,\ncloud,users,M7-M12,1,\n",
            "The installation had 1 user in M7-M12, down from 3 users in M1-M6 (−66.7 %). Over M1-M12 this comes to \
             between 3 and 4 users.",
        ),
        (
            "countries",
            "Countries",
            "cloud,countries,M1-M6,1,\ncloud,countries,M7-M12,2,\n",
            "The installation reached 2 countries in M7-M12, up from 1 country in M1-M6 (+100.0 %). Over M1-M12 this \
             comes to between 2 and 3 countries.",
        ),
        (
            "country_names",
            "Names",
            "cloud,country_names,M1-M6,ES PT,\ncloud,country_names,M7-M12,ES NL,\n",
            "The installation reached 2 countries in M7-M12, as in M1-M6: the Netherlands and Spain; the Netherlands \
             is new, and Portugal is no longer among them.",
        ),
        (
            "models",
            "Number of models trained over the period",
            "cloud,models,M1-M6,1,\ncloud,models,M7-M12,2,\n",
            "The number of models trained was 2 at the end of M7-M12, up from 1 at the end of M1-M6 (+100.0 %).",
        ),
        (
            "models",
            "Trained models",
            "cloud,models,M1-M6,1,\ncloud,models,M7-M12,1,\n",
            "Under “Trained models” the installation reports 1 model at the end of M7-M12, as at the end of M1-M6.",
        ),
        (
            "jobs",
            "Failed jobs",
            "cloud,jobs,M1-M6,0,\ncloud,jobs,M7-M12,1,\n",
            "Under “Failed jobs” the installation reports 1 job in M7-M12, up from zero in M1-M6.",
        ),
    ] {
        let one = project("", &[(metric, name, "")], rows);
        let facts = texts(&assessment(&one, "M7-M12")["facts"]);
        assert_eq!(facts, [expected], "{metric}");
    }
}

#[test]
fn countries_that_come_and_go_are_named() {
    for (before, now, expected) in [
        (
            "ES",
            "ES PT",
            "2 countries in M7-M12, up from 1 in M1-M6: Portugal and Spain; Portugal is new.",
        ),
        (
            "ES PT",
            "ES",
            "1 country in M7-M12, down from 2 in M1-M6: Spain; Portugal is no longer among them.",
        ),
        (
            "ES",
            "DE PT",
            "2 countries in M7-M12, up from 1 in M1-M6: Germany and Portugal; all are new, and Spain is no longer among them.",
        ),
        ("ES", "ES", "1 country in M7-M12, as in M1-M6: Spain."),
        (
            "0",
            "ES",
            "1 country in M7-M12, up from zero in M1-M6: Spain.",
        ),
        (
            "ES PT",
            "0",
            "no countries in M7-M12, down from 2 in M1-M6; before it was Portugal and Spain.",
        ),
    ] {
        let rows =
            format!("cloud,country_names,M1-M6,{before},\ncloud,country_names,M7-M12,{now},\n");
        let one = project("", &[("country_names", "Names", "")], &rows);
        let facts = texts(&assessment(&one, "M7-M12")["facts"]);
        assert_eq!(facts[0], format!("The installation reached {expected}"));
    }
    let both = project(
        "",
        &[
            ("country_names", "Names", ""),
            ("countries", "Number of countries", "4"),
        ],
        "cloud,country_names,M1-M6,ES PT,\ncloud,country_names,M7-M12,ES,\n",
    );
    assert_eq!(
        texts(&assessment(&both, "M7-M12")["facts"])[1],
        "Over M1-M12 the installation reached 2 countries, 50.0 % of the baseline (4)."
    );
}

#[test]
fn a_zero_says_what_it_means() {
    let hours = [("cpu_hours", "Hours", ""), ("users", "Users", "")];
    let not_started = "The installation had not started in M1-M6; it joins in M16.";
    let zeros = "cloud,cpu_hours,M1-M6,0,\ncloud,users,M1-M6,0,\n";
    for (settings, rows, expected, question) in [
        (
            "",
            zeros,
            vec![
                "The installation served no CPU-h in M1-M6.",
                "The installation had no users in M1-M6.",
                "The zeros are reported figures, not missing ones.",
            ],
            "Why is the figure zero in M1-M6 (CPU-h): not asked for, or not ready? When is use expected?",
        ),
        (
            "integrated_from = \"M4\"",
            "cloud,cpu_hours,M1-M6,0,\ncloud,users,M1-M6,2,\n",
            vec![
                "The installation served no CPU-h in M1-M6.",
                "The installation had 2 users in M1-M6.",
                "The zero is a reported figure, not a missing one; the installation has been integrated since M4.",
            ],
            "Why is the figure zero in M1-M6 (CPU-h): not asked for, or not ready? When is use expected?",
        ),
        (
            "integrated_from = \"M16\"",
            zeros,
            vec![not_started],
            "What remains to be done until the installation joins in M16?",
        ),
        (
            "integrated_from = \"M16\"",
            "",
            vec![not_started],
            "What remains to be done until the installation joins in M16?",
        ),
        (
            "",
            "cloud,cpu_hours,M1-M6,,not-started\ncloud,users,M1-M6,,not-started\n",
            vec!["The installation had not started in M1-M6."],
            "When will the installation start, and what remains to be done until then?",
        ),
        (
            "",
            "cloud,cpu_hours,M1-M6,,not-reported\ncloud,users,M1-M6,,not-applicable\n",
            vec![
                "No figure was reported for M1-M6 of “Hours”.",
                "“Users” is not applicable in M1-M6.",
            ],
            "Why is there no figure for M1-M6 of “Hours”, and when will it come?",
        ),
        (
            "",
            "",
            vec!["No figures were reported for M1-M6 of “Hours” and “Users”."],
            "Why is there no figure for M1-M6 of “Hours” and “Users”, and when will they come?",
        ),
    ] {
        let one = project(settings, &hours, rows);
        let found = assessment(&one, "M1-M6");
        assert_eq!(texts(&found["facts"]), expected, "{settings} {rows}");
        assert_eq!(texts(&found["questions"])[0], question, "{settings} {rows}");
    }
}

#[test]
fn provisional_and_incomplete_figures_say_so() {
    let hours = project(
        "",
        &[("cpu_hours", "Hours", "")],
        "cloud,cpu_hours,M1-M6,,not-reported\ncloud,cpu_hours,M7-M12,300,provisional\n",
    );
    let found = assessment(&hours, "M7-M12");
    let facts = texts(&found["facts"]);
    assert_eq!(
        facts[0],
        "The installation served 300 CPU-h (provisional) in M7-M12; no figure was reported for M1-M6. Over M1-M12 \
         this comes to at least 300 CPU-h (provisional)."
    );
    assert!(
        facts[1].starts_with("Over M1-M12 the installation used at least 16.7 % of the budget"),
        "{facts:?}"
    );
    assert_eq!(
        texts(&found["questions"])[0],
        "When will the provisional figure of “Hours” be confirmed?"
    );
}
