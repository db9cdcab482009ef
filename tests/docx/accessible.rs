//! What a person who cannot see the pages, or not their colours, is told.

use std::collections::BTreeMap;

use crate::outline::{heading, style, words};
use crate::samples::samples;
use crate::xml::Element;

/// Contrast that text needs, in hundredths: WCAG 2.2, success criterion 1.4.3.
const CONTRAST: u32 = 450;

/// Returns the relative luminance of a colour such as `1F3864`, in millionths.
#[expect(
    clippy::float_arithmetic,
    reason = "the standard defines contrast by powers"
)]
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = u8::from_str_radix(&colour[at..at + 2], 16).expect("a colour");
        let value = f64::from(value) / 255.0;
        if value <= 0.03928 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

#[expect(
    clippy::float_arithmetic,
    reason = "the standard defines contrast by powers"
)]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "from 1 to 21"
)]
fn contrast(text: &str, ground: &str) -> u32 {
    let (one, other) = (luminance(text) + 0.05, luminance(ground) + 0.05);
    (100.0 * one.max(other) / one.min(other)) as u32
}

#[test]
fn contrast_is_measured_as_the_standard_says() {
    assert_eq!(contrast("000000", "FFFFFF"), 2100);
    assert_eq!(contrast("777777", "FFFFFF"), 447);
}

/// Returns a property of a style or of the one that it is based on.
fn inherited<'s>(
    styles: &BTreeMap<&'s str, &'s Element>,
    id: &'s str,
    path: &[&str],
    key: &str,
) -> Option<&'s str> {
    let style = styles.get(id)?;
    let own = style.at(path).and_then(|found| found.attribute(key));
    own.or_else(|| inherited(styles, style.child("w:basedOn")?.val(), path, key))
}

#[test]
fn every_text_stands_out_from_its_ground() {
    for sample in samples() {
        let styles = sample.package.part("word/styles.xml").named("w:style");
        let styles: BTreeMap<&str, &Element> = styles
            .into_iter()
            .map(|style| (style.attribute("w:styleId").unwrap(), style))
            .collect();
        let mut grounds = vec!["FFFFFF"];
        for part in sample.package.parts.values() {
            let shades = part.named("w:shd").into_iter();
            grounds.extend(shades.filter_map(|shade| shade.attribute("w:fill")));
        }
        grounds.sort_unstable();
        grounds.dedup();
        assert!(
            grounds.len() > 2,
            "the heads of tables are shaded: {grounds:?}"
        );
        let mut colours: Vec<(String, &str)> = Vec::new();
        for id in styles.keys() {
            let text = inherited(&styles, id, &["w:rPr", "w:color"], "w:val").unwrap_or("000000");
            let ground = inherited(&styles, id, &["w:pPr", "w:shd"], "w:fill");
            for ground in ground.map_or(grounds.clone(), |ground| vec![ground]) {
                let found = contrast(text, ground);
                assert!(found >= CONTRAST, "{id}: {text} on {ground} has {found}");
            }
            colours.push(((*id).to_owned(), text));
        }
        for (name, part) in sample.package.stories() {
            for colour in part.named("w:color") {
                for ground in &grounds {
                    let found = contrast(colour.val(), ground);
                    assert!(
                        found >= CONTRAST,
                        "{name}: {} on {ground}: {found}",
                        colour.val()
                    );
                }
            }
        }
        assert!(colours.len() > 20);
    }
}

#[test]
fn what_is_not_there_is_said_in_words_and_in_italics() {
    for sample in samples() {
        let mut absent = 0;
        for run in sample.package.body().named("w:r") {
            let colour = run.at(&["w:rPr", "w:color"]).map(Element::val);
            if colour == Some("595959") {
                assert!(run.at(&["w:rPr", "w:i"]).is_some(), "{}", sample.name);
                assert!(
                    words(run).chars().any(char::is_alphabetic),
                    "{}",
                    sample.name
                );
                absent += 1;
            }
        }
        assert!(absent > 0, "{}", sample.name);
    }
}

#[test]
fn what_may_no_longer_hold_is_underlined_too() {
    for sample in samples() {
        for run in sample.package.body().named("w:highlight") {
            assert_eq!(run.val(), "yellow");
        }
        for look in sample.package.body().named("w:rPr") {
            let marked = look.child("w:highlight").is_some();
            let lined = look.child("w:u").map(Element::val) == Some("wave");
            assert_eq!(marked, lined, "{}", sample.name);
        }
    }
    let construct = &samples()[2];
    assert!(!construct.package.body().named("w:highlight").is_empty());
}

#[test]
fn the_language_of_every_text_is_known() {
    for sample in samples() {
        let defaults = sample
            .package
            .part("word/styles.xml")
            .child("w:docDefaults")
            .unwrap();
        let language = defaults.at(&["w:rPrDefault", "w:rPr", "w:lang"]).unwrap();
        for key in ["w:val", "w:eastAsia", "w:bidi"] {
            let tag = language.attribute(key).unwrap_or_default();
            assert!(tag.len() >= 2, "{}: {key}", sample.name);
        }
        assert_eq!(
            language.attribute("w:val"),
            Some("en-GB"),
            "{}",
            sample.name
        );
    }
}

#[test]
fn no_cell_is_merged_and_no_table_lies_in_another() {
    for sample in samples() {
        let body = sample.package.body();
        for merge in ["w:gridSpan", "w:vMerge", "w:hMerge"] {
            assert!(body.named(merge).is_empty(), "{}: {merge}", sample.name);
        }
        for cell in body.named("w:tc") {
            assert!(cell.named("w:tbl").is_empty(), "{}", sample.name);
        }
        // What floats is read at no certain place.
        for floating in ["wp:anchor", "w:framePr", "w:tblpPr", "w:pict"] {
            assert!(
                body.named(floating).is_empty(),
                "{}: {floating}",
                sample.name
            );
        }
    }
}

#[test]
fn every_link_says_where_it_leads() {
    for sample in samples() {
        for link in sample.package.body().named("w:hyperlink") {
            let text = words(link);
            assert!(!text.trim().is_empty(), "{}: {link:?}", sample.name);
            assert_ne!(text.trim().to_lowercase(), "here", "{}", sample.name);
        }
    }
}

#[test]
fn a_heading_and_a_caption_stay_with_what_follows() {
    for sample in samples() {
        let styles = sample.package.part("word/styles.xml").named("w:style");
        let keeps = |id: &str| {
            let style = styles
                .iter()
                .find(|style| style.attribute("w:styleId") == Some(id));
            style.unwrap().at(&["w:pPr", "w:keepNext"]).is_some()
        };
        let (mut headings, mut captions) = (0, 0);
        let body: Vec<&Element> = sample.package.body().children().collect();
        for (at, block) in body.iter().enumerate() {
            if heading(block).is_some() {
                assert!(keeps(style(block)), "{}", sample.name);
                headings += 1;
            }
            if style(block) == "Caption" {
                // A chart stands above its caption, a table below.
                if style(body[at - 1]) == "Figure" {
                    assert!(keeps("Figure"));
                } else {
                    assert!(keeps("Caption"));
                    assert_eq!(body[at + 1].name, "w:tbl", "{}", sample.name);
                }
                captions += 1;
            }
        }
        assert!(headings > 4 && captions > 1, "{}", sample.name);
    }
}
