//! `va-report man`: manual pages, one for the program and one for each of its commands.

use anyhow::bail;
use clap::{Command, CommandFactory as _};
use clap_mangen::Man as Page;

use crate::diag::{nearest, safe};

use super::args::{Args, Man};
use super::stream::{self, Streams};
use super::{DONE, output};

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
    let mut page = Vec::new();
    Page::new(command.clone())
        .manual("Virtual Access reports")
        .render(&mut page)?;
    Ok((name, page))
}
