//! A template that was opened: its parts, or why it cannot be used.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::{Context as _, bail};

use super::super::archive::{Archive, Relationship};
use super::super::slot;
use super::super::tree::{Element, parse};
use super::super::xml::NAMESPACES;

/// What the names of parts of the strict form of the standard begin with.
const STRICT: &str = "http://purl.oclc.org/ooxml/";
/// Type of the main part of a document, and of a template.
pub(super) const DOCUMENT: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
pub(super) const DOTX: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml";

/// A part that is looked into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Its name in the package.
    pub(super) name: String,
    /// Its text; the places of elements are places in it.
    pub(super) text: String,
    /// Its root.
    pub(super) root: Element,
}

impl Part {
    fn of(name: &str, text: &str) -> anyhow::Result<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
        let about = || format!("its part {} cannot be read", crate::diag::safe(name));
        let root = parse(&text).with_context(about)?;
        if text.contains(STRICT) {
            bail!("it is saved as Strict Open XML; save it in Word as \"Word Document (*.docx)\"");
        }
        Ok(Self {
            name: name.to_owned(),
            text,
            root,
        })
    }

    /// Returns the text of a range of bytes.
    pub(super) fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }
}

/// A template for the report: somebody's Word file with places for what the tool prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// The file.
    pub(super) bytes: Vec<u8>,
    /// The names of its parts.
    pub(super) names: Vec<String>,
    pub(super) types: Part,
    pub(super) roots: Part,
    pub(super) document: Part,
    /// The relationships of the main part; a file without any has none.
    pub(super) rels: Option<Part>,
    pub(super) links: BTreeMap<String, Relationship>,
    pub(super) styles: Option<Part>,
    pub(super) numbering: Option<Part>,
    pub(super) footnotes: Option<Part>,
    pub(super) comments: Option<Part>,
    /// The relationships of the footnotes.
    pub(super) note_rels: Option<Part>,
    /// The headers and footers.
    pub(super) margins: Vec<Part>,
    pub(super) custom: Option<Part>,
    /// Name of the part with the core properties.
    pub(super) core: Option<String>,
}

impl Template {
    /// Opens a template.
    ///
    /// # Errors
    ///
    /// Says why it cannot be used, and what to do about it.
    pub fn open(bytes: &[u8]) -> anyhow::Result<Self> {
        let mut archive = Archive::open(bytes)?;
        // Each part is unpacked once, so that a damaged or swollen one is found before anything is written.
        let names: Vec<String> = archive.names().to_vec();
        let names: Vec<String> = names
            .into_iter()
            .filter(|name| !name.ends_with('/'))
            .collect();
        for name in &names {
            archive.bytes(name)?;
        }
        let mut archive = Archive::open(bytes)?;
        let types = needed(&mut archive, "[Content_Types].xml")?;
        let roots = needed(&mut archive, "_rels/.rels")?;
        let root_links = archive.relationships("")?;
        let main = target(&root_links, "officeDocument").context("it has no main part")?;
        refuse_macros(&types, &main, &names)?;
        let document = needed(&mut archive, &main)?;
        if document.root.child("body").is_none_or(Element::is_single) {
            bail!("its main part has no body");
        }
        check_prefixes(&document)?;
        refuse_report(&document.root)?;
        let links = archive.relationships(&main)?;
        let rels = optional(&mut archive, &rels_of(&main))?;
        let mut companion = |kind: &str| -> anyhow::Result<Option<Part>> {
            let Some(name) = target(&links, kind) else {
                return Ok(None);
            };
            let part = needed(&mut archive, &name)?;
            check_prefixes(&part)?;
            Ok(Some(part))
        };
        let styles = companion("styles")?;
        let numbering = companion("numbering")?;
        let footnotes = companion("footnotes")?;
        let comments = companion("comments")?;
        let note_rels = match &footnotes {
            Some(part) => optional(&mut archive, &rels_of(&part.name))?,
            None => None,
        };
        let mut margins = Vec::new();
        let mut around: Vec<&Relationship> = links.values().collect();
        around.retain(|link| matches!(link.kind.as_str(), "header" | "footer") && !link.external);
        let mut around: Vec<&str> = around.iter().map(|link| link.target.as_str()).collect();
        around.sort_unstable();
        around.dedup();
        for name in around {
            margins.push(needed(&mut archive, name)?);
        }
        let custom = target(&root_links, "custom-properties");
        let custom = custom.map(|name| needed(&mut archive, &name)).transpose()?;
        Ok(Self {
            bytes: bytes.to_vec(),
            names,
            types,
            roots,
            document,
            rels,
            links,
            styles,
            numbering,
            footnotes,
            comments,
            note_rels,
            margins,
            custom,
            core: target(&root_links, "core-properties"),
        })
    }

    /// Returns a name for a new part that no other one has.
    pub(super) fn free(&self, name: &str) -> String {
        let mut free = name.to_owned();
        while self.names.contains(&free) {
            let (folder, file) = free.rsplit_once('/').unwrap_or(("word", &free));
            free = format!("{folder}/va_{file}");
        }
        free
    }

    /// Returns the body.
    pub(super) fn body(&self) -> &Element {
        self.document
            .root
            .child("body")
            .unwrap_or(&self.document.root)
    }

    /// Returns the parts in which people read: the main part, then headers and footers.
    pub(super) fn stories(&self) -> impl Iterator<Item = &Part> {
        std::iter::once(&self.document).chain(&self.margins)
    }
}

/// Returns the name of the part with the relationships of another one.
pub(super) fn rels_of(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}_rels/{file}.rels")
}

fn target(links: &BTreeMap<String, Relationship>, kind: &str) -> Option<String> {
    let mut known = links.values();
    let found = known.find(|known| known.kind == kind && !known.external)?;
    Some(found.target.clone())
}

fn optional(archive: &mut Archive<'_>, name: &str) -> anyhow::Result<Option<Part>> {
    let text = archive.text(name)?;
    text.map(|text| Part::of(name, &text)).transpose()
}

fn needed(archive: &mut Archive<'_>, name: &str) -> anyhow::Result<Part> {
    optional(archive, name)?
        .with_context(|| format!("its part {} is missing", crate::diag::safe(name)))
}

/// Refuses what can run: a file that says of itself that it has macros, or holds parts that do.
fn refuse_macros(types: &Part, main: &str, names: &[String]) -> anyhow::Result<()> {
    let kind = types.root.children().find(|entry| {
        let name = entry.attribute("PartName").unwrap_or_default();
        name.trim_start_matches('/') == main
    });
    let kind = kind.and_then(|entry| entry.attribute("ContentType"));
    let active = ["vbaProject.bin", "vbaData.xml", "activeX1.bin"];
    let active = names
        .iter()
        .any(|name| active.iter().any(|end| name.ends_with(end)));
    let kind = kind.unwrap_or_default();
    if active || kind.contains("macroEnabled") {
        bail!("it holds macros; save it as .docx, which has none");
    }
    if kind != DOCUMENT && kind != DOTX {
        bail!("its main part is no Word document");
    }
    Ok(())
}

/// Refuses a part in which the prefixes that the tool writes mean something else.
fn check_prefixes(part: &Part) -> anyhow::Result<()> {
    for (binding, namespace) in NAMESPACES {
        for (at, _) in part.text.match_indices(&format!("{binding}=")) {
            let rest = part.text.get(at + binding.len() + 1..).unwrap_or_default();
            let value = rest
                .get(1..)
                .and_then(|rest| rest.split(['"', '\'']).next());
            if value != Some(namespace) {
                bail!(
                    "its part {} names things in an unusual way; open it in Word and save it again",
                    crate::diag::safe(&part.name)
                );
            }
        }
    }
    Ok(())
}

/// Refuses a report that was built before: its texts would stand in the new one twice.
fn refuse_report(element: &Element) -> anyhow::Result<()> {
    let tag = element.at(&["sdtPr", "tag"]).map(Element::val);
    if tag.is_some_and(|tag| tag.starts_with(slot::TAG)) {
        bail!(
            "it is a report with its texts, and no template; take those out, or begin with `va-report template init`"
        );
    }
    element.children().try_for_each(refuse_report)
}
