//! The words of a paragraph, with the bytes where each stands, however they are divided into runs.

use std::ops::Range;

use super::super::tree::Element;
use super::opened::Part;
use super::slots::Cut;

/// The words of a paragraph as they are written in the part, escapes included.
#[derive(Debug, Default)]
pub(super) struct Word {
    /// All of them, joined.
    pub(super) text: String,
    /// Where each piece begins in them, and its bytes in the part.
    pieces: Vec<(usize, Range<usize>)>,
    /// Starts of pieces whose blanks at the ends do not count as they are written.
    loose: Vec<usize>,
}

/// Returns the words of a paragraph; those of text boxes in it are not its own.
pub(super) fn of(part: &Part, paragraph: &Element) -> Word {
    let mut word = Word::default();
    word.collect(part, paragraph);
    word
}

impl Word {
    fn collect(&mut self, part: &Part, element: &Element) {
        for child in element.children() {
            match &*child.name {
                "t" => {
                    let raw = part.slice(child.inner.clone());
                    // Words in other markup are not looked into.
                    if !raw.contains('<') && !child.is_single() {
                        if child.attribute("xml:space") != Some("preserve") {
                            self.loose.push(child.inner.start);
                        }
                        self.pieces.push((self.text.len(), child.inner.clone()));
                        self.text.push_str(raw);
                    }
                }
                "p" | "txbxContent" | "mc:AlternateContent" | "pPr" | "rPr" => {}
                _ => self.collect(part, child),
            }
        }
    }

    /// Returns how words are put in place of a range of these.
    pub(super) fn cuts(&self, range: &Range<usize>) -> Vec<Cut> {
        let mut cuts = Vec::new();
        for (at, bytes) in &self.pieces {
            let start = range.start.max(*at);
            let end = range.end.min(at + bytes.len());
            if start >= end {
                continue;
            }
            if self.loose.contains(&bytes.start) {
                cuts.push(Cut::Keep(bytes.start.saturating_sub(1)));
            }
            let piece = bytes.start + (start - at)..bytes.start + (end - at);
            let first = !cuts.iter().any(|cut| matches!(cut, Cut::Text(_)));
            cuts.push(if first {
                Cut::Text(piece)
            } else {
                Cut::Gone(piece)
            });
        }
        cuts
    }

    /// Returns whether words stand outside of a range of bytes.
    pub(super) fn outside(&self, range: &Range<usize>) -> bool {
        self.pieces.iter().any(|(at, bytes)| {
            let inside = bytes.start >= range.start && bytes.end <= range.end;
            let text = self.text.get(*at..at + bytes.len()).unwrap_or_default();
            !inside && !text.trim().is_empty()
        })
    }

    /// Returns whether there are words before a byte.
    pub(super) fn begins_before(&self, byte: usize) -> bool {
        self.pieces
            .iter()
            .any(|(_, bytes)| bytes.start < byte && !bytes.is_empty())
    }
}

/// Returns the names in double braces, and where they stand: `{{va:title}}`, blanks inside allowed.
pub(super) fn tokens(text: &str) -> Vec<(String, Range<usize>)> {
    let mut all = Vec::new();
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find("{{")) {
        let start = from + start;
        let inside = text.get(start + 2..).unwrap_or_default();
        let Some(length) = inside.find("}}") else {
            break;
        };
        let name = inside.get(..length).unwrap_or_default().trim();
        let lower = name.to_lowercase();
        let name = lower.strip_prefix(super::slots::PREFIX).unwrap_or_default();
        let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
        if !name.is_empty() && name.chars().all(plain) {
            let end = start + 2 + length + 2;
            all.push((name.replace('_', "-"), start..end));
            from = end;
        } else {
            from = start + 2;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn names_stand_in_double_braces() {
        let found = tokens("{{ no }} a {{ va:Title }}, {{va:work_package}} {{va:}} {{va:x");
        let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["title", "work-package"]);
        assert_eq!(found.first().map(|(_, range)| range.clone()), Some(11..25));
    }
}
