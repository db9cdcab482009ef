//! What a finding is about, for waivers: an installation, in a period or in all.

use crate::calendar::Period;
use crate::catalogue::Installation;
use crate::diag::Subject;
use crate::narrative::Owner;

/// Returns what a finding about an installation is about, in a period or in all.
pub(in crate::checks) fn about(installation: &Installation, period: Option<Period>) -> Subject {
    Subject {
        installation: Some(installation.id.to_string()),
        metric: None,
        period: period.map(|period| period.to_string()),
    }
}

/// Returns what a finding in a text is about.
pub(in crate::checks) fn about_text(owner: &Owner, period: Period) -> Subject {
    Subject {
        installation: owner.installation(),
        metric: None,
        period: Some(period.to_string()),
    }
}
