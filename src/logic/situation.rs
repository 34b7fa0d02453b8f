//! What is known of a person: a value for each datum, or nothing.

mod reading;

pub use reading::ValueReader;

use super::program::{Program, Slot};
use super::types::{Time, declared_time, time_unit};
use super::value::Value;
use crate::model::Data;
use crate::values::{DataType, Decimal, Expression, ExpressionKind};
use num_traits::ToPrimitive;
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

    /// The value a text gives to a datum, as [`ValueReader::read`].
    ///
    /// # Errors
    /// The text is no value of the type of the datum, or is out of its domain.
    pub fn read(datum: &Data, text: &str) -> Result<Value, InvalidValue> {
        ValueReader::new(datum).read(text)
    }

    /// A value as the datum keeps it: `8 ans` is 8 for an age in years.
    ///
    /// # Errors
    /// The value is not of the type of the datum, or is out of its domain.
    pub fn accepted(datum: &Data, value: Value) -> Result<Value, InvalidValue> {
        let refused = |value: &Value| InvalidValue::new(datum, &value.to_string(), Expected::of(datum));
        let kept = kept(datum, &value).unwrap_or(value);
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
        if fits { ValueReader::new(datum).within(kept) } else { Err(refused(&kept)) }
    }

    /// What a line of an example or of a profile, as `âge = 8 ans`, says of a datum; `None` when the value is not written out.
    #[must_use]
    pub fn assigned(datum: &Data, written: &Expression) -> Option<Result<Value, InvalidValue>> {
        stated(written).map(|value| Self::accepted(datum, value))
    }

    /// A value as a `cas` writes it, with the unit of its datum: `8 ans`, `« Paris »`.
    #[must_use]
    pub fn written(datum: &Data, value: &Value) -> String {
        match (value, unit(datum)) {
            (Value::Number(number), Some(unit)) => {
                let whole = number.ceil().to_integer().to_u32();
                let words = whole.and_then(|whole| Some(time_unit(unit)?.name(whole))).unwrap_or(unit);
                format!("{value}\u{a0}{words}")
            }
            (Value::Words(words), _) if matches!(datum.data_type, DataType::Text) || !is_name(words) => format!("« {words} »"),
            (_, _) => value.to_string(),
        }
    }
}

/// Whether words can be written without guillemets.
#[must_use]
pub fn is_name(words: &str) -> bool {
    words.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
}

/// The declared bounds of a datum, as its values are kept.
#[must_use]
pub(super) fn bounds(datum: &Data) -> Option<(Value, Value)> {
    let (low, high) = datum.bounds.as_deref()?;
    let bound = |written: &Expression| {
        let value = literal(written)?;
        match &value {
            Value::Number(number) if is_money(datum) => Some(Value::Money(number * Decimal::from_integer(100))),
            value => kept(datum, value).or_else(|| Some(value.clone())),
        }
    };
    Some((bound(low)?, bound(high)?))
}

/// A value as a datum keeps it, when that is another: `8 ans` is 8 for an age in years, 3 is `3 mois` for a stay in months.
fn kept(datum: &Data, value: &Value) -> Option<Value> {
    match (declared_time(&datum.data_type, unit(datum)), &datum.data_type) {
        (Time::Number(unit), _) => value.count(unit),
        (_, DataType::Duration) => unit(datum).and_then(time_unit).and_then(|unit| value.in_unit(unit)),
        (Time::Duration | Time::Date | Time::None, _) => None,
    }
}

/// The value that a line of an example states: written out, or one of an enumeration, by its name.
#[must_use]
pub fn stated(written: &Expression) -> Option<Value> {
    match &written.kind {
        ExpressionKind::Name(reference) => Some(Value::words(&reference.name)),
        _ => literal(written),
    }
}

/// The value of a formula that is written out; `None` for a name, a condition or a computation.
fn literal(written: &Expression) -> Option<Value> {
    match &written.kind {
        ExpressionKind::Boolean(value) => Some(Value::Boolean(*value)),
        ExpressionKind::Text(words) => Some(Value::words(words)),
        ExpressionKind::Number(number, _) | ExpressionKind::Percentage(number) => Some(Value::Number(*number)),
        ExpressionKind::Money(money) => Some(Value::money(*money)),
        ExpressionKind::Duration(duration) => Some(Value::duration(Decimal::from_integer(duration.number.into()), duration.unit)),
        ExpressionKind::Date(date) => Some(Value::Date(*date)),
        ExpressionKind::Negative(operand) => literal(operand)?.negated().ok(),
        ExpressionKind::Name(_)
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
