//! Amounts with a fraction, without floating point.

use std::fmt;

/// An amount in ten-thousandths, so that 29.4万, 12.3456万元 and 66.67% are exact. Amounts that are too large
/// stay at the largest; no figure of a report comes near.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount(i64);

const ONE: i64 = 10_000;

/// Far more than any figure, and ten thousand times as much can still be written.
const MOST: u64 = 100_000_000_000_000;

impl Amount {
    /// A whole number.
    pub const fn of(whole: i64) -> Self {
        // Without a word of 128 bits, which WebAssembly has not.
        if whole.unsigned_abs() <= MOST { Self(whole * ONE) } else { Self(whole.saturating_mul(ONE)) }
    }

    /// A whole number with a fraction of so many digits; digits beyond the fourth are cut off.
    pub const fn new(whole: i64, fraction: i64, digits: u32) -> Self {
        let fraction = match digits {
            1..=4 => fraction.saturating_mul(10_i64.pow(4 - digits)),
            5..=18 => fraction / 10_i64.pow(digits - 4),
            _ => 0,
        };
        Self(whole.saturating_mul(ONE).saturating_add(fraction))
    }

    /// The value, if it is a whole number.
    pub const fn whole(self) -> Option<i64> {
        if self.0 % ONE == 0 { Some(self.0 / ONE) } else { None }
    }

    /// The whole part.
    pub const fn floor(self) -> i64 {
        self.0.div_euclid(ONE)
    }

    /// So many times the amount.
    #[must_use]
    pub const fn times(self, factor: i64) -> Self {
        Self(self.0.saturating_mul(factor))
    }

    /// The amount divided by a whole number, cut off.
    #[must_use]
    pub const fn over(self, divisor: i64) -> Self {
        if divisor == 0 { self } else { Self(self.0 / divisor) }
    }

    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The one without the other.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// The distance from zero.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// The amount rounded to one decimal, half away from zero.
    #[must_use]
    pub const fn tenths(self) -> Self {
        let half = if self.0 < 0 { -ONE / 20 } else { ONE / 20 };
        Self(self.0.saturating_add(half) / (ONE / 10) * (ONE / 10))
    }

    /// How many percent this is of `whole`; `None` for a whole of zero.
    pub fn percent_of(self, whole: Self) -> Option<Self> {
        let percent = (i128::from(self.0) * 100 * i128::from(ONE)).checked_div(i128::from(whole.0))?;
        i64::try_from(percent).ok().map(Self)
    }
}

impl fmt::Display for Amount {
    /// `12`, `29.4`, `1.25`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = (self.0 / ONE, (self.0 % ONE).abs());
        if self.0 < 0 && whole == 0 {
            f.write_str("-")?;
        }
        write!(f, "{whole}")?;
        if fraction == 0 {
            return Ok(());
        }
        let digits = format!("{fraction:04}");
        write!(f, ".{}", digits.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_in_words() {
        assert_eq!(Amount::of(12).to_string(), "12");
        assert_eq!(Amount::new(29, 4, 1).to_string(), "29.4");
        assert_eq!(Amount::new(1, 25, 2).to_string(), "1.25");
        assert_eq!(Amount::new(0, 5, 1).minus(Amount::of(1)).to_string(), "-0.5");
        assert_eq!(Amount::new(1, 123_456, 6).to_string(), "1.1234");
    }

    #[test]
    fn tenths_are_rounded() {
        assert_eq!(Amount::new(1, 25, 2).tenths(), Amount::new(1, 3, 1));
        assert_eq!(Amount::new(16, 129, 3).tenths(), Amount::new(16, 1, 1));
        assert_eq!(Amount::new(0, 25, 2).minus(Amount::of(20)).tenths().to_string(), "-19.8");
    }

    #[test]
    fn shares_are_exact_to_the_fourth_digit() {
        let percent = |part, whole| Amount::of(part).percent_of(Amount::of(whole));
        assert_eq!(percent(1, 80), Some(Amount::new(1, 25, 2)));
        assert_eq!(percent(1, 3), Some(Amount::new(33, 3333, 4)));
        assert_eq!(percent(1, 0), None);
        assert_eq!(Amount::new(3, 5, 1).whole(), None);
        assert_eq!(Amount::of(i64::MAX).plus(Amount::of(1)), Amount(i64::MAX));
    }
}
