//! Comments: what the checks found, at the headings of a draft.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Findings, visible};

use super::document::{Block, Comment, Document};

/// Most comments at a heading; how many more there are is said in one.
const MOST: usize = 50;

/// Returns the findings that are not waived as comments, in the order of the headings: those of an installation stand at the
/// heading of its assessment, all others at the first heading.
pub fn comments(document: &Document, findings: &Findings) -> Vec<Comment> {
    let (headings, sections) = places(document);
    let Some(first) = headings.first() else {
        return Vec::new();
    };
    let mut at: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.waived.is_none()) {
        let installation = finding.subject.installation.as_deref();
        let section = installation.and_then(|id| sections.get(id));
        at.entry(section.unwrap_or(first))
            .or_default()
            .push(words(finding));
    }
    let of_heading = |anchor: &str| {
        let mut texts = at.remove(anchor).unwrap_or_default();
        let more = texts.len().saturating_sub(MOST);
        texts.truncate(MOST);
        if more > 0 {
            texts.push(format!(
                "{more} more findings: `va-report check` shows them all"
            ));
        }
        let comment = |text| Comment {
            anchor: anchor.to_owned(),
            text,
        };
        texts.into_iter().map(comment).collect::<Vec<_>>()
    };
    headings.iter().copied().flat_map(of_heading).collect()
}

/// Returns the anchors of all headings, and those above the assessments by installation.
fn places(document: &Document) -> (Vec<&str>, BTreeMap<&str, &str>) {
    let mut headings = Vec::new();
    let mut sections = BTreeMap::new();
    for block in document.blocks() {
        match block {
            Block::Heading(heading) => headings.push(heading.anchor.as_str()),
            Block::Slot(slot) => {
                let above = headings.last().copied();
                sections.extend(above.map(|anchor| (slot.id.as_str(), anchor)));
            }
            _ => {}
        }
    }
    (headings, sections)
}

/// Returns what a finding says, on a line.
fn words(finding: &Diagnostic) -> String {
    let (code, severity) = (finding.rule.code, finding.severity);
    let mut text = format!("{code} {severity}: {}", finding.message);
    if let Some(help) = &finding.help {
        text.push_str(" — ");
        text.push_str(help);
    }
    visible(&text)
}

#[cfg(test)]
mod tests {
    use super::{MOST, comments};
    use crate::diag::{Diagnostic, Findings, Policy, Rule, Severity, Sink, Subject};
    use crate::layout::document::{
        Block, Chapter, Document, Heading, Properties, Slot, SlotStatus,
    };
    use crate::source::Sources;

    static RULE: Rule = Rule {
        code: "VA001",
        name: "x",
        severity: Severity::Warning,
        summary: "",
        page: "",
    };

    fn document() -> Document {
        let heading = |anchor: &str| {
            Block::Heading(Heading {
                level: 1,
                number: None,
                text: anchor.to_owned(),
                anchor: anchor.to_owned(),
            })
        };
        let slot = |id: &str| {
            Block::Slot(Slot {
                id: id.to_owned(),
                title: String::new(),
                status: SlotStatus::Written,
                source: None,
                blocks: Vec::new(),
            })
        };
        Document {
            properties: Properties {
                title: String::new(),
                subject: String::new(),
                creator: String::new(),
                language: String::new(),
                created: String::new(),
                running_title: String::new(),
                status: None,
                period: String::new(),
            },
            chapters: vec![Chapter {
                name: "installations",
                blocks: vec![heading("summary"), heading("assessment"), slot("cloud")],
            }],
            comments: Vec::new(),
        }
    }

    /// Returns the findings with these messages about these installations.
    fn findings(all: &[(&str, Option<&str>)]) -> Findings {
        let mut sink = Sink::default();
        for (message, installation) in all {
            let subject = Subject {
                installation: installation.map(str::to_owned),
                ..Subject::default()
            };
            sink.push(
                Diagnostic::new(&RULE, *message)
                    .help("mend it")
                    .about(subject),
            );
        }
        let policy = Policy {
            rules: &[&RULE],
            waivers: &[],
            levels: &[],
            overrides: &[],
            last: None,
        };
        sink.finish(&Sources::default(), &policy)
    }

    fn shown(all: &[(&str, Option<&str>)]) -> Vec<(String, String)> {
        let comments = comments(&document(), &findings(all)).into_iter();
        comments
            .map(|comment| (comment.anchor, comment.text))
            .collect()
    }

    #[test]
    fn findings_stand_at_the_assessment_of_their_installation_or_at_the_first_heading() {
        let all = [("a", Some("cloud")), ("b", None), ("c", Some("unknown"))];
        let pair = |anchor: &str, message: &str| {
            let text = format!("VA001 warning: {message} — mend it");
            (anchor.to_owned(), text)
        };
        assert_eq!(
            shown(&all),
            [
                pair("summary", "b"),
                pair("summary", "c"),
                pair("assessment", "a"),
            ]
        );
    }

    #[test]
    fn a_heading_has_a_bounded_number_of_comments() {
        let messages: Vec<String> = (0..MOST + 2).map(|at| format!("m{at}")).collect();
        let all: Vec<(&str, Option<&str>)> = messages.iter().map(|text| (&**text, None)).collect();
        let shown = shown(&all);
        assert_eq!(shown.len(), MOST + 1);
        let (_, last) = shown.last().unwrap();
        assert_eq!(last, "2 more findings: `va-report check` shows them all");
    }
}
