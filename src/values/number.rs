//! Money in cents and exact decimals, with their French writing.

use std::fmt;

/// An exact decimal or fraction.
pub type Decimal = num_rational::Ratio<i128>;

/// An amount in euro cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money {
    /// Cents; may be negative in a calculation.
    pub cents: i64,
}

impl Money {
    /// An amount of whole euros.
    #[must_use]
    pub const fn euros(euros: i64) -> Self {
        Self { cents: euros * 100 }
    }

    /// Nothing to pay.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.cents == 0
    }
}

impl fmt::Display for Money {
    /// As people write it: `1 084 €`, `86,50 €`, with narrow groups of three digits separated by no-break spaces.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.cents < 0 {
            f.write_str("-")?;
        }
        let cents = self.cents.unsigned_abs();
        f.write_str(&grouped(cents / 100))?;
        if !cents.is_multiple_of(100) {
            write!(f, ",{:02}", cents % 100)?;
        }
        f.write_str("\u{a0}€")
    }
}

/// Digits in groups of three, separated by no-break spaces.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() * 2);
    for (rank, digit) in digits.chars().enumerate() {
        if rank > 0 && (digits.len() - rank).is_multiple_of(3) {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_people_write_them() {
        let shown: Vec<_> = [0, 8650, 108_400, -505].map(|cents| Money { cents }.to_string()).into();
        assert_eq!(shown, ["0\u{a0}€", "86,50\u{a0}€", "1\u{a0}084\u{a0}€", "-5,05\u{a0}€"]);
    }
}
