//! `va-report check`: every finding, in one run.

use anyhow::Context as _;

use crate::diag::emit::form;
use crate::diag::{FileMend, Findings, Sink, mends};
use crate::source::Sources;

use super::args::{Check, Global};
use super::examine::{Examined, examine, stopped};
use super::finality::{hindrances, told};
use super::project::{self, Outcome, Project};
use super::stream::{self, Streams};
use super::{DONE, FAILED, FINDINGS, fix};

pub(super) fn run(global: &Global, check: &Check, streams: &Streams) -> anyhow::Result<u8> {
    if check.diff {
        return fix::show(global, check, streams);
    }
    if check.fix {
        fix::mend(global, check, streams)?;
    }
    let (project, sink) = match project::read_to_check(global)? {
        Outcome::Project(project, sink) => (project, sink),
        Outcome::Unreadable(findings, sources) => {
            show(&findings, &sources, check, streams)?;
            return Ok(FAILED);
        }
    };
    let (findings, left) = examined(&project, check, sink)?;
    show(&findings, &project.sources, check, streams)?;
    if global.verbose {
        streams.talk(&project.rows());
    }
    if check.format == "human" && !project.broken {
        hint(&findings, streams);
    }
    if check.bar.final_ && !left.is_empty() {
        stream::complain(&told(&left));
        return Ok(if project.broken { FAILED } else { FINDINGS });
    }
    let warnings = findings.counts().warnings;
    let allowed = if check.bar.strict {
        Some(0)
    } else {
        check.bar.max_warnings
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

/// Returns the findings that the options ask for.
pub(super) fn findings(project: &Project, check: &Check, sink: Sink) -> anyhow::Result<Findings> {
    Ok(examined(project, check, sink)?.0)
}

/// Returns the findings that the options ask for, and what is left to be done before the report can be sent.
fn examined(
    project: &Project,
    check: &Check,
    sink: Sink,
) -> anyhow::Result<(Findings, Vec<String>)> {
    let period = project.period(&check.period)?;
    let examined = examine(project, period, &check.levels, sink);
    let left = hindrances(&examined);
    let Examined { mut findings, .. } = examined;
    if let Some(address) = &check.about {
        findings.keep_about(project.subject(address)?);
    }
    Ok((findings, left))
}

/// Says that some findings can be mended without judgement.
fn hint(findings: &Findings, streams: &Streams) {
    let places: usize = mends(findings).values().map(FileMend::places).sum();
    match places {
        0 => {}
        1 => streams.talk("1 place can be mended with `va-report check --fix`\n"),
        _ => streams.talk(&format!(
            "{places} places can be mended with `va-report check --fix`; `--diff` shows them\n"
        )),
    }
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
