//! Paragraphs and items of a text with all their words, for those who compare texts.

use crate::source::{Place, SourceId};

use super::prose::{Sentence, sentences};

/// A paragraph, an item of a list or a heading.
#[derive(Debug, Clone)]
pub struct Paragraph {
    /// Its sentences; never empty.
    pub sentences: Vec<Sentence>,
    /// How many references such as `{{ cloud/cpu_hours }}` it holds.
    pub references: usize,
    place: Place,
}

impl Paragraph {
    /// Returns the place of the whole paragraph.
    pub fn place(&self) -> Place {
        self.place
    }

    /// Returns its words as they were written.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let words = self.sentences.iter().flat_map(Sentence::words);
        words.map(|(_, word)| word)
    }
}

/// Returns the paragraphs and items of a text in Markdown.
pub fn paragraphs(markdown: &str, source: SourceId) -> Vec<Paragraph> {
    let sentences = sentences(markdown, source);
    let groups = sentences.chunk_by(|one, other| one.paragraph == other.paragraph);
    groups
        .filter_map(|group| paragraph(markdown, group))
        .collect()
}

/// Returns the paragraphs of at least so many words; a text that has none, such as a list of short items, is one as a
/// whole when it has them.
pub fn pieces(markdown: &str, source: SourceId, least: usize) -> Vec<Paragraph> {
    let long = |paragraph: &Paragraph| paragraph.words().count() >= least;
    let mut found = paragraphs(markdown, source);
    found.retain(long);
    if found.is_empty() {
        let whole = paragraph(markdown, &sentences(markdown, source));
        found.extend(whole.filter(long));
    }
    found
}

fn paragraph(markdown: &str, sentences: &[Sentence]) -> Option<Paragraph> {
    let (first, last) = sentences.first().zip(sentences.last())?;
    let span = first.start..last.whole().span.end;
    let before = markdown.get(..span.start)?;
    let after = markdown.get(span.end..)?;
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let end = span.end + after.find('\n').unwrap_or(after.len());
    Some(Paragraph {
        sentences: sentences.to_vec(),
        references: markdown.get(line..end)?.matches("{{").count(),
        place: Place {
            source: first.source,
            span: span.into(),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::{paragraphs, pieces};
    use crate::source::Sources;

    #[test]
    fn sentences_of_one_paragraph_belong_together() {
        let source = Sources::default().add("a.md", String::new());
        let text = "It ran.\nIt served {{ cloud/users }} users.\n\n- one item\n";
        let found = paragraphs(text, source);
        let words: Vec<Vec<&str>> = found.iter().map(|one| one.words().collect()).collect();
        assert_eq!(
            words,
            [
                vec!["It", "ran", "It", "served", "users"],
                vec!["one", "item"]
            ]
        );
        assert_eq!((found[0].references, found[1].references), (1, 0));
        let span = found[0].place().span;
        assert_eq!(text.get(span.start..span.end), text.get(..42));
    }

    #[test]
    fn a_list_of_short_items_is_one_piece() {
        let source = Sources::default().add("a.md", String::new());
        let words = |text: &str| -> Vec<usize> {
            let found = pieces(text, source, 4).into_iter();
            found.map(|piece| piece.words().count()).collect()
        };
        assert_eq!(words("- it ran\n- it grew\n"), [4]);
        assert_eq!(words("- it ran\n\nIt grew by much."), [4]);
        assert_eq!(words("It ran."), Vec::<usize>::new());
    }
}
