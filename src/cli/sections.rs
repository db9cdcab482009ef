//! `va-report build --section NAME`: pieces of the report, each as a file of its own.

use anyhow::bail;

use crate::diag::{Findings, nearest, safe};
use crate::layout::section::{SPECIAL, names, section};
use crate::report::Report;

use super::args::{Build, PageNumbers};
use super::build::{chosen, figures, finished, laid_out, number_pages, setting};

/// Formats that hold a whole report or nothing.
const WHOLE: &[&str] = &["json", "terminal"];

/// Refuses formats that cannot hold a piece of a report.
pub(super) fn refuse_formats(build: &Build) -> anyhow::Result<()> {
    let named = build.format.iter();
    let whole = named.filter(|name| WHOLE.contains(&name.as_str()));
    if let (false, Some(name)) = (build.section.is_empty(), whole.into_iter().next()) {
        bail!("--format {name} holds a whole report, and no --section of it");
    }
    Ok(())
}

/// Renders the pieces that are asked for, in each format that can hold one.
pub(super) fn render(
    build: &Build,
    report: &Report<'_>,
    findings: &Findings,
) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let setting = setting(build);
    let mut files = Vec::new();
    for name in &build.section {
        let Some(piece) = section(report, laid_out(report, build), name) else {
            bail!("{}", unknown(report, build, name));
        };
        let document = finished(piece, build, findings);
        if chosen(build).any(|format| format.figures) {
            files.extend(figures(&document)?);
        }
        let formats = chosen(build).filter(|format| !WHOLE.contains(&format.name));
        for format in formats {
            let ending = format.file.and_then(|file| file.rsplit_once('.'));
            let Some((_, ending)) = ending else { continue };
            let bytes = (format.render)(report, &document, &setting)?;
            files.push((format!("{name}.{ending}"), bytes));
        }
    }
    if build.page_numbers == PageNumbers::Libreoffice {
        number_pages(&mut files)?;
    }
    files.sort();
    files.dedup();
    Ok(files)
}

/// Says which pieces there are.
fn unknown(report: &Report<'_>, build: &Build, name: &str) -> String {
    let all = names(&laid_out(report, build));
    let meant = nearest(name, all.iter().copied());
    let meant = meant.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
    let special = SPECIAL.iter();
    let special: Vec<String> = special
        .map(|special| format!("{}: {}", special.name, special.summary))
        .collect();
    format!(
        "this report has no section `{}`{meant}\nit has {}\n{}",
        safe(name),
        all.join(", "),
        special.join("\n")
    )
}
