//! What reviewers remarked, and where.

use std::collections::BTreeMap;

use super::flow::Flow;
use super::places::{Headings, tidy};
use super::tree::Element;

/// Longest quotation, in letters.
const LONGEST: usize = 80;

/// A reviewer's comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The headings above the words that it is about, outermost first.
    pub place: Vec<String>,
    /// The words that it is about.
    pub quoted: String,
    /// Who wrote it.
    pub author: String,
    /// What it says.
    pub text: String,
}

/// Returns the comments of a body, in its order.
pub(super) fn comments(
    part: Option<&Element>,
    flow: &Flow<'_>,
    headings: &Headings,
) -> Vec<Comment> {
    let elements = part.into_iter().flat_map(Element::children);
    let known: BTreeMap<&str, &Element> = elements
        .filter(|comment| &*comment.name == "comment")
        .filter_map(|comment| Some((comment.attribute("id")?, comment)))
        .collect();
    if known.is_empty() {
        return Vec::new();
    }
    let mut quotes = Quotes::default();
    for (at, item) in flow.items.iter().enumerate() {
        quotes.collect(item.node, at);
        quotes.space();
    }
    let found = quotes.all.into_iter().filter_map(|quote| {
        let comment = known.get(quote.id.as_str())?;
        let mut text = String::new();
        gather(comment, &mut text);
        let above = headings.above(quote.at).into_iter();
        Some(Comment {
            place: above.map(str::to_owned).collect(),
            quoted: tidy(&quote.words),
            author: tidy(comment.attribute("author").unwrap_or_default()),
            text: tidy(&text),
        })
    });
    found.collect()
}

struct Quote {
    id: String,
    at: usize,
    words: String,
    open: bool,
}

#[derive(Default)]
struct Quotes {
    all: Vec<Quote>,
}

impl Quotes {
    fn collect(&mut self, element: &Element, at: usize) {
        for child in element.children() {
            let id = child.attribute("id").unwrap_or_default();
            match &*child.name {
                "commentRangeStart" => self.begin(id, at, true),
                "commentReference" if !self.all.iter().any(|quote| quote.id == id) => {
                    self.begin(id, at, false);
                }
                "commentRangeEnd" => {
                    let mut known = self.all.iter_mut();
                    if let Some(quote) = known.find(|quote| quote.id == id) {
                        quote.open = false;
                    }
                }
                "t" => self.add(&child.text),
                "del" | "moveFrom" => {}
                _ => self.collect(child, at),
            }
        }
    }

    fn begin(&mut self, id: &str, at: usize, open: bool) {
        self.all.push(Quote {
            id: id.to_owned(),
            at,
            words: String::new(),
            open,
        });
    }

    fn add(&mut self, words: &str) {
        for quote in self.all.iter_mut().filter(|quote| quote.open) {
            if quote.words.chars().count() < LONGEST {
                quote.words.push_str(words);
            }
        }
    }

    fn space(&mut self) {
        self.add(" ");
    }
}

fn gather(element: &Element, text: &mut String) {
    for child in element.children() {
        if &*child.name == "t" {
            text.push_str(&child.text);
        } else {
            gather(child, text);
        }
    }
    if &*element.name == "p" {
        text.push(' ');
    }
}
