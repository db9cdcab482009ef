//! Reading from the file system: the only place below `cli` that does.

use std::fs;
use std::io::{self, Read as _, Seek as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

/// Largest file that is read whole; a longer one is refused instead of filling the memory.
const LARGEST: u64 = 1 << 30;

/// Largest table that is held; a larger one is read in blocks.
const HELD: u64 = 8 << 20;

/// A table that was opened.
#[derive(Debug)]
pub enum Opened {
    /// Its bytes.
    Whole(Vec<u8>),
    /// A file that is too large to be held.
    Large(fs::File),
}

/// Opens a table: a small one is read at once. One in UTF-16 is read at once too, because it cannot be read in blocks.
///
/// # Errors
///
/// Fails when the file cannot be opened, or is no regular file; when it is UTF-16 and larger than 1 GiB.
pub fn open(path: &Path) -> anyhow::Result<Opened> {
    let about = || format!("reading {}", path.display());
    let is_large = fs::metadata(path).is_ok_and(|data| data.is_file() && data.len() > HELD);
    if !is_large {
        return read(path).map(Opened::Whole);
    }
    let mut begin = [0; 2];
    let mut file = fs::File::open(path).with_context(about)?;
    file.read_exact(&mut begin).with_context(about)?;
    if matches!(begin, [0xFF, 0xFE] | [0xFE, 0xFF]) {
        return read(path).map(Opened::Whole);
    }
    file.rewind().with_context(about)?;
    Ok(Opened::Large(file))
}

/// Returns the bytes of a regular file.
///
/// # Errors
///
/// Fails when the file cannot be opened, is no regular file or is larger than 1 GiB.
pub fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let about = || format!("reading {}", path.display());
    let data = match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && path.is_symlink() => {
            bail!(
                "reading {}: it is a link that leads nowhere",
                path.display()
            )
        }
        data => data.with_context(about)?,
    };
    if !data.is_file() {
        bail!("reading {}: not a regular file", path.display());
    }
    if data.len() > LARGEST {
        bail!("reading {}: larger than 1 GiB", path.display());
    }
    fs::read(path).with_context(about)
}

/// Returns all regular files below a folder, sorted by path.
///
/// A folder that does not exist has none. Hidden files and folders are passed over.
///
/// # Errors
///
/// Fails when a folder cannot be listed.
pub fn list(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    collect(folder, &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error).with_context(|| format!("listing {}", folder.display())),
    };
    for entry in entries {
        let entry = entry.with_context(|| format!("listing {}", folder.display()))?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let kind = entry
            .file_type()
            .with_context(|| format!("looking at {}", path.display()))?;
        if kind.is_dir() {
            collect(&path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}
