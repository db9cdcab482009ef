//! Names that are written in installations.toml, but whose entries have faults.

use std::collections::BTreeSet;
use std::fmt;

/// What an entry defines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// A budget.
    Budget,
    /// A provider.
    Provider,
    /// A partner that runs no installation.
    Partner,
    /// A metric.
    Metric,
    /// An installation.
    Installation,
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Budget => "budget",
            Self::Provider => "provider",
            Self::Partner => "partner",
            Self::Metric => "metric",
            Self::Installation => "installation",
        })
    }
}

/// The names of entries that were left out for their faults: whoever refers to one is not told that it is unknown, because
/// mending the entry mends that too.
#[derive(Debug, Default)]
pub struct Unusable {
    names: BTreeSet<(Thing, String)>,
    broken: Option<String>,
}

impl Unusable {
    /// Returns none; of a file with faults of syntax or unread tables the `broken` text may hold names that were not read.
    pub(super) fn new(broken: Option<&str>) -> Self {
        Self {
            names: BTreeSet::new(),
            broken: broken.map(str::to_owned),
        }
    }

    /// Takes the name of an entry that is left out, or of an installation of which a part is.
    pub(super) fn add(&mut self, thing: Thing, name: &str) {
        self.names.insert((thing, name.to_owned()));
    }

    /// Returns whether nothing was left out.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.broken.is_none()
    }

    /// Returns whether an entry of that name, or a part of it, was left out.
    pub fn has(&self, thing: Thing, name: &str) -> bool {
        let unread = |text: &String| {
            text.contains(&format!("\"{name}\"")) || text.contains(&format!("'{name}'"))
        };
        self.names.contains(&(thing, name.to_owned())) || self.broken.as_ref().is_some_and(unread)
    }
}

#[cfg(test)]
mod tests {
    use super::{Thing, Unusable};

    #[test]
    fn of_a_broken_file_every_name_that_stands_in_it_may_have_been_left_out() {
        let whole = Unusable::new(None);
        assert!(!whole.has(Thing::Metric, "users"));
        let broken = Unusable::new(Some("[[metrics]\nid = \"users\"\nunit = 'jobs'\n"));
        assert!(broken.has(Thing::Metric, "users"));
        assert!(broken.has(Thing::Metric, "jobs"));
        assert!(!broken.has(Thing::Metric, "user"));
    }
}
