//! Dates of the deliverable and its versions are not in order.

use crate::calendar::NaiveDate;
use crate::catalogue::LogEntry;
use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::source::Spanned;

use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA139",
    name: "dates-out-of-order",
    severity: Severity::Warning,
    summary: "dates of the deliverable and its versions are not in order",
    page: include_str!("../../docs/rules/VA139.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let deliverable = &evidence.catalogue.deliverable;
    let dated = deliverable.log.iter();
    let dated: Vec<(&LogEntry, &Spanned<NaiveDate>)> = dated
        .filter_map(|entry| Some((entry, entry.date.as_ref()?)))
        .collect();
    for pair in dated.windows(2) {
        let [(before, first), (entry, second)] = pair else {
            continue;
        };
        if second.value < first.value {
            let message = format!(
                "version {} is dated before version {}, which stands above it",
                safe(&entry.version.value),
                safe(&before.version.value)
            );
            let finding = Diagnostic::new(&RULE, message)
                .at(second.place, "")
                .see(first.place, "the version before it")
                .help("correct the date, or bring the versions into their order");
            sink.push(finding);
        }
    }
    let newest = dated.iter().max_by_key(|(_, date)| date.value);
    if let (Some(date), Some((entry, newest))) = (&deliverable.date, newest)
        && newest.value != date.value
    {
        let message = format!(
            "the deliverable is dated {}, and its newest version {} is of {}",
            date.value,
            safe(&entry.version.value),
            newest.value
        );
        let finding = Diagnostic::new(&RULE, message)
            .at(date.place, "")
            .see(newest.place, "the newest version")
            .help("give both the date of the version that is sent");
        sink.push(finding);
    }
    let start = evidence.catalogue.calendar.start();
    let own = [deliverable.date.as_ref(), deliverable.due.as_ref()];
    let logged = dated.iter().map(|(_, date)| *date);
    for date in own.into_iter().flatten().chain(logged) {
        if date.value < start {
            let message = format!(
                "{} lies before the project, which began on {start}",
                date.value
            );
            let finding = Diagnostic::new(&RULE, message)
                .at(date.place, "")
                .help("correct the year");
            sink.push(finding);
        }
    }
}
