//! Reads a project: the catalogue, the usage files and the texts.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, bail};

use crate::catalogue::{self, Catalogue};
use crate::diag::{
    Findings, Policy, Sink, report_broken_packing, report_linked_folder, report_not_plain_utf8,
    report_unfinished_merge, report_unread, report_unread_text, report_unreadable,
};
use crate::history::{self, Input, Past, Rows, sha256};
use crate::narrative::{self, Narrative};
use crate::quantity::Marks;
use crate::source::{self, DecodeFault, Encoding, Packing, SourceId, Sources};
use crate::usage::import::{self, Import, Superseded};
use crate::usage::{Ledger, Refused, UsageRecord, engine, report_no_usage};

use super::args::Global;
use super::progress::Progress;

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

/// What the usage files came to.
#[derive(Default)]
struct Usage {
    records: Vec<UsageRecord>,
    superseded: Vec<Superseded>,
    refused: Vec<Refused>,
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
    progress: Progress,
}

/// Reads the catalogue of a project, for those who need nothing but its names.
pub(super) fn catalogue(named: Option<&Path>) -> anyhow::Result<Option<Catalogue>> {
    let text = source::decode(&source::read(&find(named)?)?);
    let mut sources = Sources::default();
    let id = sources.add(FILE, text.unwrap_or_default());
    Ok(catalogue::load(&sources, id, &mut Sink::default()))
}

/// Whether the records are kept once the ledger is made of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// They are, for those who follow a figure back to its rows.
    Records,
    /// They are not: they take more room than all else.
    Nothing,
}

/// Reads the project that the options name.
pub(super) fn read(global: &Global) -> anyhow::Result<Outcome> {
    read_and(Keep::Nothing, global)
}

/// Reads the project that the options name, and keeps its records or not.
pub(super) fn read_and(keep: Keep, global: &Global) -> anyhow::Result<Outcome> {
    let config = find(global.config.as_deref())?;
    let root = config.parent().map(Path::to_path_buf).unwrap_or_default();
    let mut files = Files {
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
    let mut usage = read_usage(&data, global.data.is_some(), &catalogue, &mut files)?;
    let mut ledger = engine::fold(&catalogue, &usage.records, &mut files.sink);
    if keep == Keep::Nothing {
        usage.records = Vec::new();
        usage.superseded = Vec::new();
    }
    for row in usage.refused {
        ledger.refuse(&catalogue, row);
    }
    let narrative = read_texts(&catalogue, &mut files)?;
    let past = read_releases(&mut files)?;
    files.progress.end();
    files.inputs.sort_by(|one, other| one.name.cmp(&other.name));
    let project = Project {
        root: files.root,
        sources: files.sources,
        catalogue,
        ledger,
        narrative,
        past,
        records: usage.records,
        superseded: usage.superseded,
        inputs: files.inputs,
        own: files.own,
        broken,
    };
    Ok(Outcome::Project(Box::new(project), files.sink))
}

impl Files {
    /// Reads a file; that it cannot be read for certain is a finding, and that it is blank is one unless it may be.
    fn read(&mut self, path: &Path, blank: Blank) -> anyhow::Result<Content> {
        let bytes = source::read_through(path, |file| self.progress.count(file))?;
        let name = self.name(path);
        self.inputs.push(Input {
            name: name.clone(),
            sha256: sha256(&bytes),
            bytes: bytes.len(),
            rows: None,
        });
        let bytes = match Packing::of(&name) {
            (Packing::Plain, _) => bytes,
            (packing, _) => match self.unpack(path, &bytes, packing)? {
                Some(bytes) => bytes,
                None => return Ok(Content::Nothing),
            },
        };
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

    /// Returns what a packed file holds; `None` when it cannot be unpacked to its end, which is a finding at the first
    /// line that is not whole.
    fn unpack(
        &mut self,
        path: &Path,
        packed: &[u8],
        packing: Packing,
    ) -> anyhow::Result<Option<Vec<u8>>> {
        let unpacking = source::unpack(packed, packing, source::LARGEST)
            .with_context(|| format!("unpacking {}", path.display()))?;
        let Some(fault) = unpacking.fault else {
            return Ok(Some(unpacking.bytes));
        };
        let id = self.add(path, source::lossy(unpacking.whole_lines()));
        self.sources.keep_secret(id);
        report_broken_packing(self.sources.get(id), id, fault, &mut self.sink);
        Ok(None)
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
) -> anyhow::Result<Usage> {
    if named && !folder.is_dir() {
        bail!(
            "the folder {} of the usage files does not exist",
            folder.display()
        );
    }
    let mut usage = Usage::default();
    let mut count = 0;
    let paths = source::list(folder)?;
    files.progress.begin(&paths);
    for path in paths {
        count += 1;
        if !source::is_table(&path) || path.is_dir() {
            let id = files.add(&path, String::new());
            if path.is_dir() {
                report_linked_folder(id, &mut files.sink);
            } else {
                report_unread(id, &mut files.sink);
            }
            continue;
        }
        files.progress.file(&files.name(&path), &path);
        let id = match files.read(&path, Blank::Fault)? {
            Content::Text(id, _) => id,
            Content::Stained(id) => {
                usage.refused.extend(read_stained(id, catalogue, files));
                continue;
            }
            Content::Nothing => {
                usage.refused.push(Refused::default());
                continue;
            }
        };
        let marks = marks(id, catalogue, files);
        let import = import::read(&mut files.sources, id, catalogue, marks, &mut files.sink);
        files.progress.rows(import.rows);
        if let Some(input) = files.inputs.last_mut() {
            input.rows = Some(rows(&import));
        }
        usage.records.extend(import.records);
        usage.superseded.extend(import.superseded);
        usage.refused.extend(import.refused);
    }
    if count == 0 {
        report_no_usage(catalogue, &files.name(folder), &mut files.sink);
    }
    Ok(usage)
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
