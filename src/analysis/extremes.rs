//! What everybody bears, and what the person of whom most is asked bears.
//!
//! The questions that conditions ask are tried one by one, and a branch is left as soon as it can change nothing. The persons shown are
//! real ones; when a search is cut short, or meets what cannot be told, the figures err on the side of saying less.

use super::people::{People, Person};
use crate::logic::Value;
use crate::logic::program::Slot;
use crate::model::{Model, Profile};
use crate::values::{Date, Expression};

/// The most situations looked at in one search.
const MAX_LOOKS: usize = 4_096;

/// What something weighs for a person not wholly known. Knowing more never lowers `told`, nor raises `at_most`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weight {
    /// Told.
    pub told: usize,
    /// Told, or not told otherwise.
    pub at_most: usize,
}

/// Who bears a burden.
#[derive(Debug, Clone, Copy)]
pub enum Whom<'m> {
    /// Everybody.
    Everyone,
    /// At least the people of a declared profile.
    Profile(&'m Profile),
    /// Some people: the situation tells which.
    Someone,
}

/// A burden above the bar, and who bears it.
#[derive(Debug, Clone)]
pub struct Burdened<'p, 'm> {
    /// How much: at least that.
    pub weight: usize,
    /// Who.
    pub whom: Whom<'m>,
    /// A person who bears it; for [`Whom::Someone`], by the only facts that matter.
    pub person: Person<'p, 'm>,
}

impl<'m> People<'m> {
    /// Who certainly bears more than `bar`: everybody or a declared profile, whichever bears more; else the person who may bear most.
    pub fn most_burdened(&self, bar: usize, weigh: impl Fn(&Person<'_, 'm>) -> Weight) -> Option<Burdened<'_, 'm>> {
        let certain = self.surely_burdened(bar, &weigh);
        if certain.is_some() { certain } else { self.possibly_burdened(bar, weigh) }
    }

    /// The person who may bear most, when that is more than `bar`.
    pub fn possibly_burdened(&self, bar: usize, weigh: impl Fn(&Person<'_, 'm>) -> Weight) -> Option<Burdened<'_, 'm>> {
        if weigh(&self.anybody()).at_most <= bar {
            return None;
        }
        let heaviest = heaviest(self, &self.questions(), &weigh);
        (heaviest.weight > bar).then_some(Burdened { weight: heaviest.weight, whom: Whom::Someone, person: heaviest.person })
    }

    /// Who certainly bears more than `bar`: everybody or a declared profile, whichever bears more.
    pub fn surely_burdened(&self, bar: usize, weigh: impl Fn(&Person<'_, 'm>) -> Weight) -> Option<Burdened<'_, 'm>> {
        if weigh(&self.anybody()).at_most <= bar {
            return None;
        }
        let questions = self.questions();
        let everyone = lightest(&questions, &self.anybody(), bar, &weigh);
        let mut certain = Burdened { weight: everyone.weight, whom: Whom::Everyone, person: everyone.person };
        for profile in self.profiles() {
            let among = lightest(&questions, &self.of(profile), bar.max(certain.weight), &weigh);
            if among.weight > certain.weight {
                certain = Burdened { weight: among.weight, whom: Whom::Profile(profile), person: among.person };
            }
        }
        (certain.weight > bar).then_some(certain)
    }

    /// The least and the most that a person may bear.
    pub fn range(&self, weigh: impl Fn(&Person<'_, 'm>) -> Weight) -> (usize, usize) {
        let questions = self.questions();
        (lightest(&questions, &self.anybody(), 0, &weigh).weight, heaviest(self, &questions, &weigh).weight)
    }
}

/// Whether no person at all can meet those conditions together; `false` when it cannot be told.
#[must_use]
pub fn never_together(model: &Model, conditions: &[&Expression], today: Date) -> bool {
    let people = People::seen_by(model, conditions, today);
    let refused = |person: &Person<'_, '_>| {
        let told = person.meets_all(conditions);
        Weight { told: usize::from(told == Some(false)), at_most: usize::from(told != Some(true)) }
    };
    lightest(&people.questions(), &people.anybody(), 0, &refused).weight == 1
}

/// Whether whoever is concerned meets one of those lists of conditions; `false` when it cannot be told.
#[must_use]
pub fn always_one_of(model: &Model, lists: &[&[&Expression]], today: Date) -> bool {
    let people = People::seen_by(model, &lists.concat(), today);
    let met = |person: &Person<'_, '_>| {
        let told = |wanted: Option<bool>| lists.iter().any(|conditions| person.meets_all(conditions) == wanted);
        let sure = told(Some(true));
        Weight { told: usize::from(sure), at_most: usize::from(sure || told(None)) }
    };
    lightest(&people.questions(), &people.anybody(), 0, &met).weight == 1
}

/// A weight, and a person who bears it.
struct Extreme<'p, 'm> {
    weight: usize,
    person: Person<'p, 'm>,
}

/// A datum, and the values that conditions tell apart.
type Question = (Slot, Vec<Value>);

fn heaviest<'p, 'm>(
    people: &'p People<'m>,
    questions: &[Question],
    weigh: &impl Fn(&Person<'_, 'm>) -> Weight,
) -> Extreme<'p, 'm> {
    let found = explored(questions, &people.anybody(), usize::MAX, weigh);
    let mut person = found.person;
    for rank in (0..person.n_known()).rev() {
        let mut without = person.clone();
        without.forget(rank);
        if weigh(&without).told == found.told {
            person = without;
        }
    }
    Extreme { weight: found.told, person }
}

/// The least borne by those of whom that is known: the heaviest of what is spared them. Once somebody bears `bar` or less, the search is over:
/// the weight is then theirs.
fn lightest<'p, 'm>(
    questions: &[Question],
    among: &Person<'p, 'm>,
    bar: usize,
    weigh: &impl Fn(&Person<'_, 'm>) -> Weight,
) -> Extreme<'p, 'm> {
    let total = weigh(among).at_most;
    let spared = |person: &Person<'_, 'm>| {
        let weight = weigh(person);
        Weight { told: total.saturating_sub(weight.at_most), at_most: total.saturating_sub(weight.told) }
    };
    let found = explored(questions, among, total.saturating_sub(bar), &spared);
    Extreme { weight: total - found.at_most.min(total), person: found.person }
}

/// The outcome of a search.
struct Found<'p, 'm> {
    /// What is told of the heaviest person found.
    told: usize,
    /// What no person exceeds.
    at_most: usize,
    /// That person.
    person: Person<'p, 'm>,
}

fn explored<'p, 'm>(
    questions: &[Question],
    among: &Person<'p, 'm>,
    enough: usize,
    weigh: &impl Fn(&Person<'_, 'm>) -> Weight,
) -> Found<'p, 'm> {
    let found = Found { told: weigh(among).told, at_most: 0, person: among.clone() };
    let mut search = Search { weigh, questions, enough, found, n_looks: 0 };
    search.explore(&mut among.clone(), 0);
    search.found
}

struct Search<'p, 'm, 's, W> {
    weigh: &'s W,
    questions: &'s [Question],
    /// A weight past which nothing more is sought.
    enough: usize,
    found: Found<'p, 'm>,
    n_looks: usize,
}

impl<'p, 'm, W: Fn(&Person<'_, 'm>) -> Weight> Search<'p, 'm, '_, W> {
    fn explore(&mut self, person: &mut Person<'p, 'm>, rank: usize) {
        self.n_looks += 1;
        let weight = (self.weigh)(person);
        if weight.told > self.found.told {
            self.found.told = weight.told;
            self.found.person = person.clone();
        }
        let settled = weight.told == weight.at_most || weight.at_most <= self.found.told || self.found.told >= self.enough;
        let Some((datum, values)) = self.questions.get(rank).filter(|_| !settled && self.n_looks < MAX_LOOKS) else {
            self.found.at_most = self.found.at_most.max(weight.at_most);
            return;
        };
        if person.knows(*datum) {
            return self.explore(person, rank + 1);
        }
        for value in values {
            person.learn(*datum, value.clone());
            self.explore(person, rank + 1);
            person.forget(person.n_known() - 1);
        }
    }
}
