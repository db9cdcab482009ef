//! Styles and lists of the report behind those of the template.

use super::super::package::{Parts, Types};
use super::super::xml::{NAMESPACES, Xml};
use super::fill::text;
use super::graft::attribute;
use super::looks::Looks;
use super::numbers::Numbers;
use super::opened::Template;
use super::parts::{Added, Links};
use super::splice::Splices;

/// Puts the styles that the template lacks behind its own.
pub(super) fn write_styles(
    template: &Template,
    looks: &Looks,
    (ours, types): (&Parts, &Types),
    links: &mut Links<'_>,
    added: &mut Added,
) {
    if looks.added.is_empty() {
        return;
    }
    let Some(part) = &template.styles else {
        let text = text(ours, "word/styles.xml");
        let mut kept = String::new();
        for style in text.split_inclusive("</w:style>") {
            let start = style.find("<w:style ");
            let tag = start.and_then(|at| style.get(at..)?.split_inclusive('>').next());
            let is_default = tag.is_some_and(|tag| attribute(tag, "w:default").is_some());
            match start.filter(|_| !is_default) {
                Some(at) => kept.push_str(style.get(..at).unwrap_or_default()),
                None => kept.push_str(style),
            }
        }
        let all = kept.replace("</w:styles>", &format!("{}</w:styles>", looks.added));
        let kind = types.get("/word/styles.xml").cloned().unwrap_or_default();
        let name = template.free("word/styles.xml");
        added.part(&name, &kind, all.into_bytes());
        return links.companion("styles", &name);
    };
    let mut splices = Splices::default();
    splices.bind(part);
    splices.append(part, looks.added.clone());
    added
        .parts
        .insert(part.name.clone(), splices.apply(&part.text));
    // A second copy of the styles, for old programs, would contradict them.
    let second = template.rels.iter().flat_map(|rels| rels.root.children());
    for link in second {
        let kind = link.attribute("Type").unwrap_or_default();
        let target = link.attribute("Target").unwrap_or_default();
        if kind.ends_with("/stylesWithEffects") {
            links.remove(link);
            added
                .gone
                .insert(format!("word/{}", target.trim_start_matches("/word/")));
        }
    }
}

/// Puts the lists of the report behind those of the template.
pub(super) fn write_numbering(
    template: &Template,
    numbers: &Numbers,
    types: &Types,
    links: &mut Links<'_>,
    added: &mut Added,
) {
    if numbers.lists.is_empty() {
        return;
    }
    let Some(part) = &template.numbering else {
        let mut xml = Xml::part();
        xml.inside("w:numbering", NAMESPACES, |xml| {
            xml.raw(numbers.schemes.as_bytes());
            xml.raw(numbers.lists.as_bytes());
        });
        let kind = types
            .get("/word/numbering.xml")
            .cloned()
            .unwrap_or_default();
        let name = template.free("word/numbering.xml");
        added.part(&name, &kind, xml.finish());
        return links.companion("numbering", &name);
    };
    let mut splices = Splices::default();
    splices.bind(part);
    let after = |names: &[&str]| {
        let mut later = part
            .root
            .children()
            .filter(|child| names.contains(&&*child.name));
        later.next().map(|child| child.outer.start)
    };
    let lists = after(&["numIdMacAtCleanup"]);
    let schemes = after(&["num", "numIdMacAtCleanup"]);
    for (at, text) in [(schemes, &numbers.schemes), (lists, &numbers.lists)] {
        match at {
            Some(at) => splices.replace(at..at, text.as_str()),
            None if part.root.is_single() => {}
            None => splices.append(part, text.as_str()),
        }
    }
    if part.root.is_single() {
        splices.append(part, format!("{}{}", numbers.schemes, numbers.lists));
    }
    added
        .parts
        .insert(part.name.clone(), splices.apply(&part.text));
}
