//! Methods of measurement as they are printed, each once for a provider.

use std::collections::BTreeMap;

use crate::catalogue::ProviderId;
use crate::checks::Evidence;
use crate::diag::{Diagnostic, Rule};

use super::no_text::is_no_text;
use super::rows::{MetricRow, rows};

/// A method that rows of one provider print, and what was found in it.
#[derive(Debug)]
pub(in crate::checks) struct MeasuredText<'e, T> {
    /// What is printed.
    pub(in crate::checks) text: &'e str,
    /// What was found in it for the first row.
    pub(in crate::checks) found: T,
    first: MetricRow<'e>,
    others: Vec<MetricRow<'e>>,
}

/// Returns the methods in which `find` finds something, rows of a provider with the same text taken together; what is
/// no text is left out.
pub(in crate::checks) fn measured_texts<'e, T>(
    evidence: &'e Evidence<'e>,
    find: impl Fn(&MetricRow<'e>, &str) -> Option<T>,
) -> Vec<MeasuredText<'e, T>> {
    let mut all: Vec<MeasuredText<'e, T>> = Vec::new();
    let mut known: BTreeMap<(&ProviderId, &str), usize> = BTreeMap::new();
    for row in rows(evidence) {
        let text = row.printed.measured.value.trim();
        if is_no_text(text) {
            continue;
        }
        let Some(found) = find(&row, text) else {
            continue;
        };
        let at = *known
            .entry((&row.installation.provider, text))
            .or_insert(all.len());
        match all.get_mut(at) {
            Some(same) => same.others.push(row),
            None => all.push(MeasuredText {
                text,
                found,
                first: row,
                others: Vec::new(),
            }),
        }
    }
    all
}

impl<T> MeasuredText<'_, T> {
    /// Returns a finding that points at all rows that print the method.
    pub(in crate::checks) fn finding(
        &self,
        rule: &'static Rule,
        message: String,
        label: &str,
    ) -> Diagnostic {
        let finding = Diagnostic::new(rule, message)
            .at(self.first.printed.measured.place, label)
            .about(self.first.subject());
        self.others.iter().fold(finding, |finding, row| {
            finding.see(row.printed.measured.place, "and here")
        })
    }
}
