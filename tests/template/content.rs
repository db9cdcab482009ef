//! What stands in a filled template, and what stays as it was.

use std::collections::BTreeSet;

use crate::outline::of_docx;
use crate::package::Package;
use crate::samples::{FOREIGN, built, foreign, line, package, starter, with_body};
use crate::support::Project;
use crate::word::{MAIN, Word};

/// Parts that a build may write anew.
const CHANGES: [&str; 12] = [
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "docProps/custom.xml",
    "word/_rels/document.xml.rels",
    "word/_rels/footnotes.xml.rels",
    "word/comments.xml",
    "word/document.xml",
    "word/footnotes.xml",
    "word/header1.xml",
    "word/numbering.xml",
    "word/styles.xml",
];

#[test]
fn every_other_part_stays_byte_for_byte() {
    for name in FOREIGN {
        let before = Word::read(&foreign(name));
        let (_, after) = built(&foreign(name));
        let mut kept = 0;
        for (part, bytes) in &before.parts {
            // A second copy of the styles would contradict them.
            if CHANGES.contains(&part.as_str()) || part == "word/stylesWithEffects.xml" {
                continue;
            }
            let found = after.parts.iter().find(|(known, _)| known == part);
            assert_eq!(found.map(|(_, bytes)| bytes), Some(bytes), "{name}: {part}");
            kept += 1;
        }
        assert!(kept >= 7, "{name}: {kept}");
        assert!(
            !after
                .parts
                .iter()
                .any(|(part, _)| part == "word/stylesWithEffects.xml")
        );
    }
}

#[test]
fn what_stands_around_the_slots_stays_byte_for_byte() {
    let before = Word::read(&foreign("word-like.docx"));
    let (_, after) = built(&foreign("word-like.docx"));
    for part in [
        MAIN,
        "word/styles.xml",
        "word/numbering.xml",
        "word/footnotes.xml",
        "word/comments.xml",
    ] {
        let (old, new) = (before.text(part), after.text(part));
        // All pieces of the old part are in the new one, in their order; a heading gets a bookmark, a slot goes.
        let mut rest = new.as_str();
        let tags = old
            .split_inclusive('>')
            .filter(|tag| !tag.contains("va:") && !tag.contains("old entry"));
        let mut met = 0;
        for tag in tags {
            let Some(at) = rest.find(tag) else { continue };
            rest = &rest[at + tag.len()..];
            met += 1;
        }
        let all = old.matches('>').count();
        assert!(met * 10 >= all * 8, "{part}: {met} of {all}");
    }
    let text = after.text(MAIN);
    let (_, annex) = text.split_once("Partners").unwrap();
    let (_, old) = before
        .text(MAIN)
        .split_once("Partners")
        .map(|(one, two)| (one.to_owned(), two.to_owned()))
        .unwrap();
    let tail = |text: &str| {
        text.split_once("first partner")
            .unwrap()
            .1
            .replace("{{va:number}}", "")
    };
    assert_eq!(tail(annex), tail(&old));
}

#[test]
fn the_starter_gives_what_a_build_without_a_template_gives() {
    let (project, filled) = built(&starter().write());
    let run = project.run(&["build", "--quiet", "--format", "docx", "--out", "plain"]);
    assert_eq!(run.code, 0, "{run:?}");
    let plain = Word::read(&project.bytes("plain/M1-M6/report.docx"));
    assert_eq!(of_docx(&package(&filled)), of_docx(&package(&plain)));
    for part in [
        "word/styles.xml",
        "word/settings.xml",
        "word/footer1.xml",
        "word/fontTable.xml",
        "docProps/core.xml",
    ] {
        assert_eq!(filled.text(part), plain.text(part), "{part}");
    }
    let words = |word: &Word| {
        word.text("word/header1.xml")
            .replace("<w:t xml:space=\"preserve\">", "<w:t>")
    };
    assert_eq!(words(&filled), words(&plain));
}

#[test]
fn tables_and_texts_are_those_of_the_plain_report() {
    for name in FOREIGN {
        let (project, filled) = built(&foreign(name));
        project.run(&["build", "--quiet", "--format", "docx", "--out", "plain"]);
        let plain = Word::read(&project.bytes("plain/M1-M6/report.docx"));
        let (filled, plain) = (of_docx(&package(&filled)), of_docx(&package(&plain)));
        // The template has a cover of its own.
        for table in plain.tables.iter().skip(1) {
            assert!(filled.tables.contains(table), "{name}: {table:?}");
        }
        let lines: BTreeSet<&String> = filled.lines.iter().collect();
        let lost: Vec<&String> = plain
            .lines
            .iter()
            .filter(|line| !lines.contains(line))
            .collect();
        assert!(
            lost.iter()
                .all(|line| line.contains("Test · WP1") || line.starts_with("Virtual Access to")),
            "{name}: {lost:?}"
        );
    }
}

fn styles(package: &Package) -> BTreeSet<(String, String)> {
    let styles = package.parts["word/styles.xml"]
        .named("w:style")
        .into_iter();
    let id = |style: &crate::xml::Element| {
        let attribute = |name| style.attribute(name).unwrap_or_default().to_owned();
        (attribute("w:type"), attribute("w:styleId"))
    };
    styles.map(id).collect()
}

#[test]
fn everything_that_is_referred_to_is_there_once() {
    for name in FOREIGN {
        let (_, filled) = built(&foreign(name));
        let package = package(&filled);
        let defined = styles(&package);
        let numbers: BTreeSet<_> = package.parts["word/numbering.xml"]
            .named("w:num")
            .iter()
            .map(|num| num.attribute("w:numId").unwrap().to_owned())
            .collect();
        let mut marks = BTreeSet::new();
        let mut bookmarks = BTreeSet::new();
        let mut controls = BTreeSet::new();
        for (part, root) in package.stories() {
            for (element, kind) in [
                ("w:pStyle", "paragraph"),
                ("w:rStyle", "character"),
                ("w:tblStyle", "table"),
            ] {
                for style in root.named(element) {
                    let style = (kind.to_owned(), style.val().to_owned());
                    assert!(defined.contains(&style), "{name}: {part}: {style:?}");
                }
            }
            for number in root.named("w:numId") {
                assert!(
                    number.val() == "0" || numbers.contains(number.val()),
                    "{name}: {number:?}"
                );
            }
            for mark in root.named("w:bookmarkStart") {
                assert!(
                    marks.insert(mark.attribute("w:id").unwrap().to_owned()),
                    "{name}: {mark:?}"
                );
                assert!(
                    bookmarks.insert(mark.attribute("w:name").unwrap().to_owned()),
                    "{name}: {mark:?}"
                );
            }
            for control in root.named("w:sdtPr") {
                if let Some(id) = control.child("w:id") {
                    assert!(controls.insert(id.val().to_owned()), "{name}: {control:?}");
                }
            }
            let links = package.relationships(part);
            let ids: BTreeSet<&str> = links.iter().map(|link| link.id.as_str()).collect();
            for element in root.all() {
                for key in ["r:id", "r:embed"] {
                    if let Some(id) = element.attribute(key) {
                        assert!(ids.contains(id), "{name}: {part}: {id}");
                    }
                }
            }
        }
        let body = package.body();
        for (reference, part, note) in [
            ("w:footnoteReference", "word/footnotes.xml", "w:footnote"),
            ("w:commentReference", "word/comments.xml", "w:comment"),
        ] {
            let notes: Vec<_> = package.parts[part]
                .named(note)
                .iter()
                .filter_map(|note| note.attribute("w:id").map(str::to_owned))
                .collect();
            assert_eq!(
                notes.len(),
                notes.iter().collect::<BTreeSet<_>>().len(),
                "{name}"
            );
            for reference in body.named(reference) {
                assert!(
                    notes
                        .iter()
                        .any(|id| Some(id.as_str()) == reference.attribute("w:id")),
                    "{name}: {reference:?}"
                );
            }
        }
        for link in body.named("w:hyperlink") {
            let anchor = link.attribute("w:anchor");
            assert!(
                anchor.is_none_or(|anchor| bookmarks.contains(anchor)),
                "{name}: {anchor:?}"
            );
        }
    }
}

#[test]
fn the_contents_of_the_template_list_its_headings_and_the_report_s_with_their_numbers() {
    let (_, filled) = built(&foreign("word-like.docx"));
    let text = filled.text(MAIN);
    let entries: Vec<String> = text
        .split("<w:hyperlink w:anchor=\"_Toc")
        .skip(1)
        .map(|entry| {
            let words = entry
                .split("<w:t xml:space=\"preserve\">")
                .skip(1)
                .map(|run| run.split("</w:t>").next().unwrap());
            words.collect::<Vec<_>>().join(" ")
        })
        .collect();
    let begin = |at: usize, words: &str| assert!(entries[at].starts_with(words), "{entries:?}");
    begin(0, "1 About this document");
    begin(1, "Executive summary");
    begin(2, "2 Introduction");
    assert!(
        entries
            .iter()
            .any(|entry| entry.starts_with("3 Installations")),
        "{entries:?}"
    );
    assert!(
        entries.iter().any(|entry| entry.starts_with("4 Partners")),
        "{entries:?}"
    );
    assert!(!text.contains("old entry"));
    assert_eq!(text.matches(" TOC \\o").count(), 1);
}

#[test]
fn headings_get_numbers_where_the_template_s_have_none() {
    let (_, filled) = built(&foreign("libreoffice.docx"));
    let text = filled.text(MAIN);
    let heading = text
        .split("<w:p>")
        .find(|part| part.contains(">Installations</w:t>") && part.contains("w:numPr"))
        .unwrap();
    let number = heading
        .split("<w:numId w:val=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let numbering = filled.text("word/numbering.xml");
    assert!(
        numbering.contains(&format!("<w:num w:numId=\"{number}\"")),
        "{numbering}"
    );
    // The template's own headings stay as they were.
    let own = text
        .split("<w:p>")
        .find(|part| part.contains(">Partners</w:t>") && !part.contains("hyperlink"))
        .unwrap();
    assert!(!own.contains("numPr"), "{own}");
}

#[test]
fn a_chosen_style_is_used_and_brings_its_own_colours() {
    let toml = format!(
        "{}\n[docx.styles]\ntable = \"table grid\"\nbody_text = \"Normal\"\n",
        crate::support::MINIMAL
    );
    let project = Project::minimal()
        .file("installations.toml", toml)
        .file("own.docx", foreign("word-like.docx"));
    let run = project.run(&["build", "--quiet", "--template", "own.docx"]);
    assert_eq!(run.code, 0, "{run:?}");
    let text = Word::read(&project.bytes("out/M1-M6/report.docx")).text(MAIN);
    assert!(
        text.contains("<w:tblStyle w:val=\"Tabellengitter\"/><w:tblW w:w=\"9060\""),
        "{text}"
    );
    assert!(
        !text.contains("DCE6F1") && !text.contains("VATable"),
        "{text}"
    );
    assert!(text.contains("<w:pStyle w:val=\"Standard\"/>"));
}

#[test]
fn two_builds_give_the_same_bytes() {
    for name in FOREIGN {
        let (project, _) = built(&foreign(name));
        let first = project.bytes("out/M1-M6/report.docx");
        let variables = [
            ("HOME", "/home/other"),
            ("TZ", "Pacific/Kiritimati"),
            ("LANG", "tr_TR.UTF-8"),
        ];
        project.run_with(
            &[
                "build",
                "--quiet",
                "--template",
                "own.docx",
                "--out",
                "again",
            ],
            &variables,
        );
        assert!(project.bytes("again/M1-M6/report.docx") == first, "{name}");
    }
}

#[test]
fn a_text_that_was_edited_in_a_filled_template_comes_back() {
    for name in FOREIGN {
        let (project, filled) = built(&foreign(name));
        let unchanged = project.run(&["pull", "out/M1-M6/report.docx"]);
        assert_eq!(
            (unchanged.code, unchanged.stderr.as_str()),
            (0, ""),
            "{name}: {unchanged:?}"
        );
        let edited = filled.body("It ran.", "It ran well.");
        for (way, word) in [
            ("tag", edited.clone()),
            (
                "title",
                edited
                    .clone()
                    .body("<w:tag w:val=\"va:assessment:cloud\"/>", ""),
            ),
        ] {
            let project = project_like(&project).file("edited.docx", word.write());
            let run = project.run(&["pull", "edited.docx"]);
            assert_eq!(run.code, 0, "{name}, {way}: {run:?}");
            assert!(
                project
                    .text("assessments/M1-M6/cloud.md")
                    .starts_with("It ran well.[^n]"),
                "{name}, {way}"
            );
        }
    }
}

#[test]
fn chapters_without_a_place_are_not_missed_and_a_changed_cell_is_found() {
    let body = format!("{}{}", line("{{va:summary}}"), line("{{va:installations}}"));
    let (project, filled) = built(&with_body(&body).write());
    let run = project.run(&["pull", "out/M1-M6/report.docx"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run:?}");
    let edited = filled.body(">10</w:t>", ">11</w:t>");
    let project = project_like(&project).file("edited.docx", edited.write());
    let run = project.run(&["pull", "edited.docx"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stderr.contains("VA601"), "{run:?}");
}

#[test]
fn comments_of_a_draft_stand_behind_those_of_the_template() {
    let project = Project::minimal().file("own.docx", foreign("word-like.docx"));
    let run = project.run(&["build", "--quiet", "--comments", "--template", "own.docx"]);
    assert_eq!(run.code, 0, "{run:?}");
    let word = Word::read(&project.bytes("out/M1-M6/report.docx"));
    let comments = word.text("word/comments.xml");
    assert!(comments.contains("Keep this list up to date."));
    assert!(
        comments.contains("<w:comment w:id=\"4\" w:author=\"va-report\""),
        "{comments}"
    );
    assert!(comments.contains("<w:pStyle w:val=\"Kommentartext\"/>"));
    let text = word.text(MAIN);
    for id in ["3", "4"] {
        assert_eq!(
            text.matches(&format!("<w:commentReference w:id=\"{id}\"/>"))
                .count(),
            1,
            "{id}"
        );
    }
}

fn project_like(project: &Project) -> Project {
    [
        "installations.toml",
        "data/lab.csv",
        "assessments/M1-M6/cloud.md",
        "assessments/M1-M6/summary.md",
    ]
    .iter()
    .fold(Project::empty(), |copy, name| {
        copy.file(name, project.bytes(name))
    })
}
