//! A source whose rows name somebody beside an amount: each of them is a row of members too.

mod support;

use support::{MINIMAL, Project};

const ROWS: &str = "\
installation,metric,start,end,value,unit,kind,entity,country
cloud,cpu_hours,2022-09-01,2022-09-02,2,CPU,interval,secret-a,ES
cloud,cpu_hours,2023-02-28,2023-03-02,1,CPU,interval,secret-b,PT
cloud,cpu_hours,2022-10-01,2022-10-02,1,CPU,interval,secret-a,ES
cloud,cpu_hours,2022-10-03,2022-10-04,1,CPU,interval,,
cloud,cpu_hours,2022-01-01,2022-01-02,1,CPU,interval,secret-c,FR
";

fn project(members: &str, rows: &str) -> Project {
    let sources =
        format!("{MINIMAL}\n[[sources]]\npath = \"data/lab.csv\"\nmembers = \"{members}\"\n");
    Project::with_usage(rows).file("installations.toml", sources)
}

fn of<'f>(found: &'f [support::Finding], rule: &str) -> Vec<(u64, u64, &'f str)> {
    let found = found.iter().filter(|one| one.rule == rule);
    found
        .map(|one| (one.line, one.column, one.message.as_str()))
        .collect()
}

#[test]
fn whoever_a_row_names_is_counted_in_each_period_that_it_touches() {
    let project = project("users", ROWS);
    for (period, count) in [("M1-M6", "2 users"), ("M7-M12", "1 users")] {
        let run = project.run(&["trace", &format!("cloud/users@{period}")]);
        assert!(
            run.stdout
                .contains(&format!("cloud/users@{period}: {count}")),
            "{run:?}"
        );
        assert!(!run.stdout.contains("secret"), "{run:?}");
    }
    let run = project.run(&["trace", "cloud/users@M1-M6"]);
    assert!(run.stdout.contains("3 rows of members"), "{run:?}");
    let run = project.run(&["trace", "cloud/cpu_hours@M1-M6"]);
    assert!(
        run.stdout.contains("cloud/cpu_hours@M1-M6: 120 CPU-h"),
        "{run:?}"
    );
    let run = project.run(&["check", "-v"]);
    let said =
        "data/lab.csv: 5 rows read = 4 used + 1 outside the project + 0 replaced + 0 with faults";
    assert!(run.stderr.contains(said), "{run:?}");
}

#[test]
fn a_country_that_is_none_refuses_the_row() {
    let project = project("users", &ROWS.replace("secret-b,PT", "secret-b,P1"));
    let found = project.findings(&[]);
    let countries: Vec<u64> = found
        .iter()
        .filter(|one| one.message.contains("is no country"))
        .map(|one| one.line)
        .collect();
    assert_eq!(countries, [3], "{found:?}");
}

#[test]
fn a_metric_that_is_not_there_or_counts_nobody_is_a_finding_at_its_place() {
    let found = project("userz", ROWS).findings(&[]);
    assert!(
        found
            .iter()
            .any(|one| one.message == "unknown metric `userz`" && one.help.contains("users")),
        "{found:?}"
    );
    let found = project("cpu_hours", ROWS).findings(&[]);
    assert!(
        found
            .iter()
            .any(|one| one.message == "`cpu_hours` does not count members"
                && one.help.contains("users")),
        "{found:?}"
    );
}

#[test]
fn an_installation_that_does_not_report_the_metric_refuses_the_rows_that_name_somebody() {
    let lacking = format!(
        "{MINIMAL}\n[[metrics]]\nid = \"people\"\nnature = \"distinct\"\nunit = \"users\"\n\n[[sources]]\npath = \"data/lab.csv\"\nmembers = \"people\"\n"
    );
    let project = Project::with_usage(ROWS).file("installations.toml", lacking);
    let found = project.findings(&[]);
    let lines: Vec<u64> = of(&found, "VA204").iter().map(|(line, ..)| *line).collect();
    let lines: Vec<u64> = if lines.is_empty() {
        let named = found
            .iter()
            .filter(|one| one.message.contains("does not report `people`"));
        named.map(|one| one.line).collect()
    } else {
        lines
    };
    assert_eq!(lines, [2, 3, 4, 6], "{found:?}");
}
