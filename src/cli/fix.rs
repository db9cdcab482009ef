//! `va-report check --fix`: mends what needs no judgement, in the files of the project's own.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context as _, bail};

use crate::diag::emit::diff;
use crate::diag::{FileMend, mends};
use crate::source::{self, SourceId};

use super::args::{Check, Global};
use super::output::{self, Replaced};
use super::project::{self, Outcome, Project};
use super::stream::{self, Streams};
use super::{DONE, FINDINGS, check};

/// Most rounds in which files are mended: a mend that touches another waits for the next round.
const ROUNDS: usize = 8;

/// A file with its mends.
struct Plan {
    name: String,
    places: usize,
    text: String,
    replaced: Replaced,
}

/// Mends the files of the project, and says how many places were mended.
pub(super) fn mend(global: &Global, check: &Check, streams: &Streams) -> anyhow::Result<()> {
    let mut places = 0;
    let mut files: BTreeSet<String> = BTreeSet::new();
    for _ in 0..ROUNDS {
        let Some(plans) = plans(global, check)? else {
            streams.talk("nothing was mended: the project file cannot be read for certain\n");
            return Ok(());
        };
        if plans.is_empty() {
            break;
        }
        places += plans.iter().map(|plan| plan.places).sum::<usize>();
        files.extend(plans.iter().map(|plan| plan.name.clone()));
        let replaced: Vec<Replaced> = plans.into_iter().map(|plan| plan.replaced).collect();
        output::replace(&replaced)?;
    }
    if places == 0 {
        streams.talk("nothing to mend\n");
    } else {
        streams.talk(&format!("mended {}\n", counted(places, files.len())));
    }
    Ok(())
}

/// Shows what would be mended, and writes nothing.
pub(super) fn show(global: &Global, check: &Check, streams: &Streams) -> anyhow::Result<u8> {
    let Some(plans) = plans(global, check)? else {
        bail!("the project file cannot be read: `va-report check` says why");
    };
    let mut places = 0;
    for plan in &plans {
        let after = String::from_utf8_lossy(&plan.replaced.after);
        let colour = streams.colour_of_results();
        stream::result(&diff(&plan.name, &plan.text, &after, colour))?;
        places += plan.places;
    }
    if plans.is_empty() {
        streams.talk("nothing to mend\n");
        return Ok(DONE);
    }
    streams.talk(&format!(
        "would mend {}; nothing was written\n",
        counted(places, plans.len())
    ));
    Ok(FINDINGS)
}

fn counted(places: usize, files: usize) -> String {
    let number = |count: usize, word: &str| match count {
        1 => format!("1 {word}"),
        _ => format!("{count} {word}s"),
    };
    format!("{} in {}", number(places, "place"), number(files, "file"))
}

/// Returns what is to be mended; `None` when the project file cannot be read, which the check says.
fn plans(global: &Global, options: &Check) -> anyhow::Result<Option<Vec<Plan>>> {
    let Outcome::Project(project, sink) = project::read(global)? else {
        return Ok(None);
    };
    if project.broken {
        return Ok(None);
    }
    let findings = check::findings(&project, options, sink)?;
    let mut plans = Vec::new();
    for (id, mend) in mends(&findings) {
        // A finding about an export of a provider carries no mend; if one did, the export would still be left alone.
        if let Some(path) = project.own.get(&id) {
            plans.extend(plan(&project, id, path, &mend)?);
        }
    }
    Ok(Some(plans))
}

fn plan(
    project: &Project,
    id: SourceId,
    path: &Path,
    mend: &FileMend,
) -> anyhow::Result<Option<Plan>> {
    let file = project.sources.get(id);
    let before = source::read(path)?;
    let after = mend
        .apply(&before, file.text())
        .ok()
        .with_context(|| format!("mending {}: the file has changed meanwhile", path.display()))?;
    if before == after {
        return Ok(None);
    }
    Ok(Some(Plan {
        name: file.name().to_owned(),
        places: mend.places(),
        text: String::from_utf8(before.clone())
            .unwrap_or_else(|_| format!("\u{feff}{}", file.text())),
        replaced: Replaced {
            path: path.to_path_buf(),
            before,
            after,
        },
    }))
}
