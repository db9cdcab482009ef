//! A figure is larger than what is installed could deliver.

use crate::calendar::{Calendar, Period};
use crate::catalogue::Capacity;
use crate::diag::{Diagnostic, Rule, Severity, Sink};
use crate::quantity::{Decimal, Unit, share};
use crate::report::amount_text;

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

/// Seconds of an hour.
const HOUR: i64 = 3_600;

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for row in rows(evidence) {
        let Some(capacity) = row.printed.capacity else {
            continue;
        };
        for (period, figure) in row.figures() {
            let time = time(&evidence.catalogue.calendar, period, row.metric.unit);
            let most = capacity.amount.saturating_mul(time.amount);
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

/// How long a capacity can be held in a period.
struct Time {
    amount: Decimal,
    unit: &'static str,
}

/// What a capacity can deliver in a period.
struct Limit {
    capacity: Capacity,
    time: Time,
    most: Decimal,
}

/// Returns the length of a period: in calendar months where storage is kept, in hours where processors work.
fn time(calendar: &Calendar, period: Period, unit: Unit) -> Time {
    if matches!(unit, Unit::TbMonth | Unit::GbMonth | Unit::PbMonth) {
        return Time {
            amount: Decimal::from(period.months()),
            unit: if period.months() == 1 {
                "month"
            } else {
                "months"
            },
        };
    }
    let (from, to) = calendar.span(period);
    Time {
        amount: Decimal::from(to.seconds() - from.seconds()) / Decimal::from(HOUR),
        unit: "h",
    }
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
    let message = format!(
        "`{}` is {} in {period}, {}what is installed: {installed} × {} {} = {}",
        row.address(),
        row.measure(amount),
        percent.unwrap_or_else(|| "more than ".to_owned()),
        amount_text(limit.time.amount, style),
        limit.time.unit,
        row.measure(limit.most),
    );
    Diagnostic::new(&RULE, message)
        .at(row.place(period), "more than can be")
        .see(limit.capacity.place, "what is installed")
        .help("check the unit and the digits of the figure; or correct `capacity` when more was installed")
        .about(row.subject_in(period))
}

#[cfg(test)]
mod tests {
    use super::time;
    use crate::calendar::{Calendar, NaiveDate, Period, Zone};
    use crate::quantity::{Decimal, Unit};

    #[test]
    fn a_period_has_its_own_hours_and_months() {
        let start = NaiveDate::from_ymd_opt(2022, 9, 1).unwrap();
        let calendar = Calendar::new(start, 36, Zone::UTC).unwrap();
        for (period, hours) in [("M1-M6", 4_344), ("M7-M12", 4_416)] {
            let period = Period::parse(period).unwrap();
            let in_hours = time(&calendar, period, Unit::GpuHour);
            assert_eq!(in_hours.amount, Decimal::from(hours));
            let in_months = time(&calendar, period, Unit::TbMonth);
            assert_eq!(in_months.amount, Decimal::from(6));
        }
    }
}
