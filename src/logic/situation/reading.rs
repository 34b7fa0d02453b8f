//! Values as people and programs write them.

use super::{Expected, InvalidValue, bounds, is_money, unit};
use crate::logic::types::time_unit;
use crate::logic::value::{Value, checked};
use crate::model::Data;
use crate::values::{Arithmetic, DataType, Date, Decimal, DurationUnit, fold, month};
use std::cmp::Ordering;

/// Reads the values of one datum: what its declaration says of them is looked up once, for all the people of a table.
#[derive(Debug)]
pub struct ValueReader<'m> {
    datum: &'m Data,
    is_money: bool,
    bounds: Option<Box<(Value, Value)>>,
}

impl<'m> ValueReader<'m> {
    /// A reader of the values of a datum.
    #[must_use]
    pub fn new(datum: &'m Data) -> Self {
        Self { datum, is_money: is_money(datum), bounds: bounds(datum).map(Box::new) }
    }

    /// The value a text gives to the datum: `8`, `8 ans`, `1 084,50 €`, `oui`, `2026-05-12`, `12/05/2026`, `française`.
    ///
    /// # Errors
    /// The text is no value of the type of the datum, or is out of its domain.
    pub fn read(&self, text: &str) -> Result<Value, InvalidValue> {
        let value = self.value(text.trim()).ok_or_else(|| InvalidValue::new(self.datum, text, Expected::of(self.datum)))?;
        self.within(value)
    }

    /// A value of the type of the datum, when it is in its domain.
    pub(super) fn within(&self, value: Value) -> Result<Value, InvalidValue> {
        match self.bounds.as_deref() {
            Some((low, high)) if value.order(low) == Some(Ordering::Less) || value.order(high) == Some(Ordering::Greater) => {
                let bounds = Box::new((low.clone(), high.clone()));
                Err(InvalidValue::new(self.datum, &value.to_string(), Expected::Between(bounds)))
            }
            _ => Ok(value),
        }
    }

    /// The value of a text; `None` when it is none of the type of the datum.
    fn value(&self, text: &str) -> Option<Value> {
        let datum = self.datum;
        match &datum.data_type {
            DataType::Integer | DataType::Decimal | DataType::Money if self.is_money => amount(text),
            DataType::Boolean => boolean(text).map(Value::Boolean),
            DataType::Integer => counted(text, datum).filter(Decimal::is_integer).map(Value::Number),
            DataType::Decimal => counted(text, datum).map(Value::Number),
            DataType::Money => amount(text),
            DataType::Duration => duration(text, datum),
            DataType::Date => date(text).map(Value::Date),
            DataType::Text => Some(Value::words(text)),
            DataType::OneOf(values) => {
                let exact = values.iter().find(|value| *value.value == *text);
                let plain = || {
                    let wanted = spaced(text);
                    values.iter().find(|value| spaced(&value.value) == wanted)
                };
                exact.or_else(plain).map(|value| Value::words(&value.value))
            }
        }
    }
}

/// Without accents, capitals, or difference between a space and `_`.
fn spaced(text: &str) -> String {
    fold(text).replace(['_', '\u{a0}', '\u{202f}'], " ")
}

fn boolean(text: &str) -> Option<bool> {
    match text {
        "oui" | "true" => return Some(true),
        "non" | "false" => return Some(false),
        _ => {}
    }
    match fold(text).as_str() {
        "oui" | "vrai" | "true" | "1" => Some(true),
        "non" | "faux" | "false" | "0" => Some(false),
        _ => None,
    }
}

/// A number, and the words after it.
fn number(text: &str) -> Option<(Decimal, &str)> {
    // Most cells are a few digits and nothing else.
    if text.len() <= 18 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse::<i64>().ok().map(|whole| (Decimal::from_integer(whole.into()), ""));
    }
    let is_part = |character: char| character.is_ascii_digit() || matches!(character, ',' | '.' | ' ' | '\u{a0}' | '\u{202f}');
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let end = digits.find(|character| !is_part(character)).unwrap_or(digits.len());
    let mut whole: i128 = 0;
    let mut denominator: i128 = 1;
    let mut has_comma = false;
    let mut n_digits = 0_u32;
    for character in digits[..end].trim_end().chars() {
        match character.to_digit(10) {
            Some(digit) => {
                n_digits += 1;
                whole = whole.checked_mul(10)?.checked_add(digit.into())?;
                denominator = if has_comma { denominator.checked_mul(10)? } else { denominator };
            }
            None if matches!(character, ',' | '.') => {
                if has_comma {
                    return None;
                }
                has_comma = true;
            }
            None => {}
        }
    }
    let read = if denominator == 1 { Decimal::from_integer(sign * whole) } else { Decimal::new(sign * whole, denominator) };
    (n_digits > 0).then_some((read, digits[end..].trim()))
}

/// A number of what a datum counts; its unit may be written after it.
fn counted(text: &str, datum: &Data) -> Option<Decimal> {
    let (number, after) = number(text)?;
    if after.is_empty() || unit(datum).is_some_and(|unit| spaced(unit) == spaced(after)) {
        return Some(number);
    }
    let (declared, written) = (unit_of_time(unit(datum)?)?, unit_of_time(after)?);
    (declared == written).then_some(number)
}

fn amount(text: &str) -> Option<Value> {
    let (number, after) = number(text)?;
    let cents = checked(number, Decimal::from_integer(100), Arithmetic::Multiply).ok()?;
    (matches!(after, "" | "€" | "euro" | "euros") && cents.is_integer()).then_some(Value::Money(cents))
}

/// A number of units; the unit of the datum when none is written.
fn duration(text: &str, datum: &Data) -> Option<Value> {
    let (number, after) = number(text)?;
    let unit = if after.is_empty() { unit(datum)? } else { after };
    unit_of_time(unit).map(|unit| Value::duration(number, unit))
}

fn unit_of_time(words: &str) -> Option<DurationUnit> {
    time_unit(&words.replace([' ', '\u{a0}', '\u{202f}'], "_"))
}

/// `2026-05-12`, `12/05/2026`, `12 mai 2026`, `1er mai 2026`; `None` for a day that does not exist.
fn date(text: &str) -> Option<Date> {
    if text.as_bytes().get(4) == Some(&b'-') {
        return text.parse().ok();
    }
    let parts: Vec<_> = text.split(['/', ' ', '\u{a0}']).filter(|part| !part.is_empty()).collect();
    let [day, of_month, year] = parts[..] else { return None };
    let day = day.strip_suffix("er").unwrap_or(day).parse().ok()?;
    let of_month = of_month.parse().ok().or_else(|| month(of_month))?;
    Date::new(year.parse().ok().filter(|_| year.len() == 4)?, of_month, day).ok()
}
