//! How long something is held, where a metric counts the amount held times the time.

use crate::calendar::{Calendar, Period};
use crate::quantity::{Decimal, Unit};

/// Seconds of an hour.
const HOUR: i64 = 3_600;

/// Returns whether a unit counts storage over months.
pub(in crate::checks) fn is_by_month(unit: Unit) -> bool {
    matches!(unit, Unit::GbMonth | Unit::TbMonth | Unit::PbMonth)
}

/// Returns the length of a period in what a unit counts by: calendar months for storage, hours for processors.
pub(in crate::checks) fn time_in(calendar: &Calendar, period: Period, unit: Unit) -> Decimal {
    if is_by_month(unit) {
        return Decimal::from(period.months());
    }
    let (from, to) = calendar.span(period);
    Decimal::from(to.seconds() - from.seconds()) / Decimal::from(HOUR)
}

#[cfg(test)]
mod tests {
    use super::time_in;
    use crate::calendar::{Calendar, NaiveDate, Period, Zone};
    use crate::quantity::{Decimal, Unit};

    #[test]
    fn a_period_has_its_own_hours_and_months() {
        let start = NaiveDate::from_ymd_opt(2022, 9, 1).unwrap();
        let calendar = Calendar::new(start, 36, Zone::UTC).unwrap();
        for (period, hours) in [("M1-M6", 4_344), ("M7-M12", 4_416)] {
            let period = Period::parse(period).unwrap();
            let in_hours = time_in(&calendar, period, Unit::GpuHour);
            assert_eq!(in_hours, Decimal::from(hours));
            let in_months = time_in(&calendar, period, Unit::TbMonth);
            assert_eq!(in_months, Decimal::from(6));
        }
    }
}
