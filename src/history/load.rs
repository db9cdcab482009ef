//! Reads the releases of a project.

use crate::diag::{Diagnostic, Sink, safe};
use crate::source::{Place, SourceId, Sources};

use super::release::{Release, ReleaseFault};
use super::restated::{Past, Released};
use super::rules::UNREADABLE_RELEASE;

/// Reads releases from files with their names below the folder of releases, such as `M7-M12.json`.
pub fn load(sources: &Sources, files: &[(String, SourceId)], sink: &mut Sink) -> Past {
    let mut past = Past::default();
    for (name, id) in files {
        match read(sources, name, *id) {
            Ok(release) => past.releases.push(Released {
                release,
                source: *id,
            }),
            Err(finding) => {
                past.incomplete = true;
                sink.push(*finding);
            }
        }
    }
    past.releases
        .sort_by_key(|released| released.release.period);
    past
}

fn read(sources: &Sources, name: &str, id: SourceId) -> Result<Release, Box<Diagnostic>> {
    let file = sources.get(id);
    let finding = |line: usize, message: String, help: &str| {
        let place = Place {
            source: id,
            span: file.line(line),
        };
        let finding = Diagnostic::new(&UNREADABLE_RELEASE, message);
        Box::new(finding.at(place, "").help(help))
    };
    let release = Release::parse(file.text()).map_err(|fault| match fault {
        ReleaseFault::Form { message, line } => finding(
            line,
            format!("the release cannot be read: {}", safe(&message)),
            "take the file back from version control; it is written by `va-report release` only",
        ),
        ReleaseFault::Version(version) => finding(
            1,
            format!("the release has version {version}, and only version 1 is known"),
            "use the version of va-report that wrote it, or a later one",
        ),
        ReleaseFault::Edited => finding(
            1,
            "the release was edited: it is not what was frozen".to_owned(),
            "take the file back from version control; a figure that was wrong stays here, and [[restate]] in \
             installations.toml says why it changed",
        ),
    })?;
    let wanted = format!("{}.json", release.period);
    if name != wanted {
        let message = format!("the release of {} is not in its file", release.period);
        let help = format!("call the file releases/{wanted}, or remove it when it is a copy");
        return Err(finding(1, message, &help));
    }
    Ok(release)
}
