//! What people edit in Word comes back into its file, and nothing else does.
#![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]
#![expect(
    clippy::disallowed_methods,
    reason = "tests write their input files themselves"
)]

mod support;
#[path = "support/word.rs"]
mod word;

#[path = "pull/hostile.rs"]
mod hostile;
#[path = "pull/places.rs"]
mod places;
#[path = "pull/rounds.rs"]
mod rounds;
#[path = "pull/words.rs"]
mod words;

use support::{Project, Run};
use word::Word;

/// A text with everything that Markdown is read for.
const TEXT: &str = "\
The cloud was **used by five** teams in *M1-M6*[^1], see [the *list*](https://example.org/a) and
`openstack usage`. It is a long line\\
with a break.

* one
* two, **bold** and `code`
  1. inner
  2. numbered
     * deep
* three

1. first
2. second

They used {{ cloud/cpu_hours }} in all.

[^1]: Since **May** 2023, at <https://example.org/b>.
";

/// Name of the file of that text.
const FILE: &str = "assessments/M1-M6/cloud.md";

/// Returns the smallest project with that text and another one, and the Word file that was built.
fn built() -> (Project, Word) {
    let project = Project::minimal()
        .file(FILE, TEXT)
        .file("assessments/M1-M6/summary.md", "A word of the leader.\n");
    let word = report(&project);
    (project, word)
}

/// Builds the report and returns its Word file.
fn report(project: &Project) -> Word {
    let run = project.run(&["build", "-p", "M1-M6"]);
    assert_eq!(run.code, 0, "{run:?}");
    Word::read(&project.bytes("out/M1-M6/report.docx"))
}

/// Pulls a Word file.
fn pull(project: &Project, word: &Word, arguments: &[&str]) -> Run {
    std::fs::write(project.path("edited.docx"), word.write()).unwrap();
    project.run(&[&["pull", "edited.docx"], arguments].concat())
}
