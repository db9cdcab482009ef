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

/// A line of a file that is too large to be held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptLine {
    /// Offset of its first byte.
    pub start: usize,
    /// Its number, from 1.
    pub number: usize,
    /// Its text without the line feed; empty where only its number is asked for.
    pub text: Box<str>,
}

/// A file that was read, with its text.
#[derive(Debug)]
pub struct SourceFile {
    name: String,
    path: String,
    text: String,
    lines: Vec<usize>,
    /// Of a file that is too large to be held, the lines that are, sorted; its text is that of its first lines then.
    kept: Option<Vec<KeptLine>>,
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

    /// Returns the whole text; of an excerpt only what stands up to its header.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns whether only those lines are held that somebody may ask for.
    pub fn is_excerpt(&self) -> bool {
        self.kept.is_some()
    }

    /// Returns the line in which an offset lies, when it is one of those that are held behind the text.
    fn kept(&self, offset: usize) -> Option<&KeptLine> {
        let kept = self.kept.as_ref().filter(|_| offset >= self.text.len())?;
        let at = kept.partition_point(|line| line.start <= offset);
        kept.get(at.checked_sub(1)?)
    }

    /// Returns the text of a span; empty when it lies outside the file.
    pub fn slice(&self, span: Span) -> &str {
        if let Some(line) = self.kept(span.start) {
            let range = span.start - line.start..span.end.saturating_sub(line.start);
            return line.text.get(range).unwrap_or_default();
        }
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// Returns whether all of a span may be shown: nothing keeps the file secret, or the span lies in its header.
    pub fn may_show(&self, span: Span) -> bool {
        self.secrecy == Secrecy::Open || span.end <= self.header
    }

    /// Returns line and column of a byte offset.
    pub fn position(&self, offset: usize) -> Position {
        if let Some(line) = self.kept(offset) {
            let before = line.text.get(..offset - line.start);
            return Position {
                line: line.number,
                column: before.unwrap_or_default().chars().count() + 1,
            };
        }
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
        let kept = self.kept.as_deref().unwrap_or_default();
        let found = kept.binary_search_by_key(&line, |kept| kept.number);
        if let Some(kept) = found.ok().and_then(|at| kept.get(at)) {
            return Span {
                start: kept.start,
                end: kept.start + kept.text.len(),
            };
        }
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

/// Returns where the lines of a text begin.
fn starts(text: &str) -> Vec<usize> {
    let feeds = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    std::iter::once(0)
        .chain(feeds.map(|(at, _)| at + 1))
        .collect()
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
        let lines = starts(&text);
        self.files.push(SourceFile {
            name,
            path,
            text,
            lines,
            kept: None,
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

    /// Sets what is held of a file that is too large to be held whole: its first lines, and others behind them.
    pub fn keep_lines(&mut self, id: SourceId, head: String, mut lines: Vec<KeptLine>) {
        // Of two that are the same line the one with its text comes first.
        lines.sort_by(|one, other| {
            (one.start, other.text.len()).cmp(&(other.start, one.text.len()))
        });
        lines.dedup_by_key(|line| line.start);
        if let Some(file) = self.files.get_mut(id.0 as usize) {
            file.lines = starts(&head);
            file.text = head;
            file.kept = Some(lines);
        }
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
