//! A line in Markdown: words with their marks.

use super::Labels;
use super::escape::{Around, words};
use crate::narrative::text::Run;

/// How much is escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// What is a mark for certain.
    Light,
    /// Every sign.
    Guarded,
    /// Every sign, and letters beside marks.
    Full,
}

/// A line that is being written.
#[derive(Debug)]
pub(super) struct Line<'l> {
    care: Care,
    /// Blanks before what follows a line break.
    indent: usize,
    labels: &'l Labels,
    out: String,
    /// Whether nothing stands on the present line yet.
    at_start: bool,
    in_link: bool,
    /// Whether what was written last is a mark.
    mark_before: bool,
}

impl<'l> Line<'l> {
    /// Begins a line.
    pub(super) fn new(care: Care, indent: usize, labels: &'l Labels) -> Self {
        Self {
            care,
            indent,
            labels,
            out: String::new(),
            at_start: true,
            in_link: false,
            mark_before: false,
        }
    }

    /// Returns what was written.
    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Writes runs.
    pub(super) fn runs(&mut self, runs: &[Run]) {
        self.content(runs, false);
    }

    /// Writes runs that a mark follows, or not.
    fn content(&mut self, runs: &[Run], marked: bool) {
        for (at, run) in runs.iter().enumerate() {
            let next = runs.get(at + 1);
            let mark_after = next.map_or(marked, |next| {
                matches!(next, Run::Strong(_) | Run::Emphasis(_) | Run::Code(_))
            });
            let link_after = matches!(next, Some(Run::Link { .. } | Run::Footnote(_)));
            match run {
                Run::Plain(text) => self.plain(text, mark_after, link_after),
                Run::Code(text) => self.mark(&code(text)),
                Run::Reference(reference) => {
                    let text = reference.to_string();
                    if self.care == Care::Light {
                        self.mark(&text);
                        self.mark_before = false;
                    } else {
                        self.plain(&text, mark_after, link_after);
                    }
                }
                Run::Doubtful { content, .. } => self.content(content, mark_after),
                Run::Strong(content) => self.marked("**", content),
                Run::Emphasis(content) => self.marked(self.emphasis(runs, at), content),
                Run::Link { url, content } => self.link(url, content),
                Run::Footnote(content) => {
                    let reference = format!("[^{}]", self.labels.label(content));
                    self.mark(&reference);
                    self.mark_before = false;
                    if link_after && self.care == Care::Full {
                        // Two pairs of brackets, one after the other, would be one link.
                        self.out.push_str("<!-- -->");
                    }
                }
            }
        }
    }

    /// Returns the mark of italic: an underscore where an asterisk would touch another one.
    fn emphasis(&self, runs: &[Run], at: usize) -> &'static str {
        let beside = [at.checked_sub(1), Some(at + 1)];
        let mut beside = beside.into_iter().map(|at| at.and_then(|at| runs.get(at)));
        let touches = beside.any(|run| matches!(run, Some(Run::Strong(_))));
        if touches || self.out.ends_with('*') || self.care == Care::Full {
            "_"
        } else {
            "*"
        }
    }

    fn mark(&mut self, mark: &str) {
        self.out.push_str(mark);
        self.at_start = false;
        self.mark_before = true;
    }

    fn marked(&mut self, mark: &str, content: &[Run]) {
        self.mark(mark);
        self.content(content, true);
        self.mark(mark);
    }

    fn plain(&mut self, text: &str, mark_after: bool, link_after: bool) {
        let lines = text.split('\n').count();
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.out.push_str("\\\n");
                self.out.push_str(&" ".repeat(self.indent));
                self.at_start = true;
            }
            let last = at + 1 == lines;
            let around = Around {
                at_start: self.at_start,
                in_link: self.in_link,
                mark_before: at == 0 && self.mark_before,
                mark_after: last && mark_after,
                link_after: last && link_after,
            };
            words(line, around, self.care, &mut self.out);
            self.at_start &= line.is_empty();
        }
        self.mark_before = false;
    }

    fn link(&mut self, url: &str, content: &[Run]) {
        let web = url.starts_with("http");
        if self.care == Care::Light && web && content == [Run::Plain(url.to_owned())] {
            self.mark(&format!("<{url}>"));
            self.mark_before = false;
            return;
        }
        self.mark("[");
        self.mark_before = false;
        self.in_link = true;
        self.content(content, false);
        self.in_link = false;
        let target = url.replace(
            '&',
            if self.care == Care::Light {
                "&"
            } else {
                "&amp;"
            },
        );
        let target = if target.contains(['(', ')']) {
            format!("<{target}>")
        } else {
            target
        };
        self.mark(&format!("]({target})"));
        self.mark_before = false;
    }
}

/// Returns code between as many backticks as it needs.
fn code(text: &str) -> String {
    let runs = text.split(|letter| letter != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or_default() + 1);
    let tick = text.starts_with('`') || text.ends_with('`');
    let blank = text.starts_with(' ') && text.ends_with(' ') && !text.trim_matches(' ').is_empty();
    if tick || blank {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}
