//! The honest examples: `check` has nothing to say of them in any period, and the report has the figures that the
//! comments in their data work out by hand.

mod support;

use std::fs;
use std::path::Path;

use serde_json::Value;
use support::Project;

/// Examples that have findings, each with a test of its own: the published report with its faults, and the records, in
/// which a waiver and missing texts are shown.
const WITH_FINDINGS: [&str; 2] = ["as-published", "records"];

/// Figures worked out by hand: example, period of the report, place in report.json, what must stand there.
const FIGURES: &[(&str, &str, &str, &str)] = &[
    (
        "extension",
        "M37-M51",
        "snow-map/requests",
        "148200 | 262350 | 329450 | 740000",
    ),
    (
        "extension",
        "M37-M51",
        "snow-map/users",
        "61 | 118 | 164 | 164–343",
    ),
    (
        "extension",
        "M37-M51",
        "snow-map/country_names",
        "AT, CH, DE, FR, IT | AT, CH, DE, ES, FR, IT, NO, SE | AT, CH, CL, DE, ES, FR, GB, IT, NO, NP, SE \
         | AT, CH, CL, DE, ES, FR, GB, IT, NO, NP, SE",
    ),
    (
        "extension",
        "M37-M51",
        "snow-map/countries",
        "5 | 8 | 11 | 11",
    ),
    (
        "extension",
        "M37-M51",
        "run-farm/cpu_hours",
        "241730 | 310064 | 262918 | 814712",
    ),
    (
        "extension",
        "M37-M51",
        "melt-model/cpu_hours",
        "not started | 190480 | 301515 | 491995",
    ),
    (
        "extension",
        "M37-M51",
        "melt-model/users",
        "not started | 9 | 14 | 14–23",
    ),
    (
        "extension",
        "M37-M51",
        "melt-model/countries",
        "not started | 3 | 4 | 4",
    ),
    (
        "extension",
        "M37-M51",
        "ice-core-archive/downloads",
        "5230 | 4814 | N/A | 10044",
    ),
    (
        "extension",
        "M37-M51",
        "ice-core-archive/storage",
        "210.6 | 238.5 | N/A | 449.1",
    ),
    (
        "extension",
        "M37-M51",
        "ice-core-archive/countries",
        "4 | 5 | N/A | 5",
    ),
    (
        "extension",
        "M37-M51",
        "total users",
        "61–112 | 118–189 | 164–197 | 164–498",
    ),
    (
        "extension",
        "M37-M51",
        "total countries",
        "9 | 13 | 14 | 16",
    ),
    (
        "extension",
        "M37-M51",
        "progress snow-map/requests",
        "185.0",
    ),
    (
        "extension",
        "M37-M51",
        "progress run-farm/cpu_hours",
        "90.5",
    ),
    (
        "extension",
        "M37-M51",
        "progress melt-model/cpu_hours",
        "82.0",
    ),
    // 400000 x 18 / 51 = 141176.47…, and 148200 are 104.975 % of it; 33 months are left for 251800: 7630.30… a month.
    (
        "extension",
        "M1-M18",
        "budget requests",
        "148200 37.050 251800 62.950 105.0 7630.3",
    ),
    (
        "extension",
        "M19-M36",
        "budget requests",
        "410550 102.638 -10550 -2.638 145.4 0",
    ),
    (
        "extension",
        "M37-M51",
        "budget requests",
        "740000 185.000 -340000 -85.000 185.0 –",
    ),
    (
        "extension",
        "M1-M18",
        "budget cpu",
        "241730 16.115 1258270 83.885 45.7 38129.4",
    ),
    (
        "extension",
        "M19-M36",
        "budget cpu",
        "742274 49.485 757726 50.515 70.1 50515.1",
    ),
    (
        "extension",
        "M37-M51",
        "budget cpu",
        "1306707 87.114 193293 12.886 87.1 –",
    ),
    (
        "data-services",
        "M13-M24",
        "leaf-images/visits",
        "15825 | 24395 | 40220",
    ),
    (
        "data-services",
        "M13-M24",
        "leaf-images/storage",
        "30 | 103.2 | 133.2",
    ),
    ("data-services", "M13-M24", "leaf-images/users", "3 | 4 | 5"),
    (
        "data-services",
        "M13-M24",
        "leaf-images/country_names",
        "GB, IE, XK | GB, GR, NO, XK | GB, GR, IE, NO, XK",
    ),
    (
        "data-services",
        "M13-M24",
        "leaf-images/countries",
        "3 | 4 | 5",
    ),
    (
        "data-services",
        "M13-M24",
        "seed-atlas/visits",
        "12480 | 11955 | 24435",
    ),
    (
        "data-services",
        "M13-M24",
        "seed-atlas/downloads",
        "8412 | 9306 provisional | 17718 provisional",
    ),
    (
        "data-services",
        "M13-M24",
        "seed-atlas/datasets",
        "57 | 61 | 61",
    ),
    (
        "data-services",
        "M13-M24",
        "seed-atlas/users",
        "402 | 388 | 402–790",
    ),
    (
        "data-services",
        "M13-M24",
        "seed-atlas/countries",
        "7 | 7 | 9",
    ),
    (
        "data-services",
        "M13-M24",
        "total visits",
        "28305 | 36350 | 64655",
    ),
    (
        "data-services",
        "M13-M24",
        "total users",
        "402–405 | 388–392 | 402–795",
    ),
    ("data-services", "M13-M24", "total countries", "8 | 8 | 11"),
    (
        "data-services",
        "M13-M24",
        "progress leaf-images/visits",
        "114.9",
    ),
    (
        "data-services",
        "M13-M24",
        "progress leaf-images/storage",
        "88.8",
    ),
    (
        "data-services",
        "M13-M24",
        "progress seed-atlas/visits",
        "97.7",
    ),
    (
        "data-services",
        "M13-M24",
        "progress seed-atlas/downloads",
        "118.1",
    ),
    (
        "data-services",
        "M13-M24",
        "budget visits",
        "64655 92.364 5345 7.636 92.4 –",
    ),
    (
        "data-services",
        "M13-M24",
        "budget storage",
        "133.2 88.800 16.8 11.200 88.8 –",
    ),
];

#[test]
fn honest_examples_have_no_finding_in_any_period() {
    for example in honest() {
        let project = Project::shipped(&format!("examples/{example}"));
        let mut seen = 0;
        for period in periods(&project) {
            let run = project.run(&["check", "--strict", "-p", &period, "--format", "json"]);
            let found: Value = serde_json::from_str(&run.stdout).expect("check writes JSON");
            assert_eq!(
                found["findings"],
                serde_json::json!([]),
                "{example} {period}"
            );
            assert_eq!(run.code, 0, "{example} {period}");
            seen += 1;
        }
        assert!(seen > 1, "{example} has one period only");
    }
}

#[test]
fn honest_examples_are_built_for_every_period() {
    for example in honest() {
        let project = Project::shipped(&format!("examples/{example}"));
        for period in periods(&project) {
            let run = project.run(&["build", "-p", &period]);
            assert_eq!(run.code, 0, "{example} {period}: {run:?}");
            for file in [
                "report.docx",
                "report.md",
                "report.json",
                "extract.csv",
                "manifest.json",
            ] {
                let bytes = project.bytes(&format!("out/{period}/{file}"));
                assert!(!bytes.is_empty(), "{example} {period} {file}");
            }
        }
    }
}

#[test]
fn countries_are_printed_in_the_spelling_and_the_alphabet_of_the_house_style() {
    let report = built(&Project::shipped("examples/data-services"), "M13-M24");
    let section = named(&report["installations"], "id", "leaf-images");
    let row = named(&section["metrics"], "metric", "country_names");
    let cells = list(&row["values"]).iter().chain([&row["cumulative"]]);
    let printed: Vec<String> = cells.map(|cell| text(&cell["text"])).collect();
    let expected = ["IE, UK, XK", "EL, NO, UK, XK", "EL, IE, NO, UK, XK"];
    assert_eq!(printed, expected);
}

#[test]
fn honest_examples_print_the_figures_worked_out_by_hand() {
    for example in honest() {
        let project = Project::shipped(&format!("examples/{example}"));
        for period in periods(&project) {
            let wanted = FIGURES
                .iter()
                .filter(|(of, at, ..)| *of == example && *at == period);
            let report = built(&project, &period);
            for (_, _, place, figures) in wanted {
                assert_eq!(told(&report, place), *figures, "{example} {period} {place}");
            }
        }
        assert!(
            FIGURES.iter().any(|(of, ..)| *of == example),
            "{example} has no figures here"
        );
    }
}

fn honest() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let entries = fs::read_dir(folder).expect("there are examples");
    let names = entries.map(|entry| entry.expect("it can be read").file_name());
    let mut names: Vec<String> = names.filter_map(|name| name.into_string().ok()).collect();
    names.retain(|name| !WITH_FINDINGS.contains(&name.as_str()));
    names.sort();
    names
}

/// Returns the reporting periods that have figures: all that have a column in the report of the last one.
fn periods(project: &Project) -> Vec<String> {
    let run = project.run(&["build", "-p", "latest", "--out", "latest"]);
    assert_eq!(run.code, 0, "{run:?}");
    let folder = fs::read_dir(project.path("latest")).expect("a report was built");
    let names: Vec<_> = folder
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    let [folder] = names.as_slice() else {
        panic!("one report is built: {names:?}");
    };
    let report = fs::read(folder.join("report.json")).expect("there is a report.json");
    let report: Value = serde_json::from_slice(&report).expect("build writes JSON");
    list(&report["columns"]).iter().map(text).collect()
}

fn built(project: &Project, period: &str) -> Value {
    let run = project.run(&["build", "-p", period]);
    assert_eq!(run.code, 0, "{run:?}");
    serde_json::from_slice(&project.bytes(&format!("out/{period}/report.json")))
        .expect("build writes JSON")
}

/// Returns what stands at a place of a report: `installation/metric`, `progress installation/metric`, `total metric` or
/// `budget id`.
fn told(report: &Value, place: &str) -> String {
    if let Some(id) = place.strip_prefix("budget ") {
        let budget = named(&report["budgets"], "id", id);
        let required = &budget["required_rate_per_month"];
        let required = required.as_str().unwrap_or("–");
        let keys = [
            "used",
            "used_percent",
            "left",
            "left_percent",
            "planned_percent",
        ];
        let told: Vec<String> = keys.iter().map(|key| text(&budget[key])).collect();
        return format!("{} {required}", told.join(" "));
    }
    if let Some(metric) = place.strip_prefix("total ") {
        return figures(named(&report["totals"], "metric", metric));
    }
    let (progress, place) = match place.strip_prefix("progress ") {
        Some(place) => (true, place),
        None => (false, place),
    };
    let (id, metric) = place
        .split_once('/')
        .expect("a place has an installation and a metric");
    let section = named(&report["installations"], "id", id);
    let row = named(&section["metrics"], "metric", metric);
    if progress {
        text(&row["progress"]["baseline_percent"])
    } else {
        figures(row)
    }
}

/// Returns the figures of a row and the cumulative one: exact amounts, codes of countries, or what is printed.
fn figures(row: &Value) -> String {
    let cells = list(&row["values"]).iter().chain([&row["cumulative"]]);
    let told: Vec<String> = cells.map(cell).collect();
    told.join(" | ")
}

fn cell(cell: &Value) -> String {
    let exact = match (&cell["countries"], &cell["amount"]) {
        (Value::Array(codes), _) => codes.iter().map(text).collect::<Vec<_>>().join(", "),
        (_, Value::String(amount)) => amount.clone(),
        _ => text(&cell["text"]),
    };
    let provisional = cell["state"] == "provisional";
    format!("{exact}{}", if provisional { " provisional" } else { "" })
}

fn named<'a>(all: &'a Value, key: &str, name: &str) -> &'a Value {
    let found = list(all).iter().find(|object| object[key] == name);
    found.unwrap_or_else(|| panic!("there is no {name}"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list stands here")
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
