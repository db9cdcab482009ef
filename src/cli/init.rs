//! `va-report init`: a project to begin with.

use std::fmt::Write as _;

use anyhow::{Context as _, bail};

use crate::calendar::{Calendar, Period, ProjectMonth, Zone};

use super::args::Init;
use super::stream::Streams;
use super::{DONE, output};

/// Months of a period, unless the project is shorter.
const EVERY: u16 = 6;

/// A file of the scaffold: its path, and its text with names in braces where the answers come.
type Template = (&'static str, &'static str);

/// The files in which answers come.
const TEMPLATES: &[Template] = &[
    ("data/provider.csv", include_str!("scaffold/usage.csv")),
    (
        ".github/workflows/va-report.yml",
        include_str!("scaffold/workflow.yml"),
    ),
    // So that a folder without a text is kept by git.
    ("assessments/.gitkeep", ""),
    // The project file comes last: when it is there, all is.
    (
        "installations.toml",
        include_str!("scaffold/installations.toml"),
    ),
];

pub(super) fn run(init: &Init, streams: &Streams) -> anyhow::Result<u8> {
    let folder = &init.folder;
    let calendar = Calendar::new(init.start, init.months, Zone::UTC).context(
        "the project's months do not fit into the calendar: look at --start and --months",
    )?;
    let whole = Period::new(ProjectMonth::FIRST, calendar.last_month());
    let every = EVERY.min(init.months);
    let first = calendar.months_of(every).first().copied();
    let (Some(whole), Some(first)) = (whole, first) else {
        bail!("a project has at least one month");
    };
    let answers = [
        ("{acronym}", quoted(&init.acronym)),
        ("{work_package}", quoted(&init.work_package)),
        ("{start}", init.start.to_string()),
        ("{months}", init.months.to_string()),
        ("{every}", every.to_string()),
        ("{first}", first.to_string()),
        ("{whole}", whole.to_string()),
    ];
    let mut files = vec![(
        "installations.schema.json".to_owned(),
        crate::render::schema::write()?,
    )];
    for (path, template) in TEMPLATES {
        if init.no_ci && path.starts_with(".github/") {
            continue;
        }
        files.push(((*path).to_owned(), filled(template, &answers).into_bytes()));
    }
    output::create(folder, &files)?;
    for (name, _) in &files {
        let path = folder.join(name);
        let path = path.strip_prefix(".").unwrap_or(&path);
        streams.talk(&format!("wrote {}\n", path.display()));
    }
    streams.talk(NEXT);
    Ok(DONE)
}

const NEXT: &str = "\
next: `va-report check` lists what is to be filled in, `va-report build` writes the report of what there is
";

/// Returns a template with the answers in it; an answer is never taken for a part of the template.
fn filled(template: &str, answers: &[(&str, String)]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        let answer = answers.iter().find(|(name, _)| from.starts_with(name));
        let (name, answer) = answer.map_or(("{", "{"), |(name, answer)| (*name, answer.as_str()));
        text.push_str(answer);
        rest = from.get(name.len()..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}

/// Returns a text as TOML writes it between quotes.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() => {
                write!(quoted, "\\u{:04X}", u32::from(letter)).expect("a String takes everything");
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::{filled, quoted};

    #[test]
    fn a_text_is_quoted_for_toml() {
        assert_eq!(quoted("a \"b\" \\ c\n"), r#""a \"b\" \\ c\u000A""#);
    }

    #[test]
    fn answers_come_where_their_names_stand() {
        let answers = [("{a}", "{b}".to_owned()), ("{b}", "2".to_owned())];
        assert_eq!(filled("{a} {b} {c} {", &answers), "{b} 2 {c} {");
    }
}
