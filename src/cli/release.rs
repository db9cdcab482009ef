//! `va-report release`: freezes what was submitted for a period.

use anyhow::bail;

use crate::calendar::Period;
use crate::diag::emit::without_notes;
use crate::history::{Again, Difference, Release, Released, differences, snapshot};

use super::args::{Global, Release as Options};
use super::examine::{Examined, examine, stopped};
use super::project::{self, Outcome, Project, RELEASES};
use super::stream::{self, Streams};
use super::{DONE, FAILED, FINDINGS, complain_unreadable, output};

pub(super) fn run(global: &Global, options: &Options, streams: &Streams) -> anyhow::Result<u8> {
    let (project, sink) = match project::read(global)? {
        Outcome::Project(project, sink) => (project, sink),
        Outcome::Unreadable(findings, sources) => {
            complain_unreadable(&findings, &sources, streams);
            return Ok(FAILED);
        }
    };
    let period = project.period(&options.period)?;
    let Examined { findings, .. } = examine(&project, period, &options.levels, sink);
    if stopped(&findings) || project.broken {
        stream::complain(&without_notes(
            &findings,
            &project.sources,
            streams.colour_of_errors(),
        ));
        stream::complain("nothing was released\n");
        return Ok(if project.broken { FAILED } else { FINDINGS });
    }
    let warnings = findings.counts().warnings;
    if warnings > 0 {
        streams.talk(&format!(
            "warnings that stand at the release: {warnings}; `va-report check` shows them\n"
        ));
    }
    freeze(&project, period, options, streams)
}

fn freeze(
    project: &Project,
    period: Period,
    options: &Options,
    streams: &Streams,
) -> anyhow::Result<u8> {
    let mut releases = project.past.releases.iter();
    let earlier = releases.find(|released| released.release.period == period);
    let mut release = taken(project, period)?;
    let name = format!("{period}.json");
    let folder = project.root.join(RELEASES);
    let path = folder.join(&name);
    let Some(Released {
        release: earlier,
        source,
    }) = earlier
    else {
        if options.again {
            bail!("{period} was not released yet; leave --again out");
        }
        output::create(&folder, &[(name, release.to_json()?)])?;
        streams.talk(&format!("wrote {}: commit it\n", path.display()));
        return Ok(DONE);
    };
    if earlier.states_the_same(&release) {
        streams.talk(&format!("{} holds the same already\n", path.display()));
        return Ok(DONE);
    }
    let reason = options.reason.as_deref().map(str::trim);
    let Some(reason) = reason.filter(|reason| options.again && !reason.is_empty()) else {
        bail!(
            "{period} was released otherwise, and its release stays as it is ({}); when it was submitted again, say why \
             with --again --reason \"…\"",
            count(&differences(
                &earlier.snapshot,
                &release.snapshot,
                Some(period)
            ))
        );
    };
    release.again.clone_from(&earlier.again);
    release.again.push(Again {
        reason: reason.to_owned(),
        replaced: earlier.sha256()?,
    });
    let before = crate::source::read(&path)?;
    if crate::source::decode(&before).ok().as_deref() != Some(project.sources.get(*source).text()) {
        bail!(
            "{} has changed meanwhile; run the command again",
            path.display()
        );
    }
    output::replace(&[output::Replaced {
        path: path.clone(),
        before,
        after: release.to_json()?,
    }])?;
    streams.talk(&format!("wrote {} anew: commit it\n", path.display()));
    Ok(DONE)
}

fn count(found: &[Difference]) -> String {
    match found {
        [] => "it lacks what is new".to_owned(),
        [one] => format!("`{}` differs", one.address()),
        [one, others @ ..] => format!("`{}` and {} more differ", one.address(), others.len()),
    }
}

/// Returns what is stated today: the columns of the report but those that another release holds.
fn taken(project: &Project, period: Period) -> anyhow::Result<Release> {
    let held = |column: Period| {
        let mut others = project.past.releases.iter();
        let others = others.find(|released| {
            released.release.period != period && released.release.snapshot.columns.contains(&column)
        });
        others.map(|released| released.release.period)
    };
    if let Some(other) = held(period) {
        bail!("{period} is frozen already, by the release of {other}");
    }
    if !project.ledger.has(period) {
        bail!("there is no figure for {period}, so there is nothing to release");
    }
    Ok(Release {
        tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        period,
        snapshot: snapshot(
            &project.catalogue,
            &project.ledger,
            &project.narrative,
            period,
            |column| held(column).is_none(),
        ),
        again: Vec::new(),
    })
}
