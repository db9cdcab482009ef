//! What reviewers remarked, and where.

use std::collections::{BTreeMap, BTreeSet};

use super::flow::Flow;
use super::places::{Headings, tidy};
use crate::render::docx::tree::Element;

/// Longest quotation, in bytes; what is longer is quoted as far as it was gathered.
const LONGEST: usize = 240;
/// Most comments that are read.
const MOST: usize = 2_000;

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
        quotes.add(" ");
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
}

#[derive(Default)]
struct Quotes {
    all: Vec<Quote>,
    /// Numbers of comments, with the place of their quotation.
    known: BTreeMap<String, usize>,
    /// Quotations that go on.
    open: BTreeSet<usize>,
}

impl Quotes {
    fn collect(&mut self, element: &Element, at: usize) {
        for child in element.children() {
            let id = child.attribute("id").unwrap_or_default();
            match &*child.name {
                "commentRangeStart" => {
                    let quote = self.begin(id, at);
                    self.open.extend(quote);
                }
                "commentReference" => drop(self.begin(id, at)),
                "commentRangeEnd" => {
                    if let Some(quote) = self.known.get(id) {
                        self.open.remove(quote);
                    }
                }
                "t" => self.add(&child.text),
                "del" | "moveFrom" => {}
                _ => self.collect(child, at),
            }
        }
    }

    /// Begins the quotation of a comment, unless it has one.
    fn begin(&mut self, id: &str, at: usize) -> Option<usize> {
        if self.known.contains_key(id) || self.all.len() >= MOST {
            return None;
        }
        let quote = self.all.len();
        self.known.insert(id.to_owned(), quote);
        self.all.push(Quote {
            id: id.to_owned(),
            at,
            words: String::new(),
        });
        Some(quote)
    }

    fn add(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        for at in self.open.clone() {
            if let Some(quote) = self.all.get_mut(at) {
                quote.words.push_str(words);
                if quote.words.len() > LONGEST {
                    self.open.remove(&at);
                }
            }
        }
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
