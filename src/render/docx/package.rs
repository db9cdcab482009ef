//! The package: parts, their types, and how they relate; the same parts give the same bytes.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::sync::LazyLock;

use anyhow::Context as _;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::inline::link_id;
use super::xml::Xml;

/// Where the types of relationships are named.
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// How every part is packed: the same bytes at any time.
pub(super) static OPTIONS: LazyLock<SimpleFileOptions> = LazyLock::new(|| {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
});

/// The parts of a Word file.
#[derive(Debug, Default)]
pub(super) struct Package {
    parts: Vec<(String, Vec<u8>)>,
    types: Vec<(String, String)>,
    related: Vec<[String; 3]>,
}

impl Package {
    /// Adds the main part.
    pub(super) fn main(&mut self, name: &str, bytes: Vec<u8>) {
        self.add(
            name,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            bytes,
        );
    }

    /// Adds a part that the main part refers to.
    pub(super) fn link_to(&mut self, kind: &str, name: &str, bytes: Vec<u8>) {
        self.link_as(&format!("rId{kind}"), kind, name, bytes);
    }

    /// Adds a part that the main part refers to by this id.
    pub(super) fn link_as(&mut self, id: &str, kind: &str, name: &str, bytes: Vec<u8>) {
        let content =
            format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml");
        self.add(&format!("word/{name}"), &content, bytes);
        self.related
            .push([id.to_owned(), format!("{OFFICE}/{kind}"), name.to_owned()]);
    }

    /// Adds a part of some type that the main part refers to by this id.
    pub(super) fn relate(
        &mut self,
        id: &str,
        kind: &str,
        target: &str,
        (content, bytes): (&str, Vec<u8>),
    ) {
        self.add(&format!("word/{target}"), content, bytes);
        let kind = format!("{OFFICE}/{kind}");
        self.related.push([id.to_owned(), kind, target.to_owned()]);
    }

    /// Adds a part that another part than the main one refers to as its first, with that part's relationships.
    pub(super) fn related_part(
        &mut self,
        relationships: &str,
        (kind, target): (&str, &str),
        (content, bytes): (&str, Vec<u8>),
    ) {
        let part = self::relationships(|xml| {
            let kind = format!("{OFFICE}/{kind}");
            let attributes = [("Id", "rId1"), ("Type", &*kind), ("Target", target)];
            xml.empty("Relationship", &attributes);
        });
        self.parts.push((relationships.to_owned(), part));
        self.add(&target.replace("..", "word"), content, bytes);
    }

    /// Adds the theme: colours and fonts that a word processor offers beside those of the styles.
    pub(super) fn theme(&mut self, bytes: Vec<u8>) {
        let content = "application/vnd.openxmlformats-officedocument.theme+xml";
        self.add("word/theme/theme1.xml", content, bytes);
        self.related.push([
            "rIdtheme".to_owned(),
            format!("{OFFICE}/theme"),
            "theme/theme1.xml".to_owned(),
        ]);
    }

    /// Adds the properties of the file.
    pub(super) fn properties(&mut self, core: Vec<u8>, app: Vec<u8>, custom: Vec<u8>) {
        self.add(
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
            core,
        );
        self.add(
            "docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
            app,
        );
        self.add(
            "docProps/custom.xml",
            "application/vnd.openxmlformats-officedocument.custom-properties+xml",
            custom,
        );
        let roots = [
            (
                "rId1",
                format!("{OFFICE}/officeDocument"),
                "word/document.xml",
            ),
            (
                "rId2",
                format!("{PACKAGE}/relationships/metadata/core-properties"),
                "docProps/core.xml",
            ),
            (
                "rId3",
                format!("{OFFICE}/extended-properties"),
                "docProps/app.xml",
            ),
            (
                "rId4",
                format!("{OFFICE}/custom-properties"),
                "docProps/custom.xml",
            ),
        ];
        let part = relationships(|xml| {
            for (id, kind, target) in &roots {
                xml.empty(
                    "Relationship",
                    &[("Id", id), ("Type", kind), ("Target", target)],
                );
            }
        });
        self.parts.push(("_rels/.rels".to_owned(), part));
    }

    /// Adds the relationships of a package without properties.
    pub(super) fn plain_properties(&mut self) {
        let part = relationships(|xml| {
            let kind = format!("{OFFICE}/officeDocument");
            let attributes = [
                ("Id", "rId1"),
                ("Type", &*kind),
                ("Target", "word/document.xml"),
            ];
            xml.empty("Relationship", &attributes);
        });
        self.parts.push(("_rels/.rels".to_owned(), part));
    }

    /// Adds the relationships of a part: for the main part also those to its companions.
    pub(super) fn links(&mut self, name: &str, links: &[String]) {
        let main = name == "word/_rels/document.xml.rels";
        if links.is_empty() && !main {
            return;
        }
        let part = relationships(|xml| {
            for [id, kind, target] in self.related.iter().filter(|_| main) {
                xml.empty(
                    "Relationship",
                    &[("Id", id), ("Type", kind), ("Target", target)],
                );
            }
            for (at, url) in links.iter().enumerate() {
                let kind = format!("{OFFICE}/hyperlink");
                let attributes = [
                    ("Id", &*link_id(at)),
                    ("Type", &kind),
                    ("Target", url),
                    ("TargetMode", "External"),
                ];
                xml.empty("Relationship", &attributes);
            }
        });
        self.parts.push((name.to_owned(), part));
    }

    fn add(&mut self, name: &str, content: &str, bytes: Vec<u8>) {
        self.types.push((format!("/{name}"), content.to_owned()));
        self.parts.push((name.to_owned(), bytes));
    }

    /// Returns the bytes of the file.
    pub(super) fn finish(mut self) -> anyhow::Result<Vec<u8>> {
        self.parts
            .push(("[Content_Types].xml".to_owned(), self.content_types()));
        let parts = self.parts.into_iter();
        zipped(parts.map(|(name, bytes)| (name, Content::Written(bytes))))
    }

    /// Returns the parts by name, and the types of them by `/` and name.
    pub(super) fn apart(self) -> (Parts, Types) {
        (
            self.parts.into_iter().collect(),
            self.types.into_iter().collect(),
        )
    }

    fn content_types(&self) -> Vec<u8> {
        let namespace = format!("{PACKAGE}/content-types");
        let mut types = self.types.clone();
        types.sort();
        let mut xml = Xml::part();
        xml.inside("Types", &[("xmlns", &namespace)], |xml| {
            let relationships = "application/vnd.openxmlformats-package.relationships+xml";
            xml.empty(
                "Default",
                &[("Extension", "rels"), ("ContentType", relationships)],
            );
            for (name, content) in &types {
                xml.empty("Override", &[("PartName", name), ("ContentType", content)]);
            }
        });
        xml.finish()
    }
}

/// Parts by name.
pub(super) type Parts = BTreeMap<String, Vec<u8>>;
/// Types of parts by `/` and name.
pub(super) type Types = BTreeMap<String, String>;

/// What a part of the file holds.
pub(super) enum Content<'z> {
    /// What was written.
    Written(Vec<u8>),
    /// What an archive has under the same name, as it is packed there.
    Kept(&'z [u8]),
}

/// Returns the bytes of a file: the types first, then the relationships of the package, then all parts by name.
pub(super) fn zipped<'z>(
    parts: impl Iterator<Item = (String, Content<'z>)>,
) -> anyhow::Result<Vec<u8>> {
    let rank = |name: &str| match name {
        "[Content_Types].xml" => 0,
        "_rels/.rels" => 1,
        _ => 2,
    };
    let mut parts: Vec<(String, Content<'z>)> = parts.collect();
    parts.sort_by(|(one, _), (other, _)| (rank(one), one).cmp(&(rank(other), other)));
    let stored = OPTIONS
        .compression_method(CompressionMethod::Stored)
        .compression_level(None);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut kept = None;
    for (name, content) in &parts {
        let about = || format!("packing {}", crate::diag::safe(name));
        match content {
            Content::Written(bytes) => {
                // What is packed already would only cost time.
                let packed = matches!(name.rsplit('.').next(), Some("png" | "xlsx"));
                zip.start_file(name, if packed { stored } else { *OPTIONS })
                    .with_context(about)?;
                zip.write_all(bytes).with_context(about)?;
            }
            Content::Kept(archive) => {
                if kept.is_none() {
                    kept = Some(ZipArchive::new(Cursor::new(*archive)).with_context(about)?);
                }
                let Some(archive) = kept.as_mut() else {
                    continue;
                };
                let at = archive.index_for_name(name).with_context(about)?;
                let file = archive.by_index_raw(at).with_context(about)?;
                zip.raw_copy_file_touch(file, DateTime::default(), None)
                    .with_context(about)?;
            }
        }
    }
    Ok(zip.finish().context("packing the Word file")?.into_inner())
}

fn relationships(content: impl FnOnce(&mut Xml)) -> Vec<u8> {
    let namespace = format!("{PACKAGE}/relationships");
    let mut xml = Xml::part();
    xml.inside("Relationships", &[("xmlns", &namespace)], content);
    xml.finish()
}
