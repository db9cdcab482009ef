//! One driver for all tests that run the program: a project in a folder of its own, a scrubbed environment.
#![allow(
    dead_code,
    clippy::allow_attributes,
    clippy::unwrap_used,
    reason = "every test file uses a part of the driver"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "tests write their input files themselves"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// The smallest project that has one metric of each nature; the first line is line 1.
pub(crate) const MINIMAL: &str = r#"[project]
acronym = "Test"
work_package = "WP1"
start = 2022-09-01
months = 36

[[budgets]]
id = "cpu"
total = 1000
unit = "CPU-h"

[[providers]]
id = "lab"
name = "Lab"

[[metrics]]
id = "cpu_hours"
nature = "sum"
unit = "CPU-h"
draws_on = "cpu"

[[metrics]]
id = "users"
nature = "distinct"
unit = "users"

[[metrics]]
id = "country_names"
nature = "roster"
unit = "countries"

[[metrics]]
id = "countries"
nature = "count"
unit = "countries"
derived_from = "country_names"

[[metrics]]
id = "applications"
nature = "level"
unit = "applications"

[[installations]]
id = "cloud"
title = "Cloud"
provider = "lab"

[[installations.metrics]]
metric = "cpu_hours"
baseline = "500"

[[installations.metrics]]
metric = "users"

[[installations.metrics]]
metric = "country_names"

[[installations.metrics]]
metric = "countries"

[[installations.metrics]]
metric = "applications"
"#;

/// A usage file for [`MINIMAL`] without a fault.
pub(crate) const USAGE: &str = "\
installation,metric,period,value,unit
cloud,cpu_hours,M1-M6,10,CPU-h
cloud,users,M1-M6,3,users
cloud,country_names,M1-M6,\"ES, PT\",
cloud,applications,M1-M6,2,
";

/// A project in a folder of its own.
pub(crate) struct Project {
    folder: TempDir,
}

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
}

/// A finding as `check --format json` prints it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    /// File, or nothing.
    pub(crate) file: String,
    /// Line, or 0.
    pub(crate) line: u64,
    /// Column, or 0.
    pub(crate) column: u64,
    /// Code of the rule.
    pub(crate) rule: String,
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) help: String,
}

impl Project {
    /// Returns an empty project.
    pub(crate) fn empty() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    /// Returns the smallest project with its usage file.
    pub(crate) fn minimal() -> Self {
        Self::empty()
            .file("installations.toml", MINIMAL)
            .file("data/lab.csv", USAGE)
    }

    /// Returns the smallest project with another usage file.
    pub(crate) fn with_usage(usage: impl AsRef<[u8]>) -> Self {
        Self::empty()
            .file("installations.toml", MINIMAL)
            .file("data/lab.csv", usage)
    }

    /// Returns a copy of the project that is shipped in `folder` of the repository (`""` for the top level).
    pub(crate) fn shipped(folder: &str) -> Self {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut files = vec![from.join("installations.toml")];
        for part in ["data", "assessments", "texts"] {
            if from.join(part).is_dir() {
                collect(&from.join(part), &mut files);
            }
        }
        let copy = |project: Self, path: &PathBuf| {
            project.file(&name_in(&from, path), fs::read(path).unwrap())
        };
        files.iter().fold(Self::empty(), copy)
    }

    /// Returns a copy of the project that is shipped at the top level, without what people wrote.
    pub(crate) fn shipped_without_texts() -> Self {
        let project = Self::shipped("");
        let texts = project.path("assessments");
        if texts.is_dir() {
            fs::remove_dir_all(texts).unwrap();
        }
        project
    }

    /// Returns the project of a rule's fixture: the files of `base`, and over them those of `tests/fixtures/rules/NAME`.
    pub(crate) fn of_rule(name: &str) -> Self {
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rules");
        Self::empty()
            .overlay(&fixtures.join("base"))
            .overlay(&fixtures.join(name))
    }

    /// Copies the files of a fixture over those of the project; `name.remove` takes `name` away, and `name.append` is put
    /// at its end.
    fn overlay(mut self, folder: &Path) -> Self {
        let mut files = Vec::new();
        collect(folder, &mut files);
        for path in files {
            let name = name_in(folder, &path);
            if matches!(name.as_str(), "expected.txt" | "arguments.txt" | "pull.txt") {
                continue;
            }
            let bytes = fs::read(&path).unwrap();
            if let Some(removed) = name.strip_suffix(".remove") {
                fs::remove_file(self.path(removed)).unwrap();
            } else if let Some(longer) = name.strip_suffix(".append") {
                let whole = [self.bytes(longer), bytes].concat();
                self = self.file(longer, whole);
            } else {
                self = self.file(&name, bytes);
            }
        }
        self
    }

    /// Writes a file.
    pub(crate) fn file(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// Replaces a piece of a file; it must be there.
    pub(crate) fn replace(self, name: &str, old: &str, new: &str) -> Self {
        let text = fs::read_to_string(self.path(name)).unwrap();
        assert!(text.contains(old), "{name} has no {old:?}");
        self.file(name, text.replacen(old, new, 1))
    }

    /// Returns the path of a file of the project.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Returns the bytes of a file of the project.
    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Returns the text of a file of the project.
    pub(crate) fn text(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).unwrap()
    }

    /// Runs the program in the folder of the project.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, &[])
    }

    /// Runs the program with variables of the environment, and none but them.
    pub(crate) fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
        self.run_at(".", arguments, variables)
    }

    /// Runs the program in a folder of the project.
    pub(crate) fn run_in(&self, folder: &str, arguments: &[&str]) -> Run {
        self.run_at(folder, arguments, &[])
    }

    fn run_at(&self, folder: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_va-report"))
            .args(arguments)
            .current_dir(self.path(folder))
            .env_clear()
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        let run = Run {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        };
        assert!(
            !run.stderr.contains("panicked"),
            "{arguments:?}: {}",
            run.stderr
        );
        assert!(
            (0..=2).contains(&run.code),
            "{arguments:?}: exit code {}",
            run.code
        );
        run
    }

    /// Runs `check --format json` with more arguments and returns its findings, without those that are waived.
    pub(crate) fn findings(&self, arguments: &[&str]) -> Vec<Finding> {
        let all = [&["check", "--format", "json"], arguments].concat();
        let run = self.run(&all);
        let json: serde_json::Value =
            serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"));
        let findings = json["findings"].as_array().unwrap().iter();
        findings
            .filter(|finding| finding["waived"].is_null())
            .map(|finding| Finding {
                file: text(&finding["file"]),
                line: finding["line"].as_u64().unwrap_or_default(),
                column: finding["column"].as_u64().unwrap_or_default(),
                rule: text(&finding["rule"]),
                message: text(&finding["message"]),
                help: text(&finding["help"]),
            })
            .collect()
    }

    /// Returns the codes of the findings that are worse than a note.
    pub(crate) fn rules(&self) -> Vec<String> {
        let serious = self
            .findings(&[])
            .into_iter()
            .filter(|finding| !matches!(finding.rule.as_str(), "VA117" | "VA501"));
        serious.map(|finding| finding.rule).collect()
    }
}

fn text(value: &serde_json::Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

/// Returns the name that a file has in a folder, with slashes.
fn name_in(folder: &Path, path: &Path) -> String {
    let name = path.strip_prefix(folder).unwrap().to_str().unwrap();
    name.replace('\\', "/")
}
