//! `va-report diff`: two periods, or two reports.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};

use crate::calendar::Period;
use crate::catalogue::Style;
use crate::diag::{Policy, safe};
use crate::history::{Release, ReleaseFault, Side, Snapshot, Texts, compare, snapshot, text_hash};
use crate::render::terminal_comparison;
use crate::report;
use crate::source;

use super::args::{Diff, Global, Shape};
use super::project::{self, Outcome, Project};
use super::stream::{self, Streams, width};
use super::{DONE, complain_unreadable};

/// Name of the report in the folder of a build.
const REPORT: &str = "report.json";

/// What a person names.
enum Named {
    /// A report that was built, or a release.
    File(Box<Side>),
    /// A period of the project as it is.
    Period(Period),
}

pub(super) fn run(global: &Global, diff: &Diff, streams: &Streams) -> anyhow::Result<u8> {
    let names = [diff.before.as_str(), diff.after.as_str()];
    let files = names.map(file);
    let project = if files.iter().all(Option::is_some) {
        None
    } else {
        Some(read(global, streams)?)
    };
    let mut sides = Vec::new();
    for (name, path) in names.into_iter().zip(files) {
        sides.push(match (path, &project) {
            (Some(path), _) => Named::File(Box::new(of_file(name, &path)?)),
            (None, Some(project)) => Named::Period(project.period(name)?),
            (None, None) => bail!("`{}` is neither a period nor a file", safe(name)),
        });
    }
    let printed = |side: &Named| matches!(side, Named::File(side) if side.texts == Texts::Printed);
    let texts = if sides.iter().any(printed) {
        Texts::Printed
    } else {
        Texts::Written
    };
    let mut loaded = sides.into_iter().filter_map(|side| match (side, &project) {
        (Named::File(side), _) => Some(*side),
        (Named::Period(period), Some(project)) => Some(of_period(project, period, texts)),
        (Named::Period(_), None) => None,
    });
    let (before, after) = loaded
        .next()
        .zip(loaded.next())
        .context("two reports are named")?;
    let compared = compare(before, after);
    let text = match diff.format {
        Shape::Human => {
            let style = project.map_or_else(Style::default, |project| project.catalogue.style);
            terminal_comparison::comparison(&compared, &style, width())
        }
        Shape::Json => String::from_utf8_lossy(&compared.to_json()?).into_owned(),
    };
    stream::result(&text)?;
    Ok(DONE)
}

/// Returns the file that a name means: itself, or the report in that folder. A name such as `M7-M12` is a period; the
/// folder of that name is `./M7-M12`.
fn file(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(name);
    if Period::parse(name).is_ok() || !path.exists() {
        return None;
    }
    Some(if path.is_dir() {
        path.join(REPORT)
    } else {
        path
    })
}

/// Reads the project; errors in it are told, because figures may be missing for them.
fn read(global: &Global, streams: &Streams) -> anyhow::Result<Project> {
    let (project, sink) = match project::read(global)? {
        Outcome::Project(project, sink) => (project, sink),
        Outcome::Unreadable(findings, sources) => {
            complain_unreadable(&findings, &sources, streams);
            bail!("installations.toml cannot be read");
        }
    };
    let errors = sink
        .finish(&project.sources, &Policy::default())
        .counts()
        .errors;
    if errors > 0 {
        streams.talk(&format!(
            "figures may be missing: errors that stand in the project: {errors}; `va-report check` shows them\n"
        ));
    }
    Ok(*project)
}

/// Reads a release or a report that was built.
fn of_file(name: &str, path: &Path) -> anyhow::Result<Side> {
    let about = || format!("reading {}", path.display());
    let bytes = source::read(path)?;
    let text = source::decode(&bytes)
        .map_err(|fault| anyhow!("{fault}"))
        .with_context(about)?;
    if text.contains("\"tool_version\"") {
        let release = Release::parse(&text)
            .map_err(|fault| anyhow!("{}", told(fault)))
            .with_context(about)?;
        return Ok(Side {
            name: name.to_owned(),
            period: release.period,
            snapshot: release.snapshot,
            texts: Texts::Written,
        });
    }
    Side::of_report(name, &text)
        .map_err(|fault| anyhow!("it is neither a report.json nor a release: {fault}"))
        .with_context(about)
}

fn told(fault: ReleaseFault) -> String {
    match fault {
        ReleaseFault::Form { message, .. } => message,
        ReleaseFault::Version(version) => format!("version {version} is not known"),
        ReleaseFault::Edited => "the release was edited: it is not what was frozen".to_owned(),
    }
}

/// Returns what the project states today in the report of a period.
fn of_period(project: &Project, period: Period, texts: Texts) -> Side {
    let (catalogue, narrative) = (&project.catalogue, &project.narrative);
    let mut snapshot = snapshot(catalogue, &project.ledger, narrative, period, |_| true);
    if texts == Texts::Printed {
        print(project, period, &mut snapshot);
    }
    Side {
        name: period.to_string(),
        period,
        snapshot,
        texts,
    }
}

/// Puts the fingerprints of the texts as they are printed in place of those as they were written.
fn print(project: &Project, period: Period, snapshot: &mut Snapshot) {
    let (catalogue, narrative) = (&project.catalogue, &project.narrative);
    let report = report::assemble(catalogue, &project.ledger, narrative, period);
    snapshot.texts.clear();
    for installation in &catalogue.installations {
        let id = installation.id.as_str();
        if let Some(text) = narrative.assessment(period, id) {
            let printed = report.filled(&text.markdown).markdown;
            snapshot.texts.insert(id.to_owned(), text_hash(&printed));
        }
    }
}
