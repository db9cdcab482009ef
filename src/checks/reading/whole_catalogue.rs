//! Whether installations.toml was read whole.

use crate::catalogue;
use crate::diag::{Severity, Sink};

/// Returns whether no part of installations.toml was left out for a fault.
///
/// Where a part was left out, something may seem unused or missing that is there: nothing is said of it until the
/// fault is mended.
pub(in crate::checks) fn is_whole(sink: &Sink) -> bool {
    let errors = catalogue::RULES
        .iter()
        .filter(|rule| rule.severity == Severity::Error);
    errors.into_iter().all(|rule| !sink.has(rule.code))
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
