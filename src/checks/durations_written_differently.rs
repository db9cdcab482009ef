//! The whole project is written in several ways as the duration of installations.

use crate::catalogue::Field;
use crate::diag::{Rule, Severity, Sink};

use super::reading::fields::given_field;
use super::reading::forms::forms;
use super::reading::named_months::named_months;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA124",
    name: "durations-written-differently",
    severity: Severity::Note,
    summary: "installations write a duration over the whole project in several ways",
    page: include_str!("../../docs/rules/VA124.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let months = evidence.catalogue.calendar.months();
    let durations = evidence
        .catalogue
        .installations
        .iter()
        .filter_map(|installation| {
            let duration = given_field(installation, Field::Duration)?;
            is_all(&duration.text, months).then_some((installation, duration))
        });
    let written = durations.map(|(installation, duration)| {
        let form = duration.text.split_whitespace().collect::<Vec<_>>();
        (form.join(" "), (installation, duration.place))
    });
    if let Some(forms) = forms(written) {
        sink.push(forms.finding(
            &RULE,
            "durations over the whole project are written",
            "everywhere",
        ));
    }
}

/// Returns whether a duration names all months of the project, once, and says nothing else.
fn is_all(duration: &str, months: u16) -> bool {
    match named_months(duration).as_slice() {
        [only] => only.range == (0..duration.len()) && only.months.are_all(months),
        _ => false,
    }
}
