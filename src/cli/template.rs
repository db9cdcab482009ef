//! The template of the Word file: reading it, and `va-report template`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use crate::catalogue::Catalogue;
use crate::diag::emit::form;
use crate::diag::{Policy, Sink};
use crate::history::{Input, sha256};
use crate::layout::{self, ShortText};
use crate::render::docx::template::{self as word, Filling, Template};
use crate::render::template_listing;
use crate::report::Report;
use crate::source::{self, Place, SourceId, Sources};

use super::args::{self, Global, Levels, Shape, TemplateCheck, TemplateInit};
use super::project::{self, Outcome, Project};
use super::stream::{self, Streams};
use super::{DONE, FINDINGS, examine::examine as examined, output};

/// Most bytes of a file that is looked at.
const LARGEST: u64 = 64 << 20;

/// A template that was read, or why it cannot be used.
pub(super) struct Read {
    source: SourceId,
    /// Where the project names it.
    place: Option<Place>,
    template: Result<Template, String>,
}

impl Read {
    /// Returns what a Word file is made of with it; nothing when it cannot be used.
    pub(super) fn filling<'p>(
        &'p self,
        project: &'p Project,
        texts: &'p [ShortText],
    ) -> Option<Filling<'p>> {
        let template = self.template.as_ref().ok()?;
        Some(Filling {
            template,
            texts,
            choices: &project.catalogue.word_styles,
        })
    }
}

/// Reads the template that the run names, or else the project.
pub(super) fn read(
    named: Option<&Path>,
    root: &Path,
    catalogue: &Catalogue,
    sources: &mut Sources,
    inputs: &mut Vec<Input>,
) -> Option<Read> {
    let own = catalogue.deliverable.template.as_ref();
    let (path, place) = if let Some(path) = named {
        (path.to_path_buf(), None)
    } else {
        let own = own?;
        (root.join(&own.value), Some(own.place))
    };
    let shown = path.strip_prefix(root).unwrap_or(&path);
    let name = shown.display().to_string().replace('\\', "/");
    let source = sources.add(name.clone(), String::new());
    let template = match contents(&path) {
        Err(error) => Err(format!("{error:#}")),
        Ok(bytes) => {
            inputs.push(Input {
                name,
                sha256: sha256(&bytes),
                bytes: bytes.len(),
                rows: None,
            });
            Template::open(&bytes).map_err(|error| format!("{error:#}"))
        }
    };
    // A file that is there and damaged is the place; one that is not there is named somewhere.
    let place = place.filter(|_| !path.is_file());
    Some(Read {
        source,
        place,
        template,
    })
}

/// Returns the bytes of a file that is no larger than a template can be.
fn contents(path: &Path) -> anyhow::Result<Vec<u8>> {
    let Ok(known) = fs::metadata(path) else {
        bail!("it is not there");
    };
    if !known.is_file() {
        bail!("it is no file");
    }
    if known.len() > LARGEST {
        bail!("it has more than {} MiB", LARGEST >> 20);
    }
    source::read(path)
}

/// Reports what does not fit between a report and the template of its project.
pub(super) fn examine(project: &Project, report: &Report<'_>, sink: &mut Sink) {
    let Some(read) = &project.template else {
        return;
    };
    if let Err(why) = &read.template {
        return word::unusable(why, read.place, read.source, sink);
    }
    let document = layout::lay_out(report);
    let texts = layout::short_texts(report, &document);
    if let Some(filling) = read.filling(project, &texts) {
        word::check(&document, &filling, read.source, sink);
    }
}

/// Runs `va-report template`.
pub(super) fn run(
    global: &Global,
    command: &args::Template,
    streams: &Streams,
) -> anyhow::Result<u8> {
    match command {
        args::Template::Check(check) => look(global, check, streams),
        args::Template::Init(init) => begin(init, streams),
    }
}

fn look(global: &Global, check: &TemplateCheck, streams: &Streams) -> anyhow::Result<u8> {
    let Outcome::Project(project, _) = project::read_with(check.file.as_deref(), global)? else {
        bail!("the project file cannot be read: `va-report check` says why");
    };
    let Some(read) = &project.template else {
        bail!("no template is named, neither here nor as `template` under [deliverable]");
    };
    let period = project.period(&check.period)?;
    let report = examined(&project, period, &Levels::default(), Sink::default()).report;
    let mut sink = Sink::default();
    examine(&project, &report, &mut sink);
    let policy = Policy {
        rules: &crate::checks::rules(),
        levels: &project.catalogue.levels,
        ..Policy::default()
    };
    let findings = sink.finish(&project.sources, &policy);
    let document = layout::lay_out(&report);
    let texts = layout::short_texts(&report, &document);
    let filling = read.filling(&project, &texts);
    let listing = filling.map(|filling| word::listing(&document, &filling));
    match check.format {
        Shape::Human => {
            let human = form("human").context("the form is one of the known ones")?;
            if findings.iter().next().is_some() {
                stream::complain(&(human.emit)(
                    &findings,
                    &project.sources,
                    streams.colour_of_errors(),
                ));
            }
            if let Some(listing) = &listing {
                stream::result(&template_listing::human(listing))?;
            }
        }
        Shape::Json => {
            let name = project.sources.get(read.source).name();
            stream::result(&template_listing::json(name, listing.as_ref(), &findings)?)?;
        }
    }
    Ok(if findings.counts().errors > 0 {
        FINDINGS
    } else {
        DONE
    })
}

fn begin(init: &TemplateInit, streams: &Streams) -> anyhow::Result<u8> {
    if fs::symlink_metadata(&init.file).is_ok() {
        bail!(
            "{} is there already, and is not overwritten",
            init.file.display()
        );
    }
    let name = init.file.file_name().context("it has no name")?;
    let folder = match init.file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
        _ => PathBuf::from("."),
    };
    let files = [(name.to_string_lossy().into_owned(), word::starter()?)];
    output::create(&folder, &files)?;
    streams.talk(&format!("wrote {}\n", init.file.display()));
    Ok(DONE)
}
