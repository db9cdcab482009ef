//! The archive and its parts: types, relationships, properties, and nothing of the machine.

use std::collections::{BTreeMap, BTreeSet};

use zip::{CompressionMethod, DateTime};

use crate::package::{MAIN, Package};
use crate::samples::{HOSTILE, MACHINE, samples};
use crate::xml::{Element, parse};

#[test]
fn the_types_are_the_first_entry_and_no_entry_stands_twice_or_is_a_folder() {
    for sample in samples() {
        let entries = &sample.package.entries;
        let names: BTreeSet<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(entries[0].name, "[Content_Types].xml", "{}", sample.name);
        assert_eq!(entries[1].name, "_rels/.rels", "{}", sample.name);
        assert_eq!(names.len(), sample.package.counted, "{}", sample.name);
        assert!(
            names.iter().all(|name| !name.ends_with('/')),
            "{}: {names:?}",
            sample.name
        );
        assert!(
            entries.is_sorted_by_key(|entry| entry.start),
            "{}: {entries:?}",
            sample.name
        );
    }
}

#[test]
fn every_entry_is_deflated_and_carries_the_same_time() {
    for sample in samples() {
        for entry in &sample.package.entries {
            // A picture is packed by itself.
            let method = if entry.name.rsplit('.').next() == Some("png") {
                CompressionMethod::Stored
            } else {
                CompressionMethod::Deflated
            };
            assert_eq!(entry.method, method, "{}", entry.name);
            let midnight = DateTime::from_date_and_time(1980, 1, 1, 0, 0, 0).unwrap();
            assert_eq!(entry.time, Some(midnight), "{}", entry.name);
        }
    }
}

#[test]
fn a_part_that_is_not_well_formed_would_be_noticed() {
    assert!(parse("<a b=\"&lt;\">&#65;&amp;</a>").is_ok());
    for faulty in [
        "<a>",
        "<a></b>",
        "<a/><b/>",
        "<a b=\"1\" b=\"2\"/>",
        "<a>\u{1}</a>",
        "<a>\u{FFFE}</a>",
        "<a>&#1;</a>",
        "<a>&nbsp;</a>",
        "<a>]]></a>",
        "<a b=\"<\"/>",
        "<a>&</a>",
        "<w:a/>",
        "text",
        "",
    ] {
        assert!(parse(faulty).is_err(), "{faulty:?}");
    }
}

#[test]
fn every_part_begins_with_its_declaration() {
    for sample in samples() {
        let texts = sample.package.texts.iter();
        // A drawing is a file of its own kind.
        for (name, text) in texts.filter(|(name, _)| name.rsplit('.').next() != Some("svg")) {
            assert!(
                text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"),
                "{}: {name}",
                sample.name
            );
        }
    }
}

#[test]
fn every_part_has_one_type_and_no_type_is_without_its_part() {
    for sample in samples() {
        let types = sample.package.part("[Content_Types].xml");
        let named = |kind: &str, key: &str| -> Vec<String> {
            let entries = types.children().filter(|entry| entry.name == kind);
            let names = entries.map(|entry| {
                assert_ne!(entry.attribute("ContentType").unwrap_or_default(), "");
                entry.attribute(key).unwrap().to_owned()
            });
            names.collect()
        };
        let overrides = named("Override", "PartName");
        let parts: BTreeSet<String> = sample
            .package
            .names()
            .map(|name| format!("/{name}"))
            .collect();
        let unique: BTreeSet<String> = overrides.iter().cloned().collect();
        assert_eq!(overrides.len(), unique.len(), "{}", sample.name);
        assert_eq!(unique, parts, "{}", sample.name);
        assert_eq!(named("Default", "Extension"), ["rels"], "{}", sample.name);
    }
}

#[test]
fn every_part_is_reached_by_a_relationship() {
    for sample in samples() {
        let mut reached = BTreeSet::new();
        let mut next = vec![String::new()];
        while let Some(part) = next.pop() {
            for relationship in sample.package.relationships(&part) {
                if !relationship.external && reached.insert(relationship.target.clone()) {
                    next.push(relationship.target);
                }
            }
        }
        let parts: BTreeSet<String> = sample.package.names().map(str::to_owned).collect();
        assert_eq!(reached, parts, "{}", sample.name);
        assert!(reached.contains(MAIN), "{}", sample.name);
    }
}

#[test]
fn relationships_have_ids_of_their_own_and_lead_out_to_the_web_only() {
    for sample in samples() {
        for part in [""].into_iter().chain(sample.package.names()) {
            let relationships = sample.package.relationships(part);
            let ids: BTreeSet<&str> = relationships.iter().map(|known| &*known.id).collect();
            assert_eq!(ids.len(), relationships.len(), "{}: {part}", sample.name);
            for relationship in relationships.iter().filter(|known| known.external) {
                assert_eq!(relationship.kind, "hyperlink", "{}: {part}", sample.name);
                let web = ["https://", "http://", "mailto:"];
                assert!(
                    web.iter()
                        .any(|scheme| relationship.target.starts_with(scheme)),
                    "{}: {relationship:?}",
                    sample.name
                );
            }
        }
    }
}

#[test]
fn every_part_of_relationships_belongs_to_a_part() {
    for sample in samples() {
        for name in sample.package.parts.keys() {
            if let Some(owner) = name.strip_suffix(".rels") {
                let owner = owner.replacen("_rels/", "", 1);
                let known = owner.is_empty() || sample.package.parts.contains_key(&owner);
                assert!(known, "{}: {name}", sample.name);
            }
        }
    }
}

#[test]
fn an_id_of_a_relationship_is_defined_by_the_part_that_uses_it() {
    for sample in samples() {
        for (name, root) in &sample.package.parts {
            let known = sample.package.relationships(name);
            let mut used = BTreeSet::new();
            for element in root.all() {
                let ids = element.attributes.iter();
                used.extend(
                    ids.filter(|(key, _)| key.starts_with("r:"))
                        .map(|(_, id)| id),
                );
            }
            for id in &used {
                assert!(
                    known.iter().any(|relationship| relationship.id == **id),
                    "{}: {name} uses {id}",
                    sample.name
                );
            }
            let links = known.iter().filter(|relationship| relationship.external);
            for link in links {
                assert!(used.contains(&link.id), "{}: {link:?}", sample.name);
            }
        }
    }
}

#[test]
fn the_properties_name_title_creator_time_and_language() {
    for sample in samples() {
        let core = sample.package.part("docProps/core.xml");
        let value = |name: &str| {
            let found = core.child(name).map(Element::text).unwrap_or_default();
            assert!(!found.trim().is_empty(), "{}: {name} is empty", sample.name);
            found
        };
        for name in ["dc:title", "dc:subject", "dc:creator"] {
            value(name);
        }
        let language = value("dc:language");
        let defaults = styles_language(&sample.package);
        assert_eq!(defaults, language, "{}", sample.name);
        for name in ["dcterms:created", "dcterms:modified"] {
            let digits: String = value(name)
                .chars()
                .map(|letter| if letter.is_ascii_digit() { '9' } else { letter })
                .collect();
            assert_eq!(digits, "9999-99-99T99:99:99Z", "{}: {name}", sample.name);
            let kind = core
                .child(name)
                .and_then(|moment| moment.attribute("xsi:type"));
            assert_eq!(kind, Some("dcterms:W3CDTF"), "{}: {name}", sample.name);
        }
    }
}

/// Returns the language that text has unless it says otherwise.
fn styles_language(package: &Package) -> String {
    let path = ["w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang"];
    let language = package.part("word/styles.xml").at(&path);
    language.map(Element::val).unwrap_or_default().to_owned()
}

#[test]
fn hostile_text_stands_in_the_properties_as_it_is() {
    let shown: String = HOSTILE
        .chars()
        .map(|letter| match letter {
            '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
            letter => letter,
        })
        .collect();
    let core = samples()[2].package.part("docProps/core.xml");
    assert_eq!(core.child("dc:title").unwrap().text(), shown);
}

#[test]
fn opening_the_file_raises_no_question() {
    for sample in samples() {
        for (name, root) in &sample.package.parts {
            for element in root.all() {
                let dirty = element.attribute("w:dirty").is_some();
                let asks = dirty || element.name == "w:updateFields";
                assert!(!asks, "{}: {name}: {element:?}", sample.name);
            }
        }
    }
}

#[test]
fn no_part_names_the_machine_its_user_or_a_folder() {
    let mut names: BTreeMap<&str, &str> = MACHINE.into();
    names.insert("manifest", env!("CARGO_MANIFEST_DIR"));
    for sample in samples() {
        for (part, text) in &sample.package.texts {
            let machine = names.values().copied().chain([sample.folder.as_str()]);
            for name in machine.chain(["/home/", "/tmp/", "/Users/", "\\Users\\", "file:/"]) {
                assert!(!text.contains(name), "{}: {part} has {name}", sample.name);
            }
        }
    }
}
