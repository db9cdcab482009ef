//! The baseline of a count differs from the length of the list in the baseline that it counts.

use crate::catalogue::Meaning;
use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::quantity::{Comparator, Decimal};
use crate::report::amount_text;

use super::reading::baseline_list::length_of;
use super::reading::rows::{MetricRow, rows};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA413",
    name: "baseline-count-contradicts-list",
    severity: Severity::Warning,
    summary: "the baseline of a count differs from the number of countries in the baseline of its list",
    page: include_str!("../../docs/rules/VA413.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for finding in rows(evidence).filter_map(|row| finding(evidence, row)) {
        sink.push(finding);
    }
}

fn finding(evidence: &Evidence<'_>, row: MetricRow<'_>) -> Option<Diagnostic> {
    let baseline = &row.printed.baseline;
    let Meaning::Amount {
        comparator, amount, ..
    } = baseline.meaning
    else {
        return None;
    };
    let from = row.metric.derived_from.as_ref()?;
    let list = &row.installation.metric(from.as_str())?.baseline;
    let length = match list.meaning {
        Meaning::Countries(_) => Decimal::from(length_of(list)?),
        Meaning::Amount { amount, .. } if amount.is_zero() => amount,
        Meaning::Amount { .. } | Meaning::NotSet | Meaning::Unclear => return None,
    };
    if agrees(comparator, amount, length) {
        return None;
    }
    let countries = amount_text(length, &evidence.catalogue.style);
    let message = format!(
        "the baseline is `{}`, the list in the baseline of `{from}` has {countries} countries",
        safe(&baseline.as_written)
    );
    let finding = Diagnostic::new(&RULE, message)
        .at(baseline.place, "the count")
        .see(list.place, "the list")
        .help(format!("write `{countries}`, or complete the list"))
        .about(row.subject());
    Some(finding)
}

/// Returns whether a list of that length keeps what the baseline of the count says.
fn agrees(comparator: Comparator, amount: Decimal, length: Decimal) -> bool {
    match comparator {
        Comparator::Exactly => length == amount,
        Comparator::AtLeast => length >= amount,
        Comparator::MoreThan => length > amount,
        Comparator::AtMost => length <= amount,
        Comparator::LessThan => length < amount,
        Comparator::About => true,
    }
}

#[cfg(test)]
mod tests {
    use super::agrees;
    use crate::quantity::{Comparator, Decimal};

    #[test]
    fn a_floor_is_kept_by_a_longer_list() {
        let nine = Decimal::from(9);
        assert!(agrees(Comparator::Exactly, nine, nine));
        assert!(agrees(Comparator::MoreThan, Decimal::from(5), nine));
        assert!(!agrees(Comparator::MoreThan, nine, nine));
        assert!(!agrees(Comparator::Exactly, Decimal::from(10), nine));
    }
}
