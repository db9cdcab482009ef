//! What is in a template, for those who prepare it.

use crate::layout::document::Document;

use super::super::tree::Element;
use super::Filling;
use super::looks::Known;
use super::plan::plan;
use super::{contents, sections, slots};

/// A slot of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotListed {
    /// Its name, with its prefix.
    pub name: String,
    /// How it is found.
    pub found_by: &'static str,
    /// Name of the part in which it stands.
    pub part: String,
    /// Whether it takes a chapter, words, or nothing that is known.
    pub takes: &'static str,
}

/// A style of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StyleListed {
    /// Its name in the report.
    pub name: String,
    /// The style of the template that stands for it; none when it is added.
    pub in_template: Option<String>,
    /// Whether the project chose it.
    pub chosen: bool,
}

/// A section of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionListed {
    /// Width and height of the page in twentieths of a point.
    pub page: [i64; 2],
    /// Width of the text on it.
    pub text_width: i64,
    /// How many headers and footers it names.
    pub margins: usize,
    /// Whether its first page has others.
    pub first_page: bool,
}

/// What is in a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The slots, in the order of the parts.
    pub slots: Vec<SlotListed>,
    /// Names of slots that the report knows and the template does not have.
    pub free: Vec<String>,
    /// The styles of the report.
    pub styles: Vec<StyleListed>,
    /// The sections.
    pub sections: Vec<SectionListed>,
    /// Whether it has a table of contents of its own.
    pub contents: bool,
}

/// Lists what is in a template.
pub fn listing(document: &Document, filling: &Filling<'_>) -> Listing {
    let template = filling.template;
    let plan = plan(template, document, filling.texts, filling.choices);
    let names: Vec<&str> = template.stories().map(|part| part.name.as_str()).collect();
    let chapters: Vec<&str> = document
        .chapters
        .iter()
        .map(|chapter| chapter.name)
        .collect();
    let texts: Vec<&str> = filling.texts.iter().map(|text| text.name).collect();
    let found = slots::find(template);
    let takes = |slot: &slots::Found| {
        let is_chapter = slot.name == super::plan::REPORT || chapters.contains(&slot.name.as_str());
        if is_chapter && slot.block.is_err() {
            "nothing, because it is misplaced"
        } else if slot.name == super::plan::REPORT {
            "all chapters without a slot of their own"
        } else if is_chapter {
            "a chapter"
        } else if texts.contains(&slot.name.as_str()) {
            "words"
        } else {
            "nothing that is known"
        }
    };
    let listed = found.iter().map(|slot| SlotListed {
        name: format!("{}{}", slots::PREFIX, slot.name),
        found_by: slot.method.words(),
        part: names
            .get(slot.story)
            .copied()
            .unwrap_or_default()
            .to_owned(),
        takes: takes(slot),
    });
    let all = std::iter::once(super::plan::REPORT)
        .chain(chapters.iter().copied())
        .chain(texts.iter().copied());
    let printed: Vec<&str> = plan.printed().collect();
    let free =
        all.filter(|name| !found.iter().any(|slot| slot.name == *name) && !printed.contains(name));
    let styles = Known::of(template).listed(filling.choices);
    let sections = sections::all(template).into_iter().map(|section| {
        let children = || section.element.into_iter().flat_map(Element::children);
        let margins = children().filter(|child| child.name.ends_with("Reference"));
        let page = section.page();
        let size = if page.is_landscape() {
            [page.long, page.short]
        } else {
            [page.short, page.long]
        };
        SectionListed {
            page: size,
            text_width: section.width(false),
            margins: margins.count(),
            first_page: children().any(|child| &*child.name == "titlePg"),
        }
    });
    Listing {
        slots: listed.collect(),
        free: free
            .map(|name| format!("{}{name}", slots::PREFIX))
            .collect(),
        styles: styles
            .into_iter()
            .map(|(name, in_template, chosen)| StyleListed {
                name,
                in_template,
                chosen,
            })
            .collect(),
        sections: sections.collect(),
        contents: contents::has_field(template),
    }
}
