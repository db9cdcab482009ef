//! A finding that people accept, with the reason.

use crate::calendar::{Period, ProjectMonth};
use crate::source::{Place, Spanned};

use super::diagnostic::within;

/// An accepted finding: rule, address, and why.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// Code or name of the rule, such as `VA301`.
    pub rule: Spanned<String>,
    /// Address such as `installation/metric@period`, or the name of a file; a shorter address covers all below it.
    pub subject: Option<Spanned<String>>,
    /// Why the finding is accepted; never empty.
    pub reason: String,
    /// The last month for which it holds.
    pub until: Option<ProjectMonth>,
    /// The whole entry, for a finding about the waiver itself.
    pub place: Place,
}

impl Waiver {
    /// Returns whether it covers a finding about `address` in `file`, as far as the place is concerned.
    pub fn covers(&self, address: &str, file: Option<&str>) -> bool {
        let Some(subject) = self.subject.as_ref().map(|subject| subject.value.as_str()) else {
            return true;
        };
        within(address, subject) || file == Some(subject)
    }

    /// Returns whether it has ended before the last month that is reported.
    pub fn has_ended(&self, last: ProjectMonth) -> bool {
        self.until.is_some_and(|until| until < last)
    }

    /// Returns whether it speaks of a period that is not reported yet.
    pub fn is_for_later(&self, last: ProjectMonth) -> bool {
        let subject = self
            .subject
            .as_ref()
            .and_then(|subject| subject.value.split_once('@'));
        let period = subject.and_then(|(_, period)| Period::parse(period).ok());
        period.is_some_and(|period| period.last() > last)
    }
}
