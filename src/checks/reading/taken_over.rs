//! The texts of the period before that stand in for those of the reported one.

use crate::narrative::{Narrative, Owner};
use crate::report::{InstallationReport, Report, Text};

/// Returns the texts that stand in, as if they had been written for the reported period.
pub(in crate::checks) fn taken_over(report: &Report<'_>) -> Narrative {
    let text = |section: &InstallationReport<'_>| {
        let Text::TakenOver(taken) = &section.assessment else {
            return None;
        };
        let owner = Owner::Installation(section.installation.id.to_string());
        Some((report.period, owner, taken.assessment.clone()))
    };
    Narrative::of(report.installations.iter().filter_map(text))
}
