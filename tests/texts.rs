//! Texts of the report stand at their places, and figures that they leave to the data are the same in every format.

#[path = "support/outline.rs"]
mod outline;
#[path = "support/package.rs"]
#[expect(dead_code, reason = "the tests of the package use the rest")]
mod package;
mod support;
#[path = "support/xml.rs"]
mod xml;

use package::Package;
use serde_json::Value;
use support::Project;
use va_report::report::reference::{FORMS, POSITIONS};

/// A text for the first cloud of the shipped project, and what it becomes; worked out by hand from the published tables.
const TEXTS: [(&str, &str); 15] = [
    ("{{ ifca-csic-cpu/cpu_hours }}", "393,888 CPU-h"),
    ("{{ ifca-csic-cpu/cpu_hours@M1-M6 | number }}", "94,656"),
    ("{{ ifca-csic-cpu/cpu_hours@PY1 }}", "488,544 CPU-h"),
    ("{{ ifca-csic-cpu/cpu_hours | before }}", "94,656 CPU-h"),
    ("{{ ifca-csic-cpu/cpu_hours | change }}", "+316.1\u{a0}%"),
    (
        "{{ ifca-csic-cpu/cpu_hours | difference }}",
        "+299,232 CPU-h",
    ),
    ("{{ ifca-csic-gpu/gpu_hours | trend }}", "fell"),
    ("{{ ifca-csic-gpu/gpu_hours | change }}", "−66.7\u{a0}%"),
    ("{{ total.cpu_hours@cumulative }}", "662,547 CPU-h"),
    ("{{ budget.cpu.left_percent }}", "89.0\u{a0}%"),
    ("{{ budget.gpu.required_rate_per_month }}", "4,900 GPU-h"),
    (
        "{{ budget.cpu.required_rate_per_month | number }}",
        "222,393.9",
    ),
    ("{{ budget.storage.rate_per_month | number }}", "5.6"),
    ("{{ budget.cpu.at_current_rate | number }}", "2,934,111"),
    ("{{ ifca-csic-cpu/users }}", "16"),
];

fn project() -> Project {
    let lines = TEXTS
        .iter()
        .map(|(reference, _)| format!("- {reference}\n"));
    Project::shipped("").file(
        "assessments/M7-M12/ifca-csic-cpu.md",
        lines.collect::<String>(),
    )
}

#[test]
fn references_are_filled_in_every_format() {
    let project = project();
    let run = project.run(&["build", "-p", "M7-M12"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let printed: Vec<&str> = TEXTS.iter().map(|(_, printed)| *printed).collect();
    let report: Value = serde_json::from_str(&project.text("out/M7-M12/report.json")).unwrap();
    let sections = report["installations"].as_array().unwrap();
    let mut sections = sections.iter();
    let section = sections.find(|one| one["id"] == "ifca-csic-cpu").unwrap();
    let items: Vec<String> = printed.iter().map(|text| format!("- {text}\n")).collect();
    assert_eq!(section["assessment"]["markdown"], items.concat());
    let markdown = project.text("out/M7-M12/report.md");
    let package = Package::read(&project.bytes("out/M7-M12/report.docx")).unwrap();
    for outline in [
        outline::of_markdown(&markdown).unwrap(),
        outline::of_docx(&package),
    ] {
        let mut slots = outline.slots.iter();
        let (_, [from, to]) = slots.find(|(id, _)| id == "ifca-csic-cpu").unwrap();
        assert_eq!(outline.lines[*from..*to], printed);
    }
}

#[test]
fn a_new_figure_changes_the_figures_of_a_text_and_nothing_else() {
    let project = project();
    let build = |project: &Project| {
        assert_eq!(project.run(&["build", "-q", "-p", "M7-M12"]).code, 0);
        project.text("out/M7-M12/report.md")
    };
    let before = build(&project);
    let text = project.bytes("assessments/M7-M12/ifca-csic-cpu.md");
    let data = "data/csic.csv";
    let project = project.replace(data, "393888", "393890");
    let after = build(&project);
    assert_eq!(project.bytes("assessments/M7-M12/ifca-csic-cpu.md"), text);
    let mut changed = Vec::new();
    for (old, new) in before.lines().zip(after.lines()) {
        if old.starts_with("- ") && old != new {
            changed.push(new);
        }
    }
    assert_eq!(before.lines().count(), after.lines().count());
    assert!(changed.contains(&"- 393,890 CPU-h"), "{changed:?}");
    assert!(changed.contains(&"- \\+299,234 CPU-h"), "{changed:?}");
}

#[test]
fn every_form_and_field_stands_in_the_documents() {
    let page = include_str!("../docs/texts.md");
    let forms = FORMS.iter().map(|form| (form.name, form.summary));
    let fields = POSITIONS.iter().map(|field| (field.name, field.summary));
    for (name, summary) in forms.chain(fields) {
        let row = format!("| `{name}` | {summary} |\n");
        assert!(page.contains(&row), "{row}");
    }
}

#[test]
fn the_texts_of_the_report_stand_at_their_places() {
    let text = |word: &str| format!("The {word} is a sentence of its own.\n");
    let project = Project::shipped("")
        .file("assessments/M7-M12/summary.md", text("summary"))
        .file("assessments/M7-M12/introduction.md", text("introduction"))
        .file("assessments/M7-M12/conclusions.md", text("conclusion"));
    assert_eq!(project.run(&["build", "-q", "-p", "M7-M12"]).code, 0);
    let report = project.text("out/M7-M12/report.md");
    let wanted = [
        "# Executive summary",
        "The summary is",
        "Introduction\n",
        "The introduction is",
        "Installations\n",
        "Conclusions\n",
        "The conclusion is",
    ];
    let mut rest = report.as_str();
    for words in wanted {
        let (_, after) = rest.split_once(words).unwrap_or_else(|| panic!("{words}"));
        rest = after;
    }
}

#[test]
fn only_a_draft_says_that_it_is_one() {
    let project = Project::shipped("examples/extension");
    let header = |arguments: &[&str]| {
        let run = project.run(&[&["build", "-q", "-p", "M37-M51"], arguments].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let package = Package::read(&project.bytes("out/M37-M51/report.docx")).unwrap();
        outline::words(package.part("word/header1.xml"))
    };
    assert!(header(&[]).ends_with("Draft"));
    let last = header(&["--final"]);
    assert!(
        !last.contains("Draft") && last.contains("M37-M51"),
        "{last}"
    );
}

#[test]
fn a_year_has_its_figure_later_on_and_a_small_change_is_not_zero() {
    let groups = "[periods]\nevery = 6\n[periods.groups]\nPY1 = \"M1-M12\"\n\n[[budgets]]";
    let rows = [("M1-M6", "10"), ("M7-M12", "100000"), ("M13-M18", "100001")];
    let rows = rows.map(|(period, hours)| format!("cloud,cpu_hours,{period},{hours},CPU-h\n"));
    let text = "{{ cloud/cpu_hours@PY1 }}, {{ total.cpu_hours@PY1 | number }}, {{ cloud/cpu_hours | change }}";
    let project = Project::minimal()
        .replace("installations.toml", "[[budgets]]", groups)
        .file(
            "data/lab.csv",
            format!("installation,metric,period,value,unit\n{}", rows.concat()),
        )
        .file("assessments/M13-M18/cloud.md", text);
    let run = project.run(&["build", "-q", "-p", "M13-M18"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let report: Value = serde_json::from_str(&project.text("out/M13-M18/report.json")).unwrap();
    assert_eq!(
        report["installations"][0]["assessment"]["markdown"],
        "100,010 CPU-h, 100,010, <\u{a0}0.1\u{a0}%"
    );
}
