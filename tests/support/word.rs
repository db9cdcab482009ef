//! Edits a Word file as a word processor or an attacker would: parts by name, with their bytes.
#![allow(
    dead_code,
    clippy::allow_attributes,
    reason = "every test file uses a part of it"
)]

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The main part.
pub(crate) const MAIN: &str = "word/document.xml";

/// A Word file as parts with their bytes.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Names and bytes of the parts, in the order of the file.
    pub(crate) parts: Vec<(String, Vec<u8>)>,
}

impl Word {
    /// Takes a Word file apart.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = Vec::new();
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            let name = file.name().unwrap().into_owned();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            parts.push((name, bytes));
        }
        Self { parts }
    }

    /// Puts the file together.
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (name, bytes) in &self.parts {
            zip.start_file(name, options).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    /// Returns the text of a part.
    pub(crate) fn text(&self, name: &str) -> String {
        let part = self.parts.iter().find(|(known, _)| known == name);
        let (_, bytes) = part.unwrap_or_else(|| panic!("there is no {name}"));
        String::from_utf8(bytes.clone()).unwrap()
    }

    /// Sets a part, new or known.
    pub(crate) fn set(mut self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let bytes = bytes.as_ref().to_vec();
        match self.parts.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = bytes,
            None => self.parts.push((name.to_owned(), bytes)),
        }
        self
    }

    /// Takes a part away.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.parts.retain(|(known, _)| known != name);
        self
    }

    /// Replaces the first occurrence of a piece of a part; it must be there.
    pub(crate) fn edit(self, name: &str, old: &str, new: &str) -> Self {
        let text = self.text(name);
        assert!(text.contains(old), "{name} has no {old:?}");
        self.set(name, text.replacen(old, new, 1))
    }

    /// Replaces the first occurrence of a piece of the main part.
    pub(crate) fn body(self, old: &str, new: &str) -> Self {
        self.edit(MAIN, old, new)
    }

    /// Leaves out what the build says of itself, as some programs do.
    pub(crate) fn without_properties(self) -> Self {
        let roots = self.text("_rels/.rels");
        let start = roots.find("<Relationship Id=\"rId4\"").unwrap();
        let length = roots[start..].find("/>").unwrap() + 2;
        let roots = format!("{}{}", &roots[..start], &roots[start + length..]);
        self.set("_rels/.rels", roots)
            .without("docProps/custom.xml")
    }
}
