//! The annex that names the rows of data behind each figure.

mod support;

use support::{MINIMAL, Project, USAGE};

const ASKED: &str = "\n[deliverable]\nannexes = [\"provenance\"]\n";

fn report(project: &Project) -> String {
    let build = [
        "build",
        "-q",
        "-p",
        "M1-M6",
        "--format",
        "markdown,docx,json",
    ];
    let run = project.run(&build);
    assert_eq!(run.code, 0, "{run:?}");
    project.text("out/M1-M6/report.md")
}

#[test]
fn the_annex_is_printed_when_it_is_asked_for_and_changes_nothing_else() {
    let plain = Project::minimal();
    let asked = Project::minimal().file("installations.toml", format!("{MINIMAL}{ASKED}"));
    let (plain_text, text) = (report(&plain), report(&asked));
    assert!(!plain_text.contains("Annex"), "{plain_text}");
    assert!(
        text.contains("Annex: where the figures come from"),
        "{text}"
    );
    assert!(text.contains("data/lab.csv:2"), "{text}");
    assert!(text.contains("taken from “country\\_names”"), "{text}");
    for file in ["out/M1-M6/report.json", "out/M1-M6/extract.csv"] {
        assert!(plain.bytes(file) == asked.bytes(file), "{file}");
    }
}

#[test]
fn identities_stay_out_of_the_annex() {
    let usage = "installation,metric,period,kind,entity,country,value,unit\n\
                 cloud,users,M1-M6,member,ana@example.org,ES,,\n\
                 cloud,users,M1-M6,member,rui@example.org,PT,,\n";
    let project =
        Project::with_usage(usage).file("installations.toml", format!("{MINIMAL}{ASKED}"));
    let text = report(&project);
    assert!(text.contains("data/lab.csv:2–3 (2 rows)"), "{text}");
    assert!(!text.contains("example.org"), "{text}");
}

#[test]
fn an_unknown_annex_is_told() {
    let wrong = ASKED.replace("provenance", "provenence");
    let project = Project::empty()
        .file("installations.toml", format!("{MINIMAL}{wrong}"))
        .file("data/lab.csv", USAGE);
    let found = project.findings(&[]);
    let told = found.iter().find(|finding| finding.rule == "VA106");
    let told = told.map(|finding| (finding.message.as_str(), finding.help.as_str()));
    assert_eq!(
        told,
        Some(("unknown annex `provenence`", "did you mean `provenance`?"))
    );
}
