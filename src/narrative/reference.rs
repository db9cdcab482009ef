//! References: figures that a text leaves to the data, such as `{{ cloud/cpu_hours@M7-M12 | change }}`.

use std::fmt;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::markdown::parser;
use super::text::Run;

/// Longest reference, in bytes; what is longer was not meant as one.
const LONGEST: usize = 200;

/// A reference as it is written; what it names may not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What has the figure: `cloud/cpu_hours`, `total.cpu_hours`, `budget.cpu.left`.
    pub of: String,
    /// The period, where it is not the one of the text.
    pub period: Option<String>,
    /// The form in which the figure is printed, where it is not the usual one.
    pub form: Option<String>,
}

impl Reference {
    /// Reads what stands between the braces.
    fn parse(inner: &str) -> Self {
        let (figure, form) = match inner.split_once('|') {
            Some((figure, form)) => (figure.trim_end_matches('\\'), Some(form)),
            None => (inner, None),
        };
        let (of, period) = match figure.split_once('@') {
            Some((of, period)) => (of, Some(period)),
            None => (figure, None),
        };
        let word = |text: &str| text.trim().to_owned();
        Self {
            of: word(of),
            period: period.map(word),
            form: form.map(word),
        }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{{ {}", self.of)?;
        if let Some(period) = &self.period {
            write!(f, "@{period}")?;
        }
        if let Some(form) = &self.form {
            write!(f, " | {form}")?;
        }
        f.write_str(" }}")
    }
}

/// A reference in a text; without one, braces that are not closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its bytes, braces included.
    pub range: Range<usize>,
    /// What it says.
    pub reference: Option<Reference>,
}

/// Returns the references of a text in Markdown; what stands in code or comments is none.
pub fn references(markdown: &str) -> Vec<Mention> {
    let hidden = hidden(markdown);
    let all = mentions(markdown).into_iter();
    all.filter(|mention| {
        !hidden
            .iter()
            .any(|range| range.contains(&mention.range.start))
    })
    .collect()
}

/// Returns where code and comments stand.
fn hidden(markdown: &str) -> Vec<Range<usize>> {
    let mut code = false;
    let events = parser(markdown).into_offset_iter();
    let hidden = events.filter_map(|(event, range)| match event {
        Event::Start(Tag::CodeBlock(_)) => {
            code = true;
            None
        }
        Event::End(TagEnd::CodeBlock) => {
            code = false;
            None
        }
        Event::Code(_) => Some(range),
        Event::Text(_) if code => Some(range),
        Event::Html(text) | Event::InlineHtml(text) if text.trim_start().starts_with("<!--") => {
            Some(range)
        }
        _ => None,
    });
    hidden.collect()
}

/// Returns the references of plain words.
fn mentions(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text
        .get(from..)
        .and_then(|rest| rest.find("{{"))
        .map(|at| from + at)
    {
        let inner = text.get(start + 2..).unwrap_or_default();
        let end = inner.find("}}").filter(|end| {
            let between = inner.get(..*end).unwrap_or_default();
            *end <= LONGEST && !between.contains("{{") && !between.contains("\n\n")
        });
        let reference = end.map(|end| Reference::parse(inner.get(..end).unwrap_or_default()));
        let range = start..start + end.map_or(2, |end| end + 4);
        from = range.end;
        found.push(Mention { range, reference });
    }
    found
}

/// Takes the references out of the plain words of a line.
pub(super) fn split(runs: Vec<Run>) -> Vec<Run> {
    runs.into_iter().flat_map(in_run).collect()
}

fn in_run(run: Run) -> Vec<Run> {
    match run {
        Run::Plain(words) => in_words(words),
        Run::Strong(content) => vec![Run::Strong(split(content))],
        Run::Emphasis(content) => vec![Run::Emphasis(split(content))],
        Run::Link { url, content } => vec![Run::Link {
            url,
            content: split(content),
        }],
        Run::Doubtful { sentence, content } => vec![Run::Doubtful {
            sentence,
            content: split(content),
        }],
        Run::Code(_) | Run::Footnote(_) | Run::Reference(_) => vec![run],
    }
}

fn in_words(words: String) -> Vec<Run> {
    let mentions = mentions(&words);
    if mentions.iter().all(|mention| mention.reference.is_none()) {
        return vec![Run::Plain(words)];
    }
    let mut runs = Vec::new();
    let mut from = 0;
    let plain = |runs: &mut Vec<Run>, range: Range<usize>| {
        let piece = words.get(range).unwrap_or_default();
        if !piece.is_empty() {
            runs.push(Run::Plain(piece.to_owned()));
        }
    };
    for Mention { range, reference } in mentions {
        if let Some(reference) = reference {
            plain(&mut runs, from..range.start);
            runs.push(Run::Reference(reference));
            from = range.end;
        }
    }
    plain(&mut runs, from..words.len());
    runs
}

/// A text whose references are filled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filled {
    /// The text in Markdown.
    pub markdown: String,
    /// Where each figure stands in it, and where its reference stands in the text as it was written.
    pub pieces: Vec<(Range<usize>, Range<usize>)>,
}

/// Fills the references of a text in Markdown.
pub fn fill(markdown: &str, figure: impl Fn(&Reference) -> String) -> Filled {
    let mut filled = Filled::default();
    let mut from = 0;
    for Mention { range, reference } in references(markdown) {
        let Some(reference) = reference else { continue };
        let before = markdown.get(from..range.start).unwrap_or_default();
        filled.markdown.push_str(before);
        let start = filled.markdown.len();
        filled.markdown.push_str(&figure(&reference));
        filled
            .pieces
            .push((start..filled.markdown.len(), range.clone()));
        from = range.end;
    }
    filled
        .markdown
        .push_str(markdown.get(from..).unwrap_or_default());
    filled
}

#[cfg(test)]
mod tests {
    use super::{Reference, fill, references};
    use crate::narrative::markdown::parse;
    use crate::narrative::text::{Run, TextBlock};

    fn reference(of: &str, period: Option<&str>, form: Option<&str>) -> Reference {
        Reference {
            of: of.to_owned(),
            period: period.map(str::to_owned),
            form: form.map(str::to_owned),
        }
    }

    #[test]
    fn a_reference_names_a_figure_a_period_and_a_form() {
        let text = "It was {{ a/b_c@M7-M12 | change }}, {{total.b}} and `{{ code }}`.";
        let found: Vec<Reference> = references(text)
            .into_iter()
            .filter_map(|mention| mention.reference)
            .collect();
        assert_eq!(
            found,
            [
                reference("a/b_c", Some("M7-M12"), Some("change")),
                reference("total.b", None, None),
            ]
        );
    }

    #[test]
    fn braces_that_are_not_closed_are_found_too() {
        let found = references("It was {{ a/b, then\n\n{{ c/d }}.");
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].range.clone(), &found[0].reference), (7..9, &None));
        assert_eq!(found[1].reference, Some(reference("c/d", None, None)));
    }

    #[test]
    fn references_stand_among_the_words_of_a_text() {
        let (blocks, _) = parse("Use **rose to {{ a/b }}** once\\* `{{ a/b }}`.");
        let [TextBlock::Paragraph(runs)] = blocks.as_slice() else {
            panic!("{blocks:?}");
        };
        let filled = Run::Strong(vec![
            Run::Plain("rose to ".to_owned()),
            Run::Reference(reference("a/b", None, None)),
        ]);
        assert_eq!(runs[1], filled);
        assert_eq!(runs[3], Run::Code("{{ a/b }}".to_owned()));
    }

    #[test]
    fn a_filled_text_remembers_where_its_figures_come_from() {
        let text = "It was {{ a/b }} h.";
        let filled = fill(text, |_| "1,234".to_owned());
        assert_eq!(filled.markdown, "It was 1,234 h.");
        assert_eq!(filled.pieces, [(7..12, 7..16)]);
    }
}
