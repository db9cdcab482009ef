//! What holds in every page that is written: it is valid, complete, closed to the outside, and can be used without
//! eyes, mouse or script. `docx/same.rs` and `unicode.rs` compare its words with those of the Word file.
#![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

#[path = "support/outline.rs"]
mod outline;
#[path = "support/package.rs"]
#[expect(dead_code, reason = "the tests of the package use the rest")]
mod package;
#[path = "support/page.rs"]
mod page;
#[path = "docx/samples.rs"]
#[expect(dead_code, reason = "the tests of the package use the rest")]
mod samples;
mod support;
#[path = "support/xml.rs"]
mod xml;

use std::collections::BTreeSet;

use outline::{of_docx, of_markdown};
use package::Package;
use page::{agrees, children_named, of_html};
use samples::{Sample, samples};
use scraper::{ElementRef, Html, Selector};
use sha2::{Digest as _, Sha256};
use support::Project;
use va_report::layout::document::{
    Align, Block, Caption, Cell, CellKind, Chapter, Column, Document, Exact, Heading, Numbered,
    Orientation, Properties, Role, Table,
};
use va_report::render::html;

/// The projects that are shipped beside the first one, each with a period of its own.
const EXAMPLES: [(&str, &str); 4] = [
    ("examples/as-published", "M7-M12"),
    ("examples/records", "M7-M12"),
    ("examples/extension", "M37-M51"),
    ("examples/data-services", "M13-M24"),
];

/// The elements that a page may have: none of them fetches anything.
const ELEMENTS: [&str; 38] = [
    "html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2", "h3", "h4", "p",
    "nav", "ul", "ol", "li", "span", "bdi", "main", "section", "div", "table", "caption",
    "colgroup", "col", "thead", "tbody", "tr", "th", "td", "sup", "strong", "em", "code", "mark",
    "br", "footer",
];

/// The elements of drawings, the script, and what stands around a drawing.
const DRAWN: [&str; 14] = [
    "svg",
    "g",
    "rect",
    "path",
    "line",
    "polyline",
    "polygon",
    "circle",
    "text",
    "tspan",
    "script",
    "figure",
    "figcaption",
    "ellipse",
];

/// The attributes that a page may have, beside those of drawings, those that begin with `aria-`, and those with `data-`.
const ATTRIBUTES: [&str; 13] = [
    "id",
    "class",
    "lang",
    "charset",
    "http-equiv",
    "name",
    "content",
    "href",
    "rel",
    "role",
    "tabindex",
    "scope",
    "hidden",
];

/// A page that was read.
struct Read {
    html: Html,
}

impl Read {
    fn of(sample: &Sample) -> Self {
        Self::text(&sample.page)
    }

    fn text(page: &str) -> Self {
        let html = Html::parse_document(page);
        Self { html }
    }

    /// Returns the elements that a selector finds.
    fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        let selector = Selector::parse(selector).unwrap();
        self.html.select(&selector).collect()
    }

    fn one(&self, selector: &str) -> ElementRef<'_> {
        let found = self.all(selector);
        assert_eq!(found.len(), 1, "{selector}");
        found[0]
    }

    fn elements(&self) -> Vec<ElementRef<'_>> {
        self.all("*")
    }
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

/// Builds a project and returns its page.
fn built(project: &Project, period: &str) -> String {
    let run = project.run(&[
        "build",
        "-q",
        "--keep-going",
        "-p",
        period,
        "--format",
        "html",
    ]);
    assert_ne!(run.code, 2, "{run:?}");
    project.text(&format!("out/{period}/report.html"))
}

#[test]
fn every_example_says_on_its_page_what_it_says_in_word_and_markdown() {
    for (folder, period) in EXAMPLES {
        let project = Project::shipped(folder);
        let formats = ["--format", "docx,markdown,html"];
        let run =
            project.run(&[&["build", "-q", "--keep-going", "-p", period], &formats[..]].concat());
        assert_ne!(run.code, 2, "{folder}: {run:?}");
        let page = project.text(&format!("out/{period}/report.html"));
        let docx = project.bytes(&format!("out/{period}/report.docx"));
        let markdown = project.text(&format!("out/{period}/report.md"));
        let docx = of_docx(&Package::read(&docx).unwrap());
        agrees(&page, &docx).unwrap_or_else(|fault| panic!("{folder}: {fault}"));
        agrees(&page, &of_markdown(&markdown).unwrap())
            .unwrap_or_else(|fault| panic!("{folder}: {fault}"));
        assert!(docx.tables.len() > 3, "{folder}");
    }
}

#[test]
fn a_page_has_a_language_a_title_its_landmarks_and_a_way_past_them() {
    for sample in samples() {
        let page = Read::of(sample);
        assert_eq!(page.one("html").attr("lang"), Some("en-GB"));
        assert!(!text(page.one("title")).trim().is_empty());
        for landmark in [
            "body > header",
            "body > nav",
            "body > main",
            "body > footer",
            "h1",
        ] {
            page.one(landmark);
        }
        let first = page.one("body").child_elements().next().unwrap();
        let target = page.one("main").attr("id").unwrap();
        assert_eq!(first.attr("href"), Some(&*format!("#{target}")));
        assert_eq!(page.one("main").attr("tabindex"), Some("-1"));
    }
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    for sample in samples() {
        let page = Read::of(sample);
        let levels = page.all("h1, h2, h3, h4, h5, h6");
        let levels: Vec<u8> = levels
            .iter()
            .map(|one| one.value().name().as_bytes()[1])
            .collect();
        assert_eq!(levels[0], b'1');
        assert!(
            levels.iter().skip(1).all(|level| *level > b'1'),
            "{}",
            sample.name
        );
        for pair in levels.windows(2) {
            assert!(pair[1] <= pair[0] + 1, "{}: {pair:?}", sample.name);
        }
    }
}

#[test]
fn every_id_stands_once_and_every_reference_leads_to_one() {
    for sample in samples() {
        let page = Read::of(sample);
        let mut ids = BTreeSet::new();
        for id in page.elements().iter().filter_map(|one| one.attr("id")) {
            assert!(
                ids.insert(id.to_owned()),
                "{}: {id} stands twice",
                sample.name
            );
            assert!(
                !id.is_empty() && !id.contains(char::is_whitespace),
                "{id:?}"
            );
        }
        let mut seen = 0;
        for element in page.elements() {
            let inner = element
                .attr("href")
                .and_then(|address| address.strip_prefix('#'));
            let named =
                ["aria-labelledby", "aria-describedby", "for"].map(|name| element.attr(name));
            for id in [inner].into_iter().chain(named).flatten() {
                assert!(ids.contains(id), "{}: there is no {id}", sample.name);
                seen += 1;
            }
        }
        assert!(seen > 10, "{}", sample.name);
    }
}

#[test]
fn nothing_is_fetched_and_nothing_runs_but_the_script_of_the_page() {
    for sample in samples() {
        let page = Read::of(sample);
        for element in page.elements() {
            let name = element.value().name();
            assert!(
                ELEMENTS.contains(&name) || DRAWN.contains(&name),
                "{}: {name}",
                sample.name
            );
            for (attribute, value) in element.value().attrs() {
                let kind = attribute.split('-').next().unwrap();
                let known = ATTRIBUTES.contains(&attribute)
                    || matches!(kind, "aria" | "data")
                    || DRAWN.contains(&name)
                        && !attribute.starts_with("on")
                        && !["href", "style", "src"].contains(&attribute);
                assert!(known, "{}: {attribute}={value:?}", sample.name);
                if attribute == "href" {
                    let schemes = ["#", "https://", "http://", "mailto:"];
                    assert!(
                        schemes.iter().any(|scheme| value.starts_with(scheme)),
                        "{value}"
                    );
                    assert!(name == "a", "{name}");
                }
            }
        }
        assert_eq!(page.all("meta[http-equiv]").len(), 1);
        for part in ["style", "script"] {
            let words = text(page.one(part));
            assert!(
                !words.contains("url(") && !words.contains("@import"),
                "{part}"
            );
        }
    }
}

/// Returns the bytes that base64 stands for.
fn decoded(text: &str) -> Vec<u8> {
    let letters: Vec<u8> = (b'A'..=b'Z')
        .chain(b'a'..=b'z')
        .chain(b'0'..=b'9')
        .chain(*b"+/")
        .collect();
    let digits = text
        .bytes()
        .filter_map(|letter| letters.iter().position(|known| *known == letter));
    let mut bytes = Vec::new();
    let mut bits = (0_usize, 0);
    for digit in digits {
        bits = (bits.0 << 6 | digit, bits.1 + 6);
        if bits.1 >= 8 {
            bits.1 -= 8;
            bytes.push(u8::try_from(bits.0 >> bits.1 & 0xFF).unwrap());
            bits.0 &= (1 << bits.1) - 1;
        }
    }
    bytes
}

#[test]
fn the_policy_names_the_style_and_the_script_that_the_page_has() {
    for sample in samples() {
        let page = Read::of(sample);
        let policy = page
            .one("meta[http-equiv='Content-Security-Policy']")
            .attr("content")
            .unwrap();
        assert!(policy.starts_with("default-src 'none'; "), "{policy}");
        assert!(
            !policy.contains("unsafe") && !policy.contains('*'),
            "{policy}"
        );
        for part in ["style", "script"] {
            let (_, rest) = policy.split_once(&format!("{part}-src 'sha256-")).unwrap();
            let (hash, _) = rest.split_once('\'').unwrap();
            let wanted = Sha256::digest(text(page.one(part)).as_bytes());
            assert_eq!(decoded(hash), wanted.as_slice(), "{}: {part}", sample.name);
        }
        let head = page.one("head").child_elements();
        let order: Vec<&str> = head
            .map(|one| one.attr("http-equiv").unwrap_or(one.value().name()))
            .collect();
        assert_eq!(
            order[1], "Content-Security-Policy",
            "what stands before it is not held to it"
        );
    }
}

#[test]
fn a_table_says_which_cells_are_heads_and_has_a_name() {
    for sample in samples() {
        let page = Read::of(sample);
        let tables = page.all("table");
        assert!(tables.len() > 2);
        for table in tables {
            let rows = children_named(table, "tr");
            let widths: BTreeSet<usize> = rows
                .iter()
                .map(|row| row.child_elements().count())
                .collect();
            assert_eq!(widths.len(), 1, "{}: rows of {widths:?} cells", sample.name);
            for head in children_named(table, "th") {
                let parent = head.parent().and_then(ElementRef::wrap).unwrap();
                let group = parent.parent().and_then(ElementRef::wrap).unwrap();
                let wanted = if group.value().name() == "thead" {
                    "col"
                } else {
                    "row"
                };
                assert_eq!(head.attr("scope"), Some(wanted), "{}", sample.name);
                assert!(
                    !text(head).trim().is_empty(),
                    "{}: a head without words",
                    sample.name
                );
            }
            let place = table.parent().and_then(ElementRef::wrap).unwrap();
            assert_eq!(place.attr("tabindex"), Some("0"), "{}", sample.name);
            assert!(
                place
                    .attr("aria-labelledby")
                    .or(place.attr("aria-label"))
                    .is_some()
            );
            let captions = children_named(table, "caption").len();
            assert_eq!(
                captions == 1,
                place.attr("aria-labelledby").is_some(),
                "{}",
                sample.name
            );
        }
    }
    let page = Read::of(&samples()[0]);
    assert_eq!(
        page.all("table.description th[scope=row]").len(),
        11 * 12 + 4,
        "with the cover"
    );
    assert_eq!(page.all("table.description thead").len(), 0);
    assert_eq!(page.all("th[data-period='M7-M12']").len(), 12);
    assert_eq!(page.all("th[data-period=cumulative]").len(), 12);
}

#[test]
fn a_figure_carries_what_it_is_exactly() {
    let page = Read::of(&samples()[0]);
    let mut numbers = 0;
    for cell in page.all("td.end[data-value]") {
        let value = cell.attr("data-value").unwrap();
        let words = text(cell);
        let plain = words.replace(',', "");
        if plain
            .bytes()
            .all(|digit| digit.is_ascii_digit() || digit == b'.')
            && !words.contains(' ')
            && value.len() <= plain.len()
        {
            assert_eq!(value, plain.trim_end_matches(".0"), "{words}");
            numbers += 1;
        }
        assert!(
            !cell.value().classes().any(|class| class == "absent"),
            "{words}"
        );
    }
    assert!(numbers > 100, "{numbers}");
    let countries = page.all("[data-value='9']");
    assert!(
        countries
            .iter()
            .any(|cell| text(*cell) == "BE, DE, ES, FR, IE, IT, NL, PT, SK")
    );
    assert!(
        page.all("[data-value='20']")
            .iter()
            .any(|cell| text(*cell) == "20–36")
    );
}

#[test]
fn what_has_no_order_of_its_own_can_be_sorted_and_nothing_else() {
    let page = Read::of(&samples()[0]);
    assert!(
        page.all("table.description.sortable, table.written.sortable")
            .is_empty()
    );
    assert_eq!(page.all("table.figures.sortable").len(), 3 + 11 + 1);
    let one = "installation,metric,period,value\ncloud,users,M1-M6,3\n";
    let project = Project::empty()
        .file("installations.toml", support::MINIMAL)
        .file("data/lab.csv", one);
    let page = Read::text(&built(&project, "M1-M6"));
    assert_eq!(page.all("table").len(), 6);
    assert_eq!(
        page.all("table.sortable").len(),
        2,
        "a single row has no order"
    );
    assert_eq!(
        page.all("td.absent")
            .iter()
            .filter(|cell| text(**cell) == "not reported")
            .count(),
        4 * 2 * 2
    );
}

#[test]
fn notes_are_reached_from_their_marks_and_lead_back() {
    let page = Read::of(&samples()[2]);
    let marks = page.all("[role=doc-noteref]");
    let notes = page.all("[role=doc-endnotes] li");
    assert_eq!(marks.len(), 3);
    assert_eq!(notes.len(), marks.len());
    for (mark, note) in marks.iter().zip(&notes) {
        assert_eq!(mark.attr("href").unwrap()[1..], *note.attr("id").unwrap());
        let back = children_named(*note, "a").pop().unwrap();
        assert_eq!(back.attr("role"), Some("doc-backlink"));
        assert_eq!(back.attr("href").unwrap()[1..], *mark.attr("id").unwrap());
        for link in [*mark, back] {
            assert!(link.attr("aria-label").is_some());
        }
    }
    let mark = page.all("td sup a")[0];
    let note = page.one(&format!("p[id='{}']", &mark.attr("href").unwrap()[1..]));
    assert_eq!(text(note), "a A note.");
    let links = page.all("a a, button a");
    assert!(links.is_empty());
}

#[test]
fn the_kinds_of_text_are_told_apart() {
    let page = Read::of(&samples()[2]);
    assert_eq!(text(page.one("p.guidance > strong")), "What?");
    assert_eq!(page.all("ul.guidance").len(), 1);
    assert_eq!(page.all("p.taken-over").len(), 1);
    assert_eq!(page.all("ol.taken-over").len(), 1);
    assert_eq!(page.all("p.small").len(), 1 + 2);
    assert_eq!(text(page.one("mark > .unseen")), "May no longer hold: ");
    let shipped = Project::shipped_without_texts();
    let page = Read::text(&built(&shipped, "M7-M12"));
    assert_eq!(page.all("[data-status=stub]").len(), 11);
    assert_eq!(page.all("[data-status=written]").len(), 0);
}

/// Returns a document of chapters with nothing but what is given.
fn document(chapters: Vec<Vec<Block>>, status: Option<&str>) -> Document {
    let name = |at: usize| ["introduction", "installations", "annexes"][at];
    let chapter = |(at, blocks)| Chapter {
        name: name(at),
        blocks,
    };
    Document {
        properties: Properties {
            title: "Title".to_owned(),
            subject: String::new(),
            creator: String::new(),
            language: "\"><script>".to_owned(),
            created: "2023-09-01T00:00:00Z".to_owned(),
            period: "M1-M6".to_owned(),
            running_title: String::new(),
            status: status.map(str::to_owned),
        },
        chapters: chapters.into_iter().enumerate().map(chapter).collect(),
        comments: Vec::new(),
    }
}

fn heading(level: u8, anchor: &str) -> Block {
    Block::Heading(Heading {
        level,
        number: None,
        text: anchor.to_owned(),
        anchor: anchor.to_owned(),
    })
}

fn captioned(number: u32) -> Block {
    let cell = Cell {
        kind: CellKind::Text,
        paragraphs: Vec::new(),
        exact: Exact::Nothing,
    };
    let column = Column {
        width: 1000,
        align: Align::Centre,
    };
    Block::Table(Table {
        role: Role::Totals,
        installation: None,
        caption: Some(Caption {
            kind: Numbered::Table,
            number,
            text: format!("Caption {number}"),
            anchor: format!("caption-{number}"),
        }),
        alt: String::new(),
        columns: vec![column],
        header: None,
        rows: vec![vec![cell]],
        notes: Vec::new(),
    })
}

#[test]
fn wide_pages_end_where_they_are_turned_back_and_at_the_end_of_a_chapter() {
    let turn = Block::Turn;
    let (wide, upright) = (Orientation::Landscape, Orientation::Upright);
    let chapters = vec![
        vec![heading(1, "a"), turn(wide), turn(wide), heading(2, "b")],
        vec![
            heading(2, "c"),
            turn(upright),
            turn(upright),
            heading(2, "d"),
        ],
        vec![heading(2, "e"), turn(wide)],
    ];
    let page = html::write(&document(chapters, None));
    assert_eq!(of_html(&page).unwrap().headings.len(), 5);
    let page = Read::text(&page);
    let inside = page.all("section > .landscape > h3");
    let inside: Vec<String> = inside.into_iter().map(text).collect();
    assert_eq!(inside, ["b", "c"]);
    assert_eq!(page.all("main > section").len(), 3);
    assert_eq!(page.one("html").attr("lang"), Some("en"));
}

#[test]
fn a_list_of_tables_leads_to_each_of_them() {
    let chapters = vec![
        vec![
            Block::ListOf(Numbered::Table),
            Block::ListOf(Numbered::Figure),
        ],
        vec![captioned(1), captioned(2)],
    ];
    let page = Read::text(&html::write(&document(chapters, None)));
    let links = page.all("nav[aria-labelledby='list-of-tables'] li a");
    let found: Vec<(String, &str)> = links
        .iter()
        .map(|link| (text(*link), link.attr("href").unwrap()))
        .collect();
    let wanted = [1, 2].map(|number| {
        (
            format!("Table {number}: Caption {number}"),
            format!("#caption-{number}"),
        )
    });
    let wanted: Vec<(String, &str)> = wanted
        .iter()
        .map(|(words, to)| (words.clone(), to.as_str()))
        .collect();
    assert_eq!(found, wanted);
    assert!(
        page.all("nav[aria-labelledby='list-of-figures'] li")
            .is_empty()
    );
}

#[test]
fn a_page_without_title_or_headings_is_one_all_the_same() {
    for status in [None, Some("Draft")] {
        let page = html::write(&document(Vec::new(), status));
        let read = Read::text(&page);
        assert_eq!(read.html.errors, Vec::<&str>::new());
        assert_eq!(text(read.one("h1")), "Title");
        assert_eq!(read.all(".status").len(), usize::from(status.is_some()));
    }
}

#[test]
fn a_draft_says_so_at_the_top() {
    let page = Read::of(&samples()[0]);
    assert!(text(page.one("header .status")).starts_with("Draft"));
}

#[test]
fn text_that_is_hostile_to_pages_is_text() {
    let attacks = [
        "</title><script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "</td></table></main><iframe src=https://example.org>",
        "<!--",
        "]]><svg/onload=alert(1)>",
        "&lt;script&gt;",
        "{{constructor}} ${7*7} </style><style>*{display:none}",
        "javascript:alert(1)",
    ];
    for attack in attacks {
        let named = |key: &str| format!("{key} = {}", samples::quoted(attack));
        let catalogue = support::MINIMAL
            .replace("acronym = \"Test\"", &named("acronym"))
            .replace(
                "title = \"Cloud\"",
                &format!("{}\n{}", named("title"), named("url")),
            )
            .replace("name = \"Lab\"", &named("name"))
            .replace(
                "baseline = \"500\"",
                &format!("{}\n{}", named("measured"), named("baseline")),
            );
        let project = Project::empty()
            .file(
                "installations.toml",
                format!("{catalogue}\n[deliverable]\n{}\n", named("title")),
            )
            .file("data/lab.csv", support::USAGE)
            .file(
                "assessments/M1-M6/cloud.md",
                format!("Before. {attack} `{attack}` [{attack}](<{attack}>) after.\n"),
            );
        let page = built(&project, "M1-M6");
        let read = Read::text(&page);
        assert_eq!(read.html.errors, Vec::<&str>::new(), "{attack}");
        assert_eq!(text(read.one("h1")), attack);
        let known = read.all("script, style, iframe, img").len();
        assert_eq!(known, 2, "{attack}");
        let drawings = read.all("svg").len();
        assert_eq!(drawings, read.all("figure .chart > svg").len(), "{attack}");
        assert!(text(read.one("footer")).contains("WP1"), "{attack}");
    }
}

#[test]
fn a_page_is_the_same_in_every_build() {
    let first = built(&Project::shipped(""), "M7-M12");
    let again = Project::shipped("");
    let run = again.run_with(
        &["build", "-q", "-p", "M7-M12", "--format", "html"],
        &samples::MACHINE,
    );
    assert_eq!(run.code, 0);
    let again = again.text("out/M7-M12/report.html");
    assert!(first == again, "two builds differ");
    assert!(first.len() < 300_000, "{}", first.len());
    for (_, name) in samples::MACHINE {
        assert!(!again.contains(name), "{name}");
    }
}
