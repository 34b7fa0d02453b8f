//! What a formula gives, and how values are computed with: exactly, money to the cent.

use super::calendar::{DateRounding, NoDate, Period, add, days_between};
use crate::values::{Arithmetic, Comparison, Date, Decimal, DurationUnit, Money, Rounding, grouped};
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, ToPrimitive, Zero};
use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `oui`, `non`
    Boolean(bool),
    /// A number, whatever it counts: units were checked when the formula was read.
    Number(Decimal),
    /// An amount in cents: whole, but inside a rule that says how it is rounded.
    Money(Decimal),
    /// A duration: how many of the smallest unit of its calendar (minutes, days, months; working, business and clear days).
    Duration(Decimal, DurationUnit),
    /// A day.
    Date(Date),
    /// One of the values of an enumeration, or a text.
    Words(Arc<str>),
}

/// Why a formula gives no value, all its data being known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A division by zero.
    DivisionByZero,
    /// A number too large to be kept exactly.
    TooLarge,
    /// A day that does not exist, as 30 February, in a rule that does not say how dates are rounded.
    NoSuchDay,
    /// Durations of two calendars, of which either may be the longer.
    Incomparable,
    /// A date out of the calendar.
    OutOfCalendar,
    /// Values that do not go together: the formula has an error that `limpide check` shows.
    Senseless,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DivisionByZero => "une division par zéro",
            Self::TooLarge => "un nombre trop grand pour être calculé exactement",
            Self::NoSuchDay => {
                "un jour qui n'existe pas, comme le 30 février ; ajoutez `arrondi au jour suivant` ou `arrondi au jour précédent` à la règle"
            }
            Self::Incomparable => "des jours comparés à des mois : selon le mois, l'un ou l'autre est plus long",
            Self::OutOfCalendar => "une date hors du calendrier",
            Self::Senseless => "une formule qui n'a pas de sens : `limpide check` dit laquelle",
        })
    }
}

impl From<NoDate> for Fault {
    fn from(reason: NoDate) -> Self {
        match reason {
            NoDate::NoSuchDay => Self::NoSuchDay,
            NoDate::OutOfCalendar => Self::OutOfCalendar,
        }
    }
}

/// How the operations of a rule are rounded.
#[derive(Debug, Clone, Copy, Default)]
pub struct Precision {
    /// Amounts are kept exact until the end of the rule; else each operation goes to the nearest cent, half away from zero.
    pub exact: bool,
    /// What becomes of a day that does not exist.
    pub dates: Option<DateRounding>,
}

impl Precision {
    /// That of a rule.
    #[must_use]
    pub fn of(rounding: Option<Rounding>) -> Self {
        let dates = match rounding {
            Some(Rounding::DateUp) => Some(DateRounding::Up),
            Some(Rounding::DateDown) => Some(DateRounding::Down),
            Some(_) | None => None,
        };
        Self { exact: rounding.is_some() && dates.is_none(), dates }
    }
}

impl Value {
    /// A duration in the smallest unit of its calendar.
    #[must_use]
    pub fn duration(number: Decimal, unit: DurationUnit) -> Self {
        let (times, smallest) = smallest(unit);
        Self::Duration(number * Decimal::from_integer(times), smallest)
    }

    /// How many of a unit a duration is; `None` for another value, or a duration of another calendar.
    #[must_use]
    pub fn count(&self, unit: DurationUnit) -> Option<Self> {
        let (times, sort) = smallest(unit);
        match self {
            Self::Duration(number, own) if *own == sort => Some(Self::Number(number / Decimal::from_integer(times))),
            Self::Duration(..) | Self::Boolean(_) | Self::Number(_) | Self::Money(_) | Self::Date(_) | Self::Words(_) => None,
        }
    }

    /// The duration of that many units; `None` when the value is no number.
    #[must_use]
    pub fn in_unit(&self, unit: DurationUnit) -> Option<Self> {
        match self {
            Self::Number(number) => Some(Self::duration(*number, unit)),
            Self::Boolean(_) | Self::Money(_) | Self::Duration(..) | Self::Date(_) | Self::Words(_) => None,
        }
    }

    /// An amount.
    #[must_use]
    pub fn money(money: Money) -> Self {
        Self::Money(Decimal::from_integer(money.cents.into()))
    }

    /// Words.
    #[must_use]
    pub fn words(words: &str) -> Self {
        Self::Words(words.into())
    }

    /// Which of two values of one sort comes first; `None` when they cannot be compared. Fourteen days are surely less than a month; thirty
    /// are less than some and more than others.
    #[must_use]
    pub fn order(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Boolean(one), Self::Boolean(other)) => Some(one.cmp(other)),
            (Self::Number(one), Self::Number(other)) | (Self::Money(one), Self::Money(other)) => Some(one.cmp(other)),
            (Self::Duration(one, unit), Self::Duration(other, other_unit)) if unit == other_unit => Some(one.cmp(other)),
            (Self::Duration(one, unit), Self::Duration(other, other_unit)) => {
                let (one, other) = (days(*one, *unit)?, days(*other, *other_unit)?);
                if one.1 < other.0 { Some(Ordering::Less) } else { (one.0 > other.1).then_some(Ordering::Greater) }
            }
            (Self::Date(one), Self::Date(other)) => Some(one.cmp(other)),
            (Self::Words(one), Self::Words(other)) => Some(one.cmp(other)),
            (Self::Boolean(_) | Self::Number(_) | Self::Money(_) | Self::Duration(..) | Self::Date(_) | Self::Words(_), _) => {
                None
            }
        }
    }

    /// Whether a comparison holds; `None` when the values cannot be compared.
    #[must_use]
    pub fn compare(&self, comparison: Comparison, other: &Self) -> Option<bool> {
        let order = self.order(other)?;
        Some(match comparison {
            Comparison::Less => order == Ordering::Less,
            Comparison::LessOrEqual => order != Ordering::Greater,
            Comparison::Greater => order == Ordering::Greater,
            Comparison::GreaterOrEqual => order != Ordering::Less,
            Comparison::Equal => order == Ordering::Equal,
            Comparison::Different => order != Ordering::Equal,
        })
    }

    /// Whether anything times it is nothing.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        matches!(self, Self::Number(number) | Self::Money(number) | Self::Duration(number, _) if number.is_zero())
    }

    /// The opposite.
    ///
    /// # Errors
    /// It has none.
    pub fn negated(&self) -> Result<Self, Fault> {
        let opposite = |number: &Decimal| checked(Decimal::zero(), *number, Arithmetic::Subtract);
        match self {
            Self::Number(number) => opposite(number).map(Self::Number),
            Self::Money(cents) => opposite(cents).map(Self::Money),
            Self::Duration(number, unit) => opposite(number).map(|number| Self::Duration(number, *unit)),
            Self::Boolean(_) | Self::Date(_) | Self::Words(_) => Err(Fault::Senseless),
        }
    }

    /// A sum, a difference, a product or a quotient.
    ///
    /// # Errors
    /// It has no value, or too large a one.
    pub fn computed(&self, operation: Arithmetic, other: &Self, precision: Precision) -> Result<Self, Fault> {
        use Arithmetic::{Add, Divide, Multiply, Subtract};
        let to_cents = |cents: Decimal| Self::Money(if precision.exact { cents } else { cents.round() });
        match (self, operation, other) {
            (Self::Number(one), _, Self::Number(other)) => checked(*one, *other, operation).map(Self::Number),
            (Self::Money(one), Add | Subtract, Self::Money(other)) => checked(*one, *other, operation).map(Self::Money),
            (Self::Money(one), Divide, Self::Money(other)) => checked(*one, *other, Divide).map(Self::Number),
            (Self::Money(one), Multiply | Divide, Self::Number(other)) => checked(*one, *other, operation).map(to_cents),
            (Self::Number(one), Multiply, Self::Money(other)) => checked(*one, *other, Multiply).map(to_cents),
            (Self::Duration(one, unit), Add | Subtract, Self::Duration(other, other_unit)) if unit == other_unit => {
                checked(*one, *other, operation).map(|number| Self::Duration(number, *unit))
            }
            (Self::Duration(one, unit), Divide, Self::Duration(other, other_unit)) if unit == other_unit => {
                checked(*one, *other, Divide).map(Self::Number)
            }
            (Self::Duration(one, unit), Multiply | Divide, Self::Number(other)) => {
                checked(*one, *other, operation).map(|number| Self::Duration(number, *unit))
            }
            (Self::Number(one), Multiply, Self::Duration(other, unit)) => {
                checked(*one, *other, Multiply).map(|number| Self::Duration(number, *unit))
            }
            (Self::Date(date), Add, Self::Duration(number, unit)) | (Self::Duration(number, unit), Add, Self::Date(date)) => {
                later(*date, *number, *unit, precision)
            }
            (Self::Date(date), Subtract, Self::Duration(number, unit)) => later(*date, -*number, *unit, precision),
            (Self::Date(one), Subtract, Self::Date(other)) => {
                Ok(Self::Duration(Decimal::from_integer(days_between(*other, *one).into()), DurationUnit::Day))
            }
            (Self::Boolean(_) | Self::Number(_) | Self::Money(_) | Self::Duration(..) | Self::Date(_) | Self::Words(_), _, _) => {
                Err(Fault::Senseless)
            }
        }
    }

    /// The value, rounded as a rule says.
    #[must_use]
    pub fn rounded(self, rounding: Option<Rounding>) -> Self {
        let euro = Decimal::from_integer(100);
        match (self, rounding) {
            (Self::Money(cents), Some(Rounding::Euro)) => Self::Money((cents / euro).round() * euro),
            (Self::Money(cents), Some(Rounding::EuroUp)) => Self::Money((cents / euro).ceil() * euro),
            (Self::Money(cents), Some(Rounding::EuroDown)) => Self::Money((cents / euro).floor() * euro),
            (Self::Money(cents), Some(Rounding::CentUp)) => Self::Money(cents.ceil()),
            (Self::Money(cents), Some(Rounding::CentDown)) => Self::Money(cents.floor()),
            (Self::Money(cents), _) => Self::Money(cents.round()),
            (Self::Number(number), Some(Rounding::Whole)) => Self::Number(number.round()),
            (Self::Number(number), Some(Rounding::WholeUp)) => Self::Number(number.ceil()),
            (Self::Number(number), Some(Rounding::WholeDown)) => Self::Number(number.floor()),
            (value, _) => value,
        }
    }
}

/// How many of the smallest unit of its calendar a unit of duration is.
#[must_use]
pub(super) const fn smallest(unit: DurationUnit) -> (i128, DurationUnit) {
    match unit {
        DurationUnit::Minute => (1, DurationUnit::Minute),
        DurationUnit::Hour => (60, DurationUnit::Minute),
        DurationUnit::Day => (1, DurationUnit::Day),
        DurationUnit::Week => (7, DurationUnit::Day),
        DurationUnit::Month => (1, DurationUnit::Month),
        DurationUnit::Year => (12, DurationUnit::Month),
        DurationUnit::WorkingDay | DurationUnit::BusinessDay | DurationUnit::ClearDay => (1, unit),
    }
}

/// The fewest and the most days a duration may be, whatever the month or the year; `None` for those of another calendar.
fn days(number: Decimal, unit: DurationUnit) -> Option<(Decimal, Decimal)> {
    let whole = |days: u32| Decimal::from_integer(days.into());
    match unit {
        DurationUnit::Day => Some((number, number)),
        DurationUnit::Month => {
            let months = crate::values::Duration::new(number.floor().to_integer().to_u32()?, DurationUnit::Month);
            let over = crate::values::Duration::new(number.ceil().to_integer().to_u32()?, DurationUnit::Month);
            Some((whole(months.min_days()), whole(over.max_days())))
        }
        DurationUnit::Minute
        | DurationUnit::Hour
        | DurationUnit::Week
        | DurationUnit::Year
        | DurationUnit::WorkingDay
        | DurationUnit::BusinessDay
        | DurationUnit::ClearDay => None,
    }
}

/// An exact operation, never beyond what can be kept.
pub(super) fn checked(one: Decimal, other: Decimal, operation: Arithmetic) -> Result<Decimal, Fault> {
    // Most numbers are whole: no common divisor has to be looked for.
    let whole = *one.denom() == 1 && *other.denom() == 1;
    let result = match operation {
        Arithmetic::Add if whole => one.numer().checked_add(other.numer()).map(Decimal::from_integer),
        Arithmetic::Subtract if whole => one.numer().checked_sub(other.numer()).map(Decimal::from_integer),
        Arithmetic::Multiply if whole => one.numer().checked_mul(other.numer()).map(Decimal::from_integer),
        Arithmetic::Add => one.checked_add(&other),
        Arithmetic::Subtract => one.checked_sub(&other),
        Arithmetic::Multiply => one.checked_mul(&other),
        Arithmetic::Divide if other.is_zero() => return Err(Fault::DivisionByZero),
        Arithmetic::Divide => one.checked_div(&other),
    };
    result.ok_or(Fault::TooLarge)
}

fn later(date: Date, number: Decimal, unit: DurationUnit, precision: Precision) -> Result<Value, Fault> {
    if !number.is_integer() {
        return Err(Fault::Senseless);
    }
    let number = number.to_integer().to_i64().ok_or(Fault::TooLarge)?;
    let period = match unit {
        DurationUnit::Month => Period { months: number, days: 0 },
        DurationUnit::Day => Period { months: 0, days: number },
        DurationUnit::Minute
        | DurationUnit::Hour
        | DurationUnit::Week
        | DurationUnit::Year
        | DurationUnit::WorkingDay
        | DurationUnit::BusinessDay
        | DurationUnit::ClearDay => {
            let count = u32::try_from(number).map_err(|_| Fault::Senseless)?;
            return Ok(Value::Date(super::calendar::counted(date, crate::values::Duration::new(count, unit))?));
        }
    };
    Ok(Value::Date(add(date, period, precision.dates)?))
}

impl fmt::Display for Value {
    /// As the language writes it: `oui`, `12,5`, `1 084,50 €`, `8 ans`, `2026-05-12`, `française`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean(true) => f.write_str("oui"),
            Self::Boolean(false) => f.write_str("non"),
            Self::Number(number) => f.write_str(&written(*number)),
            Self::Money(cents) => match cents.round().to_integer().to_i64() {
                Some(cents) => Money { cents }.fmt(f),
                None => write!(f, "{} centimes", written(*cents)),
            },
            Self::Duration(number, unit) => {
                let twelve = Decimal::from_integer(12);
                let years = *number / twelve;
                let (number, unit) = match unit {
                    DurationUnit::Month if years.is_integer() && !years.is_zero() => (years, DurationUnit::Year),
                    _ => (*number, *unit),
                };
                write!(f, "{}\u{a0}{}", written(number), unit.name(number.ceil().to_integer().to_u32().unwrap_or(2)))
            }
            Self::Date(date) => date.fmt(f),
            Self::Words(words) => f.write_str(words),
        }
    }
}

/// A number with a comma and groups of three digits; one whose decimals have no end, to the millionth.
fn written(number: Decimal) -> String {
    const PLACES: usize = 6;
    let scale = 10_i128.pow(6);
    let Some(scaled) = number.checked_mul(&Decimal::from_integer(scale)) else { return number.to_string() };
    let scaled = scaled.round().to_integer();
    let (whole, rest) = (scaled.unsigned_abs() / scale.unsigned_abs(), scaled.unsigned_abs() % scale.unsigned_abs());
    let sign = if scaled < 0 { "-" } else { "" };
    let whole = u64::try_from(whole).map_or_else(|_| whole.to_string(), grouped);
    let decimals = format!("{rest:0PLACES$}");
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole},{decimals}") }
}
