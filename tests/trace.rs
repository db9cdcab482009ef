//! `va-report trace`: a figure is followed back to its rows, so that its sum can be made by hand.

mod support;

use support::{MINIMAL, Project, USAGE};

fn traced(project: &Project, figure: &str) -> String {
    let run = project.run_with(&["trace", figure], &[("COLUMNS", "160")]);
    assert_eq!(run.code, 0, "{run:?}");
    run.stdout
}

/// Returns the line about a row of data, with single blanks.
fn line(text: &str, row: &str) -> String {
    let mut lines = text.lines();
    let line = lines
        .find(|line| line.starts_with(row))
        .unwrap_or_else(|| panic!("{row}: {text}"));
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn amounts_that_were_held_are_followed_to_the_month() {
    let text = traced(
        &Project::shipped("examples/records"),
        "kelp-store/storage@M1-M6",
    );
    assert!(
        text.starts_with("kelp-store/storage@M1-M6: 94.44 TB-month\n"),
        "{text}"
    );
    assert_eq!(
        line(&text, "data/lagoon.csv:10 "),
        "data/lagoon.csv:10 2022-09-01 – 2023-01-01 20 TB 80 20 TB × 4 months (M1 … M4)"
    );
    assert_eq!(
        line(&text, "data/lagoon.csv:14 "),
        "data/lagoon.csv:14 2023-01-01 – 2023-01-21 15.5 TB 10 15.5 TB × 20/31 of M5"
    );
    assert!(
        line(&text, "data/lagoon.csv:16 ").ends_with("all of M6; cut at the border of the period")
    );
}

#[test]
fn what_the_rows_gave_adds_up_to_the_figure() {
    let text = traced(
        &Project::shipped("examples/records"),
        "kelp-store/storage@M7-M12",
    );
    for (row, given) in [(16, "4.34"), (18, "8"), (22, "3"), (24, "2"), (26, "1")] {
        let line = line(&text, &format!("data/lagoon.csv:{row} "));
        assert!(line.contains(&format!(" {given} ")), "{line}");
    }
    assert!(text.contains(": 18.34 TB-month"), "{text}");
    assert!(
        line(&text, "data/lagoon.csv:24 ").contains("0.0024 PB 2 2.4 TB × 25/30 of M10"),
        "{text}"
    );
}

#[test]
fn a_row_that_was_replaced_is_named_with_the_one_that_replaced_it() {
    let text = traced(
        &Project::shipped("examples/records"),
        "kelp-store/storage@M7-M12",
    );
    let said =
        "data/lagoon.csv:20 is not used: data/lagoon.csv:22 has the same record_id and replaces it";
    assert!(text.contains(said), "{text}");
    let other = traced(
        &Project::shipped("examples/records"),
        "kelp-store/storage@M1-M6",
    );
    assert!(!other.contains("is not used"), "{other}");
}

#[test]
fn identities_are_counted_and_never_shown() {
    let project = Project::shipped("examples/records");
    let text = traced(&project, "kelp-store/countries");
    assert!(
        text.contains("taken from kelp-store/country_names, which follows"),
        "{text}"
    );
    assert!(text.contains("kelp-store/users@M7-M12: 4 users"), "{text}");
    assert!(
        line(&text, "data/lagoon.csv:38–42").contains("4 rows of members 4 identities"),
        "{text}"
    );
    for identity in ["9c41e7", "b3a928", "7e5210", "05d7bc", "48fc96", "seen-"] {
        assert!(!text.contains(identity), "{identity}: {text}");
    }
}

#[test]
fn without_a_period_all_are_shown_and_how_they_are_folded() {
    let text = traced(&Project::shipped(""), "ifca-csic-cpu/cpu_hours");
    assert!(
        text.contains("ifca-csic-cpu/cpu_hours@M1-M6: 94,656 CPU-h"),
        "{text}"
    );
    assert!(
        text.contains("ifca-csic-cpu/cpu_hours over M1-M12: 488,544\n"),
        "{text}"
    );
    assert!(
        text.contains("M1-M6: 94,656; M7-M12: 393,888 (sum: "),
        "{text}"
    );
}

#[test]
fn a_total_in_another_unit_shows_its_conversion() {
    let project = Project::minimal()
        .file(
            "installations.toml",
            MINIMAL.replace("unit = \"CPU-h\"", "unit = \"TB-month\""),
        )
        .file("data/lab.csv", USAGE.replace("10,CPU-h", "0.5,PB-month"));
    let text = traced(&project, "cloud/cpu_hours@M1-M6");
    assert_eq!(
        line(&text, "data/lab.csv:2"),
        "data/lab.csv:2 M1-M6 0.5 PB-month 500 × 1000 to stand in TB-month"
    );
}

#[test]
fn only_the_latest_sample_is_used() {
    let text = traced(
        &Project::shipped("examples/records"),
        "gauge-portal/applications@M1-M6",
    );
    assert!(
        line(&text, "data/dune.csv:29").contains("a later sample holds"),
        "{text}"
    );
    assert!(text.contains("the latest sample"), "{text}");
}

#[test]
fn a_list_is_joined_only_where_there_is_another_one() {
    let one = traced(&Project::minimal(), "cloud/country_names@M1-M6");
    assert_eq!(
        line(&one, "data/lab.csv:4"),
        "data/lab.csv:4 M1-M6 ES, PT ES, PT"
    );
    let other = "cloud,country_names,M1-M3,FR,\ncloud,country_names,M4-M6,\"ES, PT\",\n";
    let usage = USAGE.replace("cloud,country_names,M1-M6,\"ES, PT\",\n", other);
    let two = traced(&Project::with_usage(usage), "cloud/country_names@M1-M6");
    for row in ["data/lab.csv:4", "data/lab.csv:5"] {
        assert!(
            line(&two, row).ends_with(" joined with the other lists"),
            "{two}"
        );
    }
}

#[test]
fn a_restated_figure_says_as_what_it_was_released() {
    let project = Project::minimal();
    assert_eq!(project.run(&["release", "M1-M6"]).code, 0);
    let project = project.file("data/lab.csv", USAGE.replace("10,CPU-h", "12,CPU-h"));
    let text = traced(&project, "cloud/cpu_hours@M1-M6");
    assert!(
        text.contains("released as 10: no reason is given"),
        "{text}"
    );
}

#[test]
fn a_figure_that_nothing_gives_says_so() {
    let project = Project::with_usage(USAGE.replace("10,CPU-h", "ten,CPU-h"));
    let run = project.run(&["trace", "cloud/cpu_hours@M1-M6"]);
    assert_eq!(run.code, 0);
    assert!(
        run.stdout
            .contains("cpu_hours@M1-M6: not reported\n  no row of data gives it"),
        "{run:?}"
    );
    assert!(run.stderr.contains("errors that stand: 1"), "{run:?}");
}

#[test]
fn what_is_no_figure_is_told() {
    let project = Project::minimal();
    for (figure, said) in [
        ("cloud", "write INSTALLATION/METRIC[@PERIOD]"),
        (
            "cloud/user",
            "`cloud` has no metric `user`; did you mean cloud/users?",
        ),
        (
            "cloud/jobs",
            "`cloud` has no metric `jobs` (known: cpu_hours, ",
        ),
        (
            "clowd/users",
            "unknown installation `clowd/users`; did you mean cloud/users?",
        ),
        ("cloud/users@M1-M7", "unknown period `M1-M7`"),
    ] {
        let run = project.run(&["trace", figure]);
        assert_eq!(run.code, 2, "{figure}");
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
}
