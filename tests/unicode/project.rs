//! A project in memory: its files from texts, and what a reader finds in the report that is built from them.

use va_report::calendar::Period;
use va_report::diag::Sink;
use va_report::layout::lay_out;
use va_report::narrative;
use va_report::render::{docx, html, markdown};
use va_report::source::Sources;
use va_report::usage::engine::{Engine, Keep};
use va_report::usage::import::Settings;
use va_report::{catalogue, report};

use crate::outline::{Outline, of_docx, of_markdown};
use crate::package::Package;
use crate::page::agrees;
use crate::texts::Texts;

/// The files of a project.
#[derive(Debug)]
pub(crate) struct Files {
    /// `installations.toml`.
    pub(crate) catalogue: String,
    /// A usage file.
    pub(crate) usage: String,
    /// Assessments of M1-M6 by installation.
    pub(crate) assessments: Vec<(&'static str, String)>,
}

/// What a reader finds in a report.
#[derive(Debug)]
pub(crate) struct Found {
    /// In the Word file.
    pub(crate) docx: Outline,
    /// In the Markdown.
    pub(crate) markdown: Outline,
    /// As title in the properties of the Word file.
    pub(crate) title: String,
}

/// Returns a text as TOML writes it, whatever it holds.
fn quoted(text: &str) -> String {
    let letter = |letter: char| match letter {
        ' '..='~' if !matches!(letter, '"' | '\\') => letter.to_string(),
        _ => format!("\\U{:08X}", u32::from(letter)),
    };
    format!("\"{}\"", text.chars().map(letter).collect::<String>())
}

/// Returns a text as Markdown in which nothing is markup.
pub(crate) fn escaped(text: &str) -> String {
    let letter = |letter: char| {
        let mark = if letter.is_ascii_punctuation() {
            "\\"
        } else {
            ""
        };
        format!("{mark}{letter}")
    };
    text.chars().map(letter).collect()
}

impl Files {
    /// Returns a project with three installations alike: one without an assessment, one with a plain text, one with
    /// markup.
    pub(crate) fn of(texts: &Texts) -> Self {
        let installations = ["stub", "plain", "raw"].map(|id| installation(id, texts));
        let catalogue = format!(
            "[project]\nacronym = {}\nwork_package = \"WP1\"\nstart = 2022-09-01\nmonths = 36\n\
             [deliverable]\ntitle = {}\nnumber = {}\n\
             [[budgets]]\nid = \"cpu\"\ntitle = {}\ntotal = 1000\nunit = \"CPU-h\"\n\
             [[providers]]\nid = \"lab\"\nname = {}\n\
             [[metrics]]\nid = \"cpu\"\nname = {}\nnature = \"sum\"\nunit = \"CPU-h\"\n\
             draws_on = \"cpu\"\n{}",
            quoted(&texts.acronym),
            quoted(&texts.deliverable),
            quoted(&texts.number),
            quoted(&texts.budget),
            quoted(&texts.provider),
            quoted(&texts.metric),
            installations.concat(),
        );
        let usage = format!(
            "installation,metric,period,value,unit,note\nstub,cpu,M1-M6,10,CPU-h,\"{}\"\n",
            texts.note.replace('"', "\"\"")
        );
        Self {
            catalogue,
            usage,
            assessments: vec![("plain", escaped(&texts.plain)), ("raw", texts.raw.clone())],
        }
    }

    /// Builds the report of M1-M6 and reads it back; its page must say what the Word file says.
    pub(crate) fn read_back(&self) -> Result<Found, String> {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let id = sources.add("installations.toml", self.catalogue.clone());
        let catalogue = catalogue::load(&sources, id, &mut sink).ok_or("no catalogue")?;
        let id = sources.add("data/lab.csv", self.usage.clone());
        let mut engine = Engine::new(&catalogue, Keep::Nothing);
        engine.read(&mut sources, id, Settings::default(), &mut sink);
        let ledger = engine.finish(&mut sink).ledger;
        let mut texts = Vec::new();
        for (installation, text) in &self.assessments {
            let name = format!("M1-M6/{installation}.md");
            texts.push((name.clone(), sources.add(name, text.clone())));
        }
        let narrative = narrative::load(&sources, &texts, &catalogue, &mut sink);
        let period = Period::parse("M1-M6").map_err(|fault| fault.to_string())?;
        let report = report::assemble(&catalogue, &ledger, &narrative, period);
        let document = lay_out(&report);
        let bytes = docx::write(&document).map_err(|error| error.to_string())?;
        let package = Package::read(&bytes)?;
        let title = package.part("docProps/core.xml").child("dc:title");
        let title = title.ok_or("no title")?.text();
        let markdown = markdown::write(&document);
        let docx = of_docx(&package);
        agrees(&html::write(&document), &docx)?;
        Ok(Found {
            docx,
            markdown: of_markdown(&markdown).map_err(|fault| format!("{fault} in\n{markdown}"))?,
            title,
        })
    }
}

fn installation(id: &str, texts: &Texts) -> String {
    format!(
        "[[installations]]\nid = \"{id}\"\nprovider = \"lab\"\ntitle = {}\ntask = {}\n\
         description = {}\nlocation = {}\n\
         metrics = [{{ metric = \"cpu\", name = {}, baseline = {}, measured = {} }}]\n",
        quoted(&texts.title),
        quoted(&texts.task),
        quoted(&texts.description),
        quoted(&texts.location),
        quoted(&texts.name),
        quoted(&texts.baseline),
        quoted(&texts.measured),
    )
}
