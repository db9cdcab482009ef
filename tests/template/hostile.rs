//! Templates that are damaged, protected, or hold what can run; nothing panics.

use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use va_report::catalogue::StyleChoice;
use va_report::layout::ShortText;
use va_report::layout::document::{
    Block, Chapter, Document, Heading, Inline, Paragraph, Properties, Voice,
};
use va_report::render::docx::Charts;
use va_report::render::docx::template::{Filling, Template, fill};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::package::Package;
use crate::samples::{FOREIGN, foreign, starter, with_body};
use crate::word::{MAIN, Word};

fn refused(bytes: &[u8]) -> String {
    match Template::open(bytes) {
        Ok(_) => panic!("it is taken"),
        Err(error) => format!("{error:#}"),
    }
}

#[test]
fn what_can_run_is_refused() {
    let macros = starter().set("word/vbaProject.bin", b"\xD0\xCF");
    assert!(refused(&macros.write()).contains("macros"));
    let types = "wordprocessingml.document.main+xml";
    let docm = starter().edit(
        "[Content_Types].xml",
        &format!("application/vnd.openxmlformats-officedocument.{types}"),
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    );
    assert!(refused(&docm.write()).contains("macros"));
    let active = starter().set("word/activeX/activeX1.bin", "x");
    assert!(refused(&active.write()).contains("macros"));
}

#[test]
fn what_is_no_plain_word_file_is_refused_with_words() {
    assert!(refused(b"").contains("no Word file"));
    assert!(refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").contains("password"));
    let dtd = starter().body("<w:document", "<!DOCTYPE w [<!ENTITY a \"b\">]><w:document");
    assert!(refused(&dtd.write()).contains("DOCTYPE"));
    assert!(refused(&starter().body("</w:body>", "").write()).contains("cannot be read"));
    let strict = starter().body(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    );
    assert!(refused(&strict.write()).contains("Strict"));
    let renamed = starter().body(
        "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"",
        "xmlns:r=\"urn:x\"",
    );
    assert!(refused(&renamed.write()).contains("unusual"));
    assert!(refused(&starter().without(MAIN).write()).contains("missing"));
    let report = with_body(
        "<w:sdt><w:sdtPr><w:tag w:val=\"va:assessment:cloud\"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>",
    );
    assert!(refused(&report.write()).contains("a report with its texts"));
}

#[test]
fn a_swollen_part_is_refused_wherever_it_is() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in &starter().parts {
        zip.start_file(name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.start_file("word/media/bomb.png", options).unwrap();
    let zeros = vec![0; 1 << 20];
    for _ in 0..40 {
        zip.write_all(&zeros).unwrap();
    }
    assert!(refused(&zip.finish().unwrap().into_inner()).contains("too large"));
}

#[test]
fn a_dotx_becomes_a_document_and_links_outward_are_kept() {
    let dotx = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml";
    let usual = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let link = "<Relationship Id=\"rId77\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate\" Target=\"https://example.invalid/t.dotx\" TargetMode=\"External\"/>";
    let glossary = "<w:glossaryDocument xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"/>";
    let word = starter()
        .edit("[Content_Types].xml", usual, dotx)
        .edit(
            "word/_rels/document.xml.rels",
            "</Relationships>",
            &format!("{link}</Relationships>"),
        )
        .set("word/glossary/document.xml", glossary);
    let filled = Word::read(&filled(&word.write()).unwrap());
    assert!(filled.text("[Content_Types].xml").contains(usual));
    assert!(!filled.text("[Content_Types].xml").contains(dotx));
    assert!(filled.text("word/_rels/document.xml.rels").contains(link));
    assert_eq!(filled.text("word/glossary/document.xml"), glossary);
}

fn document() -> Document {
    let heading = Heading {
        level: 1,
        number: Some("1".to_owned()),
        text: "A & B".to_owned(),
        anchor: "a".to_owned(),
    };
    let note = Inline::Footnote(vec![Inline::Text("note".to_owned())]);
    let paragraph = Paragraph {
        voice: Voice::Body,
        content: vec![Inline::Text("words".to_owned()), note],
    };
    Document {
        properties: Properties {
            title: "T".to_owned(),
            subject: String::new(),
            creator: "P".to_owned(),
            language: "en-GB".to_owned(),
            created: "2023-09-01T00:00:00Z".to_owned(),
            period: "M1-M6".to_owned(),
            running_title: "R".to_owned(),
            status: None,
        },
        chapters: vec![Chapter {
            name: "summary",
            blocks: vec![Block::Heading(heading), Block::Paragraph(paragraph)],
        }],
        comments: Vec::new(),
    }
}

/// Fills a template when it can be used, and returns why not otherwise.
fn filled(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let template = Template::open(bytes).map_err(|error| error.to_string())?;
    let texts = [
        ShortText {
            name: "title",
            text: "T & <U>".to_owned(),
        },
        ShortText {
            name: "period",
            text: "M1-M6".to_owned(),
        },
    ];
    let choices: [StyleChoice; 0] = [];
    let filling = Filling {
        template: &template,
        texts: &texts,
        choices: &choices,
    };
    fill(&document(), &filling, Charts::Image).map_err(|error| error.to_string())
}

#[test]
fn templates_are_filled_without_a_project() {
    for name in FOREIGN {
        let bytes = filled(&foreign(name)).unwrap();
        let text = Word::read(&bytes).text(MAIN);
        assert!(
            text.contains("T &amp; &lt;U&gt;") && text.contains("A &amp; B"),
            "{name}: {text}"
        );
    }
}

/// Parts of which a template of any maker could have others.
const PARTS: [&str; 7] = [
    MAIN,
    "word/styles.xml",
    "word/numbering.xml",
    "word/footnotes.xml",
    "word/header1.xml",
    "word/_rels/document.xml.rels",
    "[Content_Types].xml",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn no_byte_makes_it_panic(which in 0..2_usize, at in 0..12_000_usize, byte: u8, cut in 0..12_000_usize, short: bool) {
        let mut bytes = foreign(FOREIGN[which]);
        let length = bytes.len();
        bytes[at % length] = byte;
        if short {
            bytes.truncate(cut % length);
        }
        drop(filled(&bytes));
    }

    /// Whatever tags and attributes come and go: a template that is taken gives a file that holds together.
    #[test]
    fn no_markup_makes_it_panic_or_break(
        which in 0..2_usize,
        edits in proptest::collection::vec((0..PARTS.len(), any::<u16>(), 0..6_u8, any::<u16>()), 1..4),
    ) {
        let mut word = Word::read(&foreign(FOREIGN[which]));
        for (part, at, edit, other) in edits {
            let text = word.text(PARTS[part]);
            let tags: Vec<&str> = text.split_inclusive('>').collect();
            let mut tags: Vec<String> = tags.iter().map(|tag| (*tag).to_owned()).collect();
            let (at, other) = (usize::from(at) % tags.len(), usize::from(other) % tags.len());
            match edit {
                0 => drop(tags.remove(at)),
                1 => tags.insert(at, tags[other].clone()),
                2 => tags.swap(at, other),
                3 => tags[at] = tags[at].replace("w:", ""),
                4 => tags.insert(at, "<w:p><w:r><w:t>{{va:report}}</w:t></w:r></w:p>".to_owned()),
                _ => tags[at] = tags[at].replace(char::is_numeric, "9999999999999999999"),
            }
            word = word.set(PARTS[part], tags.concat());
        }
        if let Ok(bytes) = filled(&word.write()) {
            let mut texts = Word::read(&bytes);
            texts.parts.retain(|(name, _)| !name.starts_with("word/media/"));
            let package = Package::read(&texts.write());
            prop_assert!(package.is_ok(), "{:?}", package.err());
        }
    }
}
