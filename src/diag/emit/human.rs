//! Findings for people: the line, the place in it, and what to do.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diag::{Diagnostic, Findings, Label, Severity, covered, safe, visible};
use crate::source::{SourceFile, SourceId, Sources, Span};

use super::{Colour, inert, totals};

/// Most findings of one rule that are listed after those in full; the rest is counted.
const LISTED: usize = 20;
/// Longest line that is shown whole, in bytes; of a longer one only what surrounds the place.
const WIDEST: usize = 240;

/// Writes all findings that are not waived, then how many there are.
pub(super) fn emit(findings: &Findings, sources: &Sources, colour: Colour) -> String {
    write(findings, sources, colour, |_| true)
}

/// Writes as the form `human` does, but leaves the notes out: how many there are is said nevertheless.
pub fn without_notes(findings: &Findings, sources: &Sources, colour: Colour) -> String {
    let is_shown = |finding: &Diagnostic| finding.severity != Severity::Note;
    write(findings, sources, colour, is_shown)
}

fn write(
    findings: &Findings,
    sources: &Sources,
    colour: Colour,
    is_shown: impl Fn(&Diagnostic) -> bool,
) -> String {
    let renderer = match colour {
        Colour::Always => Renderer::styled(),
        Colour::Never => Renderer::plain(),
    }
    .decor_style(DecorStyle::Ascii);
    let mut text = String::new();
    let mut rules: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    let open = findings.iter().filter(|finding| finding.waived.is_none());
    for finding in open.filter(|finding| is_shown(finding)) {
        let same = rules.entry(finding.rule.code).or_default();
        same.push(finding);
        if same.len() <= in_full(finding.severity) {
            text.push_str(&one(finding, sources, &renderer));
            text.push_str("\n\n");
        }
    }
    for same in rules.values() {
        text.push_str(&repeated(same, sources));
    }
    text.push_str(&totals(findings.counts()));
    text.push('\n');
    inert::without_brackets(&text)
}

/// Returns how many findings of one rule are shown in full.
fn in_full(severity: Severity) -> usize {
    match severity {
        Severity::Error | Severity::Warning => 12,
        Severity::Note => 1,
    }
}

/// Lists the findings of one rule that are not shown in full, a line each, and counts what is left.
fn repeated(same: &[&Diagnostic], sources: &Sources) -> String {
    let mut text = String::new();
    let Some(first) = same.first() else {
        return text;
    };
    let rest = same.get(in_full(first.severity)..).unwrap_or_default();
    if rest.is_empty() {
        return text;
    }
    let (severity, code) = (first.severity.word(), first.rule.code);
    writeln!(text, "{severity}[{code}]: {} more of this rule", rest.len())
        .expect("a String takes everything");
    for finding in rest.iter().take(LISTED) {
        writeln!(text, "  {}", line(finding, sources)).expect("a String takes everything");
    }
    if rest.len() > LISTED {
        writeln!(text, "  … and {} more", rest.len() - LISTED).expect("a String takes everything");
    }
    text.push('\n');
    text
}

/// Returns a finding on one line: its place and what is wrong.
fn line(finding: &Diagnostic, sources: &Sources) -> String {
    let message = plain(&finding.message).replace('\n', " ");
    match &finding.primary {
        Some(label) => {
            let (name, position) = sources.locate(label.place);
            format!(
                "{}:{}:{}: {message}",
                visible(name),
                position.line,
                position.column
            )
        }
        None => message,
    }
}

fn one(finding: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(
        level
            .primary_title(plain(&finding.message))
            .id(finding.rule.code),
    );
    let mut files: BTreeMap<(usize, SourceId), Vec<(AnnotationKind, &Label)>> = BTreeMap::new();
    let primary = finding
        .primary
        .iter()
        .map(|label| (AnnotationKind::Primary, label));
    let related = finding
        .related
        .iter()
        .map(|label| (AnnotationKind::Context, label));
    let first = finding.primary.as_ref().map(|label| label.place.source);
    for (kind, label) in primary.chain(related) {
        let order = usize::from(Some(label.place.source) != first);
        files
            .entry((order, label.place.source))
            .or_default()
            .push((kind, label));
    }
    for ((_, id), labels) in &files {
        group = add_file(group, sources.get(*id), labels, &finding.message);
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(plain(help)));
    }
    let more = format!("va-report explain {}", finding.rule.code);
    group = group.element(Level::NOTE.with_name("more").message(more));
    let text = renderer.render(&[group]);
    let lines: Vec<&str> = text.lines().filter(|line| !names_no_file(line)).collect();
    lines.join("\n")
}

/// Returns whether a line is the mark of a further file without its name: what is left where a place was written above the
/// lines because they are shown in part.
fn names_no_file(line: &str) -> bool {
    let mut pieces = line.split('\u{1b}');
    let first = pieces.next().unwrap_or_default();
    let rest = pieces.map(|piece| piece.split_once('m').map_or(piece, |(_, text)| text));
    let bare: String = std::iter::once(first).chain(rest).collect();
    bare.trim() == ":::"
}

/// Adds the lines of one file: whole where they may be shown, masked where they may hold identities.
fn add_file<'a>(
    group: Group<'a>,
    file: &SourceFile,
    labels: &[(AnnotationKind, &Label)],
    message: &str,
) -> Group<'a> {
    let mut group = group;
    if file.text().is_empty() && !file.is_excerpt() {
        return group.element(Origin::path(visible(file.name())));
    }
    let lines = |label: &Label| {
        let first = file.position(label.place.span.start).line;
        let last = file
            .position(label.place.span.end.max(label.place.span.start))
            .line;
        (first, last.min(first + 2))
    };
    let mut sorted: Vec<_> = labels
        .iter()
        .map(|(kind, label)| (lines(label), *kind, *label))
        .collect();
    sorted.sort_by_key(|((first, _), kind, _)| (!matches!(kind, AnnotationKind::Primary), *first));
    for ((first, last), kind, label) in sorted {
        let window = Span {
            start: file.line(first).start,
            end: file.line(last).end,
        };
        let (text, span) = excerpt(file, window, label.place.span, message);
        let annotation = kind.span(span).label(plain(&label.message));
        let snippet = Snippet::source(text).line_start(first);
        let position = file.position(label.place.span.start);
        let cut = label.place.span.start - window.start > WIDEST || !file.may_show(window);
        group = if cut {
            // The column is that of the file, not that of what is shown of its line.
            let origin = Origin::path(visible(file.name()))
                .line(position.line)
                .char_column(position.column);
            group
                .element(origin)
                .element(snippet.annotation(annotation))
        } else {
            group.element(snippet.path(visible(file.name())).annotation(annotation))
        };
    }
    group
}

/// Returns the text to show and where the place lies in it.
fn excerpt(
    file: &SourceFile,
    window: Span,
    place: Span,
    message: &str,
) -> (String, std::ops::Range<usize>) {
    let start = place.start.clamp(window.start, window.end);
    let end = place.end.clamp(start, window.end);
    let before = file.slice(Span {
        start: window.start,
        end: start,
    });
    let inside = file.slice(Span { start, end });
    let after = file.slice(Span {
        start: end,
        end: window.end,
    });
    let (before, inside, after) = if file.may_show(window) {
        (tail(before), head(inside), head(after))
    } else if before.is_empty() && after.is_empty() {
        // A whole line may be an identity and nothing else.
        (String::new(), mask(&head(inside)), String::new())
    } else {
        (
            mask(&tail(before)),
            named(inside, message),
            mask(&head(after)),
        )
    };
    let (before, inside, after) = (shown(&before), shown(&inside), shown(&after));
    let from = before.len();
    let to = from + inside.len();
    (format!("{before}{inside}{after}"), from..to)
}

/// Returns the field that a finding is about where its message quotes it; all else may hold an identity.
fn named(inside: &str, message: &str) -> String {
    let field = !inside.contains([',', ';', '\t', '\n', '"']);
    if field && message.contains(&format!("`{}`", safe(inside))) {
        head(inside)
    } else {
        mask(&head(inside))
    }
}

/// Returns text that cannot drive a terminal; its lines stay.
fn shown(text: &str) -> String {
    text.split('\n').map(covered).collect::<Vec<_>>().join("\n")
}

fn mask(text: &str) -> String {
    let masked = |letter| {
        if matches!(letter, ',' | ';' | '\t' | '\n') {
            letter
        } else {
            '·'
        }
    };
    text.chars().map(masked).collect()
}

fn tail(text: &str) -> String {
    let cut = text.len().saturating_sub(WIDEST);
    let at = (cut..=text.len())
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(text.len());
    let kept = text.get(at..).unwrap_or_default();
    if at > 0 {
        format!("…{kept}")
    } else {
        kept.to_owned()
    }
}

fn head(text: &str) -> String {
    let cut = text.len().min(WIDEST);
    let at = (0..=cut)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or_default();
    let kept = text.get(..at).unwrap_or_default();
    if at < text.len() {
        format!("{kept}…")
    } else {
        kept.to_owned()
    }
}

fn plain(text: &str) -> String {
    text.lines().map(visible).collect::<Vec<_>>().join("\n")
}
