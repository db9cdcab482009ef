//! A finding that people accept, with the reason.

use crate::source::{Place, Spanned};

/// An accepted finding: rule, address, and why.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// Code of the rule, such as `VA301`.
    pub rule: Spanned<String>,
    /// Address such as `installation/metric@period`; a shorter one covers all below it.
    pub subject: Option<Spanned<String>>,
    /// Why the finding is accepted; never empty.
    pub reason: String,
    /// The whole entry, for a finding about the waiver itself.
    pub place: Place,
}

impl Waiver {
    /// Returns whether a finding of rule `code` about `address` is covered.
    pub fn covers(&self, code: &str, address: &str) -> bool {
        let Some(subject) = &self.subject else {
            return self.rule.value == code;
        };
        let rest = address.strip_prefix(subject.value.as_str());
        self.rule.value == code
            && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '@']))
    }
}
