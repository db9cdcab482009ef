//! A finding.

use crate::source::Place;

use super::mend::Mend;
use super::rule::{Rule, Severity};
use super::safe::safe;

/// A place and what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub place: Place,
    /// What is said beside it; may be empty.
    pub message: String,
}

/// What a finding is about, as far as it is about something in particular.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// Id of the installation.
    pub installation: Option<String>,
    /// Id of the metric.
    pub metric: Option<String>,
    /// The period.
    pub period: Option<String>,
}

impl Subject {
    /// Returns the address `installation/metric@period`, as far as its parts are known.
    pub fn address(&self) -> String {
        let mut address = self.installation.clone().unwrap_or_default();
        if let Some(metric) = &self.metric {
            address.push('/');
            address.push_str(metric);
        }
        if let Some(period) = &self.period {
            address.push('@');
            address.push_str(period);
        }
        address
    }

    /// Returns whether it is what `address` says, or belongs to it: `cloud/users@M1-M6` belongs to `cloud`.
    pub fn is_within(&self, address: &str) -> bool {
        within(&self.address(), address)
    }
}

/// Returns whether an address is another one or belongs to it.
pub fn within(address: &str, other: &str) -> bool {
    let rest = address.strip_prefix(other);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '@']))
}

/// A finding: which rule, what is wrong, where, and what to do.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The rule.
    pub rule: &'static Rule,
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong: lower case, no final dot, the user's words in backticks.
    pub message: String,
    /// The place that is wrong; `None` only for what is missing altogether.
    pub primary: Option<Label>,
    /// Places that explain it, such as the line that set a limit.
    pub related: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
    /// How it is mended, where that needs no judgement.
    pub mend: Option<Mend>,
    /// What it is about.
    pub subject: Subject,
    /// The reason why it is waived, when it is.
    pub waived: Option<String>,
}

impl Diagnostic {
    /// Returns a finding of `rule` that says `message`.
    pub fn new(rule: &'static Rule, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message: message.into(),
            primary: None,
            related: Vec::new(),
            help: None,
            mend: None,
            subject: Subject::default(),
            waived: None,
        }
    }

    /// Sets the place that is wrong and what is said beside it.
    #[must_use]
    pub fn at(mut self, place: Place, message: impl Into<String>) -> Self {
        self.primary = Some(Label {
            place,
            message: message.into(),
        });
        self
    }

    /// Adds a place that explains the finding.
    #[must_use]
    pub fn see(mut self, place: Place, message: impl Into<String>) -> Self {
        self.related.push(Label {
            place,
            message: message.into(),
        });
        self
    }

    /// Sets what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Sets how it is mended; only for what is certain.
    #[must_use]
    pub fn mend(mut self, mend: impl Into<Option<Mend>>) -> Self {
        self.mend = mend.into();
        self
    }

    /// Sets what to do when the closest known name is `meant`; otherwise `known` says what there is.
    #[must_use]
    pub fn did_you_mean(self, meant: Option<&str>, known: impl FnOnce() -> String) -> Self {
        let help = meant.map_or_else(known, |name| format!("did you mean `{}`?", safe(name)));
        self.help(help)
    }

    /// Sets what the finding is about.
    #[must_use]
    pub fn about(mut self, subject: Subject) -> Self {
        self.subject = subject;
        self
    }
}
