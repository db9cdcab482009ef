//! An installation served something, and reports no users.

use crate::calendar::Period;
use crate::catalogue::Installation;
use crate::diag::{Diagnostic, Rule, Severity, Sink};
use crate::quantity::Decimal;

use super::reading::about::about;
use super::reading::phrases::listed;
use super::reading::rows::{FEW, MetricRow, is_nothing, is_positive, tables};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA307",
    name: "use-without-users",
    severity: Severity::Warning,
    summary: "an installation served something in a period for which it reports no users",
    page: include_str!("../../docs/rules/VA307.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for (installation, rows) in tables(evidence) {
        for period in evidence.columns() {
            let people = rows.iter().filter(|row| row.is_of(&["distinct"]));
            let known = people.filter_map(|row| Some((*row, row.value(*period)?)));
            let known: Vec<_> = known.filter(|(_, value)| value.is_present()).collect();
            let Some((users, _)) = known.first() else {
                continue;
            };
            let nobody = known.iter().all(|(_, value)| is_nothing(value));
            let served = served(&rows, *period);
            if nobody && !served.is_empty() {
                sink.push(finding(installation, *users, &served, *period));
            }
        }
    }
}

/// Returns the amounts that were used up; what stands at a height, such as applications hosted, needs no user.
fn served<'e>(rows: &[MetricRow<'e>], period: Period) -> Vec<(MetricRow<'e>, Decimal)> {
    let sums = rows.iter().filter(|row| row.is_of(&["sum"]));
    let amounts = sums.filter_map(|row| {
        let value = row.value(period).filter(|value| is_positive(value))?;
        Some((*row, value.amount()?))
    });
    amounts.collect()
}

fn finding(
    installation: &Installation,
    users: MetricRow<'_>,
    served: &[(MetricRow<'_>, Decimal)],
    period: Period,
) -> Diagnostic {
    let amounts: Vec<String> = served
        .iter()
        .map(|(row, amount)| row.measure(*amount))
        .collect();
    let message = format!(
        "`{}` served {} in {period}, but reports {}",
        installation.id,
        listed(&amounts),
        users.measure(Decimal::ZERO)
    );
    let mut finding = Diagnostic::new(&RULE, message)
        .at(users.place(period), "no users")
        .help("count the users, or give the state `not-reported` when nobody counted them")
        .about(about(installation, Some(period)));
    for (row, amount) in served.iter().take(FEW) {
        finding = finding.see(
            row.place(period),
            format!("{} served", row.measure(*amount)),
        );
    }
    finding
}
