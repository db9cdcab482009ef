//! How amounts are printed.

use rust_decimal::{Decimal, RoundingStrategy};

/// Marks of printed numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberStyle {
    /// Between groups of three digits; may be empty.
    pub thousands: String,
    /// Before the decimals.
    pub decimal: char,
}

/// Digits and a point only, for programs.
pub static PLAIN: NumberStyle = NumberStyle {
    thousands: String::new(),
    decimal: '.',
};

impl Default for NumberStyle {
    fn default() -> Self {
        Self {
            thousands: ",".to_owned(),
            decimal: '.',
        }
    }
}

impl NumberStyle {
    /// Returns an amount with at most `decimals` decimals, halves rounded away from zero, without trailing zeros. What is
    /// not zero is never printed as zero: `< 0.01`.
    pub fn amount(&self, value: Decimal, decimals: u32) -> String {
        let trace = self.trace(value, decimals);
        trace.unwrap_or_else(|| self.print(round(value, decimals).normalize()))
    }

    /// Returns an amount with exactly `decimals` decimals, halves rounded away from zero.
    pub fn fixed(&self, value: Decimal, decimals: u32) -> String {
        let mut rounded = round(value, decimals);
        rounded.rescale(decimals);
        self.print(rounded)
    }

    /// Returns a percentage with exactly `decimals` decimals; a blank that does not break stands before the sign. What is
    /// not zero is never printed as zero: `< 0.1 %`.
    pub fn percent(&self, value: Decimal, decimals: u32) -> String {
        let trace = self.trace(value, decimals);
        let number = trace.unwrap_or_else(|| self.fixed(value, decimals));
        format!("{number}\u{a0}%")
    }

    /// Returns the bound of an amount that is not zero but would be printed as zero.
    fn trace(&self, value: Decimal, decimals: u32) -> Option<String> {
        if value.is_zero() || !round(value, decimals).is_zero() {
            return None;
        }
        let least = Decimal::new(1, decimals);
        Some(if value.is_sign_negative() {
            format!(">\u{a0}{}", self.print(-least))
        } else {
            format!("<\u{a0}{}", self.print(least))
        })
    }

    fn print(&self, value: Decimal) -> String {
        let plain = value.abs().to_string();
        let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut text = String::with_capacity(plain.len() + 8);
        if value.is_sign_negative() && !value.is_zero() {
            text.push('−');
        }
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                text.push_str(&self.thousands);
            }
            text.push(digit);
        }
        if !decimals.is_empty() {
            text.push(self.decimal);
            text.push_str(decimals);
        }
        text
    }
}

fn round(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

/// Returns `part` in percent of `whole`; `None` when the whole is zero.
pub fn share(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

#[cfg(test)]
mod tests {
    use super::{NumberStyle, PLAIN, share};
    use rust_decimal::Decimal;

    fn number(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn amounts_are_grouped_and_trimmed() {
        let style = NumberStyle::default();
        let print = |text: &str| style.amount(number(text), 2);
        assert_eq!(print("105456"), "105,456");
        assert_eq!(print("29433.60"), "29,433.6");
        assert_eq!(print("999"), "999");
        assert_eq!(print("0.125"), "0.13");
        assert_eq!(print("-1234.5"), "−1,234.5");
        assert_eq!(style.fixed(number("11.0424"), 3), "11.042");
        assert_eq!(style.fixed(number("2"), 1), "2.0");
        assert_eq!(PLAIN.fixed(number("1234567.89"), 1), "1234567.9");
    }

    #[test]
    fn what_is_not_zero_is_never_printed_as_zero() {
        let style = NumberStyle::default();
        assert_eq!(style.amount(number("0.004"), 2), "<\u{a0}0.01");
        assert_eq!(style.amount(number("-0.004"), 2), ">\u{a0}−0.01");
        assert_eq!(style.amount(number("0.005"), 2), "0.01");
        assert_eq!(style.amount(number("0.000"), 2), "0");
        assert_eq!(style.percent(number("0.03"), 1), "<\u{a0}0.1\u{a0}%");
        assert_eq!(style.percent(number("0"), 1), "0.0\u{a0}%");
    }

    #[test]
    fn a_share_of_nothing_has_no_value() {
        assert_eq!(share(number("1"), Decimal::ZERO), None);
        assert_eq!(share(number("3"), number("4")), Some(number("75")));
    }
}
