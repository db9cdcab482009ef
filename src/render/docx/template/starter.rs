//! The built-in file as a template to start from.

use super::super::ids::control;
use super::super::package::Package;
use super::super::xml::{NAMESPACES, Xml};
use super::super::{FONTS, SETTINGS, STYLES, THEME, fields, inline, list, margins, page};
use super::plan::REPORT;
use super::slots::PREFIX;
use crate::layout::document::Orientation;

/// The slots, in the order in which a report is read.
const SLOTS: [&str; 2] = ["cover", REPORT];

/// Writes the built-in template with its slots.
///
/// # Errors
///
/// Fails only when the package cannot be compressed, which memory alone can cause.
pub fn starter() -> anyhow::Result<Vec<u8>> {
    let mut xml = Xml::part();
    xml.inside("w:document", NAMESPACES, |xml| {
        xml.inside("w:body", &[], |xml| {
            for name in SLOTS {
                if name == REPORT {
                    xml.inside("w:p", &[], |xml| {
                        xml.inside("w:r", &[], |xml| xml.empty("w:br", &[("w:type", "page")]));
                    });
                }
                slot(xml, name);
            }
            page::section(xml, Orientation::Upright);
        });
    });
    let mut package = Package::default();
    package.main("word/document.xml", xml.finish());
    let styles = STYLES.replace("{{language}}", "en-GB");
    package.link_to("styles", "styles.xml", styles.into_bytes());
    package.link_to("numbering", "numbering.xml", list::numbering(0));
    package.link_to("settings", "settings.xml", SETTINGS.as_bytes().to_vec());
    package.theme(THEME.as_bytes().to_vec());
    package.link_to("fontTable", "fontTable.xml", FONTS.as_bytes().to_vec());
    package.link_to("footnotes", "footnotes.xml", inline::footnotes(&[]));
    package.link_to("header", "header1.xml", margins::slots());
    package.link_to("footer", "footer1.xml", margins::footer());
    package.links("word/_rels/document.xml.rels", &[]);
    package.plain_properties();
    package.finish()
}

/// Writes a content control that is a slot.
fn slot(xml: &mut Xml, name: &str) {
    let tag = format!("{PREFIX}{name}");
    xml.inside("w:sdt", &[], |xml| {
        xml.inside("w:sdtPr", &[], |xml| {
            xml.val("w:alias", &tag);
            xml.val("w:tag", &tag);
            xml.val("w:id", &control(&tag));
        });
        xml.inside("w:sdtContent", &[], |xml| {
            xml.inside("w:p", &[], |xml| {
                fields::plain(xml, &format!("{{{{{tag}}}}}"));
            });
        });
    });
}
