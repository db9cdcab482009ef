//! Reading from the file system: the only place below `cli` that does.

use std::fs::{self, File};
use std::io::{self, Read, Seek as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

/// Largest file, or text of a packed file, that is read whole; a longer one is refused instead of filling the memory.
pub const LARGEST: u64 = 1 << 30;

/// Largest table that is held; a larger one is read in blocks.
const HELD: u64 = 8 << 20;

/// A table that was opened.
#[derive(Debug)]
pub enum Opened<R> {
    /// Its bytes.
    Whole(Vec<u8>),
    /// A stream of a file that is too large to be held, and the length of the file.
    Large(R, u64),
}

/// Opens a table; the bytes of the file go through `watch`, which may count them. A small one is read at once, and so is
/// one in UTF-16, because it cannot be read in blocks.
///
/// # Errors
///
/// Fails when the file cannot be opened, or is no regular file; when it is UTF-16 and larger than 1 GiB.
pub fn open<R: Read>(path: &Path, watch: impl FnOnce(File) -> R) -> anyhow::Result<Opened<R>> {
    let about = || format!("reading {}", path.display());
    let (mut file, length) = open_raw(path)?;
    if length <= HELD {
        return whole(path, watch(file), length).map(Opened::Whole);
    }
    let mut begin = [0; 2];
    file.read_exact(&mut begin).with_context(about)?;
    file.rewind().with_context(about)?;
    if is_utf16(&begin) {
        return whole(path, watch(file), length).map(Opened::Whole);
    }
    Ok(Opened::Large(watch(file), length))
}

/// Returns whether bytes begin as UTF-16 does.
pub fn is_utf16(begin: &[u8]) -> bool {
    matches!(begin, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..])
}

/// Returns the bytes of a regular file.
///
/// # Errors
///
/// Fails when the file cannot be opened, is no regular file or is larger than 1 GiB.
pub fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    read_through(path, |file| file)
}

/// Returns the bytes of a regular file, read through `watch`, which may count them.
///
/// # Errors
///
/// Fails when the file cannot be opened, is no regular file or is larger than 1 GiB.
pub fn read_through<R: Read>(
    path: &Path,
    watch: impl FnOnce(File) -> R,
) -> anyhow::Result<Vec<u8>> {
    let (file, length) = open_raw(path)?;
    whole(path, watch(file), length)
}

fn whole(path: &Path, mut file: impl Read, length: u64) -> anyhow::Result<Vec<u8>> {
    if length > LARGEST {
        bail!("reading {}: larger than 1 GiB", path.display());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    let read = file.read_to_end(&mut bytes);
    read.with_context(|| format!("reading {}", path.display()))?;
    Ok(bytes)
}

/// Opens a regular file and returns its length too.
///
/// # Errors
///
/// Fails when the file cannot be opened or is no regular file.
pub fn open_raw(path: &Path) -> anyhow::Result<(File, u64)> {
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
    // Asked before it is opened: opening a pipe waits for someone to write.
    if !data.is_file() {
        bail!("reading {}: not a regular file", path.display());
    }
    let file = File::open(path).with_context(about)?;
    Ok((file, data.len()))
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
