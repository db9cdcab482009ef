//! Lists and the part that says how headings and lists are numbered.

use crate::layout::document::{List, Voice};

use super::xml::{NAMESPACES, Xml};
use super::{Runs, Story};

/// Numbers of the numbering that headings, bullets and the first numbered list have.
const HEADINGS: &str = "1";
const BULLETS: &str = "2";
const FIRST_NUMBERED: u32 = 10;
/// Deepest level that Word knows, counted from 0.
const DEEPEST: usize = 8;

/// Writes a list and those below its items.
pub(super) fn list(xml: &mut Xml, list: &List, story: &mut Story) {
    write(xml, list, 0, story);
}

fn write(xml: &mut Xml, list: &List, level: usize, story: &mut Story) {
    let number = if list.ordered {
        story.numbered += 1;
        (FIRST_NUMBERED + story.numbered - 1).to_string()
    } else {
        BULLETS.to_owned()
    };
    let style = match list.voice {
        Voice::Guidance => "GuidanceList",
        Voice::TakenOver => "TakenOverList",
        Voice::Body | Voice::Note => "ListParagraph",
    };
    let level_text = level.min(DEEPEST).to_string();
    for item in &list.items {
        xml.inside("w:p", &[], |xml| {
            xml.inside("w:pPr", &[], |xml| {
                xml.val("w:pStyle", style);
                xml.inside("w:numPr", &[], |xml| {
                    xml.val("w:ilvl", &level_text);
                    xml.val("w:numId", &number);
                });
            });
            Runs::default().write(xml, &item.content, story);
        });
        if let Some(nested) = &item.nested {
            write(xml, nested, level + 1, story);
        }
    }
}

/// Writes the part; each of the `numbered` lists counts from one.
pub(super) fn numbering(numbered: u32) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.inside("w:numbering", NAMESPACES, |xml| {
        scheme(xml, "1", "multilevel", heading_level);
        scheme(xml, "2", "hybridMultilevel", bullet_level);
        scheme(xml, "3", "hybridMultilevel", number_level);
        number(xml, HEADINGS, "1", false);
        number(xml, BULLETS, "2", false);
        for at in 0..numbered {
            number(xml, &(FIRST_NUMBERED + at).to_string(), "3", true);
        }
    });
    xml.finish()
}

fn scheme(xml: &mut Xml, id: &str, kind: &str, level: fn(&mut Xml, usize)) {
    xml.inside("w:abstractNum", &[("w:abstractNumId", id)], |xml| {
        xml.val("w:multiLevelType", kind);
        for at in 0..=DEEPEST {
            level(xml, at);
        }
    });
}

fn number(xml: &mut Xml, id: &str, scheme: &str, anew: bool) {
    xml.inside("w:num", &[("w:numId", id)], |xml| {
        xml.val("w:abstractNumId", scheme);
        if anew {
            for at in 0..=DEEPEST {
                xml.inside("w:lvlOverride", &[("w:ilvl", &at.to_string())], |xml| {
                    xml.val("w:startOverride", "1");
                });
            }
        }
    });
}

fn level(
    xml: &mut Xml,
    at: usize,
    format: &str,
    style: Option<&str>,
    text: &str,
    indent: [usize; 2],
) {
    xml.inside("w:lvl", &[("w:ilvl", &at.to_string())], |xml| {
        xml.val("w:start", "1");
        xml.val("w:numFmt", format);
        if let Some(style) = style {
            xml.val("w:pStyle", style);
        }
        xml.val("w:lvlText", text);
        xml.val("w:lvlJc", "left");
        let [left, hanging] = indent.map(|twips| twips.to_string());
        xml.inside("w:pPr", &[], |xml| {
            xml.empty("w:ind", &[("w:left", &left), ("w:hanging", &hanging)]);
        });
    });
}

fn heading_level(xml: &mut Xml, at: usize) {
    let style = ["Heading1", "Heading2", "Heading3"].get(at).copied();
    let text: Vec<String> = (1..=at + 1).map(|level| format!("%{level}")).collect();
    let indent = [454, 624, 794].get(at).copied().unwrap_or(1_000 + 150 * at);
    level(xml, at, "decimal", style, &text.join("."), [indent, indent]);
}

fn bullet_level(xml: &mut Xml, at: usize) {
    let mark = if at.is_multiple_of(2) { "•" } else { "–" };
    level(xml, at, "bullet", None, mark, [340 * (at + 1), 283]);
}

fn number_level(xml: &mut Xml, at: usize) {
    let format = if at.is_multiple_of(2) {
        "decimal"
    } else {
        "lowerLetter"
    };
    level(
        xml,
        at,
        format,
        None,
        &format!("%{}.", at + 1),
        [397 * (at + 1), 397],
    );
}
