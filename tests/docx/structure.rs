//! The structure of the parts: order of the schema, styles, numbering, tables.

use std::collections::{BTreeMap, BTreeSet};

use crate::order;
use crate::outline::{heading, style, words};
use crate::samples::samples;
use crate::xml::{Element, Node};

#[test]
fn children_stand_in_the_order_of_the_schema() {
    for sample in samples() {
        for (name, root) in &sample.package.parts {
            let faults = order::faults(root);
            assert!(faults.is_empty(), "{}: {name}: {faults:#?}", sample.name);
        }
    }
}

#[test]
fn the_properties_of_an_element_are_its_first_child() {
    for sample in samples() {
        for (name, root) in &sample.package.parts {
            for element in root.all() {
                let properties = format!("{}Pr", element.name);
                let at = element
                    .children()
                    .position(|child| child.name == properties);
                assert!(
                    at.is_none_or(|at| at == 0),
                    "{}: {name}: {element:?}",
                    sample.name
                );
            }
        }
    }
}

#[test]
fn the_body_ends_with_the_page_and_holds_it_once() {
    for sample in samples() {
        let body = sample.package.body();
        let last = body.children().last().map(|last| last.name.as_str());
        assert_eq!(last, Some("w:sectPr"), "{}", sample.name);
        let direct = body.children().filter(|child| child.name == "w:sectPr");
        assert_eq!(direct.count(), 1, "{}", sample.name);
        let ends = body
            .children()
            .filter(|child| child.at(&["w:pPr", "w:sectPr"]).is_some());
        assert_eq!(
            body.named("w:sectPr").len(),
            1 + ends.count(),
            "{}",
            sample.name
        );
    }
}

#[test]
fn text_holds_no_line_feed_or_tab_of_its_own() {
    for sample in samples() {
        for (name, root) in sample.package.stories() {
            for element in root.all() {
                let text = element.text();
                let kept = element.attribute("xml:space") == Some("preserve");
                match element.name.as_str() {
                    "w:t" | "w:instrText" => {
                        assert!(
                            !text.contains(['\n', '\t']),
                            "{}: {name}: {text:?}",
                            sample.name
                        );
                        assert!(kept || text.trim() == text, "{}: {text:?}", sample.name);
                    }
                    _ => assert!(
                        !element
                            .content
                            .iter()
                            .any(|node| matches!(node, Node::Text(_))),
                        "{}: {name}: {element:?}",
                        sample.name
                    ),
                }
            }
        }
    }
}

#[test]
fn every_style_in_use_is_defined_once_and_of_the_right_kind() {
    for sample in samples() {
        let styles = sample.package.part("word/styles.xml");
        let mut kinds = BTreeMap::new();
        let mut names = BTreeSet::new();
        for style in styles.named("w:style") {
            let id = style.attribute("w:styleId").unwrap();
            let kind = style.attribute("w:type").unwrap();
            assert!(kinds.insert(id, kind).is_none(), "{id} is defined twice");
            let name = style.child("w:name").unwrap().val().to_lowercase();
            assert!(names.insert(name), "the name of {id} is used twice");
        }
        for (part, root) in &sample.package.parts {
            for element in root.all() {
                let wanted = match element.name.as_str() {
                    "w:pStyle" | "w:next" => "paragraph",
                    "w:rStyle" => "character",
                    "w:tblStyle" => "table",
                    "w:basedOn" => {
                        assert!(kinds.contains_key(element.val()), "{part}: {element:?}");
                        continue;
                    }
                    _ => continue,
                };
                let found = kinds.get(element.val()).copied();
                assert_eq!(found, Some(wanted), "{}: {part}: {element:?}", sample.name);
            }
        }
    }
}

#[test]
fn every_number_in_use_is_defined_and_schemes_come_before_numbers() {
    for sample in samples() {
        let numbering = sample.package.part("word/numbering.xml");
        let ids = |name: &str, key: &str| -> Vec<String> {
            let found = numbering.children().filter(|child| child.name == name);
            found
                .map(|child| child.attribute(key).unwrap().to_owned())
                .collect()
        };
        let schemes = ids("w:abstractNum", "w:abstractNumId");
        let numbers = ids("w:num", "w:numId");
        let order: Vec<&str> = numbering.children().map(|child| &*child.name).collect();
        assert!(order.is_sorted(), "{}: {order:?}", sample.name);
        for list in [&schemes, &numbers] {
            let unique: BTreeSet<&String> = list.iter().collect();
            assert_eq!(unique.len(), list.len(), "{}: {list:?}", sample.name);
        }
        for number in numbering.named("w:num") {
            let scheme = number.child("w:abstractNumId").unwrap().val().to_owned();
            assert!(schemes.contains(&scheme), "{}: {scheme}", sample.name);
        }
        for root in sample.package.parts.values() {
            for number in root.named("w:numPr") {
                let id = number.child("w:numId").unwrap().val().to_owned();
                assert!(numbers.contains(&id), "{}: {id}", sample.name);
                let level: u8 = number.child("w:ilvl").unwrap().val().parse().unwrap();
                assert!(level < 9, "{}: Word has nine levels", sample.name);
            }
        }
    }
}

#[test]
fn each_numbered_list_counts_from_one() {
    let sample = &samples()[2];
    let numbering = sample.package.part("word/numbering.xml");
    let decimal: BTreeSet<&str> = numbering
        .named("w:num")
        .into_iter()
        .filter(|number| !number.named("w:startOverride").is_empty())
        .map(|number| number.attribute("w:numId").unwrap())
        .collect();
    let used = sample.package.body().named("w:numId").into_iter();
    let runs: BTreeSet<&str> = used
        .map(Element::val)
        .filter(|id| decimal.contains(id))
        .collect();
    assert_eq!(runs, decimal);
    let ordered = sample
        .markdown
        .lines()
        .filter(|line| line.trim_start_matches(['>', ' ']).starts_with("1. "));
    assert_eq!(runs.len(), ordered.count());
}

/// Returns the sum of the columns that the cells of a row take.
fn span(row: &Element) -> usize {
    let cells = row.children().filter(|child| child.name == "w:tc");
    let spans = cells.map(|cell| {
        let span = cell.at(&["w:tcPr", "w:gridSpan"]);
        span.map_or(1, |span| span.val().parse().expect("a number"))
    });
    spans.sum()
}

#[test]
fn every_cell_ends_with_a_paragraph() {
    for sample in samples() {
        for cell in sample.package.body().named("w:tc") {
            let last = cell.children().last().map(|last| last.name.as_str());
            assert_eq!(last, Some("w:p"), "{}: {:?}", sample.name, words(cell));
        }
    }
}

#[test]
fn rows_fill_the_grid_and_widths_add_up() {
    for sample in samples() {
        for table in sample.package.body().named("w:tbl") {
            let width =
                |element: &Element| -> u32 { element.attribute("w:w").unwrap().parse().unwrap() };
            let grid: Vec<u32> = table.named("w:gridCol").into_iter().map(width).collect();
            let total = width(table.at(&["w:tblPr", "w:tblW"]).unwrap());
            assert_eq!(grid.iter().sum::<u32>(), total, "{}", sample.name);
            assert!(grid.iter().all(|width| *width > 0), "{}", sample.name);
            for row in table.children().filter(|child| child.name == "w:tr") {
                assert_eq!(span(row), grid.len(), "{}: {}", sample.name, words(row));
                let cells = row.named("w:tcW").into_iter().map(width);
                assert_eq!(cells.collect::<Vec<_>>(), grid, "{}", sample.name);
            }
        }
    }
}

#[test]
fn a_header_row_repeats_on_every_page_and_rows_stay_whole() {
    for sample in samples() {
        let tables = sample.package.body().named("w:tbl");
        assert!(tables.len() > 2, "{}", sample.name);
        for table in tables {
            let look = table.at(&["w:tblPr", "w:tblLook"]).unwrap();
            let has_header = look.attribute("w:firstRow") == Some("1");
            let style = table.at(&["w:tblPr", "w:tblStyle"]).unwrap().val();
            let is_list_of_facts = style == "VADescription";
            let wide = table.named("w:gridCol").len() > 2;
            assert!(has_header || !wide, "{}: {}", sample.name, words(table));
            assert!(
                !(has_header && is_list_of_facts),
                "{}: {}",
                sample.name,
                words(table)
            );
            let rows = table.children().filter(|child| child.name == "w:tr");
            for (at, row) in rows.enumerate() {
                let repeats = row.at(&["w:trPr", "w:tblHeader"]).is_some();
                assert_eq!(
                    repeats,
                    has_header && at == 0,
                    "{}: {}",
                    sample.name,
                    words(row)
                );
                // A row of more than a page must be divided.
                assert_eq!(
                    row.at(&["w:trPr", "w:cantSplit"]).is_some(),
                    words(row).len() < 5_000,
                    "{}",
                    sample.name
                );
            }
        }
    }
}

#[test]
fn tables_say_what_they_show_and_do_not_touch() {
    for sample in samples() {
        for parent in sample.package.body().all() {
            let children: Vec<&Element> = parent.children().collect();
            for (at, table) in children.iter().enumerate() {
                if table.name == "w:tbl" {
                    let alt = table.at(&["w:tblPr", "w:tblDescription"]).unwrap().val();
                    assert!(!alt.trim().is_empty(), "{}", sample.name);
                    let next = children.get(at + 1).map(|next| next.name.as_str());
                    assert_eq!(next, Some("w:p"), "{}", sample.name);
                }
            }
        }
    }
}

#[test]
fn headings_have_an_outline_level_and_skip_none() {
    for sample in samples() {
        let styles = sample.package.part("word/styles.xml").named("w:style");
        let mut before = 0;
        for paragraph in sample.package.body().named("w:p") {
            let Some((level, numbered)) = heading(paragraph) else {
                continue;
            };
            assert!(level <= before + 1, "{}: {}", sample.name, words(paragraph));
            before = level;
            let id = Some(style(paragraph));
            let style = styles
                .iter()
                .find(|known| known.attribute("w:styleId") == id)
                .unwrap();
            let outline = style.at(&["w:pPr", "w:outlineLvl"]).map(Element::val);
            assert_eq!(outline, Some((level - 1).to_string().as_str()), "{id:?}");
            assert_eq!(
                style.at(&["w:pPr", "w:numPr"]).is_some(),
                numbered,
                "{id:?}"
            );
        }
        assert!(before > 0, "{}", sample.name);
    }
}
