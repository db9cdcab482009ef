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
