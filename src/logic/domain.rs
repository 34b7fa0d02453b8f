//! The values a datum can have: a few, any words, or positions on a line.

use super::calendar::days_between;
use super::situation::{bounds, is_money};
use super::value::{Value, smallest};
use crate::model::Data;
use crate::values::{DataType, Date, Decimal, DurationUnit};
use num_traits::ToPrimitive;
use std::sync::Arc;

/// What positions count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    /// Numbers, whatever they count.
    Number,
    /// Cents.
    Money,
    /// The smallest unit of a calendar.
    Duration(DurationUnit),
    /// Days since the first of January of the year 1.
    Date,
}

/// The values of a datum.
#[derive(Debug, Clone)]
pub(super) enum Domain {
    /// `oui`, `non`
    Boolean,
    /// One of those.
    Choice(Vec<Arc<str>>),
    /// Any words; those that conditions name.
    Text(Vec<Arc<str>>),
    /// Positions.
    Line(Line),
}

/// Positions on a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// What they count.
    pub(super) scale: Scale,
    /// Whether they are whole.
    pub(super) whole: bool,
    /// The first, when it is declared.
    pub(super) low: Option<Decimal>,
    /// The last, when it is declared.
    pub(super) high: Option<Decimal>,
}

/// The first day counted.
const EPOCH: Date = jiff::civil::date(1, 1, 1);

impl Scale {
    /// Where a value is, on the line of its own scale.
    pub(super) fn position(value: &Value) -> Option<(Self, Decimal)> {
        match value {
            Value::Number(number) => Some((Self::Number, *number)),
            Value::Money(cents) => Some((Self::Money, *cents)),
            Value::Duration(number, unit) => Some((Self::Duration(*unit), *number)),
            Value::Date(date) => Some((Self::Date, Decimal::from_integer(days_between(EPOCH, *date).into()))),
            Value::Boolean(_) | Value::Words(_) => None,
        }
    }

    /// The value at a position; none when no date is there.
    pub(super) fn value(self, position: Decimal) -> Option<Value> {
        Some(match self {
            Self::Number => Value::Number(position),
            Self::Money => Value::Money(position),
            Self::Duration(unit) => Value::Duration(position, unit),
            Self::Date => {
                let days = position.to_integer().to_i64()?;
                let span = jiff::Span::new().try_days(days).ok()?;
                Value::Date(EPOCH.checked_add(span).ok()?)
            }
        })
    }
}

impl Domain {
    /// That of a datum. A duration that declares no unit counts in the unit it is compared with.
    pub(super) fn of(datum: &Data, compared_with: Option<DurationUnit>) -> Self {
        let (scale, whole) = match &datum.data_type {
            DataType::Boolean => return Self::Boolean,
            DataType::OneOf(values) => return Self::Choice(values.iter().map(|value| (&*value.value).into()).collect()),
            DataType::Text => return Self::Text(Vec::new()),
            DataType::Integer | DataType::Decimal | DataType::Money if is_money(datum) => (Scale::Money, true),
            DataType::Integer => (Scale::Number, true),
            DataType::Decimal | DataType::Money => (Scale::Number, false),
            DataType::Duration => (Scale::Duration(compared_with.map_or(DurationUnit::Month, |unit| smallest(unit).1)), true),
            DataType::Date => (Scale::Date, true),
        };
        let (low, high) = bounds(datum).unzip();
        let position = |value: Option<Value>| {
            let (of, position) = Scale::position(&value?)?;
            (of == scale).then_some(position)
        };
        Self::Line(Line { scale, whole, low: position(low), high: position(high) })
    }
}

impl Line {
    /// Every position, when there are at most `most`.
    pub(super) fn positions(&self, most: usize) -> Option<Vec<Decimal>> {
        let (low, high) = (self.low?.ceil(), self.high?.floor());
        let n_positions = (high - low).to_integer().to_usize()? + 1;
        let one = Decimal::from_integer(1);
        (self.whole && n_positions <= most)
            .then(|| std::iter::successors(Some(low), |at| Some(at + one)).take(n_positions).collect())
    }
}
