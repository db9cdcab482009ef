//! Writes files so that a killed run leaves the old file or the new one, never half of one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use tempfile::NamedTempFile;

/// Writes files into a folder: all of them beside their targets first, then each in its place, in order.
///
/// # Errors
///
/// Fails when the folder cannot be made or a file cannot be written; files not yet replaced stay as they were.
pub(super) fn write(folder: &Path, files: &[(String, Vec<u8>)]) -> anyhow::Result<()> {
    make(folder)?;
    let mut ready = Vec::new();
    for (name, bytes) in files {
        let target = folder.join(name);
        if target.is_dir() {
            bail!(
                "writing {}: a folder of that name is in the way",
                target.display()
            );
        }
        // Replacing needs leave of the folder only; a file that somebody locked is left alone.
        if fs::metadata(&target).is_ok_and(|data| data.permissions().readonly()) {
            bail!("writing {}: the file is read-only", target.display());
        }
        let below = target.parent().unwrap_or(folder);
        make(below)?;
        let temporary =
            prepare(below, bytes).with_context(|| format!("writing {}", target.display()))?;
        ready.push((temporary, target));
    }
    for (temporary, target) in ready {
        temporary
            .persist(&target)
            .with_context(|| format!("writing {}", target.display()))?;
    }
    sync(Some(folder));
    Ok(())
}

/// Removes files that a former run wrote, and their folder when nothing is left in it.
///
/// # Errors
///
/// Fails when a file that is there cannot be removed.
pub(super) fn remove(files: &[PathBuf]) -> anyhow::Result<()> {
    for file in files {
        match fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("removing {}", file.display()));
            }
            _ => {}
        }
    }
    for folder in files.iter().filter_map(|file| file.parent()) {
        // A folder with other files stays.
        let _kept = fs::remove_dir(folder);
    }
    Ok(())
}

/// Writes new files into a folder and the folders below it; what exists is never overwritten.
///
/// # Errors
///
/// Fails, and writes nothing, when one of the files exists.
pub(super) fn create(folder: &Path, files: &[(String, Vec<u8>)]) -> anyhow::Result<()> {
    let targets = files.iter().map(|(name, _)| folder.join(name));
    let exist: Vec<String> = targets
        .filter(|target| fs::symlink_metadata(target).is_ok())
        .map(|target| target.display().to_string())
        .collect();
    if !exist.is_empty() {
        bail!(
            "nothing was written, because it would overwrite {}",
            exist.join(", ")
        );
    }
    let mut ready = Vec::new();
    for (name, bytes) in files {
        let target = folder.join(name);
        let below = target.parent().unwrap_or(folder);
        make(below)?;
        let temporary =
            prepare(below, bytes).with_context(|| format!("writing {}", target.display()))?;
        ready.push((temporary, target));
    }
    for (temporary, target) in ready {
        temporary
            .persist_noclobber(&target)
            .with_context(|| format!("writing {}", target.display()))?;
        sync(target.parent());
    }
    Ok(())
}

/// A file to be replaced: its path, the bytes that it must still have, and those that it gets.
pub(super) struct Replaced {
    pub(super) path: PathBuf,
    pub(super) before: Vec<u8>,
    pub(super) after: Vec<u8>,
}

/// Replaces files that people write: each keeps its permissions, and is what it was or what it is to be, never half of
/// it. A link stays one; the file that it leads to is replaced.
///
/// # Errors
///
/// Fails when a file cannot be written or is no longer what it was; files not yet replaced stay as they were.
pub(super) fn replace(files: &[Replaced]) -> anyhow::Result<()> {
    let mut ready = Vec::new();
    for file in files {
        let about = || format!("writing {}", file.path.display());
        let target = fs::canonicalize(&file.path).with_context(about)?;
        let permissions = fs::metadata(&target).with_context(about)?.permissions();
        if permissions.readonly() {
            bail!("writing {}: the file is read-only", file.path.display());
        }
        // Replacing needs leave of the folder only; whether the file itself may be written is asked here.
        drop(
            OpenOptions::new()
                .write(true)
                .open(&target)
                .with_context(about)?,
        );
        let folder = target.parent().with_context(about)?;
        let temporary = prepare(folder, &file.after).with_context(about)?;
        fs::set_permissions(temporary.path(), permissions).with_context(about)?;
        ready.push((file, temporary, target));
    }
    for (file, temporary, target) in ready {
        let about = || format!("writing {}", file.path.display());
        if fs::read(&target).with_context(about)? != file.before {
            bail!(
                "writing {}: the file has changed meanwhile; run the command again",
                file.path.display()
            );
        }
        temporary.persist(&target).with_context(about)?;
        sync(target.parent());
    }
    Ok(())
}

/// Makes a folder and those that it lies in.
fn make(folder: &Path) -> anyhow::Result<()> {
    let about = || format!("making the folder {}", folder.display());
    let in_the_way = folder
        .ancestors()
        .find(|path| path.exists() && !path.is_dir());
    if let Some(path) = in_the_way {
        bail!("{}: {} is a file", about(), path.display());
    }
    fs::create_dir_all(folder).with_context(about)
}

/// Syncs a folder; one that cannot be synced, as on some file systems, holds the files all the same.
fn sync(folder: Option<&Path>) {
    if let Some(folder) = folder.and_then(|folder| File::open(folder).ok()) {
        drop(folder.sync_all());
    }
}

fn prepare(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".va-report-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As any file a person makes: the umask decides what is left of it.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    // What the temporary file is called helps nobody.
    let mut file = builder
        .tempfile_in(folder)
        .map_err(|error| io::Error::from(error.kind()))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}
