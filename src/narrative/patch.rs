//! Brings an edited text into its file: what did not change keeps its bytes, so that a comparison shows what was edited.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::key::key;
use super::markdown::{Placed, placed};
use super::normal::normal;
use super::text::TextBlock;
use super::write::{Labels, Marks, block, is_numbered, write};

/// Most pairs of words, an old and a new one, for which lines are broken as they were.
const MOST_PAIRS: usize = 4_000_000;

/// A piece of the old text that makes blocks.
struct Unit {
    range: Range<usize>,
    blocks: Vec<TextBlock>,
}

/// Returns `old` with `new` in it, which is in its normal form.
pub fn patch(old: &str, new: &[TextBlock]) -> String {
    let whole = || write(new);
    let says = |text: &str| normal(&placed(text).blocks) == new;
    if says(old) {
        return old.to_owned();
    }
    let patched = patched(old, new).filter(|text| says(text));
    let text = patched.unwrap_or_else(whole);
    let breaks = old.matches('\n').count();
    if breaks > 0 && old.matches("\r\n").count() == breaks {
        return text.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    text
}

fn patched(old: &str, new: &[TextBlock]) -> Option<String> {
    let before = placed(old);
    let units = units(&before)?;
    let old_keys: Vec<String> = units.iter().map(|unit| key(&unit.blocks)).collect();
    let new_keys: Vec<String> = new
        .iter()
        .map(|block| key(std::slice::from_ref(block)))
        .collect();
    let notes = before.notes.iter();
    let notes = notes.map(|(label, content)| (label.clone(), content_of(content)));
    let mut writer = Writer {
        old,
        units: &units,
        labels: Labels::of(notes.collect()),
        out: String::new(),
        from: 0,
        verbatim: true,
        last: None,
    };
    for op in capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys) {
        match op {
            DiffOp::Equal { old_index, len, .. } => {
                (old_index..old_index + len).try_for_each(|at| writer.keep(at))?;
            }
            DiffOp::Delete {
                old_index, old_len, ..
            } => {
                (old_index..old_index + old_len).try_for_each(|at| writer.skip(at))?;
            }
            DiffOp::Insert {
                new_index, new_len, ..
            } => {
                for block in new.get(new_index..new_index + new_len)? {
                    writer.write(block, None);
                }
            }
            DiffOp::Replace {
                old_index,
                old_len,
                new_index,
                new_len,
            } => {
                for at in 0..old_len.max(new_len) {
                    let replaced = (at < old_len).then_some(old_index + at);
                    let range = replaced
                        .and_then(|at| units.get(at))
                        .map(|unit| &unit.range);
                    let bytes = range.and_then(|range| old.get(range.clone()));
                    if let Some(at) = replaced {
                        writer.skip(at)?;
                    }
                    if let Some(block) = new.get(new_index + at).filter(|_| at < new_len) {
                        writer.write(block, bytes);
                    }
                }
            }
        }
    }
    let text = writer.finish()?;
    Some(without_unused(&before, text))
}

/// Returns the content of a footnote in its normal form.
fn content_of(content: &[super::text::Run]) -> Vec<super::text::Run> {
    match normal(&[TextBlock::Paragraph(content.to_vec())]).pop() {
        Some(TextBlock::Paragraph(runs)) => runs,
        _ => Vec::new(),
    }
}

/// Returns the pieces that make blocks; `None` when they cannot be told apart.
fn units(before: &Placed) -> Option<Vec<Unit>> {
    let mut units: Vec<Unit> = Vec::new();
    let mut from = 0;
    for (range, count) in &before.pieces {
        let blocks = normal(before.blocks.get(from..from + count)?);
        from += count;
        let has_bullets = |block: Option<&TextBlock>| matches!(block, Some(TextBlock::List(list)) if !list.ordered);
        match units.last_mut() {
            _ if blocks.is_empty() => {}
            // Two lists with bullets are one in print.
            Some(last) if has_bullets(last.blocks.last()) && has_bullets(blocks.first()) => {
                last.range.end = range.end;
                last.blocks.extend(blocks);
                last.blocks = normal(&last.blocks);
            }
            _ => units.push(Unit {
                range: range.clone(),
                blocks,
            }),
        }
    }
    (from == before.blocks.len()).then_some(units)
}

struct Writer<'o> {
    old: &'o str,
    units: &'o [Unit],
    labels: Labels,
    out: String,
    /// Where the old text goes on.
    from: usize,
    /// Whether all that was written last stands so in the old text.
    verbatim: bool,
    last: Option<TextBlock>,
}

impl Writer<'_> {
    /// Keeps a unit with what stands before it.
    fn keep(&mut self, at: usize) -> Option<()> {
        let unit = self.units.get(at)?;
        let gap = self.old.get(self.from..unit.range.start)?;
        let bytes = self.old.get(unit.range.clone())?;
        if self.verbatim {
            self.out.push_str(gap);
        } else {
            self.gap(gap);
            self.separate();
        }
        self.out.push_str(bytes);
        self.from = unit.range.end;
        self.verbatim = true;
        self.last = unit.blocks.last().cloned();
        Some(())
    }

    /// Leaves a unit out; what stands before it, such as a comment, stays.
    fn skip(&mut self, at: usize) -> Option<()> {
        let unit = self.units.get(at)?;
        let gap = self.old.get(self.from..unit.range.start)?;
        self.gap(gap);
        self.from = unit.range.end;
        self.verbatim = false;
        Some(())
    }

    fn gap(&mut self, gap: &str) {
        if !gap.trim().is_empty() {
            self.separate();
            self.out.push_str(gap.trim());
        }
    }

    fn separate(&mut self) {
        let end = self.out.trim_end().len();
        self.out.truncate(end);
        if !self.out.is_empty() {
            self.out.push_str("\n\n");
        }
    }

    /// Writes a block that takes the place of another one, or of none.
    fn write(&mut self, new: &TextBlock, replaced: Option<&str>) {
        let first = replaced.and_then(|bytes| bytes.trim_start().chars().next());
        let mut marks = Marks::default();
        if let Some(bullet) = first.filter(|first| matches!(first, '*' | '+')) {
            marks.bullet = bullet;
        }
        if is_numbered(self.last.as_ref()) {
            marks.number = ')';
        }
        let text = block(new, marks, &mut self.labels);
        self.separate();
        match replaced {
            Some(bytes) => self.out.push_str(&wrapped_like(bytes, &text)),
            None => self.out.push_str(&text),
        }
        self.last = Some(new.clone());
        self.verbatim = false;
    }

    fn finish(mut self) -> Option<String> {
        let tail = self.old.get(self.from..)?;
        if self.verbatim {
            self.out.push_str(tail);
        } else {
            self.gap(tail);
        }
        let definitions = self.labels.definitions();
        if !definitions.is_empty() {
            self.separate();
            self.out.push_str(&definitions);
        }
        let end = self.out.trim_end().len();
        if !self.out.get(end..)?.contains('\n') {
            self.out.truncate(end);
            self.out.push('\n');
        }
        Some(self.out)
    }
}

/// Leaves out definitions that nothing refers to any more.
fn without_unused(before: &Placed, text: String) -> String {
    if !before.unused.is_empty() {
        return text;
    }
    let mut kept = text.clone();
    for range in placed(&text).unused.into_iter().rev() {
        let (Some(start), Some(end)) = (text.get(..range.start), kept.get(range.end..)) else {
            return text;
        };
        let (start, end) = (start.trim_end(), end.trim_start());
        let gap = if end.is_empty() { "\n" } else { "\n\n" };
        kept = format!("{start}{gap}{end}");
    }
    kept
}

/// Breaks the lines of a block where those of the old one break, as far as the words around the break are the same.
fn wrapped_like(old: &str, new: &str) -> String {
    let (old_words, new_words) = (words(old), words(new));
    let texts = |words: &[(usize, &str)]| -> Vec<String> {
        words.iter().map(|(_, word)| (*word).to_owned()).collect()
    };
    if old_words.len().saturating_mul(new_words.len()) > MOST_PAIRS {
        return new.to_owned();
    }
    let ops = capture_diff_slices(Algorithm::Myers, &texts(&old_words), &texts(&new_words));
    // Which old word each new one begins with, and which one it ends with.
    let mut begins = vec![None; new_words.len()];
    let mut ends = begins.clone();
    for op in ops {
        let (old, new) = (op.old_range(), op.new_range());
        let pairs = new.clone().zip(old.clone());
        if new.len() == old.len() {
            for (new, old) in pairs {
                mark(&mut begins, new, old);
                mark(&mut ends, new, old);
            }
        } else if !new.is_empty() && !old.is_empty() {
            mark(&mut begins, new.start, old.start);
            mark(&mut ends, new.end - 1, old.end - 1);
        }
    }
    let mut edits: Vec<(Range<usize>, &str)> = Vec::new();
    for (at, (end, begin)) in ends.iter().zip(begins.iter().skip(1)).enumerate() {
        let (Some(end), Some(begin)) = (*end, *begin) else {
            continue;
        };
        if begin != end + 1 {
            continue;
        }
        let Some((there, here)) = gap(&old_words, end).zip(gap(&new_words, at)) else {
            continue;
        };
        let (there, blank) = (old.get(there).unwrap_or_default(), new.get(here.clone()));
        let soft = there.matches('\n').count() == 1 && !there.starts_with("  ");
        if soft && blank == Some(" ") {
            edits.push((here, there));
        }
    }
    let mut wrapped = new.to_owned();
    for (range, gap) in edits.into_iter().rev() {
        wrapped.replace_range(range, gap);
    }
    let same = normal(&placed(&wrapped).blocks) == normal(&placed(new).blocks);
    if same { wrapped } else { new.to_owned() }
}

fn mark(places: &mut [Option<usize>], new: usize, old: usize) {
    if let Some(place) = places.get_mut(new) {
        *place = Some(old);
    }
}

/// Returns what stands between a word and the next one.
fn gap(words: &[(usize, &str)], at: usize) -> Option<Range<usize>> {
    let (start, word) = words.get(at)?;
    Some(start + word.len()..words.get(at + 1)?.0)
}

fn words(text: &str) -> Vec<(usize, &str)> {
    let mut all = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        if !word.is_empty() {
            all.push((at, word));
        }
        at += piece.len();
    }
    all
}

#[cfg(test)]
mod tests {
    use super::patch;
    use crate::narrative::markdown::parse;
    use crate::narrative::normal::normal;

    /// Returns `old` with an edit that was made in what it prints.
    fn edited(old: &str, from: &str, to: &str) -> String {
        let new = normal(&parse(&old.replacen(from, to, 1)).0);
        patch(old, &new)
    }

    const TEXT: &str = "<!-- kept -->\n\nThe first paragraph is\nwrapped by *hand* and\nstays so[^a].\n\n* one\n* two\n\n_Second_ paragraph.\n\n[^a]: A note.\n\nThird.\n";

    #[test]
    fn only_what_was_edited_changes() {
        for (from, to) in [
            ("Third", "Last"),
            ("wrapped", "broken"),
            ("* two\n", "* two\n* three\n"),
            ("Second_ paragraph", "Second_ text"),
            ("Third.\n", "Third.\n\nFourth.\n"),
        ] {
            let wanted = TEXT
                .replacen(from, to, 1)
                .replace("_Second_ text", "*Second* text");
            assert_eq!(edited(TEXT, from, to), wanted);
        }
    }

    #[test]
    fn a_footnote_goes_with_its_reference() {
        let wanted = TEXT.replace("[^a].", ".").replace("[^a]: A note.\n\n", "");
        assert_eq!(edited(TEXT, "[^a].", "."), wanted);
        let new = edited("One.\n", "One.", "One[^x].\n\n[^x]: Note.");
        assert_eq!(new, "One[^1].\n\n[^1]: Note.\n");
    }

    #[test]
    fn a_paragraph_that_is_gone_leaves_no_hole() {
        let wanted = TEXT.replace("_Second_ paragraph.\n\n", "");
        assert_eq!(edited(TEXT, "_Second_ paragraph.\n\n", ""), wanted);
        assert_eq!(edited("A.\r\n\r\nB.\r\n", "B", "C"), "A.\r\n\r\nC.\r\n");
    }
}
