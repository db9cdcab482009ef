//! The runs of a paragraph as words with their look; tracked changes are read as accepted.

use std::collections::BTreeMap;

use crate::narrative::normal::{Look, Piece, What};

use super::styles::{Marks, Styles};
use crate::render::docx::archive::Relationship;
use crate::render::docx::tree::Element;

/// Most letters and pieces of a text, footnotes counted each time they are referred to.
const LONGEST: usize = 400_000;

/// What was met on the way besides words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Met {
    /// Insertions that were taken.
    pub insertions: usize,
    /// Deletions that were left out.
    pub deletions: usize,
    /// What Markdown cannot hold, with how often it occurs.
    pub foreign: BTreeMap<String, usize>,
    /// Whether the text is longer than any text of a report; the rest was not read.
    pub(super) too_long: bool,
}

impl Met {
    pub(super) fn foreign(&mut self, what: &str) {
        *self.foreign.entry(what.to_owned()).or_default() += 1;
    }
}

/// What the runs of all paragraphs need from other parts.
#[derive(Debug, Default)]
pub(super) struct Companions<'d> {
    pub(super) styles: Styles<'d>,
    pub(super) notes: BTreeMap<&'d str, &'d Element>,
    pub(super) links: BTreeMap<String, Relationship>,
    pub(super) note_links: BTreeMap<String, Relationship>,
}

/// A field that is open.
#[derive(Debug, Default)]
struct Field {
    code: String,
    /// Whether its result has begun.
    in_result: bool,
    url: Option<String>,
}

/// Reads runs; fields may begin in one paragraph and end in another.
#[derive(Debug)]
pub(super) struct Reader<'d> {
    parts: &'d Companions<'d>,
    fields: Vec<Field>,
    in_note: bool,
    /// How many letters and pieces were read.
    steps: usize,
    pieces: Vec<Piece>,
    pub(super) met: Met,
}

impl<'d> Reader<'d> {
    /// Returns a reader.
    pub(super) fn new(parts: &'d Companions<'d>) -> Self {
        Self {
            parts,
            fields: Vec::new(),
            in_note: false,
            steps: 0,
            pieces: Vec::new(),
            met: Met::default(),
        }
    }

    /// Returns the content of a paragraph.
    pub(super) fn paragraph(&mut self, paragraph: &Element) -> Vec<Piece> {
        self.content(paragraph, None);
        std::mem::take(&mut self.pieces)
    }

    fn content(&mut self, element: &Element, url: Option<&str>) {
        for child in element.children() {
            self.steps += 1 + child.children().map(|leaf| leaf.text.len()).sum::<usize>();
            if self.steps > LONGEST {
                self.met.too_long = true;
                return;
            }
            match &*child.name {
                "r" => self.run(child, url),
                "ins" | "moveTo" => {
                    self.met.insertions += 1;
                    self.content(child, url);
                }
                "del" | "moveFrom" => self.met.deletions += 1,
                "hyperlink" => {
                    let target = self.target(child);
                    self.content(child, target.as_deref().or(url));
                }
                "fldSimple" => {
                    let code = child.attribute("instr").unwrap_or_default();
                    let target = self.field_target(code);
                    self.content(child, target.as_deref().or(url));
                }
                "sdt" => {
                    if let Some(content) = child.child("sdtContent") {
                        self.content(content, url);
                    }
                }
                "smartTag" | "customXml" | "bdo" | "dir" => self.content(child, url),
                "mc:AlternateContent" => self.met.foreign(drawing(child)),
                "m:oMath" | "m:oMathPara" => self.met.foreign("a formula"),
                _ => {}
            }
        }
    }

    /// Returns the address that a link leads to; a link inside the document has none.
    fn target(&mut self, link: &Element) -> Option<String> {
        let links = if self.in_note {
            &self.parts.note_links
        } else {
            &self.parts.links
        };
        let found = link.attribute("r:id").and_then(|id| links.get(id));
        let external = found.filter(|found| found.external)?;
        Some(external.target.clone())
    }

    /// Returns the address of a field that is a link; any other field is foreign.
    fn field_target(&mut self, code: &str) -> Option<String> {
        let mut words = code.split_whitespace();
        let name = words.next().unwrap_or_default().to_uppercase();
        if name != "HYPERLINK" {
            let name: String = name.chars().take(24).collect();
            self.met.foreign(&format!("a field ({name})"));
            return None;
        }
        let (_, rest) = code.split_once('"')?;
        let (url, _) = rest.split_once('"')?;
        let before = code.split('"').next().unwrap_or_default();
        (!before.contains("\\l")).then(|| url.to_owned())
    }

    fn run(&mut self, run: &Element, url: Option<&str>) {
        let own = run.child("rPr");
        if own.and_then(|own| own.switch("vanish")) == Some(true) {
            return self.met.foreign("hidden text");
        }
        let marks = self.parts.styles.marks(run);
        if let Some(what) = own.and_then(foreign_look) {
            let words = run.children().any(|child| &*child.name == "t");
            if words {
                self.met.foreign(what);
            }
        }
        for child in run.children() {
            match &*child.name {
                "t" => {
                    let kept = child.attribute("xml:space") == Some("preserve");
                    let text = child.text.replace(['\n', '\r'], " ");
                    let text = if kept {
                        &text
                    } else {
                        text.trim_matches([' ', '\t'])
                    };
                    self.words(text, marks, url);
                }
                "tab" | "ptab" => self.words("\t", marks, url),
                "br" if matches!(child.attribute("type"), Some("page" | "column")) => {}
                "br" | "cr" => self.words("\n", marks, url),
                "noBreakHyphen" => self.words("\u{2011}", marks, url),
                "softHyphen" => self.words("\u{ad}", marks, url),
                "sym" => self.met.foreign("a symbol of another font"),
                "footnoteReference" => self.note(child),
                "endnoteReference" => self.met.foreign("an endnote"),
                "drawing" | "pict" | "object" | "mc:AlternateContent" => {
                    self.met.foreign(drawing(child));
                }
                "fldChar" => self.field(child.attribute("fldCharType").unwrap_or_default()),
                "instrText" => {
                    if let Some(field) = self.fields.last_mut() {
                        field.code.push_str(&child.text);
                    }
                }
                _ => {}
            }
        }
    }

    fn field(&mut self, kind: &str) {
        match kind {
            "begin" => self.fields.push(Field::default()),
            "separate" => {
                if let Some(mut field) = self.fields.pop() {
                    field.url = self.field_target(&field.code);
                    field.in_result = true;
                    self.fields.push(field);
                }
            }
            "end" => drop(self.fields.pop()),
            _ => {}
        }
    }

    fn words(&mut self, words: &str, marks: Marks, url: Option<&str>) {
        if self.fields.iter().any(|field| !field.in_result) {
            return;
        }
        let field = self
            .fields
            .iter()
            .rev()
            .find_map(|field| field.url.as_deref());
        let look = Look {
            url: url.or(field).map(str::to_owned),
            strong: marks.strong,
            emphasis: marks.emphasis,
        };
        let what = if marks.code {
            What::Code(words.to_owned())
        } else {
            What::Words(words.to_owned())
        };
        self.pieces.push(Piece { look, what });
    }

    fn note(&mut self, reference: &Element) {
        let id = reference.attribute("id").unwrap_or_default();
        let Some(note) = self.parts.notes.get(id).filter(|_| !self.in_note) else {
            return;
        };
        let before = std::mem::take(&mut self.pieces);
        let fields = std::mem::take(&mut self.fields);
        self.in_note = true;
        for (at, paragraph) in note
            .children()
            .filter(|child| &*child.name == "p")
            .enumerate()
        {
            if at > 0 {
                self.words("\n", Marks::default(), None);
            }
            self.content(paragraph, None);
        }
        self.in_note = false;
        self.fields = fields;
        let content = std::mem::replace(&mut self.pieces, before);
        self.pieces.push(Piece {
            look: Look::default(),
            what: What::Note(content),
        });
    }
}

/// Returns what is drawn, in words.
fn drawing(element: &Element) -> &'static str {
    fn holds(element: &Element, name: &str) -> bool {
        let local = element.name.rsplit(':').next().unwrap_or_default();
        local == name || element.children().any(|child| holds(child, name))
    }
    if holds(element, "txbxContent") {
        "a text box"
    } else if &*element.name == "object" {
        "an embedded object"
    } else {
        "a picture"
    }
}

/// Returns a look that Markdown does not have.
fn foreign_look(look: &Element) -> Option<&'static str> {
    if look.switch("strike") == Some(true) || look.switch("dstrike") == Some(true) {
        return Some("struck-through text");
    }
    let raised = look.child("vertAlign").map(Element::val);
    matches!(raised, Some("superscript" | "subscript")).then_some("raised or lowered text")
}
