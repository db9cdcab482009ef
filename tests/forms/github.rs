//! Commands of GitHub Actions as a runner reads them.

use std::collections::BTreeMap;

use crate::support::{MINIMAL, Project, USAGE};
use crate::{SHOWN, assert_totals, open, shown, text, visible};

/// A command as a runner of GitHub Actions reads it.
#[derive(Debug)]
struct Command {
    word: String,
    properties: BTreeMap<String, String>,
    data: String,
}

impl Command {
    fn read(line: &str) -> Self {
        let (info, data) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (word, properties) = info.split_once(' ').unwrap();
        let unescaped = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n");
        let pair = |pair: &str| {
            let (key, value) = pair.split_once('=').unwrap();
            let value = unescaped(value).replace("%3A", ":").replace("%2C", ",");
            (key.to_owned(), value.replace("%25", "%"))
        };
        Self {
            word: word.to_owned(),
            properties: properties.split(',').map(pair).collect(),
            data: unescaped(data).replace("%25", "%"),
        }
    }
}

#[test]
fn github_reads_one_command_for_each_finding_and_no_other() {
    for shown in &*SHOWN {
        let (name, findings) = (&shown.name, &shown.findings);
        let lines: Vec<&str> = shown.forms["github"].lines().collect();
        let (totals, commands) = lines.split_last().unwrap();
        assert_totals(totals, findings);
        let open = open(findings);
        assert_eq!(commands.len(), open.len(), "{name}");
        for (line, finding) in commands.iter().zip(open) {
            let command = Command::read(line);
            let word = match text(finding, "/severity") {
                "note" => "notice",
                other => other,
            };
            assert_eq!(command.word, word, "{line}");
            let title = format!("{} {}", text(finding, "/rule"), text(finding, "/name"));
            assert_eq!(command.properties["title"], title);
            let says = command.data.replace("<U+005B>", "[");
            assert!(
                says.starts_with(&visible(text(finding, "/message"))),
                "{line}"
            );
            let help = finding["help"]
                .as_str()
                .map(|help| format!("\nhelp: {}", visible(help)));
            assert!(says.ends_with(&help.unwrap_or_default()), "{line}");
            if let Some(file) = finding["file"].as_str() {
                assert_eq!(
                    command.properties["file"].replace("<U+005B>", "["),
                    visible(file).replace('\n', "<U+000A>")
                );
                assert_eq!(command.properties["line"], finding["line"].to_string());
                let one_line = finding["line"] == finding["end_line"];
                assert_eq!(command.properties.contains_key("col"), one_line, "{line}");
            }
        }
    }
}

#[test]
fn github_gets_the_line_that_its_page_describes() {
    let project = Project::with_usage(USAGE.replace("10,CPU-h", "\"1,5%\",CPU-h"));
    let marks = shown(&project, "github");
    let first = marks.lines().next().unwrap();
    let wanted = "::error file=data/lab.csv,line=2,col=24,endLine=2,endColumn=28,title=VA202 not-a-number::`1,5%25`";
    assert!(first.starts_with(wanted), "{first}");
    assert!(first.contains("%0Ahelp: "), "{first}");
}

#[test]
fn a_project_in_a_folder_of_a_repository_is_marked_by_paths_from_where_it_was_named() {
    let project = Project::empty()
        .file("wp4/va/installations.toml", MINIMAL)
        .file(
            "wp4/va/data/lab.csv",
            USAGE.replace("10,CPU-h", "ten,CPU-h"),
        )
        .file("more/extra.csv", "x\n");
    for named in ["wp4/va", "./wp4/va/installations.toml"] {
        let said = |form, more: &[&str]| {
            let arguments = [&["check", "--format", form, "-c", named], more].concat();
            project.run(&arguments).stdout
        };
        let marks = said("github", &[]);
        assert!(
            marks.contains("::error file=wp4/va/data/lab.csv,line=2,"),
            "{marks}"
        );
        let log = said("sarif", &[]);
        assert!(log.contains("\"uri\": \"wp4/va/data/lab.csv\""), "{log}");
        let json = said("json", &[]);
        assert!(json.contains("\"file\": \"data/lab.csv\""), "{json}");
        let marks = said("github", &["--data", "more"]);
        assert!(
            marks.contains("::error file=more/extra.csv,line=1,"),
            "{marks}"
        );
    }
    let named = project.path("wp4/va");
    let arguments = ["check", "--format", "github", "-c", named.to_str().unwrap()];
    let marks = project.run(&arguments).stdout;
    assert!(
        marks.contains("::error file=data/lab.csv,line=2,"),
        "{marks}"
    );
}

#[test]
fn files_are_known_by_their_paths_in_the_repository_wherever_the_run_began() {
    let project = Project::empty()
        .file("reports/wp4/installations.toml", MINIMAL)
        .file(
            "reports/wp4/data/lab.csv",
            USAGE.replace("10,CPU-h", "ten,CPU-h"),
        )
        .file("reports/wp4/notes/x", "")
        .file(".git/HEAD", "");
    for (folder, arguments) in [
        (".", &["-c", "reports/wp4"][..]),
        ("reports/wp4", &[]),
        ("reports/wp4/notes", &[]),
        ("reports", &["--config", "wp4/installations.toml"]),
    ] {
        let place = "reports/wp4/data/lab.csv";
        for (form, wanted) in [
            ("github", format!("::error file={place},line=2")),
            ("sarif", format!("\"uri\": \"{place}\"")),
        ] {
            let run = project.run_in(folder, &[&["check", "--format", form], arguments].concat());
            assert_eq!(run.code, 1, "{folder}: {run:?}");
            assert!(run.stdout.contains(&wanted), "{folder}: {}", run.stdout);
        }
    }
}
