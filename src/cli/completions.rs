//! `va-report completions`: what a shell asks when a person presses the tab key.
//!
//! The script that is printed holds no words of its own: the shell calls the program, with [`VARIABLE`] set, and gets what
//! fits at the cursor. That is why it knows the ids and periods of the project in the current folder.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::CommandFactory as _;
use clap_complete::env::Shells;
use clap_complete::{CompleteEnv, CompletionCandidate};

use crate::catalogue::Catalogue;
use crate::checks;
use crate::diag::safe;

use super::args::{Args, Completions};
use super::{DONE, project, stream};

/// The variable by which a shell says that it asks.
const VARIABLE: &str = "VA_REPORT_COMPLETE";
/// The name by which shells call the program.
const NAME: &str = "va-report";

/// The shells that can be served.
const SHELLS: Shells<'static> = Shells::builtins();

/// Returns the names of the shells that can be served.
pub(super) fn shells() -> Vec<&'static str> {
    SHELLS.names().collect()
}

pub(super) fn run(completions: &Completions) -> anyhow::Result<u8> {
    let shells = SHELLS;
    let Some(shell) = shells.completer(&completions.shell) else {
        bail!("`{}` is no shell that is known", safe(&completions.shell));
    };
    let mut script = Vec::new();
    shell.write_registration(VARIABLE, NAME, NAME, NAME, &mut script)?;
    let mut script = String::from_utf8_lossy(&script).into_owned();
    if completions.shell == "bash" {
        script = script.replacen(ASKS, &format!("{JOINS}{ASKS}"), 1);
    }
    stream::result(&format!("{}\n", script.trim()))?;
    Ok(DONE)
}

/// Where the script of bash begins to ask the program.
const ASKS: &str = "    COMPREPLY=( ";

/// Bash divides `--period=M7` at the sign and completes what is behind it, so the program is asked about two words.
const JOINS: &str = r#"    local word joined=()
    for word in "${!words[@]}"; do
        if [[ "${words[word]}" == "=" ]] && (( word > 0 && word < COMP_CWORD )); then
            (( _CLAP_COMPLETE_INDEX-- ))
        else
            joined+=("${words[word]}")
        fi
    done
    words=("${joined[@]}")
"#;

/// Answers a shell, when this run is called by one; returns whether it was.
pub(super) fn answer() -> anyhow::Result<bool> {
    let here = std::env::current_dir().ok();
    CompleteEnv::with_factory(Args::command)
        .var(VARIABLE)
        .bin(NAME)
        .completer(NAME)
        .try_complete(std::env::args_os(), here.as_deref())
        .context("answering the shell")
}

/// Returns the commands of which there is a manual page.
pub(super) fn commands() -> Vec<CompletionCandidate> {
    let program = Args::command();
    let commands = program.get_subcommands().map(|command| {
        let about = command.get_about().map(ToString::to_string);
        candidate(command.get_name(), &about.unwrap_or_default())
    });
    in_order(commands.collect())
}

/// Returns the periods and groups of the project.
pub(super) fn periods() -> Vec<CompletionCandidate> {
    let mut all = vec![candidate("latest", "the last one with figures")];
    let Some(catalogue) = catalogue() else {
        return all;
    };
    for period in &catalogue.periods {
        all.push(candidate(
            &period.to_string(),
            &catalogue.calendar.label(*period),
        ));
    }
    for (name, span) in &catalogue.groups {
        if is_word(name) && catalogue.period(name).is_some() {
            all.push(candidate(name, &span.to_string()));
        }
    }
    in_order(all)
}

/// Returns the installations of the project, and after an id and `/` its metrics.
pub(super) fn subjects(current: &OsStr) -> Vec<CompletionCandidate> {
    let (Some(catalogue), Some(current)) = (catalogue(), current.to_str()) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for installation in &catalogue.installations {
        let id = installation.id.as_str();
        if !current.contains('/') {
            all.push(candidate(id, &installation.title.value));
            continue;
        }
        for row in &installation.metrics {
            all.push(candidate(&format!("{id}/{}", row.metric), &row.name.value));
        }
    }
    all.retain(|candidate| starts(candidate, current));
    in_order(all)
}

/// Returns the codes of the rules, or their names where one was begun.
pub(super) fn rules(current: &OsStr) -> Vec<CompletionCandidate> {
    let Some(current) = current.to_str() else {
        return Vec::new();
    };
    let named = current.starts_with(|letter: char| letter.is_ascii_lowercase());
    let rules = checks::rules().into_iter().map(|rule| {
        let word = if named { rule.name } else { rule.code };
        candidate(word, rule.summary)
    });
    in_order(
        rules
            .filter(|candidate| starts(candidate, current))
            .collect(),
    )
}

/// Returns the catalogue of the project that the words on the line name, or else of the one in the current folder; what is
/// wrong with it is said by other commands.
fn catalogue() -> Option<Catalogue> {
    let words: Vec<OsString> = std::env::args_os().collect();
    let named = config(&words);
    project::catalogue(named.as_deref()).ok().flatten()
}

/// Returns the project file that the words of a line name.
fn config(words: &[OsString]) -> Option<PathBuf> {
    let pairs = words.iter().zip(words.iter().skip(1));
    let apart = pairs.filter(|(option, _)| *option == "-c" || *option == "--config");
    let joined = words.iter().filter_map(|word| {
        let word = word.to_str()?;
        word.strip_prefix("--config=")
            .or_else(|| word.strip_prefix("-c"))
    });
    let apart = apart.map(|(_, file)| PathBuf::from(file));
    let mut all = apart.chain(joined.map(PathBuf::from));
    all.find(|file| !file.as_os_str().is_empty())
}

/// Returns a word with what a shell shows beside it, fit for a terminal.
fn candidate(word: &str, help: &str) -> CompletionCandidate {
    CompletionCandidate::new(word).help(Some(safe(help).into_owned().into()))
}

fn starts(candidate: &CompletionCandidate, current: &str) -> bool {
    let word = candidate.get_value().to_str();
    word.is_some_and(|word| word.starts_with(current))
}

/// Keeps the order: shells would sort M13-M18 before M7-M12.
fn in_order(all: Vec<CompletionCandidate>) -> Vec<CompletionCandidate> {
    let numbered = all.into_iter().enumerate();
    numbered
        .map(|(number, candidate)| candidate.display_order(Some(number)))
        .collect()
}

/// Returns whether a name can stand in a command as it is, whatever the shell.
fn is_word(name: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    !name.is_empty() && !name.starts_with('-') && name.chars().all(plain)
}
