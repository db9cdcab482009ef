//! Where the report goes in a template.

use crate::samples::{built, found, line, starter, with_body};
use crate::word::MAIN;

fn control(name: &str, value: &str, content: &str) -> String {
    format!(
        "<w:sdt><w:sdtPr><w:{name} w:val=\"{value}\"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )
}

/// Returns the body of the report that the smallest project becomes in a template with a body.
fn body(content: &str) -> String {
    built(&with_body(content).write()).1.text(MAIN)
}

const ASSESSMENT: &str = "<w:tag w:val=\"va:assessment:cloud\"/>";

#[test]
fn a_chapter_goes_where_a_tag_a_title_a_bookmark_or_words_ask_for_it() {
    let bookmark = "<w:p><w:bookmarkStart w:id=\"4\" w:name=\"va_report\"/><w:r><w:t>here</w:t></w:r>\
        <w:bookmarkEnd w:id=\"4\"/></w:p>";
    let around = format!(
        "<w:bookmarkStart w:id=\"4\" w:name=\"va_report\"/>{}{}<w:bookmarkEnd w:id=\"4\"/>",
        line("here"),
        line("and here")
    );
    for slot in [
        control("tag", "va:report", &line("here")),
        control("alias", "VA:Report", &line("here")),
        bookmark.to_owned(),
        around,
        line(" {{ va:report }} "),
        "<w:p><w:r><w:t>{{va:</w:t></w:r><w:r><w:t>rep</w:t></w:r><w:r><w:t>ort}}</w:t></w:r></w:p>".to_owned(),
        format!("<w:p>{}</w:p>", control("tag", "va:report", "<w:r><w:t>here</w:t></w:r>")),
    ] {
        let text = body(&format!("{}{slot}{}", line("before"), line("after")));
        assert!(!text.contains(">here<") && !text.contains("and here"), "{slot}: {text}");
        assert!(!text.contains("va_report"), "{slot}: {text}");
        let at = |piece: &str| text.find(piece).unwrap_or_else(|| panic!("{slot}: no {piece}"));
        assert!(at(">before<") < at(ASSESSMENT) && at(ASSESSMENT) < at(">after<"), "{slot}: {text}");
    }
}

#[test]
fn chapters_stand_in_their_own_slots_and_the_rest_in_that_of_the_report() {
    let text = body(&format!(
        "{}{}{}",
        line("{{va:installations}}"),
        line("middle"),
        line("{{va:report}}")
    ));
    let at = |piece: &str| text.find(piece).unwrap();
    assert!(at(ASSESSMENT) < at("middle"));
    assert!(at("middle") < at("All is well."));
    assert_eq!(text.matches(ASSESSMENT).count(), 1);
    // The template settles where a chapter of its own begins.
    let heading = text.find("Installations</w:t>").unwrap();
    assert!(
        !text[..heading]
            .rsplit("<w:p>")
            .next()
            .unwrap()
            .contains("pageBreakBefore")
    );
}

#[test]
fn words_are_put_in_wherever_they_are_asked_for() {
    let cell = format!(
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"900\"/></w:tblGrid><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        line("Period: {{va:period}}.")
    );
    let prompt = "<w:sdt><w:sdtPr><w:tag w:val=\"va:title\"/><w:showingPlcHdr/><w:dataBinding w:xpath=\"/x\" \
        w:storeItemID=\"y\"/></w:sdtPr><w:sdtContent><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:rStyle \
        w:val=\"PlaceholderText\"/></w:rPr><w:t>Click</w:t></w:r></w:p><w:p/></w:sdtContent></w:sdt>";
    let mark = "<w:p><w:r><w:t>Project </w:t></w:r><w:bookmarkStart w:id=\"8\" w:name=\"va_acronym\"/><w:r><w:rPr><w:b/></w:rPr>\
        <w:t>X</w:t></w:r><w:bookmarkEnd w:id=\"8\"/><w:r><w:t>!</w:t></w:r></w:p>";
    let split = "<w:p><w:r><w:t>{{va:per</w:t></w:r><w:r><w:t>iod}} of {{va:acronym}} {{va:period}}</w:t></w:r></w:p>";
    let text = body(&format!(
        "{cell}{prompt}{mark}{split}{}",
        line("{{va:report}}")
    ));
    // What is left of a piece begins with a blank now, which counts.
    assert!(
        text.contains("M1-M6</w:t></w:r><w:r><w:t xml:space=\"preserve\"> of Test M1-M6</w:t>"),
        "{text}"
    );
    assert!(text.contains("Period: M1-M6."), "{text}");
    assert!(text.contains(
        "<w:jc w:val=\"center\"/></w:pPr><w:r><w:t xml:space=\"preserve\">Virtual Access"
    ));
    for gone in ["Click", "showingPlcHdr", "dataBinding", "PlaceholderText"] {
        assert!(!text.contains(gone), "{gone}");
    }
    let bold = "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">Test</w:t></w:r><w:bookmarkEnd w:id=\"8\"/>";
    assert!(text.contains(bold), "{text}");
}

#[test]
fn a_text_box_is_filled_in_both_of_its_forms() {
    let inside = line("{{va:title}}");
    let text_box = format!(
        "<w:p><w:r><mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><mc:Choice \
         Requires=\"wps\" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><w:drawing><wps:txbx>\
         <w:txbxContent>{inside}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{inside}\
         </w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    );
    let text = body(&format!("{text_box}{}", line("{{va:report}}")));
    assert_eq!(
        text.matches("Virtual Access to the WP1 installations</w:t></w:r></w:p></w:txbxContent>")
            .count(),
        2
    );
    let slot = text_box.replace("va:title", "va:report");
    let all = found(&with_body(&slot).write());
    assert!(
        all.iter().any(|one| one.contains("stands in a text box")),
        "{all:?}"
    );
}

#[test]
fn a_chapter_is_not_put_where_it_cannot_stand() {
    let cell = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"900\"/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>{{va:summary}}\
        </w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    for (slot, why) in [
        (cell.to_owned(), "stands in a cell of a table"),
        (
            line("See {{va:summary}}"),
            "stands in a line with other words",
        ),
        (
            format!(
                "{}{}",
                line("{{va:summary}}"),
                control("tag", "va:summary", "")
            ),
            "stands in two places",
        ),
    ] {
        let body = format!("{slot}{}", line("{{va:report}}"));
        let all = found(&with_body(&body).write());
        assert!(
            all.iter()
                .any(|one| one.starts_with("VA624") && one.contains(why)),
            "{why}: {all:?}"
        );
    }
    let header = starter().edit("word/header1.xml", "{{va:status}}", "{{va:report}}");
    let all = found(&header.write());
    assert!(
        all.iter()
            .any(|one| one.contains("stands in a header or footer")),
        "{all:?}"
    );
}

#[test]
fn what_a_slot_took_with_it_leaves_no_half_behind() {
    let slot = "<w:p><w:bookmarkStart w:id=\"4\" w:name=\"Own\"/><w:commentRangeStart w:id=\"0\"/><w:r><w:t>{{va:report}}\
        </w:t></w:r></w:p><w:p><w:bookmarkEnd w:id=\"4\"/><w:r><w:t>after</w:t></w:r></w:p>";
    let text = body(slot);
    assert!(
        !text.contains("\"Own\"") && !text.contains("commentRangeStart"),
        "{text}"
    );
    assert_eq!(
        text.matches("<w:bookmarkStart").count(),
        text.matches("<w:bookmarkEnd").count()
    );
}

#[test]
fn a_section_that_ends_in_a_slot_ends_behind_what_stands_there() {
    let section = "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:cols w:num=\"1\"/></w:sectPr>";
    let slot = format!(
        "<w:p><w:pPr>{section}</w:pPr><w:r><w:t>{{{{va:summary}}}}</w:t></w:r></w:p>{}",
        line("{{va:report}}")
    );
    let text = body(&slot);
    let at = |piece: &str| {
        text.find(piece)
            .unwrap_or_else(|| panic!("no {piece}: {text}"))
    };
    assert!(at("All is well.") < at(section));
    assert!(at(section) < at(ASSESSMENT));
}

#[test]
fn names_are_told_and_the_nearest_one_is_shown() {
    let project = crate::support::Project::minimal().file(
        "own.docx",
        with_body(&line("{{va:sumary}} {{va:zzz}}")).write(),
    );
    let run = project.run(&["template", "check", "own.docx"]);
    assert_eq!(run.code, 1, "{run:?}");
    for piece in [
        "did you mean `va:summary`?",
        "names are report, cover",
        "error[VA622]",
    ] {
        assert!(run.stderr.contains(piece), "{piece}: {}", run.stderr);
    }
    let json = project.run(&["template", "check", "own.docx", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["usable"], true);
    assert_eq!(json["slots"][0]["name"], "va:sumary");
    assert_eq!(json["slots"][0]["takes"], "nothing that is known");
    assert_eq!(json["sections"][0]["text_width"], 9638);
    assert_eq!(json["findings"][0]["rule"], "VA622");
}

#[test]
fn a_template_that_is_there_is_not_overwritten() {
    let project = crate::support::Project::empty().file("template.docx", "mine");
    let run = project.run(&["template", "init"]);
    assert_eq!(run.code, 2);
    assert_eq!(project.text("template.docx"), "mine");
}
