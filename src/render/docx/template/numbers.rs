//! The lists of the report in a template: numbers are appended, those of the template stay.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::super::tree::Element;
use super::graft::{attribute, name, set};
use super::opened::Part;

/// The number of the built-in list of headings, and its scheme.
const HEADINGS: &str = "1";

/// The lists of the report as they are in the template.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// Their numbers in the template by those in the built-in file.
    pub(super) ids: BTreeMap<String, String>,
    /// What is put in behind the schemes of the template.
    pub(super) schemes: String,
    /// What is put in behind its numbers.
    pub(super) lists: String,
}

/// Returns the largest number that children of an element have.
pub(super) fn largest<'e>(
    elements: impl Iterator<Item = &'e Element>,
    attribute: &str,
) -> Option<i64> {
    let numbers = elements.filter_map(|element| element.attribute(attribute)?.parse().ok());
    numbers.max()
}

impl Numbers {
    /// Renumbers the lists that are used.
    pub(super) fn of(template: Option<&Part>, ours: &str, used: &dyn Fn(&str) -> bool) -> Self {
        let children = |kind: &'static str| {
            let all = template.into_iter().flat_map(|part| part.root.children());
            all.filter(move |child| &*child.name == kind)
        };
        let mut scheme = largest(children("abstractNum"), "abstractNumId").unwrap_or(0);
        let mut list = largest(children("num"), "numId").unwrap_or(0);
        let mut numbers = Self::default();
        let mut schemes: BTreeMap<&str, i64> = BTreeMap::new();
        for one in pieces(ours, "w:num") {
            let id = attribute(one, "w:numId").unwrap_or_default();
            if !used(id) {
                continue;
            }
            list += 1;
            numbers.ids.insert(id.to_owned(), list.to_string());
            for tag in one.split_inclusive('>') {
                let written = match name(tag) {
                    "w:num" => set(tag, "w:numId", &list.to_string()),
                    "w:abstractNumId" => {
                        let own = attribute(tag, "w:val").unwrap_or_default();
                        let number = *schemes.entry(own).or_insert_with(|| {
                            scheme += 1;
                            scheme
                        });
                        set(tag, "w:val", &number.to_string())
                    }
                    _ => tag.to_owned(),
                };
                numbers.lists.push_str(&written);
            }
        }
        for one in pieces(ours, "w:abstractNum") {
            let id = attribute(one, "w:abstractNumId").unwrap_or_default();
            let Some(number) = schemes.get(id) else {
                continue;
            };
            for tag in one.split_inclusive('>') {
                match name(tag) {
                    "w:abstractNum" => {
                        let tag = set(tag, "w:abstractNumId", &number.to_string());
                        write!(numbers.schemes, "{tag}").expect("a String takes everything");
                    }
                    // The styles of the template do not belong to it: each heading carries its number itself.
                    "w:pStyle" if id == HEADINGS => {}
                    _ => numbers.schemes.push_str(tag),
                }
            }
        }
        numbers
    }

    /// Returns the number that the list of headings has in the template.
    pub(super) fn headings(&self) -> Option<&str> {
        self.ids.get(HEADINGS).map(String::as_str)
    }
}

/// Returns the elements of that name in a part that this program wrote.
fn pieces<'p>(part: &'p str, name: &str) -> Vec<&'p str> {
    let (open, close) = (format!("<{name} "), format!("</{name}>"));
    let starts = part.match_indices(&open).map(|(at, _)| at);
    let piece = |at: usize| {
        let rest = part.get(at..)?;
        let end = rest.find(&close)? + close.len();
        rest.get(..end)
    };
    starts.filter_map(piece).collect()
}
