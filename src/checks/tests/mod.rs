//! What the unit tests of several checks try them on.

mod any_text;

use crate::diag::{Policy, Sink};
use crate::history::Past;
use crate::source::Sources;
use crate::{catalogue, narrative, report, usage};

use super::{Check, Evidence};

/// Returns what a check finds in texts such as `M7-M12/cloud`, each finding as `file:line:column: message`; the report is
/// that of M7-M12 of a project of 36 months from September 2022 in half-years.
pub(super) fn found(check: &Check, texts: &[(&str, &str)]) -> Vec<String> {
    found_in("language = \"en\"", check, texts)
}

/// Returns what a check finds in texts of the same project, whose deliverable has these keys.
pub(super) fn found_in(deliverable: &str, check: &Check, texts: &[(&str, &str)]) -> Vec<String> {
    let project = format!(
        "{}\n[deliverable]\n{deliverable}\n",
        include_str!("project.toml")
    );
    let mut sources = Sources::default();
    let mut sink = Sink::default();
    let source = sources.add("installations.toml", project);
    let catalogue = catalogue::load(&sources, source, &mut sink).unwrap();
    let ledger = usage::engine::fold(&catalogue, &[], &mut sink);
    let mut files = Vec::new();
    for (name, text) in texts {
        let name = format!("{name}.md");
        files.push((name.clone(), sources.add(name, (*text).to_owned())));
    }
    let narrative = narrative::load(&sources, &files, &catalogue, &mut sink);
    let period = catalogue.period("M7-M12").unwrap();
    let report = report::assemble(&catalogue, &ledger, &narrative, period);
    let evidence = Evidence {
        sources: &sources,
        catalogue: &catalogue,
        ledger: &ledger,
        narrative: &narrative,
        report: &report,
        past: &Past::default(),
        restated: &[],
    };
    let before = sink.finish(&sources, &Policy::default());
    assert_eq!(before.counts().errors, 0);
    let mut sink = Sink::default();
    (check.run)(&evidence, &mut sink);
    let findings = sink.finish(&sources, &Policy::default());
    let shown = findings.iter().map(|finding| {
        let (name, position) = sources.locate(finding.primary.as_ref().unwrap().place);
        format!(
            "{name}:{}:{}: {}",
            position.line, position.column, finding.message
        )
    });
    shown.collect()
}
