//! Sentences that may no longer hold: their words are kept apart from those of the others.

use std::ops::Range;

use super::text::Run;

/// The sentences in doubt, by their bytes in the file.
#[derive(Debug, Default)]
pub(super) struct Doubts(Vec<Range<usize>>);

impl Doubts {
    /// Takes sentences that are in order and do not overlap.
    pub(super) fn new(sentences: &[Range<usize>]) -> Self {
        Self(sentences.to_vec())
    }

    /// Returns which sentence in doubt holds a byte.
    pub(super) fn at(&self, byte: usize) -> Option<usize> {
        self.0.iter().position(|range| range.contains(&byte))
    }

    /// Returns the words of a range in pieces, each with the sentence in doubt that it belongs to.
    pub(super) fn pieces<'t>(
        &self,
        text: &'t str,
        range: &Range<usize>,
    ) -> Vec<(Option<usize>, &'t str)> {
        if text.len() != range.len() || self.0.is_empty() {
            // A letter that is written otherwise than it is printed stands on one side of a border.
            return vec![(self.at(range.start), text)];
        }
        let borders = self.0.iter().flat_map(|one| [one.start, one.end]);
        let inside = borders.filter(|border| range.start < *border && *border < range.end);
        let mut pieces = Vec::new();
        let mut from = range.start;
        for to in inside.chain([range.end]) {
            let piece = text.get(from - range.start..to - range.start);
            pieces.extend(piece.map(|piece| (self.at(from), piece)));
            from = to;
        }
        pieces
    }
}

/// Adds a run to others: it joins the last one where both are plain words, or pieces of the same sentence in doubt.
pub(super) fn join_run(runs: &mut Vec<Run>, sentence: Option<usize>, run: Run) {
    match (sentence, runs.last_mut(), run) {
        (Some(number), Some(Run::Doubtful { sentence, content }), run) if *sentence == number => {
            join_run(content, None, run);
        }
        (Some(sentence), _, run) => runs.push(Run::Doubtful {
            sentence,
            content: vec![run],
        }),
        (None, Some(Run::Plain(last)), Run::Plain(text)) => last.push_str(&text),
        (None, _, run) => runs.push(run),
    }
}

/// Returns the sentence in doubt to which all of some runs belong, and the runs without its mark.
pub(super) fn unwrapped(mut runs: Vec<Run>) -> (Option<usize>, Vec<Run>) {
    match (runs.pop(), runs.is_empty()) {
        (Some(Run::Doubtful { sentence, content }), true) => (Some(sentence), content),
        (last, _) => {
            runs.extend(last);
            (None, runs)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::narrative::doubted;
    use crate::narrative::prose::whole_sentences;
    use crate::narrative::text::{Run, TextBlock};

    /// Returns a text with the pieces of each sentence in doubt in brackets.
    fn shown(markdown: &str, doubtful: &[usize]) -> String {
        let all = whole_sentences(markdown);
        let sentences: Vec<_> = doubtful.iter().map(|at| all[*at].clone()).collect();
        let blocks = doubted(markdown, &sentences);
        let [TextBlock::Paragraph(runs)] = blocks.as_slice() else {
            panic!("{blocks:?}");
        };
        runs.iter().map(run).collect()
    }

    fn run(one: &Run) -> String {
        let all = |runs: &[Run]| runs.iter().map(run).collect::<String>();
        match one {
            Run::Plain(text) | Run::Code(text) => text.clone(),
            Run::Strong(content) | Run::Emphasis(content) => format!("*{}*", all(content)),
            Run::Link { content, .. } => format!("<{}>", all(content)),
            Run::Footnote(_) => "^".to_owned(),
            Run::Reference(reference) => format!("{{{}}}", reference.of),
            Run::Doubtful { sentence, content } => format!("[{sentence}:{}]", all(content)),
        }
    }

    #[test]
    fn a_sentence_is_marked_with_all_that_it_holds() {
        let text =
            "It ran. Use *grew* to\n{{ a/b_c }} `x` [so](https://a.b/c)! Then R&amp;D \\* ran.";
        assert_eq!(
            shown(text, &[1]),
            "It ran. [0:Use *grew* to {a/b_c} x <so>!] Then R&D * ran."
        );
        assert_eq!(
            shown(text, &[0, 2]),
            "[0:It ran.] Use *grew* to {a/b_c} x <so>! [1:Then R&D * ran.]"
        );
    }

    #[test]
    fn emphasis_over_two_sentences_is_marked_in_part() {
        assert_eq!(
            shown("**It grew. It fell.** So it was.", &[1]),
            "*It grew. [0:It fell.]* So it was."
        );
    }
}
