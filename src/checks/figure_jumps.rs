//! A figure changes between two periods by more than use does.

use crate::calendar::Period;
use crate::diag::{Diagnostic, Rule, Severity, Sink};
use crate::quantity::{Decimal, share};
use crate::report::Figure;

use super::reading::rows::{MetricRow, rows};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA309",
    name: "figure-jumps",
    severity: Severity::Warning,
    summary: "a figure is ten times, or a tenth of, that of the period before, or a level fell by more than half",
    page: include_str!("../../docs/rules/VA309.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// The factor from which on a change is a jump.
const FACTOR: Decimal = Decimal::TEN;
/// Counts below this one are the beginning of something: from 1 to 12 users nobody jumps.
const BEGINNING: i64 = 5;

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let compared = rows(evidence).filter(|row| row.is_of(&["sum", "level", "distinct"]));
    for row in compared {
        let readings: Vec<Reading> = row
            .figures()
            .filter_map(|pair| reading(row, pair))
            .collect();
        for pair in readings.windows(2) {
            if let [before, now] = pair
                && let Some(jump) = jump(row.metric.nature.name, before, now)
            {
                sink.push(finding(evidence, row, (before, now), &jump));
            }
        }
    }
}

/// A figure that was reported, and the months in which it was served.
#[derive(Debug)]
struct Reading {
    period: Period,
    amount: Decimal,
    months: u16,
    settled: bool,
}

/// How a figure jumped.
#[derive(Debug, PartialEq, Eq)]
enum Jump {
    /// So many times as much.
    Up(Decimal),
    /// So many percent of what it was.
    Down(Decimal),
}

fn reading(row: MetricRow<'_>, (period, figure): (Period, &Figure)) -> Option<Reading> {
    let started = row.installation.integrated_from.map(|month| month.value);
    let within = started.filter(|month| period.contains(*month));
    let first = within.unwrap_or(period.first());
    Some(Reading {
        period,
        amount: figure.tally.value.amount()?,
        months: period.last().number() - first.number() + 1,
        settled: !figure.tally.provisional && !figure.tally.partial,
    })
}

/// Returns how a figure jumped; sums are compared per month, and what is still to be confirmed is not compared.
fn jump(nature: &str, before: &Reading, now: &Reading) -> Option<Jump> {
    let rate = |reading: &Reading| match nature {
        "sum" => reading.amount / Decimal::from(reading.months),
        _ => reading.amount,
    };
    let (earlier, later) = (rate(before), rate(now));
    let beginning = nature != "sum" && earlier < Decimal::from(BEGINNING);
    if earlier.is_zero() || beginning || !(before.settled && now.settled) {
        return None;
    }
    let times = later.checked_div(earlier)?;
    let fell = later < earlier;
    let collapsed = nature == "level" && times < Decimal::new(5, 1);
    let tenth = !later.is_zero() && times.checked_mul(FACTOR)? <= Decimal::ONE;
    if times >= FACTOR {
        Some(Jump::Up(times))
    } else if fell && (collapsed || tenth) {
        Some(Jump::Down(share(later, earlier)?))
    } else {
        None
    }
}

fn finding(
    evidence: &Evidence<'_>,
    row: MetricRow<'_>,
    (before, now): (&Reading, &Reading),
    jump: &Jump,
) -> Diagnostic {
    let numbers = &evidence.catalogue.style.numbers;
    let (verb, extent) = match jump {
        Jump::Up(times) => (
            "rises",
            format!("{} times as much", numbers.amount(*times, 1)),
        ),
        Jump::Down(percent) => ("falls", format!("{} of it", numbers.percent(*percent, 1))),
    };
    let each = if before.months == now.months || !row.is_of(&["sum"]) {
        ""
    } else {
        " each month"
    };
    let message = format!(
        "`{}` {verb} from {} in {} to {} in {}, {extent}{each}",
        row.address(),
        row.measure(before.amount),
        before.period,
        row.measure(now.amount),
        now.period,
    );
    Diagnostic::new(&RULE, message)
        .at(row.place(now.period), "this figure")
        .see(row.place(before.period), "the one before")
        .help("ask whether a digit, a unit or the way of counting changed; when the figure is right, say so in the assessment and waive the finding")
        .about(row.subject_in(now.period))
}

#[cfg(test)]
mod tests {
    use super::{Jump, Reading, jump};
    use crate::calendar::Period;
    use crate::quantity::Decimal;

    fn read(amount: i64, period: &str) -> Reading {
        let period = Period::parse(period).unwrap();
        Reading {
            period,
            amount: Decimal::from(amount),
            months: period.months(),
            settled: true,
        }
    }

    fn from_to(nature: &str, before: i64, now: i64) -> Option<Jump> {
        jump(nature, &read(before, "M1-M6"), &read(now, "M7-M12"))
    }

    #[test]
    fn ten_times_as_much_or_a_tenth_is_a_jump() {
        assert_eq!(from_to("distinct", 112, 1120), Some(Jump::Up(Decimal::TEN)));
        assert_eq!(from_to("sum", 1000, 100), Some(Jump::Down(Decimal::TEN)));
        assert_eq!(from_to("sum", 94_656, 393_888), None);
        assert_eq!(from_to("sum", 10_800, 3_600), None);
    }

    #[test]
    fn beginnings_and_ends_are_no_jumps() {
        assert_eq!(from_to("sum", 0, 174_003), None);
        assert_eq!(from_to("distinct", 1, 12), None);
        assert_eq!(from_to("distinct", 20, 0), None);
    }

    #[test]
    fn a_figure_that_is_still_to_be_confirmed_does_not_jump() {
        let (before, now) = (read(112, "M1-M6"), read(1120, "M7-M12"));
        let open = |reading: &Reading| Reading {
            settled: false,
            ..*reading
        };
        assert!(jump("distinct", &before, &now).is_some());
        assert_eq!(jump("distinct", &open(&before), &now), None);
        assert_eq!(jump("distinct", &before, &open(&now)), None);
    }

    #[test]
    fn a_level_does_not_fall_by_more_than_half() {
        assert_eq!(from_to("level", 20, 9), Some(Jump::Down(Decimal::from(45))));
        assert_eq!(from_to("level", 20, 10), None);
        assert_eq!(from_to("level", 3, 1), None);
        assert_eq!(from_to("distinct", 20, 9), None);
    }

    #[test]
    fn sums_of_periods_of_different_length_are_compared_per_month() {
        let longer = jump("sum", &read(600, "M1-M6"), &read(9_000, "M7-M24"));
        assert_eq!(longer, None);
        let shorter = jump("sum", &read(1_800, "M1-M18"), &read(2_000, "M19-M20"));
        assert_eq!(shorter, Some(Jump::Up(Decimal::TEN)));
    }
}
