//! Reads a project: the catalogue, the usage files and the texts.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, bail};

use crate::calendar::Period;
use crate::catalogue::{self, Catalogue};
use crate::diag::{
    Findings, Policy, Sink, nearest, report_linked_folder, report_not_plain_utf8,
    report_unfinished_merge, report_unread, report_unread_text, report_unreadable,
};
use crate::history::{Input, Rows, sha256};
use crate::narrative::{self, Narrative};
use crate::quantity::Marks;
use crate::source::{self, DecodeFault, Encoding, SourceId, Sources};
use crate::usage::import::{self, Import};
use crate::usage::{self, Ledger, Refused, UsageRecord};

use super::args::Global;

/// Name of the project file.
const FILE: &str = "installations.toml";

/// A project that was read.
pub(super) struct Project {
    pub(super) root: PathBuf,
    pub(super) sources: Sources,
    pub(super) catalogue: Catalogue,
    pub(super) ledger: Ledger,
    pub(super) narrative: Narrative,
    pub(super) inputs: Vec<Input>,
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
enum Blank {
    /// What it should hold is missing.
    Fault,
    /// Nothing has been written yet.
    Fine,
}

/// What a file holds.
enum Content {
    /// A text, kept in bytes in one way or another.
    Text(SourceId, Encoding),
    /// A text of which some letters are not known.
    Stained(SourceId),
    /// No text.
    Nothing,
}

struct Files {
    root: PathBuf,
    /// Path of the project in the repository that it lies in, when it lies in one; empty at its top.
    in_repository: Option<String>,
    sources: Sources,
    inputs: Vec<Input>,
    own: BTreeMap<SourceId, PathBuf>,
    sink: Sink,
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
    let config = find(global.config.as_deref())?;
    let root = config.parent().map(Path::to_path_buf).unwrap_or_default();
    let mut files = Files {
        in_repository: in_repository(&root),
        root,
        sources: Sources::default(),
        inputs: Vec::new(),
        own: BTreeMap::new(),
        sink: Sink::default(),
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
    let (records, refused) = read_usage(&data, global.data.is_some(), &catalogue, &mut files)?;
    let mut ledger = usage::engine::fold(&catalogue, &records, &mut files.sink);
    for row in refused {
        ledger.refuse(&catalogue, row);
    }
    let narrative = read_texts(&catalogue, &mut files)?;
    files.inputs.sort_by(|one, other| one.name.cmp(&other.name));
    let project = Project {
        root: files.root,
        sources: files.sources,
        catalogue,
        ledger,
        narrative,
        inputs: files.inputs,
        own: files.own,
        broken,
    };
    Ok(Outcome::Project(Box::new(project), files.sink))
}

impl Files {
    /// Reads a file; that it cannot be read for certain is a finding, and that it is blank is one unless it may be.
    fn read(&mut self, path: &Path, blank: Blank) -> anyhow::Result<Content> {
        let bytes = source::read(path)?;
        self.inputs.push(Input {
            name: self.name(path),
            sha256: sha256(&bytes),
            bytes: bytes.len(),
            rows: None,
        });
        match source::decode(&bytes) {
            Ok(text) => {
                let whole = self.whole(path, text);
                Ok(whole.map_or(Content::Nothing, |id| {
                    Content::Text(id, source::encoding(&bytes))
                }))
            }
            Err(DecodeFault::Empty) if blank == Blank::Fine => Ok(Content::Nothing),
            Err(fault) => {
                let id = self.add(path, source::lossy(&bytes));
                self.sources.keep_secret(id);
                report_unreadable(id, fault, &mut self.sink);
                Ok(match fault {
                    DecodeFault::NotUtf8 { .. } => Content::Stained(id),
                    _ => Content::Nothing,
                })
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
    fn add(&mut self, path: &Path, text: String) -> SourceId {
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
    fn name(&self, path: &Path) -> String {
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

fn read_usage(
    folder: &Path,
    named: bool,
    catalogue: &Catalogue,
    files: &mut Files,
) -> anyhow::Result<(Vec<UsageRecord>, Vec<Refused>)> {
    if named && !folder.is_dir() {
        bail!(
            "the folder {} of the usage files does not exist",
            folder.display()
        );
    }
    let (mut records, mut refused) = (Vec::new(), Vec::new());
    let mut count = 0;
    for path in source::list(folder)? {
        count += 1;
        let is_table = path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        if !is_table || path.is_dir() {
            let id = files.add(&path, String::new());
            if path.is_dir() {
                report_linked_folder(id, &mut files.sink);
            } else {
                report_unread(id, &mut files.sink);
            }
            continue;
        }
        let id = match files.read(&path, Blank::Fault)? {
            Content::Text(id, _) => id,
            Content::Stained(id) => {
                refused.extend(read_stained(id, catalogue, files));
                continue;
            }
            Content::Nothing => {
                refused.push(Refused::default());
                continue;
            }
        };
        let marks = marks(id, catalogue, files);
        let import = import::read(&mut files.sources, id, catalogue, marks, &mut files.sink);
        if let Some(input) = files.inputs.last_mut() {
            input.rows = Some(rows(&import));
        }
        records.extend(import.records);
        refused.extend(import.refused);
    }
    if count == 0 {
        usage::report_no_usage(catalogue, &files.name(folder), &mut files.sink);
    }
    Ok((records, refused))
}

/// Reads a usage file of which some letters are not known. Nothing of it is used, but its clean rows may have faults too.
fn read_stained(id: SourceId, catalogue: &Catalogue, files: &mut Files) -> Vec<Refused> {
    let marks = marks(id, catalogue, files);
    let mut sink = Sink::default();
    let import = import::read(&mut files.sources, id, catalogue, marks, &mut sink);
    let file = files.sources.get(id);
    files.sink.take(sink, |finding| {
        let place = finding.primary.as_ref().map(|label| label.place.span);
        let line = place.map(|span| file.line(file.position(span.start).line));
        line.is_none_or(|line| !file.slice(line).contains(char::REPLACEMENT_CHARACTER))
    });
    let used = import.records.iter();
    let used = used.map(|record| Refused::of(catalogue, record.series, record.extent));
    used.chain(import.refused).collect()
}

/// Returns the marks in numbers that the project declares for a usage file.
fn marks(id: SourceId, catalogue: &Catalogue, files: &Files) -> Option<Marks> {
    let name = files.sources.get(id).name();
    let mut exports = catalogue.exports.iter();
    exports.find(|export| export.matches(name))?.marks
}

fn rows(import: &Import) -> Rows {
    Rows {
        read: import.rows,
        used: import.records.len(),
        outside: import.outside,
        replaced: import.replaced,
    }
}

fn read_texts(catalogue: &Catalogue, files: &mut Files) -> anyhow::Result<Narrative> {
    let folder = files.root.join("assessments");
    let mut texts = Vec::new();
    for path in source::list(&folder)? {
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
        let below = path.strip_prefix(&folder).unwrap_or(&path);
        let name = slashed(below);
        // An author may keep an empty file for a text to come.
        if let Some(id) = files.read_own(&path, Blank::Fine)? {
            texts.push((name, id));
        }
    }
    Ok(narrative::load(
        &files.sources,
        &texts,
        catalogue,
        &mut files.sink,
    ))
}

impl Project {
    /// Returns the reporting period that a person means; `latest` is the last one with a figure.
    pub(super) fn period(&self, text: &str) -> anyhow::Result<Period> {
        let latest = self.ledger.latest();
        // A project without any figure is about to report its first period.
        let latest = latest.or_else(|| self.catalogue.periods.first().copied());
        if let Some(period) = latest.filter(|_| text == "latest") {
            return Ok(period);
        }
        if let Some(period) = self.catalogue.period(text) {
            return Ok(period);
        }
        let mut known: Vec<String> = self
            .catalogue
            .periods
            .iter()
            .map(ToString::to_string)
            .collect();
        known.extend(self.catalogue.groups.keys().cloned());
        let meant = nearest(text, known.iter().map(String::as_str));
        let hint = meant
            .map(|name| format!("; did you mean {name}?"))
            .unwrap_or_default();
        bail!(
            "unknown period `{}`{hint} (known: {}, latest)",
            crate::diag::safe(text),
            known.join(", ")
        )
    }

    /// Returns the address of an installation or of a metric of one, which must exist.
    pub(super) fn subject<'t>(&self, text: &'t str) -> anyhow::Result<&'t str> {
        let rows = self
            .catalogue
            .installations
            .iter()
            .flat_map(|installation| {
                let id = &installation.id;
                let rows = installation.metrics.iter();
                std::iter::once(id.to_string())
                    .chain(rows.map(move |row| format!("{id}/{}", row.metric)))
            });
        let known: Vec<String> = rows.collect();
        if known.iter().any(|known| known == text) {
            return Ok(text);
        }
        let meant = nearest(text, known.iter().map(String::as_str));
        let hint = meant.map_or_else(
            || {
                let all = self.catalogue.installations.iter();
                let ids: Vec<&str> = all.map(|known| known.id.as_str()).collect();
                format!(" (known: {})", ids.join(", "))
            },
            |name| format!("; did you mean {name}?"),
        );
        bail!("unknown installation `{}`{hint}", crate::diag::safe(text))
    }
}
