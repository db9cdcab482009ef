//! Findings for programs: the stable form, version 1.

use serde::Serialize;

use crate::diag::{Findings, Label};
use crate::source::Sources;

use super::{Colour, inert};

#[derive(Serialize)]
struct Output<'a> {
    version: u32,
    findings: Vec<Finding<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    name: &'a str,
    severity: &'a str,
    message: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    installation: Option<&'a str>,
    metric: Option<&'a str>,
    period: Option<&'a str>,
    help: Option<&'a str>,
    related: Vec<Related<'a>>,
    waived: Option<Waived<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
}

#[derive(Serialize)]
struct Waived<'a> {
    reason: &'a str,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    notes: usize,
    waived: usize,
}

/// Writes all findings, waived ones too.
pub(super) fn emit(findings: &Findings, sources: &Sources, _: Colour) -> String {
    let list = findings.iter().map(|finding| {
        let place = finding.primary.as_ref().map(|label| label.place);
        let file = place.map(|place| sources.get(place.source));
        let start = place
            .zip(file)
            .map(|(place, file)| file.position(place.span.start));
        let end = place
            .zip(file)
            .map(|(place, file)| file.position(place.span.end))
            .max(start);
        Finding {
            rule: finding.rule.code,
            name: finding.rule.name,
            severity: finding.severity.word(),
            message: &finding.message,
            file: file.map(crate::source::SourceFile::name),
            line: start.map(|start| start.line),
            column: start.map(|start| start.column),
            end_line: end.map(|end| end.line),
            end_column: end.map(|end| end.column),
            installation: finding.subject.installation.as_deref(),
            metric: finding.subject.metric.as_deref(),
            period: finding.subject.period.as_deref(),
            help: finding.help.as_deref(),
            related: finding
                .related
                .iter()
                .map(|label| related(label, sources))
                .collect(),
            waived: finding.waived.as_deref().map(|reason| Waived { reason }),
        }
    });
    let counts = findings.counts();
    let output = Output {
        version: 1,
        findings: list.collect(),
        summary: Summary {
            errors: counts.errors,
            warnings: counts.warnings,
            notes: counts.notes,
            waived: counts.waived,
        },
    };
    let mut text =
        serde_json::to_string_pretty(&output).expect("strings and numbers always serialise");
    text.push('\n');
    inert::json(&text)
}

fn related<'a>(label: &'a Label, sources: &'a Sources) -> Related<'a> {
    let (file, position) = sources.locate(label.place);
    Related {
        file,
        line: position.line,
        column: position.column,
        message: &label.message,
    }
}
