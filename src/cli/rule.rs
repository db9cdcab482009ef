//! A rule by the name that a person gives.

use crate::checks;
use crate::diag::{Rule, Severity, nearest};

/// Returns the rule of that code or name.
pub(super) fn named(text: &str) -> Result<&'static Rule, String> {
    let rules = checks::rules();
    let found = rules
        .iter()
        .find(|rule| rule.code.eq_ignore_ascii_case(text) || rule.name == text);
    found.copied().ok_or_else(|| {
        let names = rules.iter().flat_map(|rule| [rule.code, rule.name]);
        nearest(text, names).map_or_else(
            || "there is no such rule; `va-report explain` lists them".to_owned(),
            |name| format!("there is no such rule; did you mean {name}?"),
        )
    })
}

/// Returns the rule of that code or name, when its findings may be taken less gravely: an error by nature stays one.
pub(super) fn lenient(text: &str) -> Result<&'static Rule, String> {
    let rule = named(text)?;
    if rule.severity == Severity::Error {
        return Err(format!(
            "{} finds errors, with which a figure would be missing or wrong, and keeps its level",
            rule.code
        ));
    }
    Ok(rule)
}
