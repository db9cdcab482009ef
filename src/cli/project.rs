//! Reads a project: the catalogue, the usage files and the texts.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, bail};

use crate::catalogue::{self, Catalogue};
use crate::diag::{
    Findings, Policy, Sink, report_linked_folder, report_not_plain_utf8, report_unfinished_merge,
    report_unread_text, report_unreadable, safe,
};
use crate::history::{self, Input, Past, sha256};
use crate::narrative::{self, Narrative};
use crate::source::{self, DecodeFault, Encoding, SourceId, Sources};
use crate::usage::engine::{Keep, Superseded};
use crate::usage::{Ledger, UsageRecord};

use super::args::Global;
use super::progress::Progress;
use super::{template, usage};

/// Name of the project file.
const FILE: &str = "installations.toml";
/// Folder of the releases, beside it.
pub(super) const RELEASES: &str = "releases";

/// A project that was read.
pub(super) struct Project {
    pub(super) root: PathBuf,
    pub(super) sources: Sources,
    pub(super) catalogue: Catalogue,
    pub(super) ledger: Ledger,
    pub(super) narrative: Narrative,
    pub(super) past: Past,
    /// The records behind the ledger, and the rows that others replaced; none unless they were to be kept.
    pub(super) records: Vec<UsageRecord>,
    pub(super) superseded: Vec<Superseded>,
    pub(super) inputs: Vec<Input>,
    /// The template of the Word file, when there is one.
    pub(super) template: Option<template::Read>,
    /// The files that people of the project write, installations.toml and the texts, with their paths. Only these may
    /// ever be mended.
    pub(super) own: BTreeMap<SourceId, PathBuf>,
    /// Whether the project file has faults of syntax: what could be read of it was, so that one run shows everything, but
    /// nothing can be built on it.
    pub(super) broken: bool,
}

/// What reading came to.
pub(super) enum Outcome {
    /// The project, with findings in its sink.
    Project(Box<Project>, Sink),
    /// The project file cannot be read; the findings say why.
    Unreadable(Findings, Sources),
}

/// What it means that a file is blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blank {
    /// What it should hold is missing.
    Fault,
    /// Nothing has been written yet.
    Fine,
}

/// What a file holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Content {
    /// A text, kept in bytes in one way or another.
    Text(SourceId, Encoding),
    /// A text of which some letters are not known.
    Stained(SourceId),
    /// No text.
    Nothing,
}

/// The files of a project while they are read.
pub(super) struct Files {
    pub(super) prints: Prints,
    root: PathBuf,
    /// Path of the project in the repository that it lies in, when it lies in one; empty at its top.
    in_repository: Option<String>,
    pub(super) sources: Sources,
    pub(super) inputs: Vec<Input>,
    own: BTreeMap<SourceId, PathBuf>,
    pub(super) sink: Sink,
    pub(super) progress: Progress,
}

/// Reads the catalogue of a project, for those who need nothing but its names.
pub(super) fn catalogue(named: Option<&Path>) -> anyhow::Result<Option<Catalogue>> {
    let text = source::decode(&source::read(&find(named)?)?);
    let mut sources = Sources::default();
    let id = sources.add(FILE, text.unwrap_or_default());
    Ok(catalogue::load(&sources, id, &mut Sink::default()))
}

/// Reads the project that the options name.
pub(super) fn read(global: &Global) -> anyhow::Result<Outcome> {
    read_and(Keep::Nothing, Prints::All, global)
}

/// Reads the project that the options name for those who write no manifest: large files are not hashed.
pub(super) fn read_to_check(global: &Global) -> anyhow::Result<Outcome> {
    read_and(Keep::Nothing, Prints::Small, global)
}

/// Which inputs have their fingerprints taken; that of a large file costs half as much as reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Prints {
    /// All, as a manifest names them.
    All,
    /// Those that are held.
    Small,
}

/// Reads the project that the options name, with another template than its own.
pub(super) fn read_with(template: Option<&Path>, global: &Global) -> anyhow::Result<Outcome> {
    read_all(Keep::Nothing, Prints::All, template, global)
}

/// Reads the project that the options name, and keeps its records or not.
pub(super) fn read_and(keep: Keep, prints: Prints, global: &Global) -> anyhow::Result<Outcome> {
    read_all(keep, prints, None, global)
}

fn read_all(
    keep: Keep,
    prints: Prints,
    global_template: Option<&Path>,
    global: &Global,
) -> anyhow::Result<Outcome> {
    let config = find(global.config.as_deref())?;
    let root = config.parent().map(Path::to_path_buf).unwrap_or_default();
    let mut files = Files {
        prints,
        in_repository: in_repository(&root),
        root,
        sources: Sources::default(),
        inputs: Vec::new(),
        own: BTreeMap::new(),
        sink: Sink::default(),
        progress: Progress::new(global),
    };
    let Some(id) = files.read_own(&config, Blank::Fault)? else {
        return Ok(Outcome::Unreadable(
            files.sink.finish(&files.sources, &Policy::default()),
            files.sources,
        ));
    };
    let catalogue = catalogue::load(&files.sources, id, &mut files.sink);
    let broken = files.sink.has("VA001");
    let Some(catalogue) = catalogue else {
        return Ok(Outcome::Unreadable(
            files.sink.finish(&files.sources, &Policy::default()),
            files.sources,
        ));
    };
    let data = global
        .data
        .clone()
        .unwrap_or_else(|| files.root.join("data"));
    let usage = usage::read(&data, global.data.is_some(), keep, &catalogue, &mut files)?;
    let narrative = read_texts(&catalogue, &mut files)?;
    let past = read_releases(&mut files)?;
    let template = template::read(
        global_template,
        &files.root,
        &catalogue,
        &mut files.sources,
        &mut files.inputs,
    );
    files.progress.end();
    files.inputs.sort_by(|one, other| one.name.cmp(&other.name));
    let project = Project {
        root: files.root,
        sources: files.sources,
        catalogue,
        ledger: usage.ledger,
        narrative,
        past,
        records: usage.records,
        superseded: usage.superseded,
        inputs: files.inputs,
        template,
        own: files.own,
        broken,
    };
    Ok(Outcome::Project(Box::new(project), files.sink))
}

impl Project {
    /// Says what became of the rows of each usage file, a line for each.
    pub(super) fn rows(&self) -> String {
        let said = self.inputs.iter().filter_map(|input| {
            let rows = input.rows?;
            let name = safe(&input.name);
            Some(format!(
                "{name}: {} rows read = {} used + {} outside the project + {} replaced + {} with faults\n",
                rows.read, rows.used, rows.outside, rows.replaced, rows.refused,
            ))
        });
        said.collect()
    }
}

impl Files {
    /// Reads a file; that it cannot be read for certain is a finding, and that it is blank is one unless it may be.
    fn read(&mut self, path: &Path, blank: Blank) -> anyhow::Result<Content> {
        Ok(self.take(path, &source::read(path)?, blank))
    }

    /// Takes the bytes of a file.
    pub(super) fn take(&mut self, path: &Path, bytes: &[u8], blank: Blank) -> Content {
        self.inputs.push(Input {
            name: self.name(path),
            sha256: sha256(bytes),
            bytes: bytes.len(),
            rows: None,
        });
        match source::decode(bytes) {
            Ok(text) => {
                let whole = self.whole(path, text);
                whole.map_or(Content::Nothing, |id| {
                    Content::Text(id, source::encoding(bytes))
                })
            }
            Err(DecodeFault::Empty) if blank == Blank::Fine => Content::Nothing,
            Err(fault) => {
                let id = self.add(path, source::lossy(bytes));
                self.sources.keep_secret(id);
                report_unreadable(id, fault, &mut self.sink);
                match fault {
                    DecodeFault::NotUtf8 { .. } => Content::Stained(id),
                    _ => Content::Nothing,
                }
            }
        }
    }

    /// Adds a file with its text; `None` when a merge left it in parts, which is a finding, because none of them is known
    /// to be right.
    fn whole(&mut self, path: &Path, text: String) -> Option<SourceId> {
        let conflicts = source::conflicts(&text);
        let id = self.add(path, text);
        if conflicts.is_empty() {
            return Some(id);
        }
        self.sources.keep_secret(id);
        report_unfinished_merge(self.sources.get(id), id, &conflicts, &mut self.sink);
        None
    }

    /// Adds a file with its text.
    pub(super) fn add(&mut self, path: &Path, text: String) -> SourceId {
        let name = self.name(path);
        let for_ci = self.for_ci(path, &name);
        self.sources.add_at(name, for_ci, text)
    }

    /// Returns the path by which a runner of CI knows a file: from the top of the repository, whatever folder the run began
    /// in; where there is none, from the current folder.
    fn for_ci(&self, path: &Path, name: &str) -> String {
        // From outside, or from an absolute path, nobody knows where in a repository a file lies.
        let below = |path: &Path| {
            path.components()
                .all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
        };
        match &self.in_repository {
            Some(folder) if below(Path::new(name)) && path.starts_with(&self.root) => {
                slashed(&Path::new(folder).join(name))
            }
            _ if below(path) => slashed(path),
            _ => name.to_owned(),
        }
    }

    /// Reads a file that people of the project write; one that is not plain UTF-8 is a finding.
    fn read_own(&mut self, path: &Path, blank: Blank) -> anyhow::Result<Option<SourceId>> {
        let Content::Text(id, encoding) = self.read(path, blank)? else {
            return Ok(None);
        };
        report_not_plain_utf8(id, encoding, &mut self.sink);
        self.own.insert(id, path.to_path_buf());
        Ok(Some(id))
    }

    /// Returns the name of a file for people: relative to the project where it lies in it, with `/`.
    pub(super) fn name(&self, path: &Path) -> String {
        slashed(path.strip_prefix(&self.root).unwrap_or(path))
    }
}

/// Returns a path with `/` on every system, without a `.` that means nothing.
fn slashed(path: &Path) -> String {
    let parts = path
        .components()
        .filter(|part| *part != Component::CurDir)
        .map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/").replace("//", "/")
}

/// Returns the path of a project in the repository that it lies in.
fn in_repository(root: &Path) -> Option<String> {
    let here = if root.as_os_str().is_empty() {
        Path::new(".")
    } else {
        root
    };
    let root = std::fs::canonicalize(here).ok()?;
    let top = root
        .ancestors()
        .find(|folder| folder.join(".git").exists())?;
    root.strip_prefix(top).ok().map(slashed)
}

/// Returns the project file: the one that was named, or the nearest one upwards.
fn find(named: Option<&Path>) -> anyhow::Result<PathBuf> {
    if let Some(path) = named {
        let path = if path.is_dir() {
            path.join(FILE)
        } else {
            path.to_path_buf()
        };
        if !path.is_file() {
            bail!("{} does not exist", path.display());
        }
        return Ok(path);
    }
    let here = std::env::current_dir().context("asking for the current folder")?;
    let up = here
        .ancestors()
        .position(|folder| folder.join(FILE).exists());
    // The way from here, which is shorter than the one from the root of the disk.
    let found = up.map(|up| PathBuf::from("../".repeat(up)).join(FILE));
    found.with_context(|| {
        format!("there is no {FILE} in this folder or above it; name one with --config FILE")
    })
}

fn read_texts(catalogue: &Catalogue, files: &mut Files) -> anyhow::Result<Narrative> {
    let texts = texts_in(&files.root.join("assessments"), files)?;
    let standing = texts_in(&files.root.join(&catalogue.deliverable.texts), files)?;
    let mut narrative = narrative::load(&files.sources, &texts, catalogue, &mut files.sink);
    narrative::load_standing(&mut narrative, &files.sources, &standing, &mut files.sink);
    Ok(narrative)
}

/// Reads the texts in a folder, each with its path below it.
fn texts_in(folder: &Path, files: &mut Files) -> anyhow::Result<Vec<(String, SourceId)>> {
    let mut texts = Vec::new();
    for path in source::list(folder)? {
        let is_text = path.extension().is_some_and(|ending| ending == "md");
        if !is_text || path.is_dir() {
            let id = files.add(&path, String::new());
            if path.is_dir() {
                report_linked_folder(id, &mut files.sink);
            } else {
                report_unread_text(id, &mut files.sink);
            }
            continue;
        }
        let below = path.strip_prefix(folder).unwrap_or(&path);
        let name = slashed(below);
        // An author may keep an empty file for a text to come.
        if let Some(id) = files.read_own(&path, Blank::Fine)? {
            texts.push((name, id));
        }
    }
    Ok(texts)
}

/// Reads what was submitted: the files `releases/<period>.json`; others in the folder are nobody's business.
fn read_releases(files: &mut Files) -> anyhow::Result<Past> {
    let folder = files.root.join(RELEASES);
    let (mut releases, mut unread) = (Vec::new(), false);
    for path in source::list(&folder)? {
        let is_release = path.extension().is_some_and(|ending| ending == "json");
        if !is_release {
            continue;
        }
        let name = slashed(path.strip_prefix(&folder).unwrap_or(&path));
        if let Content::Text(id, _) = files.read(&path, Blank::Fault)? {
            releases.push((name, id));
        } else {
            unread = true;
        }
    }
    let mut past = history::load(&files.sources, &releases, &mut files.sink);
    past.incomplete |= unread;
    Ok(past)
}
