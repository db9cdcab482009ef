//! What the cover of a numbered deliverable must say.

use crate::catalogue::Deliverable;

/// Returns the keys that a deliverable lacks for its cover; a report without a number is no formal deliverable and lacks
/// none.
pub fn incomplete(deliverable: &Deliverable) -> Vec<&'static str> {
    let given = [
        ("lead", deliverable.lead.is_some()),
        ("dissemination", deliverable.dissemination.is_some()),
        ("date", deliverable.date.is_some()),
        ("version", deliverable.version.is_some()),
        ("authors", !deliverable.authors.is_empty()),
    ];
    if deliverable.number.is_none() {
        return Vec::new();
    }
    let missing = given.into_iter().filter(|(_, given)| !given);
    missing.map(|(key, _)| key).collect()
}
