//! A Word file taken apart: entries of the archive, parts, relationships.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use zip::{CompressionMethod, DateTime, ZipArchive};

use crate::xml::{Element, parse};

/// The main part.
pub(crate) const MAIN: &str = "word/document.xml";

/// An entry of the archive.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Its name.
    pub(crate) name: String,
    /// How it is packed.
    pub(crate) method: CompressionMethod,
    /// Its time.
    pub(crate) time: Option<DateTime>,
    /// Where it begins in the file.
    pub(crate) start: u64,
}

/// A relationship of a part.
#[derive(Debug)]
pub(crate) struct Relationship {
    /// Its id.
    pub(crate) id: String,
    /// The last word of its type, such as `hyperlink`.
    pub(crate) kind: String,
    /// The part or the address that it leads to.
    pub(crate) target: String,
    /// Whether it leads out of the package.
    pub(crate) external: bool,
}

/// A Word file.
#[derive(Debug)]
pub(crate) struct Package {
    /// The entries in the order of the directory.
    pub(crate) entries: Vec<Entry>,
    /// How many entries the directory says that it has, entries of the same name counted each.
    pub(crate) counted: usize,
    /// The text of each part.
    pub(crate) texts: BTreeMap<String, String>,
    /// The root of each part.
    pub(crate) parts: BTreeMap<String, Element>,
    /// The pictures.
    pub(crate) pictures: BTreeMap<String, Vec<u8>>,
}

impl Package {
    /// Takes a Word file apart; refuses one with a part that is not well-formed.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, String> {
        let mut archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("no archive: {error}"))?;
        let mut package = Self {
            entries: Vec::new(),
            counted: counted(bytes).ok_or("no end of the directory")?,
            texts: BTreeMap::new(),
            parts: BTreeMap::new(),
            pictures: BTreeMap::new(),
        };
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).map_err(|error| error.to_string())?;
            let name = file.name().map_err(|error| error.to_string())?.into_owned();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)
                .map_err(|error| format!("{name}: {error}"))?;
            package.entries.push(Entry {
                name: name.clone(),
                method: file.compression(),
                time: file.last_modified(),
                start: file.header_start(),
            });
            if name.rsplit('.').next() == Some("png") {
                package.pictures.insert(name, bytes);
                continue;
            }
            let text = String::from_utf8(bytes).map_err(|error| format!("{name}: {error}"))?;
            let root = parse(&text).map_err(|fault| format!("{name}: {fault}"))?;
            package.texts.insert(name.clone(), text);
            package.parts.insert(name, root);
        }
        Ok(package)
    }

    /// Returns the root of a part.
    pub(crate) fn part(&self, name: &str) -> &Element {
        self.parts
            .get(name)
            .unwrap_or_else(|| panic!("there is no {name}"))
    }

    /// Returns the body of the main part.
    pub(crate) fn body(&self) -> &Element {
        self.part(MAIN).child("w:body").expect("a body")
    }

    /// Returns the parts that hold text, by name: the body, header, footer, notes and comments.
    pub(crate) fn stories(&self) -> impl Iterator<Item = (&str, &Element)> {
        let is_story = |root: &Element| {
            matches!(
                root.name.as_str(),
                "w:document" | "w:hdr" | "w:ftr" | "w:footnotes" | "w:comments"
            )
        };
        self.parts
            .iter()
            .filter(move |(_, root)| is_story(root))
            .map(|(name, root)| (name.as_str(), root))
    }

    /// Returns the names of the parts that are neither types nor relationships.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let content = |name: &&str| *name != "[Content_Types].xml" && !name.contains("_rels/");
        let all = self.parts.keys().chain(self.pictures.keys());
        all.map(String::as_str).filter(content)
    }

    /// Returns the relationships of a part, `""` standing for the package; targets inside are names of parts.
    pub(crate) fn relationships(&self, part: &str) -> Vec<Relationship> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let Some(root) = self.parts.get(&format!("{folder}{slash}_rels/{file}.rels")) else {
            return Vec::new();
        };
        let one = |element: &Element| {
            let get = |name| element.attribute(name).unwrap_or_default().to_owned();
            let external = get("TargetMode") == "External";
            let target = if external {
                get("Target")
            } else {
                format!("{folder}{slash}{}", get("Target"))
            };
            Relationship {
                id: get("Id"),
                kind: get("Type")
                    .rsplit('/')
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
                target,
                external,
            }
        };
        root.children().map(one).collect()
    }
}

/// Returns the number of entries from the end of the directory, which stands in the last 22 bytes.
fn counted(bytes: &[u8]) -> Option<usize> {
    let end = bytes.get(bytes.len().checked_sub(22)?..)?;
    let number: [u8; 2] = end.get(10..12)?.try_into().ok()?;
    end.starts_with(b"PK\x05\x06")
        .then(|| usize::from(u16::from_le_bytes(number)))
}
