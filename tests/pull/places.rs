//! Where a text stands: tag, name, bookmark, headings.

use crate::support::Project;
use crate::word::{MAIN, Word};
use crate::{FILE, TEXT, built, pull, report};

/// Takes the tag of the text away, as LibreOffice does.
fn untagged(word: Word) -> Word {
    word.body("<w:tag w:val=\"va:assessment:cloud\"/>", "")
}

/// Takes its content control away, as a way over ODT does.
fn uncontrolled(word: &Word) -> Word {
    let text = word.text(MAIN);
    let tag = text.find("va:assessment:cloud").unwrap();
    let start = text[..tag].rfind("<w:sdt>").unwrap();
    let content = start + text[start..].find("<w:sdtContent>").unwrap();
    let end = content + text[content..].find("</w:sdtContent></w:sdt>").unwrap();
    let inner = &text[content + "<w:sdtContent>".len()..end];
    let rest = &text[end + "</w:sdtContent></w:sdt>".len()..];
    word.clone()
        .set(MAIN, format!("{}{inner}{rest}", &text[..start]))
}

/// Takes the bookmark away that stands around the text or its control.
fn unmarked(word: &Word, before: &str) -> Word {
    let text = word.text(MAIN);
    let place = text.find(before).unwrap();
    let start = text[..place].rfind("<w:bookmarkStart").unwrap();
    let end = start + text[start..].find("/>").unwrap() + 2;
    word.clone()
        .set(MAIN, format!("{}{}", &text[..start], &text[end..]))
}

#[test]
fn each_way_leads_to_the_text() {
    let (project, word) = built();
    let word = word.body("used by five", "used by seven");
    let bare = uncontrolled(&word);
    let none = unmarked(&bare, "The cloud was");
    for (word, way) in [
        (untagged(word), "found by the name of its content control"),
        (bare, "found by its bookmark"),
        (none, "found by the headings above it"),
    ] {
        let project_text = project.text(FILE);
        let run = pull(&project, &word, &[]);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.stdout.contains(&format!("({way})")), "{way} {run:?}");
        assert_eq!(project.text(FILE), TEXT.replace("by five", "by seven"));
        std::fs::write(project.path(FILE), project_text).unwrap();
    }
}

#[test]
fn a_bookmark_that_was_divided_is_one() {
    let (project, word) = built();
    let bare = uncontrolled(&word.body("used by five", "used by seven"));
    // LibreOffice begins the bookmark again in the last paragraph, and ends only that one.
    let text = bare.text(MAIN);
    let place = text.find("The cloud was").unwrap();
    let start = text[..place].rfind("<w:bookmarkStart w:id=\"").unwrap();
    let mark = &text[start..start + text[start..].find("/>").unwrap() + 2];
    let id = mark.split('"').nth(1).unwrap();
    let again = mark.replace(&format!("w:id=\"{id}\""), "w:id=\"999\"");
    let word = bare
        .body(&format!("<w:bookmarkEnd w:id=\"{id}\"/>"), "")
        .body(
            " in all.</w:t></w:r>",
            &format!(" in all.</w:t></w:r>{again}<w:bookmarkEnd w:id=\"999\"/>"),
        );
    let run = pull(&project, &word, &[]);
    assert!(run.stdout.contains("(found by its bookmark)"), "{run:?}");
    assert_eq!(project.text(FILE), TEXT.replace("by five", "by seven"));
}

#[test]
fn a_text_that_is_not_found_for_certain_is_not_guessed() {
    let (project, word) = built();
    let edited = word.clone().body("used by five", "used by seven");
    let end = "</w:sdtContent></w:sdt><w:bookmarkEnd";
    let text = edited.text(MAIN);
    let last = text.rfind(end).unwrap();
    let outside = format!(
        "{}</w:sdtContent></w:sdt><w:p><w:r><w:t>Outside.</w:t></w:r></w:p><w:bookmarkEnd{}",
        &text[..last],
        &text[last + end.len()..]
    );
    let missing = unmarked(&uncontrolled(&edited), "The cloud was").body(
        ">Assessment</w:t></w:r><w:bookmarkEnd",
        ">Evaluation</w:t></w:r><w:bookmarkEnd",
    );
    let twice = edited
        .clone()
        .body("va:assessment:summary", "va:assessment:cloud");
    for (word, message) in [
        (edited.clone().set(MAIN, outside), "is not the same by"),
        (missing, "is not found"),
        (twice, "is found twice by the tag of its content control"),
        (
            edited
                .clone()
                .body("va:assessment:summary", "va:assessment:other"),
            "`other` belongs to no installation",
        ),
    ] {
        let run = pull(&project, &word, &[]);
        assert_eq!(run.code, 1, "{message} {run:?}");
        assert!(run.stderr.contains("error[VA603]"), "{message} {run:?}");
        assert!(run.stderr.contains(message), "{message} {run:?}");
        assert_eq!(project.text(FILE), TEXT);
    }
}

#[test]
fn a_file_without_any_text_of_the_project_is_refused_in_a_line() {
    let (project, _) = built();
    let other = report(&Project::shipped("examples/records"));
    for word in [other.clone(), other.without_properties()] {
        let run = pull(&project, &word, &[]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
        assert_eq!(
            run.stderr,
            "error: edited.docx holds no text of this project; is it the report of another one?\n"
        );
    }
}

#[test]
fn the_period_is_that_of_the_file() {
    let (project, word) = built();
    let run = pull(&project, &word, &["-p", "M7-M12"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(
        run.stderr
            .contains("is the report of M1-M6, and not of M7-M12"),
        "{run:?}"
    );
}
