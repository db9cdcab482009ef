//! The properties of the file.

use crate::history;
use crate::layout::document::{Block, Document, Properties, Slot};

use super::read::{self, PrintedTable};
use super::slot;
use super::xml::Xml;

/// Writes the core properties.
pub(super) fn core(properties: &Properties, language: &str) -> Vec<u8> {
    let namespaces = [
        (
            "xmlns:cp",
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        ),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let moment = [("xsi:type", "dcterms:W3CDTF")];
    let mut xml = Xml::part();
    xml.inside("cp:coreProperties", &namespaces, |xml| {
        xml.leaf("dc:title", &[], &properties.title);
        xml.leaf("dc:subject", &[], &properties.subject);
        xml.leaf("dc:creator", &[], &properties.creator);
        xml.leaf("cp:lastModifiedBy", &[], &properties.creator);
        xml.leaf("dcterms:created", &moment, &properties.created);
        xml.leaf("dcterms:modified", &moment, &properties.created);
        xml.leaf("dc:language", &[], language);
    });
    xml.finish()
}

/// Writes the properties of the application.
pub(super) fn app() -> Vec<u8> {
    let namespace = [(
        "xmlns",
        "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    )];
    let mut xml = Xml::part();
    xml.inside("Properties", &namespace, |xml| {
        xml.leaf("Application", &[], "va-report");
    });
    xml.finish()
}

/// Name of the property that holds the period.
pub const PERIOD: &str = "va:period";
/// Name of the property that holds the fingerprint of all tables.
pub const TABLES: &str = "va:tables";
/// Name of the property that lists the chapters, where a template has no place for some.
pub const CHAPTERS: &str = "va:chapters";
/// What the names of the properties of texts begin with.
pub const TEXT: &str = "va:text:";

/// What a build says of a text: fingerprints of what was written, when it was no stub, and of what was printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    /// Fingerprint of the text as it was written.
    pub source: Option<String>,
    /// Fingerprint of what was printed.
    pub printed: String,
}

impl Built {
    /// Returns what a build says of a text.
    pub fn of(place: &Slot) -> Self {
        Self {
            source: place.source.clone(),
            printed: slot::fingerprint(&slot::printed(place)),
        }
    }

    /// Reads the value of a property.
    pub fn parse(value: &str) -> Option<Self> {
        let (source, printed) = value.split_once('/')?;
        Some(Self {
            source: Some(source.to_owned()).filter(|source| source != "stub"),
            printed: printed.to_owned(),
        })
    }

    fn value(&self) -> String {
        format!(
            "{}/{}",
            self.source.as_deref().unwrap_or("stub"),
            self.printed
        )
    }
}

/// Returns the fingerprint of tables.
pub fn fingerprint(tables: &[PrintedTable]) -> String {
    let tables = tables.iter().map(|table| {
        let rows = table.rows.iter().map(|row| row.join("\u{1f}"));
        format!(
            "{}\u{1d}{}",
            table.caption,
            rows.collect::<Vec<_>>().join("\u{1e}")
        )
    });
    history::fingerprint(&tables.collect::<Vec<_>>().join("\u{1c}"))
}

/// Writes what the build says of itself, so that the texts can be brought back from an edited file.
pub(super) fn custom(document: &Document) -> Vec<u8> {
    let tables = fingerprint(&read::of_document(document));
    let mut all = vec![
        (PERIOD.to_owned(), document.properties.period.clone()),
        (TABLES.to_owned(), tables),
    ];
    let slots = document.blocks().filter_map(|block| match block {
        Block::Slot(place) => Some(place),
        _ => None,
    });
    all.extend(slots.map(|place| (format!("{TEXT}{}", place.id), Built::of(place).value())));
    let namespaces = [
        (
            "xmlns",
            "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
        ),
        (
            "xmlns:vt",
            "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
        ),
    ];
    let mut xml = Xml::part();
    xml.inside("Properties", &namespaces, |xml| {
        for (at, (name, value)) in all.iter().enumerate() {
            // The numbers 0 and 1 are taken.
            let number = (at + 2).to_string();
            let attributes = [
                ("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"),
                ("pid", &*number),
                ("name", name),
            ];
            xml.inside("property", &attributes, |xml| {
                xml.leaf("vt:lpwstr", &[], value);
            });
        }
    });
    xml.finish()
}
