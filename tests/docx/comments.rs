//! Comments of a draft: each in the margin of its heading, once, by the program and at the date of the report.

use crate::outline::{heading, words};
use crate::package::Package;
use crate::samples::{built_with, samples, shipped_sample};
use crate::support::{MINIMAL, Project, USAGE};
use crate::xml::Element;

/// A comment with the heading that it stands at.
#[derive(Debug, PartialEq, Eq)]
struct Remark {
    heading: String,
    text: String,
}

/// Returns the comments in the order of the body, checking that each has one range, one mark, and one text.
fn remarks(package: &Package) -> Vec<Remark> {
    let part = package.part("word/comments.xml");
    let comments: Vec<&Element> = part.children().collect();
    let ids = |name: &str| -> Vec<&str> {
        let found = package.body().named(name).into_iter();
        found.filter_map(|mark| mark.attribute("w:id")).collect()
    };
    let known: Vec<&str> = comments
        .iter()
        .filter_map(|comment| comment.attribute("w:id"))
        .collect();
    for name in [
        "w:commentRangeStart",
        "w:commentRangeEnd",
        "w:commentReference",
    ] {
        assert_eq!(ids(name), known, "{name}");
    }
    let mut remarks = Vec::new();
    for paragraph in package.body().named("w:p") {
        for start in paragraph.named("w:commentRangeStart") {
            assert!(heading(paragraph).is_some(), "{}", words(paragraph));
            let comment = comments
                .iter()
                .find(|comment| comment.attribute("w:id") == start.attribute("w:id"))
                .expect("a comment for each range");
            assert_eq!(comment.named("w:annotationRef").len(), 1);
            remarks.push(Remark {
                heading: words(paragraph),
                text: words(comment),
            });
        }
    }
    remarks
}

#[test]
fn a_comment_stands_at_its_heading_and_one_without_a_heading_nowhere() {
    let remarks = remarks(&samples()[2].package);
    let begins: Vec<&str> = remarks
        .iter()
        .map(|remark| remark.text.split(':').next().unwrap())
        .collect();
    assert_eq!(begins, ["summary", "summary", "third"]);
}

#[test]
fn comments_are_made_by_the_program_on_the_first_day_after_the_period() {
    let part = samples()[2].package.part("word/comments.xml");
    for comment in part.named("w:comment") {
        assert_eq!(comment.attribute("w:author"), Some("va-report"));
        assert_eq!(comment.attribute("w:initials"), Some("va"));
        assert_eq!(comment.attribute("w:date"), Some("2023-09-01T00:00:00Z"));
    }
}

#[test]
fn a_file_without_comments_has_no_trace_of_them() {
    for (name, text) in &shipped_sample().package.texts {
        assert!(!text.to_lowercase().contains("comment"), "{name}");
        assert!(!text.contains("annotation"), "{name}");
    }
}

#[test]
fn a_draft_carries_what_was_found_at_the_headings() {
    let catalogue = format!(
        "{MINIMAL}\n[[metrics]]\nid = \"idle\"\nnature = \"sum\"\nunit = \"CPU-h\"\n\n\
         [[waive]]\nrule = \"VA117\"\nwhere = \"cloud\"\nreason = \"It says all there is to say.\"\n"
    );
    let project = Project::empty()
        .file("installations.toml", catalogue)
        .file("data/lab.csv", USAGE)
        .file("assessments/M1-M6/cloud.md", "# Use\n\nIt was used.\n");
    let plain = built_with("without comments", &project, "M1-M6", &[]);
    let draft = built_with("with comments", &project, "M1-M6", &["--comments"]);
    let again = built_with("without comments", &project, "M1-M6", &[]);
    assert!(plain.docx == again.docx, "the option leaves no trace");
    assert_eq!(plain.markdown, draft.markdown);
    let remarks = remarks(&draft.package);
    let at = |code: &str| {
        let mut found = remarks
            .iter()
            .filter(|remark| remark.text.starts_with(code));
        found.next().map(|remark| remark.heading.as_str())
    };
    assert_eq!(at("VA503 warning"), Some("Assessment"), "{remarks:?}");
    assert_eq!(at("VA110"), Some("Executive summary"), "{remarks:?}");
    assert_eq!(at("VA117"), None, "{remarks:?}");
    let text = "VA503 warning: the report cannot print a heading — write paragraphs";
    assert!(
        remarks.iter().any(|remark| remark.text.starts_with(text)),
        "{remarks:?}"
    );
}

#[test]
fn a_report_that_is_sent_carries_no_comments() {
    let run = Project::minimal().run(&["build", "--final", "--comments"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("--comments"), "{}", run.stderr);
}
