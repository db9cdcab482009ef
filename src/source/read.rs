//! Reading from the file system: the only place below `cli` that does.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::packed::{Packing, Unpacked};

/// Largest file, or text of a packed file, that is read whole; a longer one is refused instead of filling the memory.
pub const LARGEST: u64 = 1 << 30;

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
    let (file, length) = regular(path)?;
    if length > LARGEST {
        bail!("reading {}: larger than 1 GiB", path.display());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    let read = watch(file).read_to_end(&mut bytes);
    read.with_context(|| format!("reading {}", path.display()))?;
    Ok(bytes)
}

/// Returns a stream of a regular file, of what was packed when its name ends with .gz or .zst. The bytes of the file as
/// it lies there go through `watch`, which may count or hash them.
///
/// # Errors
///
/// Fails when the file cannot be opened or is no regular file.
pub fn open<R: Read>(path: &Path, watch: impl FnOnce(File) -> R) -> anyhow::Result<Unpacked<R>> {
    let (file, length) = regular(path)?;
    let name = path.to_string_lossy();
    let (packing, _) = Packing::of(&name);
    Unpacked::new(watch(file), packing, length)
        .with_context(|| format!("reading {}", path.display()))
}

/// Opens a regular file and returns its length too.
fn regular(path: &Path) -> anyhow::Result<(File, u64)> {
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
