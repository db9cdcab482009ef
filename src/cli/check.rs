//! `va-report check`: every finding, in one run.

use anyhow::Context as _;

use crate::checks::{self, Evidence};
use crate::diag::emit::form;
use crate::diag::{Findings, Sink};
use crate::source::Sources;

use super::args::{Check, Global};
use super::project::{self, Outcome, stopped};
use super::stream::{self, Streams};
use super::{DONE, FAILED, FINDINGS};

pub(super) fn run(global: &Global, check: &Check, streams: &Streams) -> anyhow::Result<u8> {
    let mut project = match project::read(global)? {
        Outcome::Project(project) => project,
        Outcome::Unreadable(findings, sources) => {
            show(&findings, &sources, check, streams)?;
            return Ok(FAILED);
        }
    };
    let period = project.period(&check.period)?;
    let mut sink: Sink = std::mem::take(&mut project.sink);
    let report = crate::report::assemble(
        &project.catalogue,
        &project.ledger,
        &project.narrative,
        period,
    );
    let evidence = Evidence {
        catalogue: &project.catalogue,
        ledger: &project.ledger,
        narrative: &project.narrative,
        report: &report,
    };
    checks::run(&evidence, &mut sink);
    let findings = sink.finish(&project.sources, &project.catalogue.waivers);
    show(&findings, &project.sources, check, streams)?;
    let strict = check.strict && findings.counts().warnings > 0;
    Ok(if stopped(&findings) || strict {
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
