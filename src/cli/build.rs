//! `va-report build`: check, then write the report.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::chart;
use crate::diag::emit::{form, without_notes};
use crate::diag::{Findings, Rule};
use crate::history::{Manifest, Output, Settings, outputs_of, sha256};
use crate::layout;
use crate::layout::document::{Block, Document};
use crate::render::{FORMATS, Format, Setting, docx, extract, terminal};
use crate::report::Report;
use crate::source::Sources;

use super::args::{Build, Charts, Global, PageNumbers};
use super::examine::{Examined, examine, stopped};
use super::finality::{hindrances, told};
use super::project::{self, Outcome, Project};
use super::stream::{self, Streams, width};
use super::{DONE, FAILED, FINDINGS, output, pages, sections};

/// The folder of the charts.
const FIGURES: &str = "figures";

pub(super) fn run(global: &Global, build: &Build, streams: &Streams) -> anyhow::Result<u8> {
    let (project, sink) = match project::read_with(build.template.as_deref(), global)? {
        Outcome::Project(project, sink) => (project, sink),
        Outcome::Unreadable(findings, sources) => {
            complain(global, &findings, &sources, streams);
            return Ok(FAILED);
        }
    };
    let period = project.period(&build.period)?;
    sections::refuse_formats(build)?;
    let examined = examine(&project, period, &build.levels, sink);
    let left = if build.final_ {
        hindrances(&examined)
    } else {
        Vec::new()
    };
    let Examined { report, findings } = examined;
    let stop = stopped(&findings) || !left.is_empty();
    if stop || !global.quiet {
        complain(global, &findings, &project.sources, streams);
    }
    if global.verbose {
        streams.talk(&project.rows());
    }
    let folder = folder(global, &project, &report);
    if !left.is_empty() {
        stream::complain(&told(&left));
    }
    if stop && (project.broken || !build.keep_going) {
        let kept = if folder.exists() {
            "; the files of the last build are as they were"
        } else {
            ""
        };
        stream::complain(&format!("nothing was written{kept}\n"));
        return Ok(if project.broken { FAILED } else { FINDINGS });
    }
    let (files, shown) = if build.section.is_empty() {
        render(build, &project, &report, &findings)?
    } else {
        (sections::render(build, &report, &findings)?, Vec::new())
    };
    if build.check {
        return compare(&folder, &files);
    }
    let stale = stale(&folder, &files);
    output::write(&folder, &files)?;
    output::remove(&stale)?;
    for text in shown {
        stream::result(&text)?;
    }
    tell(&folder, &files, streams);
    Ok(if stop { FINDINGS } else { DONE })
}

/// Says what was written, the charts in one line.
fn tell(folder: &Path, files: &[(String, Vec<u8>)], streams: &Streams) {
    let (charts, others): (Vec<_>, Vec<_>) = files
        .iter()
        .partition(|(name, _)| Path::new(name).starts_with(FIGURES));
    for (name, bytes) in others {
        let path = folder.join(name);
        streams.talk(&format!(
            "wrote {} ({} bytes)\n",
            path.display(),
            bytes.len()
        ));
    }
    if !charts.is_empty() {
        let path = folder.join(FIGURES);
        streams.talk(&format!(
            "wrote {} ({} files)\n",
            path.display(),
            charts.len()
        ));
    }
}

fn folder(global: &Global, project: &Project, report: &Report<'_>) -> PathBuf {
    let out = global
        .out
        .clone()
        .unwrap_or_else(|| project.root.join("out"));
    out.join(report.period.to_string())
}

/// Files by name, and texts for the terminal.
type Rendered = (Vec<(String, Vec<u8>)>, Vec<String>);

/// Returns a document as the options ask for it: without the word for a draft, or with comments.
pub(super) fn finished(mut document: Document, build: &Build, findings: &Findings) -> Document {
    if build.final_ {
        document.properties.status = None;
    }
    if build.comments {
        document.comments = layout::comments(&document, findings);
    }
    document
}

/// Lays a report out, with charts or without.
pub(super) fn laid_out(report: &Report<'_>, build: &Build) -> Document {
    match build.charts {
        Charts::None => layout::lay_out_without_charts(report),
        Charts::Image | Charts::Native => layout::lay_out(report),
    }
}

/// Returns how the formats are written.
pub(super) fn setting(build: &Build) -> Setting<'static> {
    Setting {
        width: width(),
        charts: match build.charts {
            Charts::Native => docx::Charts::Native,
            Charts::Image | Charts::None => docx::Charts::Image,
        },
        template: None,
    }
}

/// Renders all formats; the manifest comes last because it speaks of the others.
fn render(
    build: &Build,
    project: &Project,
    report: &Report<'_>,
    findings: &Findings,
) -> anyhow::Result<Rendered> {
    let document = finished(laid_out(report, build), build, findings);
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut shown = Vec::new();
    let texts = layout::short_texts(report, &document);
    let template = project.template.as_ref();
    let setting = Setting {
        template: template.and_then(|template| template.filling(project, &texts)),
        ..setting(build)
    };
    for format in chosen(build) {
        match format.file {
            Some(file) => files.push((
                file.to_owned(),
                (format.render)(report, &document, &setting)?,
            )),
            None => shown.push(
                String::from_utf8_lossy(&(format.render)(report, &document, &setting)?)
                    .into_owned(),
            ),
        }
    }
    if build.page_numbers == PageNumbers::Libreoffice {
        number_pages(&mut files)?;
    }
    if shown.is_empty() {
        shown.push(terminal::summary(report, width()));
    }
    if chosen(build).any(|format| format.figures) {
        files.extend(figures(&document)?);
    }
    files.push((
        "extract.csv".to_owned(),
        extract::write(report).into_bytes(),
    ));
    files.sort();
    let waived = findings.iter().filter_map(|finding| {
        let reason = finding.waived.clone()?;
        Some([
            finding.rule.code.to_owned(),
            finding.subject.address(),
            reason,
        ])
    });
    let manifest = Manifest {
        version: 1,
        tool: "va-report",
        tool_version: env!("CARGO_PKG_VERSION"),
        period: report.period.to_string(),
        settings: settings(build),
        inputs: project.inputs.clone(),
        waived: waived.collect(),
        outputs: files
            .iter()
            .map(|(name, bytes)| fingerprint(name, bytes))
            .collect(),
    };
    files.push(("manifest.json".to_owned(), manifest.to_json()?));
    Ok((files, shown))
}

/// Puts the numbers of pages into the Word file.
pub(super) fn number_pages(files: &mut [(String, Vec<u8>)]) -> anyhow::Result<()> {
    let documents = files.iter_mut();
    for (_, bytes) in documents.filter(|(name, _)| name.rsplit('.').next() == Some("docx")) {
        *bytes = docx::numbered(bytes, &pages::count(bytes)?)?;
    }
    Ok(())
}

/// Returns the charts of the last build that this one does not have; nothing else is ever removed.
fn stale(folder: &Path, files: &[(String, Vec<u8>)]) -> Vec<PathBuf> {
    let manifest = crate::source::read(&folder.join("manifest.json")).unwrap_or_default();
    let chart = |name: &String| {
        let file = name
            .strip_prefix(FIGURES)
            .and_then(|rest| rest.strip_prefix('/'));
        file.is_some_and(|file| {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
            file.bytes().all(plain) && matches!(file.rsplit('.').next(), Some("svg" | "png"))
        })
    };
    outputs_of(&manifest)
        .into_iter()
        .filter(|name| chart(name) && files.iter().all(|(new, _)| new != name))
        .map(|name| folder.join(name))
        .collect()
}

/// Returns the charts as files of their own: a drawing and a picture for each.
pub(super) fn figures(document: &Document) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for block in document.blocks() {
        let Block::Figure(figure) = block else {
            continue;
        };
        let name = format!("{FIGURES}/{}", figure.file());
        let png = figure.chart.png();
        let png = png.with_context(|| format!("painting the chart {}", figure.file()))?;
        files.push((
            format!("{name}.svg"),
            chart::svg(&figure.chart).into_bytes(),
        ));
        files.push((format!("{name}.png"), png.to_vec()));
    }
    Ok(files)
}

/// Returns the options that change what is written; where it is written is none.
fn settings(build: &Build) -> Settings {
    let codes = |rules: &[&'static Rule]| {
        let codes: BTreeSet<&str> = rules.iter().map(|rule| rule.code).collect();
        codes.into_iter().collect()
    };
    Settings {
        formats: chosen(build).map(|format| format.name).collect(),
        is_final: build.final_,
        keep_going: build.keep_going,
        page_numbers: match build.page_numbers {
            PageNumbers::None => "none",
            PageNumbers::Libreoffice => "libreoffice",
        },
        charts: match build.charts {
            Charts::Image => Some("image"),
            Charts::Native => Some("native"),
            Charts::None => None,
        },
        deny: codes(&build.levels.deny),
        warn: codes(&build.levels.warn),
        allow: codes(&build.levels.allow),
    }
}

pub(super) fn chosen(build: &Build) -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().filter(|format| {
        let named = build.format.iter().any(|name| name == format.name);
        named || (build.format.is_empty() && format.default)
    })
}

fn fingerprint(name: &str, bytes: &[u8]) -> Output {
    Output {
        name: name.to_owned(),
        sha256: sha256(bytes),
        bytes: bytes.len(),
    }
}

/// Says which files are not what would be written.
fn compare(folder: &Path, files: &[(String, Vec<u8>)]) -> anyhow::Result<u8> {
    let mut code = DONE;
    for (name, bytes) in files {
        let path = folder.join(name);
        let current = if path.exists() {
            Some(crate::source::read(&path)?)
        } else {
            None
        };
        let state = match current {
            None => "is missing",
            Some(current) if current == *bytes => continue,
            Some(_) => "is out of date",
        };
        stream::result(&format!("{} {state}\n", path.display()))?;
        code = FINDINGS;
    }
    Ok(code)
}

/// Shows the findings, the notes only when they are asked for: most speak of what is still to be written.
fn complain(global: &Global, findings: &Findings, sources: &Sources, streams: &Streams) {
    let human = form("human").map(|form| form.emit);
    let emit = human.filter(|_| global.verbose).unwrap_or(without_notes);
    stream::complain(&emit(findings, sources, streams.colour_of_errors()));
    if !global.verbose && findings.counts().notes > 0 {
        streams.talk("`va-report check` shows the notes\n");
    }
}
