//! Durations as the law and people count them: a unit is part of the value, `1 mois` is not `30 jours`.

use std::fmt;

/// A unit of duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DurationUnit {
    /// minute
    Minute,
    /// heure
    Hour,
    /// jour
    Day,
    /// jour ouvré: a day the administration works
    WorkingDay,
    /// jour ouvrable: any day but the weekly rest and public holidays
    BusinessDay,
    /// jour franc: neither the first nor the last day counts
    ClearDay,
    /// semaine
    Week,
    /// mois
    Month,
    /// an
    Year,
}

impl DurationUnit {
    /// The French word for that number of units.
    #[must_use]
    pub const fn name(self, number: u32) -> &'static str {
        let one = number < 2;
        match self {
            Self::Minute => "min",
            Self::Hour => "h",
            Self::Day => {
                if one {
                    "jour"
                } else {
                    "jours"
                }
            }
            Self::WorkingDay => {
                if one {
                    "jour ouvré"
                } else {
                    "jours ouvrés"
                }
            }
            Self::BusinessDay => {
                if one {
                    "jour ouvrable"
                } else {
                    "jours ouvrables"
                }
            }
            Self::ClearDay => {
                if one {
                    "jour franc"
                } else {
                    "jours francs"
                }
            }
            Self::Week => {
                if one {
                    "semaine"
                } else {
                    "semaines"
                }
            }
            Self::Month => "mois",
            Self::Year => {
                if one {
                    "an"
                } else {
                    "ans"
                }
            }
        }
    }
}

/// A number of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Duration {
    /// How many.
    pub number: u32,
    /// Of what.
    pub unit: DurationUnit,
}

impl Duration {
    /// `number` `unit`s.
    #[must_use]
    pub const fn new(number: u32, unit: DurationUnit) -> Self {
        Self { number, unit }
    }

    /// The fewest calendar days this can be, rounded down; for comparisons that must not accuse wrongly.
    /// A month is at least 28 days, a year 365; five working days, or six business days, take at least as many days.
    #[must_use]
    pub const fn min_days(self) -> u32 {
        match self.unit {
            DurationUnit::Minute => self.number / (24 * 60),
            DurationUnit::Hour => self.number / 24,
            DurationUnit::Day | DurationUnit::WorkingDay | DurationUnit::BusinessDay | DurationUnit::ClearDay => self.number,
            DurationUnit::Week => self.number.saturating_mul(7),
            DurationUnit::Month => self.number / 12 * 365 + self.number % 12 * 28,
            DurationUnit::Year => self.number.saturating_mul(365),
        }
    }

    /// The most calendar days this can be, rounded up: a month is at most 31 days, a year 366, two days of rest in each
    /// started five working days.
    #[must_use]
    pub const fn max_days(self) -> u32 {
        match self.unit {
            DurationUnit::Minute => self.number.div_ceil(24 * 60),
            DurationUnit::Hour => self.number.div_ceil(24),
            DurationUnit::Day => self.number,
            DurationUnit::WorkingDay => self.number.saturating_add(self.number.div_ceil(5) * 2),
            DurationUnit::BusinessDay => self.number.saturating_add(self.number.div_ceil(6)),
            DurationUnit::ClearDay => self.number.saturating_add(2),
            DurationUnit::Week => self.number.saturating_mul(7),
            DurationUnit::Month => self.number / 12 * 366 + self.number % 12 * 31,
            DurationUnit::Year => self.number.saturating_mul(366),
        }
    }

    /// In whole minutes, for what a person spends in one sitting; `None` for units longer than an hour.
    #[must_use]
    pub const fn minutes(self) -> Option<u32> {
        match self.unit {
            DurationUnit::Minute => Some(self.number),
            DurationUnit::Hour => Some(self.number * 60),
            DurationUnit::Day
            | DurationUnit::WorkingDay
            | DurationUnit::BusinessDay
            | DurationUnit::ClearDay
            | DurationUnit::Week
            | DurationUnit::Month
            | DurationUnit::Year => None,
        }
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\u{a0}{}", self.number, self.unit.name(self.number))
    }
}

/// A duration that may be given as a range: `3 jours à 3 semaines`. A single duration has equal ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DurationRange {
    /// The shortest.
    pub min: Duration,
    /// The longest.
    pub max: Duration,
}

impl DurationRange {
    /// A single duration.
    #[must_use]
    pub const fn exactly(duration: Duration) -> Self {
        Self { min: duration, max: duration }
    }
}

impl fmt::Display for DurationRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.min == self.max { write!(f, "{}", self.min) } else { write!(f, "{} à {}", self.min, self.max) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_not_thirty_days() {
        let month = Duration::new(1, DurationUnit::Month);
        assert_eq!((month.min_days(), month.max_days()), (28, 31));
        let month_or_days = DurationRange { min: Duration::new(3, DurationUnit::Day), max: month };
        assert_eq!(month_or_days.to_string(), "3\u{a0}jours à 1\u{a0}mois");
    }
}
