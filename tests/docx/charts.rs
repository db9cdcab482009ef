//! Charts in the Word file: pictures with alternative text, or charts with their workbooks.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use crate::samples::samples;
use crate::support::Project;
use zip::ZipArchive;

#[test]
fn every_drawing_has_a_number_of_its_own_and_says_what_it_shows() {
    let mut seen = 0;
    for sample in samples() {
        let mut numbers = BTreeSet::new();
        for (name, root) in sample.package.stories() {
            for drawing in root.named("wp:docPr") {
                seen += 1;
                let number = drawing.attribute("id").unwrap();
                assert!(numbers.insert(number), "{}: {name}: {number}", sample.name);
                let shown = drawing.attribute("descr").unwrap_or_default();
                assert!(shown.len() > 40, "{}: {name}: {shown:?}", sample.name);
            }
        }
    }
    assert!(seen >= 8);
}

#[test]
fn a_picture_stands_above_its_caption_and_has_its_drawing() {
    let package = &samples()[0].package;
    let paragraphs: Vec<_> = package.body().children().collect();
    let styles: Vec<&str> = paragraphs
        .iter()
        .map(|one| crate::outline::style(one))
        .collect();
    let figures = styles
        .iter()
        .enumerate()
        .filter(|(_, style)| **style == "Figure");
    let mut count = 0;
    for (at, _) in figures {
        count += 1;
        assert_eq!(styles[at + 1], "Caption");
        let caption = crate::outline::words(paragraphs[at + 1]);
        assert!(
            caption.starts_with(&format!("Figure {count}: ")),
            "{caption}"
        );
        assert_eq!(paragraphs[at].named("asvg:svgBlip").len(), 1);
        assert!(!paragraphs[at - 1].named("w:keepNext").is_empty());
    }
    assert!((6..=8).contains(&count), "{count}");
    let endings = |ending: &str| {
        package
            .names()
            .filter(|name| name.ends_with(ending))
            .count()
    };
    assert_eq!([endings(".png"), endings(".svg")], [count, count]);
}

fn built(charts: &str) -> Project {
    let project = Project::shipped("");
    let run = project.run(&["build", "-p", "M7-M12", "--charts", charts]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    project
}

#[test]
fn charts_that_word_can_edit_have_their_figures_with_them() {
    let project = built("native");
    let bytes = project.bytes("out/M7-M12/report.docx");
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut part = |name: &str| {
        let mut content = Vec::new();
        archive
            .by_name(name)
            .unwrap()
            .read_to_end(&mut content)
            .unwrap();
        content
    };
    let chart = String::from_utf8(part("word/charts/use-cpu.xml")).unwrap();
    assert!(chart.contains("<c:v>662547</c:v>"), "{chart}");
    assert!(chart.contains("<c:dispBlanksAs val=\"gap\"/>"));
    let links = String::from_utf8(part("word/charts/_rels/use-cpu.xml.rels")).unwrap();
    assert!(links.contains("../embeddings/use-cpu.xlsx"), "{links}");
    let workbook = part("word/embeddings/use-cpu.xlsx");
    let mut inner = ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut sheet = String::new();
    let mut file = inner.by_name("xl/worksheets/sheet1.xml").unwrap();
    file.read_to_string(&mut sheet).unwrap();
    assert!(sheet.contains("<v>662547</v>"), "{sheet}");
    assert_eq!(built("native").bytes("out/M7-M12/report.docx"), bytes);
}

#[test]
fn a_report_without_charts_does_not_speak_of_any() {
    let project = built("image");
    assert!(
        project
            .text("out/M7-M12/report.md")
            .contains("![Line of the use")
    );
    assert!(project.path("out/M7-M12/figures/use-cpu.svg").exists());
    let project = project.file("out/M7-M12/figures/mine.svg", "mine");
    let run = project.run(&["build", "-p", "M7-M12", "--charts", "none"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = project.text("out/M7-M12/report.md");
    assert!(!text.contains("Figure 1"), "{text}");
    assert!(!project.text("out/M7-M12/manifest.json").contains("charts"));
    // What the last build wrote is gone, what somebody else put there is not.
    assert!(!project.path("out/M7-M12/figures/use-cpu.svg").exists());
    assert!(project.path("out/M7-M12/figures/mine.svg").exists());
}
