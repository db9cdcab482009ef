//! Fills a template.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::bail;

use crate::layout::document::Document;

use super::super::package::{Content, Parts, Types, zipped};
use super::super::properties::CHAPTERS;
use super::super::toc::Entry;
use super::super::tree::Element;
use super::super::xml::Xml;
use super::super::{Charts, body, packed};
use super::companions::{write_numbering, write_styles};
use super::graft::{Graft, styles_of};
use super::headings::{self, Numbering};
use super::looks::{Known, Looks, Style};
use super::numbers::Numbers;
use super::opened::{Part, Template};
use super::parts::{Added, Links, properties, take_over};
use super::plan::{Line, Plan, plan};
use super::slots::Cut;
use super::splice::Splices;
use super::{Filling, contents, notes, sections};

/// Styles of headings, by which it is settled where they get their numbers from.
const HEADINGS: [&str; 4] = ["Heading1", "Heading2", "Heading3", "HeadingPlain"];

/// Writes a document into a template and returns the bytes of the Word file.
///
/// # Errors
///
/// Fails when the template has no place for anything, or a part of it cannot be packed.
pub fn fill(document: &Document, filling: &Filling<'_>, charts: Charts) -> anyhow::Result<Vec<u8>> {
    let template = filling.template;
    let plan = plan(template, document, filling.texts, filling.choices);
    let Some(first) = plan.places.first() else {
        bail!("the template has no slot that a chapter can stand in");
    };
    let width = sections::at(template, first.range.start).width(false);
    let width = u32::try_from(width).unwrap_or_default();
    let document = printed(document, &plan);
    let is_whole = matches!(document, Cow::Borrowed(_));
    let document = &*document;
    let known = Known::of(template);
    let heads = HEADINGS.map(|id| ("paragraph".to_owned(), id.to_owned()));
    let looks = Looks::of(&known, &BTreeSet::from(heads), filling.choices, width);
    let mut splices = Splices::default();
    splices.bind(&template.document);
    let mark = largest_mark(template) + 1;
    let outline = headings::outline(template, &plan, document, &looks, &mut splices, mark);
    let own_marks = i64::try_from(outline.len()).unwrap_or_default();
    let (pieces, mut ours, types) = written(document, &plan, outline.clone(), charts)?;
    if !is_whole {
        name_chapters(document, &mut ours);
    }
    let known = Known::with(template, text(&ours, "word/styles.xml"));
    let field = contents::field(template);
    let field = field.filter(|field| !plan.places.iter().any(|place| field.is_in(&place.range)));
    let looks = Looks::of(
        &known,
        &used(&pieces, &ours, field.is_some()),
        filling.choices,
        width,
    );
    let numbers = numbers(
        template,
        &pieces,
        &text(&ours, "word/numbering.xml"),
        &looks,
    );
    let mut added = Added::default();
    let mut links = Links::of(template.rels.as_ref(), &template.document.name);
    let ids = take_over(
        &ours,
        &types,
        "word/document.xml",
        template,
        &mut links,
        &mut added,
    );
    let controls = controls(template);
    let mut graft = Graft {
        looks: &looks,
        numbers: &numbers.ids,
        headings: numbers.headings(),
        links: &ids,
        notes: notes::offset(template.footnotes.as_ref(), 1),
        comments: notes::offset(template.comments.as_ref(), 0),
        bookmarks: mark + own_marks,
        controls: &controls,
        pictures: largest_picture(template),
    };
    if let Some(field) = &field {
        field.fill(template, &outline, &looks, &mut splices);
    }
    let lost = main_part(template, &plan, &pieces, &mut graft, splices, &mut added);
    margins(template, &plan, &mut added);
    notes::footnotes(template, (&ours, &types), &graft, &mut links, &mut added);
    notes::comments(
        template,
        (&ours, &types),
        &mut graft,
        &mut links,
        &mut added,
        &lost,
    );
    write_styles(template, &looks, (&ours, &types), &mut links, &mut added);
    write_numbering(template, &numbers, &types, &mut links, &mut added);
    properties(template, &ours, &mut added);
    links.write(&mut added);
    added.types(template);
    pack(template, added)
}

/// Writes what the report has in each place, and all other parts.
fn written(
    document: &Document,
    plan: &Plan,
    outline: Vec<Entry>,
    charts: Charts,
) -> anyhow::Result<(Vec<String>, Parts, Types)> {
    let mut pieces = Vec::new();
    let package = packed(document, outline, charts, |story| {
        for place in &plan.places {
            let bytes = body::chapters(document, &place.chapters, story);
            pieces.push(String::from_utf8_lossy(&bytes).into_owned());
        }
        Vec::new()
    })?;
    let (ours, types) = package.apart();
    Ok((pieces, ours, types))
}

/// Writes the main part, and returns the numbers of comments that stood in slots.
fn main_part(
    template: &Template,
    plan: &Plan,
    pieces: &[String],
    graft: &mut Graft<'_>,
    mut splices: Splices,
    added: &mut Added,
) -> Vec<String> {
    let part = &template.document;
    let mut gone: Vec<Range<usize>> = Vec::new();
    put_in(template, plan, pieces, graft, &mut splices, &mut gone);
    put_lines(part, 0, &plan.lines, &mut splices, &mut gone);
    let lost = mates(&part.root, &gone, &mut splices);
    added
        .parts
        .insert(part.name.clone(), splices.apply(&part.text));
    lost
}

/// Writes the headers and footers that have slots.
fn margins(template: &Template, plan: &Plan, added: &mut Added) {
    for (story, part) in template.stories().enumerate().skip(1) {
        let mut splices = Splices::default();
        put_lines(part, story, &plan.lines, &mut splices, &mut Vec::new());
        if !splices.is_empty() {
            splices.bind(part);
            added
                .parts
                .insert(part.name.clone(), splices.apply(&part.text));
        }
    }
}

/// Returns the document without the chapters that have no place.
fn printed<'d>(document: &'d Document, plan: &Plan) -> Cow<'d, Document> {
    let names: Vec<&str> = plan.printed().collect();
    let all = document.chapters.iter();
    let whole = all
        .filter(|chapter| !chapter.blocks.is_empty())
        .all(|chapter| names.contains(&chapter.name));
    if whole {
        return Cow::Borrowed(document);
    }
    let mut document = document.clone();
    document
        .chapters
        .retain(|chapter| names.contains(&chapter.name));
    Cow::Owned(document)
}

/// Writes into the properties of the file which chapters it has, so that the others are not missed in it.
fn name_chapters(document: &Document, ours: &mut Parts) {
    let part = "docProps/custom.xml";
    let text = text(ours, part);
    let names: Vec<&str> = document
        .chapters
        .iter()
        .map(|chapter| chapter.name)
        .collect();
    let number = (text.matches("<property ").count() + 2).to_string();
    let mut xml = Xml::fragment();
    let attributes = [
        ("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"),
        ("pid", &*number),
        ("name", CHAPTERS),
    ];
    xml.inside("property", &attributes, |xml| {
        xml.leaf("vt:lpwstr", &[], &names.join(" "));
    });
    let property = String::from_utf8_lossy(&xml.finish()).into_owned();
    let all = text.replace("</Properties>", &format!("{property}</Properties>"));
    ours.insert(part.to_owned(), all.into_bytes());
}

pub(super) fn text(ours: &Parts, name: &str) -> String {
    let bytes = ours.get(name).map(Vec::as_slice).unwrap_or_default();
    String::from_utf8_lossy(bytes).into_owned()
}

/// Returns the styles that the report uses.
fn used(pieces: &[String], ours: &Parts, contents: bool) -> BTreeSet<Style> {
    let mut used: BTreeSet<Style> = pieces.iter().flat_map(|piece| styles_of(piece)).collect();
    let notes = text(ours, "word/footnotes.xml");
    if notes.contains("<w:footnoteRef/>") {
        used.extend(styles_of(&notes));
    }
    used.extend(styles_of(&text(ours, "word/comments.xml")));
    if contents {
        used.extend(["TOC1", "TOC2"].map(|id| ("paragraph".to_owned(), id.to_owned())));
    }
    used
}

/// Returns the lists of the report in the template; its list of headings only where the template's have no numbers.
fn numbers(template: &Template, pieces: &[String], ours: &str, looks: &Looks) -> Numbers {
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let mark = "<w:numId w:val=\"";
    for piece in pieces {
        for (at, _) in piece.match_indices(mark) {
            let rest = piece.get(at + mark.len()..).unwrap_or_default();
            used.extend(rest.split('"').next());
        }
    }
    let heading = |piece: &String| piece.contains("<w:pStyle w:val=\"Heading1\"/>");
    if headings::numbering(template, looks) == Numbering::Report && pieces.iter().any(heading) {
        used.insert("1");
    }
    Numbers::of(template.numbering.as_ref(), ours, &|id| used.contains(id))
}

/// Puts chapters in place of their slots.
fn put_in(
    template: &Template,
    plan: &Plan,
    pieces: &[String],
    graft: &mut Graft<'_>,
    splices: &mut Splices,
    gone: &mut Vec<Range<usize>>,
) {
    let mut broken: Vec<usize> = Vec::new();
    let all = sections::all(template);
    for (place, piece) in plan.places.iter().zip(pieces) {
        let section = sections::at(template, place.range.start);
        let key = section
            .element
            .map_or(usize::MAX, |element| element.outer.start);
        let mut first = !broken.contains(&key);
        let mut content = graft.body(piece, &section, &mut first);
        if !first && !broken.contains(&key) {
            broken.push(key);
        }
        // A section that ended in the slot ends behind what stands there now.
        let ended = all
            .iter()
            .filter_map(|section| Some((section, section.element?)));
        for (section, element) in
            ended.filter(|(_, element)| place.range.contains(&element.outer.start))
        {
            let own = template.document.slice(element.outer.clone()).to_owned();
            let rest = section
                .rest()
                .filter(|_| broken.contains(&element.outer.start));
            let own = rest.map_or(own, |(_, rest)| rest);
            content.push_str("<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>");
            content.push_str(&own);
            content.push_str("</w:pPr></w:p>");
        }
        splices.replace(place.range.clone(), content);
        gone.push(place.range.clone());
    }
    let inside = |at: usize| plan.places.iter().any(|place| place.range.contains(&at));
    for section in &all {
        let at = section
            .element
            .map_or(usize::MAX, |element| element.outer.start);
        if broken.contains(&at)
            && !inside(at)
            && let Some((range, rest)) = section.rest()
        {
            splices.replace(range, rest);
        }
    }
}

/// Puts words into their slots.
fn put_lines(
    part: &Part,
    story: usize,
    lines: &[Line],
    splices: &mut Splices,
    gone: &mut Vec<Range<usize>>,
) {
    for line in lines.iter().filter(|line| line.story == story) {
        for cut in &line.cuts {
            match cut {
                Cut::Gone(range) => splices.replace(range.clone(), ""),
                Cut::Keep(at) => splices.once(*at, " xml:space=\"preserve\""),
                Cut::Text(range) => {
                    let mut xml = Xml::fragment();
                    xml.text(&line.text);
                    splices.replace(range.clone(), xml.finish());
                }
                Cut::Run {
                    range,
                    before,
                    look,
                    after,
                } => {
                    let look = look
                        .clone()
                        .map(|look| part.slice(look))
                        .unwrap_or_default();
                    let mut xml = Xml::fragment();
                    xml.raw(before.as_bytes());
                    xml.inside("w:r", &[], |xml| {
                        xml.raw(look.as_bytes());
                        xml.leaf("w:t", &[("xml:space", "preserve")], &line.text);
                    });
                    xml.raw(after.as_bytes());
                    splices.replace(range.clone(), xml.finish());
                    gone.push(range.clone());
                }
            }
        }
    }
}

/// Takes the other half of each mark away of which one half is gone, and returns the numbers of comments that are gone.
fn mates(root: &Element, gone: &[Range<usize>], splices: &mut Splices) -> Vec<String> {
    let mut marks: BTreeMap<(&str, &str), Vec<&Element>> = BTreeMap::new();
    collect(root, &mut marks);
    let is_gone = |element: &Element| {
        gone.iter()
            .any(|range| range.contains(&element.outer.start))
    };
    let mut lost = Vec::new();
    for ((kind, id), elements) in marks {
        let any = elements.iter().any(|element| is_gone(element));
        if kind == "comment" {
            let reference = |element: &&&Element| &*element.name == "commentReference";
            let mut references = elements.iter().filter(reference);
            if references.any(|reference| is_gone(reference)) {
                lost.push(id.to_owned());
            } else {
                continue;
            }
        }
        for element in elements.iter().filter(|_| any) {
            splices.replace(element.outer.clone(), "");
        }
    }
    lost
}

fn collect<'t>(element: &'t Element, marks: &mut BTreeMap<(&'t str, &'t str), Vec<&'t Element>>) {
    for child in element.children() {
        let kind = match &*child.name {
            "bookmarkStart" | "bookmarkEnd" => "bookmark",
            "commentRangeStart" | "commentRangeEnd" | "commentReference" => "comment",
            "permStart" | "permEnd" => "permission",
            _ => {
                collect(child, marks);
                continue;
            }
        };
        let id = child.attribute("id").unwrap_or_default();
        marks.entry((kind, id)).or_default().push(child);
    }
}

fn largest_mark(template: &Template) -> i64 {
    let ids = |element: &Element| {
        let is_mark = matches!(&*element.name, "bookmarkStart" | "bookmarkEnd");
        is_mark.then(|| element.attribute("id")?.parse().ok())?
    };
    let footnotes = template.footnotes.iter().chain(&template.comments);
    let parts = template.stories().chain(footnotes);
    parts
        .filter_map(|part| largest(&part.root, &ids))
        .max()
        .unwrap_or(0)
        .clamp(0, 1 << 30)
}

/// Returns the largest number of a picture; those in text boxes are named otherwise in the tree.
fn largest_picture(template: &Template) -> u64 {
    let ids = |element: &Element| {
        let is_picture = &*element.name == "other:docPr";
        is_picture.then(|| element.attribute("id")?.parse().ok())?
    };
    let parts = template.stories();
    let most: i64 = parts
        .filter_map(|part| largest(&part.root, &ids))
        .max()
        .unwrap_or(0);
    u64::try_from(most).unwrap_or(0)
}

fn largest(element: &Element, number: &dyn Fn(&Element) -> Option<i64>) -> Option<i64> {
    let inner = element
        .children()
        .filter_map(|child| largest(child, number));
    inner.chain(number(element)).max()
}

/// Returns the numbers of the template's content controls.
fn controls(template: &Template) -> BTreeSet<String> {
    fn collect(element: &Element, all: &mut BTreeSet<String>) {
        let id = element.at(&["sdtPr", "id"]);
        all.extend(id.map(|id| id.val().to_owned()));
        element.children().for_each(|child| collect(child, all));
    }
    let mut all = BTreeSet::new();
    template
        .stories()
        .for_each(|part| collect(&part.root, &mut all));
    all
}

/// Packs what was written, and all else as it is in the template.
fn pack(template: &Template, added: Added) -> anyhow::Result<Vec<u8>> {
    let Added { parts, gone, .. } = added;
    let kept: Vec<String> = template
        .names
        .iter()
        .filter(|name| !parts.contains_key(*name) && !gone.contains(*name))
        .cloned()
        .collect();
    let kept = kept
        .into_iter()
        .map(|name| (name, Content::Kept(&template.bytes)));
    let written = parts
        .into_iter()
        .map(|(name, bytes)| (name, Content::Written(bytes)));
    zipped(written.chain(kept))
}
