//! The scale of an axis: it begins at zero and ends at a round number, exactly.

use crate::quantity::{Decimal, NumberStyle};

/// Most steps from zero to the end.
const STEPS: u32 = 5;

/// A scale from zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scale {
    /// The largest amount that fits; never zero.
    pub(super) top: Decimal,
    /// The amounts that are marked, from zero.
    pub(super) ticks: Vec<Decimal>,
    /// Decimals of the marked amounts.
    decimals: u32,
}

impl Scale {
    /// Returns the scale that reaches to an amount.
    pub(super) fn upto(most: Decimal, whole: bool) -> Self {
        let most = if most > Decimal::ZERO {
            most
        } else {
            Decimal::ONE
        };
        round(most, whole).unwrap_or_else(|| Self {
            top: most,
            ticks: vec![Decimal::ZERO, most],
            decimals: most.normalize().scale(),
        })
    }

    /// Returns how far an amount reaches on an axis of some length.
    pub(super) fn reach(&self, amount: Decimal, length: i32) -> i32 {
        let share = amount.checked_div(self.top).unwrap_or_default();
        let reach = (share * Decimal::from(length)).round();
        i32::try_from(reach).unwrap_or(length).clamp(0, length)
    }

    /// Returns the marked amounts with their texts.
    pub(super) fn labels(&self, numbers: &NumberStyle) -> Vec<(Decimal, String)> {
        let label = |tick: &Decimal| (*tick, numbers.amount(*tick, self.decimals));
        self.ticks.iter().map(label).collect()
    }
}

fn round(most: Decimal, whole: bool) -> Option<Scale> {
    let plain = most.normalize();
    let digits = plain.mantissa().unsigned_abs().checked_ilog10()?;
    let magnitude = i32::try_from(digits).ok()? - i32::try_from(plain.scale()).ok()?;
    let powers = magnitude - 1..=magnitude;
    let steps = powers.flat_map(|power| [10, 20, 25, 50].map(|tenths| (tenths, power - 1)));
    for (mantissa, power) in steps {
        let Some(step) = scaled(mantissa, power) else {
            continue;
        };
        if whole && step.fract() != Decimal::ZERO {
            continue;
        }
        let count = most.checked_div(step)?.ceil();
        let Ok(count) = u32::try_from(count) else {
            continue;
        };
        if count <= STEPS {
            let ticks = (0..=count).map(|at| step.checked_mul(Decimal::from(at)));
            let ticks: Vec<Decimal> = ticks.collect::<Option<_>>()?;
            return Some(Scale {
                top: ticks.last().copied().filter(|top| *top >= most)?,
                ticks,
                decimals: step.normalize().scale(),
            });
        }
    }
    None
}

/// Returns `mantissa` × 10^`power`, where it can be held exactly.
fn scaled(mantissa: i64, power: i32) -> Option<Decimal> {
    if power < 0 {
        let scale = power.unsigned_abs();
        return (scale <= 28).then(|| Decimal::new(mantissa, scale).normalize());
    }
    let ten = i128::from(10).checked_pow(power.unsigned_abs())?;
    Decimal::try_from_i128_with_scale(i128::from(mantissa).checked_mul(ten)?, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::Scale;
    use crate::quantity::{Decimal, NumberStyle};

    fn labels(most: &str, whole: bool) -> Vec<String> {
        let scale = Scale::upto(most.parse().unwrap(), whole);
        let labels = scale.labels(&NumberStyle::default());
        labels.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn ticks_are_round_and_exact() {
        assert_eq!(
            labels("393888", false),
            ["0", "100,000", "200,000", "300,000", "400,000"]
        );
        assert_eq!(labels("6000000", false).last().unwrap(), "6,000,000");
        assert_eq!(labels("0.3", false), ["0", "0.1", "0.2", "0.3"]);
        assert_eq!(labels("12", false), ["0", "2.5", "5", "7.5", "10", "12.5"]);
        assert_eq!(labels("12", true), ["0", "5", "10", "15"]);
        assert_eq!(labels("1", true), ["0", "1"]);
        assert_eq!(labels("0", true), ["0", "1"]);
    }

    #[test]
    fn the_largest_and_the_smallest_amounts_have_a_scale() {
        for most in [
            "79228162514264337593543950335",
            "9999999999999999999999999999",
            "0.0000000000000000000000000001",
            "0.0000000000000000000000000009",
            "0.1234567890123456789012345678",
        ] {
            let most: Decimal = most.parse().unwrap();
            let scale = Scale::upto(most, false);
            assert!(scale.top >= most, "{most}");
            assert_eq!(scale.reach(scale.top, 30_000), 30_000);
            assert!(scale.reach(most, 30_000) > 15_000, "{most}");
        }
    }
}
