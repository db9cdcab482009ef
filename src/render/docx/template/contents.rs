//! The table of contents that a template has of its own: its field stays, its entries are those of the filled file.

use super::super::toc::{self, Entry};
use super::super::tree::Element;
use super::super::xml::Xml;
use super::looks::Looks;
use super::opened::Template;
use super::splice::Splices;

/// A field that lists the headings.
pub(super) struct Field<'t> {
    /// The paragraph in which it begins.
    first: &'t Element,
    /// The paragraph in which it ends.
    last: &'t Element,
    /// Where its code ends.
    from: usize,
    /// Where its end stands.
    to: usize,
    /// The deepest level that it lists.
    deepest: u8,
}

/// Returns whether a template has a table of contents of its own.
pub(super) fn has_field(template: &Template) -> bool {
    field(template).is_some()
}

/// Returns the table of contents of a template.
pub(super) fn field(template: &Template) -> Option<Field<'_>> {
    among(template.body())
}

fn among(parent: &Element) -> Option<Field<'_>> {
    let mut state = State::default();
    for child in parent.children() {
        match &*child.name {
            "p" => {
                if let Some(field) = state.paragraph(child) {
                    return Some(field);
                }
            }
            "sdt" => {
                let inside = child.child("sdtContent").and_then(among);
                if inside.is_some() {
                    return inside;
                }
            }
            "customXml" => {
                let inside = among(child);
                if inside.is_some() {
                    return inside;
                }
            }
            _ => {}
        }
    }
    None
}

#[derive(Default)]
struct State<'t> {
    depth: usize,
    code: String,
    begun: Option<&'t Element>,
    /// Where the code of a table of contents ended, and the deepest level that it names.
    open: Option<(usize, u8)>,
}

impl<'t> State<'t> {
    fn paragraph(&mut self, paragraph: &'t Element) -> Option<Field<'t>> {
        for run in paragraph.children() {
            for mark in runs(run) {
                match &*mark.name {
                    "instrText" if self.depth == 1 && self.open.is_none() => {
                        self.code.push_str(&mark.text);
                    }
                    "fldChar" => {
                        let direct = &*run.name == "r";
                        let found = self.mark(mark, run, paragraph, direct);
                        if found.is_some() {
                            return found;
                        }
                    }
                    _ => {}
                }
            }
        }
        None
    }

    fn mark(
        &mut self,
        mark: &'t Element,
        run: &'t Element,
        paragraph: &'t Element,
        direct: bool,
    ) -> Option<Field<'t>> {
        match mark.attribute("fldCharType").unwrap_or_default() {
            "begin" => {
                self.depth += 1;
                if self.depth == 1 {
                    self.code.clear();
                    self.begun = Some(paragraph);
                }
            }
            "separate" if self.depth == 1 => {
                self.open = deepest(&self.code)
                    .filter(|_| {
                        direct
                            && self
                                .begun
                                .is_some_and(|begun| begun.outer == paragraph.outer)
                    })
                    .map(|deepest| (run.outer.end, deepest));
            }
            "end" => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth > 0 {
                    return None;
                }
                let (from, deepest) = self.open.take().filter(|_| direct)?;
                return Some(Field {
                    first: self.begun?,
                    last: paragraph,
                    from,
                    to: run.outer.start,
                    deepest,
                });
            }
            _ => {}
        }
        None
    }
}

/// Returns the marks and codes of fields in an element, in order.
fn runs(element: &Element) -> Vec<&Element> {
    let mut all = Vec::new();
    for child in element.children() {
        if matches!(&*child.name, "fldChar" | "instrText") {
            all.push(child);
        } else {
            all.extend(runs(child));
        }
    }
    all
}

/// Returns the deepest level that the code of a field lists; `None` when it lists no headings.
fn deepest(code: &str) -> Option<u8> {
    let mut words = code.split_whitespace();
    if words.next()? != "TOC" || code.contains("\\c") || code.contains("\\f") {
        return None;
    }
    let range = words.skip_while(|word| *word != "\\o").nth(1);
    let last = range.and_then(|range| range.trim_matches('"').rsplit('-').next()?.parse().ok());
    Some(last.unwrap_or(3).clamp(1, 9))
}

impl Field<'_> {
    /// Returns whether it stands in a range of bytes.
    pub(super) fn is_in(&self, range: &std::ops::Range<usize>) -> bool {
        range.contains(&self.first.outer.start)
    }

    /// Puts entries in place of its old ones.
    pub(super) fn fill(
        &self,
        template: &Template,
        entries: &[Entry],
        looks: &Looks,
        splices: &mut Splices,
    ) {
        let listed: Vec<&Entry> = entries
            .iter()
            .filter(|entry| entry.level <= self.deepest)
            .collect();
        let Some(last) = listed.len().checked_sub(1) else {
            return;
        };
        let start = self
            .first
            .child("pPr")
            .map_or(self.first.inner.start, |properties| properties.outer.end);
        let part = &template.document;
        let mut xml = Xml::fragment();
        for (at, entry) in listed.iter().enumerate() {
            xml.inside("w:p", &[], |xml| {
                xml.inside("w:pPr", &[], |xml| {
                    xml.val("w:pStyle", &style(template, looks, entry.level));
                });
                if at == 0 {
                    xml.raw(part.slice(start..self.from).as_bytes());
                }
                toc::entry(xml, entry);
                if at == last {
                    xml.raw(part.slice(self.to..self.last.inner.end).as_bytes());
                }
            });
        }
        splices.replace(self.first.outer.start..self.last.outer.end, xml.finish());
    }
}

/// Returns the style of a level: the template's own, or that of the report.
fn style(template: &Template, looks: &Looks, level: u8) -> String {
    let built_in = if level == 1 { "TOC1" } else { "TOC2" };
    let own = contents_style(template, level);
    own.unwrap_or_else(|| looks.id("paragraph", built_in).to_owned())
}

/// Returns the style that a template has for a level of its contents.
fn contents_style(template: &Template, level: u8) -> Option<String> {
    let root = &template.styles.as_ref()?.root;
    let wanted = format!("toc {level}");
    let named = |style: &&Element| {
        let name = style.child("name").map(Element::val).unwrap_or_default();
        &*style.name == "style" && name.eq_ignore_ascii_case(&wanted)
    };
    root.children()
        .find(named)?
        .attribute("styleId")
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::deepest;

    #[test]
    fn a_list_of_tables_is_no_table_of_contents() {
        assert_eq!(deepest(" TOC \\o \"1-2\" \\h \\z \\u "), Some(2));
        assert_eq!(deepest("TOC \\h"), Some(3));
        assert_eq!(deepest(" TOC \\h \\z \\c \"Table\" "), None);
        assert_eq!(deepest(" PAGEREF _Toc1 \\h "), None);
    }
}
