//! Footnotes: read where they are defined, printed where they are referred to.

use std::ops::Range;

use super::text::{Run, TextBlock};

/// The footnotes of a text. A reference holds the name of its note until all notes are known.
#[derive(Default)]
pub(super) struct Notes {
    all: Vec<Note>,
    open: bool,
}

struct Note {
    label: String,
    range: Range<usize>,
    content: Vec<Run>,
    used: bool,
}

impl Notes {
    /// Returns a reference to the note of that name.
    pub(super) fn reference(label: String) -> Run {
        Run::Footnote(vec![Run::Plain(label)])
    }

    /// Begins a note; what is read until its end belongs to it.
    pub(super) fn begin(&mut self, label: String, range: Range<usize>) {
        self.open = true;
        self.all.push(Note {
            label,
            range,
            content: Vec::new(),
            used: false,
        });
    }

    /// Ends the note.
    pub(super) fn end(&mut self) {
        self.open = false;
    }

    /// Returns whether a note is being read.
    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    /// Returns the content of the note that is being read.
    pub(super) fn current(&mut self) -> Option<&mut Vec<Run>> {
        let last = self.all.last_mut().filter(|_| self.open)?;
        Some(&mut last.content)
    }

    /// Returns the notes with their labels.
    pub(super) fn contents(&self) -> Vec<(String, Vec<Run>)> {
        let all = self.all.iter();
        all.map(|note| (note.label.clone(), note.content.clone()))
            .collect()
    }

    /// Puts the notes where they are referred to; returns where those stand that nothing refers to.
    pub(super) fn place(mut self, blocks: &mut [TextBlock]) -> impl Iterator<Item = Range<usize>> {
        for line in blocks.iter_mut().flat_map(TextBlock::lines_mut) {
            self.in_runs(line);
        }
        let unused = self.all.into_iter().filter(|note| !note.used);
        unused.map(|note| note.range)
    }

    fn in_runs(&mut self, runs: &mut [Run]) {
        for run in runs {
            self.in_runs(run.marked_mut());
            let Run::Footnote(content) = run else {
                continue;
            };
            let named = self.all.iter_mut().find(
                |note| matches!(content.as_slice(), [Run::Plain(label)] if note.label == *label),
            );
            if let Some(note) = named {
                note.used = true;
                content.clone_from(&note.content);
            }
        }
    }
}
