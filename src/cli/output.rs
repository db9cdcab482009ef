//! Writes files so that a killed run leaves the old file or the new one, never half of one.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use tempfile::NamedTempFile;

/// Writes files into a folder: all of them beside their targets first, then each in its place, in order.
///
/// # Errors
///
/// Fails when the folder cannot be made or a file cannot be written; files not yet replaced stay as they were.
pub(super) fn write(folder: &Path, files: &[(String, Vec<u8>)]) -> anyhow::Result<()> {
    fs::create_dir_all(folder)
        .with_context(|| format!("making the folder {}", folder.display()))?;
    let mut ready = Vec::new();
    for (name, bytes) in files {
        let target = folder.join(name);
        if target.is_dir() {
            bail!(
                "writing {}: a folder of that name is in the way",
                target.display()
            );
        }
        let temporary =
            prepare(folder, bytes).with_context(|| format!("writing {}", target.display()))?;
        ready.push((temporary, target));
    }
    for (temporary, target) in ready {
        temporary
            .persist(&target)
            .with_context(|| format!("writing {}", target.display()))?;
    }
    // A folder that cannot be synced, as on some file systems, holds the files all the same.
    if let Ok(folder) = File::open(folder) {
        drop(folder.sync_all());
    }
    Ok(())
}

fn prepare(folder: &Path, bytes: &[u8]) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".va-report-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As any file a person makes: the umask decides what is left of it.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}
