//! What can be told of conditions for one person.
//!
//! A [`Situation`] is what is known of a person. A condition is then true, false or, when it reads something unknown, untold: `None`
//! is never taken for « no ».

use super::quantity::Quantity;
use crate::model::{Data, Model, Profile, SymbolKind};
use crate::values::{Comparison, Connective, Expression, ExpressionKind, Reference, SymbolId};
use std::cmp::Ordering;
use std::fmt;

/// A known value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `oui`, `non`
    Boolean(bool),
    /// A value of an enumeration, or a text.
    Choice(Box<str>),
    /// Something that has an order.
    Quantity(Quantity),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean(true) => f.write_str("oui"),
            Self::Boolean(false) => f.write_str("non"),
            Self::Choice(choice) => f.write_str(choice),
            Self::Quantity(quantity) => quantity.fmt(f),
        }
    }
}

/// What is known of a person.
#[derive(Debug, Clone, Default)]
pub struct Situation<'m> {
    known: Vec<(&'m Data, Value)>,
}

impl fmt::Display for Situation<'_> {
    /// As a `cas` writes it: `domicile = étranger, hébergé = oui`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (rank, (data, value)) in self.known.iter().enumerate() {
            let comma = if rank > 0 { ", " } else { "" };
            write!(f, "{comma}{} = {value}", data.name)?;
        }
        Ok(())
    }
}

impl<'m> Situation<'m> {
    /// What a declared profile says.
    #[must_use]
    pub fn of(profile: &Profile, model: &'m Model) -> Self {
        let told = |assignment: &crate::values::Assignment| {
            Some((model.datum(&assignment.data)?, Self::default().value(&assignment.value, model)?))
        };
        Self { known: profile.situation.iter().filter_map(told).collect() }
    }

    /// How many facts are known.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.known.len()
    }

    /// The same, one fact forgotten.
    #[must_use]
    pub(super) fn without(&self, rank: usize) -> Self {
        let mut known = self.known.clone();
        known.remove(rank);
        Self { known }
    }

    /// Whether the value of that datum is known.
    #[must_use]
    pub fn knows(&self, data: &Data) -> bool {
        self.get(data.symbol).is_some()
    }

    /// Adds a fact, known last.
    pub(super) fn learn(&mut self, data: &'m Data, value: Value) {
        self.known.push((data, value));
    }

    /// Forgets the fact known last.
    pub(super) fn forget(&mut self) {
        self.known.pop();
    }

    /// Whether nothing is known.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Whether the person meets a condition; `None` when what is known does not tell.
    #[must_use]
    pub fn tell(&self, condition: &Expression, model: &Model) -> Option<bool> {
        match &condition.kind {
            ExpressionKind::Boolean(value) => Some(*value),
            ExpressionKind::Name(_) => match self.value(condition, model)? {
                Value::Boolean(value) => Some(value),
                Value::Choice(_) | Value::Quantity(_) => None,
            },
            ExpressionKind::Not(operand) => self.tell(operand, model).map(|value| !value),
            ExpressionKind::Logic(connective, operands) => self.tell_together(*connective, operands, model),
            ExpressionKind::Compare(comparison, left, right) => {
                compare(*comparison, &self.value(left, model)?, &self.value(right, model)?)
            }
            ExpressionKind::Among(value, values) => {
                let value = self.value(value, model)?;
                let same = |other| Some(self.value(other, model)? == value);
                any(values.iter().map(same))
            }
            ExpressionKind::Number(..)
            | ExpressionKind::Money(_)
            | ExpressionKind::Percentage(_)
            | ExpressionKind::Duration(_)
            | ExpressionKind::Date(_)
            | ExpressionKind::Text(_)
            | ExpressionKind::Arithmetic(..)
            | ExpressionKind::Negative(_) => None,
        }
    }

    /// Whether the person meets all those conditions.
    #[must_use]
    pub fn tell_all(&self, conditions: &[&Expression], model: &Model) -> Option<bool> {
        any(conditions.iter().map(|condition| self.tell(condition, model).map(|value| !value))).map(|value| !value)
    }

    fn tell_together(&self, connective: Connective, operands: &[Expression], model: &Model) -> Option<bool> {
        match connective {
            Connective::Or => any(operands.iter().map(|operand| self.tell(operand, model))),
            Connective::And => {
                any(operands.iter().map(|operand| self.tell(operand, model).map(|value| !value))).map(|value| !value)
            }
        }
    }

    fn value(&self, expression: &Expression, model: &Model) -> Option<Value> {
        match &expression.kind {
            ExpressionKind::Boolean(value) => Some(Value::Boolean(*value)),
            ExpressionKind::Text(text) => Some(Value::Choice(text.clone())),
            ExpressionKind::Name(reference) => self.named(reference, model),
            ExpressionKind::Number(..)
            | ExpressionKind::Money(_)
            | ExpressionKind::Percentage(_)
            | ExpressionKind::Duration(_)
            | ExpressionKind::Date(_)
            | ExpressionKind::Negative(_) => Quantity::of(expression).map(Value::Quantity),
            ExpressionKind::Not(_)
            | ExpressionKind::Logic(..)
            | ExpressionKind::Compare(..)
            | ExpressionKind::Among(..)
            | ExpressionKind::Arithmetic(..) => None,
        }
    }

    fn named(&self, reference: &Reference, model: &Model) -> Option<Value> {
        if let SymbolKind::EnumValue(_) = model.symbol(reference)?.kind {
            return Some(Value::Choice(reference.name.clone()));
        }
        self.get(reference.target?).cloned()
    }

    fn get(&self, data: SymbolId) -> Option<&Value> {
        self.known.iter().find(|(known, _)| known.symbol == data).map(|(_, value)| value)
    }
}

/// Kleene's « or ».
fn any(values: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut untold = false;
    for value in values {
        match value {
            Some(true) => return Some(true),
            Some(false) => {}
            None => untold = true,
        }
    }
    if untold { None } else { Some(false) }
}

fn compare(comparison: Comparison, left: &Value, right: &Value) -> Option<bool> {
    let order = match (left, right) {
        (Value::Quantity(left), Value::Quantity(right)) => left.compare(right)?,
        (Value::Boolean(left), Value::Boolean(right)) => left.cmp(right),
        (Value::Choice(left), Value::Choice(right)) => left.cmp(right),
        (Value::Quantity(_) | Value::Boolean(_) | Value::Choice(_), _) => return None,
    };
    Some(match comparison {
        Comparison::Less => order == Ordering::Less,
        Comparison::LessOrEqual => order != Ordering::Greater,
        Comparison::Greater => order == Ordering::Greater,
        Comparison::GreaterOrEqual => order != Ordering::Less,
        Comparison::Equal => order == Ordering::Equal,
        Comparison::Different => order != Ordering::Equal,
    })
}
