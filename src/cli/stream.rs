//! Standard output and standard error.

use std::io::{self, IsTerminal as _, Write as _};
use std::num::NonZeroUsize;

use anyhow::Context as _;

use crate::diag::emit::Colour;

use super::args::{Global, When};

/// Fewest columns in which tables are laid out.
const NARROWEST: u16 = 60;
/// Most columns in which tables are laid out.
const WIDEST: u16 = 400;

/// Where results and talk go: results to standard output, all else to standard error.
#[derive(Debug)]
pub(super) struct Streams {
    quiet: bool,
    when: When,
}

impl Streams {
    pub(super) fn new(global: &Global) -> Self {
        Self {
            quiet: global.quiet,
            when: global.color,
        }
    }

    /// Writes talk to standard error, unless less was asked for.
    pub(super) fn talk(&self, text: &str) {
        if !self.quiet {
            complain(text);
        }
    }

    /// Returns whether standard error takes colours.
    pub(super) fn colour_of_errors(&self) -> Colour {
        self.colour(io::stderr().is_terminal())
    }

    /// Returns whether standard output takes colours.
    pub(super) fn colour_of_results(&self) -> Colour {
        self.colour(io::stdout().is_terminal())
    }

    fn colour(&self, terminal: bool) -> Colour {
        let wanted = match self.when {
            When::Always => true,
            When::Never => false,
            When::Auto if set("NO_COLOR") => false,
            When::Auto if set("CLICOLOR_FORCE") => true,
            When::Auto => terminal && variable("TERM").as_deref() != Some("dumb"),
        };
        if wanted {
            Colour::Always
        } else {
            Colour::Never
        }
    }
}

/// Writes a result to standard output. Nobody has to read it to its end: a closed pipe changes nothing of what was found,
/// and so nothing of the exit code.
pub(super) fn result(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.context("writing to standard output"),
    }
}

/// Writes what must be seen to standard error.
pub(super) fn complain(text: &str) {
    // Nothing is left to do when standard error is closed.
    drop(io::stderr().lock().write_all(text.as_bytes()));
}

/// Returns how many columns results have: as many as `COLUMNS` says, or else the terminal itself, when they go to one.
pub(super) fn width() -> u16 {
    let said = variable("COLUMNS").and_then(|columns| columns.parse().ok());
    let size = || terminal_size::terminal_size_of(io::stdout());
    let width = said.or_else(|| size().map(|(terminal_size::Width(columns), _)| columns));
    width.map_or(crate::render::terminal::WIDTH, |columns: u16| {
        columns.clamp(NARROWEST, WIDEST)
    })
}

/// Returns whether standard error is a terminal that somebody may look at, on which a line can be drawn over.
pub(super) fn is_watched() -> bool {
    io::stderr().is_terminal() && !set("CI") && variable("TERM").as_deref() != Some("dumb")
}

/// Returns how many columns the terminal of standard error has.
pub(super) fn width_of_errors() -> u16 {
    let size = terminal_size::terminal_size_of(io::stderr());
    size.map_or(NARROWEST, |(terminal_size::Width(columns), _)| columns)
}

fn set(name: &str) -> bool {
    variable(name).is_some_and(|value| !value.is_empty() && value != "0")
}

/// Returns how many threads read a large file: as many as there are processors. `VA_REPORT_THREADS` says another number,
/// for tests and measurements, because what is written is the same for any.
pub(super) fn threads() -> NonZeroUsize {
    let told = variable("VA_REPORT_THREADS").and_then(|number| number.parse().ok());
    told.or_else(|| std::thread::available_parallelism().ok())
        .unwrap_or(NonZeroUsize::MIN)
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that asks the environment, for colours, width, progress and threads only"
)]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Returns whether an error says that nobody reads the output any more, which is no failure.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let cause = error.root_cause().downcast_ref::<io::Error>();
    cause.is_some_and(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
