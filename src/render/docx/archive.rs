//! The package of a Word file that comes from elsewhere: nothing it says of itself is believed.
//!
//! Parts are inflated only when they are asked for, and never beyond the limits here, whatever the directory of the
//! archive says of their size. Nothing is written to disk.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use anyhow::{Context as _, bail};
use zip::ZipArchive;

use super::tree::{Element, parse};

/// Most bytes of a file.
const LARGEST_FILE: usize = 64 << 20;
/// Most bytes of a part when it is inflated.
const LARGEST_PART: u64 = 32 << 20;
/// Most bytes of all parts that are inflated.
const LARGEST_SUM: u64 = 64 << 20;
/// Most parts.
const MOST_PARTS: usize = 1_000;
/// Most entries that any directory in the file may list, those of packages inside the package included.
const MOST_ENTRIES: usize = 10_000;

/// A relationship of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relationship {
    /// The last word of its type, such as `hyperlink`.
    pub(super) kind: String,
    /// The part or the address that it leads to.
    pub(super) target: String,
    /// Whether it leads out of the package.
    pub(super) external: bool,
}

/// A package with what was inflated so far.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    names: Vec<String>,
    inflated: u64,
}

impl<'b> Archive<'b> {
    /// Opens a package.
    pub(super) fn open(bytes: &'b [u8]) -> anyhow::Result<Self> {
        if bytes.len() > LARGEST_FILE {
            bail!("it has more than {} MiB", LARGEST_FILE >> 20);
        }
        if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
            bail!(
                "it is protected with a password, or an old .doc; save it as .docx without a password"
            );
        }
        if !bytes.starts_with(b"PK\x03\x04") {
            bail!("it is no Word file; save it as .docx");
        }
        let entries = bytes.windows(4).filter(|window| *window == b"PK\x01\x02");
        if entries.count() > MOST_ENTRIES {
            bail!("it has too many parts");
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).context("it is damaged")?;
        if archive.len() > MOST_PARTS {
            bail!("it has more than {MOST_PARTS} parts");
        }
        if archive.has_duplicate_names() {
            bail!("two of its parts have the same name");
        }
        let mut names = Vec::new();
        for name in archive.file_names() {
            let name = name.context("the name of a part cannot be read")?;
            check_name(&name)?;
            names.push(name.into_owned());
        }
        let archive = Self {
            zip: archive,
            names,
            inflated: 0,
        };
        archive.refuse_others()?;
        Ok(archive)
    }

    /// Refuses packages that are no plain Word file.
    fn refuse_others(&self) -> anyhow::Result<()> {
        let has = |name: &str| self.names.iter().any(|known| known == name);
        if has("content.xml") && has("mimetype") {
            bail!("it is an OpenDocument file; save it as .docx");
        }
        if self
            .names
            .iter()
            .any(|name| name.ends_with("vbaProject.bin"))
        {
            bail!("it holds macros; save it as .docx");
        }
        Ok(())
    }

    /// Returns the names of the parts, in the order of the file.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Returns a part as a tree of elements; `None` when there is no such part.
    pub(super) fn part(&mut self, name: &str) -> anyhow::Result<Option<Element>> {
        let Some(text) = self.text(name)? else {
            return Ok(None);
        };
        let about = || format!("its part {} cannot be read", crate::diag::safe(name));
        parse(&text).map(Some).with_context(about)
    }

    /// Returns the text of a part; `None` when there is no such part.
    pub(super) fn text(&mut self, name: &str) -> anyhow::Result<Option<String>> {
        let Some(bytes) = self.bytes(name)? else {
            return Ok(None);
        };
        let about = || format!("its part {} cannot be read", crate::diag::safe(name));
        String::from_utf8(bytes).map(Some).with_context(about)
    }

    /// Returns the bytes of a part; `None` when there is no such part.
    pub(super) fn bytes(&mut self, name: &str) -> anyhow::Result<Option<Vec<u8>>> {
        let Some(at) = self.zip.index_for_name(name) else {
            return Ok(None);
        };
        let about = || format!("its part {} cannot be read", crate::diag::safe(name));
        let file = self.zip.by_index(at).with_context(about)?;
        if file.encrypted() {
            bail!("its part {} is encrypted", crate::diag::safe(name));
        }
        let left = LARGEST_PART.min(LARGEST_SUM.saturating_sub(self.inflated));
        let mut bytes = Vec::new();
        file.take(left + 1)
            .read_to_end(&mut bytes)
            .with_context(about)?;
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if length > left {
            bail!(
                "its part {} is too large: more than {} MiB, or {} MiB with the others",
                crate::diag::safe(name),
                LARGEST_PART >> 20,
                LARGEST_SUM >> 20
            );
        }
        self.inflated += length;
        Ok(Some(bytes))
    }

    /// Returns a part that another one needs.
    pub(super) fn needed(&mut self, name: &str) -> anyhow::Result<Element> {
        let part = self.part(name)?;
        part.with_context(|| format!("its part {} is missing", crate::diag::safe(name)))
    }

    /// Returns the relationships of a part by id, `""` standing for the package.
    pub(super) fn relationships(
        &mut self,
        part: &str,
    ) -> anyhow::Result<BTreeMap<String, Relationship>> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let Some(root) = self.part(&format!("{folder}{slash}_rels/{file}.rels"))? else {
            return Ok(BTreeMap::new());
        };
        let mut all = BTreeMap::new();
        for element in root.children() {
            let get = |name| element.attribute(name).unwrap_or_default();
            let external = get("TargetMode") == "External";
            let target = if external {
                get("Target").to_owned()
            } else {
                resolve(folder, get("Target"))?
            };
            let kind = get("Type")
                .rsplit('/')
                .next()
                .unwrap_or_default()
                .to_owned();
            let relationship = Relationship {
                kind,
                target,
                external,
            };
            all.insert(get("Id").to_owned(), relationship);
        }
        Ok(all)
    }
}

/// Refuses the name of a part that would lead out of a folder.
fn check_name(name: &str) -> anyhow::Result<()> {
    let bad = name.starts_with('/')
        || name.contains(['\\', ':', '\0'])
        || name.split('/').any(|part| part == "..");
    if bad {
        bail!(
            "the name of its part `{}` leads out of the package",
            crate::diag::safe(name)
        );
    }
    Ok(())
}

/// Returns the name of the part that a relationship of a part in `folder` leads to.
fn resolve(folder: &str, target: &str) -> anyhow::Result<String> {
    let (from, target) = match target.strip_prefix('/') {
        Some(rest) => ("", rest),
        None => (folder, target),
    };
    let mut parts: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." if parts.pop().is_none() => {
                bail!("a link between its parts leads out of the package");
            }
            "" | "." | ".." => {}
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}
