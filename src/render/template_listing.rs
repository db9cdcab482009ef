//! What is in a template, for people and for programs.

use std::fmt::Write as _;

use serde::Serialize;

use crate::diag::Findings;

use super::docx::template::Listing;

/// Twentieths of a point in a millimetre, as a fraction.
const MILLIMETRE: [i64; 2] = [1440 * 10, 254];

/// Writes a listing for people.
pub fn human(listing: &Listing) -> String {
    let mut text = String::new();
    let lines = listing.slots.iter().map(|slot| {
        [
            slot.name.clone(),
            format!("{} ({})", slot.found_by, slot.part),
            format!("takes {}", slot.takes),
        ]
    });
    section(&mut text, "Slots", &lines.collect::<Vec<_>>());
    let free = listing.free.join(", ");
    if !free.is_empty() {
        writeln!(text, "\nNot used: {free}").expect("a String takes everything");
    }
    let lines = listing.styles.iter().map(|style| match &style.in_template {
        Some(own) if style.chosen => [
            style.name.clone(),
            own.clone(),
            "as [docx.styles] says".to_owned(),
        ],
        Some(own) => [style.name.clone(), own.clone(), "by its name".to_owned()],
        None => [
            style.name.clone(),
            "–".to_owned(),
            "added where it is used".to_owned(),
        ],
    });
    section(&mut text, "\nStyles", &lines.collect::<Vec<_>>());
    let lines = listing.sections.iter().enumerate().map(|(at, section)| {
        let [width, height] = section.page.map(millimetres);
        let first = if section.first_page {
            ", others on its first page"
        } else {
            ""
        };
        [
            format!("section {}", at + 1),
            format!(
                "{width} × {height} mm, text {} mm wide",
                millimetres(section.text_width)
            ),
            format!("{} headers and footers{first}", section.margins),
        ]
    });
    section(&mut text, "\nSections", &lines.collect::<Vec<_>>());
    if listing.contents {
        text.push_str("\nIts table of contents is kept, and filled anew.\n");
    }
    text
}

fn millimetres(twips: i64) -> i64 {
    let [by, of] = MILLIMETRE;
    (twips * of + by / 2) / by
}

/// Writes lines of three columns below a heading.
fn section(text: &mut String, heading: &str, lines: &[[String; 3]]) {
    writeln!(text, "{heading}").expect("a String takes everything");
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let (first, second) = (width(0), width(1));
    for [one, two, three] in lines {
        writeln!(text, "  {one:first$}  {two:second$}  {three}")
            .expect("a String takes everything");
    }
}

#[derive(Serialize)]
struct Listed<'l> {
    version: u8,
    template: &'l str,
    usable: bool,
    slots: Vec<Slot<'l>>,
    free: Vec<&'l str>,
    styles: Vec<Style<'l>>,
    sections: Vec<Section>,
    contents: bool,
    findings: Vec<Finding<'l>>,
}

#[derive(Serialize)]
struct Slot<'l> {
    name: &'l str,
    found_by: &'l str,
    part: &'l str,
    takes: &'l str,
}

#[derive(Serialize)]
struct Style<'l> {
    name: &'l str,
    in_template: Option<&'l str>,
    chosen: bool,
}

#[derive(Serialize)]
struct Section {
    page: [i64; 2],
    text_width: i64,
    margins: usize,
    first_page: bool,
}

#[derive(Serialize)]
struct Finding<'l> {
    rule: &'l str,
    severity: &'l str,
    message: &'l str,
    help: Option<&'l str>,
}

/// Writes a listing for programs; lengths are twentieths of a point.
///
/// # Errors
///
/// Fails only when memory is short.
pub fn json(name: &str, listing: Option<&Listing>, findings: &Findings) -> anyhow::Result<String> {
    let all = || listing.into_iter();
    let listed = Listed {
        version: 1,
        template: name,
        usable: listing.is_some(),
        slots: all()
            .flat_map(|listing| &listing.slots)
            .map(|slot| Slot {
                name: &slot.name,
                found_by: slot.found_by,
                part: &slot.part,
                takes: slot.takes,
            })
            .collect(),
        free: all()
            .flat_map(|listing| &listing.free)
            .map(String::as_str)
            .collect(),
        styles: all()
            .flat_map(|listing| &listing.styles)
            .map(|style| Style {
                name: &style.name,
                in_template: style.in_template.as_deref(),
                chosen: style.chosen,
            })
            .collect(),
        sections: all()
            .flat_map(|listing| &listing.sections)
            .map(|section| Section {
                page: section.page,
                text_width: section.text_width,
                margins: section.margins,
                first_page: section.first_page,
            })
            .collect(),
        contents: listing.is_some_and(|listing| listing.contents),
        findings: findings
            .iter()
            .map(|finding| Finding {
                rule: finding.rule.code,
                severity: finding.severity.word(),
                message: &finding.message,
                help: finding.help.as_deref(),
            })
            .collect(),
    };
    Ok(serde_json::to_string_pretty(&listed)? + "\n")
}
