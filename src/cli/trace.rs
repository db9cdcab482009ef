//! `va-report trace`: from a figure back to its rows.

use anyhow::bail;

use crate::calendar::Period;
use crate::catalogue::Metric;
use crate::diag::{Policy, safe};
use crate::history::{What, restated};
use crate::render::terminal_trace::{Origin, folded, origin};
use crate::report::stated_text;
use crate::usage::Series;
use crate::usage::engine::{self, Keep};
use crate::usage::ledger::{metric_of, source_of};

use super::args::{Global, Trace};
use super::project::{self, Outcome, Prints, Project};
use super::stream::{self, Streams, width};
use super::{DONE, FAILED, complain_unreadable};

pub(super) fn run(global: &Global, trace: &Trace, streams: &Streams) -> anyhow::Result<u8> {
    let (project, sink) = match project::read_and(Keep::Records, Prints::Small, global)? {
        Outcome::Project(project, sink) => (project, sink),
        Outcome::Unreadable(findings, sources) => {
            complain_unreadable(&findings, &sources, streams);
            return Ok(FAILED);
        }
    };
    let errors = sink
        .finish(&project.sources, &Policy::default())
        .counts()
        .errors;
    if errors > 0 {
        streams.talk(&format!(
            "rows with an error give nothing; errors that stand: {errors}; `va-report check` shows them\n"
        ));
    }
    let (row, period) = match trace.figure.split_once('@') {
        Some((row, period)) => (row, Some(project.period(period)?)),
        None => (trace.figure.as_str(), None),
    };
    let row = project.subject(row)?;
    let Some((series, metric)) = series(&project, row) else {
        bail!(
            "`{}` is no figure; write INSTALLATION/METRIC[@PERIOD]",
            safe(row)
        );
    };
    let columns: Vec<Period> = match period {
        Some(period) => vec![period],
        None => reported(&project)?,
    };
    let mut blocks = Vec::new();
    for column in &columns {
        blocks.extend(blocks_of(&project, series, *column));
    }
    if let ([first, .., last], None) = (columns.as_slice(), period)
        && let Some(span) = Period::new(first.first(), last.last())
    {
        let (ledger, catalogue) = (&project.ledger, &project.catalogue);
        let tallies: Vec<_> = columns
            .iter()
            .map(|column| ledger.tally(catalogue, series, *column))
            .collect();
        let whole = ledger.cumulative(catalogue, series, &columns);
        let style = &catalogue.style;
        blocks.push(folded(
            row,
            metric,
            (&columns, &tallies),
            (span, &whole),
            style,
        ));
    }
    stream::result(&blocks.join("\n"))?;
    Ok(DONE)
}

/// Returns the periods up to the last one that has a figure.
fn reported(project: &Project) -> anyhow::Result<Vec<Period>> {
    let latest = project.period("latest")?;
    let periods = project.catalogue.periods.iter().copied();
    Ok(periods.filter(|period| *period <= latest).collect())
}

fn series<'p>(project: &'p Project, row: &str) -> Option<(Series, &'p Metric)> {
    let (id, metric) = row.split_once('/')?;
    let catalogue = &project.catalogue;
    let mut installations = catalogue.installations.iter();
    let installation = installations.position(|known| known.id.as_str() == id)?;
    let mut rows = catalogue.installations.get(installation)?.metrics.iter();
    let row = rows.position(|row| row.metric.as_str() == metric)?;
    let series = Series { installation, row };
    Some((series, metric_of(catalogue, series)?))
}

/// Returns what is known of a figure, and of the one that it is taken from.
fn blocks_of(project: &Project, series: Series, period: Period) -> Vec<String> {
    let catalogue = &project.catalogue;
    let mut blocks = Vec::new();
    let mut next = Some(series);
    while let Some(series) = next {
        let from = source_of(catalogue, series);
        let from = from.filter(|from| {
            let source = project.ledger.tally(catalogue, *from, period);
            source.value.is_present()
        });
        blocks.extend(block(project, series, from, period));
        next = from;
    }
    blocks
}

fn block(
    project: &Project,
    series: Series,
    from: Option<Series>,
    period: Period,
) -> Option<String> {
    let catalogue = &project.catalogue;
    let row = address(project, series)?;
    let calendar = &catalogue.calendar;
    let mut superseded = project.superseded.clone();
    superseded.retain(|old| old.series == series && old.extent.touches(period, calendar));
    let known = Origin {
        metric: metric_of(catalogue, series)?,
        period,
        tally: project.ledger.tally(catalogue, series, period),
        derived_from: from.and_then(|from| address(project, from)),
        records: engine::trace(catalogue, &project.records, series, period),
        superseded,
        released: released(project, &row, period),
        row: &row,
    };
    Some(origin(&known, &project.sources, &catalogue.style, width()))
}

fn address(project: &Project, series: Series) -> Option<String> {
    let installation = project.catalogue.installations.get(series.installation)?;
    let row = installation.metrics.get(series.row)?;
    Some(format!("{}/{}", installation.id, row.metric))
}

/// Says as what a figure was released, where that was something else.
fn released(project: &Project, row: &str, period: Period) -> Vec<String> {
    let catalogue = &project.catalogue;
    let all = restated(
        &project.past,
        catalogue,
        &project.ledger,
        &project.narrative,
    );
    let found = all.iter().filter_map(|restated| {
        let difference = &restated.difference;
        let What::Figure(change) = &difference.what else {
            return None;
        };
        let here = difference.row().as_deref() == Some(row) && difference.period == Some(period);
        let reason = restated.reason(catalogue).unwrap_or("no reason is given");
        here.then(|| {
            let before = stated_text(&change.before, &catalogue.style);
            format!("released as {before}: {reason}")
        })
    });
    found.collect()
}
