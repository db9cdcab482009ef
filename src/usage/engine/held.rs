//! What was held over time: exact sums of amount × seconds, by month.

use crate::calendar::ProjectMonth;
use crate::quantity::Decimal;

/// Decimals of an amount that is added as a whole number.
pub(super) const PLACES: u32 = 9;

/// A sum of amount × seconds: whole numbers of the last place as far as amounts have no more decimals, which is fast and
/// exact, and what has more by itself.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    whole: i128,
    rest: Decimal,
}

impl Sum {
    fn value(self) -> Decimal {
        let whole = Decimal::try_from_i128_with_scale(self.whole, PLACES).unwrap_or_else(|_| {
            let unit = 10_i128.pow(PLACES);
            let units = Decimal::try_from_i128_with_scale(self.whole / unit, 0);
            let part = Decimal::try_from_i128_with_scale(self.whole % unit, PLACES);
            let units = units.unwrap_or(Decimal::MAX);
            units.saturating_add(part.unwrap_or_default())
        });
        whole.normalize().saturating_add(self.rest).normalize()
    }
}

/// Sums by month of a period.
#[derive(Debug, Clone, Default)]
pub(super) struct Held {
    first: Option<ProjectMonth>,
    months: Vec<Sum>,
    is_used: bool,
}

/// Returns an amount as a whole number of the last place, when it has no more decimals.
pub(super) fn whole(amount: Decimal) -> Option<i64> {
    let amount = amount.normalize();
    let missing = PLACES.checked_sub(amount.scale())?;
    let whole = amount.mantissa().checked_mul(10_i128.pow(missing))?;
    i64::try_from(whole).ok()
}

impl Held {
    /// Adds an amount that was held for some seconds of a month; `first` is that of the period.
    pub(super) fn add(
        &mut self,
        first: ProjectMonth,
        month: ProjectMonth,
        amount: Decimal,
        seconds: i64,
    ) {
        if let Some(whole) = whole(amount) {
            return self.add_whole(first, month, whole, seconds);
        }
        let part = amount.saturating_mul(Decimal::from(seconds));
        let sum = self.sum(first, month);
        sum.rest = sum.rest.saturating_add(part);
    }

    /// Adds an amount that is a whole number of the last place.
    #[inline]
    pub(super) fn add_whole(
        &mut self,
        first: ProjectMonth,
        month: ProjectMonth,
        whole: i64,
        seconds: i64,
    ) {
        self.add_sum(first, month, i128::from(whole) * i128::from(seconds));
    }

    /// Adds what was summed up elsewhere: whole numbers of the last place × seconds.
    #[inline]
    pub(super) fn add_sum(&mut self, first: ProjectMonth, month: ProjectMonth, more: i128) {
        let sum = self.sum(first, month);
        sum.whole = sum.whole.saturating_add(more);
    }

    #[inline]
    fn sum(&mut self, first: ProjectMonth, month: ProjectMonth) -> &mut Sum {
        self.is_used = true;
        let first = *self.first.get_or_insert(first);
        let at = usize::from(month.number().saturating_sub(first.number()));
        if self.months.len() <= at {
            self.months.resize(at + 1, Sum::default());
        }
        self.months.get_mut(at).expect("it was made above")
    }

    /// Returns whether nothing was held.
    pub(super) fn is_empty(&self) -> bool {
        !self.is_used
    }

    /// Returns the sums, month by month.
    pub(super) fn months(&self) -> impl Iterator<Item = (ProjectMonth, Decimal)> {
        let first = self.first.map_or(1, ProjectMonth::number);
        let months = (first..).filter_map(ProjectMonth::new);
        months
            .zip(&self.months)
            .map(|(month, sum)| (month, sum.value()))
    }

    /// Adds the sums of another part of the reading.
    pub(super) fn merge(&mut self, other: &Self) {
        self.is_used |= other.is_used;
        self.first = self.first.or(other.first);
        if self.months.len() < other.months.len() {
            self.months.resize(other.months.len(), Sum::default());
        }
        for (sum, more) in self.months.iter_mut().zip(&other.months) {
            sum.whole = sum.whole.saturating_add(more.whole);
            sum.rest = sum.rest.saturating_add(more.rest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Held, whole};
    use crate::calendar::ProjectMonth;
    use crate::quantity::Decimal;

    #[test]
    fn the_parts_of_a_record_add_up_to_the_record() {
        let month = |number| ProjectMonth::new(number).unwrap();
        for text in ["7", "0.123456789", "0.1234567890123", "999999999999999"] {
            let amount: Decimal = text.parse().unwrap();
            let (mut parts, mut more) = (Held::default(), Held::default());
            parts.add(ProjectMonth::FIRST, month(1), amount, 1_234_567);
            more.add(ProjectMonth::FIRST, month(2), amount, 89);
            parts.merge(&more);
            let sums: Vec<_> = parts.months().collect();
            assert_eq!(sums.len(), 2);
            let sum: Decimal = sums.iter().map(|(_, sum)| *sum).sum();
            assert_eq!(sum, amount * Decimal::from(1_234_656), "{text}");
        }
        assert_eq!(whole("0.5".parse().unwrap()), Some(500_000_000));
        assert_eq!(whole("0.1234567891".parse().unwrap()), None);
    }

    #[test]
    fn a_sum_that_no_decimal_can_hold_keeps_what_it_can() {
        let mut held = Held::default();
        for _ in 0..40_000 {
            held.add_whole(
                ProjectMonth::FIRST,
                ProjectMonth::FIRST,
                i64::MAX,
                2_678_400,
            );
        }
        let (_, sum) = held.months().next().unwrap();
        assert!(sum > "900000000000000000".parse().unwrap(), "{sum}");
    }
}
