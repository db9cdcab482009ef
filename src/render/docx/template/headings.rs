//! The headings of a filled template, its own and those of the report, in the order of their pages and with their numbers.

use std::collections::BTreeMap;

use crate::layout::document::{Block, Document};

use super::super::read::styles::Styles;
use super::super::toc::Entry;
use super::super::tree::Element;
use super::looks::Looks;
use super::opened::{Part, Template};
use super::plan::Plan;
use super::splice::Splices;
use super::words;

/// Where headings of the report get their numbers from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbering {
    /// From the styles of the template.
    Template,
    /// From the list of the report.
    Report,
}

/// Returns where headings of the report get their numbers from: the template's first level settles it.
pub(super) fn numbering(template: &Template, looks: &Looks) -> Numbering {
    let styles = Styles::of(template.styles.as_ref().map(|part| &part.root));
    match styles.list_of(looks.id("paragraph", "Heading1")) {
        Some(_) => Numbering::Template,
        None => Numbering::Report,
    }
}

/// Returns all headings, and gives those of the template that have none a bookmark from `first_mark` on.
pub(super) fn outline(
    template: &Template,
    plan: &Plan,
    document: &Document,
    looks: &Looks,
    splices: &mut Splices,
    first_mark: i64,
) -> Vec<Entry> {
    let styles = Styles::of(template.styles.as_ref().map(|part| &part.root));
    let mut own = Vec::new();
    collect(template.body(), &styles, &mut own);
    own.retain(|(paragraph, _)| {
        let at = paragraph.outer.start;
        !plan.places.iter().any(|place| place.range.contains(&at))
    });
    let mut counter = Counter {
        part: template.numbering.as_ref(),
        styles: &styles,
        counts: BTreeMap::new(),
    };
    let mut entries = Vec::new();
    let mut own = own.into_iter().peekable();
    let mut mark = first_mark;
    let places = plan.places.iter().map(Some).chain([None]);
    for place in places {
        let end = place.map_or(usize::MAX, |place| place.range.start);
        while let Some((paragraph, level)) = own.next_if(|(found, _)| found.outer.start < end) {
            let text = filled(template, plan, paragraph);
            let style = paragraph.at(&["pPr", "pStyle"]).map(Element::val);
            let number = counter.of_paragraph(paragraph, style.unwrap_or_default(), level);
            if text.trim().is_empty() || paragraph.is_single() {
                continue;
            }
            entries.push(Entry {
                level: u8::try_from(level).unwrap_or(9),
                number,
                text,
                bookmark: bookmark(paragraph, &mut mark, splices),
            });
        }
        let chapters = place
            .map(|place| place.chapters.as_slice())
            .unwrap_or_default();
        let ours = document.chapters.iter();
        let ours = ours.filter(|chapter| chapters.contains(&chapter.name));
        for block in ours.flat_map(|chapter| &chapter.blocks) {
            let Block::Heading(heading) = block else {
                continue;
            };
            let mut entry = Entry::of(heading);
            if heading.number.is_some() {
                let level = usize::from(heading.level);
                entry.number = match numbering(template, looks) {
                    Numbering::Report => Some(counter.plain(level)),
                    Numbering::Template => {
                        let built_in = format!("Heading{level}");
                        let style = looks.id("paragraph", &built_in);
                        counter.of_style(style, level)
                    }
                };
            }
            entries.push(entry);
        }
    }
    entries
}

/// Takes the headings among the paragraphs of the body.
fn collect<'t>(parent: &'t Element, styles: &Styles<'t>, all: &mut Vec<(&'t Element, usize)>) {
    for child in parent.children() {
        match &*child.name {
            "p" => all.extend(styles.heading(child).map(|level| (child, level))),
            "sdt" | "sdtContent" | "customXml" | "ins" => collect(child, styles, all),
            _ => {}
        }
    }
}

/// Returns the words of a paragraph with its slots filled.
fn filled(template: &Template, plan: &Plan, paragraph: &Element) -> String {
    let line = words::of(&template.document, paragraph);
    let mut text = line.text;
    for (name, range) in words::tokens(&text.clone()).into_iter().rev() {
        let value = plan.lines.iter().find(|line| line.name == name);
        if let Some(value) = value {
            text.replace_range(range, &value.text);
        }
    }
    plain(&text)
}

/// Returns text without the escapes of XML.
fn plain(text: &str) -> String {
    let mut text = text.to_owned();
    for (escape, letter) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ] {
        text = text.replace(escape, letter);
    }
    text
}

/// Returns the name of the bookmark of a heading; one that has none gets one.
fn bookmark(paragraph: &Element, mark: &mut i64, splices: &mut Splices) -> String {
    let mut starts = paragraph
        .children()
        .filter(|child| &*child.name == "bookmarkStart");
    let known = starts.find_map(|start| {
        let name = start.attribute("name")?;
        name.starts_with("_Toc").then(|| name.to_owned())
    });
    if let Some(known) = known {
        return known;
    }
    let name = format!("_Toc_own_{mark}");
    let start = paragraph
        .child("pPr")
        .map_or(paragraph.inner.start, |properties| properties.outer.end);
    splices.replace(
        start..start,
        format!("<w:bookmarkStart w:id=\"{mark}\" w:name=\"{name}\"/>"),
    );
    let end = paragraph.inner.end;
    splices.replace(end..end, format!("<w:bookmarkEnd w:id=\"{mark}\"/>"));
    *mark += 1;
    name
}

/// Counts as a word processor does.
struct Counter<'t, 's> {
    part: Option<&'t Part>,
    styles: &'s Styles<'t>,
    /// The numbers reached, by scheme and level; those of the report stand under an empty name.
    counts: BTreeMap<&'t str, [u32; 9]>,
}

impl<'t> Counter<'t, '_> {
    /// Returns the number of the next heading of a level in the list of the report.
    fn plain(&mut self, level: usize) -> String {
        let counts = self.counts.entry("").or_default();
        step(counts, level.saturating_sub(1), &[1; 9]);
        let numbers = counts.iter().take(level).map(u32::to_string);
        numbers.collect::<Vec<_>>().join(".")
    }

    fn of_paragraph(
        &mut self,
        paragraph: &'t Element,
        style: &str,
        level: usize,
    ) -> Option<String> {
        let own = paragraph
            .at(&["pPr", "numPr"])
            .and_then(|own| own.child("numId"));
        match own.map(Element::val) {
            Some("0") => None,
            Some(number) => {
                let level = paragraph.at(&["pPr", "numPr", "ilvl"]).map(Element::val);
                self.next(
                    number,
                    level.and_then(|level| level.parse().ok()).unwrap_or(0),
                )
            }
            None => self.of_style(style, level),
        }
    }

    fn of_style(&mut self, style: &str, level: usize) -> Option<String> {
        let (number, own) = self.styles.list_of(style)?;
        let linked = || {
            let levels = self.levels(number)?;
            let mut levels = levels.1.children().filter(|child| &*child.name == "lvl");
            let found =
                levels.find(|found| found.child("pStyle").map(Element::val) == Some(style))?;
            found.attribute("ilvl")?.parse().ok()
        };
        let at = own.or_else(linked).unwrap_or(level.saturating_sub(1));
        self.next(number, at)
    }

    /// Returns the scheme of a list, with its id.
    fn levels(&self, number: &str) -> Option<(&'t str, &'t Element)> {
        let root = &self.part?.root;
        let mut lists = root.children().filter(|child| &*child.name == "num");
        let list = lists.find(|list| list.attribute("numId") == Some(number))?;
        let id = list.child("abstractNumId")?.val();
        let mut schemes = root
            .children()
            .filter(|child| &*child.name == "abstractNum");
        let scheme = schemes.find(|scheme| scheme.attribute("abstractNumId") == Some(id))?;
        Some((id, scheme))
    }

    /// Returns the next number of a list, as it is printed without what stands behind it.
    fn next(&mut self, number: &str, level: usize) -> Option<String> {
        let (id, scheme) = self.levels(number)?;
        let level_at = |at: usize| {
            let mut levels = scheme.children().filter(|child| &*child.name == "lvl");
            levels.find(|found| found.attribute("ilvl") == Some(&*at.to_string()))
        };
        let mut starts = [1; 9];
        for (at, start) in starts.iter_mut().enumerate() {
            let own = level_at(at).and_then(|found| found.child("start"));
            *start = own.and_then(|own| own.val().parse().ok()).unwrap_or(1);
        }
        let counts = self.counts.entry(id).or_default();
        step(counts, level, &starts);
        let own = level_at(level)?;
        let format = own.child("numFmt").map_or("decimal", Element::val);
        if matches!(format, "none" | "bullet") {
            return None;
        }
        let mut text = own.child("lvlText")?.val().to_owned();
        for (at, count) in counts.iter().enumerate() {
            let format = level_at(at).and_then(|found| found.child("numFmt"));
            let count = if *count == 0 {
                starts.get(at).copied().unwrap_or(1)
            } else {
                *count
            };
            let printed = counted(count, format.map_or("decimal", Element::val))?;
            text = text.replace(&format!("%{}", at + 1), &printed);
        }
        let text = text.trim().trim_end_matches(['.', ')', ':']).to_owned();
        (!text.is_empty()).then_some(text)
    }
}

fn step(counts: &mut [u32; 9], level: usize, starts: &[u32; 9]) {
    for (at, (count, start)) in counts.iter_mut().zip(starts).enumerate() {
        if at == level {
            *count = if *count == 0 {
                *start
            } else {
                count.saturating_add(1)
            };
        } else if at > level {
            *count = 0;
        }
    }
}

/// Returns a number as a format of Word prints it; `None` for a format that is not known.
fn counted(number: u32, format: &str) -> Option<String> {
    let letter = |first: u8| {
        let times = (number.max(1) - 1) / 26 + 1;
        let letter = char::from(first + u8::try_from((number.max(1) - 1) % 26).unwrap_or(0));
        letter
            .to_string()
            .repeat(usize::try_from(times.min(9)).unwrap_or(1))
    };
    match format {
        "decimal" => Some(number.to_string()),
        "decimalZero" => Some(format!("{number:02}")),
        "upperLetter" => Some(letter(b'A')),
        "lowerLetter" => Some(letter(b'a')),
        "upperRoman" => Some(roman(number)),
        "lowerRoman" => Some(roman(number).to_lowercase()),
        _ => None,
    }
}

fn roman(number: u32) -> String {
    let mut left = number.min(3_999);
    let mut text = String::new();
    for (value, letters) in [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ] {
        while left >= value {
            left -= value;
            text.push_str(letters);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{counted, step};

    #[test]
    fn numbers_are_printed_in_the_formats_of_word() {
        assert_eq!(counted(4, "upperRoman").as_deref(), Some("IV"));
        assert_eq!(counted(27, "upperLetter").as_deref(), Some("AA"));
        assert_eq!(counted(3, "decimal").as_deref(), Some("3"));
        assert_eq!(counted(3, "chineseCounting"), None);
    }

    #[test]
    fn a_level_counts_anew_below_the_next_one_above() {
        let mut counts = [0; 9];
        for level in [0, 1, 1, 0, 1] {
            step(&mut counts, level, &[1; 9]);
        }
        assert_eq!(counts.get(..3), Some([2, 1, 0].as_slice()));
    }
}
