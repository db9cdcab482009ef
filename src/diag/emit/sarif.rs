//! Findings for code scanning and other viewers: SARIF 2.1.0, errata 01.
//!
//! It is the part of SARIF that GitHub takes: every result has a place, every rule a description and help. Rules are
//! those that found something. A waived finding is a suppressed result with the reason. The fingerprint is made of the
//! rule, the file, what the finding is about and the words at its place, so that it holds when lines move; there is no
//! `primaryLocationLineHash`, because GitHub's own upload works that out and warns of any other.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use crate::diag::{Diagnostic, Findings, Label, Mend, Replacement, Rule, Severity};
use crate::source::{Place, SourceFile, Sources, Span};

use super::{Colour, inert, rule_page};

/// The schema that the output follows.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// Longest piece of a file that is repeated in the output, in bytes.
const LONGEST_SNIPPET: usize = 1000;

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'a str,
    version: &'a str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'a str,
    results: Vec<ResultOf<'a>>,
    properties: Totals,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'a str,
    version: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    information_uri: Option<&'a str>,
    rules: Vec<RuleOf<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleOf<'a> {
    id: &'a str,
    name: &'a str,
    short_description: Text,
    full_description: Text,
    help: Help<'a>,
    default_configuration: Configuration<'a>,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
struct Help<'a> {
    text: String,
    markdown: &'a str,
}

#[derive(Serialize)]
struct Configuration<'a> {
    level: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultOf<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'a str,
    message: Text,
    locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    partial_fingerprints: BTreeMap<&'a str, String>,
    suppressions: Vec<Suppression<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix<'a> {
    description: Text,
    artifact_changes: Vec<Change<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'a> {
    artifact_location: Artifact<'a>,
    replacements: [Edit<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Edit<'a> {
    deleted_region: Region<'a>,
    inserted_content: Snippet<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(rename = "physicalLocation")]
    physical: Physical<'a>,
    #[serde(rename = "logicalLocations", skip_serializing_if = "Vec::is_empty")]
    logical: Vec<Logical>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical<'a> {
    artifact_location: Artifact<'a>,
    region: Region<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact<'a> {
    uri: String,
    uri_base_id: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region<'a> {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Snippet<'a>>,
}

#[derive(Serialize)]
struct Snippet<'a> {
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    fully_qualified_name: String,
}

#[derive(Serialize)]
struct Suppression<'a> {
    kind: &'a str,
    status: &'a str,
    justification: &'a str,
}

#[derive(Serialize)]
struct Totals {
    errors: usize,
    warnings: usize,
    notes: usize,
    waived: usize,
}

/// Writes all findings, waived ones too.
pub(super) fn emit(findings: &Findings, sources: &Sources, _: Colour) -> String {
    let found: BTreeMap<&str, &'static Rule> = findings
        .iter()
        .map(|finding| (finding.rule.code, finding.rule))
        .collect();
    let indices: BTreeMap<&str, usize> = found.keys().copied().zip(0..).collect();
    let mut seen = BTreeMap::new();
    let results = findings.iter().map(|finding| {
        let index = indices.get(finding.rule.code).copied().unwrap_or_default();
        result(finding, index, sources, &mut seen)
    });
    let counts = findings.counts();
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            column_kind: "unicodeCodePoints",
            results: results.collect(),
            tool: Tool {
                driver: Driver {
                    name: env!("CARGO_PKG_NAME"),
                    version: env!("CARGO_PKG_VERSION"),
                    information_uri: Some(env!("CARGO_PKG_HOMEPAGE")).filter(|uri| !uri.is_empty()),
                    rules: found.values().map(|found| rule(found)).collect(),
                },
            },
            properties: Totals {
                errors: counts.errors,
                warnings: counts.warnings,
                notes: counts.notes,
                waived: counts.waived,
            },
        }],
    };
    let mut text =
        serde_json::to_string_pretty(&log).expect("strings and numbers always serialise");
    text.push('\n');
    inert::json(&text)
}

fn rule(rule: &Rule) -> RuleOf<'_> {
    let summary = rule_page::sentence(rule.summary);
    RuleOf {
        id: rule.code,
        name: rule.name,
        full_description: Text {
            text: rule_page::what_it_finds(rule.page).unwrap_or_else(|| summary.clone()),
        },
        short_description: Text { text: summary },
        help: Help {
            text: rule_page::plain(rule.page),
            markdown: rule.page,
        },
        default_configuration: Configuration {
            level: level(rule.severity),
        },
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn result<'a>(
    finding: &'a Diagnostic,
    rule_index: usize,
    sources: &'a Sources,
    seen: &mut BTreeMap<u64, usize>,
) -> ResultOf<'a> {
    let related = finding.related.iter().zip(1..);
    let suppression = finding.waived.as_deref().map(|reason| Suppression {
        kind: "external",
        status: "accepted",
        justification: reason,
    });
    ResultOf {
        rule_id: finding.rule.code,
        rule_index,
        level: level(finding.severity),
        message: Text {
            text: message(finding),
        },
        locations: location(finding, sources).into_iter().collect(),
        related_locations: related
            .map(|(label, id)| Location {
                id: Some(id),
                ..at(label, sources)
            })
            .collect(),
        partial_fingerprints: BTreeMap::from([(
            "vaReport/v1",
            fingerprint(finding, sources, seen),
        )]),
        suppressions: suppression.into_iter().collect(),
        fixes: fix(finding, sources).into_iter().collect(),
    }
}

/// Returns how a finding is mended, where an editor can do it: another encoding is no change of text.
fn fix<'a>(finding: &'a Diagnostic, sources: &'a Sources) -> Option<Fix<'a>> {
    let Some(Mend::Replace(all)) = &finding.mend else {
        return None;
    };
    let change = |one: &'a Replacement| {
        let changed = physical(sources.get(one.place.source), one.place.span);
        Change {
            artifact_location: changed.artifact_location,
            replacements: [Edit {
                deleted_region: changed.region,
                inserted_content: Snippet { text: &one.text },
            }],
        }
    };
    Some(Fix {
        description: Text {
            text: finding.help.as_deref().map(inert::lines).map(unlinked)?,
        },
        artifact_changes: all.iter().map(change).collect(),
    })
}

/// Returns what is wrong and what to do.
fn message(finding: &Diagnostic) -> String {
    let mut text = inert::lines(&finding.message);
    if let Some(help) = &finding.help {
        text.push_str("\nhelp: ");
        text.push_str(&inert::lines(help));
    }
    unlinked(text)
}

/// Returns text in which a viewer sees no link: `[text](target)` is one in a message of SARIF.
fn unlinked(text: String) -> String {
    if text.contains("](") {
        text.replace('[', "\\[").replace(']', "\\]")
    } else {
        text
    }
}

/// Returns the place of a finding; of one without a place the file that comes first, which is the project's.
fn location<'a>(finding: &Diagnostic, sources: &'a Sources) -> Option<Location<'a>> {
    let mut location = match &finding.primary {
        Some(label) => at(label, sources),
        None => Location {
            id: None,
            physical: physical(sources.iter().next()?, Span::default()),
            logical: Vec::new(),
            message: None,
        },
    };
    let address = finding.subject.address();
    if !address.is_empty() {
        location.logical.push(Logical {
            fully_qualified_name: address,
        });
    }
    Some(location)
}

fn at<'a>(label: &Label, sources: &'a Sources) -> Location<'a> {
    let Place { source, span } = label.place;
    let says = Some(inert::lines(&label.message)).filter(|says| !says.is_empty());
    Location {
        id: None,
        physical: physical(sources.get(source), span),
        logical: Vec::new(),
        message: says.map(|says| Text {
            text: unlinked(says),
        }),
    }
}

fn physical(file: &SourceFile, span: Span) -> Physical<'_> {
    let start = file.position(span.start);
    let end = file.position(span.end).max(start);
    let words = words(file, span).filter(|words| words.len() <= LONGEST_SNIPPET);
    Physical {
        artifact_location: Artifact {
            uri: uri(file.path()),
            uri_base_id: "%SRCROOT%",
        },
        region: Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
            snippet: words.map(|text| Snippet { text }),
        },
    }
}

/// Returns the words at a place, where they may be shown.
fn words(file: &SourceFile, span: Span) -> Option<&str> {
    let words = file.slice(span);
    (file.may_show(span) && !words.is_empty()).then_some(words)
}

/// Returns the name of a file as a relative reference: all but letters, digits, `-._~` and `/` is percent-encoded.
fn uri(name: &str) -> String {
    let mut uri = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            write!(uri, "%{byte:02X}").expect("a String takes everything");
        }
    }
    uri
}

/// Returns what tells a finding from all others, whatever its line; the same one twice is counted.
fn fingerprint(finding: &Diagnostic, sources: &Sources, seen: &mut BTreeMap<u64, usize>) -> String {
    let file = finding.primary.as_ref().map(|label| {
        let file = sources.get(label.place.source);
        let words = words(file, label.place.span).and_then(|words| words.lines().next());
        (file.name(), words.unwrap_or_default())
    });
    let (name, words) = file.unwrap_or_default();
    let address = finding.subject.address();
    let hash = fnv([finding.rule.code, name, &address, words]);
    let times = seen.entry(hash).or_default();
    *times += 1;
    format!("{hash:016x}:{times}")
}

/// Returns the 64-bit FNV-1a hash of texts, which is the same on every machine and in every version.
fn fnv(texts: [&str; 4]) -> u64 {
    let bytes = texts
        .into_iter()
        .flat_map(|text| text.bytes().chain(std::iter::once(0)));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
