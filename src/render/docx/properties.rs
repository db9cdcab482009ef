//! The properties of the file.

use crate::layout::document::Properties;

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
