//! What is shown on a terminal while usage files are read, when it takes longer than a second.
//!
//! Reading only adds to numbers; a thread of its own looks at the clock and draws. Where nobody watches there is no
//! thread, and nothing is ever written.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::args::Global;
use super::stream;

/// How long nothing is shown.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the line is drawn anew.
const EVERY: Duration = Duration::from_millis(200);

/// Shows what has been read, or nothing.
#[derive(Debug)]
pub(super) struct Progress {
    shown: Option<Shown>,
}

#[derive(Debug)]
struct Shown {
    state: Arc<State>,
    drawer: Option<JoinHandle<()>>,
}

/// What the readers say and the drawer shows.
#[derive(Debug, Default)]
struct State {
    /// Bytes of all files together.
    total: AtomicU64,
    /// Bytes that were read of them.
    done: AtomicU64,
    /// Rows that were read, counted block by block.
    rows: Arc<AtomicU64>,
    current: Mutex<Current>,
    told: Condvar,
}

/// The file that is being read.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Current {
    name: String,
    /// Its place among the files, from 1.
    number: usize,
    /// How many files there are.
    files: usize,
    /// Bytes of it.
    total: u64,
    /// Bytes that had been read before it.
    before: u64,
    over: bool,
}

impl Progress {
    /// Returns what shows progress where it is wanted and somebody may watch.
    pub(super) fn new(global: &Global) -> Self {
        let wanted = wanted(global, stream::is_watched());
        Self {
            shown: wanted.then(|| Shown {
                state: Arc::default(),
                drawer: None,
            }),
        }
    }

    /// Begins with these files.
    pub(super) fn begin(&mut self, paths: &[PathBuf]) {
        let Some(shown) = &mut self.shown else { return };
        let total = paths.iter().map(|path| length(path)).sum();
        shown.state.total.store(total, Ordering::Relaxed);
        shown.state.now(|current| current.files = paths.len());
        let state = Arc::clone(&shown.state);
        shown.drawer = Some(thread::spawn(move || draw(&state)));
    }

    /// Goes on to the next file.
    pub(super) fn file(&mut self, name: &str, path: &Path) {
        let Some(shown) = &self.shown else { return };
        let before = shown.state.done.load(Ordering::Relaxed);
        shown.state.now(|current| {
            name.clone_into(&mut current.name);
            current.number += 1;
            current.total = length(path);
            current.before = before;
        });
    }

    /// Returns a stream that counts the bytes that are read from a file.
    pub(super) fn count(&self, file: File) -> Counted {
        let state = self.shown.as_ref().map(|shown| Arc::clone(&shown.state));
        Counted { file, state }
    }

    /// Returns what rows are counted by while they are read.
    pub(super) fn rows(&self) -> Arc<AtomicU64> {
        let rows = self.shown.as_ref().map(|shown| &shown.state.rows);
        rows.map(Arc::clone).unwrap_or_default()
    }

    /// Ends, and leaves no trace on the terminal.
    pub(super) fn end(&mut self) {
        let Some(shown) = self.shown.take() else {
            return;
        };
        shown.state.now(|current| current.over = true);
        shown.state.told.notify_all();
        if let Some(drawer) = shown.drawer {
            // A drawer that failed has nothing more to clear.
            drop(drawer.join());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end();
    }
}

/// Returns whether progress is shown.
fn wanted(global: &Global, watched: bool) -> bool {
    watched && !global.quiet && !global.no_progress
}

fn length(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |data| data.len())
}

/// A file whose bytes are counted while they are read.
#[derive(Debug)]
pub(super) struct Counted {
    file: File,
    state: Option<Arc<State>>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        if let Some(state) = &self.state {
            state.done.fetch_add(count as u64, Ordering::Relaxed);
        }
        Ok(count)
    }
}

impl State {
    fn now(&self, change: impl FnOnce(&mut Current)) {
        change(&mut self.current.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// Draws until it is over; the line is cleared at the end.
fn draw(state: &State) {
    let begin = Instant::now();
    let mut wait = PATIENCE;
    let mut drawn = 0;
    loop {
        let current = state.current.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = state
            .told
            .wait_timeout_while(current, wait, |current| !current.over);
        let (current, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if current.over {
            break;
        }
        let seen = Seen {
            current: current.clone(),
            done: state.done.load(Ordering::Relaxed),
            total: state.total.load(Ordering::Relaxed),
            rows: state.rows.load(Ordering::Relaxed),
            millis: u64::try_from(begin.elapsed().as_millis()).unwrap_or(u64::MAX),
        };
        drop(current);
        let width = usize::from(stream::width_of_errors()).saturating_sub(1);
        let line: String = seen.line().chars().take(width).collect();
        let length = line.chars().count();
        let rest = " ".repeat(drawn.max(length) - length);
        stream::complain(&format!("\r{line}{rest}"));
        (drawn, wait) = (length, EVERY);
    }
    if drawn > 0 {
        stream::complain(&format!("\r{}\r", " ".repeat(drawn)));
    }
}

/// All that the line says.
#[derive(Debug)]
struct Seen {
    current: Current,
    done: u64,
    total: u64,
    rows: u64,
    millis: u64,
}

impl Seen {
    fn line(&self) -> String {
        let current = &self.current;
        let mut parts = vec![format!("reading {}", crate::diag::visible(&current.name))];
        if current.files > 1 {
            parts.push(format!(" ({} of {})", current.number, current.files));
        }
        let of_file = self.done.saturating_sub(current.before).min(current.total);
        parts.push(format!(": {} of {}", size(of_file), size(current.total)));
        if self.rows > 0 {
            parts.push(format!(", {} rows", grouped(self.rows)));
        }
        let rate = self.done.saturating_mul(1000) / self.millis.max(1);
        parts.push(format!(", {}/s", size(rate)));
        let left = self.total.saturating_sub(self.done);
        if left > 0 && rate > 0 {
            parts.push(format!(", {} left", time(left.div_ceil(rate))));
        }
        parts.concat()
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        1_000_000..10_000_000_000 => format!("{} MB", bytes / 1_000_000),
        _ => format!("{} GB", bytes / 1_000_000_000),
    }
}

fn time(seconds: u64) -> String {
    if seconds < 100 {
        format!("{seconds} s")
    } else {
        format!("{} min", seconds.div_ceil(60))
    }
}

fn grouped(number: u64) -> String {
    if number < 1000 {
        return number.to_string();
    }
    format!("{},{:03}", grouped(number / 1000), number % 1000)
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::super::args::Args;
    use super::{Current, Seen, wanted};

    fn told(words: &[&str], watched: bool) -> bool {
        let words = [&["va-report", "check"], words].concat();
        wanted(&Args::try_parse_from(words).unwrap().global, watched)
    }

    #[test]
    fn progress_is_for_those_who_watch_and_did_not_refuse_it() {
        assert!(told(&[], true));
        assert!(!told(&[], false));
        assert!(!told(&["--quiet"], true));
        assert!(!told(&["--no-progress"], true));
    }

    #[test]
    fn the_line_says_bytes_rows_rate_and_time_left() {
        let mut seen = Seen {
            current: Current {
                name: "data/a\u{1b}.csv".to_owned(),
                number: 1,
                files: 1,
                total: 1_168_000_000,
                before: 0,
                over: false,
            },
            done: 584_000_000,
            total: 1_168_000_000,
            rows: 0,
            millis: 2000,
        };
        let line = seen.line();
        assert!(!line.contains('\u{1b}'), "{line}");
        assert!(
            line.ends_with(".csv: 584 MB of 1168 MB, 292 MB/s, 2 s left"),
            "{line}"
        );
        seen.current.name = "data/b.csv".to_owned();
        (seen.current.number, seen.current.files) = (2, 3);
        (seen.current.before, seen.current.total) = (500_000_000, 100_000_000);
        (seen.rows, seen.total) = (4_300_001, 60_000_000_000);
        assert_eq!(
            seen.line(),
            "reading data/b.csv (2 of 3): 84 MB of 100 MB, 4,300,001 rows, 292 MB/s, 4 min left"
        );
        (seen.done, seen.total) = (0, 0);
        assert_eq!(
            seen.line(),
            "reading data/b.csv (2 of 3): 0 kB of 100 MB, 4,300,001 rows, 0 kB/s"
        );
    }
}
