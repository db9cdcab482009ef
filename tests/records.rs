//! The example that delivers records: its report has the figures that its comments work out by hand.

mod support;

use serde_json::Value;
use support::Project;

/// The folder of the example.
const EXAMPLE: &str = "examples/records";

/// Figures in M1-M6, in M7-M12 and over both.
type Figures = [&'static str; 3];

/// What each installation must print: installation, metric, figures.
const INSTALLATIONS: &[(&str, &str, Figures)] = &[
    ("skua-cloud", "cpu_hours", ["2575.5", "1302", "3877.5"]),
    ("skua-cloud", "storage", ["18.5531", "3.8476", "22.4007"]),
    ("skua-cloud", "users", ["3", "3", "4"]),
    (
        "skua-cloud",
        "country_names",
        ["FR, IE, PT", "DE, FR, IE", "DE, FR, IE, PT"],
    ),
    ("skua-cloud", "countries", ["3", "3", "4"]),
    ("kelp-store", "storage", ["94.44", "18.34", "112.78"]),
    ("kelp-store", "users", ["3", "4", "5"]),
    (
        "kelp-store",
        "country_names",
        ["IE, NL", "BE, FI, FR, GR", "BE, FI, FR, GR, IE, NL"],
    ),
    ("kelp-store", "countries", ["2", "4", "6"]),
    (
        "gauge-portal",
        "cpu_hours",
        ["4664.5", "4550.75", "9215.25"],
    ),
    ("gauge-portal", "applications", ["4", "6", "6"]),
    ("gauge-portal", "users", ["2", "4", "5"]),
    (
        "gauge-portal",
        "country_names",
        ["DE, ES", "DE, IE, IT, PT", "DE, ES, IE, IT, PT"],
    ),
    ("gauge-portal", "countries", ["2", "4", "5"]),
];

/// What the project must print over its installations: metric, how many installations report it, figures.
const TOTALS: &[(&str, u64, Figures)] = &[
    ("cpu_hours", 2, ["7240", "5852.75", "13092.75"]),
    ("storage", 2, ["112.9931", "22.1876", "135.1807"]),
    ("applications", 1, ["4", "6", "6"]),
    ("users", 3, ["7", "8", "9"]),
    (
        "country_names",
        3,
        [
            "DE, ES, FR, IE, NL, PT",
            "BE, DE, FI, FR, GR, IE, IT, PT",
            "BE, DE, ES, FI, FR, GR, IE, IT, NL, PT",
        ],
    ),
    ("countries", 3, ["6", "8", "10"]),
];

/// Rows that reach over the begin of the project, the end of a month or the end of M6: file, what stands before the
/// times, the start, the border at which the row is cut by hand, the end, and what stands after the times.
const CUTS: &[(&str, &str, [&str; 3], &str)] = &[
    (
        "skerry",
        "skua-cloud,cpu_hours",
        ["2022-08-31T12:00:00Z", "2022-09-01", "2022-09-02T00:00:00Z"],
        "4,CPU,,,vm-02",
    ),
    (
        "skerry",
        "skua-cloud,cpu_hours",
        ["2023-02-27", "2023-03-01", "2023-03-02"],
        "4,CPU,,,vm-06",
    ),
    (
        "skerry",
        "skua-cloud,cpu_hours",
        [
            "2023-02-28T22:00:00+01:00",
            "2023-03-01T01:00:00+01:00",
            "2023-03-01T02:00:00+01:00",
        ],
        "6,CPU,,,vm-07",
    ),
    (
        "skerry",
        "skua-cloud,storage",
        ["2022-11-26", "2022-12-01", "2022-12-06"],
        "9.3,TB,,,disk-2",
    ),
    (
        "skerry",
        "skua-cloud,storage",
        ["2023-02-19", "2023-03-01", "2023-03-11"],
        "8.68,TB,,,disk-3",
    ),
    (
        "skerry",
        "skua-cloud,storage",
        [
            "2023-03-01T00:00:00+01:00",
            "2023-03-01T00:00:00Z",
            "2023-03-08T00:00:00+01:00",
        ],
        "2.0832,TB,,,disk-4",
    ),
    (
        "dune",
        "gauge-portal,cpu_hours",
        ["2022-12-01", "2023-03-01", "2023-06-01"],
        "2,CPU,,,run-2",
    ),
    (
        "dune",
        "gauge-portal,cpu_hours",
        [
            "2023-02-28T18:00:00-05:00",
            "2023-02-28T19:00:00-05:00",
            "2023-02-28T20:00:00-05:00",
        ],
        "8,CPU,,,run-4",
    ),
];

/// Everybody whom the data of the example names.
const IDENTITIES: [&str; 9] = [
    "9c41e7", "2b80d5", "05d7bc", "e61f3a", "b3a928", "7e5210", "48fc96", "d10c64", "a97b03",
];

#[test]
fn every_installation_prints_the_figures_worked_out_by_hand() {
    let report = report(&Project::shipped(EXAMPLE), "M7-M12");
    let printed: Vec<(String, String, Vec<String>)> = list(&report["installations"])
        .iter()
        .flat_map(|installation| {
            list(&installation["metrics"]).iter().map(|row| {
                let id = text(&installation["id"]);
                (id, text(&row["metric"]), figures(row))
            })
        })
        .collect();
    let expected: Vec<(String, String, Vec<String>)> = INSTALLATIONS
        .iter()
        .map(|(id, metric, figures)| ((*id).into(), (*metric).into(), owned(figures)))
        .collect();
    assert_eq!(printed, expected);
}

#[test]
fn over_installations_amounts_add_up_and_people_count_once() {
    let report = report(&Project::shipped(EXAMPLE), "M7-M12");
    let printed: Vec<(String, Option<u64>, Vec<String>)> = list(&report["totals"])
        .iter()
        .map(|total| {
            let installations = total["installations"].as_u64();
            (text(&total["metric"]), installations, figures(total))
        })
        .collect();
    let expected: Vec<(String, Option<u64>, Vec<String>)> = TOTALS
        .iter()
        .map(|(metric, number, figures)| ((*metric).into(), Some(*number), owned(figures)))
        .collect();
    assert_eq!(printed, expected);
}

#[test]
fn every_figure_is_complete_and_stands_under_its_period() {
    let report = report(&Project::shipped(EXAMPLE), "M7-M12");
    assert_eq!(texts(&report["columns"]), ["M1-M6", "M7-M12"]);
    assert_eq!(report["cumulative"], "M1-M12");
    let sections = list(&report["installations"]).iter();
    let rows = sections.flat_map(|section| list(&section["metrics"]));
    let mut seen = 0;
    for row in rows.chain(list(&report["totals"])) {
        let periods: Vec<String> = cells(row).map(|cell| text(&cell["period"])).collect();
        assert_eq!(periods, ["M1-M6", "M7-M12", "M1-M12"], "{row}");
        for cell in cells(row) {
            assert_eq!(cell["state"], "reported", "{row}");
            assert_eq!(cell["partial"], false, "{row}");
        }
        seen += 1;
    }
    assert_eq!(seen, 20);
}

#[test]
fn budgets_and_baselines_are_used_up_by_the_cumulative_figures() {
    let report = report(&Project::shipped(EXAMPLE), "M7-M12");
    let budgets: Vec<[String; 5]> = list(&report["budgets"])
        .iter()
        .map(|budget| {
            ["id", "used", "used_percent", "left", "left_percent"].map(|key| text(&budget[key]))
        })
        .collect();
    // 13092.75 / 36000 = 36.36875 %, 36000 - 13092.75 = 22907.25; 135.1807 / 360 = 37.5501… %
    let expected = [
        ["cpu", "13092.75", "36.369", "22907.25", "63.631"],
        ["storage", "135.1807", "37.550", "224.8193", "62.450"],
    ];
    assert_eq!(budgets, expected);
    for (id, metric, percent) in [
        ("skua-cloud", "cpu_hours", "38.8"),
        ("skua-cloud", "storage", "37.3"),
        ("kelp-store", "storage", "56.4"),
        ("gauge-portal", "cpu_hours", "76.8"),
        ("gauge-portal", "applications", "50.0"),
    ] {
        let progress = &row(&report, id, metric)["progress"];
        assert_eq!(progress["baseline_percent"], percent, "{id}/{metric}");
    }
}

#[test]
fn countries_gained_and_lost_come_from_the_users() {
    let report = report(&Project::shipped(EXAMPLE), "M7-M12");
    for (id, fact) in [
        (
            "skua-cloud",
            "The installation reached 3 countries in M7-M12, as in M1-M6: France, Germany and Ireland; \
             Germany is new, and Portugal is no longer among them.",
        ),
        (
            "kelp-store",
            "The installation reached 4 countries in M7-M12, up from 2 in M1-M6: Belgium, Finland, France and \
             Greece; all are new, and Ireland and the Netherlands are no longer among them.",
        ),
        (
            "gauge-portal",
            "The installation reached 4 countries in M7-M12, up from 2 in M1-M6: Germany, Ireland, Italy and \
             Portugal; Ireland, Italy and Portugal are new, and Spain is no longer among them.",
        ),
    ] {
        let facts = texts(&named(&report["installations"], "id", id)["assessment"]["facts"]);
        assert!(facts.iter().any(|known| known == fact), "{id}: {facts:?}");
    }
}

#[test]
fn the_report_of_the_first_period_has_one_column() {
    let report = report(&Project::shipped(EXAMPLE), "M1-M6");
    assert_eq!(texts(&report["columns"]), ["M1-M6"]);
    assert_eq!(report["cumulative"], "M1-M6");
    for (id, metric, [first, ..]) in INSTALLATIONS {
        let row = row(&report, id, metric);
        assert_eq!(figures(row), [*first; 2], "{id}/{metric}");
    }
    for (metric, _, [first, ..]) in TOTALS {
        let total = named(&report["totals"], "metric", metric);
        assert_eq!(figures(total), [*first; 2], "{metric}");
    }
}

#[test]
fn the_example_has_no_error_and_no_warning() {
    let project = Project::shipped(EXAMPLE);
    let run = project.run(&["check", "--strict", "-p", "M7-M12", "--format", "json"]);
    assert_eq!(run.code, 0, "{run:?}");
    let findings: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(findings["summary"]["errors"], 0, "{findings}");
    assert_eq!(findings["summary"]["warnings"], 0, "{findings}");
    let waived: Vec<&Value> = list(&findings["findings"])
        .iter()
        .filter(|finding| !finding["waived"].is_null())
        .collect();
    let [outside] = waived.as_slice() else {
        panic!("{waived:?}");
    };
    assert_eq!(outside["rule"], "VA217");
    assert_eq!(outside["file"], "data/lagoon.csv");
}

#[test]
fn no_row_is_lost() {
    let project = Project::shipped(EXAMPLE);
    report(&project, "M7-M12");
    let manifest = json(&project, "out/M7-M12/manifest.json");
    for (file, [read, used, outside, replaced]) in [
        ("data/dune.csv", [20, 18, 0, 2]),
        ("data/lagoon.csv", [18, 15, 1, 2]),
        ("data/skerry.csv", [23, 22, 0, 1]),
    ] {
        let rows = &named(&manifest["inputs"], "name", file)["rows"];
        assert_eq!(rows["read"], read, "{file}");
        assert_eq!(rows["used"], used, "{file}");
        assert_eq!(rows["outside"], outside, "{file}");
        assert_eq!(rows["replaced"], replaced, "{file}");
    }
}

#[test]
fn a_row_that_is_cut_by_hand_gives_the_same_report() {
    let whole = Project::shipped(EXAMPLE);
    report(&whole, "M7-M12");
    for (file, before, [start, border, end], after) in CUTS {
        let row = |from, to| format!("{before},interval,{from},{to},{after}");
        let (file, all) = (format!("data/{file}.csv"), row(start, end));
        let parts = [row(start, border), row(border, end)].join("\n");
        let cut = Project::shipped(EXAMPLE).replace(&file, &all, &parts);
        report(&cut, "M7-M12");
        for name in ["report.json", "report.md", "extract.csv"] {
            let name = format!("out/M7-M12/{name}");
            assert_eq!(cut.text(&name), whole.text(&name), "{all}");
        }
    }
}

#[test]
fn without_a_correction_the_row_that_it_replaced_counts() {
    let correction = "skua-cloud,cpu_hours,interval,2022-12-05T01:00:00+01:00,\
                      2022-12-10T00:00:00Z,10,CPU,,,vm-04\n";
    let project = Project::shipped(EXAMPLE).replace("data/skerry.csv", correction, "");
    let report = report(&project, "M7-M12");
    let hours = row(&report, "skua-cloud", "cpu_hours");
    // 2575.5 - 10 CPUs x 120 h + 10 CPUs x 240 h = 3775.5
    assert_eq!(figures(hours), ["3775.5", "1302", "5077.5"]);
}

#[test]
fn identities_are_counted_and_never_written() {
    let project = Project::shipped(EXAMPLE);
    let data = ["dune", "lagoon", "skerry"].map(|name| project.text(&format!("data/{name}.csv")));
    let run = project.run(&["build", "--period", "M7-M12"]);
    let files = ["report.json", "report.md", "extract.csv", "manifest.json"];
    let mut written = files
        .map(|name| project.text(&format!("out/M7-M12/{name}")))
        .concat();
    written.push_str(&run.stdout);
    written.push_str(&run.stderr);
    for identity in IDENTITIES {
        assert!(
            data.iter().any(|file| file.contains(identity)),
            "{identity}"
        );
        assert!(!written.contains(identity), "{identity}");
    }
}

/// Builds the report of a period and returns its report.json.
fn report(project: &Project, period: &str) -> Value {
    let run = project.run(&["build", "--period", period]);
    assert_eq!(run.code, 0, "{run:?}");
    json(project, &format!("out/{period}/report.json"))
}

fn json(project: &Project, name: &str) -> Value {
    serde_json::from_slice(&project.bytes(name)).expect("the program writes JSON")
}

/// Returns the row of a metric of an installation.
fn row<'a>(report: &'a Value, id: &str, metric: &str) -> &'a Value {
    let section = named(&report["installations"], "id", id);
    named(&section["metrics"], "metric", metric)
}

/// Returns the values of a row and the cumulative one.
fn cells(row: &Value) -> impl Iterator<Item = &Value> {
    list(&row["values"]).iter().chain([&row["cumulative"]])
}

/// Returns the exact figures of a row: amounts, or the codes of countries.
fn figures(row: &Value) -> Vec<String> {
    let exact = |cell: &Value| match &cell["countries"] {
        Value::Null => text(&cell["amount"]),
        countries => texts(countries).join(", "),
    };
    cells(row).map(exact).collect()
}

/// Returns the one object of a list whose `key` is `name`.
fn named<'a>(all: &'a Value, key: &str, name: &str) -> &'a Value {
    let mut found = list(all).iter().filter(|object| object[key] == name);
    let object = found.next().unwrap_or_else(|| panic!("there is no {name}"));
    assert!(found.next().is_none(), "{name} stands there twice");
    object
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list stands here")
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn texts(value: &Value) -> Vec<String> {
    list(value).iter().map(text).collect()
}

fn owned(figures: &Figures) -> Vec<String> {
    figures.iter().copied().map(str::to_owned).collect()
}
