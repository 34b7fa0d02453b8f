//! Whether the same person can meet two conditions: what tells a document asked twice from a document asked of two publics.
//!
//! Conditions over « oui ou non » data, enumerations and thresholds are decided exactly. Any other formula is an opaque fact, the
//! same wherever it is written the same way; past [`MAX_ALTERNATIVES`] nothing is claimed.

mod possible;

use crate::model::{Model, SymbolKind};
use crate::values::{
    Comparison, Connective, DataType, Decimal, Duration, DurationUnit, Expression, ExpressionKind, Reference, Unit,
};
use possible::satisfiable;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Beyond that many alternatives, a condition is not decided.
const MAX_ALTERNATIVES: usize = 256;

/// What can be said of two sets of conditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Together {
    /// Every person of one of the two publics, or a person who can be described, is in the other.
    Proved,
    /// Nobody meets both.
    Never,
    /// Nothing excludes it, nothing proves it either.
    Unproved,
}

/// Whether one person can meet all of `left` and all of `right`; no condition is met by everybody.
#[must_use]
pub fn together(left: &[&Expression], right: &[&Expression], model: &Model) -> Together {
    let (Some(ours), Some(theirs)) = (all_of(left, model), all_of(right, model)) else { return Together::Unproved };
    match product(&ours, &theirs).and_then(|both| satisfiable(&both)) {
        Some(false) => Together::Never,
        Some(true) if implies(&ours, right, model) || implies(&theirs, left, model) || alike(&ours, &theirs) => Together::Proved,
        Some(true) | None => Together::Unproved,
    }
}

/// Whether each person meets all the conditions of one of the groups at least; a group without condition is met by everybody.
#[must_use]
pub fn cover_everybody(groups: &[Vec<&Expression>], model: &Model) -> bool {
    let nobody_left = groups.iter().try_fold(vec![Vec::new()], |left, group| {
        let refused: Option<Vec<_>> = group.iter().map(|condition| alternatives(condition, Reading::Negated, model)).collect();
        product(&left, &refused?.into_iter().flatten().collect())
    });
    nobody_left.is_some_and(|left| satisfiable(&left) == Some(false))
}

/// Whether the two speak of the same data, in terms that are all understood: whoever meets both can then be described.
fn alike(left: &Alternatives, right: &Alternatives) -> bool {
    let understood = left.iter().chain(right).flatten().all(|literal| !matches!(literal.fact, Fact::Opaque(_)));
    let subjects =
        |side: &Alternatives| -> BTreeSet<Box<str>> { side.iter().flatten().map(|literal| literal.subject.clone()).collect() };
    understood && subjects(left) == subjects(right)
}

/// Whether whoever meets `left` meets `right`.
fn implies(left: &Alternatives, right: &[&Expression], model: &Model) -> bool {
    right.iter().all(|condition| {
        let refused = alternatives(condition, Reading::Negated, model).and_then(|refused| product(left, &refused));
        refused.is_some_and(|refused| satisfiable(&refused) == Some(false))
    })
}

fn all_of(conditions: &[&Expression], model: &Model) -> Option<Alternatives> {
    conditions.iter().try_fold(vec![Vec::new()], |all, condition| product(&all, &alternatives(condition, Reading::AsIs, model)?))
}

/// A condition as alternatives, each a list of elementary facts that hold together.
type Alternatives = Vec<Vec<Literal>>;

/// Whether a formula is read as it is or denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    AsIs,
    Negated,
}

impl Reading {
    const fn opposite(self) -> Self {
        match self {
            Self::AsIs => Self::Negated,
            Self::Negated => Self::AsIs,
        }
    }
}

/// An elementary fact about one thing.
#[derive(Debug, Clone, PartialEq)]
struct Literal {
    subject: Box<str>,
    fact: Fact,
}

#[derive(Debug, Clone, PartialEq)]
enum Fact {
    /// A « oui ou non » datum.
    Holds(Reading),
    /// A formula not looked into.
    Opaque(Reading),
    /// The value of an enumeration is, or is not, one of those.
    OneOf(Reading, BTreeSet<Box<str>>),
    /// A value compared with a constant.
    Bound(Comparison, Scale, Decimal),
}

/// What a constant measures: two scales are never compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scale {
    Number,
    Euros,
    Months,
    Days,
    Minutes,
    Calendar,
}

fn alternatives(condition: &Expression, reading: Reading, model: &Model) -> Option<Alternatives> {
    match &condition.kind {
        ExpressionKind::Boolean(value) => Some(if *value == (reading == Reading::AsIs) { vec![Vec::new()] } else { Vec::new() }),
        ExpressionKind::Not(operand) => alternatives(operand, reading.opposite(), model),
        ExpressionKind::Logic(connective, operands) => {
            let operands: Option<Vec<_>> = operands.iter().map(|operand| alternatives(operand, reading, model)).collect();
            if (*connective == Connective::And) == (reading == Reading::AsIs) {
                operands?.iter().try_fold(vec![Vec::new()], |all, operand| product(&all, operand))
            } else {
                let any: Alternatives = operands?.into_iter().flatten().collect();
                (any.len() <= MAX_ALTERNATIVES).then_some(any)
            }
        }
        ExpressionKind::Name(name) => Some(vec![vec![Literal { subject: name.name.clone(), fact: Fact::Holds(reading) }]]),
        ExpressionKind::Compare(comparison, left, right) => {
            Some(compared(*comparison, left, right, reading, model).unwrap_or_else(|| opaque(condition, reading)))
        }
        ExpressionKind::Among(value, values) => {
            Some(among(value, values, reading, model).unwrap_or_else(|| opaque(condition, reading)))
        }
        ExpressionKind::Number(..)
        | ExpressionKind::Money(_)
        | ExpressionKind::Percentage(_)
        | ExpressionKind::Duration(_)
        | ExpressionKind::Date(_)
        | ExpressionKind::Text(_)
        | ExpressionKind::Arithmetic(..)
        | ExpressionKind::Negative(_)
        | ExpressionKind::Today
        | ExpressionKind::Extreme(..) => Some(opaque(condition, reading)),
    }
}

fn opaque(condition: &Expression, reading: Reading) -> Alternatives {
    vec![vec![Literal { subject: writing(condition).into(), fact: Fact::Opaque(reading) }]]
}

fn compared(
    comparison: Comparison,
    left: &Expression,
    right: &Expression,
    reading: Reading,
    model: &Model,
) -> Option<Alternatives> {
    let comparison = if reading == Reading::AsIs { comparison } else { comparison.opposite() };
    let ExpressionKind::Name(subject) = &left.kind else {
        let ExpressionKind::Name(_) = &right.kind else { return None };
        constant(left)?;
        return compared(comparison.mirrored(), right, left, Reading::AsIs, model);
    };
    let literal = |fact| vec![Literal { subject: subject.name.clone(), fact }];
    if let ExpressionKind::Boolean(value) = &right.kind {
        let same = (comparison == Comparison::Equal) == *value;
        return Some(vec![literal(Fact::Holds(if same { Reading::AsIs } else { Reading::Negated }))]);
    }
    if let Some(value) = enumeration_value(right, model) {
        let reading = if comparison == Comparison::Equal { Reading::AsIs } else { Reading::Negated };
        return Some(vec![literal(one_of(subject, reading, BTreeSet::from([value]), model))]);
    }
    let (scale, value) = constant(right)?;
    let bound = |comparison| Literal { subject: subject.name.clone(), fact: Fact::Bound(comparison, scale, value) };
    Some(match comparison {
        Comparison::Different => vec![vec![bound(Comparison::Less)], vec![bound(Comparison::Greater)]],
        Comparison::Equal => vec![vec![bound(Comparison::LessOrEqual), bound(Comparison::GreaterOrEqual)]],
        Comparison::Less | Comparison::LessOrEqual | Comparison::Greater | Comparison::GreaterOrEqual => {
            vec![vec![bound(comparison)]]
        }
    })
}

fn among(value: &Expression, values: &[Expression], reading: Reading, model: &Model) -> Option<Alternatives> {
    let ExpressionKind::Name(subject) = &value.kind else { return None };
    let values: Option<BTreeSet<_>> = values.iter().map(|value| enumeration_value(value, model)).collect();
    Some(vec![vec![Literal { subject: subject.name.clone(), fact: one_of(subject, reading, values?, model) }]])
}

/// « Is not one of those » is « is one of the others » when the values of the datum are known.
fn one_of(subject: &Reference, reading: Reading, values: BTreeSet<Box<str>>, model: &Model) -> Fact {
    match (reading, model.datum(subject).map(|datum| &datum.data_type)) {
        (Reading::Negated, Some(DataType::OneOf(all))) => {
            let others = all.iter().map(|value| value.value.clone()).filter(|value| !values.contains(value)).collect();
            Fact::OneOf(Reading::AsIs, others)
        }
        (Reading::AsIs | Reading::Negated, _) => Fact::OneOf(reading, values),
    }
}

fn enumeration_value(value: &Expression, model: &Model) -> Option<Box<str>> {
    let ExpressionKind::Name(name) = &value.kind else { return None };
    is_enumeration_value(name, model).then(|| name.name.clone())
}

fn is_enumeration_value(name: &Reference, model: &Model) -> bool {
    model.symbol(name).is_some_and(|symbol| matches!(symbol.kind, SymbolKind::EnumValue(_)))
}

fn constant(value: &Expression) -> Option<(Scale, Decimal)> {
    match &value.kind {
        ExpressionKind::Number(number, Some(Unit::Time(unit))) => Some(lasting(*number, *unit)),
        ExpressionKind::Number(number, Some(Unit::Other(_)) | None) | ExpressionKind::Percentage(number) => {
            Some((Scale::Number, *number))
        }
        ExpressionKind::Money(money) => Some((Scale::Euros, Decimal::new(money.cents.into(), 100))),
        ExpressionKind::Duration(Duration { number, unit }) => Some(lasting(Decimal::from(i128::from(*number)), *unit)),
        ExpressionKind::Date(date) => {
            // Only the order of dates matters here.
            let rank = i128::from(date.year()) * 10_000 + i128::from(date.month()) * 100 + i128::from(date.day());
            Some((Scale::Calendar, Decimal::from(rank)))
        }
        ExpressionKind::Boolean(_)
        | ExpressionKind::Text(_)
        | ExpressionKind::Name(_)
        | ExpressionKind::Not(_)
        | ExpressionKind::Logic(..)
        | ExpressionKind::Compare(..)
        | ExpressionKind::Among(..)
        | ExpressionKind::Arithmetic(..)
        | ExpressionKind::Negative(_)
        | ExpressionKind::Today
        | ExpressionKind::Extreme(..) => None,
    }
}

fn lasting(number: Decimal, unit: DurationUnit) -> (Scale, Decimal) {
    match unit {
        DurationUnit::Minute => (Scale::Minutes, number),
        DurationUnit::Hour => (Scale::Minutes, number * 60),
        DurationUnit::Day | DurationUnit::WorkingDay | DurationUnit::BusinessDay | DurationUnit::ClearDay => {
            (Scale::Days, number)
        }
        DurationUnit::Week => (Scale::Days, number * 7),
        DurationUnit::Month => (Scale::Months, number),
        DurationUnit::Year => (Scale::Months, number * 12),
    }
}

/// Both at once: each alternative of one with each of the other.
fn product(left: &Alternatives, right: &Alternatives) -> Option<Alternatives> {
    if left.len() * right.len() > MAX_ALTERNATIVES {
        return None;
    }
    let join = |a: &Vec<Literal>, b: &Vec<Literal>| a.iter().chain(b).cloned().collect();
    Some(left.iter().flat_map(|a| right.iter().map(move |b| join(a, b))).collect())
}

/// A formula written without its places, so that two writings of it compare equal.
fn writing(formula: &Expression) -> String {
    let mut text = String::new();
    write_formula(formula, &mut text);
    text
}

fn write_formula(formula: &Expression, text: &mut String) {
    let head = match &formula.kind {
        ExpressionKind::Boolean(value) => value.to_string(),
        ExpressionKind::Number(number, unit) => format!("{number}{unit:?}"),
        ExpressionKind::Money(money) => money.to_string(),
        ExpressionKind::Percentage(ratio) => format!("{ratio}%"),
        ExpressionKind::Duration(duration) => duration.to_string(),
        ExpressionKind::Date(date) => date.to_string(),
        ExpressionKind::Text(words) => format!("«{words}»"),
        ExpressionKind::Name(name) => name.name.to_string(),
        ExpressionKind::Not(_) => "non".to_owned(),
        ExpressionKind::Logic(connective, _) => format!("{connective:?}"),
        ExpressionKind::Compare(comparison, ..) => format!("{comparison:?}"),
        ExpressionKind::Among(..) => "parmi".to_owned(),
        ExpressionKind::Arithmetic(operation, ..) => format!("{operation:?}"),
        ExpressionKind::Negative(_) => "-".to_owned(),
        ExpressionKind::Today => "aujourd'hui".to_owned(),
        ExpressionKind::Extreme(kept, _) => kept.words().to_owned(),
    };
    let _ = write!(text, "({head}");
    for child in formula.children() {
        write_formula(child, text);
    }
    text.push(')');
}

#[cfg(test)]
mod tests;
