//! Reads the usage files of a project into a ledger.

use std::path::Path;

use anyhow::{Context as _, bail};

use crate::catalogue::Catalogue;
use crate::diag::{report_linked_folder, report_unread};
use crate::history::Rows;
use crate::source::{self, Opened, Packing, SourceId};
use crate::usage::engine::{Counts, Engine, Folded, Keep, Threads};
use crate::usage::import::Settings;
use crate::usage::{Refused, report_no_usage};

use super::large;
use super::project::{Blank, Content, Files};

/// Reads all usage files below a folder; that one which was named does not exist is a failure.
pub(super) fn read(
    folder: &Path,
    named: bool,
    keep: Keep,
    catalogue: &Catalogue,
    files: &mut Files,
) -> anyhow::Result<Folded> {
    if named && !folder.is_dir() {
        bail!(
            "the folder {} of the usage files does not exist",
            folder.display()
        );
    }
    let mut engine = Engine::new(catalogue, keep);
    engine.threads = Threads::of(super::stream::threads());
    engine.rows = files.progress.rows();
    let paths = source::list(folder)?;
    files.progress.begin(&paths);
    for path in &paths {
        if !source::is_table(path) || path.is_dir() {
            let id = files.add(path, String::new());
            if path.is_dir() {
                report_linked_folder(id, &mut files.sink);
            } else {
                report_unread(id, &mut files.sink);
            }
            continue;
        }
        files.progress.file(&files.name(path), path);
        read_file(path, catalogue, &mut engine, files)?;
    }
    files.progress.end();
    if paths.is_empty() {
        report_no_usage(catalogue, &files.name(folder), &mut files.sink);
    }
    Ok(engine.finish(&mut files.sink))
}

/// Reads a usage file: a small one is held, a large one and what comes out of a packed one is not.
fn read_file<'c>(
    path: &Path,
    catalogue: &'c Catalogue,
    engine: &mut Engine<'c>,
    files: &mut Files,
) -> anyhow::Result<()> {
    let name = path.to_string_lossy();
    let (packing, _) = Packing::of(&name);
    let (stream, length) = match packing {
        Packing::Plain => match source::open(path, |file| files.progress.count(file))? {
            Opened::Large(stream, length) => (stream, length),
            Opened::Whole(bytes) => {
                let content = files.take(path, &bytes, Blank::Fault);
                read_held(content, catalogue, engine, files);
                return Ok(());
            }
        },
        Packing::Gzip | Packing::Zstd => {
            let (file, length) = source::open_raw(path)?;
            (files.progress.count(file), length)
        }
    };
    large::read(path, (stream, length, packing), catalogue, engine, files)
        .with_context(|| format!("reading {}", path.display()))
}

/// Reads a usage file that is held.
pub(super) fn read_held<'c>(
    content: Content,
    catalogue: &'c Catalogue,
    engine: &mut Engine<'c>,
    files: &mut Files,
) {
    let id = match content {
        Content::Text(id, _) => id,
        Content::Stained(id) => return read_stained(id, catalogue, engine, files),
        Content::Nothing => return engine.refuse(Refused::default()),
    };
    let settings = settings(id, catalogue, files);
    let counts = engine.read(&mut files.sources, id, settings, &mut files.sink);
    if let Some(input) = files.inputs.last_mut() {
        input.rows = Some(rows(counts));
    }
}

/// Reads a usage file of which some letters are not known. Nothing of it is used, but its clean rows may have faults too.
fn read_stained<'c>(
    id: SourceId,
    catalogue: &'c Catalogue,
    engine: &mut Engine<'c>,
    files: &mut Files,
) {
    let settings = settings(id, catalogue, files);
    let sink = engine.read_in_vain(&mut files.sources, id, settings);
    let file = files.sources.get(id);
    files.sink.take(sink, |finding| {
        let place = finding.primary.as_ref().map(|label| label.place.span);
        let line = place.map(|span| file.line(file.position(span.start).line));
        line.is_none_or(|line| !file.slice(line).contains(char::REPLACEMENT_CHARACTER))
    });
}

/// Returns what the project says of a usage file.
pub(super) fn settings<'c>(id: SourceId, catalogue: &'c Catalogue, files: &Files) -> Settings<'c> {
    let name = files.sources.get(id).name();
    let mut exports = catalogue.exports.iter();
    let export = exports.find(|export| export.matches(name));
    export.map_or_else(Settings::default, |export| Settings {
        marks: export.marks,
        members: export.members.as_ref(),
    })
}

pub(super) fn rows(counts: Counts) -> Rows {
    Rows {
        read: counts.read,
        used: counts.used,
        outside: counts.outside,
        replaced: counts.replaced,
        refused: counts.refused,
    }
}
