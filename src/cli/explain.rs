//! `va-report explain`: what a rule finds.

use std::fmt::Write as _;

use crate::checks;

use super::DONE;
use super::args::Explain;
use super::stream;

pub(super) fn run(explain: &Explain) -> anyhow::Result<u8> {
    let Some(rule) = explain.code else {
        let mut text = String::new();
        for rule in checks::rules() {
            writeln!(
                text,
                "{} {:<8} {:<26} {}",
                rule.code, rule.severity, rule.name, rule.summary
            )?;
        }
        stream::result(&text)?;
        return Ok(DONE);
    };
    stream::result(rule.page)?;
    Ok(DONE)
}
