//! Brings references back into a text in which they were printed as figures.

use std::ops::Range;

use similar::{Algorithm, capture_diff_slices};

use super::key::key;
use super::normal::normal;
use super::reference::Reference;
use super::text::{Run, TextBlock};

/// Most pairs of words, an old and a new one, in which figures are looked for.
const MOST_PAIRS: usize = 16_000_000;

/// A figure that a reference prints and that somebody changed in print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedFigure {
    /// The reference; it stays.
    pub reference: Reference,
    /// What it prints.
    pub was: String,
    /// What stands there now.
    pub is: String,
}

/// Returns a text in its normal form with references in place of the figures that `source` prints, where the words around
/// them lead to them, and the figures that were changed.
pub fn restore(
    source: &[TextBlock],
    figure: &dyn Fn(&Reference) -> String,
    pulled: &[TextBlock],
) -> (Vec<TextBlock>, Vec<ChangedFigure>) {
    let mut restored = pulled.to_vec();
    let mut changed = Vec::new();
    let source = normal(source);
    let printed: Vec<(String, Vec<Spot>)> =
        source.iter().map(|block| print(block, figure)).collect();
    if printed.iter().all(|(_, spots)| spots.is_empty()) {
        return (restored, changed);
    }
    let before: Vec<String> = source
        .iter()
        .map(|block| key(&normal(&[filled(block, figure)])))
        .collect();
    let after: Vec<String> = pulled
        .iter()
        .map(|block| key(std::slice::from_ref(block)))
        .collect();
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let (old, new) = (op.old_range(), op.new_range());
        for (at, one) in new.clone().enumerate() {
            // Blocks that were replaced are taken in their order; what is left over has no references.
            let Some((text, spots)) = printed.get(old.start + at).filter(|_| at < old.len()) else {
                continue;
            };
            if let Some(block) = restored.get_mut(one) {
                bring_back(block, text, spots, &mut changed);
            }
        }
    }
    (normal(&restored), changed)
}

/// A reference in the words that are printed.
struct Spot {
    range: Range<usize>,
    reference: Reference,
}

/// Returns the words that a block prints, and where its references stand in them.
fn print(block: &TextBlock, figure: &dyn Fn(&Reference) -> String) -> (String, Vec<Spot>) {
    let (mut text, mut spots) = (String::new(), Vec::new());
    let mut block = block.clone();
    visit(&mut block, &mut |run| match run {
        Some(Run::Plain(words) | Run::Code(words)) => text.push_str(words),
        Some(Run::Reference(reference)) => {
            let start = text.len();
            text.push_str(&figure(reference));
            spots.push(Spot {
                range: start..text.len(),
                reference: reference.clone(),
            });
        }
        _ => text.push('\n'),
    });
    (text, spots)
}

/// Returns a block with its references filled.
fn filled(block: &TextBlock, figure: &dyn Fn(&Reference) -> String) -> TextBlock {
    let mut block = block.clone();
    visit(&mut block, &mut |run| {
        if let Some(run) = run
            && let Run::Reference(reference) = run
        {
            *run = Run::Plain(figure(reference));
        }
    });
    block
}

/// Visits the smallest runs of a block in order; `None` stands for the end of a paragraph, an item or a footnote.
fn visit(block: &mut TextBlock, see: &mut dyn FnMut(Option<&mut Run>)) {
    for line in block.lines_mut() {
        visit_runs(line, see);
        see(None);
    }
}

fn visit_runs(runs: &mut [Run], see: &mut dyn FnMut(Option<&mut Run>)) {
    for run in runs {
        match run {
            Run::Plain(_) | Run::Code(_) | Run::Reference(_) => see(Some(run)),
            Run::Footnote(content) => {
                see(None);
                visit_runs(content, see);
                see(None);
            }
            mark => visit_runs(mark.marked_mut(), see),
        }
    }
}

/// Brings the references of a block back into what became of it.
fn bring_back(
    block: &mut TextBlock,
    before: &str,
    spots: &[Spot],
    changed: &mut Vec<ChangedFigure>,
) {
    let (after, _) = print(block, &Reference::to_string);
    let (old, new) = (tokens(before), tokens(&after));
    if old.len().saturating_mul(new.len()) > MOST_PAIRS {
        return;
    }
    let texts = |text: &str, tokens: &[Range<usize>]| -> Vec<String> {
        let texts = tokens.iter().map(|range| text.get(range.clone()));
        texts
            .map(|text| text.unwrap_or_default().to_owned())
            .collect()
    };
    let ops = capture_diff_slices(Algorithm::Myers, &texts(before, &old), &texts(&after, &new));
    let mut same = vec![None; old.len()];
    for op in ops {
        if op.tag() == similar::DiffTag::Equal {
            for (from, to) in op.old_range().zip(op.new_range()) {
                if let Some(place) = same.get_mut(from) {
                    *place = Some(to);
                }
            }
        }
    }
    let mut found: Vec<(Range<usize>, &Spot)> = Vec::new();
    for spot in spots {
        let first = old.partition_point(|token| token.end <= spot.range.start);
        let last = old.partition_point(|token| token.start < spot.range.end);
        let mapped = |at: Option<usize>| at.and_then(|at| same.get(at).copied());
        // What stands directly before and after the figure leads to it.
        let start = match first.checked_sub(1) {
            None => Some(0),
            before => mapped(before).flatten().map(|at| at + 1),
        };
        let end = mapped(Some(last)).unwrap_or(Some(new.len()));
        let between = start.zip(end).filter(|(start, end)| start < end);
        // Where the figure itself stands as it was, words were put beside it or taken away, and they are not its own.
        let Some((start, end)) = as_it_was(first..last, &same, &new, &after).or(between) else {
            continue;
        };
        let Some((first, last)) = new.get(start).zip(new.get(end - 1)) else {
            continue;
        };
        let range = first.start..last.end;
        let was = before.get(spot.range.clone()).unwrap_or_default();
        let is = after.get(range.clone()).unwrap_or_default();
        if was != is && !looks_like(was, is) {
            continue;
        }
        if was != is {
            changed.push(ChangedFigure {
                reference: spot.reference.clone(),
                was: was.to_owned(),
                is: is.to_owned(),
            });
        }
        found.push((range, spot));
    }
    for (range, spot) in found.into_iter().rev() {
        put(block, &range, &spot.reference);
    }
}

/// Returns where the words of a figure stand unchanged, on their own, beside what stood beside them before.
fn as_it_was(
    figure: Range<usize>,
    same: &[Option<usize>],
    new: &[Range<usize>],
    after: &str,
) -> Option<(usize, usize)> {
    let follow = |mut range: Range<usize>| {
        let first = same.get(range.start).copied().flatten()?;
        let start = range.start;
        let is_run = range.all(|at| same.get(at).copied().flatten() == Some(first + (at - start)));
        is_run.then_some(first)
    };
    let start = follow(figure.clone()).filter(|_| !figure.is_empty())?;
    let end = start + figure.len();
    // A blank and a word, so that the same figure in another sentence is not taken for it; or the edge of the text.
    let (from, to) = (
        figure.start.saturating_sub(2),
        (figure.end + 2).min(same.len()),
    );
    let before = follow(from..figure.end)
        .filter(|at| from < figure.start && (figure.start - from == 2 || *at == 0));
    let behind = follow(figure.start..to).filter(|_| {
        figure.end < to && (to - figure.end == 2 || end + (to - figure.end) == new.len())
    });
    before.or(behind)?;
    // `1,` before `234` makes another figure of it, and so does `.5` behind it.
    let blank = |at: usize| {
        let token = new.get(at).and_then(|range| after.get(range.clone()));
        token.is_none_or(|token| token.trim().is_empty())
    };
    let digit = |at: usize| {
        let token = new.get(at).and_then(|range| after.get(range.clone()));
        token.is_some_and(|token| token.contains(|letter: char| letter.is_numeric()))
    };
    let kept_before = figure.start > 0 && same.get(figure.start - 1).copied().flatten().is_some();
    let kept_behind = same.get(figure.end).copied().flatten() == Some(end);
    let free_before = start == 0
        || (kept_before && before.is_some())
        || (blank(start - 1) && (start < 2 || !digit(start - 2)));
    let free_behind = end == new.len() || kept_behind || (blank(end) && !digit(end + 1));
    (free_before && free_behind).then_some((start, end))
}

/// Returns whether what stands in the place of a figure is another figure, and not another sentence.
fn looks_like(was: &str, is: &str) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    let digit = |text: &str| text.contains(|letter: char| letter.is_ascii_digit());
    words(is) <= words(was) + 1 && (digit(is) || !digit(was))
}

/// Puts a reference in the place of words, where they are of one look.
fn put(block: &mut TextBlock, range: &Range<usize>, reference: &Reference) {
    let mut at = 0;
    let mut place = None;
    let mut index = 0;
    visit(block, &mut |run| {
        let length = match &run {
            Some(Run::Plain(words) | Run::Code(words)) => words.len(),
            Some(Run::Reference(reference)) => reference.to_string().len(),
            _ => 1,
        };
        let inside = at <= range.start && range.end <= at + length;
        if inside && matches!(run, Some(Run::Plain(_))) {
            place = Some((index, range.start - at..range.end - at));
        }
        at += length;
        index += 1;
    });
    let Some((wanted, inner)) = place else { return };
    let mut index = 0;
    visit(block, &mut |run| {
        if let Some(run) = run
            && index == wanted
            && let Run::Plain(words) = run
        {
            // The normal form takes it out of the words again.
            words.replace_range(inner.clone(), &reference.to_string());
        }
        index += 1;
    });
}

/// Returns runs of letters and digits, and every other letter by itself.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    let mut word = false;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let alphanumeric = letter.is_alphanumeric();
        match all.last_mut().filter(|_| word && alphanumeric) {
            Some(last) => last.end = end,
            None => all.push(at..end),
        }
        word = alphanumeric;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::restore;
    use crate::narrative::markdown::parse;
    use crate::narrative::normal::normal;
    use crate::narrative::reference::Reference;
    use crate::narrative::write;

    fn figure(reference: &Reference) -> String {
        match reference.of.as_str() {
            "a/users" => "16 users".to_owned(),
            _ => "1,234.5 CPU-h".to_owned(),
        }
    }

    fn back(source: &str, pulled: &str) -> (String, Vec<String>) {
        let source = normal(&parse(source).0);
        let pulled = normal(&parse(pulled).0);
        let (text, changed) = restore(&source, &figure, &pulled);
        let changed = changed
            .into_iter()
            .map(|one| format!("{} {}", one.was, one.is));
        (write(&normal(&text)), changed.collect())
    }

    #[test]
    fn a_figure_that_is_as_it_was_printed_becomes_its_reference_again() {
        let source = "They were {{ a/users }}, **using {{ a/cpu }}** in all.\n\nThe end.\n";
        let (text, changed) = back(
            source,
            "In May they were 16 users, **using 1,234.5 CPU-h** in total.\n\nThe end.\n",
        );
        let wanted =
            "In May they were {{ a/users }}, **using {{ a/cpu }}** in total.\n\nThe end.\n";
        assert_eq!((text.as_str(), changed.len()), (wanted, 0));
    }

    #[test]
    fn words_that_are_put_beside_a_figure_or_taken_away_leave_its_reference() {
        let source = "The {{ a/users }} came, and {{ a/users }} stayed for {{ a/cpu }}.\n";
        for (pulled, wanted) in [
            (
                "16 users came, and 16 users stayed for 1,234.5 CPU-h.\n",
                "{{ a/users }} came, and {{ a/users }} stayed for {{ a/cpu }}.\n",
            ),
            (
                "The 16 users came, and roughly 16 users stayed for 1,234.5 CPU-h.\n",
                "The {{ a/users }} came, and roughly {{ a/users }} stayed for {{ a/cpu }}.\n",
            ),
            (
                "Those 16 users came, and 16 users in all stayed for about 1,234.5 CPU-h.\n",
                "Those {{ a/users }} came, and {{ a/users }} in all stayed for about {{ a/cpu }}.\n",
            ),
        ] {
            let (text, changed) = back(source, pulled);
            assert_eq!((text.as_str(), changed.len()), (wanted, 0));
        }
        let (text, changed) = back(
            "{{ a/cpu }} were used.\n",
            "About 1,234.5 CPU-h were used.\n",
        );
        assert_eq!(text, "About {{ a/cpu }} were used.\n");
        assert_eq!(changed.len(), 0);
    }

    #[test]
    fn digits_that_are_put_beside_a_figure_change_it() {
        for is in [
            "11,234.5 CPU-h",
            "9,1,234.5 CPU-h",
            "-1,234.5 CPU-h",
            "1 1,234.5 CPU-h",
        ] {
            let (text, changed) = back("They used {{ a/cpu }}.\n", &format!("They used {is}.\n"));
            assert_eq!(text, "They used {{ a/cpu }}.\n");
            assert_eq!(changed, [format!("1,234.5 CPU-h {is}")]);
        }
    }

    #[test]
    fn a_figure_that_was_changed_is_said_and_the_reference_stays() {
        let (text, changed) = back("They used {{ a/cpu }}.\n", "They used 1,300 CPU-h.\n");
        assert_eq!(text, "They used {{ a/cpu }}.\n");
        assert_eq!(changed, ["1,234.5 CPU-h 1,300 CPU-h"]);
    }

    #[test]
    fn a_sentence_that_is_gone_takes_its_reference_with_it() {
        let (text, changed) = back("They used {{ a/cpu }}.\n", "Nobody came.\n");
        assert_eq!((text.as_str(), changed.len()), ("Nobody came.\n", 0));
    }
}
