//! What is known of a person: a value for each datum, or nothing.

mod reading;

use super::program::{Program, Slot};
use super::types::{Time, declared_time};
use super::value::Value;
use crate::model::Data;
use crate::values::{DataType, Decimal, Expression, ExpressionKind};
use std::fmt;

/// What is known of a person, by the slots of a [`Program`]. What is not known is neither zero nor « non ».
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Situation {
    values: Vec<Option<Value>>,
}

impl Situation {
    /// A person of whom nothing is known.
    #[must_use]
    pub fn unknown(program: &Program<'_>) -> Self {
        Self { values: vec![None; program.data().len()] }
    }

    /// The value of a datum, when it is known.
    #[must_use]
    pub fn get(&self, slot: Slot) -> Option<&Value> {
        self.values.get(slot.0 as usize)?.as_ref()
    }

    /// Learns the value of a datum, or that it is not known. The value is of the type of the datum and of its domain: [`accepted`] or [`read`]
    /// made it.
    ///
    /// [`accepted`]: Self::accepted
    /// [`read`]: Self::read
    pub fn set(&mut self, slot: Slot, value: Option<Value>) {
        let rank = slot.0 as usize;
        if self.values.len() <= rank {
            self.values.resize(rank + 1, None);
        }
        self.values[rank] = value;
    }

    /// The data known, in the order of their slots.
    pub fn known(&self) -> impl Iterator<Item = (Slot, &Value)> {
        (0..).zip(&self.values).filter_map(|(rank, value)| Some((Slot(rank), value.as_ref()?)))
    }

    /// The value a text gives to a datum: `8`, `8 ans`, `1 084,50 €`, `oui`, `2026-05-12`, `12/05/2026`, `française`.
    ///
    /// # Errors
    /// The text is no value of the type of the datum, or is out of its domain.
    pub fn read(datum: &Data, text: &str) -> Result<Value, InvalidValue> {
        let value = reading::value(datum, text).ok_or_else(|| InvalidValue::new(datum, text, Expected::of(datum)))?;
        Self::within(datum, value)
    }

    /// A value as the datum keeps it: `8 ans` is 8 for an age in years.
    ///
    /// # Errors
    /// The value is not of the type of the datum, or is out of its domain.
    pub fn accepted(datum: &Data, value: Value) -> Result<Value, InvalidValue> {
        let refused = |value: &Value| InvalidValue::new(datum, &value.to_string(), Expected::of(datum));
        let kept = match (value, declared_time(&datum.data_type, unit(datum))) {
            (Value::Duration(number, smallest), Time::Number(unit)) => {
                let (times, sort) = super::value::smallest(unit);
                if smallest != sort {
                    return Err(refused(&Value::Duration(number, smallest)));
                }
                Value::Number(number / Decimal::from_integer(times))
            }
            (value, _) => value,
        };
        let fits = match (&datum.data_type, &kept) {
            (DataType::Boolean, Value::Boolean(_))
            | (DataType::Decimal, Value::Number(_))
            | (DataType::Money, Value::Money(_))
            | (DataType::Duration, Value::Duration(..))
            | (DataType::Date, Value::Date(_))
            | (DataType::Text, Value::Words(_)) => true,
            (DataType::Integer, Value::Number(number)) => number.is_integer(),
            (DataType::Integer | DataType::Decimal, Value::Money(_)) => is_in_euros(datum),
            (DataType::OneOf(values), Value::Words(words)) => values.iter().any(|value| *value.value == **words),
            (_, _) => false,
        };
        if fits { Self::within(datum, kept) } else { Err(refused(&kept)) }
    }

    fn within(datum: &Data, value: Value) -> Result<Value, InvalidValue> {
        let Some((low, high)) = bounds(datum) else { return Ok(value) };
        let is_out =
            value.order(&low) == Some(std::cmp::Ordering::Less) || value.order(&high) == Some(std::cmp::Ordering::Greater);
        if is_out {
            return Err(InvalidValue::new(datum, &value.to_string(), Expected::Between(Box::new((low, high)))));
        }
        Ok(value)
    }
}

/// The declared bounds of a datum, as its values are kept.
#[must_use]
pub(super) fn bounds(datum: &Data) -> Option<(Value, Value)> {
    let (low, high) = datum.bounds.as_deref()?;
    let bound = |written: &Expression| {
        let value = literal(written)?;
        match (value, declared_time(&datum.data_type, unit(datum))) {
            (Value::Duration(number, _), Time::Number(unit)) => {
                Some(Value::Number(number / Decimal::from_integer(super::value::smallest(unit).0)))
            }
            (Value::Number(number), _) if is_money(datum) => Some(Value::Money(number * Decimal::from_integer(100))),
            (value, _) => Some(value),
        }
    };
    Some((bound(low)?, bound(high)?))
}

/// The value of a formula that is written out; `None` for a name, a condition or a computation.
#[must_use]
pub fn literal(written: &Expression) -> Option<Value> {
    match &written.kind {
        ExpressionKind::Number(number, _) | ExpressionKind::Percentage(number) => Some(Value::Number(*number)),
        ExpressionKind::Money(money) => Some(Value::money(*money)),
        ExpressionKind::Duration(duration) => Some(Value::duration(Decimal::from_integer(duration.number.into()), duration.unit)),
        ExpressionKind::Date(date) => Some(Value::Date(*date)),
        ExpressionKind::Negative(operand) => literal(operand)?.negated().ok(),
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

fn unit(datum: &Data) -> Option<&str> {
    datum.unit.as_ref().map(|unit| &*unit.value)
}

fn is_in_euros(datum: &Data) -> bool {
    unit(datum).is_some_and(|unit| matches!(crate::values::fold(unit).trim_end_matches('s'), "euro" | "€"))
}

/// Whether a datum is an amount, declared so or in euros.
pub(super) fn is_money(datum: &Data) -> bool {
    matches!(datum.data_type, DataType::Money) || is_in_euros(datum)
}

/// What a datum expects.
#[derive(Debug, Clone, PartialEq)]
enum Expected {
    Type(String),
    OneOf(Vec<Box<str>>),
    Between(Box<(Value, Value)>),
}

impl Expected {
    fn of(datum: &Data) -> Self {
        let example = match &datum.data_type {
            DataType::Boolean => "`oui` ou `non`",
            DataType::Integer | DataType::Decimal | DataType::Money if is_money(datum) => "un montant, comme `1 084,50 €`",
            DataType::Integer => "un nombre entier, comme `8`",
            DataType::Decimal => "un nombre, comme `2,5`",
            DataType::Money => "un montant, comme `1 084,50 €`",
            DataType::Duration => "une durée, comme `3 mois`",
            DataType::Date => "une date, comme `2026-05-12`",
            DataType::Text => "un texte",
            DataType::OneOf(values) => return Self::OneOf(values.iter().map(|value| value.value.clone()).collect()),
        };
        Self::Type(match unit(datum).filter(|_| !is_money(datum)) {
            Some(unit) => format!("{example}, en {unit}"),
            None => example.to_owned(),
        })
    }
}

/// A value that a datum cannot have.
#[derive(Debug, Clone, PartialEq)]
pub struct InvalidValue {
    /// The name of the datum.
    pub datum: Box<str>,
    /// What was given.
    pub given: Box<str>,
    expected: Expected,
}

impl InvalidValue {
    fn new(datum: &Data, given: &str, expected: Expected) -> Self {
        Self { datum: datum.name.clone(), given: given.into(), expected }
    }
}

impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` ne peut pas valoir « {} » : ", self.datum, self.given)?;
        match &self.expected {
            Expected::Type(words) => write!(f, "c'est {words}"),
            Expected::OneOf(values) => {
                let values: Vec<_> = values.iter().map(|value| format!("`{value}`")).collect();
                write!(f, "c'est l'une de ces valeurs : {}", values.join(", "))
            }
            Expected::Between(bounds) => write!(f, "c'est entre {} et {}", bounds.0, bounds.1),
        }
    }
}

impl std::error::Error for InvalidValue {}
