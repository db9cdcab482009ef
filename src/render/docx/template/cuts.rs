//! How words are put into a control or a paragraph.

use std::ops::Range;

use super::super::tree::Element;
use super::slots::Cut;

/// Returns the look of the first run in a range.
pub(super) fn first_look(element: &Element, range: &Range<usize>) -> Option<Range<usize>> {
    for child in element.children() {
        let inside = child.outer.start >= range.start && child.outer.end <= range.end;
        if &*child.name == "r" && inside {
            let look = child.child("rPr")?;
            let style = look.child("rStyle").map(Element::val).unwrap_or_default();
            return (!style.to_lowercase().contains("placeholder")).then(|| look.outer.clone());
        }
        if let Some(found) = first_look(child, range) {
            return Some(found);
        }
    }
    None
}

/// Returns how words are put into a paragraph in place of what it holds.
pub(super) fn paragraph_cuts(paragraph: &Element) -> Vec<Cut> {
    let start = paragraph
        .child("pPr")
        .map_or(paragraph.inner.start, |look| look.outer.end);
    let range = start..paragraph.inner.end;
    vec![Cut::Run {
        look: first_look(paragraph, &range),
        range,
        before: "",
        after: "",
    }]
}

/// Returns how words are put into a content control.
pub(super) fn control_cuts(control: &Element) -> Vec<Cut> {
    let Some(content) = control.child("sdtContent") else {
        return Vec::new();
    };
    let properties = control.child("sdtPr");
    let mut cuts = Vec::new();
    let mut prompt = false;
    for property in properties.into_iter().flat_map(Element::children) {
        // A control that is bound to other data would show those again.
        if matches!(&*property.name, "showingPlcHdr") || property.name.ends_with("dataBinding") {
            prompt |= &*property.name == "showingPlcHdr";
            cuts.push(Cut::Gone(property.outer.clone()));
        }
    }
    let own = properties.and_then(|properties| properties.child("rPr"));
    let look = |element: &Element| {
        let first = first_look(element, &element.outer).filter(|_| !prompt);
        first.or_else(|| own.map(|own| own.outer.clone()))
    };
    if content.is_single() {
        cuts.push(Cut::Run {
            range: content.outer.clone(),
            before: "<w:sdtContent>",
            look: look(content),
            after: "</w:sdtContent>",
        });
        return cuts;
    }
    let Some((paragraph, around)) = first_paragraph(content) else {
        cuts.push(Cut::Run {
            range: content.inner.clone(),
            before: "",
            look: look(content),
            after: "",
        });
        return cuts;
    };
    if paragraph.is_single() {
        cuts.push(Cut::Run {
            range: paragraph.outer.clone(),
            before: "<w:p>",
            look: look(paragraph),
            after: "</w:p>",
        });
    } else {
        let start = paragraph
            .child("pPr")
            .map_or(paragraph.inner.start, |properties| properties.outer.end);
        cuts.push(Cut::Run {
            range: start..paragraph.inner.end,
            before: "",
            look: look(paragraph),
            after: "",
        });
    }
    let mut others = around.children().filter(|child| &*child.name == "p");
    others.next();
    cuts.extend(others.map(|other| Cut::Gone(other.outer.clone())));
    cuts
}

/// Returns the first paragraph in an element, and the element that it stands in.
fn first_paragraph(element: &Element) -> Option<(&Element, &Element)> {
    element.children().find_map(|child| {
        if &*child.name == "p" {
            Some((child, element))
        } else {
            first_paragraph(child)
        }
    })
}
