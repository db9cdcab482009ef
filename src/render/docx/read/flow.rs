//! The body as one row of paragraphs and tables, with the controls and bookmarks that stand around them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::styles::Styles;
use crate::render::docx::tree::Element;

/// A paragraph or a table of the body.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'d> {
    pub(super) node: &'d Element,
    /// The level of a heading, from 1.
    pub(super) heading: Option<usize>,
}

impl Item<'_> {
    /// Returns whether it is a table.
    pub(super) fn is_table(&self) -> bool {
        &*self.node.name == "tbl"
    }
}

/// A content control.
#[derive(Debug)]
pub(super) struct Control {
    pub(super) tag: String,
    pub(super) alias: String,
    pub(super) range: Range<usize>,
}

/// The body in reading order.
#[derive(Debug, Default)]
pub(super) struct Flow<'d> {
    pub(super) items: Vec<Item<'d>>,
    pub(super) controls: Vec<Control>,
    /// Where each bookmark begins, by name, in order.
    starts: BTreeMap<&'d str, Vec<(&'d str, usize)>>,
    /// Where bookmarks end, by number.
    ends: BTreeMap<&'d str, usize>,
}

impl<'d> Flow<'d> {
    /// Returns the flow of a body.
    pub(super) fn of(body: &'d Element, styles: &Styles<'d>) -> Self {
        let mut flow = Self::default();
        flow.blocks(body, styles);
        flow
    }

    /// Returns the items of a bookmark; `None` when it does not end, or a heading stands in it.
    ///
    /// A word processor that divides a bookmark leaves several of the same name: they are one.
    pub(super) fn bookmark(&self, name: &str) -> Option<Range<usize>> {
        let starts = self.starts.get(name)?;
        let start = starts.iter().map(|(_, at)| *at).min()?;
        let ends = starts.iter().filter_map(|(id, _)| self.ends.get(id));
        let range = start..*ends.max()?;
        let items = self.items.get(range.clone())?;
        let crosses = items.iter().any(|item| item.heading.is_some());
        (!crosses).then_some(range)
    }

    fn blocks(&mut self, parent: &'d Element, styles: &Styles<'d>) {
        for child in parent.children() {
            match &*child.name {
                "p" => {
                    self.paragraph(child, styles);
                }
                "tbl" => self.items.push(Item {
                    node: child,
                    heading: None,
                }),
                "sdt" => {
                    let start = self.items.len();
                    // Word puts words of its own into a control that was emptied.
                    let prompt = child.at(&["sdtPr", "showingPlcHdr"]).is_some();
                    if let Some(content) = child.child("sdtContent").filter(|_| !prompt) {
                        self.blocks(content, styles);
                    }
                    self.control(child, start..self.items.len());
                }
                "customXml" | "ins" | "moveTo" => self.blocks(child, styles),
                "bookmarkStart" => self.start(child, self.items.len()),
                "bookmarkEnd" => self.end(child, self.items.len()),
                _ => {}
            }
        }
    }

    fn control(&mut self, control: &Element, range: Range<usize>) {
        let value = |name: &str| {
            let property = control.at(&["sdtPr", name]);
            property.map(Element::val).unwrap_or_default().to_owned()
        };
        self.controls.push(Control {
            tag: value("tag"),
            alias: value("alias"),
            range,
        });
    }

    fn start(&mut self, mark: &'d Element, at: usize) {
        let id = mark.attribute("id").unwrap_or_default();
        let name = mark.attribute("name").unwrap_or_default();
        self.starts.entry(name).or_default().push((id, at));
    }

    fn end(&mut self, mark: &'d Element, at: usize) {
        let id = mark.attribute("id").unwrap_or_default();
        self.ends.insert(id, at);
    }

    fn paragraph(&mut self, paragraph: &'d Element, styles: &Styles<'d>) {
        let at = self.items.len();
        let heading = styles.heading(paragraph);
        self.items.push(Item {
            node: paragraph,
            heading,
        });
        let mut after_words = false;
        self.marks(paragraph, at, &mut after_words);
    }

    /// Takes the bookmarks and controls inside a paragraph: a bookmark that ends before its words ends before it, and one
    /// that begins behind them begins after it.
    fn marks(&mut self, element: &'d Element, at: usize, after_words: &mut bool) {
        let children: Vec<&'d Element> = element.children().collect();
        let last = children.iter().rposition(|child| has_words(child));
        for (place, child) in children.iter().enumerate() {
            match &*child.name {
                "bookmarkStart" => {
                    let behind = *after_words && last.is_none_or(|last| last < place);
                    self.start(child, if behind { at + 1 } else { at });
                }
                "bookmarkEnd" => self.end(child, if *after_words { at + 1 } else { at }),
                "sdt" => {
                    self.control(child, at..at + 1);
                    if let Some(content) = child.child("sdtContent") {
                        self.marks(content, at, after_words);
                    }
                }
                "r" => *after_words |= has_words(child),
                _ => self.marks(child, at, after_words),
            }
        }
    }
}

fn has_words(element: &Element) -> bool {
    let own = matches!(
        &*element.name,
        "t" | "br" | "tab" | "drawing" | "footnoteReference"
    );
    own || element.children().any(has_words)
}
