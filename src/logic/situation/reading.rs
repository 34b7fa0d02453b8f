//! Values as people and programs write them.

use super::{is_money, unit};
use crate::logic::types::time_unit;
use crate::logic::value::Value;
use crate::model::Data;
use crate::values::{DataType, Date, Decimal, DurationUnit, fold, month};

/// The value a text gives to a datum; `None` when it is none of its type.
pub(super) fn value(datum: &Data, text: &str) -> Option<Value> {
    let text = text.trim();
    match &datum.data_type {
        DataType::Integer | DataType::Decimal | DataType::Money if is_money(datum) => amount(text),
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
    let cents = number * Decimal::from_integer(100);
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
