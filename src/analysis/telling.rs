//! Whether a person meets a condition, in three values (Kleene): yes, no, or not told by what is known.
//!
//! A condition may name a right or a calculation: its definitions are then read as the language says, exceptions first, whatever
//! their order. When two of them disagree, or when none applies, nothing is told.

use super::quantity::Quantity;
use super::situation::{Situation, Value};
use crate::model::{Model, SymbolKind};
use crate::values::{Comparison, Connective, Expression, ExpressionKind, Reference, Rule, RuleDefinition};
use std::cmp::Ordering;

/// How many rights, calculations and exceptions a condition is followed through; a circle of them tells nothing.
const MAX_DEPTH: usize = 16;

/// What is known, and how far it was followed.
#[derive(Clone, Copy)]
pub(super) struct Telling<'s, 'm> {
    situation: &'s Situation<'m>,
    model: &'m Model,
    depth: usize,
}

impl<'s, 'm> Telling<'s, 'm> {
    pub(super) const fn new(situation: &'s Situation<'m>, model: &'m Model) -> Self {
        Self { situation, model, depth: 0 }
    }

    /// Whether a condition is met.
    pub(super) fn tell(self, condition: &'m Expression) -> Option<bool> {
        match &condition.kind {
            ExpressionKind::Boolean(value) => Some(*value),
            ExpressionKind::Name(_) => match self.value(condition)? {
                Value::Boolean(value) => Some(value),
                Value::Choice(_) | Value::Quantity(_) => None,
            },
            ExpressionKind::Not(operand) => self.tell(operand).map(|value| !value),
            ExpressionKind::Logic(Connective::Or, operands) => any(operands.iter().map(|operand| self.tell(operand))),
            ExpressionKind::Logic(Connective::And, operands) => all(operands.iter().map(|operand| self.tell(operand))),
            ExpressionKind::Compare(comparison, left, right) => compare(*comparison, &self.value(left)?, &self.value(right)?),
            ExpressionKind::Among(value, values) => {
                let value = self.value(value)?;
                any(values.iter().map(|other| compare(Comparison::Equal, &value, &self.value(other)?)))
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
            | ExpressionKind::Extreme(..) => None,
        }
    }

    /// The value of a formula, when it is written or known.
    pub(super) fn value(self, expression: &'m Expression) -> Option<Value<'m>> {
        match &expression.kind {
            ExpressionKind::Text(text) => Some(Value::Choice(text)),
            ExpressionKind::Name(reference) => self.named(reference),
            ExpressionKind::Number(..)
            | ExpressionKind::Money(_)
            | ExpressionKind::Percentage(_)
            | ExpressionKind::Duration(_)
            | ExpressionKind::Date(_)
            | ExpressionKind::Negative(_) => Quantity::of(expression).map(Value::Quantity),
            ExpressionKind::Boolean(_)
            | ExpressionKind::Not(_)
            | ExpressionKind::Logic(..)
            | ExpressionKind::Compare(..)
            | ExpressionKind::Among(..) => self.tell(expression).map(Value::Boolean),
            ExpressionKind::Arithmetic(..) | ExpressionKind::Today | ExpressionKind::Extreme(..) => None,
        }
    }

    fn named(self, reference: &'m Reference) -> Option<Value<'m>> {
        if let SymbolKind::EnumValue(_) = self.model.symbol(reference)?.kind {
            return Some(Value::Choice(&reference.name));
        }
        match rule(reference, self.model) {
            Some(rule) => self.deeper()?.concluded(rule, None).said(),
            None => self.situation.get(reference.target?).cloned(),
        }
    }

    fn deeper(self) -> Option<Self> {
        (self.depth < MAX_DEPTH).then(|| Self { depth: self.depth + 1, ..self })
    }

    /// What the definitions under an exception say; under the base when `parent` is `None`.
    fn concluded(self, rule: &'m Rule, parent: Option<&'m RuleDefinition>) -> Conclusion<'m> {
        let mut found = Conclusion::Silent;
        for exception in exceptions(rule, parent) {
            let said = self.deeper().map_or(Conclusion::Untold, |deeper| deeper.concluded(rule, Some(exception)));
            found = found.beside(said);
        }
        match (found, parent.or_else(|| base(rule))) {
            (Conclusion::Silent, Some(own)) => self.own(own),
            (Conclusion::Silent, None) => Conclusion::Silent,
            (found @ (Conclusion::Said(_) | Conclusion::Untold), _) => found,
        }
    }

    /// What one definition says by itself.
    fn own(self, definition: &'m RuleDefinition) -> Conclusion<'m> {
        let applies = definition.qualifiers.condition.as_ref().map_or(Some(true), |condition| self.tell(condition));
        match applies {
            Some(false) => Conclusion::Silent,
            Some(true) => {
                let value = definition.value.as_ref().and_then(|value| self.value(value));
                value.map_or(Conclusion::Untold, Conclusion::Said)
            }
            None => Conclusion::Untold,
        }
    }
}

/// What a part of a rule says of a person.
enum Conclusion<'m> {
    /// It does not apply.
    Silent,
    /// It says that.
    Said(Value<'m>),
    /// It cannot be told.
    Untold,
}

impl<'m> Conclusion<'m> {
    /// Together with another part of the same rank: two that disagree tell nothing.
    fn beside(self, other: Self) -> Self {
        match (self, other) {
            (Self::Silent, only) | (only, Self::Silent) => only,
            (Self::Said(one), Self::Said(other)) if one == other => Self::Said(one),
            (Self::Said(_) | Self::Untold, Self::Said(_) | Self::Untold) => Self::Untold,
        }
    }

    fn said(self) -> Option<Value<'m>> {
        match self {
            Self::Said(value) => Some(value),
            Self::Silent | Self::Untold => None,
        }
    }
}

/// The right or the calculation a name designates.
pub(super) fn rule<'m>(reference: &Reference, model: &'m Model) -> Option<&'m Rule> {
    match model.symbol(reference)?.kind {
        SymbolKind::Rule(rank) => Some(&model.rules.get(rank as usize)?.value),
        SymbolKind::LocalRule(service, rank) => Some(&model.services.get(service as usize)?.rules.get(rank as usize)?.value),
        SymbolKind::PublicOrganisation(_)
        | SymbolKind::Evidence(_)
        | SymbolKind::Data(_)
        | SymbolKind::EnumValue(_)
        | SymbolKind::PublicService(_)
        | SymbolKind::LifeEvent(_)
        | SymbolKind::Journey(_)
        | SymbolKind::Profile(_)
        | SymbolKind::LegalResource(_)
        | SymbolKind::Step(..) => None,
    }
}

fn base(rule: &Rule) -> Option<&RuleDefinition> {
    rule.definitions.iter().find(|definition| definition.exception.is_none())
}

/// The exceptions right under a definition.
fn exceptions<'r>(rule: &'r Rule, parent: Option<&'r RuleDefinition>) -> impl Iterator<Item = &'r RuleDefinition> {
    let label = parent.and_then(|parent| parent.exception.as_ref()?.label.as_ref()).map(|label| &*label.value);
    let under = move |definition: &&RuleDefinition| {
        let Some(exception) = &definition.exception else { return false };
        let above = exception.parent.as_ref().map(|above| &*above.value);
        if parent.is_none() { above.is_none() } else { label.is_some() && above == label }
    };
    rule.definitions.iter().filter(under)
}

/// Kleene's « or ».
pub(super) fn any(values: impl Iterator<Item = Option<bool>>) -> Option<bool> {
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

/// Kleene's « and ».
pub(super) fn all(values: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    any(values.map(|value| value.map(|value| !value))).map(|value| !value)
}

fn compare(comparison: Comparison, left: &Value<'_>, right: &Value<'_>) -> Option<bool> {
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
