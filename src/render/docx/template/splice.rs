//! Changes of a part at some of its bytes; all others stay as they are.

use std::ops::Range;

use super::super::xml::NAMESPACES;
use super::opened::Part;

/// Pieces of a part with what stands there instead.
#[derive(Debug, Default)]
pub(super) struct Splices {
    all: Vec<(Range<usize>, Vec<u8>)>,
}

impl Splices {
    /// Replaces a range of bytes; an empty one is a place where something is put in.
    pub(super) fn replace(&mut self, range: Range<usize>, bytes: impl Into<Vec<u8>>) {
        self.all.push((range, bytes.into()));
    }

    /// Puts something in at a place, unless it was put there already.
    pub(super) fn once(&mut self, at: usize, text: &str) {
        let known = (at..at, text.as_bytes().to_vec());
        if !self.all.contains(&known) {
            self.all.push(known);
        }
    }

    /// Puts something in as the last content of the root of a part, and binds the prefixes of the tool there.
    pub(super) fn append(&mut self, part: &Part, bytes: impl Into<Vec<u8>>) {
        let root = &part.root;
        let mut bytes = bytes.into();
        if !root.is_single() {
            return self.replace(root.inner.end..root.inner.end, bytes);
        }
        let tag = part.slice(root.outer.clone());
        let name: String = tag
            .chars()
            .skip(1)
            .take_while(|letter| !letter.is_whitespace() && !matches!(letter, '/' | '>'))
            .collect();
        let close = root.outer.end.saturating_sub(2);
        bytes.insert(0, b'>');
        bytes.extend_from_slice(format!("</{name}>").as_bytes());
        self.replace(close..root.outer.end, bytes);
    }

    /// Binds the prefixes that the tool writes at the root of a part, where they are not.
    pub(super) fn bind(&mut self, part: &Part) {
        let root = &part.root;
        let end = if root.is_single() {
            root.outer.end
        } else {
            root.inner.start
        };
        let tag = part.slice(root.outer.start..end);
        let mut missing = String::new();
        for (binding, namespace) in NAMESPACES {
            if !tag.contains(&format!("{binding}=")) {
                for piece in [" ", binding, "=\"", namespace, "\""] {
                    missing.push_str(piece);
                }
            }
        }
        let name = tag.find(|letter: char| letter.is_whitespace() || matches!(letter, '/' | '>'));
        if let Some(at) = name.filter(|_| !missing.is_empty()) {
            let at = root.outer.start + at;
            self.replace(at..at, missing);
        }
    }

    /// Returns whether nothing is changed.
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Returns the changed text. What is put in at a place comes before what replaces the bytes behind it; of two changes
    /// that overlap, the one that begins first holds, and of those the longer.
    pub(super) fn apply(mut self, text: &str) -> Vec<u8> {
        self.all.sort_by_key(|(range, _)| {
            (range.start, !range.is_empty(), std::cmp::Reverse(range.end))
        });
        let old = text.as_bytes();
        let added: usize = self.all.iter().map(|(_, bytes)| bytes.len()).sum();
        let mut new = Vec::with_capacity(old.len() + added);
        let mut at = 0;
        for (range, bytes) in &self.all {
            if range.start < at || range.end < range.start {
                continue;
            }
            new.extend_from_slice(old.get(at..range.start).unwrap_or_default());
            new.extend_from_slice(bytes);
            at = range.end;
        }
        new.extend_from_slice(old.get(at..).unwrap_or_default());
        new
    }
}

#[cfg(test)]
mod tests {
    use super::Splices;

    #[test]
    fn what_is_not_named_stays_as_it_is() {
        let mut splices = Splices::default();
        splices.replace(6..6, "new ");
        splices.replace(0..3, "one");
        splices.replace(1..2, "lost");
        assert_eq!(splices.apply("old a thing"), b"one a new thing");
    }
}
