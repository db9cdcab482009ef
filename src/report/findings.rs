//! What the checks found, put beside the texts that are still to be written.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Findings, Severity};
use crate::narrative::prose::whole_sentences;

use super::Report;
use super::text::{Complaint, Doubt, TakenOver, Text};

/// A finding that is accepted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Waived {
    /// Code of the rule.
    pub rule: &'static str,
    /// What it is about, such as `cloud/cpu_hours@M7-M12`; empty when it is about nothing in particular.
    pub about: String,
    /// What is found.
    pub message: String,
    /// Why it is accepted.
    pub reason: String,
}

impl Report<'_> {
    /// Takes the findings that are accepted, for the annex that lists them.
    pub fn tell_waived(&mut self, findings: &Findings) {
        let waived = findings.iter().filter_map(|finding| {
            Some(Waived {
                rule: finding.rule.code,
                about: finding.subject.address(),
                message: finding.message.clone(),
                reason: finding.waived.clone()?,
            })
        });
        self.waived = waived.collect();
        self.waived.sort();
        self.waived.dedup();
    }

    /// Puts open findings beside the facts of each installation without a text, and marks the sentences of texts of the
    /// period before that no longer hold.
    ///
    /// `findings` are those of the report; `doubts` are what the rules on texts say of the texts that were taken over.
    pub fn annotate(&mut self, findings: &Findings, doubts: &Findings) {
        let period = self.period.to_string();
        for section in &mut self.installations {
            let id = section.installation.id.as_str();
            if let Text::TakenOver(taken) = &mut section.assessment {
                taken.doubts = doubted(taken, doubts);
            }
            let Some(stub) = section.assessment.stub_mut() else {
                continue;
            };
            let about = |finding: &&Diagnostic| {
                let subject = &finding.subject;
                subject.installation.as_deref() == Some(id)
                    && subject.period.as_deref() == Some(&period)
            };
            let open = findings
                .iter()
                .filter(about)
                .filter(|finding| is_open(finding));
            stub.findings = open.map(complaint).collect();
            stub.findings.dedup();
        }
    }
}

fn is_open(finding: &Diagnostic) -> bool {
    finding.waived.is_none() && finding.severity != Severity::Note
}

fn complaint(finding: &Diagnostic) -> Complaint {
    Complaint {
        rule: finding.rule.code,
        message: finding.message.clone(),
    }
}

/// Returns the sentences of a text that findings are about.
fn doubted(taken: &TakenOver<'_>, findings: &Findings) -> Vec<Doubt> {
    let sentences = whole_sentences(&taken.assessment.markdown);
    let mut doubts: BTreeMap<usize, Vec<Complaint>> = BTreeMap::new();
    for finding in findings.iter() {
        let Some(label) = &finding.primary else {
            continue;
        };
        let start = label.place.span.start;
        let holds = |sentence: &std::ops::Range<usize>| start < sentence.end;
        let at = sentences.iter().position(holds);
        if let Some(at) = at.filter(|_| label.place.source == taken.assessment.source) {
            doubts.entry(at).or_default().push(complaint(finding));
        }
    }
    let doubt = |(at, complaints)| {
        let sentence = sentences.get(at).cloned()?;
        Some(Doubt {
            sentence,
            complaints,
        })
    };
    doubts.into_iter().filter_map(doubt).collect()
}
