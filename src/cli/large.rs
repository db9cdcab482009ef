//! Reads usage files that are too large to be held, or packed.

use std::io::{self, Read};
use std::path::Path;

use anyhow::Context as _;

use crate::catalogue::Catalogue;
use crate::diag::{report_broken_packing, report_unfinished_merge, report_unreadable};
use crate::history::{Hasher, Input, Rows};
use crate::source::{self, KeptLine, Packing, PackingFault, SourceId, Unpacked};
use crate::usage::Refused;
use crate::usage::engine::{Counts, Engine, Streamed};

use super::progress::Counted;
use super::project::{Blank, Files, Prints};
use super::usage::{read_held, rows, settings};

/// A file whose fingerprint is taken while it is read.
struct Hashed {
    file: Counted,
    hasher: Option<Hasher>,
    bytes: usize,
}

impl Read for Hashed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        if let Some(hasher) = &mut self.hasher {
            hasher.take(buffer.get(..count).unwrap_or_default());
        }
        self.bytes += count;
        Ok(count)
    }
}

/// What a file came to.
enum Reading {
    /// It was read in blocks.
    Streamed(SourceId, Streamed),
    /// It had to be held.
    Held(Vec<u8>),
    /// It cannot be unpacked to its end.
    Broken(SourceId, PackingFault),
}

/// Reads a usage file that is too large to be held, or packed.
pub(super) fn read<'c>(
    path: &Path,
    (file, length, packing): (Counted, u64, Packing),
    catalogue: &'c Catalogue,
    engine: &mut Engine<'c>,
    files: &mut Files,
) -> anyhow::Result<()> {
    let mut raw = Hashed {
        file,
        hasher: (files.prints == Prints::All).then(Hasher::default),
        bytes: 0,
    };
    let stream = Unpacked::new(&mut raw, packing, length)?;
    let read = stream_in(path, stream, catalogue, engine, files)?;
    // The fingerprint is that of the whole file, also where the rest of it is of no use.
    io::copy(&mut raw, &mut io::sink())?;
    let counts = match read {
        Reading::Held(bytes) => {
            let content = files.take(path, &bytes, Blank::Fault);
            read_held(content, catalogue, engine, files);
            let rows = files.inputs.pop().and_then(|input| input.rows);
            note(path, raw, rows, files);
            return Ok(());
        }
        Reading::Streamed(id, streamed) => told(id, streamed, files),
        Reading::Broken(id, fault) => {
            engine.refuse(Refused::default());
            report_broken(path, id, packing, fault, files)?;
            None
        }
    };
    note(path, raw, counts.map(rows), files);
    Ok(())
}

/// Has the engine read a stream in blocks. What is in UTF-16 is held: it cannot be read in blocks.
fn stream_in<'c>(
    path: &Path,
    mut stream: Unpacked<&mut Hashed>,
    catalogue: &'c Catalogue,
    engine: &mut Engine<'c>,
    files: &mut Files,
) -> anyhow::Result<Reading> {
    let mut begin = Vec::new();
    let mut read = stream.by_ref().take(2).read_to_end(&mut begin);
    if read.is_ok() && source::is_utf16(&begin) {
        let mut held = stream.at_most(source::LARGEST);
        read = held.read_to_end(&mut begin);
        if read.is_ok() {
            return Ok(Reading::Held(begin));
        }
        return broken(files.add(path, String::new()), read);
    }
    let id = files.add(path, String::new());
    if read.is_err() {
        return broken(id, read);
    }
    let settings = settings(id, catalogue, files);
    let input = io::Cursor::new(begin).chain(stream);
    match engine.read_large(&mut files.sources, id, settings, input, &mut files.sink) {
        Ok(streamed) => Ok(Reading::Streamed(id, streamed)),
        Err(error) => broken(id, Err(error)),
    }
}

/// Returns that a packed file is broken, when that is why reading failed.
fn broken(id: SourceId, read: io::Result<usize>) -> anyhow::Result<Reading> {
    let error = read.err().context("reading ended early")?;
    match PackingFault::of(&error) {
        Some(fault) => Ok(Reading::Broken(id, fault)),
        None => Err(error.into()),
    }
}

/// Tells of a file that was read and cannot be used; returns what became of its rows otherwise.
fn told(id: SourceId, streamed: Streamed, files: &mut Files) -> Option<Counts> {
    let (sources, sink) = (&mut files.sources, &mut files.sink);
    match streamed {
        Streamed::Read(counts) => return Some(counts),
        Streamed::Unreadable(fault) => {
            sources.keep_secret(id);
            report_unreadable(id, fault, sink);
        }
        Streamed::Unmerged(conflicts) => {
            sources.keep_secret(id);
            report_unfinished_merge(sources.get(id), id, &conflicts, sink);
        }
    }
    None
}

/// Reports that a packed file cannot be unpacked to its end, at the first line that is not whole. It is unpacked once more,
/// because threads that read it cannot tell how far it goes.
fn report_broken(
    path: &Path,
    id: SourceId,
    packing: Packing,
    fault: PackingFault,
    files: &mut Files,
) -> anyhow::Result<()> {
    let (file, length) = source::open_raw(path)?;
    let (whole, end) = source::extent(Unpacked::new(file, packing, length)?);
    let again = end.err().and_then(|error| PackingFault::of(&error));
    let line = KeptLine {
        start: whole.bytes,
        number: whole.lines + 1,
        text: Box::default(),
    };
    files.sources.keep_lines(id, String::new(), vec![line]);
    files.sources.keep_secret(id);
    let (file, fault) = (files.sources.get(id), again.unwrap_or(fault));
    report_broken_packing(file, id, whole.bytes, fault, &mut files.sink);
    Ok(())
}

/// Notes a file as an input.
fn note(path: &Path, raw: Hashed, rows: Option<Rows>, files: &mut Files) {
    files.inputs.push(Input {
        name: files.name(path),
        sha256: raw.hasher.map(Hasher::finish).unwrap_or_default(),
        bytes: raw.bytes,
        rows,
    });
}
