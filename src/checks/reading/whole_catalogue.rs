//! Whether installations.toml was read whole.

use crate::catalogue;
use crate::catalogue::Installation;
use crate::checks::Evidence;
use crate::diag::{Diagnostic, Severity, Sink};

/// Returns whether no part of installations.toml was left out for a fault.
///
/// Where a part was left out, something may seem unused or missing that is there: nothing is said of it until the
/// fault is mended.
pub(in crate::checks) fn is_whole(sink: &Sink) -> bool {
    faults(sink).next().is_none()
}

/// Returns whether no part of the entry of an installation was left out for a fault that stands in it.
pub(in crate::checks) fn is_whole_entry(
    evidence: &Evidence<'_>,
    installation: &Installation,
    sink: &Sink,
) -> bool {
    const HEADER: &str = "[[installations]]";
    let id = installation.place;
    let text = evidence.sources.get(id.source).text();
    let (before, after) = text.split_at_checked(id.span.start).unwrap_or((text, ""));
    let start = before.rfind(HEADER).unwrap_or(0);
    let end = after.find(HEADER).unwrap_or(after.len()) + before.len();
    faults(sink).all(|at| !(start..end).contains(&at))
}

/// Returns where parts of installations.toml were left out for a fault.
fn faults(sink: &Sink) -> impl Iterator<Item = usize> {
    let is_of_catalogue = |finding: &&Diagnostic| {
        let mut rules = catalogue::RULES.iter();
        finding.rule.severity == Severity::Error && rules.any(|rule| rule.code == finding.rule.code)
    };
    let faults = sink.iter().filter(is_of_catalogue);
    faults.map(|finding| {
        let place = finding.primary.as_ref();
        place.map_or(0, |label| label.place.span.start)
    })
}

/// Returns the entries of a catalogue that nothing uses; none where a part was left out that might.
pub(in crate::checks) fn unused<'c, T>(
    entries: &'c [T],
    is_used: impl Fn(&T) -> bool,
    sink: &Sink,
) -> Vec<&'c T> {
    if !is_whole(sink) {
        return Vec::new();
    }
    entries.iter().filter(|entry| !is_used(entry)).collect()
}
