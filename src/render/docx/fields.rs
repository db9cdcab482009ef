//! Fields: what Word can work out again, with the result as it is today.

use super::xml::Xml;

/// Writes a field with its present result.
pub(super) fn field(xml: &mut Xml, code: &str, result: impl FnOnce(&mut Xml)) {
    begin(xml, code);
    result(xml);
    end(xml);
}

/// Writes the beginning of a field up to its result.
pub(super) fn begin(xml: &mut Xml, code: &str) {
    mark(xml, "begin");
    xml.inside("w:r", &[], |xml| {
        xml.leaf("w:instrText", &[("xml:space", "preserve")], code);
    });
    mark(xml, "separate");
}

/// Writes the end of a field.
pub(super) fn end(xml: &mut Xml) {
    mark(xml, "end");
}

/// Writes a run of plain text.
pub(super) fn plain(xml: &mut Xml, text: &str) {
    xml.inside("w:r", &[], |xml| {
        xml.leaf("w:t", &[("xml:space", "preserve")], text);
    });
}

fn mark(xml: &mut Xml, kind: &str) {
    xml.inside("w:r", &[], |xml| {
        xml.empty("w:fldChar", &[("w:fldCharType", kind)]);
    });
}
