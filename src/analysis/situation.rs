//! What can be told of conditions for one person, and the person for whom they weigh most.
//!
//! A [`Situation`] is what is known of a person. A condition is then true, false or, when it reads something unknown, untold: `None`
//! is never taken for « no ». [`heaviest`] looks for the person of whom most is asked among those the conditions tell apart; the person
//! it shows is always a real one, and when the search is cut short it says so rather than guess.

use super::quantity::Quantity;
use crate::model::{Data, Model, Profile, PublicService, Step, SymbolKind};
use crate::values::{Comparison, Connective, DataType, Expression, ExpressionKind, Reference, SymbolId};
use std::cmp::Ordering;
use std::fmt;

/// The most situations looked at in one search.
const MAX_LOOKS: usize = 4_096;

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

/// Someone a procedure is for.
#[derive(Debug, Clone)]
pub struct Person<'m> {
    /// The declared profile; `None` for anybody.
    pub profile: Option<&'m Profile>,
    /// What is known of them.
    pub situation: Situation<'m>,
}

/// Anybody, then each declared profile.
pub fn people(model: &Model) -> impl Iterator<Item = Person<'_>> {
    let anybody = Person { profile: None, situation: Situation::default() };
    let declared =
        model.profiles.iter().map(|profile| Person { profile: Some(profile), situation: Situation::of(profile, model) });
    std::iter::once(anybody).chain(declared)
}

impl Person<'_> {
    /// The steps where that person certainly has to act, in the order of the text.
    #[must_use]
    pub fn steps<'s>(&self, service: &'s PublicService, model: &Model) -> Vec<&'s Step> {
        let must = |step: &&Step| {
            let concerned = step.condition.as_ref().map_or(Some(true), |condition| self.situation.tell(condition, model));
            !step.optional && concerned == Some(true)
        };
        service.user_steps().filter(must).collect()
    }
}

/// What something weighs for a person not wholly known: between what is told and what is not told otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weight {
    /// Told.
    pub told: usize,
    /// Told, or not told otherwise.
    pub at_most: usize,
}

/// The outcome of a search.
#[derive(Debug, Clone)]
pub struct Heaviest<'m> {
    /// What is told of the heaviest person found.
    pub told: usize,
    /// What no person exceeds.
    pub at_most: usize,
    /// That person, by the only facts that matter.
    pub situation: Situation<'m>,
}

/// The person for whom `weigh` is greatest, among those the conditions tell apart.
#[must_use]
pub fn heaviest<'m>(model: &'m Model, conditions: &[&Expression], weigh: impl Fn(&Situation<'m>) -> Weight) -> Heaviest<'m> {
    let questions = questions(model, conditions);
    let mut search = Search { weigh, questions: &questions, best: None, at_most: 0, n_looks: 0 };
    search.explore(&mut Situation::default(), 0);
    let (told, situation) = search.best.unwrap_or_default();
    let at_most = search.at_most;
    let mut situation = situation;
    for rank in (0..situation.known.len()).rev() {
        let fact = situation.known.remove(rank);
        if (search.weigh)(&situation).told < told {
            situation.known.insert(rank, fact);
        }
    }
    Heaviest { told, at_most, situation }
}

/// Whether no person at all can meet those conditions together; `false` when it cannot be told.
#[must_use]
pub fn never_together(model: &Model, conditions: &[&Expression]) -> bool {
    let weigh = |situation: &Situation<'_>| {
        let told = situation.tell_all(conditions, model);
        Weight { told: usize::from(told == Some(true)), at_most: usize::from(told != Some(false)) }
    };
    heaviest(model, conditions, weigh).at_most == 0
}

struct Search<'m, 'q, W> {
    weigh: W,
    questions: &'q [(&'m Data, Vec<Value>)],
    best: Option<(usize, Situation<'m>)>,
    at_most: usize,
    n_looks: usize,
}

impl<'m, W: Fn(&Situation<'m>) -> Weight> Search<'m, '_, W> {
    fn explore(&mut self, situation: &mut Situation<'m>, rank: usize) {
        self.n_looks += 1;
        let weight = (self.weigh)(situation);
        if self.best.as_ref().is_none_or(|(best, _)| weight.told > *best) {
            self.best = Some((weight.told, situation.clone()));
        }
        let settled = weight.told == weight.at_most || self.best.as_ref().is_some_and(|(best, _)| weight.at_most <= *best);
        let Some((data, values)) = self.questions.get(rank).filter(|_| !settled && self.n_looks < MAX_LOOKS) else {
            self.at_most = self.at_most.max(weight.at_most);
            return;
        };
        for value in values {
            situation.known.push((*data, value.clone()));
            self.explore(situation, rank + 1);
            situation.known.pop();
        }
    }
}

/// The data those conditions read, each with the values they tell apart.
fn questions<'m>(model: &'m Model, conditions: &[&Expression]) -> Vec<(&'m Data, Vec<Value>)> {
    let mut questions: Vec<(&Data, Vec<Value>)> = Vec::new();
    for reference in conditions.iter().flat_map(|condition| condition.names()) {
        let Some(data) = model.datum(reference) else { continue };
        if questions.iter().all(|(asked, _)| asked.symbol != data.symbol) {
            questions.push((data, told_apart(data, conditions)));
        }
    }
    questions.retain(|(_, values)| !values.is_empty());
    questions
}

fn told_apart(data: &Data, conditions: &[&Expression]) -> Vec<Value> {
    match &data.data_type {
        DataType::Boolean => vec![Value::Boolean(true), Value::Boolean(false)],
        DataType::OneOf(choices) => choices.iter().map(|choice| Value::Choice(choice.value.clone())).collect(),
        DataType::Text => Vec::new(),
        DataType::Integer | DataType::Decimal | DataType::Money | DataType::Duration | DataType::Date => {
            let mut thresholds = Vec::new();
            conditions.iter().for_each(|condition| collect_thresholds(condition, data.symbol, &mut thresholds));
            Quantity::around(&thresholds, data).into_iter().map(Value::Quantity).collect()
        }
    }
}

/// What a datum is compared with.
fn collect_thresholds(expression: &Expression, data: SymbolId, thresholds: &mut Vec<Quantity>) {
    let is_data = |side: &Expression| matches!(&side.kind, ExpressionKind::Name(name) if name.target == Some(data));
    let sides = expression.children();
    if matches!(expression.kind, ExpressionKind::Compare(..) | ExpressionKind::Among(..))
        && sides.iter().any(|side| is_data(side))
    {
        thresholds.extend(sides.iter().copied().filter_map(Quantity::of));
    }
    for side in sides {
        collect_thresholds(side, data, thresholds);
    }
}
