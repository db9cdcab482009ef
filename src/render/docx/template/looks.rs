//! The styles of the report in the template: found there by their names whatever the language, chosen by the project, or
//! added.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::catalogue::StyleChoice;
use crate::catalogue::word_keys::STYLES as STYLE_KEYS;
use crate::diag::nearest;

use super::super::STYLES;
use super::super::tree::{Element, parse};
use super::graft::{self, attribute, set};
use super::opened::{Part, Template};
use super::plan::Problem;

/// Where the right-hand tabs of the built-in styles stand.
const EDGE: &str = "w:pos=\"9638\"";

/// A style: its kind (paragraph, character, table) and its id.
pub(super) type Style = (String, String);

/// A style of a part.
struct Entry<'p> {
    kind: &'p str,
    id: &'p str,
    /// Its name in lower case; further names that stand beside it are left out.
    name: String,
    written: &'p str,
    default: bool,
    outer: Range<usize>,
}

fn entries(root: &Element) -> Vec<Entry<'_>> {
    fn entry(style: &Element) -> Option<Entry<'_>> {
        let written = style.child("name").map(Element::val).unwrap_or_default();
        Some(Entry {
            kind: style.attribute("type").unwrap_or("paragraph"),
            id: style.attribute("styleId")?,
            name: first_name(written),
            written,
            default: matches!(style.attribute("default"), Some("1" | "true" | "on")),
            outer: style.outer.clone(),
        })
    }
    let styles = root.children().filter(|child| &*child.name == "style");
    styles.filter_map(entry).collect()
}

fn first_name(name: &str) -> String {
    let first = name.split(',').next().unwrap_or_default();
    first.trim().to_lowercase()
}

/// Returns the key by which a style of the report is chosen.
fn key(name: &str) -> String {
    let name = name.strip_prefix("va ").unwrap_or(name);
    name.replace(' ', "_")
}

/// Returns whether a style of the built-in file is one that a report needs in a template: its headers and footers are the
/// template's.
fn is_asked_for(style: &Entry<'_>) -> bool {
    STYLE_KEYS
        .iter()
        .any(|known| known.name == key(&style.name))
}

/// The styles of the report beside those of a template.
pub(super) struct Known<'t> {
    template: Option<&'t Part>,
    /// The built-in styles.
    ours: Part,
}

impl<'t> Known<'t> {
    /// Returns the styles of a template and the built-in ones.
    pub(super) fn of(template: &'t Template) -> Self {
        Self::with(template, STYLES.to_owned())
    }

    /// Returns the styles of a template and those of a report.
    pub(super) fn with(template: &'t Template, ours: String) -> Self {
        let root = parse(&ours).expect("the built-in styles are well-formed");
        Self {
            template: template.styles.as_ref(),
            ours: Part {
                name: String::new(),
                text: ours,
                root,
            },
        }
    }

    fn theirs(&self) -> Vec<Entry<'t>> {
        self.template
            .map(|part| entries(&part.root))
            .unwrap_or_default()
    }

    /// Returns what is wrong with the choices.
    pub(super) fn unknown(&self, choices: &[StyleChoice]) -> Vec<Problem> {
        let (ours, theirs) = (entries(&self.ours.root), self.theirs());
        let mut all = Vec::new();
        for choice in choices {
            let own = ours.iter().find(|style| key(&style.name) == choice.style);
            let kind = own.map_or("paragraph", |style| style.kind);
            let fit = theirs.iter().filter(|style| style.kind == kind);
            let names: Vec<&str> = fit.map(|style| style.written).collect();
            let wanted = choice.name.value.to_lowercase();
            if !names.iter().any(|name| first_name(name) == wanted) {
                all.push(Problem::UnknownStyle {
                    choice: choice.clone(),
                    nearest: nearest(&choice.name.value, names).map(str::to_owned),
                });
            }
        }
        all
    }

    /// Returns the names of the styles that are not in the template.
    pub(super) fn missing(&self, choices: &[StyleChoice]) -> Vec<String> {
        let (ours, theirs) = (entries(&self.ours.root), self.theirs());
        let lacking = ours
            .iter()
            .filter(|style| is_asked_for(style) && place(style, &theirs, choices).is_none());
        lacking.map(|style| style.written.to_owned()).collect()
    }

    /// Returns how each style of the report is found, for people.
    pub(super) fn listed(&self, choices: &[StyleChoice]) -> Vec<(String, Option<String>, bool)> {
        let (ours, theirs) = (entries(&self.ours.root), self.theirs());
        let real = ours.iter().filter(|style| is_asked_for(style));
        real.map(|style| {
            let found = place(style, &theirs, choices);
            let chosen = choices
                .iter()
                .any(|choice| choice.style == key(&style.name));
            (
                style.written.to_owned(),
                found.map(|found| found.written.to_owned()),
                chosen && found.is_some(),
            )
        })
        .collect()
    }
}

/// Returns the style of a template that stands for one of the report's.
fn place<'e, 't>(
    style: &Entry<'_>,
    theirs: &'e [Entry<'t>],
    choices: &[StyleChoice],
) -> Option<&'e Entry<'t>> {
    let own_key = key(&style.name);
    let of_kind = || theirs.iter().filter(|other| other.kind == style.kind);
    let choice = choices.iter().find(|choice| choice.style == own_key);
    let chosen = choice.and_then(|choice| {
        let wanted = choice.name.value.to_lowercase();
        of_kind().find(|other| other.name == wanted)
    });
    let default = || of_kind().find(|other| style.default && other.default);
    chosen
        .or_else(default)
        .or_else(|| of_kind().find(|other| other.name == style.name))
}

/// The styles that the report has in a template.
#[derive(Debug, Default)]
pub(super) struct Looks {
    ids: BTreeMap<Style, String>,
    /// The styles that are added, as they are written.
    pub(super) added: String,
    /// Whether tables have a style that the project chose, which has colours of its own.
    pub(super) own_table: bool,
}

impl Looks {
    /// Returns the id of a style in the template.
    pub(super) fn id<'s>(&'s self, kind: &str, id: &'s str) -> &'s str {
        let found = self.ids.get(&(kind.to_owned(), id.to_owned()));
        found.map_or(id, String::as_str)
    }

    /// Settles the styles that are used.
    pub(super) fn of(
        known: &Known<'_>,
        used: &BTreeSet<Style>,
        choices: &[StyleChoice],
        width: u32,
    ) -> Self {
        let (ours, theirs) = (entries(&known.ours.root), known.theirs());
        let mut maker = Maker {
            known,
            ours: &ours,
            theirs: &theirs,
            choices,
            width,
            taken: theirs.iter().map(|style| style.id.to_owned()).collect(),
            looks: Self::default(),
        };
        for (kind, id) in used {
            maker.take(kind, id);
        }
        let table = ("table".to_owned(), "VATable".to_owned());
        let mut looks = maker.looks;
        looks.own_table =
            used.contains(&table) && choices.iter().any(|choice| choice.style == "table");
        looks
    }
}

struct Maker<'a, 't> {
    known: &'a Known<'t>,
    ours: &'a [Entry<'a>],
    theirs: &'a [Entry<'t>],
    choices: &'a [StyleChoice],
    width: u32,
    taken: BTreeSet<String>,
    looks: Looks,
}

impl Maker<'_, '_> {
    /// Returns the id that a style of the report has in the template; it is added when the template lacks it.
    fn take(&mut self, kind: &str, id: &str) -> Option<String> {
        let style: Style = (kind.to_owned(), id.to_owned());
        if let Some(known) = self.looks.ids.get(&style) {
            return Some(known.clone());
        }
        let own = self
            .ours
            .iter()
            .find(|own| own.kind == kind && own.id == id)?;
        if let Some(found) = place(own, self.theirs, self.choices) {
            self.looks.ids.insert(style, found.id.to_owned());
            return Some(found.id.to_owned());
        }
        if own.default {
            return None;
        }
        let mut fresh = id.to_owned();
        while !self.taken.insert(fresh.clone()) {
            fresh = format!("VA{fresh}");
        }
        self.looks.ids.insert(style, fresh.clone());
        let written = self.written(own, &fresh);
        self.looks.added.push_str(&written);
        Some(fresh)
    }

    /// Returns a style of the report as it is written into the template.
    fn written(&mut self, own: &Entry<'_>, fresh: &str) -> String {
        let slice = self.known.ours.slice(own.outer.clone()).to_owned();
        let clash = self.theirs.iter().any(|other| other.name == own.name);
        let mut text = String::new();
        for tag in slice.split_inclusive('>') {
            let name = graft::name(tag.trim_start());
            let value = attribute(tag, "w:val").unwrap_or_default();
            match name {
                "w:style" => text.push_str(&set(tag, "w:styleId", fresh)),
                "w:name" if clash => text.push_str(&set(tag, "w:val", &format!("VA {value}"))),
                "w:basedOn" => {
                    let base = if own.id == "HeadingPlain" {
                        "Heading1"
                    } else {
                        value
                    };
                    if let Some(id) = self.take(own.kind, base) {
                        text.push_str(&set(tag, "w:val", &id));
                    }
                }
                "w:next" => {
                    if let Some(id) = self.take(own.kind, value) {
                        text.push_str(&set(tag, "w:val", &id));
                    }
                }
                // The number of the heading that it is based on is not its own; the rest of its look is.
                "w:spacing" if own.id == "HeadingPlain" => {
                    text.push_str("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"0\"/></w:numPr><w:ind w:left=\"0\" w:firstLine=\"0\"/>");
                }
                "w:numPr" | "/w:numPr" | "w:numId" | "w:ilvl" => {}
                _ => text.push_str(tag),
            }
        }
        if own.id == "HeadingPlain"
            && let Some((before, rest)) = text.split_once("<w:rPr>")
            && let Some((_, after)) = rest.split_once("</w:rPr>")
        {
            text = format!("{before}{after}");
        }
        text.replace(EDGE, &format!("w:pos=\"{}\"", self.width))
    }
}

#[cfg(test)]
mod tests {
    use super::{STYLE_KEYS, STYLES, entries, key};
    use crate::render::docx::tree::parse;

    #[test]
    fn every_style_of_the_report_can_be_chosen_by_its_key() {
        let root = parse(STYLES).unwrap();
        let real = entries(&root).into_iter().filter(|style| !style.default);
        // Headers and footers are those of the template.
        let margins = ["header", "header turned", "footer"];
        let real = real.filter(|style| !margins.contains(&&*style.name));
        let mut styles: Vec<String> = real.map(|style| key(&style.name)).collect();
        let mut keys: Vec<&str> = STYLE_KEYS.iter().map(|key| key.name).collect();
        styles.sort();
        keys.sort_unstable();
        assert_eq!(styles, keys);
    }
}
