//! The published M12 tables come out cell by cell, in every format.
#![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

#[path = "support/outline.rs"]
mod outline;
#[path = "support/package.rs"]
#[expect(dead_code, reason = "the tests of the package use the rest")]
mod package;
#[path = "support/page.rs"]
#[expect(dead_code, reason = "the tests of the page use the rest")]
mod page;
mod support;
#[path = "support/xml.rs"]
mod xml;

use std::collections::BTreeMap;

use outline::{Outline, of_docx, of_markdown};
use package::Package;
use page::of_html;
use support::{Project, Run};

/// A row of a metrics table: name, baseline, method, one value per period, cumulative.
type Row = Vec<String>;

/// The metrics tables by position of the installation.
type Tables = Vec<Vec<Row>>;

struct Outputs {
    project: Project,
    terminal: Run,
}

fn outputs(period: &str) -> Outputs {
    let project = Project::shipped("");
    let formats = "docx,markdown,json,html";
    let arguments = ["build", "-q", "--format", formats, "--period", period];
    assert_eq!(project.run(&arguments).code, 0);
    let arguments = ["build", "-q", "--format", "terminal", "--period", period];
    let terminal = project.run_with(&arguments, &[("COLUMNS", "400")]);
    Outputs { project, terminal }
}

impl Outputs {
    fn all(&self, period: &str) -> BTreeMap<&'static str, Tables> {
        let file = |name: &str| self.project.text(&format!("out/{period}/{name}"));
        let docx = self.project.bytes(&format!("out/{period}/report.docx"));
        BTreeMap::from([
            ("json", from_json(&self.json(period))),
            (
                "markdown",
                metrics(of_markdown(&file("report.md")).unwrap()),
            ),
            ("docx", metrics(of_docx(&Package::read(&docx).unwrap()))),
            ("html", metrics(of_html(&file("report.html")).unwrap())),
            ("terminal", from_terminal(&self.terminal.stdout)),
        ])
    }

    fn json(&self, period: &str) -> serde_json::Value {
        serde_json::from_str(&self.project.text(&format!("out/{period}/report.json"))).unwrap()
    }
}

fn text(value: &serde_json::Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn from_json(report: &serde_json::Value) -> Tables {
    let installations = report["installations"].as_array().unwrap().iter();
    let row = |metric: &serde_json::Value| {
        let mut row = vec![
            text(&metric["name"]),
            text(&metric["baseline"]["as_written"]),
            text(&metric["measured"]),
        ];
        row.extend(
            metric["values"]
                .as_array()
                .unwrap()
                .iter()
                .map(|value| text(&value["text"])),
        );
        row.push(text(&metric["cumulative"]["text"]));
        row
    };
    installations
        .map(|installation| {
            installation["metrics"]
                .as_array()
                .unwrap()
                .iter()
                .map(row)
                .collect()
        })
        .collect()
}

/// Returns the metrics tables without their headers.
fn metrics(outline: Outline) -> Tables {
    let is_metrics = |table: &Vec<Row>| table[0].first().is_some_and(|head| head == "Metric name");
    let metrics = outline.tables.into_iter().filter(is_metrics);
    metrics
        .map(|table| table.into_iter().skip(1).collect())
        .collect()
}

/// Splits the lines of the metrics tables at runs of blanks; at 400 columns no row is broken.
fn from_terminal(text: &str) -> Tables {
    let mut tables = Tables::new();
    let mut inside = false;
    for line in text.lines() {
        let cells: Row = line
            .split("  ")
            .map(str::trim)
            .filter(|cell| !cell.is_empty())
            .map(str::to_owned)
            .collect();
        if cells.first().is_some_and(|first| first == "Metric name") {
            tables.push(Vec::new());
            inside = true;
        } else if cells.is_empty() {
            inside = false;
        } else if inside && cells.len() > 3 {
            tables.last_mut().unwrap().push(cells);
        }
    }
    tables
}

fn published() -> Vec<csv::StringRecord> {
    let text = include_str!("fixtures/published-m12.csv");
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_reader(text.as_bytes());
    reader.records().map(Result::unwrap).collect()
}

#[test]
fn the_published_tables_come_out_cell_by_cell_in_every_format() {
    let rows = published();
    assert_eq!(rows.len(), 45);
    for (format, tables) in outputs("M7-M12").all("M7-M12") {
        assert_eq!(tables.len(), 11, "{format}");
        let printed: Vec<(usize, &Row)> = tables
            .iter()
            .enumerate()
            .flat_map(|(at, table)| table.iter().map(move |row| (at, row)))
            .collect();
        assert_eq!(printed.len(), 45, "{format}");
        for (wanted, (at, row)) in rows.iter().zip(printed) {
            assert_eq!(wanted[0], format!("2.{}", at + 1), "{format}");
            let cells: Vec<&str> = wanted.iter().skip(2).collect();
            assert_eq!(cells, row[..5], "{format}, {}", &wanted[1]);
        }
    }
}

#[test]
fn all_formats_print_the_same_cells() {
    for period in ["M1-M6", "M7-M12"] {
        let all = outputs(period).all(period);
        let columns = if period == "M1-M6" { 5 } else { 6 };
        let json = &all["json"];
        assert!(
            json.iter().flatten().all(|row| row.len() == columns),
            "{period}"
        );
        for (format, tables) in &all {
            assert_eq!(tables, json, "{format} in {period}");
        }
    }
}

#[test]
fn the_ids_of_the_published_installations_are_kept() {
    let report = outputs("M7-M12").json("M7-M12");
    let ids: Vec<String> = report["installations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| text(&one["id"]))
        .collect();
    let mut wanted: Vec<String> = published().iter().map(|row| row[1].to_owned()).collect();
    wanted.dedup();
    assert_eq!(ids, wanted);
}

#[test]
fn the_budgets_stand_where_the_arithmetic_says() {
    let report = outputs("M7-M12").json("M7-M12");
    let figures = |id: &str| {
        let budget = report["budgets"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["id"] == id)
            .unwrap();
        [
            "total",
            "used",
            "used_percent",
            "left",
            "left_percent",
            "planned",
            "planned_percent",
            "rate_per_month",
            "required_rate_per_month",
            "at_current_rate",
            "at_current_rate_percent",
        ]
        .map(|key| text(&budget[key]))
    };
    // 94,656 + 393,888 + 174,003; (393,888 + 174,003) / 6; 5,337,453 / 24; 662,547 + 24 × 94,648.5
    assert_eq!(
        figures("cpu"),
        [
            "6000000", "662547", "11.042", "5337453", "88.958", "2000000", "33.1", "94648.5",
            "222393.9", "2934111", "48.9"
        ]
    );
    // 10,800 + 3,600; 3,600 / 6; 117,600 / 24; 14,400 + 24 × 600
    assert_eq!(
        figures("gpu"),
        [
            "132000", "14400", "10.909", "117600", "89.091", "44000", "32.7", "600", "4900",
            "28800", "21.8"
        ]
    );
    // 30 + 3.4; 33.4 / 6; 1,466.6 / 24; 33.4 + 24 × 33.4 / 6
    assert_eq!(
        figures("storage"),
        [
            "1500", "33.4", "2.227", "1466.6", "97.773", "500", "6.7", "5.6", "61.1", "167", "11.1"
        ]
    );
}

#[test]
fn year_one_reached_nine_countries_and_between_20_and_36_users() {
    let report = outputs("M7-M12").json("M7-M12");
    let total = |id: &str| {
        let totals = report["totals"].as_array().unwrap();
        totals.iter().find(|one| one["metric"] == id).unwrap()["cumulative"].clone()
    };
    assert_eq!(total("countries")["amount"], "9");
    assert_eq!(
        total("country_names")["text"],
        "BE, DE, ES, FR, IE, IT, NL, PT, SK"
    );
    assert_eq!(total("users")["amount"], serde_json::Value::Null);
    assert_eq!(
        (&total("users")["low"], &total("users")["high"]),
        (&"20".into(), &"36".into())
    );
}

#[test]
fn the_shipped_project_has_no_error_and_no_unwaived_warning() {
    for period in ["M1-M6", "M7-M12"] {
        let run = Project::shipped("").run(&["check", "--strict", "--period", period]);
        assert_eq!(run.code, 0, "{period}: {}", run.stdout);
    }
}
