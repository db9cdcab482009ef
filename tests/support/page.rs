//! What a reader finds in a report, taken from its page by a parser of HTML that is not ours.
//!
//! What stands on the page only is left out: words for those who do not see it, the footer, and the state of the report.

use std::fmt::Debug;

use scraper::{ElementRef, Html, Node};

use crate::outline::{Outline, one_line, tidy};

/// Checks that a page is valid and says what another format says.
pub(crate) fn agrees(page: &str, other: &Outline) -> Result<(), String> {
    let page = of_html(page)?;
    same("title", &[&page.title], &[&with_letters(&other.title)])?;
    let headings = other.headings.iter();
    let headings: Vec<(usize, String)> = headings
        .map(|(level, text)| (*level, with_letters(text)))
        .collect();
    same("heading", &page.headings, &headings)?;
    same("entry", &page.contents, &all_with_letters(&other.contents))?;
    same(
        "caption",
        &page.captions,
        &all_with_letters(&other.captions),
    )?;
    let tables = other.tables.iter();
    let tables: Vec<Vec<Vec<String>>> = tables
        .map(|rows| rows.iter().map(|row| all_with_letters(row)).collect())
        .collect();
    same("table", &page.tables, &tables)?;
    same("line", &page.lines, &all_with_letters(&other.lines))?;
    let slots: Vec<(String, [usize; 2])> = other
        .slots
        .iter()
        .map(|(id, place)| (with_letters(id), *place))
        .collect();
    same("slot", &page.slots, &slots)?;
    same("note", &page.notes, &all_with_letters(&other.notes))?;
    same("link", &page.links, &other.links)
}

fn same<T: Debug + PartialEq>(what: &str, page: &[T], other: &[T]) -> Result<(), String> {
    let pairs = page.iter().zip(other).enumerate();
    let different = pairs
        .filter(|(_, (one, other))| one != other)
        .map(|(at, _)| at)
        .next();
    let shorter = page.len().min(other.len());
    match different.or((page.len() != other.len()).then_some(shorter)) {
        None => Ok(()),
        Some(at) => Err(format!(
            "{what} {}: {:?} on the page, {:?} elsewhere",
            at + 1,
            page.get(at),
            other.get(at)
        )),
    }
}

/// Returns text with what Unicode sets aside for no letter replaced: XML can hold it, a page may not.
fn with_letters(text: &str) -> String {
    let letter = |letter: char| match u32::from(letter) {
        0xFDD0..=0xFDEF => '\u{FFFD}',
        number if number % 0x1_0000 >= 0xFFFE => '\u{FFFD}',
        _ => letter,
    };
    text.chars().map(letter).collect()
}

fn all_with_letters(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| with_letters(text)).collect()
}

/// Reads a page; refuses one in which the parser finds a fault.
pub(crate) fn of_html(page: &str) -> Result<Outline, String> {
    let page = Html::parse_document(page);
    if let Some(fault) = page.errors.first() {
        return Err(fault.to_string());
    }
    let mut outline = Outline::default();
    for element in children(page.root_element()).flat_map(children) {
        match element.value().name() {
            "header" => header(element, &mut outline),
            "nav" => {
                let links = children_named(element, "a").into_iter();
                outline
                    .contents
                    .extend(links.map(|link| one_line(&words(link))));
            }
            "main" => blocks(element, &mut outline),
            _ => {}
        }
    }
    let links = children_named(page.root_element(), "a").into_iter();
    let outside = links
        .filter_map(|link| link.attr("href"))
        .filter(|address| !address.starts_with('#'));
    outline.links = outside.map(str::to_owned).collect();
    outline.links.sort();
    Ok(outline)
}

fn header(header: ElementRef<'_>, outline: &mut Outline) {
    for element in children(header) {
        match element.value().name() {
            "h1" => outline.title = one_line(&words(element)),
            _ if element
                .value()
                .has_class("status", scraper::CaseSensitivity::CaseSensitive) => {}
            _ => push_lines(&words(element), outline),
        }
    }
}

fn blocks(parent: ElementRef<'_>, outline: &mut Outline) {
    for element in children(parent) {
        let name = element.value().name();
        match name {
            "section" if element.attr("role") == Some("doc-endnotes") => {
                let notes = children_named(element, "li").into_iter();
                outline.notes.extend(notes.map(|note| tidy(&words(note))));
            }
            "section" | "div" => match element.attr("data-assessment") {
                Some(id) => {
                    let from = outline.lines.len();
                    blocks(element, outline);
                    outline
                        .slots
                        .push((id.to_owned(), [from, outline.lines.len()]));
                }
                None => blocks(element, outline),
            },
            "h2" | "h3" | "h4" => {
                let level = usize::from(name.as_bytes()[1] - b'1');
                outline.headings.push((level, one_line(&words(element))));
            }
            "p" => push_lines(&words(element), outline),
            "ul" | "ol" => list(element, outline),
            // A list of tables or of figures.
            "nav" => {
                let entries = children_named(element, "li").into_iter();
                let entries = entries.map(|entry| one_line(&words(entry)));
                outline.contents.extend(entries);
            }
            "table" => table(element, outline),
            "figure" => {
                let captions = children_named(element, "figcaption").into_iter();
                outline
                    .captions
                    .extend(captions.map(|caption| one_line(&words(caption))));
            }
            _ => {}
        }
    }
}

fn list(list: ElementRef<'_>, outline: &mut Outline) {
    for item in children(list) {
        push_lines(&words(item), outline);
        for nested in children(item).filter(|child| is_list(*child)) {
            self::list(nested, outline);
        }
    }
}

fn table(table: ElementRef<'_>, outline: &mut Outline) {
    let captions = children_named(table, "caption").into_iter();
    outline
        .captions
        .extend(captions.map(|caption| one_line(&words(caption))));
    let rows = children_named(table, "tr").into_iter();
    let rows = rows.map(|row| children(row).map(|cell| tidy(&words(cell))).collect());
    outline.tables.push(rows.collect());
}

fn push_lines(text: &str, outline: &mut Outline) {
    let tidy = tidy(text);
    let lines = tidy.split('\n').filter(|line| !line.is_empty());
    outline.lines.extend(lines.map(str::to_owned));
}

fn is_list(element: ElementRef<'_>) -> bool {
    matches!(element.value().name(), "ul" | "ol")
}

/// Returns what a reader sees of an element: text, line breaks, paragraphs as lines, lists below it left out.
fn words(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    if is_left_out(element) {
        return text;
    }
    for child in element.children() {
        match child.value() {
            Node::Text(piece) => text.push_str(piece),
            Node::Element(inner) => {
                let Some(wrapped) = ElementRef::wrap(child) else {
                    continue;
                };
                match inner.name() {
                    "br" => text.push('\n'),
                    "ul" | "ol" => {}
                    "p" => text.extend([words(wrapped).as_str(), "\n"]),
                    _ => text.push_str(&words(wrapped)),
                }
            }
            _ => {}
        }
    }
    text
}

/// Returns whether an element is for the page only: hidden words, and the marks between a footnote and its place.
fn is_left_out(element: ElementRef<'_>) -> bool {
    let role = element.attr("role");
    matches!(role, Some("doc-noteref" | "doc-backlink"))
        || element.attr("hidden").is_some()
        || element.attr("class") == Some("unseen")
}

fn children(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    element.child_elements()
}

/// Returns the elements of a name within an element.
pub(crate) fn children_named<'a>(element: ElementRef<'a>, name: &str) -> Vec<ElementRef<'a>> {
    let all = element.descendent_elements();
    all.filter(|inner| inner.value().name() == name).collect()
}
