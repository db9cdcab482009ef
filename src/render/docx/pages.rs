//! Page numbers put into the fields of a file that is written already.
//!
//! The fields have a dash until somebody counts the pages; only their results change, and every other part stays as it is.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use anyhow::Context as _;
use zip::{ZipArchive, ZipWriter};

use super::package::OPTIONS;

/// The pages of a Word file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pages {
    /// The page of each bookmark.
    pub of: BTreeMap<String, u32>,
    /// How many pages there are.
    pub count: u32,
}

/// Returns a Word file with the numbers of its pages in its lists and margins.
///
/// # Errors
///
/// Fails when the bytes are no Word file of ours.
pub fn numbered(docx: &[u8], pages: &Pages) -> anyhow::Result<Vec<u8>> {
    rewritten(docx, holds_numbers, |text| fill(text, pages))
}

/// Returns a Word file without the places of its comments. They move nothing on a page, and a LibreOffice without windows
/// cannot show them.
///
/// # Errors
///
/// Fails when the bytes are no Word file of ours.
pub fn uncommented(docx: &[u8]) -> anyhow::Result<Vec<u8>> {
    rewritten(docx, |name| name == "word/document.xml", without_comments)
}

/// Returns a Word file of which some parts are changed; all others stay as they are packed.
fn rewritten(
    docx: &[u8],
    is_changed: fn(&str) -> bool,
    change: impl Fn(&str) -> String,
) -> anyhow::Result<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(docx)).context("opening the Word file")?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).context("opening the Word file")?;
        let name = file.name().context("the name of a part")?.into_owned();
        if !is_changed(&name) {
            drop(file);
            let file = archive
                .by_index_raw(at)
                .with_context(|| format!("opening {name}"))?;
            zip.raw_copy_file(file)
                .with_context(|| format!("packing {name}"))?;
            continue;
        }
        let mut text = String::new();
        file.read_to_string(&mut text)
            .with_context(|| format!("reading {name}"))?;
        let text = change(&text);
        zip.start_file(&name, *OPTIONS)
            .and_then(|()| Ok(zip.write_all(text.as_bytes())?))
            .with_context(|| format!("packing {name}"))?;
    }
    Ok(zip.finish().context("packing the Word file")?.into_inner())
}

fn holds_numbers(name: &str) -> bool {
    let margin = name
        .strip_prefix("word/")
        .is_some_and(|name| name.starts_with("footer") || name.starts_with("header"));
    (name == "word/document.xml" || margin) && !name.contains("/_rels/")
}

/// Leaves the tags out that say where comments stand.
fn without_comments(part: &str) -> String {
    let mut kept = String::with_capacity(part.len());
    let mut rest = part;
    while let Some((before, tag)) = rest.split_once("<w:comment") {
        kept.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}

/// Where the code of a field begins, as it is written here.
const CODE: &str = "<w:instrText xml:space=\"preserve\"> ";
/// Where the text of a run begins.
const TEXT: &str = "<w:t xml:space=\"preserve\">";

/// Returns a part with the results of its fields that are numbers of pages.
fn fill(part: &str, pages: &Pages) -> String {
    let mut filled = String::with_capacity(part.len());
    let mut rest = part;
    while let Some((before, field)) = rest.split_once(CODE) {
        filled.push_str(before);
        filled.push_str(CODE);
        rest = field;
        let code = field.split_once('<').map_or("", |(code, _)| code).trim();
        let Some(page) = page(code, pages) else {
            continue;
        };
        let Some((head, tail)) = field.split_once(TEXT) else {
            continue;
        };
        let Some((_, after)) = tail.split_once('<').filter(|_| !head.contains("\"end\"")) else {
            continue;
        };
        filled.push_str(head);
        filled.push_str(TEXT);
        filled.push_str(&page.to_string());
        filled.push('<');
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// Returns the result of a field; nothing for one that is no number of a page, or of a page that is not known.
fn page(code: &str, pages: &Pages) -> Option<u32> {
    let mut words = code.split(' ');
    match words.next()? {
        "PAGEREF" => pages.of.get(words.next()?).copied(),
        "NUMPAGES" => Some(pages.count),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Pages, fill, without_comments};
    use crate::render::docx::fields;
    use crate::render::docx::xml::Xml;

    fn part(codes: &[&str]) -> String {
        let mut xml = Xml::fragment();
        for code in codes {
            fields::field(&mut xml, code, |xml| fields::plain(xml, "–"));
        }
        String::from_utf8(xml.finish()).unwrap()
    }

    #[test]
    fn the_places_of_comments_are_left_out_and_nothing_else() {
        let part = "<w:p><w:commentRangeStart w:id=\"1\"/><w:r><w:t>a</w:t></w:r><w:commentRangeEnd w:id=\"1\"/>\
            <w:r><w:commentReference w:id=\"1\"/></w:r></w:p>";
        assert_eq!(
            without_comments(part),
            "<w:p><w:r><w:t>a</w:t></w:r><w:r></w:r></w:p>"
        );
    }

    #[test]
    fn only_the_results_of_known_pages_change() {
        let pages = Pages {
            of: [("a".to_owned(), 7)].into(),
            count: 12,
        };
        let codes = [
            " PAGEREF a \\h ",
            " PAGEREF b \\h ",
            " REF a \\h ",
            " NUMPAGES ",
        ];
        let before = part(&codes);
        let after = fill(&before, &pages);
        let texts = |part: &str| -> Vec<String> {
            let texts = part.split("<w:t xml:space=\"preserve\">").skip(1);
            texts
                .map(|text| text.split('<').next().unwrap().to_owned())
                .collect()
        };
        assert_eq!(texts(&before), ["–", "–", "–", "–"]);
        assert_eq!(texts(&after), ["7", "–", "–", "12"]);
        assert_eq!(after.replace(">7<", ">–<").replace(">12<", ">–<"), before);
        assert_eq!(
            fill(&before, &Pages::default()).replace(">0<", ">–<"),
            before
        );
    }
}
