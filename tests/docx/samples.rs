//! The files that every test of the package looks at: the shipped report, hostile text, and every construct there is.

use std::sync::OnceLock;

use va_report::layout::document::{
    Align, Block, Caption, Cell, CellKind, Chapter, Column, Comment, Document, Exact, Heading,
    Inline, Item, List, Note, Numbered, Orientation, Paragraph, Properties, Role, Slot, SlotStatus,
    Table, Voice,
};
use va_report::render::{docx, html, markdown};

use crate::package::Package;
use crate::support::{MINIMAL, Project, USAGE};

/// Names of a machine and its user, which no file may hold.
pub(crate) const MACHINE: [(&str, &str); 5] = [
    ("HOME", "/home/zaphod-user"),
    ("USER", "zaphod-user"),
    ("LOGNAME", "zaphod-user"),
    ("HOSTNAME", "heart-of-gold"),
    ("TZ", "Pacific/Kiritimati"),
];

/// Text that XML, Markdown, HTML or a right-to-left reader could stumble over.
pub(crate) const HOSTILE: &str = "\"A\" & <B> 'C' ]]> &amp; <w:p/> \u{0}\u{1}\u{8}\u{1F}\u{7F}\u{85}\u{FFFE}\
    \u{FFFF} | *d* _e_ `f` ~~g~~ [h](i) ![j](k) [^1] \\ {{l}} $m$ שלום \u{202E}n\u{202C} e\u{301} 👩\u{200D}🔬 \
    \u{D7FF}\u{E000}\u{10FFFF}";

/// A Word file with what it must hold.
pub(crate) struct Sample {
    /// What it is.
    pub(crate) name: &'static str,
    /// The file.
    pub(crate) docx: Vec<u8>,
    /// The file, taken apart.
    pub(crate) package: Package,
    /// The same report as Markdown.
    pub(crate) markdown: String,
    /// The same report as a page.
    pub(crate) page: String,
    /// Ids of the texts that have a place: installations, and the parts of the report that somebody wrote.
    pub(crate) slots: Vec<String>,
    /// Folder of the project; no part may name it.
    pub(crate) folder: String,
}

/// The texts of the report as a whole: those before the installations, and the one after them.
pub(crate) const PARTS: [&str; 3] = ["summary", "introduction", "conclusions"];

impl Sample {
    /// Returns how many installations it has.
    pub(crate) fn installations(&self) -> usize {
        let ids = self.slots.iter();
        ids.filter(|id| !PARTS.contains(&id.as_str())).count()
    }
}

static SAMPLES: OnceLock<[Sample; 3]> = OnceLock::new();

/// Returns the samples; they are made once for all tests.
pub(crate) fn samples() -> &'static [Sample; 3] {
    SAMPLES.get_or_init(|| [shipped(), hostile_project(), every_construct()])
}

/// Returns the report that the shipped project has.
pub(crate) fn shipped_sample() -> &'static Sample {
    &samples()[0]
}

fn package(name: &str, bytes: &[u8]) -> Package {
    Package::read(bytes).unwrap_or_else(|fault| panic!("{name}: {fault}"))
}

fn shipped() -> Sample {
    built("the shipped report", &Project::shipped(""), "M7-M12")
}

/// Builds a project and reads the ids of its installations from its JSON.
pub(crate) fn built(name: &'static str, project: &Project, period: &str) -> Sample {
    built_with(name, project, period, &[])
}

/// Builds a project with further options.
pub(crate) fn built_with(
    name: &'static str,
    project: &Project,
    period: &str,
    options: &[&str],
) -> Sample {
    let formats = "docx,markdown,json,html";
    let arguments = [
        "build",
        "--quiet",
        "--keep-going",
        "--period",
        period,
        "--format",
        formats,
    ];
    let run = project.run_with(&[&arguments, options].concat(), &MACHINE);
    assert_ne!(run.code, 2, "{name}: {run:?}");
    let docx = project.bytes(&format!("out/{period}/report.docx"));
    let json = project.text(&format!("out/{period}/report.json"));
    let report: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let installations = report["installations"].as_array().expect("a list").iter();
    let id =
        |installation: &serde_json::Value| installation["id"].as_str().expect("an id").to_owned();
    let written = |part: &&str| {
        project
            .path(&format!("assessments/{period}/{part}.md"))
            .exists()
    };
    let [before @ .., after] = PARTS;
    let mut slots: Vec<String> = before
        .iter()
        .copied()
        .filter(|part| written(part))
        .map(str::to_owned)
        .collect();
    slots.extend(installations.map(id));
    slots.extend([after].into_iter().filter(written).map(str::to_owned));
    Sample {
        name,
        package: package(name, &docx),
        docx,
        markdown: project.text(&format!("out/{period}/report.md")),
        page: project.text(&format!("out/{period}/report.html")),
        slots,
        folder: project.path("").to_string_lossy().into_owned(),
    }
}

/// A text as TOML writes it, whatever it holds.
pub(crate) fn quoted(text: &str) -> String {
    let letter = |letter: char| match letter {
        ' '..='~' if !matches!(letter, '"' | '\\') => letter.to_string(),
        _ => format!("\\U{:08X}", u32::from(letter)),
    };
    format!("\"{}\"", text.chars().map(letter).collect::<String>())
}

/// The smallest project with hostile text in its names and a text with markup.
fn hostile_project() -> Sample {
    let named = |key: &str| format!("{key} = {}", quoted(&format!("{key} {HOSTILE}")));
    let catalogue = MINIMAL
        .replace("acronym = \"Test\"", &named("acronym"))
        .replace("title = \"Cloud\"", &named("title"))
        .replace("name = \"Lab\"", &named("name"))
        .replace(
            "provider = \"lab\"",
            &format!("provider = \"lab\"\n{}", named("description")),
        )
        .replace(
            "baseline = \"500\"",
            &format!("{}\n{}", named("measured"), named("name")),
        );
    let text = "One **two** *three* `four` [five](https://example.org/?a=1&b=2).\n\n1. a\n2. b\n   - c\n\n\
        1. anew[^n] <https://example.org>\n\n| a | b[^n] | c |\n|:--|:-:|--:|\n\
        | *x* `y\\|z` | 1 \\| 2<br>3 | [l](https://example.org/t) |\n| ragged |\n\n| | |\n|---|---|\n| d | e |\n\n\
        [^n]: Counted **once**; see <https://example.org/n>.\n";
    let usage = USAGE.replace("value,unit\n", "value,unit,note\n");
    let usage = usage.replace(",CPU-h\n", ",CPU-h,\"a note, with | and <\"\n");
    let usage = usage
        .replace(",users\n", ",users,\n")
        .replace("PT\",\n", "PT\",,\n");
    let usage = usage.replace("M1-M6,2,\n", "M1-M6,2,,\n");
    let project = Project::empty()
        .file("installations.toml", catalogue)
        .file("data/lab.csv", usage)
        .file("assessments/M1-M6/cloud.md", text);
    built("a project of hostile text", &project, "M1-M6")
}

fn every_construct() -> Sample {
    let name = "every construct";
    let document = document();
    let docx = docx::write(&document).expect("a Word file");
    Sample {
        name,
        package: package(name, &docx),
        docx,
        markdown: markdown::write(&document),
        page: html::write(&document),
        slots: vec!["one".to_owned(), "two".to_owned()],
        folder: env!("CARGO_MANIFEST_DIR").to_owned(),
    }
}

fn text(text: &str) -> Inline {
    Inline::Text(text.to_owned())
}

fn link(url: &str) -> Inline {
    Inline::Link {
        url: url.to_owned(),
        content: vec![text("link to "), Inline::Strong(vec![text(url)])],
    }
}

fn paragraph(voice: Voice, content: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph { voice, content })
}

fn heading(level: u8, number: Option<&str>, anchor: &str) -> Block {
    Block::Heading(Heading {
        level,
        number: number.map(str::to_owned),
        text: format!("Heading {HOSTILE}"),
        anchor: anchor.to_owned(),
    })
}

fn cell(kind: CellKind, paragraphs: Vec<Vec<Inline>>) -> Cell {
    Cell {
        kind,
        paragraphs,
        exact: Exact::Nothing,
    }
}

fn list(ordered: bool, voice: Voice, nested: Option<List>) -> List {
    let item = |words: &str, nested| Item {
        content: vec![text(words), Inline::Emphasis(vec![text(HOSTILE)])],
        nested,
    };
    List {
        ordered,
        voice,
        items: vec![item("first ", nested), item("second\nline ", None)],
    }
}

/// A list with eleven lists below each other, deeper than Word can number.
fn deep_list() -> List {
    let nest = |inner, at| list(at % 2 == 0, Voice::Body, Some(inner));
    (0..11).fold(list(true, Voice::Body, None), nest)
}

fn table(role: Role, caption: Option<Caption>) -> Block {
    let columns = [(500, Align::Start), (333, Align::End), (167, Align::End)];
    let row = vec![
        cell(
            CellKind::Label,
            vec![vec![text("two\nlines"), text(HOSTILE)]],
        ),
        cell(
            CellKind::Figure,
            vec![vec![text("1\u{a0}000"), Inline::Mark("a".to_owned())]],
        ),
        cell(CellKind::Absent, vec![vec![text("not reported")]]),
    ];
    let sparse = vec![
        cell(CellKind::Text, Vec::new()),
        cell(
            CellKind::Text,
            vec![Vec::new(), vec![link("https://example.org/1")]],
        ),
        cell(CellKind::Text, vec![vec![Inline::Code("a | b".to_owned())]]),
    ];
    let head = |words| cell(CellKind::Head, vec![vec![text(words)]]);
    Block::Table(Table {
        role,
        installation: None,
        caption,
        alt: HOSTILE.to_owned(),
        columns: columns.map(|(width, align)| Column { width, align }).into(),
        header: Some(vec![head("A"), head("B"), head("")]),
        rows: vec![row, sparse],
        notes: vec![Note {
            mark: "a".to_owned(),
            content: vec![text("A note.")],
        }],
    })
}

/// A table without a header row.
fn description() -> Block {
    let row = |label: &str| {
        vec![
            cell(CellKind::Label, vec![vec![text(label)]]),
            cell(CellKind::Text, vec![vec![text("x".repeat(5_000).as_str())]]),
        ]
    };
    Block::Table(Table {
        role: Role::Description,
        installation: Some("one".to_owned()),
        caption: Some(caption(2)),
        alt: "A description".to_owned(),
        columns: [220, 780]
            .map(|width| Column {
                width,
                align: Align::Start,
            })
            .into(),
        header: None,
        rows: vec![row("Long"), row("Longer")],
        notes: Vec::new(),
    })
}

fn caption(number: u32) -> Caption {
    Caption {
        kind: Numbered::Table,
        number,
        text: format!("Caption {HOSTILE}"),
        anchor: format!("caption-{number}"),
    }
}

fn running_text() -> Block {
    let reference = |anchor: &str| Inline::Reference {
        anchor: anchor.to_owned(),
        text: format!("see {anchor}"),
    };
    let note = |content| Inline::Footnote(content);
    paragraph(
        Voice::Body,
        vec![
            text("Line\nline\ttab "),
            Inline::Code(HOSTILE.to_owned()),
            link("https://example.org/1"),
            link("mailto:somebody@example.org"),
            link("https://example.org/1"),
            link("javascript:alert(1)"),
            link("https://example.org/%zz\\"),
            reference("caption-1"),
            reference("second"),
            note(vec![text(HOSTILE), link("https://example.org/2")]),
            text(" and "),
            note(vec![
                Inline::Strong(vec![text("strong")]),
                link("http://example.org"),
            ]),
        ],
    )
}

/// A sentence in doubt with all that can stand in one.
fn doubtful() -> Inline {
    Inline::Doubtful(vec![
        text(HOSTILE),
        Inline::Strong(vec![text("strong")]),
        Inline::Code("code".to_owned()),
        link("https://example.org/3"),
        Inline::Footnote(vec![text("note")]),
    ])
}

fn slot(id: &str, blocks: Vec<Block>) -> Block {
    Block::Slot(Slot {
        id: id.to_owned(),
        title: HOSTILE.to_owned(),
        status: SlotStatus::Written,
        source: Some("0123456789abcdef".to_owned()),
        blocks,
    })
}

/// A document with everything that the layout can say.
fn document() -> Document {
    let written = vec![
        paragraph(Voice::Guidance, vec![Inline::Strong(vec![text("What?")])]),
        Block::List(list(false, Voice::Guidance, None)),
        Block::List(list(true, Voice::Body, None)),
        paragraph(Voice::TakenOver, vec![text("It ran. "), doubtful()]),
        Block::List(list(true, Voice::TakenOver, None)),
        table(Role::Text, None),
    ];
    let blocks = vec![
        Block::Title {
            text: HOSTILE.to_owned(),
            lines: vec!["Line".to_owned(), HOSTILE.to_owned()],
        },
        Block::Contents,
        Block::PageBreak,
        heading(1, None, "summary"),
        running_text(),
        paragraph(Voice::Note, vec![text("Small print")]),
        Block::List(deep_list()),
        heading(1, Some("1"), "first"),
        heading(2, Some("1.1"), "second"),
        heading(3, Some("1.1.1"), "third"),
        Block::PageBreak,
        Block::Turn(Orientation::Landscape),
        Block::Turn(Orientation::Upright),
        Block::Turn(Orientation::Landscape),
        table(Role::Metrics, Some(caption(1))),
        Block::ListOf(Numbered::Table),
        Block::ListOf(Numbered::Figure),
        Block::PageBreak,
        Block::Turn(Orientation::Upright),
        slot("one", written),
        Block::PageBreak,
        heading(1, Some("2"), "fourth"),
        slot("two", Vec::new()),
        description(),
    ];
    Document {
        properties: Properties {
            title: HOSTILE.to_owned(),
            subject: HOSTILE.to_owned(),
            creator: HOSTILE.to_owned(),
            language: "en-GB".to_owned(),
            created: "2023-09-01T00:00:00Z".to_owned(),
            period: "M1-M6".to_owned(),
            running_title: HOSTILE.to_owned(),
            status: Some("Draft".to_owned()),
        },
        chapters: vec![Chapter {
            name: "installations",
            blocks,
        }],
        comments: ["third", "summary", "summary", "nowhere"]
            .map(|anchor| Comment {
                anchor: anchor.to_owned(),
                text: format!("{anchor}: {HOSTILE}"),
            })
            .into(),
    }
}
