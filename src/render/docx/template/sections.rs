//! The sections of a template: where one stands, and what a page break between two kinds of pages in it must carry on.

use std::ops::Range;

use super::super::tree::Element;
use super::graft::attribute;
use super::opened::{Part, Template};

/// The size of a page and its margins, in twentieths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) long: i64,
    pub(super) short: i64,
    landscape: bool,
    sides: i64,
}

impl Page {
    /// Returns the page of the built-in file.
    pub(super) fn built_in() -> Self {
        Self {
            long: 16_838,
            short: 11_906,
            landscape: false,
            sides: 2 * 1_134,
        }
    }

    /// Returns the page of a section that was written by this program.
    pub(super) fn of(section: &str) -> Self {
        let tag = |name: &str| {
            let at = section.find(&format!("<{name} "))?;
            section.get(at..)?.split_inclusive('>').next()
        };
        let number =
            |tag: Option<&str>, name: &str| -> Option<i64> { attribute(tag?, name)?.parse().ok() };
        let (size, margins) = (tag("w:pgSz"), tag("w:pgMar"));
        let built_in = Self::built_in();
        let width = number(size, "w:w").unwrap_or(built_in.short);
        let height = number(size, "w:h").unwrap_or(built_in.long);
        let sides = ["w:left", "w:right", "w:gutter"].map(|name| number(margins, name));
        Self {
            long: width.max(height),
            short: width.min(height),
            landscape: width > height,
            sides: if margins.is_some() {
                sides.into_iter().flatten().sum()
            } else {
                built_in.sides
            },
        }
    }

    /// Returns whether its longer side is its width.
    pub(super) fn is_landscape(self) -> bool {
        self.landscape
    }

    /// Returns the width of the text on it.
    pub(super) fn width(self) -> i64 {
        self.turned(self.landscape)
    }

    /// Returns the width of the text when it is held that way.
    fn turned(self, landscape: bool) -> i64 {
        let width = if landscape { self.long } else { self.short };
        // A page that is all margin has no room for text; a table on it has some width all the same.
        (width - self.sides).max(1_000)
    }
}

/// A section of a template.
#[derive(Debug, Clone, Copy)]
pub(super) struct Section<'t> {
    part: &'t Part,
    /// Its properties; a main part may lack those of its last section.
    pub(super) element: Option<&'t Element>,
}

/// Returns all sections of a template, in order.
pub(super) fn all(template: &Template) -> Vec<Section<'_>> {
    let mut found = Vec::new();
    collect(template.body(), &mut found);
    found.sort_by_key(|element: &&Element| element.outer.start);
    let part = &template.document;
    let known = found.into_iter().map(|element| Section {
        part,
        element: Some(element),
    });
    known.collect()
}

/// Returns the section in which a byte of the main part stands.
pub(super) fn at(template: &Template, byte: usize) -> Section<'_> {
    let mut sections = all(template).into_iter();
    let found = sections.find(|section| {
        let element = section.element;
        element.is_some_and(|element| element.outer.end > byte)
    });
    found.unwrap_or(Section {
        part: &template.document,
        element: None,
    })
}

fn collect<'t>(element: &'t Element, found: &mut Vec<&'t Element>) {
    for child in element.children() {
        match &*child.name {
            "sectPr" => found.push(child),
            "tbl" | "sectPrChange" | "pPrChange" | "r" | "mc:AlternateContent" => {}
            _ => collect(child, found),
        }
    }
}

/// Which of the pages that a section is divided into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// The first ones, with its cover.
    First,
    /// Pages after a break.
    Later,
}

impl Section<'_> {
    /// Returns its page.
    pub(super) fn page(&self) -> Page {
        let value = |child: &str, name: &str| -> Option<i64> {
            self.element?.child(child)?.attribute(name)?.parse().ok()
        };
        let built_in = Page::built_in();
        let width = value("pgSz", "w").unwrap_or(built_in.short);
        let height = value("pgSz", "h").unwrap_or(built_in.long);
        let margins = self.element.and_then(|element| element.child("pgMar"));
        let sides = ["left", "right", "gutter"].map(|name| value("pgMar", name));
        Page {
            long: width.max(height),
            short: width.min(height),
            landscape: width > height,
            sides: if margins.is_some() {
                sides
                    .into_iter()
                    .flatten()
                    .map(|side| side.clamp(0, 20_000))
                    .sum()
            } else {
                built_in.sides
            },
        }
    }

    /// Returns the width of the text on pages held as the report wants them: upright ones are as the template has them.
    pub(super) fn width(&self, landscape: bool) -> i64 {
        let page = self.page();
        page.turned(landscape || page.landscape)
    }

    /// Returns the properties of pages that a break inside the section ends.
    pub(super) fn broken(&self, landscape: bool, first: bool) -> String {
        let piece = if first { Piece::First } else { Piece::Later };
        self.written(landscape, piece)
    }

    /// Returns its own place and properties once breaks stand in it.
    pub(super) fn rest(&self) -> Option<(Range<usize>, String)> {
        let element = self.element?;
        Some((element.outer.clone(), self.written(false, Piece::Later)))
    }

    fn written(&self, landscape: bool, piece: Piece) -> String {
        let page = self.page();
        let turned = landscape && !page.landscape;
        let size = format!(
            "<w:pgSz w:w=\"{}\" w:h=\"{}\" w:orient=\"landscape\"/>",
            page.long, page.short
        );
        let mut inside = String::new();
        let mut sized = false;
        for child in self.element.into_iter().flat_map(Element::children) {
            let own = self.part.slice(child.outer.clone());
            match &*child.name {
                "sectPrChange" | "printerSettings" => {}
                "titlePg" | "type" if piece == Piece::Later => {}
                "pgSz" if turned => {
                    inside.push_str(&size);
                    sized = true;
                }
                "pgNumType" if piece == Piece::Later => inside.push_str(&without_start(own)),
                _ => inside.push_str(own),
            }
        }
        if turned && !sized {
            inside.push_str(&size);
        }
        format!("<w:sectPr>{inside}</w:sectPr>")
    }
}

/// Returns how pages are numbered, without the number that the first one has.
fn without_start(tag: &str) -> String {
    let Some((before, rest)) = tag.split_once("w:start=\"") else {
        return tag.to_owned();
    };
    let after = rest.split_once('"').map_or("", |(_, after)| after);
    format!("{}{after}", before.trim_end())
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::super::graft::Graft;
    use super::super::looks::Looks;
    use super::super::opened::Template;
    use super::super::starter::starter;
    use super::at;

    const OWN: &str = include_str!("turned.xml");

    /// The template of the tests: a narrow page whose first one has a header of its own, and pages that begin with 7.
    fn template() -> Template {
        let mut template = Template::open(&starter().unwrap()).unwrap();
        let text = &template.document.text;
        let (start, end) = (
            text.find("<w:sectPr>").unwrap(),
            text.find("</w:body>").unwrap(),
        );
        let section = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdheader\"/><w:headerReference w:type=\"first\" \
            r:id=\"rIdfooter\"/><w:type w:val=\"oddPage\"/><w:pgSz w:w=\"10000\" w:h=\"15000\"/><w:pgMar w:left=\"1000\" \
            w:right=\"1000\"/><w:pgNumType w:fmt=\"decimal\" w:start=\"7\"/><w:titlePg/></w:sectPr>";
        template.document.text = format!("{}{section}{}", &text[..start], &text[end..]);
        template.document.root = crate::render::docx::tree::parse(&template.document.text).unwrap();
        template
    }

    #[test]
    fn turned_pages_keep_the_margins_and_the_cover_comes_once() {
        let template = template();
        let section = at(&template, 0);
        let (looks, none, controls) = (Looks::default(), BTreeMap::new(), BTreeSet::new());
        let mut graft = Graft {
            looks: &looks,
            numbers: &none,
            headings: None,
            links: &none,
            notes: 0,
            comments: 0,
            bookmarks: 0,
            controls: &controls,
            pictures: 0,
        };
        let mut first = true;
        let text = graft.body(OWN, &section, &mut first);
        let sections: Vec<&str> = text.split("<w:sectPr>").skip(1).collect();
        let [upright, turned] = sections.as_slice() else {
            panic!("{text}")
        };
        let upright = upright.split("</w:sectPr>").next().unwrap();
        let (turned, rest) = turned.split_once("</w:sectPr>").unwrap();
        for own in [upright, turned] {
            assert_eq!(own.matches("w:headerReference").count(), 2, "{own}");
            assert!(!own.contains("rIdown"), "{own}");
        }
        for once in ["<w:titlePg/>", "w:start=\"7\"", "oddPage"] {
            assert!(
                upright.contains(once) && !turned.contains(once),
                "{once}: {turned}"
            );
        }
        assert!(upright.contains("<w:pgSz w:w=\"10000\" w:h=\"15000\"/>"));
        assert!(turned.contains("<w:pgSz w:w=\"15000\" w:h=\"10000\" w:orient=\"landscape\"/>"));
        assert!(
            turned.contains("<w:pgNumType w:fmt=\"decimal\"/>"),
            "{turned}"
        );
        // Tables are as wide as the text on their pages: 8000 of 9638 upright, 13000 of 14570 turned.
        assert!(text.contains("<w:tblW w:w=\"8000\""), "{text}");
        assert!(text.contains("<w:tblW w:w=\"13000\""), "{text}");
        assert!(rest.contains("<w:tblW w:w=\"4000\""), "{rest}");
        let (_, own) = section.rest().unwrap();
        assert!(
            !own.contains("titlePg") && !own.contains("oddPage"),
            "{own}"
        );
        assert!(!first);
    }
}
