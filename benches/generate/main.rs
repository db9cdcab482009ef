//! Makes a project with a usage file of any size, for measurements. The same arguments give the same bytes.
//!
//! ```text
//! cargo run --release --example generate -- --rows 1000000 FOLDER
//! ```
//!
//! writes FOLDER/installations.toml and FOLDER/data/usage.csv.

mod project;
mod random;
mod usage;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use usage::{Order, Quotes, Settings};

const USAGE: &str = "generate [--rows N] [--users N] [--seed N] [--quotes none|some|all] [--order random|time] FOLDER";

fn main() -> ExitCode {
    let Some((settings, folder)) = arguments(std::env::args().skip(1)) else {
        return told(USAGE);
    };
    match make(&settings, &folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => told(&format!("{}: {error}", folder.display())),
    }
}

fn told(text: &str) -> ExitCode {
    drop(writeln!(io::stderr(), "{text}"));
    ExitCode::from(2)
}

/// Reads the arguments; `None` when they cannot be understood.
fn arguments(mut words: impl Iterator<Item = String>) -> Option<(Settings, PathBuf)> {
    let mut settings = Settings {
        rows: 1_000_000,
        seed: 1,
        users: 20_000,
        quotes: Quotes::None,
        order: Order::Random,
    };
    let mut folder = None;
    while let Some(word) = words.next() {
        match word.as_str() {
            "--rows" => settings.rows = number(words.next())?,
            "--seed" => settings.seed = number(words.next())?,
            "--users" => settings.users = number(words.next()).filter(|users| *users > 0)?,
            "--quotes" => {
                settings.quotes = match words.next()?.as_str() {
                    "none" => Quotes::None,
                    "some" => Quotes::Some,
                    "all" => Quotes::All,
                    _ => return None,
                }
            }
            "--order" => {
                settings.order = match words.next()?.as_str() {
                    "random" => Order::Random,
                    "time" => Order::Time,
                    _ => return None,
                }
            }
            word if word.starts_with('-') || folder.is_some() => return None,
            word => folder = Some(PathBuf::from(word)),
        }
    }
    Some((settings, folder?))
}

fn number(word: Option<String>) -> Option<u64> {
    word?.replace('_', "").parse().ok()
}

fn make(settings: &Settings, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder.join("data"))?;
    let mut project = File::create(folder.join("installations.toml"))?;
    project.write_all(project::text().as_bytes())?;
    let mut out = BufWriter::with_capacity(1 << 18, File::create(folder.join("data/usage.csv"))?);
    usage::write(settings, &mut out)?;
    out.flush()
}
