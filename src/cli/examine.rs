//! From a project to its report and all findings: what `build` and `check` have in common.

use crate::calendar::Period;
use crate::catalogue::Annex;
use crate::checks::{self, Evidence};
use crate::diag::{Findings, Level, Policy, Severity, Sink};
use crate::history;
use crate::report::{self, Report};

use super::args::Levels;
use super::project::Project;
use super::template;

/// A report with all that was found about it.
pub(super) struct Examined<'p> {
    pub(super) report: Report<'p>,
    pub(super) findings: Findings,
}

/// Assembles the report of a period, runs the checks, and applies what the project and the run accept.
pub(super) fn examine<'p>(
    project: &'p Project,
    period: Period,
    levels: &Levels,
    mut sink: Sink,
) -> Examined<'p> {
    let mut report = report::assemble(
        &project.catalogue,
        &project.ledger,
        &project.narrative,
        period,
    );
    let restated = history::restated(
        &project.past,
        &project.catalogue,
        &project.ledger,
        &project.narrative,
    );
    report.restate(&restated);
    let annexes = &project.catalogue.deliverable.annexes;
    if annexes.contains(&Annex::Provenance) {
        report.tell_provenance(&project.ledger, &project.sources);
    }
    let evidence = Evidence {
        sources: &project.sources,
        catalogue: &project.catalogue,
        ledger: &project.ledger,
        narrative: &project.narrative,
        report: &report,
        past: &project.past,
        restated: &restated,
    };
    checks::run(&evidence, &mut sink);
    template::examine(project, &report, &mut sink);
    let newest = project
        .ledger
        .latest()
        .is_none_or(|latest| latest <= period);
    let policy = Policy {
        rules: &checks::rules(),
        waivers: &project.catalogue.waivers,
        levels: &project.catalogue.levels,
        overrides: &overrides(levels),
        last: newest.then(|| period.last()),
    };
    // What was accepted of a text in its own period is in doubt again in the next one.
    let unwaived = Policy {
        waivers: &[],
        last: None,
        ..policy
    };
    let doubts = checks::doubts(&evidence).finish(&project.sources, &unwaived);
    let findings = sink.finish(&project.sources, &policy);
    report.annotate(&findings, &doubts);
    if annexes.contains(&Annex::WaivedFindings) {
        report.tell_waived(&findings);
    }
    Examined { report, findings }
}

/// Returns the levels that the run sets; the graver one wins, so it stands last.
fn overrides(levels: &Levels) -> Vec<(String, Level)> {
    let sets = [
        (&levels.allow, Level::Allow),
        (&levels.warn, Level::As(Severity::Warning)),
        (&levels.deny, Level::As(Severity::Error)),
    ];
    let pairs = sets
        .into_iter()
        .flat_map(|(rules, level)| rules.iter().map(move |rule| (rule.code.to_owned(), level)));
    pairs.collect()
}

/// Returns whether findings stop the work.
pub(super) fn stopped(findings: &Findings) -> bool {
    findings.counts().errors > 0
}
