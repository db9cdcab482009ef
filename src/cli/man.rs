//! `va-report man`: manual pages, one for the program and one for each of its commands.

use std::fmt::Write as _;

use anyhow::bail;
use clap::{Command, CommandFactory as _};
use clap_mangen::Man as Page;

use crate::diag::{nearest, safe};

use super::args::{Args, Man};
use super::stream::{self, Streams};
use super::{DONE, output};

/// How the exit codes begin in the help.
const CODES: &str = "Exit codes: ";

pub(super) fn run(man: &Man, streams: &Streams) -> anyhow::Result<u8> {
    let commands = commands();
    if let Some(folder) = &man.dir {
        let pages = commands.iter().map(|command| {
            let (name, page) = page(command)?;
            Ok((format!("{name}.1"), page))
        });
        let pages = pages.collect::<anyhow::Result<Vec<_>>>()?;
        output::write(folder, &pages)?;
        for (name, _) in &pages {
            streams.talk(&format!("wrote {}\n", folder.join(name).display()));
        }
        return Ok(DONE);
    }
    let wanted = man.command.as_deref().unwrap_or("va-report");
    let Some(command) = commands.iter().find(|command| command.get_name() == wanted) else {
        let names = commands.iter().map(Command::get_name);
        let hint = nearest(wanted, names)
            .map(|name| format!("; did you mean {name}?"))
            .unwrap_or_default();
        bail!("there is no command `{}`{hint}", safe(wanted));
    };
    let (_, page) = page(command)?;
    stream::result(&String::from_utf8_lossy(&page))?;
    Ok(DONE)
}

/// Returns the program and its commands, each with the options that all have.
fn commands() -> Vec<Command> {
    let mut program = Args::command().disable_help_subcommand(true);
    program.build();
    let mut all = vec![program.clone()];
    let shown = program
        .get_subcommands()
        .filter(|command| !command.is_hide_set());
    all.extend(shown.cloned());
    all
}

/// Returns the name of a manual page and the page.
fn page(command: &Command) -> anyhow::Result<(String, Vec<u8>)> {
    let name = command
        .get_display_name()
        .unwrap_or_else(|| command.get_name())
        .to_owned();
    let said = |command: &Command| command.get_after_help().map(ToString::to_string);
    let (more, of_all) = (said(command), said(&Args::command()));
    let mut page = Vec::new();
    Page::new(command.clone().after_help(None::<&str>))
        .manual("Virtual Access reports")
        .source(concat!("va-report ", env!("CARGO_PKG_VERSION")))
        .render(&mut page)?;
    let mut rest = String::new();
    for block in more.iter().flat_map(|text| text.split("\n\n")) {
        section(block, &mut rest)?;
    }
    if command.get_name() != "va-report" {
        let blocks = of_all.iter().flat_map(|text| text.split("\n\n"));
        for block in blocks.filter(|block| block.starts_with(CODES)) {
            section(block, &mut rest)?;
        }
        writeln!(rest, ".SH \"SEE ALSO\"\n\\fBva\\-report\\fR(1)")?;
    }
    page.extend(rest.bytes());
    Ok((name, page))
}

/// Adds what stands behind the options of the help: each piece is a section, or a paragraph of the one before it.
fn section(block: &str, page: &mut String) -> anyhow::Result<()> {
    if let Some(codes) = block.strip_prefix(CODES) {
        writeln!(page, ".SH \"EXIT STATUS\"")?;
        for code in codes.split(" · ") {
            let (number, meaning) = code.split_once(' ').unwrap_or((code, ""));
            item(number, meaning, page)?;
        }
        return Ok(());
    }
    let (title, lines) = block.split_once(":\n").unwrap_or(("", block));
    match title {
        "" => writeln!(page, ".PP\n{}", escaped(lines))?,
        "Examples" => writeln!(page, ".SH EXAMPLES")?,
        title => writeln!(page, ".SH NOTES\n{}:", escaped(title))?,
    }
    for line in lines.lines().filter(|_| !title.is_empty()) {
        let (command, meaning) = line.trim().split_once("  ").unwrap_or((line.trim(), ""));
        item(command, meaning.trim(), page)?;
    }
    Ok(())
}

/// Adds an item with what is said of it.
fn item(name: &str, meaning: &str, page: &mut String) -> anyhow::Result<()> {
    let (name, meaning) = (escaped(name), escaped(meaning));
    writeln!(page, ".TP\n\\fB{name}\\fR\n{meaning}")?;
    Ok(())
}

/// Returns a text that a page prints as it is.
fn escaped(text: &str) -> String {
    let plain = text.replace('\\', "\\e").replace('-', "\\-");
    match plain.chars().next() {
        Some('.' | '\'') => format!("\\&{plain}"),
        _ => plain,
    }
}
