//! The parts of a template with those of the report beside them: relationships, types, properties.

use std::collections::{BTreeMap, BTreeSet};

use super::super::package::{Parts, Types};
use super::super::tree::{Element, parse};
use super::super::xml::Xml;
use super::graft::{attribute, name};
use super::opened::{DOCUMENT, DOTX, Part, Template, rels_of};
use super::splice::Splices;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const CUSTOM: &str = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";
const VALUES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";

/// Kinds of parts that are merged into those of the template, and not put beside them.
const MERGED: &[&str] = &[
    "styles",
    "numbering",
    "settings",
    "theme",
    "fontTable",
    "footnotes",
    "header",
    "footer",
    "comments",
];

/// What is added to a package.
#[derive(Debug, Default)]
pub(super) struct Added {
    /// Parts that are new or written anew, by name.
    pub(super) parts: Parts,
    /// Parts of the template that go.
    pub(super) gone: BTreeSet<String>,
    /// Types of new parts.
    types: Vec<(String, String)>,
}

impl Added {
    /// Adds a part of a type.
    pub(super) fn part(&mut self, part: &str, kind: &str, bytes: Vec<u8>) {
        self.types.push((format!("/{part}"), kind.to_owned()));
        self.parts.insert(part.to_owned(), bytes);
    }

    /// Writes the types of all parts.
    pub(super) fn types(&mut self, template: &Template) {
        let part = &template.types;
        let mut splices = Splices::default();
        let mut known = BTreeSet::new();
        for entry in part.root.children() {
            let own = entry.attribute("PartName").unwrap_or_default();
            if entry.attribute("ContentType") == Some(DOTX) {
                let tag = part.slice(entry.outer.clone()).replace(DOTX, DOCUMENT);
                splices.replace(entry.outer.clone(), tag);
            }
            if self.gone.contains(own.trim_start_matches('/')) {
                splices.replace(entry.outer.clone(), "");
            }
            known.insert(own.to_owned());
        }
        let new: Vec<&(String, String)> = self
            .types
            .iter()
            .filter(|(name, _)| !known.contains(name))
            .collect();
        let mut xml = Xml::fragment();
        for (name, kind) in new {
            let attributes = [("xmlns", TYPES), ("PartName", name), ("ContentType", kind)];
            xml.empty("Override", unprefixed(part, &attributes));
        }
        splices.append(part, xml.finish());
        if !splices.is_empty() {
            self.parts
                .insert(part.name.clone(), splices.apply(&part.text));
        }
    }
}

/// Leaves the namespace out that a part has as its own.
fn unprefixed<'a, 'b>(
    part: &Part,
    attributes: &'b [(&'a str, &'a str)],
) -> &'b [(&'a str, &'a str)] {
    let end = if part.root.is_single() {
        part.root.outer.end
    } else {
        part.root.inner.start
    };
    let tag = part.slice(part.root.outer.start..end);
    if name(tag).contains(':') {
        attributes
    } else {
        attributes.get(1..).unwrap_or_default()
    }
}

/// The relationships of a part of the template to which others are added.
pub(super) struct Links<'t> {
    part: Option<&'t Part>,
    /// Name of the part with the relationships.
    name: String,
    taken: BTreeSet<String>,
    new: Vec<[String; 4]>,
    gone: Splices,
}

impl<'t> Links<'t> {
    /// Returns the relationships of a part.
    pub(super) fn of(part: Option<&'t Part>, owner: &str) -> Self {
        let known = part.into_iter().flat_map(|part| part.root.children());
        Self {
            part,
            name: rels_of(owner),
            taken: known
                .filter_map(|link| link.attribute("Id"))
                .map(str::to_owned)
                .collect(),
            new: Vec::new(),
            gone: Splices::default(),
        }
    }

    /// Adds a relationship and returns its id.
    pub(super) fn add(&mut self, kind: &str, target: &str, external: bool) -> String {
        let mut number = self.new.len() + 1;
        let mut id = format!("rIdVA{number}");
        while !self.taken.insert(id.clone()) {
            number += 1;
            id = format!("rIdVA{number}");
        }
        let mode = if external { "External" } else { "" };
        self.new.push([
            id.clone(),
            kind.to_owned(),
            target.to_owned(),
            mode.to_owned(),
        ]);
        id
    }

    /// Adds a relationship to a companion of the main part.
    pub(super) fn companion(&mut self, kind: &str, target: &str) {
        self.add(&format!("{OFFICE}/{kind}"), &format!("/{target}"), false);
    }

    /// Takes a relationship away.
    pub(super) fn remove(&mut self, link: &Element) {
        self.gone.replace(link.outer.clone(), "");
    }

    /// Writes the part.
    pub(super) fn write(mut self, added: &mut Added) {
        if self.new.is_empty() && self.gone.is_empty() {
            return;
        }
        let whole = Part {
            name: String::new(),
            text: String::new(),
            root: parse("<a/>").expect("an element is well-formed"),
        };
        let part = self.part.unwrap_or(&whole);
        let mut xml = Xml::fragment();
        for [id, kind, target, mode] in &self.new {
            let mut attributes = vec![
                ("xmlns", RELATIONSHIPS),
                ("Id", id),
                ("Type", kind),
                ("Target", target),
            ];
            if !mode.is_empty() {
                attributes.push(("TargetMode", mode));
            }
            xml.empty("Relationship", unprefixed(part, &attributes));
        }
        let bytes = if let Some(part) = self.part {
            self.gone.append(part, xml.finish());
            self.gone.apply(&part.text)
        } else {
            let mut all = Xml::part();
            all.inside("Relationships", &[("xmlns", RELATIONSHIPS)], |all| {
                all.raw(&xml.finish());
            });
            all.finish()
        };
        added.parts.insert(self.name, bytes);
    }
}

/// Takes the parts over that the report has besides those that are merged, and returns the new ids of all relationships of
/// its part.
pub(super) fn take_over(
    ours: &Parts,
    types: &Types,
    owner: &str,
    template: &Template,
    links: &mut Links<'_>,
    added: &mut Added,
) -> BTreeMap<String, String> {
    let rels = ours
        .get(&rels_of(owner))
        .map(|rels| String::from_utf8_lossy(rels));
    let mut ids = BTreeMap::new();
    for tag in rels.iter().flat_map(|rels| rels.split_inclusive('>')) {
        if name(tag) != "Relationship" {
            continue;
        }
        let get = |name| attribute(tag, name).unwrap_or_default();
        let (kind, target) = (get("Type"), unescaped(get("Target")));
        let last = kind.rsplit('/').next().unwrap_or_default();
        if MERGED.contains(&last) {
            continue;
        }
        let external = get("TargetMode") == "External";
        let id = if external {
            links.add(kind, &target, true)
        } else {
            let old = format!("word/{}", target.trim_start_matches("/word/"));
            let new = copy(&old, ours, types, template, added);
            links.add(kind, &format!("/{new}"), false)
        };
        ids.insert(get("Id").to_owned(), id);
    }
    ids
}

fn unescaped(text: &str) -> String {
    let mut text = text.to_owned();
    for (escape, letter) in [
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        text = text.replace(escape, letter);
    }
    text
}

/// Copies a part and what belongs to it, under names that begin with `va_`.
fn copy(old: &str, ours: &Parts, types: &Types, template: &Template, added: &mut Added) -> String {
    let (folder, file) = old.rsplit_once('/').unwrap_or(("word", old));
    let file = file.strip_prefix("va_").unwrap_or(file);
    let mut new = format!("{folder}/va_{file}");
    while template.names.contains(&new) {
        new = new.replacen("/va_", "/va_va_", 1);
    }
    if added.parts.contains_key(&new) {
        return new;
    }
    let bytes = ours.get(old).cloned().unwrap_or_default();
    match types.get(&format!("/{old}")) {
        Some(kind) => added.part(&new, kind, bytes),
        None => added.part(&new, by_ending(old), bytes),
    }
    let rels = ours
        .get(&rels_of(old))
        .map(|rels| String::from_utf8_lossy(rels));
    let Some(rels) = rels else {
        return new;
    };
    let mut links = Links::of(None, &new);
    let mut text = String::new();
    for tag in rels.split_inclusive('>') {
        let target = attribute(tag, "Target").filter(|_| name(tag) == "Relationship");
        match target.filter(|_| attribute(tag, "TargetMode") != Some("External")) {
            Some(target) => {
                let inner = resolved(folder, target);
                let copied = copy(&inner, ours, types, template, added);
                text.push_str(&super::graft::set(tag, "Target", &format!("/{copied}")));
            }
            None => text.push_str(tag),
        }
    }
    links.taken.clear();
    added.parts.insert(links.name, text.into_bytes());
    new
}

fn resolved(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = if target.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').collect()
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn by_ending(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "jpg" | "jpeg" => "image/jpeg",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/xml",
    }
}

/// Puts the properties of the report among those of the template.
pub(super) fn properties(template: &Template, ours: &Parts, added: &mut Added) {
    let mut roots = Links::of(Some(&template.roots), "");
    let get = |name: &str| ours.get(name).cloned().unwrap_or_default();
    if let Some(name) = &template.core {
        added.parts.insert(name.clone(), get("docProps/core.xml"));
    } else {
        let name = template.free("docProps/core.xml");
        added.part(
            &name,
            "application/vnd.openxmlformats-package.core-properties+xml",
            get("docProps/core.xml"),
        );
        roots.add(
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            &format!("/{name}"),
            false,
        );
    }
    if let Some(part) = &template.custom {
        let text = String::from_utf8_lossy(&get("docProps/custom.xml")).into_owned();
        added
            .parts
            .insert(part.name.clone(), with_properties(part, &text));
    } else {
        let name = template.free("docProps/custom.xml");
        added.part(
            &name,
            "application/vnd.openxmlformats-officedocument.custom-properties+xml",
            get("docProps/custom.xml"),
        );
        roots.add(
            &format!("{OFFICE}/custom-properties"),
            &format!("/{name}"),
            false,
        );
    }
    roots.write(added);
}

/// Returns the properties of a template with those of the report; of the same name, the report's hold.
fn with_properties(part: &Part, ours: &str) -> Vec<u8> {
    let mut splices = Splices::default();
    let mut last = 1;
    for property in part.root.children() {
        let name = property.attribute("name").unwrap_or_default();
        if name.starts_with("va:") {
            splices.replace(property.outer.clone(), "");
        }
        let number: Option<i64> = property.attribute("pid").and_then(|pid| pid.parse().ok());
        last = last.max(number.unwrap_or(1));
    }
    let mut added = String::new();
    for tag in ours.split_inclusive('>') {
        match name(tag) {
            "property" => {
                last += 1;
                let tag = super::graft::set(tag, "pid", &last.to_string());
                let bound = format!("<property xmlns=\"{CUSTOM}\" xmlns:vt=\"{VALUES}\" ");
                added.push_str(&tag.replacen("<property ", &bound, 1));
            }
            "?xml" | "Properties" | "/Properties" => {}
            _ => added.push_str(tag),
        }
    }
    splices.append(part, added);
    splices.apply(&part.text)
}
