//! The command line: reads files, runs the stages, writes the results. It holds no rule of the domain.

mod args;
mod build;
mod check;
mod completions;
mod diff;
mod examine;
mod explain;
mod finality;
mod fix;
mod init;
mod large;
mod man;
mod named;
mod output;
mod pages;
mod progress;
mod project;
mod pull;
mod release;
mod rule;
mod schema;
mod sections;
mod stream;
mod template;
mod trace;
mod usage;

use std::process::ExitCode;

use clap::Parser as _;

use crate::diag::Findings;
use crate::diag::emit::{form, without_notes};
use crate::source::Sources;

use args::{Args, Command};
use stream::Streams;

/// Exit code: done.
const DONE: u8 = 0;
/// Exit code: findings stand in the way.
const FINDINGS: u8 = 1;
/// Exit code: the work could not be done.
const FAILED: u8 = 2;

/// Runs the tool and returns its exit code.
pub fn run() -> ExitCode {
    match completions::answer() {
        Ok(false) => {}
        Ok(true) => return ExitCode::from(DONE),
        Err(error) => return failed(&error),
    }
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return asked_or_misused(&error),
    };
    let streams = Streams::new(&args.global);
    let done = match &args.command {
        Command::Init(init) => init::run(init, &streams),
        Command::Build(build) => build::run(&args.global, build, &streams),
        Command::Check(check) => check::run(&args.global, check, &streams),
        Command::Pull(pull) => pull::run(&args.global, pull, &streams),
        Command::Release(release) => release::run(&args.global, release, &streams),
        Command::Diff(diff) => diff::run(&args.global, diff, &streams),
        Command::Trace(trace) => trace::run(&args.global, trace, &streams),
        Command::Template(command) => template::run(&args.global, command, &streams),
        Command::Explain(explain) => explain::run(explain),
        Command::Schema => schema::run(),
        Command::Completions(completions) => completions::run(completions),
        Command::Man(man) => man::run(man, &streams),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        Err(error) => failed(&error),
    }
}

/// Shows why the project file cannot be read.
fn complain_unreadable(findings: &Findings, sources: &Sources, streams: &Streams) {
    let emit = form("human").map_or(without_notes as _, |form| form.emit);
    stream::complain(&emit(findings, sources, streams.colour_of_errors()));
}

/// Prints the help or the version that was asked for, or says how the command line is wrong.
fn asked_or_misused(told: &clap::Error) -> ExitCode {
    let misused = told.use_stderr();
    match told.print() {
        Err(error) if !misused => {
            failed(&anyhow::Error::new(error).context("writing to standard output"))
        }
        // Nothing is left to do when standard error is closed.
        _ => ExitCode::from(if misused { FAILED } else { DONE }),
    }
}

fn failed(error: &anyhow::Error) -> ExitCode {
    if stream::is_closed_pipe(error) {
        return ExitCode::from(DONE);
    }
    let told = crate::diag::visible(&format!("{error:#}"));
    stream::complain(&format!("error: {told}\n"));
    ExitCode::from(FAILED)
}
