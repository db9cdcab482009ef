//! What styles and numberings say of a paragraph or a run.

use std::collections::BTreeMap;

use crate::render::docx::tree::Element;

/// Longest chain of styles that are based on each other.
const LONGEST_CHAIN: usize = 24;
/// Names of character styles for fixed-width text.
const CODE: &[&str] = &[
    "code",
    "source text",
    "html code",
    "verbatim char",
    "teletype",
];

/// The styles of a file.
#[derive(Debug, Default)]
pub(in crate::render::docx) struct Styles<'d> {
    all: BTreeMap<&'d str, &'d Element>,
}

/// How a run looks by its own marks and its style.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::render::docx) struct Marks {
    pub(in crate::render::docx) strong: bool,
    pub(in crate::render::docx) emphasis: bool,
    pub(in crate::render::docx) code: bool,
}

impl<'d> Styles<'d> {
    /// Returns the styles of a part.
    pub(in crate::render::docx) fn of(part: Option<&'d Element>) -> Self {
        let styles = part.into_iter().flat_map(Element::children);
        let styles = styles.filter(|style| &*style.name == "style");
        Self {
            all: styles
                .filter_map(|style| Some((style.attribute("styleId")?, style)))
                .collect(),
        }
    }

    /// Returns a style and those that it is based on, from the nearest.
    fn chain(&self, id: &str) -> Vec<&'d Element> {
        let mut chain = Vec::new();
        let mut next = self.all.get(id);
        while let Some(style) = next.filter(|_| chain.len() < LONGEST_CHAIN) {
            chain.push(*style);
            next = style
                .child("basedOn")
                .and_then(|base| self.all.get(base.val()));
        }
        chain
    }

    fn of_paragraph(&self, paragraph: &Element) -> Vec<&'d Element> {
        let style = paragraph.at(&["pPr", "pStyle"]);
        style
            .map(|style| self.chain(style.val()))
            .unwrap_or_default()
    }

    /// Returns the level of a heading, from 1; `None` for any other paragraph.
    pub(in crate::render::docx) fn heading(&self, paragraph: &Element) -> Option<usize> {
        let level = |element: &Element| -> Option<usize> {
            element.at(&["pPr", "outlineLvl"])?.val().parse().ok()
        };
        let named = |style: &Element| -> Option<usize> {
            let name = style.child("name")?.val().to_lowercase();
            let number: usize = name.strip_prefix("heading ")?.parse().ok()?;
            number.checked_sub(1)
        };
        let chain = self.of_paragraph(paragraph);
        let own = level(paragraph);
        let inherited = || {
            chain
                .iter()
                .find_map(|style| level(style).or_else(|| named(style)))
        };
        own.or_else(inherited)
            .filter(|level| *level < 9)
            .map(|level| level + 1)
    }

    /// Returns the number of the list that a paragraph belongs to, and its level from 0.
    pub(in crate::render::docx) fn list(&self, paragraph: &'d Element) -> Option<(&'d str, usize)> {
        let own = paragraph.at(&["pPr", "numPr"]);
        let chain = self.of_paragraph(paragraph);
        let inherited = chain.iter().filter_map(|style| style.at(&["pPr", "numPr"]));
        let all: Vec<&'d Element> = own.into_iter().chain(inherited).collect();
        let first = |name: &str| all.iter().find_map(|numbers| numbers.child(name));
        let number = first("numId")?.val();
        let level = first("ilvl").and_then(|level| level.val().parse().ok());
        (number != "0").then_some((number, level.unwrap_or(0)))
    }

    /// Returns the number of the list that a style belongs to, and its level where it is said.
    pub(in crate::render::docx) fn list_of(&self, id: &str) -> Option<(&'d str, Option<usize>)> {
        let chain = self.chain(id);
        let all = || chain.iter().filter_map(|style| style.at(&["pPr", "numPr"]));
        let number = all().find_map(|numbers| numbers.child("numId"))?.val();
        let level = all().find_map(|numbers| numbers.child("ilvl"));
        let level = level.and_then(|level| level.val().parse().ok());
        (number != "0").then_some((number, level))
    }

    /// Returns how a run looks.
    pub(in crate::render::docx) fn marks(&self, run: &Element) -> Marks {
        let own = run.child("rPr");
        let style = own.and_then(|own| own.child("rStyle"));
        let chain = style
            .map(|style| self.chain(style.val()))
            .unwrap_or_default();
        let switch = |name: &str| {
            let own = own.and_then(|own| own.switch(name));
            let inherited = || {
                let mut looks = chain.iter().filter_map(|style| style.child("rPr"));
                looks.find_map(|look| look.switch(name))
            };
            own.or_else(inherited).unwrap_or(false)
        };
        let is_code = |style: &&Element| {
            let name = style.child("name").map(Element::val).unwrap_or_default();
            CODE.contains(&&*name.to_lowercase())
        };
        Marks {
            strong: switch("b"),
            emphasis: switch("i"),
            code: chain.iter().any(is_code),
        }
    }
}

/// The numberings of a file.
#[derive(Debug, Default)]
pub(in crate::render::docx) struct Numberings<'d> {
    numbers: BTreeMap<&'d str, &'d Element>,
    schemes: BTreeMap<&'d str, &'d Element>,
}

impl<'d> Numberings<'d> {
    /// Returns the numberings of a part.
    pub(in crate::render::docx) fn of(part: Option<&'d Element>) -> Self {
        let mut all = Self::default();
        for element in part.into_iter().flat_map(Element::children) {
            match &*element.name {
                "num" => {
                    all.numbers
                        .extend(element.attribute("numId").map(|id| (id, element)));
                }
                "abstractNum" => {
                    let id = element.attribute("abstractNumId");
                    all.schemes.extend(id.map(|id| (id, element)));
                }
                _ => {}
            }
        }
        all
    }

    fn scheme(&self, number: &str) -> Option<&'d str> {
        Some(self.numbers.get(number)?.child("abstractNumId")?.val())
    }

    fn of_level(element: &'d Element, name: &str, level: usize) -> Option<&'d Element> {
        let mut levels = element.children().filter(|child| *child.name == *name);
        levels.find(|child| child.attribute("ilvl") == Some(&*level.to_string()))
    }

    /// Returns whether a level of a list has numbers; without them it has bullets.
    pub(in crate::render::docx) fn is_ordered(&self, number: &str, level: usize) -> bool {
        let own = self.numbers.get(number).and_then(|number| {
            Self::of_level(number, "lvlOverride", level)?.at(&["lvl", "numFmt"])
        });
        let scheme = self
            .scheme(number)
            .and_then(|scheme| self.schemes.get(scheme));
        let shared =
            scheme.and_then(|scheme| Self::of_level(scheme, "lvl", level)?.child("numFmt"));
        let format = own.or(shared).map_or("bullet", Element::val);
        !matches!(format, "bullet" | "none")
    }

    /// Returns whether a list that follows another one counts anew.
    pub(in crate::render::docx) fn begins_anew(
        &self,
        before: &str,
        number: &str,
        level: usize,
    ) -> bool {
        let starts = || {
            let element = self.numbers.get(number);
            let level = element.and_then(|element| Self::of_level(element, "lvlOverride", level));
            level.is_some_and(|level| level.child("startOverride").is_some())
        };
        before != number && (self.scheme(before) != self.scheme(number) || starts())
    }
}
