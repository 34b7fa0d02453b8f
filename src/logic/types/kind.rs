//! The types of values, how they compare, and the French words for them.

use crate::values::{DataType, DurationUnit, Text, Unit, fold};

/// The type of a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Type<'m> {
    /// Cannot be told, for a reason already reported: it agrees with everything.
    Unknown,
    Boolean,
    Number(Number<'m>),
    Money,
    /// A duration, in that unit when there is one.
    Duration(Option<DurationUnit>),
    Date,
    Text,
    /// One of those values.
    OneOf(&'m [Text]),
    /// A value of some enumeration, alone.
    Value(&'m str),
}

/// A number and what it counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number<'m> {
    /// Whether it has no decimals.
    pub(super) whole: bool,
    /// What it counts; a number that does not say agrees with all.
    pub(super) scale: Option<Scale<'m>>,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale<'m> {
    /// The unit of time, when it is one.
    pub(super) time: Option<DurationUnit>,
    /// The unit as written.
    pub(super) written: &'m str,
}

impl<'m> Scale<'m> {
    /// The unit declared or written after a number.
    pub(super) fn of(written: &'m str) -> Self {
        Self { time: time_unit(written), written }
    }

    fn agrees(self, other: Self) -> bool {
        match (self.time, other.time) {
            (Some(time), Some(other)) => time == other,
            (None, None) => singular(self.written) == singular(other.written),
            (Some(_), None) | (None, Some(_)) => false,
        }
    }
}

impl<'m> Type<'m> {
    /// A number without unit.
    pub(super) const NUMBER: Self = Self::Number(Number { whole: false, scale: None });

    /// The declared type of a datum, a right or a calculation.
    pub(super) fn declared(data_type: &'m DataType, unit: Option<&'m str>) -> Self {
        let scale = unit.map(Scale::of);
        match data_type {
            DataType::Boolean => Self::Boolean,
            DataType::Integer | DataType::Decimal if unit.is_some_and(|unit| singular(unit) == "euro") => Self::Money,
            DataType::Integer => Self::Number(Number { whole: true, scale }),
            DataType::Decimal => Self::Number(Number { whole: false, scale }),
            DataType::Money => Self::Money,
            DataType::Duration => Self::Duration(scale.and_then(|scale| scale.time)),
            DataType::Date => Self::Date,
            DataType::Text => Self::Text,
            DataType::OneOf(values) => Self::OneOf(values),
        }
    }

    /// The type of a number written with its unit.
    pub(super) fn literal(whole: bool, unit: Option<&'m Unit>) -> Self {
        let scale = unit.map(|unit| match unit {
            Unit::Time(time) => Scale { time: Some(*time), written: time.name(2) },
            Unit::Other(written) => Scale::of(written),
        });
        Self::Number(Number { whole, scale })
    }

    /// Whether two values may be equal.
    pub(super) fn agrees(self, other: Self) -> bool {
        match (self, other) {
            (Self::Unknown, _) | (_, Self::Unknown) => true,
            (Self::Boolean, Self::Boolean)
            | (Self::Money, Self::Money)
            | (Self::Date, Self::Date)
            | (Self::Text, Self::Text)
            | (Self::Value(_), Self::Value(_)) => true,
            (Self::Number(number), Self::Number(other)) => match (number.scale, other.scale) {
                (Some(scale), Some(other)) => scale.agrees(other),
                (None, _) | (_, None) => true,
            },
            (Self::Number(number), Self::Duration(unit)) | (Self::Duration(unit), Self::Number(number)) => {
                let time = number.scale.and_then(|scale| scale.time);
                time.is_some_and(|time| unit.is_none_or(|unit| unit == time))
            }
            (Self::Duration(unit), Self::Duration(other)) => match (unit, other) {
                (Some(unit), Some(other)) => same_calendar(unit, other),
                (None, _) | (_, None) => true,
            },
            (Self::OneOf(values), Self::OneOf(others)) => others.iter().any(|other| lists(values, &other.value)),
            (Self::OneOf(values), Self::Value(value)) | (Self::Value(value), Self::OneOf(values)) => lists(values, value),
            (
                Self::Boolean
                | Self::Number(_)
                | Self::Money
                | Self::Duration(_)
                | Self::Date
                | Self::Text
                | Self::OneOf(_)
                | Self::Value(_),
                _,
            ) => false,
        }
    }

    /// Whether a value of this type may be given to something declared `declared`.
    pub(super) fn fits(self, declared: Self) -> bool {
        let loses_decimals = match (self, declared) {
            (Self::Number(number), Self::Number(declared)) => declared.whole && !number.whole,
            (_, _) => false,
        };
        self.agrees(declared) && !loses_decimals
    }

    /// The type of whichever of two values of one sort is kept.
    pub(super) fn joined(self, other: Self) -> Self {
        match (self, other) {
            (Self::Number(number), Self::Number(other)) => {
                Self::Number(Number { whole: number.whole && other.whole, scale: number.scale.or(other.scale) })
            }
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (kept, _) => kept,
        }
    }

    /// Whether one value may be before another.
    pub(super) const fn is_ordered(self) -> bool {
        match self {
            Self::Unknown | Self::Number(_) | Self::Money | Self::Duration(_) | Self::Date => true,
            Self::Boolean | Self::Text | Self::OneOf(_) | Self::Value(_) => false,
        }
    }

    /// « un montant ».
    pub(super) fn name(self) -> String {
        match self {
            Self::Unknown => "une valeur inconnue".to_owned(),
            Self::Boolean => "un oui ou non".to_owned(),
            Self::Number(Number { whole, scale }) => {
                let number = if whole { "un nombre entier" } else { "un nombre" };
                scale.map_or_else(|| number.to_owned(), |scale| format!("un nombre en {}", scale.written))
            }
            Self::Money => "un montant".to_owned(),
            Self::Duration(None) => "une durée".to_owned(),
            Self::Duration(Some(unit)) => format!("une durée en {}", unit.name(2)),
            Self::Date => "une date".to_owned(),
            Self::Text => "un texte".to_owned(),
            Self::OneOf(_) | Self::Value(_) => "une valeur d'une liste".to_owned(),
        }
    }
}

/// Whether durations in those units can be compared whatever the month or the year.
const fn same_calendar(unit: DurationUnit, other: DurationUnit) -> bool {
    const fn calendar(unit: DurationUnit) -> u8 {
        match unit {
            DurationUnit::Minute | DurationUnit::Hour | DurationUnit::Day | DurationUnit::Week => 0,
            DurationUnit::Month | DurationUnit::Year => 1,
            DurationUnit::WorkingDay => 2,
            DurationUnit::BusinessDay => 3,
            DurationUnit::ClearDay => 4,
        }
    }
    calendar(unit) == calendar(other)
}

fn lists(values: &[Text], value: &str) -> bool {
    values.iter().any(|listed| *listed.value == *value)
}

/// The unit of time a word designates, with or without its accents.
pub(in crate::logic) fn time_unit(word: &str) -> Option<DurationUnit> {
    match singular(word).as_str() {
        "minute" | "min" | "mn" => Some(DurationUnit::Minute),
        "heure" | "h" => Some(DurationUnit::Hour),
        "jour" | "j" => Some(DurationUnit::Day),
        "jour_ouvre" => Some(DurationUnit::WorkingDay),
        "jour_ouvrable" => Some(DurationUnit::BusinessDay),
        "jour_franc" => Some(DurationUnit::ClearDay),
        "semaine" => Some(DurationUnit::Week),
        "moi" => Some(DurationUnit::Month),
        "an" | "annee" => Some(DurationUnit::Year),
        _ => None,
    }
}

/// A unit without accents, capitals or marks of the plural: `années` is `annee`, `jours_ouvrés` is `jour_ouvre`.
fn singular(unit: &str) -> String {
    let plain = fold(unit);
    let words: Vec<_> = plain.split('_').map(|word| word.strip_suffix('s').unwrap_or(word)).collect();
    words.join("_")
}
