//! Words that were edited, inserted, deleted, or put in another look.

use crate::support::Project;
use crate::word::{MAIN, Word};
use crate::{FILE, TEXT, built, pull, report};

#[test]
fn a_file_that_nobody_edited_changes_nothing() {
    let (project, word) = built();
    for word in [word.clone(), word.without_properties()] {
        let run = pull(&project, &word, &[]);
        assert_eq!(run.code, 0, "{run:?}");
        assert_eq!(run.stdout, "unchanged  2 texts\n", "{run:?}");
        assert_eq!(project.text(FILE), TEXT);
    }
}

#[test]
fn only_the_edited_words_change_and_the_next_build_keeps_them() {
    let (project, word) = built();
    let edited = word
        .body("used by five", "used by seven")
        .body(">three<", ">thrice<");
    let run = pull(&project, &edited, &[]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(
        run.stdout.contains(&format!("written    {FILE}\n")),
        "{run:?}"
    );
    let wanted = TEXT
        .replace("by five", "by seven")
        .replace("three", "thrice");
    assert_eq!(project.text(FILE), wanted);
    assert_eq!(
        project.text("assessments/M1-M6/summary.md"),
        "A word of the leader.\n"
    );
    let again = report(&project);
    assert!(again.text(MAIN).contains("used by seven"));
    let run = pull(&project, &again, &[]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "unchanged  2 texts\n"));
}

#[test]
fn a_dry_run_shows_the_difference_and_writes_nothing() {
    let (project, word) = built();
    let run = pull(
        &project,
        &word.body("used by five", "used by seven"),
        &["--dry-run"],
    );
    assert_eq!(run.code, 0, "{run:?}");
    assert!(
        run.stdout
            .contains("+The cloud was **used by seven** teams"),
        "{run:?}"
    );
    assert_eq!(project.text(FILE), TEXT);
}

#[test]
fn insertions_are_taken_and_deletions_left_out() {
    let (project, word) = built();
    let edited = word.body(
        ">three</w:t></w:r>",
        ">th</w:t></w:r><w:ins w:id=\"900\" w:author=\"Jane\"><w:r><w:t>ree</w:t></w:r></w:ins>\
         <w:del w:id=\"901\" w:author=\"Jane\"><w:r><w:delText>irteen</w:delText></w:r></w:del>",
    );
    let run = pull(&project, &edited, &[]);
    assert!(
        run.stdout
            .contains("(1 insertion taken, 1 deletion left out)"),
        "{run:?}"
    );
    assert_eq!(project.text(FILE), TEXT);
    let edited = edited.body(
        "<w:pPr><w:pStyle w:val=\"BodyText\"/></w:pPr><w:r><w:t xml:space=\"preserve\">They used",
        "<w:pPr><w:pStyle w:val=\"BodyText\"/><w:rPr><w:ins w:id=\"902\"/></w:rPr></w:pPr><w:r>\
         <w:t>New.</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"BodyText\"/><w:rPr><w:del w:id=\"903\"/></w:rPr></w:pPr>\
         <w:r><w:t>They </w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\"> used",
    );
    let run = pull(&project, &edited, &[]);
    assert!(
        run.stdout
            .contains("(2 insertions taken, 2 deletions left out)"),
        "{run:?}"
    );
    assert_eq!(
        project.text(FILE),
        TEXT.replace("They used", "New.\n\nThey used")
    );
}

#[test]
fn a_text_that_was_changed_at_both_ends_stops_everything() {
    let (project, word) = built();
    let edited = word
        .body("used by five", "used by seven")
        .body("A word of the leader.", "Two words of the leader.");
    let project = project.replace(FILE, "used by five", "used by six");
    let before = project.text(FILE);
    let run = pull(&project, &edited, &[]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stderr.contains("error[VA602]"), "{run:?}");
    assert!(run.stderr.ends_with("nothing was written\n"), "{run:?}");
    assert!(
        run.stdout.contains("-The cloud was **used by six**"),
        "{run:?}"
    );
    assert!(
        run.stdout.contains("+The cloud was **used by seven**"),
        "{run:?}"
    );
    assert_eq!(project.text(FILE), before);
    assert_eq!(
        project.text("assessments/M1-M6/summary.md"),
        "A word of the leader.\n"
    );
}

#[test]
fn a_file_that_was_edited_while_word_had_the_text_untouched_stays() {
    let (project, word) = built();
    let project = project.replace(FILE, "used by five", "used by six");
    let before = project.text(FILE);
    let run = pull(&project, &word, &[]);
    assert_eq!((run.code, project.text(FILE)), (0, before), "{run:?}");
    // The same edit at both ends is no conflict.
    let run = pull(&project, &word.body("used by five", "used by six"), &[]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.contains("unchanged"), "{run:?}");
}

#[test]
fn figures_become_references_again_and_a_changed_one_is_found() {
    let (project, word) = built();
    let edited = word.clone().body("They used ", "In spring they used ");
    let run = pull(&project, &edited, &[]);
    assert_eq!(run.code, 0, "{run:?}");
    let wanted = TEXT.replace("They used {{", "In spring they used {{");
    assert_eq!(project.text(FILE), wanted);
    let word = report(&project);
    let text = word.text(MAIN);
    let at = text.find("In spring they used ").unwrap();
    let figure = text[at..].find(">10").map(|from| at + from).unwrap();
    let edited = word.set(
        MAIN,
        format!("{}>12{}", &text[..figure], &text[figure + 3..]),
    );
    let run = pull(&project, &edited, &[]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(
        run.stderr.contains("warning[VA605]: the figure `10"),
        "{run:?}"
    );
    assert_eq!(project.text(FILE), wanted);
}

#[test]
fn a_changed_cell_is_found_unless_the_data_changed_since() {
    let (project, word) = built();
    let edited = word.body(">ES, PT<", ">ES, FR<");
    let run = pull(&project, &edited, &[]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(
        run.stderr.contains("was `ES, PT` and is `ES, FR`"),
        "{run:?}"
    );
    let project = project.replace("data/lab.csv", "M1-M6,10,", "M1-M6,11,");
    let run = pull(&project, &edited, &[]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(
        run.stderr.contains("its tables are not compared"),
        "{run:?}"
    );
}

#[test]
fn a_stub_that_was_written_over_becomes_a_file() {
    let project = Project::minimal();
    let word = report(&project);
    let run = pull(&project, &word, &[]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(!project.path(FILE).exists());
    let edited = word.body(
        "<w:p><w:pPr><w:pStyle w:val=\"Guidance\"/>",
        "<w:p><w:r><w:t>The cloud was opened.</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"Guidance\"/>",
    );
    let run = pull(&project, &edited, &[]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(project.text(FILE), "The cloud was opened.\n");
}

#[test]
fn what_a_text_cannot_hold_is_named() {
    let (project, word) = built();
    let edited = word.body(
        ">three</w:t></w:r>",
        ">three</w:t></w:r><w:r><w:drawing/></w:r><w:fldSimple w:instr=\" DATE \"><w:r><w:t>, today</w:t></w:r></w:fldSimple>",
    );
    let run = pull(&project, &edited, &[]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stderr.contains("`cloud` holds a picture"), "{run:?}");
    assert!(
        run.stderr.contains("`cloud` holds a field (DATE)"),
        "{run:?}"
    );
    assert_eq!(project.text(FILE), TEXT.replace("three", "three, today"));
}

#[test]
fn comments_are_shown_with_their_place_and_written_nowhere() {
    let (project, word) = built();
    let namespace = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let comments = format!(
        "<w:comments {namespace}><w:comment w:id=\"7\" w:author=\"Jane Doe\"><w:p><w:r><w:t>How many?</w:t></w:r></w:p></w:comment></w:comments>"
    );
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
    let edited = word
        .set("word/comments.xml", comments)
        .edit(
            "word/_rels/document.xml.rels",
            "</Relationships>",
            &format!("<Relationship Id=\"rC\" Type=\"{kind}\" Target=\"comments.xml\"/></Relationships>"),
        )
        .body(
            "<w:r><w:t xml:space=\"preserve\">three</w:t></w:r>",
            "<w:commentRangeStart w:id=\"7\"/><w:r><w:t>three</w:t></w:r><w:commentRangeEnd w:id=\"7\"/>\
             <w:r><w:commentReference w:id=\"7\"/></w:r>",
        );
    let run = pull(&project, &edited, &[]);
    assert_eq!(run.code, 0, "{run:?}");
    let wanted = "\n1 comment:\n  Cloud, Assessment, “three”\n    Jane Doe: How many?\n";
    assert!(run.stdout.ends_with(wanted), "{run:?}");
    assert_eq!(project.text(FILE), TEXT);
}

#[test]
fn a_byte_order_mark_and_the_ends_of_lines_stay() {
    let text = format!("\u{feff}{}", TEXT.replace('\n', "\r\n"));
    let project = Project::minimal().file(FILE, &text);
    let word = report(&project);
    let run = pull(&project, &word.body("used by five", "used by seven"), &[]);
    assert_eq!(run.code, 0, "{run:?}");
    let wanted = text.replace("by five", "by seven");
    assert_eq!(project.bytes(FILE), wanted.as_bytes());
}

#[test]
fn a_text_that_was_taken_over_and_edited_becomes_a_file_without_marks() {
    let earlier =
        "The cloud served {{ cloud/cpu_hours }}. It had 3 users. It is open.\n\n- A first point\n";
    let project = Project::minimal().file(FILE, earlier);
    let data = project.text("data/lab.csv");
    let rows = "cloud,cpu_hours,M7-M12,25,CPU-h\ncloud,users,M7-M12,4,users\n";
    let project = project.file("data/lab.csv", data + rows);
    let run = project.run(&["build", "-p", "M7-M12"]);
    assert_eq!(run.code, 0, "{run:?}");
    let word = crate::Word::read(&project.bytes("out/M7-M12/report.docx"));
    let untouched = pull(&project, &word, &[]);
    assert_eq!(untouched.code, 0, "{untouched:?}");
    assert!(!project.path("assessments/M7-M12").exists());
    let word = word.body("It is open.", "It is open to all.");
    let edited = pull(&project, &word, &[]);
    assert_eq!(edited.code, 0, "{edited:?}");
    let wanted = earlier.replace("open.", "open to all.");
    assert_eq!(project.text("assessments/M7-M12/cloud.md"), wanted);
}

#[test]
fn a_file_that_is_locked_stops_the_new_ones_too() {
    let project = Project::shipped("");
    let (locked, new) = (
        "assessments/M7-M12/incd-cpu.md",
        "assessments/M7-M12/incd-gpu.md",
    );
    std::fs::remove_file(project.path(new)).unwrap();
    let run = project.run(&["build", "-p", "M7-M12"]);
    assert_eq!(run.code, 0, "{run:?}");
    let word = Word::read(&project.bytes("out/M7-M12/report.docx"))
        .body("has become the second cloud", "became the second cloud")
        .body(
            "There is a technical reason as well",
            "There was a technical reason as well",
        );
    let mut permissions = std::fs::metadata(project.path(locked))
        .unwrap()
        .permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(project.path(locked), permissions).unwrap();
    let run = pull(&project, &word, &[]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("the file is read-only"), "{run:?}");
    assert!(!project.path(new).exists());
}
