//! What stands around the report: cover, official wordings, document log, terminology, references, annexes; and pieces of a
//! report on their own.
#![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

mod support;
#[path = "support/word.rs"]
mod word;

use support::{MINIMAL, Project, USAGE};
use va_report::report::reference::GIVEN;
use word::Word;

/// A cover with everything on it.
const COVER: &str = r#"
[deliverable]
title = "Access to the cloud"
number = "D1.2"
version = "1.0"
date = 2023-03-31
due = 2023-02-28
dissemination = "PU"
type = "R: document, report"
status = "Under review"
lead = "office"
keywords = ["access", "metrics"]
link = "https://documents.example.org/d1.2"
contact = "access@example.org"
front = ["abstract", "copyright", "document-log", "application-area", "amendment-procedure", "terminology", "project-summary"]

[[deliverable.authors]]
name = "Ada Example"
partner = "lab"

[[deliverable.authors]]
name = "Bo Example"
partner = "Example Foundation"

[[deliverable.reviewers]]
name = "Cy Example"

[[deliverable.log]]
version = "0.1"
date = 2023-03-01
author = "Ada Example"
comment = "First draft"

[[deliverable.log]]
version = "1.0"
date = 2023-03-31

[[partners]]
id = "office"
name = "Example Foundation"

[glossary]
CPU = "Central processing unit"
VRE = "Virtual research environment"
"#;

fn catalogue(programme: &str, rest: &str) -> String {
    let project =
        format!("acronym = \"Test\"\nprogramme = \"{programme}\"\ngrant_agreement = \"101000000\"");
    let minimal = MINIMAL.replacen("acronym = \"Test\"", &project, 1);
    format!("{minimal}{rest}")
}

fn project(programme: &str, rest: &str) -> Project {
    Project::empty()
        .file("installations.toml", catalogue(programme, rest))
        .file("data/lab.csv", USAGE)
}

fn whole() -> Project {
    project("Horizon Europe", COVER)
        .file("texts/abstract.md", "What {{ project.acronym }} did.\n")
        .file(
            "texts/project-summary.md",
            "The project runs a Data Access Portal (DAP).\n",
        )
        .file("texts/references.md", "1. Test: *Plan*, 2022\n")
        .file(
            "assessments/M1-M6/cloud.md",
            "The VRE was opened, as planned [1].\n",
        )
}

fn build(project: &Project) -> String {
    let run = project.run(&["build", "-q", "-p", "M1-M6"]);
    assert_eq!(run.code, 0, "{run:?}");
    project.text("out/M1-M6/report.md")
}

/// Returns a chapter of a report in Markdown, from its heading to the next of the same level.
fn chapter(report: &str, heading: &str) -> String {
    let (_, rest) = report
        .split_once(&format!("\n## {heading}\n"))
        .unwrap_or_else(|| panic!("no {heading} in {report}"));
    rest.split("\n## ").next().unwrap().to_owned()
}

#[test]
fn the_cover_says_what_is_given_and_nothing_else() {
    let report = build(&whole());
    let cover = report.split("\n## ").next().unwrap();
    for row in [
        "| Grant agreement | 101000000 (Horizon Europe) |",
        "| Deliverable | D1.2 |",
        "| Lead partner | Example Foundation |",
        "| Dissemination level | PU: Public, fully open |",
        "| Due date | 28 February 2023 |",
        "| Date | 31 March 2023 |",
        "| Version | 1.0 |",
        "| Authors | Ada Example (Lab)<br>Bo Example (Example Foundation) |",
        "| Reviewers | Cy Example |",
        "| Keywords | access, metrics |",
    ] {
        assert!(cover.contains(row), "{row} is not in {cover}");
    }
    assert!(!cover.contains("Approved by"), "{cover}");
    let plain = build(&Project::minimal());
    let cover = plain.split("\n## ").next().unwrap();
    for name in ["Grant agreement", "Version", "Authors", "<<"] {
        assert!(!cover.contains(name), "{name} is in {cover}");
    }
}

#[test]
fn chapters_stand_in_the_order_that_reviewers_expect() {
    let report = build(&whole());
    let headings: Vec<&str> = report
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .collect();
    assert_eq!(
        headings,
        [
            "Abstract",
            "Copyright and funding",
            "Document log",
            "Application area",
            "Document amendment procedure",
            "Terminology",
            "Project summary",
            "Executive summary",
            "1 Introduction",
            "2 Installations",
            "3 References",
        ]
    );
    let text = chapter(&report, "Document amendment procedure");
    assert!(text.contains("access@example.org"), "{text}");
    let log = chapter(&report, "Document log");
    assert!(
        log.contains("| 0.1 | 1 March 2023 | Ada Example | First draft |"),
        "{log}"
    );
    assert!(log.contains("| 1.0 | 31 March 2023 | – | – |"), "{log}");
}

#[test]
fn each_programme_has_its_own_statement_and_an_unknown_one_none() {
    for (programme, words) in [
        (
            "Horizon Europe",
            "Views and opinions expressed are however those of the author(s) only",
        ),
        (
            "H2020",
            "Horizon 2020 research and innovation programme under grant agreement No 101000000",
        ),
        (
            "FP7",
            "Seventh Framework Programme (FP7/2007-2013) under grant agreement n° 101000000",
        ),
        ("Digital Europe", "Digital Europe Programme"),
    ] {
        let text = chapter(&build(&project(programme, "")), "Copyright and funding");
        assert!(text.replace('\\', "").contains(words), "{text}");
    }
    let unknown = project("Horizont", "");
    assert!(!build(&unknown).contains("unding"));
    let found = unknown.findings(&[]);
    let found = found
        .iter()
        .find(|finding| finding.rule == "VA142")
        .unwrap();
    assert_eq!(
        found.message,
        "no funding statement is known for `Horizont`"
    );
    let own = unknown.file("texts/funding.md", "Funded by the harbour of Test.\n");
    assert!(build(&own).contains("Funded by the harbour of Test."));
    assert!(
        !own.findings(&[])
            .iter()
            .any(|finding| finding.rule == "VA142")
    );
}

#[test]
fn a_wording_of_the_project_goes_before_the_built_in_one_and_one_of_the_period_before_both() {
    let project = whole().file(
        "texts/application-area.md",
        "For {{ project.acronym }} alone.\n",
    );
    let text = chapter(&build(&project), "Application area");
    assert!(text.contains("For Test alone."), "{text}");
    let project = project.file(
        "assessments/M1-M6/application-area.md",
        "For half a year.\n",
    );
    let text = chapter(&build(&project), "Application area");
    assert!(text.contains("For half a year."), "{text}");
    let levels = "- PU: For everybody\n";
    let project = project.file("texts/dissemination-levels.md", levels);
    assert!(build(&project).contains("PU: For everybody"));
}

#[test]
fn terminology_lists_what_the_glossary_and_the_texts_explain() {
    let text = chapter(&build(&whole()), "Terminology");
    let rows: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| Acronym"))
        .collect();
    assert_eq!(
        rows,
        [
            "| CPU | Central processing unit |",
            "| DAP | Data Access Portal |",
            "| VRE | Virtual research environment |",
        ]
    );
    let found = whole().findings(&[]);
    let rules: Vec<&str> = found.iter().map(|finding| finding.rule.as_str()).collect();
    assert!(
        !rules.contains(&"VA519") && !rules.contains(&"VA138"),
        "{found:?}"
    );
    let without = catalogue("Horizon Europe", &COVER.replace("VRE = ", "VRF = "));
    let found = whole().file("installations.toml", without).findings(&[]);
    let told = found
        .iter()
        .find(|finding| finding.rule == "VA519")
        .unwrap();
    assert_eq!(told.message, "the acronym `VRE` is explained nowhere");
    assert_eq!(told.help, "did you mean `VRF`?");
    assert_eq!(
        (told.file.as_str(), told.column),
        ("assessments/M1-M6/cloud.md", 5)
    );
    assert!(found.iter().any(|finding| finding.rule == "VA138"));
}

#[test]
fn what_is_asked_for_and_not_there_is_marked_and_keeps_the_report_from_being_final() {
    let project = project(
        "Horizon Europe",
        "\n[deliverable]\nnumber = \"D1.2\"\nfront = [\"project-summary\"]\n",
    )
    .file("assessments/M1-M6/cloud.md", "It was opened.\n");
    let report = build(&project);
    assert!(
        report.contains("| Authors | &lt;&lt; authors &gt;&gt; |"),
        "{report}"
    );
    let text = chapter(&report, "Project summary");
    assert!(text.contains("project-summary.md"), "{text}");
    let run = project.run(&["build", "--final", "-p", "M1-M6"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("not final: 3 warnings"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_text_that_is_no_part_of_a_report_is_told_and_placeholders_are_found_in_all() {
    let project = whole()
        .file("texts/project-sumary.md", "Lost.\n")
        .file("texts/copyright.md", "© TBC\n");
    let found = project.findings(&[]);
    let lost = found
        .iter()
        .find(|finding| finding.rule == "VA502")
        .unwrap();
    assert_eq!(lost.help, "did you mean `project-summary`?");
    let open = found
        .iter()
        .find(|finding| finding.rule == "VA514")
        .unwrap();
    assert_eq!((open.file.as_str(), open.line), ("texts/copyright.md", 1));
}

#[test]
fn a_misspelt_word_of_a_reference_is_told() {
    let project = whole().file("texts/abstract.md", "{{ project.acronim }}\n");
    let found = project.findings(&[]);
    let told = found
        .iter()
        .find(|finding| finding.rule == "VA518")
        .unwrap();
    assert_eq!(told.help, "did you mean `project.acronym`?");
}

#[test]
fn unknown_levels_and_partners_are_told_with_the_nearest() {
    let wrong = COVER
        .replace("\"PU\"", "\"PUB\"")
        .replace("lead = \"office\"", "lead = \"offic\"");
    let found = project("Horizon Europe", &wrong).findings(&[]);
    let told = |rule: &str| {
        let found = found.iter().find(|finding| finding.rule == rule);
        let found = found.unwrap_or_else(|| panic!("no {rule} in {found:?}"));
        (found.message.clone(), found.help.clone())
    };
    assert_eq!(told("VA105").0, "unknown partner `offic`");
    assert_eq!(told("VA105").1, "did you mean `office`?");
    assert_eq!(told("VA106").1, "did you mean `PU`?");
}

#[test]
fn accepted_findings_are_an_annex_with_their_reasons() {
    let waived = "\n[deliverable]\nannexes = [\"waived-findings\"]\n\n[[waive]]\nrule = \"VA142\"\nreason = \"The template has it.\"\n";
    let report = build(&project("Horizont", waived));
    let text = chapter(&report, "3 Annex: findings that are accepted");
    assert!(
        text.contains("| VA142 | – | no funding statement is known for \\`Horizont\\` | The template has it. |"),
        "{text}"
    );
}

#[test]
fn the_document_says_which_words_texts_can_take() {
    let document = include_str!("../docs/front-matter.md");
    for given in GIVEN {
        let row = format!("| `{{{{ {} }}}}` | {} |", given.name, given.summary);
        assert!(document.contains(&row), "docs/front-matter.md lacks {row}");
    }
}

#[test]
fn a_piece_is_a_file_of_its_own_that_refers_to_nothing_outside() {
    let project = Project::shipped("");
    for name in [
        "cover",
        "abstract",
        "copyright",
        "terminology",
        "project-summary",
        "summary",
        "introduction",
        "installations",
        "conclusions",
        "part-b-1.4",
        "access-provision",
    ] {
        let run = project.run(&["build", "-q", "-p", "M7-M12", "--section", name]);
        assert_eq!(run.code, 0, "{name}: {}", run.stderr);
        let text = project.text(&format!("out/M7-M12/{name}.md"));
        for link in text.split("](#").skip(1) {
            let anchor = link.split(')').next().unwrap();
            assert!(
                text.contains(&format!("<a id=\"{anchor}\">")),
                "{name}: {anchor}"
            );
        }
        let word = Word::read(&project.bytes(&format!("out/M7-M12/{name}.docx")));
        let body = word.text("word/document.xml");
        for code in body.split("REF _").skip(1) {
            let bookmark = format!("w:name=\"_{}\"", code.split(' ').next().unwrap());
            assert!(body.contains(&bookmark), "{name}: {bookmark}");
        }
    }
    let text = project.text("out/M7-M12/installations.md");
    assert!(
        text.contains("## 1 Installations") && text.contains("**Table 1: "),
        "{text}"
    );
    for name in ["report.docx", "manifest.json"] {
        assert!(
            !project.path(&format!("out/M7-M12/{name}")).exists(),
            "{name}"
        );
    }
}

#[test]
fn an_unknown_piece_lists_what_there_is_and_writes_nothing() {
    let project = whole();
    let run = project.run(&["build", "-q", "--section", "summary,part-b-1.5"]);
    assert_eq!(run.code, 2, "{run:?}");
    for name in [
        "no section `part-b-1.5`",
        "document-log",
        "references",
        "part-b-1.4",
    ] {
        assert!(run.stderr.contains(name), "{name}: {}", run.stderr);
    }
    assert!(!project.path("out").exists());
    let run = project.run(&["build", "-q", "--section", "summary", "--format", "json"]);
    assert_eq!(run.code, 2, "{run:?}");
}

#[test]
fn access_provision_prints_what_the_grant_says_and_a_dash_for_the_rest() {
    let access = "\n[installations.access]\ninfrastructure = \"TCL\"\nnumber = \"1\"\ncountry = \"IT\"\n\
        type = \"VA-uc\"\nunit = \"day\"\nunit_cost = 1030\nminimum_quantity = 24\nunit_costs = 24_720\n\
        estimated_users = 6\nestimated_projects = 3\n";
    let project = project("Horizon Europe", access);
    let run = project.run(&["build", "-q", "--section", "access-provision"]);
    assert_eq!(run.code, 0, "{run:?}");
    let text = project.text("out/M1-M6/access-provision.md");
    assert!(
        text.contains("| Lab | TCL | 1 | – | IT | VA-uc | day | 1,030 | 24 | 24,720 | – | 6 | 3 |"),
        "{text}"
    );
    assert!(
        !project
            .findings(&[])
            .iter()
            .any(|finding| finding.rule == "VA144")
    );
}

#[test]
fn statistics_have_the_figures_of_the_report() {
    let project = Project::shipped("");
    let run = project.run(&["build", "-q", "-p", "M7-M12", "--section", "part-b-1.4"]);
    assert_eq!(run.code, 0, "{run:?}");
    let text = project.text("out/M7-M12/part-b-1.4.md");
    for row in [
        "| IFCA-CSIC Scientific Cloud – CPU | CPU node/hours served over the period | CPU-h | 94,656 | 393,888 | 488,544 |",
        "| All installations | CPU-hours | CPU-h | 94,656 | 567,891 | 662,547 |",
        "| All installations | Users | users | 20 | 16 | 20–36 |",
        "Member states of the European Union: 9 (BE, DE, ES, FR, IE, IT, NL, PT, SK).",
    ] {
        assert!(text.contains(row), "{row} is not in {text}");
    }
}

#[test]
fn a_text_for_all_periods_comes_back_from_word_into_its_own_file() {
    let project = whole().file("texts/summary.md", "It began well.\n");
    build(&project);
    let word = Word::read(&project.bytes("out/M1-M6/report.docx"));
    let word = word.body("It began well.", "It began very well.");
    let project = project.file("edited.docx", word.write());
    let run = project.run(&["pull", "edited.docx"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.contains("texts/summary.md"), "{run:?}");
    assert_eq!(project.text("texts/summary.md"), "It began very well.\n");
    assert!(!project.path("assessments/M1-M6/summary.md").exists());
}

#[test]
fn a_date_before_the_project_is_a_slip_of_the_year() {
    let early = COVER.replace("due = 2023-02-28", "due = 2021-02-28");
    let found = project("Horizon Europe", &early).findings(&[]);
    let told = found.iter().find(|finding| finding.rule == "VA139");
    assert_eq!(
        told.map(|finding| finding.message.as_str()),
        Some("2021-02-28 lies before the project, which began on 2022-09-01")
    );
}

#[test]
fn the_folder_of_the_texts_can_be_named_and_lies_in_the_project() {
    let named = format!("{}\ntexts = \"wordings\"\n", "\n[deliverable]");
    let project = project("Horizon Europe", &named).file("wordings/abstract.md", "In a word.\n");
    assert!(build(&project).contains("In a word."));
    let out = named.replace("wordings", "../elsewhere");
    let found = self::project("Horizon Europe", &out).findings(&[]);
    let told = found.iter().find(|finding| finding.rule == "VA106");
    assert_eq!(
        told.map(|finding| finding.message.as_str()),
        Some("`../elsewhere` is no folder of the project")
    );
}
