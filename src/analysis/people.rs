//! The people whom conditions tell apart, and what can be told of each.
//!
//! A condition is met, not met, or untold: `None` is never taken for « no ».

use crate::logic::program::{Node, Slot};
use crate::logic::{Evaluation, Outcome, Program, Situation, Value, told_apart};
use crate::model::{Data, Model, Profile};
use crate::values::{Date, Expression};
use std::cmp::Reverse;
use std::fmt;

/// Everybody, as some conditions see them on a given day.
#[derive(Debug)]
pub struct People<'m> {
    program: Program<'m>,
    today: Date,
}

impl<'m> People<'m> {
    /// As those conditions see them.
    #[must_use]
    pub fn seen_by(model: &'m Model, conditions: &[&'m Expression], today: Date) -> Self {
        let mut program = Program::new(model);
        for condition in conditions {
            program.add(condition);
        }
        Self { program, today }
    }

    /// The kinds of people that are declared.
    #[must_use]
    pub fn profiles(&self) -> &'m [Profile] {
        &self.program.model().profiles
    }

    /// A person of whom nothing is known.
    #[must_use]
    pub fn anybody(&self) -> Person<'_, 'm> {
        Person { people: self, known: Vec::new(), situation: Situation::unknown(&self.program) }
    }

    /// A person of whom is known what a declared profile says.
    #[must_use]
    pub fn of(&self, profile: &Profile) -> Person<'_, 'm> {
        let mut person = self.anybody();
        for assignment in &profile.situation {
            let slot = assignment.data.target.and_then(|datum| self.program.slot_of(datum));
            let Some(slot) = slot else { continue };
            if let Some(Ok(value)) = Situation::assigned(self.program.datum(slot), &assignment.value) {
                person.learn(slot, value);
            }
        }
        person
    }

    /// The data that the conditions read, each with the values they tell apart; what they read most comes first: a search is settled sooner.
    pub(super) fn questions(&self) -> Vec<(Slot, Vec<Value>)> {
        let slots = (0..).map(Slot).take(self.program.data().len());
        let mut questions: Vec<_> = slots.map(|slot| (slot, told_apart(&self.program, slot))).collect();
        questions.retain(|(_, values)| !values.is_empty());
        let n_reads =
            |slot: Slot| self.program.nodes().iter().filter(|node| matches!(node, Node::Data(read) if *read == slot)).count();
        questions.sort_by_cached_key(|(slot, _)| Reverse(n_reads(*slot)));
        questions
    }
}

/// What is known of a person.
#[derive(Debug, Clone)]
pub struct Person<'p, 'm> {
    people: &'p People<'m>,
    /// The data known, in the order in which they were learnt.
    known: Vec<Slot>,
    situation: Situation,
}

impl<'m> Person<'_, 'm> {
    /// Whether the person meets a condition; `None` when what is known does not tell.
    #[must_use]
    pub fn meets(&self, condition: &Expression) -> Option<bool> {
        match Evaluation::new(&self.people.program, &self.situation, self.people.today).expression(condition)? {
            Outcome::Known(Value::Boolean(value)) => Some(value),
            Outcome::Known(_) | Outcome::NotApplicable | Outcome::Missing(_) | Outcome::Failed(_) => None,
        }
    }

    /// Whether the person meets all those conditions.
    #[must_use]
    pub fn meets_all(&self, conditions: &[&Expression]) -> Option<bool> {
        let mut untold = false;
        for condition in conditions {
            match self.meets(condition) {
                Some(true) => {}
                Some(false) => return Some(false),
                None => untold = true,
            }
        }
        (!untold).then_some(true)
    }

    /// How many facts are known.
    #[must_use]
    pub const fn n_known(&self) -> usize {
        self.known.len()
    }

    /// Whether the value of that datum is known.
    pub(super) fn knows(&self, datum: Slot) -> bool {
        self.known.contains(&datum)
    }

    /// Adds a fact, known last.
    pub(super) fn learn(&mut self, datum: Slot, value: Value) {
        self.situation.set(datum, Some(value));
        self.known.push(datum);
    }

    /// Forgets the fact known at that rank.
    pub(super) fn forget(&mut self, rank: usize) {
        self.situation.set(self.known.remove(rank), None);
    }

    /// The data known, with their values.
    fn facts(&self) -> impl Iterator<Item = (&'m Data, &Value)> {
        self.known.iter().filter_map(|slot| Some((self.people.program.datum(*slot), self.situation.get(*slot)?)))
    }
}

impl fmt::Display for Person<'_, '_> {
    /// As a `cas` writes it: `domicile = étranger, hébergé = oui`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (rank, (datum, value)) in self.facts().enumerate() {
            let comma = if rank > 0 { ", " } else { "" };
            write!(f, "{comma}{} = {}", datum.name, Situation::written(datum, value))?;
        }
        Ok(())
    }
}
