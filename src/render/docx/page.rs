//! Pages: A4, upright or turned, each way of holding it a section with its header and footer.

use crate::layout::document::Orientation;
use crate::layout::measure::{LANDSCAPE, UPRIGHT};

use super::Story;
use super::xml::Xml;

/// How the pages are held while the body is written.
#[derive(Debug)]
pub(super) struct Pages {
    /// How they are held now.
    held: Orientation,
    /// How they are to be held from the next content on.
    wanted: Orientation,
    /// Whether nothing stands on the page yet.
    fresh: bool,
    /// Whether some were turned.
    pub(super) turned: bool,
}

impl Default for Pages {
    fn default() -> Self {
        Self {
            held: Orientation::Upright,
            wanted: Orientation::Upright,
            fresh: false,
            turned: false,
        }
    }
}

impl Pages {
    /// Returns the width of the text on the page, in twentieths of a point.
    pub(super) fn width(&self) -> u32 {
        match self.held {
            Orientation::Upright => UPRIGHT,
            Orientation::Landscape => LANDSCAPE,
        }
    }

    /// Takes that what follows stands on pages held that way.
    pub(super) fn turn(&mut self, wanted: Orientation) {
        self.wanted = wanted;
    }
}

/// Begins a new section before content that stands on pages held otherwise; it begins on a new page by itself.
pub(super) fn settle(xml: &mut Xml, story: &mut Story) {
    let pages = &mut story.pages;
    if pages.wanted != pages.held {
        let held = pages.held;
        xml.inside("w:p", &[], |xml| {
            xml.inside("w:pPr", &[], |xml| {
                xml.val("w:pStyle", "SectionEnd");
                section(xml, held);
            });
        });
        pages.held = pages.wanted;
        pages.fresh = true;
        pages.turned = true;
    }
    if std::mem::take(&mut pages.fresh) {
        story.new_page = false;
    }
}

/// Writes the properties of a section: A4 with the header and footer of its width.
pub(super) fn section(xml: &mut Xml, held: Orientation) {
    let (header, size) = match held {
        Orientation::Upright => ("rIdheader", ["11906", "16838"]),
        Orientation::Landscape => (TURNED_HEADER, ["16838", "11906"]),
    };
    let [width, height] = size;
    xml.inside("w:sectPr", &[], |xml| {
        xml.empty(
            "w:headerReference",
            &[("w:type", "default"), ("r:id", header)],
        );
        xml.empty(
            "w:footerReference",
            &[("w:type", "default"), ("r:id", "rIdfooter")],
        );
        let mut page = vec![("w:w", width), ("w:h", height)];
        if held == Orientation::Landscape {
            page.push(("w:orient", "landscape"));
        }
        xml.empty("w:pgSz", &page);
        let margins = [
            ("w:top", "1418"),
            ("w:right", "1134"),
            ("w:bottom", "1247"),
            ("w:left", "1134"),
            ("w:header", "680"),
            ("w:footer", "567"),
            ("w:gutter", "0"),
        ];
        xml.empty("w:pgMar", &margins);
    });
}

/// Writes the properties of the last section.
pub(super) fn last(xml: &mut Xml, story: &Story) {
    section(xml, story.pages.held);
}

/// Id of the relationship to the header of turned pages.
pub(super) const TURNED_HEADER: &str = "rIdheaderTurned";
