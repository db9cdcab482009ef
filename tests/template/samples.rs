//! Templates to build into, and what is built.

use std::path::Path;

use crate::package::Package;
use crate::support::Project;
use crate::word::{MAIN, Word};

/// The files of the templates that are kept as fixtures.
pub(crate) const FOREIGN: [&str; 2] = ["word-like.docx", "libreoffice.docx"];

/// Returns a template that is kept as a fixture.
pub(crate) fn foreign(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/templates");
    std::fs::read(path.join(name)).unwrap()
}

/// Returns the built-in template.
pub(crate) fn starter() -> Word {
    let project = Project::empty();
    let run = project.run(&["template", "init"]);
    assert_eq!(run.code, 0, "{run:?}");
    Word::read(&project.bytes("template.docx"))
}

/// Returns the built-in template with another body before its last section.
pub(crate) fn with_body(body: &str) -> Word {
    let word = starter();
    let text = word.text(MAIN);
    let (before, rest) = text.split_once("<w:body>").unwrap();
    let at = rest.find("<w:sectPr>").unwrap();
    let text = format!("{before}<w:body>{body}{}", &rest[at..]);
    word.set(MAIN, text)
}

/// Returns a paragraph.
pub(crate) fn line(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// Builds the smallest project into a template.
pub(crate) fn built(template: &[u8]) -> (Project, Word) {
    let project = Project::minimal()
        .file(
            "assessments/M1-M6/cloud.md",
            "It ran.[^n]\n\n1. one\n\n[^n]: See <https://example.org>.\n",
        )
        .file("assessments/M1-M6/summary.md", "All is well.\n")
        .file("own.docx", template);
    let run = project.run(&[
        "build",
        "--quiet",
        "--format",
        "docx,markdown",
        "--template",
        "own.docx",
    ]);
    assert_eq!(run.code, 0, "{run:?}");
    let word = Word::read(&project.bytes("out/M1-M6/report.docx"));
    (project, word)
}

/// Returns what is found about a template, as `check` says it.
pub(crate) fn found(template: &[u8]) -> Vec<String> {
    let project = Project::minimal().file("own.docx", template).file(
        "installations.toml",
        format!(
            "{}\n[deliverable]\ntemplate = \"own.docx\"\n",
            crate::support::MINIMAL
        ),
    );
    let all = project.findings(&[]).into_iter();
    let own = all.filter(|finding| finding.rule.starts_with("VA62"));
    own.map(|finding| format!("{} {}", finding.rule, finding.message))
        .collect()
}

/// Takes a file apart; it must hold together.
pub(crate) fn package(word: &Word) -> Package {
    let mut texts = word.clone();
    texts
        .parts
        .retain(|(name, _)| !name.starts_with("word/media/"));
    Package::read(&texts.write()).unwrap()
}
