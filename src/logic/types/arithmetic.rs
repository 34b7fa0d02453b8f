//! What each operation gives, by the types of its two sides; nothing when it has no meaning.

use super::kind::{Number, Type};
use crate::values::{Arithmetic, DurationUnit};

/// The type of a sum, a difference, a product or a quotient.
pub(super) fn result<'m>(operation: Arithmetic, left: Type<'m>, right: Type<'m>) -> Option<Type<'m>> {
    match operation {
        Arithmetic::Add => sum(left, right),
        Arithmetic::Subtract => difference(left, right),
        Arithmetic::Multiply => product(left, right),
        Arithmetic::Divide => quotient(left, right),
    }
}

fn sum<'m>(left: Type<'m>, right: Type<'m>) -> Option<Type<'m>> {
    match (left, right) {
        (Type::Unknown, _) | (_, Type::Unknown) => Some(Type::Unknown),
        (Type::Money, Type::Money) => Some(Type::Money),
        (Type::Number(number), Type::Number(other)) if left.agrees(right) => {
            Some(Type::Number(Number { whole: number.whole && other.whole, scale: number.scale.or(other.scale) }))
        }
        (Type::Number(_), Type::Duration(_)) if left.agrees(right) => Some(left),
        (Type::Duration(_), Type::Number(_)) if left.agrees(right) => Some(right),
        (Type::Duration(unit), Type::Duration(other)) => Some(Type::Duration(unit.filter(|_| unit == other))),
        (Type::Date, Type::Duration(_)) | (Type::Duration(_), Type::Date) => Some(Type::Date),
        (Type::Date, Type::Number(number)) | (Type::Number(number), Type::Date) => {
            number.scale.and_then(|scale| scale.time).map(|_| Type::Date)
        }
        (
            Type::Boolean
            | Type::Number(_)
            | Type::Money
            | Type::Duration(_)
            | Type::Date
            | Type::Text
            | Type::OneOf(_)
            | Type::Value(_),
            _,
        ) => None,
    }
}

fn difference<'m>(left: Type<'m>, right: Type<'m>) -> Option<Type<'m>> {
    match (left, right) {
        (Type::Date, Type::Date) => Some(Type::Duration(Some(DurationUnit::Day))),
        (Type::Duration(_) | Type::Number(_), Type::Date) => None,
        (_, _) => sum(left, right),
    }
}

fn product<'m>(left: Type<'m>, right: Type<'m>) -> Option<Type<'m>> {
    match (left, right) {
        (Type::Unknown, _) | (_, Type::Unknown) => Some(Type::Unknown),
        (Type::Money, Type::Number(_)) | (Type::Number(_), Type::Money) => Some(Type::Money),
        (Type::Number(number), Type::Number(other)) => {
            // Of two units, the product has a third, which the language does not name.
            let scale = if number.scale.is_some() && other.scale.is_some() { None } else { number.scale.or(other.scale) };
            Some(Type::Number(Number { whole: number.whole && other.whole, scale }))
        }
        (Type::Duration(unit), Type::Number(Number { scale: None, .. }))
        | (Type::Number(Number { scale: None, .. }), Type::Duration(unit)) => Some(Type::Duration(unit)),
        // An amount a month times a number of months: the language does not name such a rate.
        (Type::Money, Type::Duration(_)) | (Type::Duration(_), Type::Money) => Some(Type::Unknown),
        (
            Type::Boolean
            | Type::Number(_)
            | Type::Money
            | Type::Duration(_)
            | Type::Date
            | Type::Text
            | Type::OneOf(_)
            | Type::Value(_),
            _,
        ) => None,
    }
}

fn quotient<'m>(left: Type<'m>, right: Type<'m>) -> Option<Type<'m>> {
    match (left, right) {
        (Type::Unknown, _) | (_, Type::Unknown) => Some(Type::Unknown),
        (Type::Money, Type::Money) => Some(Type::NUMBER),
        (Type::Money, Type::Number(_)) => Some(Type::Money),
        (Type::Number(number), Type::Number(other)) => {
            let scale = number.scale.filter(|_| other.scale.is_none());
            Some(Type::Number(Number { whole: false, scale }))
        }
        (Type::Duration(unit), Type::Number(Number { scale: None, .. })) => Some(Type::Duration(unit)),
        (Type::Duration(_), Type::Duration(_)) if left.agrees(right) => Some(Type::NUMBER),
        (Type::Money, Type::Duration(_)) => Some(Type::Unknown),
        (
            Type::Boolean
            | Type::Number(_)
            | Type::Money
            | Type::Duration(_)
            | Type::Date
            | Type::Text
            | Type::OneOf(_)
            | Type::Value(_),
            _,
        ) => None,
    }
}
