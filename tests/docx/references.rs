//! What leads from one place to another: controls, fields, bookmarks, notes, the table of contents.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::outline::{Counter, heading, one_line, style, words};
use crate::package::Package;
use crate::samples::{PARTS, built, samples};
use crate::support::{MINIMAL, Project};
use crate::xml::Element;

#[test]
fn every_assessment_has_one_control_that_cannot_be_deleted() {
    for sample in samples() {
        let controls = sample.package.body().named("w:sdt");
        let mut ids = BTreeSet::new();
        let mut tags = Vec::new();
        for control in controls {
            let properties = control.child("w:sdtPr").unwrap();
            let id: i32 = properties.child("w:id").unwrap().val().parse().unwrap();
            assert!(id > 0 && ids.insert(id), "{}: {id}", sample.name);
            let Some(tag) = properties.child("w:tag") else {
                assert_eq!(properties.named("w:docPartObj").len(), 1, "{}", sample.name);
                continue;
            };
            tags.push(tag.val().to_owned());
            let installation = tag.val().trim_start_matches("va:assessment:");
            let alias = properties.child("w:alias").map(Element::val);
            let word = if PARTS.contains(&installation) {
                "Text"
            } else {
                "Assessment"
            };
            assert_eq!(alias, Some(&*format!("{word} {installation}")));
            assert_eq!(
                properties.child("w:lock").map(Element::val),
                Some("sdtLocked")
            );
            let content = control.child("w:sdtContent").unwrap();
            let last = content.children().last().map(|last| last.name.as_str());
            assert_eq!(last, Some("w:p"), "{}", sample.name);
        }
        let wanted = sample.slots.iter().map(|id| format!("va:assessment:{id}"));
        assert_eq!(tags, wanted.collect::<Vec<_>>(), "{}", sample.name);
    }
}

/// What a field is at: its code, or its result.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Stage {
    Code,
    Result,
}

#[test]
fn fields_are_balanced_and_codes_stand_in_their_code_parts_only() {
    for sample in samples() {
        for (name, root) in sample.package.stories() {
            let mut open: Vec<Stage> = Vec::new();
            for element in root.all() {
                let innermost = open.last().copied();
                let fits = match element.name.as_str() {
                    "w:fldChar" => step(&mut open, element.attribute("w:fldCharType")),
                    "w:instrText" => innermost == Some(Stage::Code),
                    "w:t" | "w:br" | "w:tab" => innermost != Some(Stage::Code),
                    "w:tbl" => open.is_empty(),
                    _ => true,
                };
                assert!(fits, "{}: {name}: {element:?} in {open:?}", sample.name);
            }
            assert!(open.is_empty(), "{}: {name}: {open:?}", sample.name);
        }
    }
}

fn step(open: &mut Vec<Stage>, kind: Option<&str>) -> bool {
    match (kind, open.last_mut()) {
        (Some("begin"), _) => open.push(Stage::Code),
        (Some("separate"), Some(stage @ Stage::Code)) => *stage = Stage::Result,
        (Some("end"), Some(_)) => drop(open.pop()),
        _ => return false,
    }
    true
}

/// Returns the bookmarks of a file with the text that each one holds, checking that they are paired.
fn bookmarks(package: &Package) -> BTreeMap<String, String> {
    let mut open: BTreeMap<&str, (&str, String)> = BTreeMap::new();
    let mut closed = BTreeMap::new();
    let mut ids = BTreeSet::new();
    for element in package.body().all() {
        let id = element.attribute("w:id").unwrap_or_default();
        match element.name.as_str() {
            "w:bookmarkStart" => {
                let name = element.attribute("w:name").expect("a bookmark has a name");
                assert!(ids.insert(id), "the bookmark id {id} is used twice");
                open.insert(id, (name, String::new()));
            }
            "w:bookmarkEnd" => {
                let (name, text) = open.remove(id).expect("an end has a start before it");
                let twin = closed.insert(name.to_owned(), text);
                assert_eq!(twin, None, "{name} is used twice");
            }
            "w:t" => {
                for (_, text) in open.values_mut() {
                    text.push_str(&element.text());
                }
            }
            _ => {}
        }
    }
    assert!(open.is_empty(), "without an end: {open:?}");
    closed
}

#[test]
fn bookmarks_are_paired_and_have_names_that_word_takes() {
    for sample in samples() {
        let names: Vec<String> = bookmarks(&sample.package).into_keys().collect();
        let folded: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
        assert_eq!(folded.len(), names.len(), "{}: {names:?}", sample.name);
        for name in &names {
            let fit = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
            assert!(name.len() <= 40 && name.chars().all(fit), "{name}");
            assert!(
                !name.starts_with(|first: char| first.is_ascii_digit()),
                "{name}"
            );
        }
        let part = |(_, root): (&str, &Element)| root.named("w:bookmarkStart").len();
        let total: usize = sample.package.stories().map(part).sum();
        assert_eq!(
            total,
            names.len(),
            "{}: bookmarks outside the body",
            sample.name
        );
    }
}

#[test]
fn an_installation_called_like_a_part_of_another_has_bookmarks_of_its_own() {
    let mut catalogue = MINIMAL.to_owned();
    for part in ["metrics", "assessment", "description", "table"] {
        write!(
            catalogue,
            "\n[[installations]]\nid = \"cloud-{part}\"\ntitle = \"T\"\nprovider = \"lab\"\n"
        )
        .unwrap();
    }
    let project = Project::minimal().file("installations.toml", catalogue);
    let sample = built("installations with like ids", &project, "M1-M6");
    let figures = sample.package.body().named("wp:docPr").len();
    assert_eq!(bookmarks(&sample.package).len(), 3 + 5 * 6 + 5 + figures);
}

/// Returns the codes of the fields of a file, blanks at their ends left out.
pub(crate) fn codes(root: &Element) -> Vec<String> {
    let codes = root.named("w:instrText").into_iter();
    codes.map(|code| code.text().trim().to_owned()).collect()
}

#[test]
fn links_and_references_lead_to_bookmarks() {
    for sample in samples() {
        let names = bookmarks(&sample.package);
        let mut count = 0;
        for (part, root) in sample.package.stories() {
            let anchors = root.named("w:hyperlink").into_iter();
            let mut targets: Vec<String> = anchors
                .filter_map(|link| link.attribute("w:anchor"))
                .map(str::to_owned)
                .collect();
            for code in codes(root) {
                let mut words = code.split_whitespace();
                if let Some("REF" | "PAGEREF") = words.next() {
                    targets.extend(words.next().map(str::to_owned));
                }
            }
            count += targets.len();
            for target in targets {
                assert!(
                    names.contains_key(&target),
                    "{}: {part}: {target}",
                    sample.name
                );
            }
        }
        assert!(count > 2, "{}", sample.name);
    }
}

#[test]
fn a_link_leads_to_one_place_and_holds_no_other() {
    for sample in samples() {
        for (part, root) in sample.package.stories() {
            for link in root.named("w:hyperlink") {
                let out = link.attribute("r:id").is_some();
                let inside = link.attribute("w:anchor").is_some();
                assert!(out != inside, "{}: {part}: {link:?}", sample.name);
                assert_eq!(
                    link.named("w:hyperlink").len(),
                    1,
                    "{}: {part}",
                    sample.name
                );
            }
        }
    }
}

#[test]
fn captions_count_from_one_and_a_reference_prints_what_it_leads_to() {
    for sample in samples() {
        let names = bookmarks(&sample.package);
        let paragraphs = sample.package.body().named("w:p").into_iter();
        let captions = paragraphs.filter(|paragraph| style(paragraph) == "Caption");
        let [mut tables, mut figures] = [0, 0];
        for caption in captions {
            let is_figure = words(caption).starts_with("Figure ");
            let (word, count) = if is_figure {
                ("Figure", &mut figures)
            } else {
                ("Table", &mut tables)
            };
            *count += 1;
            let code = format!("SEQ {word} \\* ARABIC");
            assert_eq!(codes(caption), [code], "{}", sample.name);
            let mark = caption.child("w:bookmarkStart").expect("a bookmark");
            let name = mark.attribute("w:name").unwrap();
            assert_eq!(names[name], format!("{word} {count}"), "{}", sample.name);
        }
        assert!(tables >= 2, "{}", sample.name);
    }
    let shipped = &samples()[0].package;
    let references = codes(shipped.body())
        .into_iter()
        .filter(|code| code.starts_with("REF "));
    let first = references
        .into_iter()
        .next()
        .expect("a reference to a table");
    let name = first.split_whitespace().nth(1).unwrap();
    assert_eq!(bookmarks(shipped)[name], "Table 1");
}

#[test]
fn footnotes_are_defined_and_referred_to_once_each() {
    for sample in samples() {
        let notes = sample.package.part("word/footnotes.xml");
        let ids = |root: &Element, name: &str| -> Vec<String> {
            let found = root.named(name).into_iter();
            found
                .filter_map(|note| note.attribute("w:id"))
                .map(str::to_owned)
                .collect()
        };
        let all = ids(notes, "w:footnote");
        let mut kinds: Vec<&str> = Vec::new();
        for note in notes.named("w:footnote") {
            match note.attribute("w:type") {
                Some(kind) => {
                    kinds.push(kind);
                    assert_eq!(note.named(&format!("w:{kind}")).len(), 1, "{}", sample.name);
                }
                None => assert_eq!(note.named("w:footnoteRef").len(), 1, "{}", sample.name),
            }
        }
        assert_eq!(
            kinds,
            ["separator", "continuationSeparator"],
            "{}",
            sample.name
        );
        let settings = sample.package.part("word/settings.xml");
        assert_eq!(ids(settings, "w:footnote"), all[..2], "{}", sample.name);
        let references = ids(sample.package.body(), "w:footnoteReference");
        assert_eq!(references, all[2..], "{}", sample.name);
        let unique: BTreeSet<&String> = all.iter().collect();
        assert_eq!(unique.len(), all.len(), "{}", sample.name);
    }
    let notes = samples()[2].package.part("word/footnotes.xml");
    assert_eq!(notes.named("w:footnote").len(), 5);
}

/// An entry of the table of contents: level, text with its number, and the bookmark of its heading.
type Entry = (usize, String, String);

/// Returns the headings of the levels that the table of contents lists.
fn listed(package: &Package) -> Vec<Entry> {
    let mut counter = Counter::default();
    let mut listed = Vec::new();
    for paragraph in package.body().named("w:p") {
        let Some((level, numbered)) = heading(paragraph) else {
            continue;
        };
        let marks = paragraph.named("w:bookmarkStart");
        let mut names = marks.iter().filter_map(|mark| mark.attribute("w:name"));
        let name = names.next().expect("a heading has a bookmark");
        assert!(name.starts_with("_Toc"), "{name}");
        let mut text = one_line(&words(paragraph));
        assert_eq!(bookmarks(package)[name].trim(), text);
        if numbered {
            text = format!("{} {text}", counter.next(level));
        }
        if level < 3 {
            listed.push((level, text, name.to_owned()));
        }
    }
    listed
}

#[test]
fn the_table_of_contents_lists_every_heading_of_level_1_and_2() {
    for sample in samples() {
        let galleries = sample.package.body().named("w:docPartGallery");
        assert_eq!(galleries.len(), 1, "{}", sample.name);
        assert_eq!(galleries[0].val(), "Table of Contents", "{}", sample.name);
        let controls = sample.package.body().named("w:sdt").into_iter();
        let mut contents = controls.filter(|control| !control.named("w:docPartObj").is_empty());
        let contents = contents.next().unwrap();
        let toc = codes(contents).into_iter().next().unwrap();
        assert_eq!(toc, "TOC \\o \"1-2\" \\h \\z \\u", "{}", sample.name);
        let mut entries: Vec<Entry> = Vec::new();
        for paragraph in contents.named("w:p") {
            let level = match style(paragraph) {
                "TOC1" => 1,
                "TOC2" => 2,
                other => {
                    assert_eq!(other, "TOCHeading", "{}", sample.name);
                    continue;
                }
            };
            let link = paragraph.child("w:hyperlink").expect("a link");
            let anchor = link.attribute("w:anchor").unwrap();
            let page = format!("PAGEREF {anchor} \\h");
            assert_eq!(codes(link), [page], "{}", sample.name);
            let shown = words(paragraph);
            let (text, page) = shown.rsplit_once('\t').unwrap();
            assert_eq!(page, "–", "a page number that nobody counted");
            entries.push((level, one_line(text), anchor.to_owned()));
        }
        assert_eq!(entries, listed(&sample.package), "{}", sample.name);
    }
}
