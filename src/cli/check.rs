//! `va-report check`: every finding, in one run.

use anyhow::Context as _;

use crate::diag::Findings;
use crate::diag::emit::form;
use crate::source::Sources;

use super::args::{Check, Global};
use super::examine::{Examined, examine, stopped};
use super::project::{self, Outcome};
use super::stream::{self, Streams};
use super::{DONE, FAILED, FINDINGS};

pub(super) fn run(global: &Global, check: &Check, streams: &Streams) -> anyhow::Result<u8> {
    let (project, sink) = match project::read(global)? {
        Outcome::Project(project, sink) => (project, sink),
        Outcome::Unreadable(findings, sources) => {
            show(&findings, &sources, check, streams)?;
            return Ok(FAILED);
        }
    };
    let period = project.period(&check.period)?;
    let Examined { findings, .. } = examine(&project, period, &check.levels, sink);
    show(&findings, &project.sources, check, streams)?;
    let warnings = findings.counts().warnings;
    let allowed = if check.strict {
        Some(0)
    } else {
        check.max_warnings
    };
    let too_many = allowed.is_some_and(|allowed| warnings > allowed);
    if project.broken {
        return Ok(FAILED);
    }
    Ok(if stopped(&findings) || too_many {
        FINDINGS
    } else {
        DONE
    })
}

fn show(
    findings: &Findings,
    sources: &Sources,
    check: &Check,
    streams: &Streams,
) -> anyhow::Result<()> {
    let form = form(&check.format).context("the form is one of the known ones")?;
    let text = (form.emit)(findings, sources, streams.colour_of_results());
    stream::result(&text)
}
