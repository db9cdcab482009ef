//! Files that are damaged, or made to do harm.

use std::fs;

use crate::word::{MAIN, Word};
use crate::{FILE, TEXT, built};

/// Asserts that a file is refused with a clear error, and that nothing is written.
fn refused(name: &str, bytes: &[u8], message: &str) {
    let (project, _) = built();
    fs::write(project.path("edited.docx"), bytes).unwrap();
    let run = project.run(&["pull", "edited.docx"]);
    assert_eq!(run.code, 2, "{name}: {run:?}");
    assert!(
        run.stderr.starts_with("error: reading edited.docx: "),
        "{name}: {run:?}"
    );
    assert!(run.stderr.contains(message), "{name}: {run:?}");
    assert_eq!(run.stdout, "", "{name}");
    assert_eq!(project.text(FILE), TEXT, "{name}");
}

#[test]
fn what_is_no_word_file_is_refused() {
    let (_, word) = built();
    let bytes = word.write();
    let encrypted = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 600]].concat();
    refused("empty", b"", "no Word file");
    refused("text", b"Dear all", "no Word file");
    refused("encrypted", &encrypted, "protected with a password");
    refused("cut off", &bytes[..bytes.len() / 2], "damaged");
    let mut flipped = bytes;
    let name = MAIN.as_bytes();
    let main = flipped.windows(name.len()).position(|at| at == name);
    for byte in flipped.iter_mut().skip(main.unwrap() + 100).take(40) {
        *byte ^= 0x5A;
    }
    refused("flipped", &flipped, "");
}

#[test]
fn what_lacks_a_part_is_refused() {
    let (_, word) = built();
    for part in [
        MAIN,
        "_rels/.rels",
        "word/styles.xml",
        "word/footnotes.xml",
        "docProps/custom.xml",
    ] {
        refused(part, &word.clone().without(part).write(), "");
    }
    let broken = word.clone().body("</w:body>", "");
    refused("broken", &broken.write(), "word/document.xml");
    let latin = word.set(MAIN, b"<a>\xE9</a>");
    refused("latin", &latin.write(), "word/document.xml");
}

#[test]
fn what_would_fill_the_memory_is_refused() {
    let (_, word) = built();
    let blanks = [b"<w:document>".to_vec(), vec![b' '; 40 << 20]].concat();
    refused("bomb", &word.clone().set(MAIN, blanks).write(), "too large");
    let elements = format!("<a>{}</a>", "<b/>".repeat(1_000_001));
    refused(
        "elements",
        &word.clone().set(MAIN, elements).write(),
        "elements",
    );
    let deep = format!("{}{}", "<a>".repeat(200_000), "</a>".repeat(200_000));
    refused("deep", &word.clone().set(MAIN, deep).write(), "nested");
    let long = word.clone().body(
        ">three</w:t></w:r>",
        &format!(
            ">three</w:t></w:r>{}",
            "<w:r><w:t>long, </w:t></w:r>".repeat(200_000)
        ),
    );
    refused("long", &long.write(), "too long");
    let many = word.clone().body(
        "</w:sdtContent></w:sdt><w:bookmarkEnd",
        &format!(
            "{}</w:sdtContent></w:sdt><w:bookmarkEnd",
            "<w:p/>".repeat(6_000)
        ),
    );
    refused("many", &many.write(), "paragraphs");
    let mut parts = word;
    for at in 0..1_100 {
        parts
            .parts
            .push((format!("word/{at}.xml"), b"<a/>".to_vec()));
    }
    refused("parts", &parts.write(), "parts");
}

#[test]
fn what_reaches_out_is_refused() {
    let (_, word) = built();
    let entity = "<!DOCTYPE a [<!ENTITY b \"cccccccccc\"><!ENTITY d \"&b;&b;&b;\">]><a>&d;</a>";
    refused(
        "entities",
        &word.clone().set(MAIN, entity).write(),
        "DOCTYPE",
    );
    let unknown = word.clone().body("used by five", "&unknown;");
    refused("unknown entity", &unknown.write(), "entity");
    for name in [
        "../../evil.xml",
        "/evil.xml",
        "word\\..\\..\\evil.xml",
        "C:evil.xml",
    ] {
        let bytes = word.clone().set(name, "<a/>").write();
        refused(name, &bytes, "leads out of the package");
    }
    let outside = word
        .clone()
        .edit("_rels/.rels", "word/document.xml", "../../document.xml");
    refused("relationship", &outside.write(), "leads out of the package");
    let macros = word.set("word/vbaProject.bin", "x");
    refused("macros", &macros.write(), "macros");
}

#[test]
fn two_parts_of_one_name_are_refused() {
    let (_, word) = built();
    let bytes = word.set("word/documenu.xml", "<a/>").write();
    let text: Vec<u8> = replaced(&bytes, b"word/documenu.xml", b"word/document.xml");
    refused("twice", &text, "");
}

/// Replaces all occurrences of some bytes by as many others.
fn replaced(bytes: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let mut all = bytes.to_vec();
    let mut at = 0;
    while at + old.len() <= all.len() {
        if all[at..].starts_with(old) {
            all[at..at + old.len()].copy_from_slice(new);
        }
        at += 1;
    }
    all
}

#[test]
fn a_size_in_the_directory_is_not_believed() {
    let (_, word) = built();
    let blanks = [b"<w:document>".to_vec(), vec![b' '; 40 << 20]].concat();
    let size = u32::try_from(blanks.len()).unwrap().to_le_bytes();
    let bytes = word.set(MAIN, blanks).write();
    refused("size", &replaced(&bytes, &size, &100_u32.to_le_bytes()), "");
}

#[test]
fn words_cannot_drive_the_terminal() {
    let (project, word) = built();
    let edited = word.body("used by five", "used \u{202e}by\u{9b}31m five");
    let run = crate::pull(&project, &edited, &["--dry-run"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(
        !run.stdout.contains(['\u{202e}', '\u{9b}', '\u{1b}']),
        "{run:?}"
    );
    drop(Word::read(&edited.write()));
}
