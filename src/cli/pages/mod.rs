//! Page numbers, counted by LibreOffice.
//!
//! Only a program that makes pages knows them, and it makes them with the fonts of its machine: so this is asked for, and
//! no build does it by itself. LibreOffice runs with a profile of its own in a temporary folder, which holds a macro that
//! opens the report, goes to each bookmark, and writes down the page. What it says is put into the fields of the file.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use tempfile::TempDir;

use crate::render::docx::{Pages, uncommented};

use super::output;

/// How long LibreOffice may take; a report of 700 pages takes it less than a minute.
const LIMIT: Duration = Duration::from_mins(5);
/// What it is called, by how likely it is.
const PROGRAMS: [&str; 2] = ["soffice", "libreoffice"];

const MACRO: &str = include_str!("macro.xba");
const LIBRARIES: &str = include_str!("libraries.xml");
const LIBRARY: &str = include_str!("library.xml");
const SETTINGS: &str = include_str!("settings.xml");

/// Returns the pages of a Word file.
///
/// # Errors
///
/// Fails when there is no LibreOffice, or when it does not say the pages in time.
pub(super) fn count(docx: &[u8]) -> anyhow::Result<Pages> {
    uncommented(docx)
        .and_then(|docx| counted(&docx, &PROGRAMS, LIMIT))
        .context("counting pages for --page-numbers libreoffice")
}

fn counted<P: AsRef<OsStr>>(docx: &[u8], programs: &[P], limit: Duration) -> anyhow::Result<Pages> {
    let folder = TempDir::with_prefix("va-report-").context("making a temporary folder")?;
    let library = |elements: &str| LIBRARY.replace("{{elements}}", elements);
    let libraries = |kind: &str| LIBRARIES.replace("{{kind}}", kind);
    let modules = library("<library:element library:name=\"Pages\"/>");
    let files = [
        ("report.docx", docx.to_vec()),
        ("profile/user/registrymodifications.xcu", SETTINGS.into()),
        ("profile/user/basic/script.xlc", libraries("script").into()),
        ("profile/user/basic/dialog.xlc", libraries("dialog").into()),
        ("profile/user/basic/Standard/script.xlb", modules.into()),
        ("profile/user/basic/Standard/dialog.xlb", library("").into()),
        ("profile/user/basic/Standard/Pages.xba", MACRO.into()),
    ];
    let files = files.map(|(name, bytes): (&str, Vec<u8>)| (name.to_owned(), bytes));
    output::create(folder.path(), &files)?;
    let mut child = start(folder.path(), programs)?;
    wait(&mut child, limit)?;
    let said = fs::read_to_string(folder.path().join("pages.txt")).unwrap_or_default();
    read(&said).context(
        "LibreOffice did not say the pages; see whether it opens the report, or leave the option out",
    )
}

/// Starts LibreOffice by the first of its names that is on the path.
fn start<P: AsRef<OsStr>>(folder: &Path, programs: &[P]) -> anyhow::Result<Child> {
    for program in programs {
        let mut command = Command::new(program);
        command
            .arg(format!(
                "-env:UserInstallation={}",
                address(&folder.join("profile"))
            ))
            .args(["--headless", "--norestore", "--nologo"])
            .arg("macro:///Standard.Pages.Count")
            .env("VA_REPORT_PAGES", folder)
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        match command.spawn() {
            Ok(child) => return Ok(child),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error).context("starting LibreOffice"),
        }
    }
    bail!(
        "no program `soffice` is on the path; install LibreOffice, or leave the option out: the pages are then counted when \
         somebody opens the file in Word and presses Ctrl+A and F9"
    )
}

fn wait(child: &mut Child, limit: Duration) -> anyhow::Result<()> {
    let start = Instant::now();
    while child
        .try_wait()
        .context("waiting for LibreOffice")?
        .is_none()
    {
        if start.elapsed() > limit {
            stop(child);
            bail!(
                "LibreOffice took longer than {} seconds and was stopped; try again, or leave the option out",
                limit.as_secs()
            );
        }
        sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// Stops LibreOffice and the programs that it started.
fn stop(child: &mut Child) {
    #[cfg(unix)]
    drop(
        Command::new("kill")
            .args(["-KILL", "--", &format!("-{}", child.id())])
            .stderr(Stdio::null())
            .status(),
    );
    drop(child.kill());
    drop(child.wait());
}

/// Reads what the macro wrote: a bookmark and its page on each line, and at last how many pages there are.
fn read(said: &str) -> Option<Pages> {
    let lines = said.lines().filter_map(|line| line.trim().split_once(' '));
    let mut pages = Pages::default();
    for (name, page) in lines {
        let page = page.trim().parse().ok()?;
        if name == "pages" {
            pages.count = page;
        } else {
            pages.of.insert(name.to_owned(), page);
        }
    }
    (pages.count > 0 && !pages.of.is_empty()).then_some(pages)
}

/// Returns the address of a file of this machine.
fn address(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut address = "file://".to_owned();
    if !path.starts_with('/') {
        address.push('/');
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' | b':' => {
                address.push(char::from(byte));
            }
            _ => write!(address, "%{byte:02X}").expect("a String takes everything"),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::{Duration, Instant};

    use super::{address, counted, read};

    #[test]
    fn what_the_macro_writes_is_read() {
        let pages = read("_Toc_va_1 2\r\n_Ref_va_2 17\r\npages 18\r\n").unwrap();
        assert_eq!(pages.of["_Ref_va_2"], 17);
        assert_eq!(pages.count, 18);
        assert_eq!(read("_Toc_va_1 2\n"), None, "it was cut off");
        assert_eq!(read("_Toc_va_1 x\npages 3\n"), None);
        assert_eq!(read(""), None);
    }

    #[test]
    fn an_address_holds_any_path() {
        assert_eq!(address(Path::new("/a b/ü")), "file:///a%20b/%C3%BC");
    }

    #[test]
    fn without_libreoffice_it_is_said_what_to_do() {
        let missing = ["no-such-program-of-va-report"];
        let error = counted(b"", &missing, Duration::from_secs(9)).unwrap_err();
        assert!(error.to_string().contains("install LibreOffice"), "{error}");
    }

    #[cfg(unix)]
    fn run(script: &str, limit: Duration) -> anyhow::Result<crate::render::docx::Pages> {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::TempDir::new().unwrap();
        let files = [("soffice".to_owned(), script.as_bytes().to_vec())];
        crate::cli::output::create(folder.path(), &files).unwrap();
        let program = folder.path().join("soffice");
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        counted(b"", &[program], limit)
    }

    #[test]
    #[cfg(unix)]
    fn one_that_hangs_is_stopped_with_all_that_it_started() {
        let start = Instant::now();
        let error = run("#!/bin/sh\nsleep 60 & wait\n", Duration::from_millis(200)).unwrap_err();
        assert!(error.to_string().contains("was stopped"), "{error}");
        assert!(start.elapsed() < Duration::from_secs(20));
    }

    #[test]
    #[cfg(unix)]
    fn one_that_says_nothing_is_told_and_one_that_counts_is_believed() {
        let limit = Duration::from_mins(1);
        let error = run("#!/bin/sh\nexit 1\n", limit).unwrap_err();
        assert!(error.to_string().contains("did not say"), "{error}");
        let script = "#!/bin/sh\nprintf 'a 3\\npages 4\\n' > \"$VA_REPORT_PAGES/pages.txt\"\n";
        let pages = run(script, limit).unwrap();
        assert_eq!((pages.of["a"], pages.count), (3, 4));
    }
}
