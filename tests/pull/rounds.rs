//! There and back: what is written, built and pulled is the same text.

use proptest::prelude::*;
use va_report::layout::document::{
    Align, Block, Cell, CellKind, Chapter, Column, Document, Exact, Inline, Item, List, Paragraph,
    Properties, Role, Slot, SlotStatus, Table, Voice,
};
use va_report::render::docx;
use va_report::render::docx::read::{Wanted, read};
use va_report::render::docx::slot::printed;

use crate::support::Project;
use crate::word::{MAIN, Word};
use crate::{FILE, TEXT, pull, report};

fn inline() -> impl Strategy<Value = Inline> {
    let text = || {
        prop_oneof![
            "[a-z é€\u{a0}.,*_<&\\[\\]\"-]{1,12}".prop_map(Inline::Text),
            Just(Inline::Text("\n".to_owned())),
            Just(Inline::Text("a\tb".to_owned())),
            "[a-z`<& ]{1,8}".prop_map(Inline::Code),
        ]
    };
    text().prop_recursive(3, 12, 3, |inner| {
        let many = || proptest::collection::vec(inner.clone(), 1..3);
        prop_oneof![
            many().prop_map(Inline::Strong),
            many().prop_map(Inline::Emphasis),
            many().prop_map(Inline::Footnote),
            (
                prop_oneof![
                    Just("https://a.b/c?d=e&f"),
                    Just("mailto:a@b.c"),
                    Just("no address")
                ],
                many()
            )
                .prop_map(|(url, content)| Inline::Link {
                    url: url.to_owned(),
                    content
                }),
        ]
    })
}

fn content() -> impl Strategy<Value = Vec<Inline>> {
    proptest::collection::vec(inline(), 0..4)
}

fn list() -> impl Strategy<Value = List> {
    let flat =
        (any::<bool>(), proptest::collection::vec(content(), 1..3)).prop_map(|(ordered, items)| {
            List {
                ordered,
                voice: Voice::Body,
                items: items
                    .into_iter()
                    .map(|content| Item {
                        content,
                        nested: None,
                    })
                    .collect(),
            }
        });
    flat.prop_recursive(3, 12, 3, |inner| {
        let item = (content(), proptest::option::of(inner))
            .prop_map(|(content, nested)| Item { content, nested });
        (any::<bool>(), proptest::collection::vec(item, 1..3)).prop_map(|(ordered, items)| List {
            ordered,
            voice: Voice::Body,
            items,
        })
    })
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        content().prop_map(|content| Block::Paragraph(Paragraph {
            voice: Voice::Body,
            content
        })),
        list().prop_map(Block::List),
        table().prop_map(Block::Table),
    ]
}

fn row(kind: CellKind, columns: usize) -> impl Strategy<Value = Vec<Cell>> {
    let cell = content().prop_map(move |content| Cell {
        paragraphs: vec![content],
        kind,
        exact: Exact::Nothing,
    });
    proptest::collection::vec(cell, columns)
}

fn table() -> impl Strategy<Value = Table> {
    let align = prop_oneof![Just(Align::Start), Just(Align::Centre), Just(Align::End)];
    let columns = proptest::collection::vec(align, 1..4);
    let parts = columns.prop_flat_map(|align| {
        let columns = align.len();
        let header = proptest::option::of(row(CellKind::Head, columns));
        let rows = proptest::collection::vec(row(CellKind::Text, columns), 1..3);
        (Just(align), header, rows)
    });
    parts.prop_map(|(align, header, rows)| Table {
        role: Role::Text,
        installation: None,
        caption: None,
        alt: String::new(),
        columns: align
            .into_iter()
            .map(|align| Column { width: 100, align })
            .collect(),
        header,
        rows,
        notes: Vec::new(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn what_is_printed_is_read_back(blocks in proptest::collection::vec(block(), 0..6)) {
        let slot = Slot {
            id: "cloud".to_owned(),
            title: "Cloud".to_owned(),
            status: SlotStatus::Written,
            source: None,
            blocks,
        };
        let wanted = printed(&slot);
        let document = Document {
            properties: Properties {
                title: String::new(),
                subject: String::new(),
                creator: String::new(),
                language: "en-GB".to_owned(),
                created: "2023-09-01T00:00:00Z".to_owned(),
                period: "M1-M6".to_owned(),
                running_title: String::new(),
                status: None,
            },
            chapters: vec![Chapter { name: "installations", blocks: vec![Block::Slot(slot)] }],
            comments: Vec::new(),
        };
        let bytes = docx::write(&document).unwrap();
        let one = Wanted { id: "cloud".to_owned(), title: None };
        let edited = read(&bytes, &[one]).unwrap();
        let found = edited.texts["cloud"].as_ref().unwrap();
        prop_assert_eq!(&found.blocks, &wanted);
        prop_assert!(found.met.foreign.is_empty(), "{:?}", found.met);
    }
}

#[test]
fn a_text_that_is_pulled_into_another_file_prints_the_same() {
    let without = TEXT.replace("{{ cloud/cpu_hours }}", "much");
    for text in [
        without.as_str(),
        "- a\n- \n\n  - b\n\n1. c\n\n1) d\n",
        "> quoted\n\n# Heading\n\n    code\n",
        "a\\\nb **c *d* e** `f``g`\n",
        "a\n\n| b | **c** |\n|---|--:|\n| d \\| e<br>f | `g \\| h`[^1] |\n| | i |\n\nj\n\n[^1]: k\n",
        "|  |  |\n|:-:|---|\n| a | b |\n",
    ] {
        let project = Project::minimal().file(FILE, text);
        let first = report(&project);
        let project = project.file(FILE, "Something else.\n");
        let run = pull(&project, &first.clone().without_properties(), &[]);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(
            run.stderr.contains("has lost what the build wrote"),
            "{run:?}"
        );
        assert_eq!(report(&project).text(MAIN), first.text(MAIN), "{text}");
    }
}

/// Files of `TEXT` that LibreOffice 7.4 saved: as Word, and by way of ODT.
#[test]
fn libreoffice_keeps_the_texts_and_their_edits() {
    for (bytes, way) in [
        (
            include_bytes!("../fixtures/word/libreoffice.docx").as_slice(),
            "the name of its content control",
        ),
        (
            include_bytes!("../fixtures/word/libreoffice-odt.docx").as_slice(),
            "its bookmark",
        ),
    ] {
        let project = Project::minimal()
            .file(FILE, TEXT)
            .file("assessments/M1-M6/summary.md", "A word of the leader.\n");
        let word = Word::read(bytes);
        let run = pull(&project, &word, &[]);
        assert_eq!(run.code, 0, "{run:?}");
        let wanted = format!("unchanged  2 texts (found by {way})\n");
        assert_eq!(run.stdout, wanted, "{run:?}");
        assert_eq!(project.text(FILE), TEXT);
        let run = pull(&project, &word.body("used by five", "used by seven"), &[]);
        assert_eq!(run.code, 0, "{run:?}");
        assert_eq!(project.text(FILE), TEXT.replace("by five", "by seven"));
        assert_eq!(
            project.text("assessments/M1-M6/summary.md"),
            "A word of the leader.\n"
        );
    }
}

fn words() -> impl Strategy<Value = String> {
    let word = "[a-z]{1,6}";
    let one = prop_oneof![
        4 => word.prop_map(|word| word),
        1 => word.prop_map(|word| format!("**{word}**")),
        1 => word.prop_map(|word| format!("*{word}*")),
        1 => word.prop_map(|word| format!("`{word}`")),
        1 => word.prop_map(|word| format!("[{word}](https://example.org/{word})")),
    ];
    proptest::collection::vec(one, 1..5).prop_map(|words| words.join(" "))
}

/// What can stand between two paragraphs: a list, with one below its first item, or a table.
fn between() -> impl Strategy<Value = String> {
    let bullets = [words(), words(), words()]
        .prop_map(|[one, two, three]| format!("- {one}\n  1. {two}\n- {three}\n\n"));
    let numbers = [words(), words(), words()]
        .prop_map(|[one, two, three]| format!("1. {one}\n   - {two}\n2. {three}\n\n"));
    let table = [words(), words(), words(), words()].prop_map(|[one, two, three, four]| {
        format!("| {one} | {two} |\n|:-:|--:|\n| {three} | {four}<br>x |\n\n")
    });
    prop_oneof![bullets, numbers, table, Just(String::new())]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn a_text_comes_back_letter_by_letter(
        parts in proptest::collection::vec((words(), between()), 1..4),
        end in words(),
        note in words(),
    ) {
        let parts: Vec<String> = parts
            .into_iter()
            .map(|(line, block)| format!("{line}\n\n{block}"))
            .collect();
        let text = format!("{}{end}[^1]\n\n[^1]: {note}\n", parts.concat());
        let project = Project::minimal().file(FILE, &text);
        let word = report(&project).without_properties();
        let project = project.file(FILE, "Something else.\n");
        let run = pull(&project, &word, &[]);
        prop_assert_eq!(run.code, 0, "{:?}", run);
        prop_assert_eq!(project.text(FILE), text);
    }
}
