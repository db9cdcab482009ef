//! A figure is larger than what is installed could deliver.

use crate::calendar::Period;
use crate::catalogue::Capacity;
use crate::diag::{Diagnostic, Rule, Severity, Sink};
use crate::quantity::{Decimal, share};
use crate::report::amount_text;

use super::reading::held::{is_by_month, time_in};
use super::reading::rows::{MetricRow, rows};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA310",
    name: "exceeds-capacity",
    severity: Severity::Warning,
    summary: "a figure is larger than what the installed capacity could deliver in the period",
    page: include_str!("../../docs/rules/VA310.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for row in rows(evidence) {
        let Some(capacity) = row.printed.capacity else {
            continue;
        };
        for (period, figure) in row.figures() {
            let time = time_in(&evidence.catalogue.calendar, period, row.metric.unit);
            let most = capacity.amount.saturating_mul(time);
            let amount = figure.tally.value.amount();
            if let Some(amount) = amount.filter(|amount| *amount > most) {
                let limit = Limit {
                    capacity,
                    time,
                    most,
                };
                sink.push(finding(evidence, row, (period, amount), &limit));
            }
        }
    }
}

/// What a capacity can deliver in a period.
struct Limit {
    capacity: Capacity,
    /// How long it can be held: months where storage is kept, hours where processors work.
    time: Decimal,
    most: Decimal,
}

fn finding(
    evidence: &Evidence<'_>,
    row: MetricRow<'_>,
    (period, amount): (Period, Decimal),
    limit: &Limit,
) -> Diagnostic {
    let style = &evidence.catalogue.style;
    let installed = format!(
        "{} {}",
        amount_text(limit.capacity.amount, style),
        limit.capacity.unit.symbol()
    );
    let percent = share(amount, limit.most)
        .map(|percent| format!("{} of ", style.numbers.percent(percent, 1)));
    let time = match (is_by_month(row.metric.unit), period.months()) {
        (false, _) => "h",
        (true, 1) => "month",
        (true, _) => "months",
    };
    let message = format!(
        "`{}` is {} in {period}, {}what is installed: {installed} × {} {time} = {}",
        row.address(),
        row.measure(amount),
        percent.unwrap_or_else(|| "more than ".to_owned()),
        amount_text(limit.time, style),
        row.measure(limit.most),
    );
    Diagnostic::new(&RULE, message)
        .at(row.place(period), "more than can be")
        .see(limit.capacity.place, "what is installed")
        .help("check the unit and the digits of the figure; or correct `capacity` when more was installed")
        .about(row.subject_in(period))
}
