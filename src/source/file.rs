//! A source file and places in it.

use std::ops::Range;

/// Identifies a file of [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A range of bytes in the text of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self {
            start: range.start,
            end: range.end,
        }
    }
}

/// A span in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub source: SourceId,
    /// The span in it.
    pub span: Span,
}

/// A value and the place where it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub place: Place,
}

/// A line and a column, both counted from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Whether lines of a file may be shown to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrecy {
    /// Any line may be shown.
    Open,
    /// Rows hold identities: below the header only the field that a finding is about is ever shown.
    Identities,
}

/// A file that was read, with its text.
#[derive(Debug)]
pub struct SourceFile {
    name: String,
    path: String,
    text: String,
    lines: Vec<usize>,
    /// Whether its lines may be shown.
    pub secrecy: Secrecy,
    header: usize,
}

impl SourceFile {
    /// Returns the name: a path relative to the project, with `/` on every system.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the path from the folder in which the run was started, as far as it is known; else the name. It is for CI,
    /// which marks files of a repository in which the project may be a folder.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text of a span; empty when it lies outside the file.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// Returns whether all of a span may be shown: nothing keeps the file secret, or the span lies in its header.
    pub fn may_show(&self, span: Span) -> bool {
        self.secrecy == Secrecy::Open || span.end <= self.header
    }

    /// Returns line and column of a byte offset.
    pub fn position(&self, offset: usize) -> Position {
        let line = self.lines.partition_point(|start| *start <= offset).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or_default();
        let before = self.text.get(start..offset).unwrap_or_default();
        Position {
            line,
            column: before.chars().count() + 1,
        }
    }

    /// Returns the span of a line counted from 1, without its line feed.
    pub fn line(&self, line: usize) -> Span {
        let start = line
            .checked_sub(1)
            .and_then(|index| self.lines.get(index))
            .copied()
            .unwrap_or(self.text.len());
        let next = self.lines.get(line).copied().unwrap_or(self.text.len());
        let body = self.text.get(start..next).unwrap_or_default();
        Span {
            start,
            end: start + body.trim_end_matches(['\n', '\r']).len(),
        }
    }
}

/// All files that were read in a run.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a file and returns its id.
    pub fn add(&mut self, name: impl Into<String>, text: String) -> SourceId {
        let name = name.into();
        self.add_at(name.clone(), name, text)
    }

    /// Adds a file that has another path from where the run was started than from its project, and returns its id.
    ///
    /// # Panics
    ///
    /// Never in practice: it would take more than four thousand million files.
    pub fn add_at(&mut self, name: String, path: String, text: String) -> SourceId {
        let id = SourceId(
            u32::try_from(self.files.len()).expect("fewer than four thousand million files"),
        );
        let starts = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0)
            .chain(starts.map(|(at, _)| at + 1))
            .collect();
        self.files.push(SourceFile {
            name,
            path,
            text,
            lines,
            secrecy: Secrecy::Open,
            header: 0,
        });
        id
    }

    /// Returns a file.
    ///
    /// # Panics
    ///
    /// When the id comes from other [`Sources`], which is a bug.
    pub fn get(&self, id: SourceId) -> &SourceFile {
        self.files
            .get(id.0 as usize)
            .expect("ids come from add only")
    }

    /// Marks a file as one whose rows hold identities.
    pub fn keep_secret(&mut self, id: SourceId) {
        if let Some(file) = self.files.get_mut(id.0 as usize) {
            file.secrecy = Secrecy::Identities;
        }
    }

    /// Sets where the header of a file ends: it names columns and holds no identity.
    pub fn set_header(&mut self, id: SourceId, end: usize) {
        if let Some(file) = self.files.get_mut(id.0 as usize) {
            file.header = end;
        }
    }

    /// Returns the files in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter()
    }

    /// Returns name, line and column of the start of a place.
    pub fn locate(&self, place: Place) -> (&str, Position) {
        let file = self.get(place.source);
        (file.name(), file.position(place.span.start))
    }
}

#[cfg(test)]
mod tests {
    use super::{Position, Sources, Span};

    #[test]
    fn columns_count_characters_not_bytes() {
        let mut sources = Sources::default();
        let id = sources.add("a.toml", "x = 1\nñ = \"é\"\r\nlast".to_owned());
        let file = sources.get(id);
        let at = file.text().find("\"é").unwrap();
        assert_eq!(file.position(at), Position { line: 2, column: 5 });
        assert_eq!(file.slice(file.line(2)), "ñ = \"é\"");
        assert_eq!(file.slice(file.line(3)), "last");
        assert_eq!(file.slice(file.line(9)), "");
    }

    #[test]
    fn a_span_outside_the_text_is_empty() {
        let mut sources = Sources::default();
        let id = sources.add("a", "ab".to_owned());
        assert_eq!(sources.get(id).slice(Span { start: 1, end: 9 }), "");
    }
}
