//! Reads usage files that are too large to be held.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::catalogue::Catalogue;
use crate::diag::{report_unfinished_merge, report_unreadable};
use crate::history::{Hasher, Input};
use crate::usage::engine::{Engine, Streamed};

use super::project::{Files, Prints, rows, settings};

/// A file whose fingerprint is taken while it is read.
struct Hashed {
    file: File,
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

/// Reads a usage file that is too large to be held.
pub(super) fn read<'c>(
    path: &Path,
    file: File,
    catalogue: &'c Catalogue,
    engine: &mut Engine<'c>,
    files: &mut Files,
) -> anyhow::Result<()> {
    let id = files.add(path, String::new());
    let mut input = Hashed {
        file,
        hasher: (files.prints == Prints::All).then(Hasher::default),
        bytes: 0,
    };
    let settings = settings(id, catalogue, files);
    let (sources, sink) = (&mut files.sources, &mut files.sink);
    let read = engine.read_large(sources, id, settings, &mut input, sink)?;
    let counts = match read {
        Streamed::Read(counts) => Some(counts),
        Streamed::Unreadable(fault) => {
            sources.keep_secret(id);
            report_unreadable(id, fault, sink);
            None
        }
        Streamed::Unmerged(conflicts) => {
            sources.keep_secret(id);
            report_unfinished_merge(sources.get(id), id, &conflicts, sink);
            None
        }
    };
    files.inputs.push(Input {
        name: files.name(path),
        sha256: input.hasher.map(Hasher::finish).unwrap_or_default(),
        bytes: input.bytes,
        rows: counts.map(rows),
    });
    Ok(())
}
