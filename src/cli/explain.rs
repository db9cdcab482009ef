//! `va-report explain`: what a rule finds.

use std::fmt::Write as _;

use anyhow::bail;

use crate::checks;
use crate::diag::nearest;

use super::DONE;
use super::args::Explain;
use super::stream::{self};

pub(super) fn run(explain: &Explain) -> anyhow::Result<u8> {
    let rules = checks::rules();
    let Some(code) = &explain.code else {
        let mut text = String::new();
        for rule in &rules {
            writeln!(
                text,
                "{} {:<8} {:<26} {}",
                rule.code, rule.severity, rule.name, rule.summary
            )?;
        }
        stream::result(&text)?;
        return Ok(DONE);
    };
    let upper = code.to_ascii_uppercase();
    let found = rules
        .iter()
        .find(|rule| rule.code == upper || rule.name == code.as_str());
    let Some(rule) = found else {
        let names = rules.iter().flat_map(|rule| [rule.code, rule.name]);
        let hint = nearest(code, names)
            .map(|name| format!("; did you mean {name}?"))
            .unwrap_or_default();
        bail!("unknown rule `{}`{hint}", crate::diag::safe(code));
    };
    stream::result(rule.page)?;
    Ok(DONE)
}
