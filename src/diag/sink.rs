//! Where findings are collected and put in order.

use crate::source::Sources;

use super::diagnostic::Diagnostic;
use super::policy::Policy;
use super::rule::Severity;

/// Takes findings from every stage of a run.
#[derive(Debug, Default)]
pub struct Sink {
    found: Vec<Diagnostic>,
}

impl Sink {
    /// Takes a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Takes those findings of another sink that are worth keeping.
    pub fn take(&mut self, other: Self, is_kept: impl Fn(&Diagnostic) -> bool) {
        let kept = other.found.into_iter().filter(is_kept);
        self.found.extend(kept);
    }

    /// Returns how many findings there are.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Returns whether there is a finding of the rule of that code.
    pub fn has(&self, code: &str) -> bool {
        self.found.iter().any(|finding| finding.rule.code == code)
    }

    /// Returns the findings so far, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// Applies the policy and returns all findings, sorted by file, line and rule, without repetitions.
    pub fn finish(mut self, sources: &Sources, policy: &Policy<'_>) -> Findings {
        policy.apply(&mut self.found, sources);
        let mut all = self.found;
        all.sort_by_cached_key(|finding| {
            let place = finding.primary.as_ref().map(|label| {
                let (name, position) = sources.locate(label.place);
                (name.to_owned(), position)
            });
            (
                place,
                finding.rule.code,
                finding.subject.clone(),
                finding.message.clone(),
            )
        });
        all.dedup_by(|one, other| {
            one.rule.code == other.rule.code
                && one.message == other.message
                && one.primary == other.primary
        });
        Findings { all }
    }
}

/// All findings of a run, in their final order.
#[derive(Debug, Default)]
pub struct Findings {
    all: Vec<Diagnostic>,
}

/// How many findings there are of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors; an error cannot be waived.
    pub errors: usize,
    /// Warnings that are not waived.
    pub warnings: usize,
    /// Notes that are not waived.
    pub notes: usize,
    /// Findings that a waiver covers.
    pub waived: usize,
}

impl Findings {
    /// Returns the findings in order.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.all.iter()
    }

    /// Keeps those that are about what an address says, or about what belongs to it.
    pub fn keep_about(&mut self, address: &str) {
        self.all
            .retain(|finding| finding.subject.is_within(address));
    }

    /// Returns how many there are of each kind.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for finding in &self.all {
            let number = match (&finding.waived, finding.severity) {
                (Some(_), _) => &mut counts.waived,
                (None, Severity::Error) => &mut counts.errors,
                (None, Severity::Warning) => &mut counts.warnings,
                (None, Severity::Note) => &mut counts.notes,
            };
            *number += 1;
        }
        counts
    }
}
