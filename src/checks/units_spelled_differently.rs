//! The printed names of metrics write one unit in several spellings.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Rule, Severity, Sink, Subject, safe};
use crate::quantity::Unit;
use crate::source::Place;

use super::reading::place_in_text::place_in_text;
use super::reading::rows::rows;
use super::reading::unit_in_name::{spelled, units_in};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA133",
    name: "units-spelled-differently",
    severity: Severity::Warning,
    summary: "the printed names of metrics write one unit in several spellings",
    page: include_str!("../../docs/rules/VA133.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// A spelling where it is first used.
struct Spelling<'c> {
    folded: String,
    text: &'c str,
    place: Place,
    subject: Subject,
    uses: usize,
}

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for (unit, spellings) in spellings(evidence) {
        if spellings.len() > 1 {
            sink.push(finding(unit, &spellings));
        }
    }
}

/// Returns the spellings of each unit in which metrics are counted, in the order of the report.
fn spellings<'c>(evidence: &'c Evidence<'c>) -> BTreeMap<Unit, Vec<Spelling<'c>>> {
    let mut all: BTreeMap<Unit, Vec<Spelling<'c>>> = BTreeMap::new();
    for row in rows(evidence) {
        let name = &row.printed.name;
        let kept = row.metric.unit;
        for found in units_in(&name.value) {
            if found.unit != kept {
                continue;
            }
            let known = all.entry(kept).or_default();
            let folded = fold(found.text);
            if let Some(same) = known.iter_mut().find(|spelling| spelling.folded == folded) {
                same.uses += 1;
                continue;
            }
            known.push(Spelling {
                folded,
                text: found.text,
                place: place_in_text(evidence.sources, name.place, &name.value, &found.range),
                subject: row.subject(),
                uses: 1,
            });
        }
    }
    all
}

fn finding(unit: Unit, spellings: &[Spelling<'_>]) -> Diagnostic {
    let quoted: Vec<String> = spellings
        .iter()
        .map(|spelling| format!("`{}`", safe(spelling.text)))
        .collect();
    let message = format!(
        "{} is written as {}",
        unit.symbol(),
        quoted.join(" and as ")
    );
    let mut finding =
        Diagnostic::new(&RULE, message).help(format!("write `{}` everywhere", spelled(unit)));
    for (at, spelling) in spellings.iter().enumerate() {
        let label = match spelling.uses {
            1 => "so here".to_owned(),
            uses => format!("so in {uses} rows"),
        };
        finding = match at {
            0 => finding
                .at(spelling.place, label)
                .about(spelling.subject.clone()),
            _ => finding.see(spelling.place, label),
        };
    }
    finding
}

/// Returns a spelling without what does not count: case, the number, and which kind of hyphen or blank it has.
fn fold(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|letter| match letter {
            '\u{2010}'..='\u{2015}' => '-',
            blank if blank.is_whitespace() => ' ',
            other => other,
        })
        .flat_map(char::to_lowercase)
        .collect();
    plain.trim_end_matches('s').to_owned()
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn case_number_and_kind_of_hyphen_do_not_count() {
        assert_eq!(fold("CPU-hours"), fold("cpu\u{2011}hour"));
        assert_ne!(fold("CPU-hours"), fold("CPU hours"));
        assert_ne!(fold("CPU/hours"), fold("CPU node/hours"));
    }
}
