//! Quantities as conditions compare them: a number with its sort, so that months are never compared with euros.

use crate::model::Data;
use crate::values::{DataType, Date, Decimal, Duration, DurationUnit, Expression, ExpressionKind, Money, Unit, grouped};
use std::cmp::Ordering;
use std::fmt;

/// A number of one sort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// How many, in the smallest unit of the sort.
    number: Decimal,
    /// Of what.
    sort: Sort,
}

/// What can be compared together.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sort {
    /// A bare number.
    Plain,
    /// A number of a declared unit.
    Of(Box<str>),
    /// Cents.
    Cents,
    /// Minutes.
    Minutes,
    /// Days.
    Days,
    /// Months.
    Months,
    /// Days of another calendar: ouvrés, ouvrables, francs.
    OtherDays(DurationUnit),
    /// A date, by its number of days since the first of January of the year 1.
    Date,
}

impl Quantity {
    /// A written quantity; `None` for anything that has to be computed.
    #[must_use]
    pub fn of(expression: &Expression) -> Option<Self> {
        match &expression.kind {
            ExpressionKind::Number(number, None) => Some(Self { number: *number, sort: Sort::Plain }),
            ExpressionKind::Number(number, Some(Unit::Time(unit))) => Some(Self::time(*number, *unit)),
            ExpressionKind::Number(number, Some(Unit::Other(unit))) => {
                Some(Self { number: *number, sort: Sort::Of(unit.clone()) })
            }
            ExpressionKind::Percentage(ratio) => Some(Self { number: *ratio, sort: Sort::Plain }),
            ExpressionKind::Money(money) => Some(Self { number: Decimal::from_integer(money.cents.into()), sort: Sort::Cents }),
            ExpressionKind::Duration(duration) => Some(Self::time(Decimal::from_integer(duration.number.into()), duration.unit)),
            ExpressionKind::Date(date) => Some(Self { number: day_number(*date), sort: Sort::Date }),
            ExpressionKind::Negative(operand) => {
                Self::of(operand).map(|quantity| Self { number: -quantity.number, sort: quantity.sort })
            }
            ExpressionKind::Boolean(_)
            | ExpressionKind::Text(_)
            | ExpressionKind::Name(_)
            | ExpressionKind::Not(_)
            | ExpressionKind::Logic(..)
            | ExpressionKind::Compare(..)
            | ExpressionKind::Among(..)
            | ExpressionKind::Arithmetic(..)
            | ExpressionKind::Today
            | ExpressionKind::Extreme(..) => None,
        }
    }

    fn time(number: Decimal, unit: DurationUnit) -> Self {
        let (factor, sort) = match unit {
            DurationUnit::Minute => (1, Sort::Minutes),
            DurationUnit::Hour => (60, Sort::Minutes),
            DurationUnit::Day => (1, Sort::Days),
            DurationUnit::Week => (7, Sort::Days),
            DurationUnit::WorkingDay | DurationUnit::BusinessDay | DurationUnit::ClearDay => (1, Sort::OtherDays(unit)),
            DurationUnit::Month => (1, Sort::Months),
            DurationUnit::Year => (12, Sort::Months),
        };
        Self { number: number * Decimal::from_integer(factor), sort }
    }

    /// How two quantities compare; `None` when they are not of one sort.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        (self.sort == other.sort).then(|| self.number.cmp(&other.number))
    }

    /// Values on each side of every threshold, and on it, within the bounds of the datum. Empty when the thresholds are not of one sort.
    #[must_use]
    pub fn around(thresholds: &[Self], data: &Data) -> Vec<Self> {
        let Some(first) = thresholds.first() else { return Vec::new() };
        if thresholds.iter().any(|threshold| threshold.sort != first.sort) {
            return Vec::new();
        }
        let step = first.step();
        let mut numbers: Vec<Decimal> = thresholds.iter().map(|threshold| threshold.number).collect();
        numbers.sort();
        numbers.dedup();
        if !matches!(data.data_type, DataType::Integer) {
            let middles: Vec<_> = numbers.windows(2).map(|pair| (pair[0] + pair[1]) / Decimal::from_integer(2)).collect();
            numbers.extend(middles);
        }
        let (low, high) = first.bounds(data);
        let mut around: Vec<_> = numbers.iter().flat_map(|number| [*number - step, *number, *number + step]).collect();
        around.sort();
        around.dedup();
        // The bounds come last: they are tried when nothing else will do, so that witnesses stay plausible.
        around.extend(low.into_iter().chain(high));
        around.retain(|number| low.is_none_or(|low| *number >= low) && high.is_none_or(|high| *number <= high));
        around.into_iter().map(|number| Self { number, sort: first.sort.clone() }).collect()
    }

    /// A visible difference: a year, a euro, one.
    fn step(&self) -> Decimal {
        Decimal::from_integer(match self.sort {
            Sort::Cents => 100,
            Sort::Months if self.number.is_integer() && self.number % Decimal::from_integer(12) == Decimal::from_integer(0) => 12,
            Sort::Plain | Sort::Of(_) | Sort::Minutes | Sort::Days | Sort::Months | Sort::OtherDays(_) | Sort::Date => 1,
        })
    }

    /// The declared bounds of the datum, counted as this quantity is.
    fn bounds(&self, data: &Data) -> (Option<Decimal>, Option<Decimal>) {
        let Some((low, high)) = data.bounds.as_deref() else { return (None, None) };
        let counted = |bound: &Expression| {
            let bound = Self::of(bound)?;
            if bound.sort == self.sort {
                return Some(bound.number);
            }
            (bound.sort == Sort::Plain).then(|| bound.number * self.unit_of(data))
        };
        (counted(low), counted(high))
    }

    /// How many of this quantity's smallest unit the declared unit of the datum holds: bounds are often bare numbers.
    fn unit_of(&self, data: &Data) -> Decimal {
        let unit = data.unit.as_ref().map(|unit| &*unit.value);
        Decimal::from_integer(match (&self.sort, unit) {
            (Sort::Months, Some("années" | "ans" | "annees")) => 12,
            (Sort::Minutes, Some("heures")) => 60,
            (Sort::Days, Some("semaines")) => 7,
            (Sort::Cents, _) => 100,
            _ => 1,
        })
    }
}

fn day_number(date: Date) -> Decimal {
    let days = date.since(jiff::civil::date(1, 1, 1)).map_or(0, |span| span.get_days());
    Decimal::from_integer(days.into())
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = |unit| u32::try_from(self.number.to_integer()).map(|number| Duration::new(number, unit).to_string());
        let written = match &self.sort {
            Sort::Cents => i64::try_from(self.number.to_integer()).map(|cents| Money { cents }.to_string()).ok(),
            Sort::Minutes => whole(DurationUnit::Minute).ok(),
            Sort::Days => whole(DurationUnit::Day).ok(),
            Sort::OtherDays(unit) => whole(*unit).ok(),
            Sort::Months if self.number % Decimal::from_integer(12) == Decimal::from_integer(0) => {
                let years = (self.number / Decimal::from_integer(12)).to_integer();
                u32::try_from(years).map(|years| Duration::new(years, DurationUnit::Year).to_string()).ok()
            }
            Sort::Months => whole(DurationUnit::Month).ok(),
            Sort::Date => i32::try_from(self.number.to_integer())
                .ok()
                .and_then(|days| jiff::civil::date(1, 1, 1).checked_add(jiff::Span::new().days(days)).ok())
                .map(|date| date.to_string()),
            Sort::Plain => Some(decimal(self.number)),
            Sort::Of(unit) => Some(format!("{}\u{a0}{unit}", decimal(self.number))),
        };
        f.write_str(&written.unwrap_or_else(|| decimal(self.number)))
    }
}

/// A number as people write it, with at most two decimals.
fn decimal(number: Decimal) -> String {
    let hundredths = (number * Decimal::from_integer(100)).round().to_integer();
    let sign = if hundredths < 0 { "-" } else { "" };
    let hundredths = u64::try_from(hundredths.unsigned_abs()).unwrap_or(u64::MAX);
    match hundredths % 100 {
        0 => format!("{sign}{}", grouped(hundredths / 100)),
        rest => format!("{sign}{},{rest:02}", grouped(hundredths / 100)),
    }
}
