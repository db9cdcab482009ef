//! Names by which things are referred to.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// An id: letters, digits, `-` and `_`, begins with a letter or digit, at most [`LONGEST`] characters.
///
/// `K` keeps ids of different things apart.
pub struct Id<K>(Arc<str>, PhantomData<fn() -> K>);

/// What an installation is referred to by; it becomes a file name, a link and a tag.
pub type InstallationId = Id<kind::Installation>;
/// What a metric is referred to by.
pub type MetricId = Id<kind::Metric>;
/// What a budget is referred to by.
pub type BudgetId = Id<kind::Budget>;
/// What a provider is referred to by.
pub type ProviderId = Id<kind::Provider>;
/// What a partner that runs no installation is referred to by.
pub type PartnerId = Id<kind::Partner>;

/// What ids stand for.
pub(super) mod kind {
    /// Stands for an installation.
    pub enum Installation {}
    /// Stands for a metric.
    pub enum Metric {}
    /// Stands for a budget.
    pub enum Budget {}
    /// Stands for a provider.
    pub enum Provider {}
    /// Stands for a partner.
    pub enum Partner {}
}

/// Most characters of an id: Word takes 64 for the tag of an assessment, which is `va:assessment:` and the id.
pub const LONGEST: usize = 48;

/// Names that Windows keeps for devices; a file cannot be called so.
const DEVICES: &[&str] = &[
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

impl<K> Id<K> {
    /// Returns the id, when `text` is fit to be one.
    pub fn parse(text: &str) -> Option<Self> {
        let fit = (1..=LONGEST).contains(&text.len())
            && text.starts_with(|first: char| first.is_ascii_alphanumeric())
            && text
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'))
            && !DEVICES.contains(&text.to_ascii_lowercase().as_str());
        fit.then(|| Self(Arc::from(text), PhantomData))
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0), PhantomData)
    }
}

impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<K> Eq for Id<K> {}

impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{InstallationId, LONGEST};

    #[test]
    fn an_id_is_fit_to_be_a_file_name() {
        for fit in ["ifca-csic-cpu", &"x".repeat(48)] {
            assert!(InstallationId::parse(fit).is_some(), "{fit}");
        }
        for unfit in ["", "../x", "a b", "-a", "NUL", "é", &"x".repeat(49)] {
            assert!(InstallationId::parse(unfit).is_none(), "{unfit}");
        }
    }

    #[test]
    fn an_id_leaves_room_for_the_words_before_it_in_a_tag_and_a_title_of_word() {
        for before in ["va:assessment:", "Assessment "] {
            assert!(before.len() + LONGEST <= 64, "{before}");
        }
    }
}
