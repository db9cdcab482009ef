//! Header and footer.

use crate::layout::document::{Orientation, Properties};

use super::body::paragraph;
use super::fields;
use super::xml::{NAMESPACES, Xml};

/// Writes the header of pages held that way: what the report is, and its state.
pub(super) fn header(properties: &Properties, held: Orientation) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.inside("w:hdr", NAMESPACES, |xml| {
        let style = match held {
            Orientation::Upright => "Header",
            Orientation::Landscape => "HeaderTurned",
        };
        paragraph(xml, style, |xml| {
            fields::plain(xml, &properties.running_title);
            if let Some(status) = &properties.status {
                xml.inside("w:r", &[], |xml| xml.empty("w:tab", &[]));
                fields::plain(xml, status);
            }
        });
    });
    xml.finish()
}

/// Writes the header of a template: slots for what the report is, and its state.
pub(super) fn slots() -> Vec<u8> {
    let mut xml = Xml::part();
    xml.inside("w:hdr", NAMESPACES, |xml| {
        paragraph(xml, "Header", |xml| {
            fields::plain(xml, "{{va:running-title}}");
            xml.inside("w:r", &[], |xml| xml.empty("w:tab", &[]));
            fields::plain(xml, "{{va:status}}");
        });
    });
    xml.finish()
}

/// Writes the footer: page X of Y.
pub(super) fn footer() -> Vec<u8> {
    let mut xml = Xml::part();
    xml.inside("w:ftr", NAMESPACES, |xml| {
        paragraph(xml, "Footer", |xml| {
            fields::plain(xml, "Page ");
            fields::field(xml, " PAGE ", |xml| fields::plain(xml, "1"));
            fields::plain(xml, " of ");
            fields::field(xml, " NUMPAGES ", |xml| fields::plain(xml, "1"));
        });
    });
    xml.finish()
}
