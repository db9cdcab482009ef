//! A word in a baseline that lists countries names none.

use std::ops::Range;

use crate::catalogue::Meaning;
use crate::country::Country;
use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};

use super::reading::baseline_list::list_of;
use super::reading::no_text::is_no_text;
use super::reading::place_in_text::place_in_text;
use super::reading::rows::{MetricRow, rows};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA407",
    name: "unknown-country-in-baseline",
    severity: Severity::Warning,
    summary: "a word in a baseline that lists countries names no country",
    page: include_str!("../../docs/rules/VA407.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for row in rows(evidence) {
        let baseline = &row.printed.baseline;
        if is_no_text(&baseline.as_written) {
            continue;
        }
        if matches!(&baseline.meaning, Meaning::Countries(known) if known.is_empty()) {
            let written = &baseline.as_written;
            let finding = unknown(
                evidence,
                &row,
                0..written.len(),
                written,
                "names no country",
            );
            sink.push(finding);
            continue;
        }
        for (range, word) in list_of(baseline) {
            if Country::parse(word).is_err() {
                sink.push(unknown(evidence, &row, range, word, "is no country"));
            }
        }
    }
}

fn unknown(
    evidence: &Evidence<'_>,
    row: &MetricRow<'_>,
    range: Range<usize>,
    word: &str,
    fault: &str,
) -> Diagnostic {
    let meant = Country::parse(word)
        .err()
        .and_then(|fault| fault.meant.or(fault.nearest));
    let help = meant.map_or_else(
        || "write ISO 3166-1 codes of two letters".to_owned(),
        |meant| format!("did you mean `{}` ({})?", meant.code(), meant.name()),
    );
    let baseline = &row.printed.baseline;
    let place = place_in_text(
        evidence.sources,
        baseline.place,
        &baseline.as_written,
        &range,
    );
    Diagnostic::new(&RULE, format!("`{}` {fault}", safe(word)))
        .at(place, "")
        .help(help)
        .about(row.subject())
}
