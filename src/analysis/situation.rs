//! What can be told of conditions for one person.
//!
//! A [`Situation`] is what is known of a person. A condition is then true, false or, when it reads something unknown, untold: `None`
//! is never taken for « no ».

use super::quantity::Quantity;
use super::telling::{Telling, all};
use crate::model::{Data, Model, Profile};
use crate::values::{Expression, SymbolId};
use std::fmt;

/// A known value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'m> {
    /// `oui`, `non`
    Boolean(bool),
    /// A value of an enumeration, or a text.
    Choice(&'m str),
    /// Something that has an order.
    Quantity(Quantity),
}

impl fmt::Display for Value<'_> {
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
    known: Vec<(&'m Data, Value<'m>)>,
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
    pub fn of(profile: &'m Profile, model: &'m Model) -> Self {
        let told = |assignment: &'m crate::values::Assignment| {
            Some((model.datum(&assignment.data)?, Telling::new(&Self::default(), model).value(&assignment.value)?))
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
    pub(super) fn learn(&mut self, data: &'m Data, value: Value<'m>) {
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
    pub fn tell(&self, condition: &'m Expression, model: &'m Model) -> Option<bool> {
        Telling::new(self, model).tell(condition)
    }

    /// Whether the person meets all those conditions.
    #[must_use]
    pub fn tell_all(&self, conditions: &[&'m Expression], model: &'m Model) -> Option<bool> {
        all(conditions.iter().map(|condition| self.tell(condition, model)))
    }

    /// The value of a datum, when it is known.
    pub(super) fn get(&self, data: SymbolId) -> Option<&Value<'m>> {
        self.known.iter().find(|(known, _)| known.symbol == data).map(|(_, value)| value)
    }
}
