//! Three kinds of text in the place of an assessment, visibly different in every format: generated, taken over from the
//! period before, written.
#![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

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
use xml::Element;

/// What somebody wrote on the first cloud for M1-M6; the figures of M7-M12 deny the second sentence of the paragraph, the
/// emphasised half of the first item, and all of the last one.
const TEXT: &str = "\
The cloud served {{ ifca-csic-cpu/cpu_hours }}, after {{ ifca-csic-cpu/cpu_hours@M1-M6 }} in M1-M6. The *usage* of the
cloud decreased since {{ ifca-csic-cpu/users }} users left. It runs on new software.

- It is open to all. **It served 94,656 CPU-hours. It is free.**
- It has 20 users.
";

/// The sentences in doubt, as they are printed, with the rule against each.
const DOUBTS: [(&str, &str); 3] = [
    (
        "The usage of the cloud decreased since 16 users left.",
        "VA504",
    ),
    ("It served 94,656 CPU-hours.", "VA506"),
    ("It has 20 users.", "VA506"),
];

/// The shipped project without its texts but for one that was written and one that must be taken over.
fn project() -> Project {
    Project::shipped_without_texts()
        .file("assessments/M1-M6/ifca-csic-cpu.md", TEXT)
        .file("assessments/M1-M6/ifca-csic-gpu.md", "It was open.\n")
        .file("assessments/M7-M12/ifca-csic-gpu.md", "It was in use.\n")
}

fn build(project: &Project, format: &str) -> String {
    let run = project.run(&["build", "-q", "-p", "M7-M12", "--format", format]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout
}

fn assessments(project: &Project) -> Vec<Value> {
    build(project, "json");
    let report: Value = serde_json::from_str(&project.text("out/M7-M12/report.json")).unwrap();
    let sections = report["installations"].as_array().unwrap().iter();
    let wanted = ["ifca-csic-cpu", "ifca-csic-gpu", "ifca-csic-storage"];
    let found = sections.filter(|section| wanted.contains(&section["id"].as_str().unwrap()));
    found.map(|section| section["assessment"].clone()).collect()
}

#[test]
fn json_tells_the_three_kinds_apart() {
    let [taken, written, stub] = <[Value; 3]>::try_from(assessments(&project())).unwrap();
    assert_eq!(
        [&taken["status"], &written["status"], &stub["status"]],
        ["taken-over", "written", "stub"]
    );
    assert_eq!(taken["taken_over_from"], "M1-M6");
    assert_eq!(written["taken_over_from"], Value::Null);
    let filled = taken["markdown"].as_str().unwrap();
    assert!(
        filled.starts_with("The cloud served 393,888 CPU-h, after 94,656 CPU-h in M1-M6."),
        "{filled}"
    );
    assert_eq!(written["markdown"], "It was in use.\n");
    assert_eq!(stub["markdown"], Value::Null);
    let count = |one: &Value, key: &str| one[key].as_array().unwrap().len();
    for key in ["facts", "questions"] {
        assert!(count(&taken, key) > 1 && count(&stub, key) > 1);
        assert_eq!(count(&written, key), 0);
    }
    assert_eq!([count(&written, "doubts"), count(&stub, "doubts")], [0, 0]);
}

#[test]
fn sentences_that_no_longer_hold_are_marked_and_no_others() {
    let [taken, ..] = <[Value; 3]>::try_from(assessments(&project())).unwrap();
    let doubts = taken["doubts"].as_array().unwrap().iter();
    let found: Vec<(String, String)> = doubts
        .map(|doubt| {
            let [finding] = doubt["findings"].as_array().unwrap().as_slice() else {
                panic!("{doubt}");
            };
            let plain = doubt["sentence"]
                .as_str()
                .unwrap()
                .replace(['*', '\n'], " ");
            let words: Vec<&str> = plain.split_whitespace().collect();
            (
                words.join(" "),
                finding["rule"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    let expected = DOUBTS.map(|(sentence, rule)| (sentence.to_owned(), rule.to_owned()));
    assert_eq!(found, expected);
    assert_eq!(
        taken["doubts"][2]["findings"][0]["message"],
        "`20 users` is the figure of M1-M6; in M7-M12 it is 16"
    );
}

#[test]
fn a_text_without_an_old_figure_or_claim_has_no_doubt() {
    let text = "The cloud served {{ ifca-csic-cpu/cpu_hours }}. It had 20 users in M1-M6 and \
        has {{ ifca-csic-cpu/users }} now. It is open to all.\n";
    let project = project().file("assessments/M1-M6/ifca-csic-cpu.md", text);
    let [taken, ..] = <[Value; 3]>::try_from(assessments(&project)).unwrap();
    assert_eq!(taken["doubts"], Value::Array(Vec::new()));
}

#[test]
fn a_reference_that_has_no_figure_any_more_is_in_doubt() {
    let text = "It was open. {{ ifca-csic-cpu/cpu_hours@M1-M3 }} were served.\n";
    let project = project().file("assessments/M1-M6/ifca-csic-cpu.md", text);
    let [taken, ..] = <[Value; 3]>::try_from(assessments(&project)).unwrap();
    assert_eq!(taken["doubts"][0]["findings"][0]["rule"], "VA518");
    assert_eq!(taken["doubts"].as_array().unwrap().len(), 1);
}

#[test]
fn a_figure_that_nobody_reported_this_time_is_in_doubt() {
    let text = "It served 10 CPU-hours. It has 2 applications.\n";
    let usage = format!("{}cloud,applications,M7-M12,2,\n", support::USAGE);
    let project = Project::with_usage(usage).file("assessments/M1-M6/cloud.md", text);
    let report = build_of(&project, "M7-M12");
    let doubts = &report["installations"][0]["assessment"]["doubts"];
    assert_eq!(doubts.as_array().unwrap().len(), 1, "{doubts}");
    assert_eq!(
        doubts[0]["findings"][0]["message"],
        "`10 CPU-hours` is the figure of M1-M6; there is none for M7-M12"
    );
}

#[test]
fn markdown_and_terminal_tell_the_three_kinds_apart() {
    let project = project();
    build(&project, "markdown");
    let markdown = project.text("out/M7-M12/report.md");
    let slot = |id: &str, kind: &str| {
        let open = format!("<!-- va:assessment:{id} {kind} -->\n");
        let (_, rest) = markdown
            .split_once(&open)
            .unwrap_or_else(|| panic!("{open}"));
        let (inside, _) = rest.split_once("<!-- /va:assessment").unwrap();
        inside.trim().to_owned()
    };
    assert_eq!(slot("ifca-csic-gpu", "written"), "It was in use.");
    let stub = slot("ifca-csic-storage", "stub");
    assert!(stub.starts_with("> <strong>No assessment has been written yet."));
    assert!(
        stub.lines()
            .all(|line| line.is_empty() || line.starts_with("> "))
    );
    let taken = slot("ifca-csic-cpu", "taken-over");
    let lines: Vec<&str> = taken.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(
        lines[..7],
        [
            "> <strong>Taken over from M1-M6: to be confirmed for M7-M12, or written anew.</strong>",
            "> > The cloud served 393,888 CPU-h, after 94,656 CPU-h in M1-M6. <mark>\\[1?\\] The *usage* of the cloud \
             decreased since 16 users left.</mark> It runs on new software.",
            "> > - It is open to all. <strong><mark>\\[2?\\] It served 94,656 CPU-hours.</mark> It is free.</strong>",
            "> > - <mark>\\[3?\\] It has 20 users.</mark>",
            "> <strong>What may no longer hold:</strong>",
            "> - \\[1?\\] “decreased”, but CPU-hours rose from 94,656 CPU-h in M1-M6 to 393,888 in M7-M12 \
             (+316.1\u{a0}%) (VA504)",
            "> - \\[2?\\] “94,656 CPU-hours” is the figure of M1-M6; in M7-M12 it is 393,888 (VA506)",
        ]
    );
    let terminal = build(&project, "terminal");
    for line in [
        "\nIt was in use.\n",
        "\n│ No assessment has been written yet. What the figures say:\n",
        "\n│ Taken over from M1-M6: to be confirmed for M7-M12, or written anew.\n",
        "\n║ • [3?] It has 20 users.\n",
        "\n│ • [3?] “20 users” is the figure of M1-M6; in M7-M12 it is 16 (VA506)\n",
    ] {
        assert!(terminal.contains(line), "{line}");
    }
}

#[test]
fn the_summary_on_the_terminal_says_which_texts_are_missing() {
    let run = project().run(&["build", "-q", "-p", "M7-M12"]);
    for (title, kind) in [
        ("IFCA-CSIC Scientific Cloud – CPU", "taken over"),
        ("IFCA-CSIC Scientific Cloud – GPU", "written"),
        ("IFCA-CSIC Scientific Cloud – Storage", "stub"),
    ] {
        let line = run
            .stdout
            .lines()
            .find(|line| line.starts_with(title))
            .unwrap();
        assert!(line.trim_end().ends_with(kind), "{line}");
    }
}

/// Returns the paragraphs of an assessment in a Word file.
fn paragraphs<'p>(package: &'p Package, id: &str) -> Vec<&'p Element> {
    let tag = format!("va:assessment:{id}");
    let mut controls = package.body().named("w:sdt").into_iter();
    let control =
        controls.find(|one| one.at(&["w:sdtPr", "w:tag"]).map(Element::val) == Some(tag.as_str()));
    control.unwrap().child("w:sdtContent").unwrap().named("w:p")
}

#[test]
fn word_tells_the_three_kinds_apart() {
    let project = project();
    build(&project, "docx");
    let package = Package::read(&project.bytes("out/M7-M12/report.docx")).unwrap();
    let styles = |id: &str| {
        let mut styles: Vec<&str> = paragraphs(&package, id)
            .into_iter()
            .map(outline::style)
            .collect();
        styles.dedup();
        styles
    };
    assert_eq!(styles("ifca-csic-gpu"), ["BodyText"]);
    assert_eq!(
        styles("ifca-csic-storage"),
        ["Guidance", "GuidanceList", "Guidance", "GuidanceList"]
    );
    let guide = ["Guidance", "GuidanceList"];
    let taken = [
        &["Guidance", "TakenOver", "TakenOverList"],
        &guide[..],
        &guide,
        &guide,
    ]
    .concat();
    assert_eq!(styles("ifca-csic-cpu"), taken);
}

#[test]
fn word_highlights_and_underlines_what_is_in_doubt() {
    let project = project();
    build(&project, "docx");
    let package = Package::read(&project.bytes("out/M7-M12/report.docx")).unwrap();
    let mut found = String::new();
    for paragraph in paragraphs(&package, "ifca-csic-cpu") {
        for run in paragraph.named("w:r") {
            let look = |name| run.at(&["w:rPr", name]).map(Element::val);
            if let Some(colour) = look("w:highlight") {
                assert_eq!((colour, look("w:u")), ("yellow", Some("wave")));
                found.push_str(&outline::words(run));
            }
        }
    }
    let marked = DOUBTS.iter().zip(1..);
    let expected: Vec<String> = marked
        .map(|((sentence, _), number)| format!("[{number}?] {sentence}"))
        .collect();
    assert_eq!(found, expected.concat());
}

#[test]
fn word_and_markdown_say_the_same() {
    let project = project();
    build(&project, "docx");
    build(&project, "markdown");
    let package = Package::read(&project.bytes("out/M7-M12/report.docx")).unwrap();
    assert_eq!(
        outline::of_docx(&package),
        outline::of_markdown(&project.text("out/M7-M12/report.md")).unwrap()
    );
}

#[test]
fn a_text_that_was_taken_over_is_still_missing() {
    let findings = project().findings(&["-p", "M7-M12"]);
    let missing = |id: &str| {
        let start = format!("`{id}` ");
        let mut all = findings.iter().filter(|finding| finding.rule == "VA501");
        all.find(|finding| finding.message.starts_with(&start))
            .map(|finding| finding.message.as_str())
    };
    assert_eq!(
        missing("ifca-csic-cpu"),
        Some("`ifca-csic-cpu` has no assessment for M7-M12; that of M1-M6 stands in its place")
    );
    assert_eq!(
        missing("ifca-csic-storage"),
        Some("`ifca-csic-storage` has no assessment for M7-M12")
    );
    assert_eq!(missing("ifca-csic-gpu"), None);
    let judged = findings
        .iter()
        .filter(|finding| finding.file.starts_with("assessments/M1-M6"));
    assert_eq!(
        judged.count(),
        0,
        "the text of an earlier report is not checked again"
    );
}

#[test]
fn only_the_text_of_the_period_right_before_is_taken_over() {
    let first = build_of(&project(), "M1-M6");
    assert_eq!(first["installations"][4]["assessment"]["status"], "stub");
    let rows = "ifca-csic-cpu,cpu_hours,M13-M18,5,CPU-h,reported\n";
    let project = project();
    let data = project.text("data/csic.csv");
    let header = data
        .lines()
        .find(|line| line.starts_with("installation,"))
        .unwrap();
    let width = header.split(',').count();
    let row = format!("{}{}", rows.trim_end(), ",".repeat(width - 6));
    let third = build_of(
        &project.file("data/csic.csv", format!("{data}{row}\n")),
        "M13-M18",
    );
    let status = |at: usize| third["installations"][at]["assessment"]["status"].clone();
    assert_eq!([status(2), status(3)], ["stub", "taken-over"]);
}

fn build_of(project: &Project, period: &str) -> Value {
    let run = project.run(&[
        "build",
        "-q",
        "-p",
        period,
        "--format",
        "json",
        "--keep-going",
    ]);
    assert!(run.code < 2, "{}", run.stderr);
    serde_json::from_str(&project.text(&format!("out/{period}/report.json"))).unwrap()
}

#[test]
fn open_findings_stand_beside_the_facts() {
    let project = Project::minimal().file(
        "data/lab.csv",
        "installation,metric,period,value,unit\ncloud,cpu_hours,M1-M6,0,CPU-h\ncloud,users,M1-M6,3,users\n\
         cloud,country_names,M1-M6,\"ES, PT\",\ncloud,applications,M1-M6,0,\n",
    );
    let findings = |project: &Project| {
        let report = build_of(project, "M1-M6");
        report["installations"][0]["assessment"]["findings"].clone()
    };
    let found = findings(&project);
    let [finding] = found.as_array().unwrap().as_slice() else {
        panic!("{found}");
    };
    assert_eq!(finding["rule"], "VA306");
    build_in(&project, "markdown");
    assert!(
        project
            .text("out/M1-M6/report.md")
            .contains("> <strong>Open findings:</strong>\n\n> - ")
    );
    let waived =
        "\n[[waive]]\nrule = \"VA306\"\nwhere = \"cloud\"\nreason = \"It was tried out.\"\n";
    let toml = project.text("installations.toml");
    let project = project.file("installations.toml", format!("{toml}{waived}"));
    assert_eq!(findings(&project), Value::Array(Vec::new()));
}

fn build_in(project: &Project, format: &str) {
    assert_eq!(
        project
            .run(&["build", "-q", "-p", "M1-M6", "--format", format])
            .code,
        0
    );
}

#[test]
fn a_report_with_a_text_that_was_taken_over_is_not_final() {
    let project = Project::minimal().file("assessments/M1-M6/cloud.md", "It was open to all.\n");
    let rows = "cloud,cpu_hours,M7-M12,10,CPU-h\ncloud,users,M7-M12,3,users\n\
                cloud,country_names,M7-M12,\"ES, PT\",\ncloud,applications,M7-M12,2,\n";
    let usage = project.text("data/lab.csv");
    let project = project.file("data/lab.csv", format!("{usage}{rows}"));
    let run = project.run(&["check", "--final", "-p", "M7-M12"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("the assessment of cloud is not written"),
        "{}",
        run.stderr
    );
}
