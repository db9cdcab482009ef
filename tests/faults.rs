//! Twenty-six faults as people make them, put into a project without one: each is found at its place, or read right.
//!
//! They are the faults that were tried on the script that a project would write instead: it printed a wrong report for
//! fourteen of them and said nothing. The project is `tests/fixtures/faults`.
#![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

#[path = "support/outline.rs"]
mod outline;
#[path = "support/package.rs"]
#[expect(dead_code, reason = "the tests of the package use the rest")]
mod package;
mod support;
#[path = "support/xml.rs"]
mod xml;

use std::fs;

use outline::{Outline, of_docx, of_markdown};
use package::Package;
use serde_json::Value;
use support::{Finding, Project};

const CATALOGUE: &str = "installations.toml";

/// A change to the project.
enum Edit {
    /// In a file, text in place of other text that stands there once.
    Replace(&'static str, &'static str, &'static str),
    /// At the end of a file.
    Append(&'static str, &'static str),
    /// No file of that name.
    Remove(&'static str),
    /// A file in other bytes.
    Encode(&'static str, fn(&str) -> Vec<u8>),
}

use Edit::{Append, Encode, Remove, Replace};

/// What becomes of a fault.
enum Outcome {
    /// It is found: rule, file, and the text at which the finding begins, where that stands last in the file.
    Found(&'static str, &'static str, &'static str),
    /// It does no harm: the report has this figure for `installation/metric@period`.
    Figure(&'static str, &'static str),
    /// It does no harm: the report has this line of a description, in every format.
    Line(&'static str),
    /// It is no fault of the data: the report says what is used of a budget, and what is left.
    Budget(&'static str, &'static str, &'static str),
}

use Outcome::{Budget, Figure, Found, Line};

struct Fault {
    name: &'static str,
    edit: Edit,
    outcome: Outcome,
}

const fn fault(name: &'static str, edit: Edit, outcome: Outcome) -> Fault {
    Fault {
        name,
        edit,
        outcome,
    }
}

const FAULTS: [Fault; 26] = [
    fault(
        "a missing row",
        Replace("data/reef.csv", "reef,users,M7-M12,13,users,\n", ""),
        Found(
            "VA312",
            CATALOGUE,
            "\"users\"\nname = \"Number of users\"\nbaseline = \"15\"",
        ),
    ),
    fault(
        "a misspelt metric",
        Replace("data/kelp.csv", "kelp,users,M1-M6", "kelp,usres,M1-M6"),
        Found("VA204", "data/kelp.csv", "usres"),
    ),
    fault(
        "a row of an unknown installation",
        Append("data/kelp.csv", "kelb,gpu_hours,M7-M12,50000,GPU-h,\n"),
        Found("VA203", "data/kelp.csv", "kelb"),
    ),
    fault(
        "a decimal comma",
        Replace("data/lagoon.csv", "M1-M6,340.5,", "M1-M6,\"340,5\","),
        Found("VA201", "data/lagoon.csv", "340,5"),
    ),
    fault(
        "a point between thousands",
        Replace("data/lagoon.csv", "393888", "393.888"),
        Found("VA201", "data/lagoon.csv", "393.888"),
    ),
    fault(
        "a negative amount",
        Replace("data/kelp.csv", "M7-M12,17,", "M7-M12,-17,"),
        Found("VA215", "data/kelp.csv", "-17"),
    ),
    fault(
        "letters for zeros",
        Replace("data/kelp.csv", "M1-M6,3601,", "M1-M6,36OO,"),
        Found("VA202", "data/kelp.csv", "36OO"),
    ),
    fault(
        "a placeholder for a number",
        Replace("data/reef.csv", "M1-M6,11,", "M1-M6,TBD,"),
        Found("VA202", "data/reef.csv", "TBD"),
    ),
    fault(
        "a period that is none",
        Replace("data/lagoon.csv", "M7-M12,212345", "M7-M11,212345"),
        Found("VA218", "data/lagoon.csv", "lagoon,cpu_hours,M7-M11"),
    ),
    fault(
        "seven countries and six names",
        Replace("data/reef.csv", "M7-M12,6,countries", "M7-M12,7,countries"),
        Found("VA302", "data/reef.csv", "reef,countries,M7-M12,7"),
    ),
    fault(
        "a code of no country",
        Replace("data/reef.csv", "\"ES, FR, IT\"", "\"ES, XX, IT\""),
        Found("VA210", "data/reef.csv", "XX"),
    ),
    fault(
        "eight times the baseline",
        Replace("data/reef.csv", "M7-M12,52030,", "M7-M12,480000,"),
        Found("VA309", "data/reef.csv", "reef,cpu_hours,M7-M12"),
    ),
    fault(
        "a missing assessment",
        Remove("assessments/M7-M12/dune.md"),
        Found("VA501", CATALOGUE, "\"dune\""),
    ),
    fault(
        "a missing address",
        Replace(CATALOGUE, "url = \"https://mole.example.org/\"\n", ""),
        Found("VA117", CATALOGUE, "\"mole\""),
    ),
    fault(
        "a row that stands twice",
        Append("data/kelp.csv", "kelp,gpu_hours,M7-M12,5218,GPU-h,\n"),
        Found(
            "VA205",
            "data/kelp.csv",
            "kelp,gpu_hours,M7-M12,5218,GPU-h,",
        ),
    ),
    fault(
        "an id that was renamed",
        Replace(CATALOGUE, "id = \"skua\"", "id = \"skuas\""),
        Found("VA203", "data/skua.csv", "skua,users,M7-M12"),
    ),
    fault(
        "a dash in a period",
        Replace(
            "data/kelp.csv",
            "kelp,country_names,M7-M12",
            "kelp,country_names,M7–M12",
        ),
        Figure("kelp/country_names@M7-M12", "IE, NL, SE"),
    ),
    fault(
        "semicolons between fields",
        Encode("data/dune.csv", |text| text.replace(',', ";").into_bytes()),
        Figure("dune/storage@M7-M12", "8.5"),
    ),
    fault(
        "UTF-16",
        Encode("data/mole.csv", |text| {
            let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
            units.flat_map(u16::to_le_bytes).collect()
        }),
        Figure("mole/gpu_hours@M7-M12", "2,957"),
    ),
    fault(
        "Latin-1",
        Encode("data/fjord.csv", |text| {
            text.chars()
                .map(|letter| u8::try_from(letter).unwrap())
                .collect()
        }),
        Found("VA002", "data/fjord.csv", "ø"),
    ),
    fault(
        "a budget that is used up",
        Replace("data/cove.csv", "M7-M12,48.25,", "M7-M12,401.5,"),
        Budget("storage", "476", "-176"),
    ),
    fault(
        "gigabytes for terabytes",
        Replace(
            "data/lagoon.csv",
            "M7-M12,3.6,TB-month",
            "M7-M12,3600,GB-month",
        ),
        Figure("lagoon/storage@M7-M12", "3.6"),
    ),
    fault(
        "broken TOML",
        Replace(CATALOGUE, "location = \"Norway\"", "location = Norway\""),
        Found("VA001", CATALOGUE, "Norway\""),
    ),
    fault(
        "a byte-order mark",
        Encode("data/tarn.csv", |text| {
            format!("\u{FEFF}{text}").into_bytes()
        }),
        Figure("tarn/storage@M7-M12", "5.5"),
    ),
    fault(
        "marks of XML",
        Replace(
            CATALOGUE,
            "Accelerators for labelling kelp",
            "R&D <federated> for labelling kelp",
        ),
        Line("R&D <federated> for labelling kelp in pictures."),
    ),
    fault(
        "a vertical tab",
        Replace(
            CATALOGUE,
            "Disks for the sonar",
            "Disks\\u000Bfor the sonar",
        ),
        Line("Disks\u{FFFD}for the sonar of a cove."),
    ),
];

fn honest() -> Project {
    Project::shipped("tests/fixtures/faults")
}

impl Edit {
    fn apply(&self, project: Project) -> Project {
        match self {
            Replace(file, old, new) => {
                assert_eq!(project.text(file).matches(old).count(), 1, "{old}");
                project.replace(file, old, new)
            }
            Append(file, row) => {
                let text = project.text(file) + row;
                project.file(file, text)
            }
            Remove(file) => {
                fs::remove_file(project.path(file)).unwrap();
                project
            }
            Encode(file, encode) => {
                let bytes = encode(&project.text(file));
                project.file(file, bytes)
            }
        }
    }
}

/// Returns the report of M7-M12, written although there may be errors.
fn report(project: &Project) -> Report {
    let run = project.run(&["build", "-q", "--keep-going", "-p", "M7-M12"]);
    assert_ne!(run.code, 2, "{}", run.stderr);
    let package = Package::read(&project.bytes("out/M7-M12/report.docx")).unwrap();
    Report {
        json: serde_json::from_str(&project.text("out/M7-M12/report.json")).unwrap(),
        docx: of_docx(&package),
        markdown: of_markdown(&project.text("out/M7-M12/report.md")).unwrap(),
    }
}

struct Report {
    json: Value,
    docx: Outline,
    markdown: Outline,
}

impl Report {
    /// Returns the value of a list of the report, or of one of its parts, whose `key` is `name`.
    fn named<'a>(list: &'a Value, key: &str, name: &str) -> &'a Value {
        let mut all = list.as_array().unwrap().iter();
        all.find(|one| one[key] == name).unwrap()
    }

    fn figure(&self, address: &str) -> &Value {
        let (row, period) = address.split_once('@').unwrap();
        let (installation, metric) = row.split_once('/').unwrap();
        let section = Self::named(&self.json["installations"], "id", installation);
        let row = Self::named(&section["metrics"], "metric", metric);
        &Self::named(&row["values"], "period", period)["text"]
    }

    /// Asserts that the report says what the outcome of a fault is; what is found need not stand there.
    fn assert_says(&self, fault: &Fault) {
        let name = fault.name;
        match fault.outcome {
            Found(..) => {}
            Figure(address, text) => assert_eq!(self.figure(address), text, "{name}"),
            Line(text) => {
                for outline in [&self.docx, &self.markdown] {
                    let mut cells = outline.tables.iter().flatten().flatten();
                    assert!(cells.any(|cell| cell == text), "{name}: {outline:#?}");
                }
            }
            Budget(id, used, left) => {
                let budget = Self::named(&self.json["budgets"], "id", id);
                assert_eq!(budget["used"], used, "{name}");
                assert_eq!(budget["left"], left, "{name}");
            }
        }
    }
}

/// Returns line and column of the last place in a file where a text stands.
fn place(project: &Project, file: &str, text: &str) -> (u64, u64) {
    let bytes = project.bytes(file);
    let latin = |_| bytes.iter().copied().map(char::from).collect();
    let whole = String::from_utf8(bytes.clone()).unwrap_or_else(latin);
    let at = whole
        .rfind(text)
        .unwrap_or_else(|| panic!("{file} has no {text}"));
    let before = &whole[..at];
    let line = before.matches('\n').count() + 1;
    let column = before
        .chars()
        .rev()
        .take_while(|letter| *letter != '\n')
        .count()
        + 1;
    (u64::try_from(line).unwrap(), u64::try_from(column).unwrap())
}

/// Returns whether a fault is found at its place, or needs no finding.
fn is_found(fault: &Fault, project: &Project, findings: &[Finding]) -> bool {
    let Found(rule, file, text) = fault.outcome else {
        return true;
    };
    let place = place(project, file, text);
    findings.iter().any(|found| {
        found.rule == rule && found.file == file && (found.line, found.column) == place
    })
}

#[test]
fn the_project_has_no_fault_of_its_own() {
    for period in ["M1-M6", "M7-M12"] {
        assert_eq!(honest().findings(&["--strict", "-p", period]), []);
    }
}

#[test]
fn a_fault_alone_is_found_at_its_place_and_nothing_else_is_found() {
    for fault in &FAULTS {
        let project = fault.edit.apply(honest());
        let findings = project.findings(&[]);
        let name = fault.name;
        assert!(
            is_found(fault, &project, &findings),
            "{name}: {findings:#?}"
        );
        let rules: Vec<&str> = findings.iter().map(|found| found.rule.as_str()).collect();
        let wanted = match fault.outcome {
            // Every row and every text of the installation has lost it, and it has lost its text.
            _ if name == "an id that was renamed" => {
                vec![
                    "VA502", "VA502", "VA203", "VA203", "VA203", "VA203", "VA501",
                ]
            }
            Found(rule, ..) => vec![rule],
            _ => Vec::new(),
        };
        assert_eq!(rules, wanted, "{name}");
    }
}

#[test]
fn a_fault_that_does_no_harm_is_read_right() {
    let whole = report(&honest());
    for fault in &FAULTS {
        if matches!(fault.outcome, Found(..)) {
            continue;
        }
        let report = report(&fault.edit.apply(honest()));
        report.assert_says(fault);
        for (one, other) in [
            (&report.docx, &whole.docx),
            (&report.markdown, &whole.markdown),
        ] {
            assert_eq!(one.headings, other.headings, "{}", fault.name);
            assert_eq!(one.slots, other.slots, "{}", fault.name);
        }
    }
}

#[test]
fn a_row_that_is_refused_counts_nowhere() {
    let used = |project: &Project| report(project).json["budgets"].clone();
    let unknown = FAULTS
        .iter()
        .find(|fault| fault.name == "a row of an unknown installation");
    let project = unknown.unwrap().edit.apply(honest());
    assert_eq!(used(&project), used(&honest()));
}

#[test]
fn all_faults_at_once_are_found_in_one_run() {
    let project = FAULTS
        .iter()
        .fold(honest(), |project, fault| fault.edit.apply(project));
    let findings = project.findings(&[]);
    let missed: Vec<&str> = FAULTS
        .iter()
        .filter(|fault| !is_found(fault, &project, &findings))
        .map(|fault| fault.name)
        .collect();
    assert!(missed.is_empty(), "{missed:?}: {findings:#?}");
}

#[test]
fn what_does_no_harm_is_read_right_beside_all_other_faults() {
    // Where installations.toml is broken nothing is built.
    let others = FAULTS.iter().filter(|fault| fault.name != "broken TOML");
    let project = others.fold(honest(), |project, fault| fault.edit.apply(project));
    let report = report(&project);
    for fault in &FAULTS {
        report.assert_says(fault);
    }
}
