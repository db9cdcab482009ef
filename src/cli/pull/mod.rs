//! `va-report pull`: brings the texts of an edited Word file back into their files.

mod decide;
mod marks;
mod told;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use crate::calendar::Period;
use crate::checks;
use crate::diag::emit::{diff, form};
use crate::diag::{Findings, Policy, Sink, safe};
use crate::layout;
use crate::layout::document::{Block, Document};
use crate::narrative::{Assessment, Part};
use crate::render::docx::properties::{CHAPTERS, PERIOD, TABLES, fingerprint};
use crate::render::docx::read::{self, Doubt, Edited, Wanted};
use crate::report::{Report, Text};
use crate::source::{self, Encoding, SourceId};

use super::args::{Global, Levels, Pull};
use super::examine::examine;
use super::output::{self, Replaced};
use super::project::{self, Outcome, Project};
use super::stream::{self, Streams};
use super::{DONE, FINDINGS};

use decide::{Decision, decide};

/// Most bytes of a file that is looked at.
const LARGEST: u64 = 64 << 20;

/// A text with what becomes of it.
struct Fate {
    /// Name of its file, for people.
    name: String,
    path: PathBuf,
    decision: Decision,
    /// What was met on the way, in words.
    remarks: Vec<String>,
}

pub(super) fn run(global: &Global, pull: &Pull, streams: &Streams) -> anyhow::Result<u8> {
    let (mut project, read) = match project::read(global)? {
        Outcome::Project(project, sink) => (project, sink),
        Outcome::Unreadable(..) => {
            bail!("the project file cannot be read: `va-report check` says why")
        }
    };
    if project.broken {
        bail!("the project file cannot be read: `va-report check` says why");
    }
    let about = || format!("reading {}", pull.file.display());
    let bytes = contents(&pull.file).with_context(about)?;
    let edited = read::read(&bytes, &wanted(&project)).with_context(about)?;
    if is_foreign(&edited) {
        bail!(
            "{} holds no text of this project; is it the report of another one?",
            pull.file.display()
        );
    }
    let period = period(&project, pull, &edited)?;
    let name = pull
        .file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let word = project.sources.add(name.unwrap_or_default(), String::new());
    let mut sink = Sink::default();
    let (document, fates) = fates(&project, read, &edited, (period, word), &mut sink);
    if edited.properties.contains_key(PERIOD) {
        compare_tables(&edited, &document, word, &mut sink, streams);
    } else {
        streams.talk(
            "the file has lost what the build wrote into its properties: it is compared with what would be printed today\n",
        );
        compare_tables(&edited, &document, word, &mut sink, streams);
    }
    told::strangers(&edited.strangers, word, &mut sink);
    let policy = Policy {
        rules: &checks::rules(),
        levels: &project.catalogue.levels,
        ..Policy::default()
    };
    let findings = sink.finish(&project.sources, &policy);
    finish(pull, &project, &fates, &findings, &edited, streams)
}

/// Returns whether a file has nothing of what is looked for; each text by itself need not be missed then.
fn is_foreign(edited: &Edited) -> bool {
    let mut texts = edited.texts.values();
    !edited.texts.is_empty() && texts.all(|text| matches!(text, Err(Doubt::Missing)))
}

/// Returns the bytes of a file that is no larger than a report can be.
fn contents(path: &Path) -> anyhow::Result<Vec<u8>> {
    let known = fs::metadata(path)?;
    if !known.is_file() {
        bail!("it is no file");
    }
    if known.len() > LARGEST {
        bail!("it has more than {} MiB", LARGEST >> 20);
    }
    source::read(path)
}

/// Returns the texts that a report can have.
fn wanted(project: &Project) -> Vec<Wanted> {
    let parts = Part::PULLED.iter().map(|part| Wanted {
        id: part.name().to_owned(),
        title: None,
    });
    let installations = project.catalogue.installations.iter();
    let installations = installations.map(|installation| Wanted {
        id: installation.id.to_string(),
        title: Some(installation.title.value.clone()),
    });
    parts.chain(installations).collect()
}

/// Returns the period of the file: the one that was named, which must be its own, or the one that it says.
fn period(project: &Project, pull: &Pull, edited: &Edited) -> anyhow::Result<Period> {
    let own = edited.properties.get(PERIOD).map(String::as_str);
    let Some(named) = &pull.period else {
        return project.period(own.unwrap_or("latest"));
    };
    let period = project.period(named)?;
    if let Some(own) = own.filter(|own| *own != period.to_string()) {
        bail!(
            "{} is the report of {}, and not of {period}",
            pull.file.display(),
            safe(own)
        );
    }
    Ok(period)
}

/// Decides what becomes of each text.
fn fates(
    project: &Project,
    read: Sink,
    edited: &Edited,
    (period, word): (Period, SourceId),
    sink: &mut Sink,
) -> (Document, Vec<Fate>) {
    let report = examine(project, period, &Levels::default(), read).report;
    let mut document = layout::lay_out(&report);
    // A template has no place for some chapters.
    if let Some(printed) = edited.properties.get(CHAPTERS) {
        let names: Vec<&str> = printed.split(' ').collect();
        let chapters = &mut document.chapters;
        chapters.retain(|chapter| names.contains(&chapter.name));
    }
    let mut fates = Vec::new();
    for one in wanted(project) {
        let mut slots = document.blocks().filter_map(|block| match block {
            Block::Slot(slot) => Some(slot),
            _ => None,
        });
        let slot = slots.find(|slot| slot.id == one.id);
        let part = Part::ALL.iter().find(|part| part.name() == one.id);
        let current = match part {
            Some(part) => project.narrative.part(period, *part),
            None => project.narrative.assessment(period, &one.id),
        };
        let own = current.and_then(|current| project.own.get(&current.source));
        let standing = part.and_then(|part| project.narrative.standing(*part));
        let stands = current
            .zip(standing)
            .is_some_and(|(current, standing)| current.source == standing.source);
        let name = if stands {
            format!("{}/{}.md", project.catalogue.deliverable.texts, one.id)
        } else {
            format!("assessments/{period}/{}.md", one.id)
        };
        let path = own.cloned().unwrap_or_else(|| project.root.join(&name));
        let text = decide::Text {
            id: &one.id,
            is_part: part.is_some(),
            current,
            earlier: earlier(&report, &one.id),
            slot,
            period,
            word,
            name: &name,
        };
        let figure = |reference: &_| report.printed(reference);
        if let Some((decision, remarks)) = decide(&text, edited, &figure, sink) {
            fates.push(Fate {
                name,
                path,
                decision,
                remarks,
            });
        }
    }
    (document, fates)
}

/// Returns the text of the period before that stands in for one that nobody wrote.
fn earlier<'r>(report: &'r Report<'_>, id: &str) -> Option<&'r Assessment> {
    let mut sections = report.installations.iter();
    let section = sections.find(|section| section.installation.id.as_str() == id)?;
    match &section.assessment {
        Text::TakenOver(taken) => Some(taken.assessment),
        Text::Written(_) | Text::Stub(_) => None,
    }
}

fn compare_tables(
    edited: &Edited,
    document: &Document,
    word: SourceId,
    sink: &mut Sink,
    streams: &Streams,
) {
    let printed = read::of_document(document);
    let built = edited.properties.get(TABLES);
    if built.is_some_and(|built| *built != fingerprint(&printed)) {
        streams.talk("the figures of the project have changed since the file was built: its tables are not compared\n");
        return;
    }
    for change in read::changes(&printed, &edited.tables) {
        told::changed_table(&change, word, sink);
    }
}

/// Writes what is to be written, unless findings stand in the way, and says what was done.
fn finish(
    pull: &Pull,
    project: &Project,
    fates: &[Fate],
    findings: &Findings,
    edited: &Edited,
    streams: &Streams,
) -> anyhow::Result<u8> {
    if findings.iter().next().is_some() {
        let human = form("human").context("the form is one of the known ones")?;
        let shown = (human.emit)(findings, &project.sources, streams.colour_of_errors());
        stream::complain(&shown);
    }
    let stop = findings.counts().errors > 0;
    let mut files = Vec::new();
    for fate in fates {
        match &fate.decision {
            Decision::Write { before, after } => {
                if pull.dry_run && !stop {
                    let colour = streams.colour_of_results();
                    stream::result(&diff(&fate.name, before, after, colour))?;
                }
                files.push(file(fate, before, after)?);
            }
            Decision::Conflict { mine, theirs } => {
                let colour = streams.colour_of_results();
                stream::result(&diff(&fate.name, mine, theirs, colour))?;
            }
            Decision::Unchanged | Decision::Doubt => {}
        }
    }
    let writes = !stop && !pull.dry_run;
    if writes {
        write(project, &files)?;
    }
    stream::result(&told::fates(fates, stop, pull.dry_run))?;
    stream::result(&told::comments(&edited.comments))?;
    if stop {
        stream::complain("nothing was written\n");
        return Ok(FINDINGS);
    }
    Ok(if told::is_figure_changed(findings) {
        FINDINGS
    } else {
        DONE
    })
}

/// A file that is to be written, new or in place of what it holds.
enum File {
    New(String, Vec<u8>),
    Replaced(Replaced),
}

fn file(fate: &Fate, before: &str, after: &str) -> anyhow::Result<File> {
    if fs::symlink_metadata(&fate.path).is_err() {
        return Ok(File::New(fate.name.clone(), after.as_bytes().to_vec()));
    }
    let bytes = source::read(&fate.path)?;
    let mark: &[u8] = match source::encoding(&bytes) {
        Encoding::Utf8 => b"",
        Encoding::MarkedUtf8 => b"\xEF\xBB\xBF",
        Encoding::Utf16 => bail!(
            "{} is UTF-16; `va-report check --fix` makes it UTF-8",
            fate.path.display()
        ),
    };
    if source::decode(&bytes).unwrap_or_default() != before {
        bail!(
            "{} has changed meanwhile; run the command again",
            fate.path.display()
        );
    }
    Ok(File::Replaced(Replaced {
        path: fate.path.clone(),
        before: bytes,
        after: [mark, after.as_bytes()].concat(),
    }))
}

fn write(project: &Project, files: &[File]) -> anyhow::Result<()> {
    let (mut new, mut replaced) = (Vec::new(), Vec::new());
    for file in files {
        match file {
            File::New(name, bytes) => new.push((name.clone(), bytes.clone())),
            File::Replaced(one) => replaced.push(Replaced {
                path: one.path.clone(),
                before: one.before.clone(),
                after: one.after.clone(),
            }),
        }
    }
    // What exists is tried first: a file that is locked stops the new ones too.
    output::replace(&replaced)?;
    if !new.is_empty() {
        let root = if project.root.as_os_str().is_empty() {
            Path::new(".")
        } else {
            &project.root
        };
        output::create(root, &new)?;
    }
    Ok(())
}
