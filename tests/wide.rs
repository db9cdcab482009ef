//! Tables with many periods: every figure has room, pages are turned for them, and what has no column is named.
#![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

#[path = "support/outline.rs"]
#[expect(dead_code, reason = "the tests of the package use the rest")]
mod outline;
#[path = "support/package.rs"]
#[expect(dead_code, reason = "the tests of the package use the rest")]
mod package;
#[path = "support/periods.rs"]
mod periods;
mod support;
#[path = "support/xml.rs"]
mod xml;

use outline::{of_markdown, words};
use package::Package;
use periods::{lengthened, period};
use support::Project;
use xml::Element;

/// Width of the text of an upright and of a turned page, in twentieths of a point.
const WIDTHS: [u32; 2] = [9_638, 14_570];

fn build(project: &Project, period: &str) -> (Package, String) {
    let run = project.run(&["build", "-q", "--keep-going", "--period", period]);
    assert_ne!(run.code, 2, "{run:?}");
    let docx = project.bytes(&format!("out/{period}/report.docx"));
    let markdown = project.text(&format!("out/{period}/report.md"));
    (Package::read(&docx).unwrap(), markdown)
}

/// Returns the header rows of the tables with a column for each period, without their texts.
fn heads(markdown: &str) -> Vec<Vec<String>> {
    let tables = of_markdown(markdown).unwrap().tables.into_iter();
    let heads = tables.map(|table| table[0].clone());
    let heads = heads.filter(|head| {
        head.last()
            .is_some_and(|last| last.starts_with("Cumulative"))
    });
    heads.map(|head| head[3..].to_vec()).collect()
}

/// Returns the tables of the body with the width of the text of the page on which each stands.
fn tables(package: &Package) -> Vec<(&Element, u32)> {
    let mut found: Vec<(&Element, u32)> = Vec::new();
    let mut waiting: Vec<&Element> = Vec::new();
    for child in package.body().children() {
        waiting.extend(
            child
                .all()
                .into_iter()
                .filter(|element| element.name == "w:tbl"),
        );
        let section = match child.name.as_str() {
            "w:sectPr" => Some(child),
            _ => child.at(&["w:pPr", "w:sectPr"]),
        };
        if let Some(section) = section {
            let width = text_width(section);
            found.extend(waiting.drain(..).map(|table| (table, width)));
        }
    }
    assert!(waiting.is_empty(), "the body ends with a section");
    found
}

fn text_width(section: &Element) -> u32 {
    let get = |name: &str, key: &str| -> u32 {
        let value = section.child(name).unwrap().attribute(key).unwrap();
        value.parse().unwrap()
    };
    let margins = get("w:pgMar", "w:left") + get("w:pgMar", "w:right");
    get("w:pgSz", "w:w") - margins
}

#[test]
fn up_to_six_periods_stand_side_by_side_on_upright_pages() {
    for count in [1, 2, 3, 4, 6] {
        let (project, _) = lengthened(count.max(2));
        let (package, markdown) = build(&project, &period(count));
        for head in heads(&markdown) {
            let mut wanted: Vec<String> = (1..=count).map(period).collect();
            wanted.push(format!("Cumulative\nM1-M{}", 6 * count));
            assert_eq!(head, wanted);
        }
        assert_eq!(heads(&markdown).len(), 12);
        assert_eq!(package.body().named("w:sectPr").len(), 1, "{count}");
        for (table, width) in tables(&package) {
            assert_eq!(width, WIDTHS[0]);
            let said = table.at(&["w:tblPr", "w:tblW"]).unwrap();
            assert_eq!(said.attribute("w:w"), Some("9638"));
        }
    }
}

#[test]
fn more_periods_stand_on_turned_pages_and_what_has_no_column_is_named() {
    let (project, last) = lengthened(12);
    let (package, markdown) = build(&project, &last);
    let heads = heads(&markdown);
    assert_eq!(heads.len(), 12);
    assert!(heads.iter().all(|head| *head == heads[0]), "{heads:?}");
    let shown = heads[0].len() - 1;
    assert!((8..12).contains(&shown), "{shown}");
    assert_eq!(heads[0][shown - 1], last);
    let note = "no column here; the cumulative figures include them.";
    assert_eq!(markdown.matches(note).count(), 12);
    assert!(markdown.contains("M1-M6 has no column"));
    let turned: Vec<&Element> = tables(&package)
        .into_iter()
        .filter(|(_, width)| *width == WIDTHS[1])
        .map(|(table, _)| table)
        .collect();
    assert_eq!(turned.len(), 12);
    for table in turned {
        let said = table.at(&["w:tblPr", "w:tblW"]).unwrap();
        assert_eq!(said.attribute("w:w"), Some("14570"));
        assert!(words(table).contains("Cumulative"));
    }
    let json: serde_json::Value =
        serde_json::from_str(&project.text(&format!("out/{last}/report.json"))).unwrap();
    assert_eq!(json["columns"].as_array().unwrap().len(), 12);
}

#[test]
fn every_section_has_a_header_and_a_footer_of_its_width() {
    let (project, last) = lengthened(12);
    let (package, _) = build(&project, &last);
    let relationships = package.relationships("word/document.xml");
    let sections = package.body().named("w:sectPr");
    assert!(sections.len() > 20);
    for section in &sections {
        let width = text_width(section);
        assert!(WIDTHS.contains(&width), "{width}");
        let turned = section.child("w:pgSz").unwrap().attribute("w:orient") == Some("landscape");
        assert_eq!(turned, width == WIDTHS[1]);
        for (reference, kind) in [
            ("w:headerReference", "header"),
            ("w:footerReference", "footer"),
        ] {
            let id = section.child(reference).unwrap().attribute("r:id");
            let part = relationships
                .iter()
                .find(|known| Some(&*known.id) == id)
                .unwrap();
            assert_eq!(part.kind, kind);
            if kind == "header" {
                let style = if turned { "HeaderTurned" } else { "Header" };
                let paragraph = package.part(&part.target).child("w:p").unwrap();
                assert_eq!(outline::style(paragraph), style);
            }
        }
    }
    // No page stays empty: a section ends behind something, and what follows does not ask for a new page again.
    let body: Vec<&Element> = package.body().children().collect();
    for pair in body.windows(2) {
        if pair[0].at(&["w:pPr", "w:sectPr"]).is_some() {
            assert!(pair[1].at(&["w:pPr", "w:sectPr"]).is_none());
            assert!(pair[1].at(&["w:pPr", "w:pageBreakBefore"]).is_none());
            let breaks = pair[1].named("w:br").into_iter();
            assert_eq!(
                breaks
                    .filter(|one| one.attribute("w:type") == Some("page"))
                    .count(),
                0
            );
        }
    }
}

#[test]
fn a_project_may_ask_for_fewer_columns() {
    let (project, last) = lengthened(6);
    let style = "[style]\ncolumns = 2\n";
    let project = project.replace("installations.toml", "[style]\n", style);
    let (_, markdown) = build(&project, &last);
    for head in heads(&markdown) {
        assert_eq!(head, ["M25-M30", "M31-M36", "Cumulativea\nM1-M36"]);
    }
    assert!(markdown.contains("M1-M6 to M19-M24 have no column here"));
    for (wrong, message) in [
        ("0", "`columns` is not a number of columns"),
        ("2.5", "`columns` is not a number of columns"),
        ("\"two\"", "`two` is not a plain number"),
    ] {
        let toml = support::MINIMAL.to_owned() + &format!("[style]\ncolumns = {wrong}\n");
        let project = Project::minimal().file("installations.toml", toml);
        let findings = project.findings(&[]);
        let found = findings.iter().any(|finding| finding.message == message);
        assert!(found, "{wrong}: {findings:?}");
    }
}

#[test]
fn every_metrics_table_says_its_units() {
    let (project, last) = lengthened(2);
    let (_, markdown) = build(&project, &last);
    // A name without its unit has it in the note; one that has it needs none.
    assert!(markdown.contains("Units: Storage served over the period in TB-month."));
    assert!(markdown.contains("Units: CPU node/hours served over the period in CPU-h."));
    assert!(!markdown.contains("TB/month served over the period in"));
    assert!(!markdown.contains("Number of users in users"));
}
