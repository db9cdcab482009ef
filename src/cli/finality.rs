//! What stands between a draft and the report that is sent.

use crate::checks::is_placeholder;
use crate::diag::Severity;
use crate::report::{Report, Text};

use super::examine::Examined;

/// Most installations that are named; more are counted.
const NAMED: usize = 5;

/// Returns what is left to be done before the report can be sent; nothing when it is final.
pub(super) fn hindrances(examined: &Examined<'_>) -> Vec<String> {
    let counts = examined.findings.counts();
    let mut all = vec![
        number(counts.errors, "error"),
        number(counts.warnings, "warning"),
        unwritten(&examined.report),
    ];
    // A reason may stand for a warning, but not for a text that is to come.
    let kept = examined.findings.iter().filter(|finding| {
        let counted = finding.waived.is_none() && finding.severity != Severity::Note;
        is_placeholder(finding.rule) && !counted
    });
    all.push(number(kept.count(), "placeholder"));
    all.into_iter().flatten().collect()
}

fn number(count: usize, word: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {word}")),
        _ => Some(format!("{count} {word}s")),
    }
}

fn unwritten(report: &Report<'_>) -> Option<String> {
    let sections = report.installations.iter();
    let ids: Vec<&str> = sections
        .filter(|section| !matches!(section.assessment, Text::Written(_)))
        .map(|section| section.installation.id.as_str())
        .collect();
    let named = ids.get(..NAMED.min(ids.len()))?.join(", ");
    let more = if ids.len() > NAMED { ", …" } else { "" };
    match ids.len() {
        0 => None,
        1 => Some(format!("the assessment of {named} is not written")),
        many => Some(format!(
            "{many} assessments are not written ({named}{more})"
        )),
    }
}

/// Says what is left, on a line.
pub(super) fn told(hindrances: &[String]) -> String {
    format!("not final: {}\n", hindrances.join("; "))
}
