//! A person of a set: plausible, told by the data that matter only, and confirmed by the evaluation.

use super::diagram::{Diagrams, People};
use super::reading::Reader;
use super::typical;
use crate::logic::domain::Domain;
use crate::logic::program::{Program, Slot};
use crate::logic::{Situation, Value};
use crate::model::Profile;
use crate::values::SymbolId;

/// The most persons tried when a set depends on comparisons that are not looked into.
const MAX_TRIED: usize = 300;

/// A person of whom something is true.
#[derive(Debug, Clone, PartialEq)]
pub struct Witness {
    /// What is known of the person: data and their values, in the order in which the rules read them.
    pub facts: Vec<(SymbolId, Value)>,
    /// The declared profile the person is of; its rank in the model.
    pub profile: Option<usize>,
}

/// Why nothing is claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unverified {
    /// There are too many cases to tell apart.
    TooMany,
    /// It depends on comparisons that mix those data in a way that is not looked into.
    Mixed(Vec<SymbolId>),
}

/// What the people of a set are told by.
pub(super) struct Search<'s, 'p, 'm> {
    pub(super) reader: &'s Reader<'p, 'm>,
    pub(super) diagrams: &'s Diagrams,
    /// The data to be known.
    pub(super) data: &'s [Slot],
    /// What is known of those of each declared profile.
    pub(super) profiles: &'s [Known],
}

/// What is known of somebody.
pub(super) type Known = Vec<(Slot, Value)>;

impl Search<'_, '_, '_> {
    /// Somebody of a set, of a declared profile if one can be, of whom `confirm` says yes. `None` when nobody tried is confirmed.
    pub(super) fn find(&self, people: &People, confirm: &mut dyn FnMut(&Situation) -> bool) -> Option<Witness> {
        self.find_given(people, &Vec::new(), confirm)
    }

    /// The same, of whom something is known already.
    pub(super) fn find_given(
        &self,
        people: &People,
        given: &Known,
        confirm: &mut dyn FnMut(&Situation) -> bool,
    ) -> Option<Witness> {
        let unsolved = self.diagrams.unsolved_in(people);
        let mixed: Vec<_> = unsolved.iter().flat_map(|rank| &self.reader.unsolved[*rank as usize].data).copied().collect();
        let profiles = self.profiles.iter().enumerate().map(|(rank, known)| (Some(rank), known.clone()));
        for (profile, mut known) in profiles.chain([(None, Vec::new())]) {
            let mut people = people.clone();
            known.retain(|(slot, _)| given.iter().all(|(of, _)| of != slot));
            known.extend(given.iter().cloned());
            for (slot, value) in &known {
                people = self.diagrams.told(&people, self.diagrams.told_by(*slot, value, &self.reader.domains[slot.0 as usize]));
            }
            let mut trial = Trial { search: self, mixed: &mixed, tried: 0, known };
            if trial.explore(&people, 0, confirm) {
                return Some(self.least(trial.known, profile, confirm));
            }
        }
        None
    }

    /// The same person, told by no more than is needed.
    fn least(&self, mut known: Known, profile: Option<usize>, confirm: &mut dyn FnMut(&Situation) -> bool) -> Witness {
        known.sort_by_key(|(slot, _)| self.data.iter().position(|datum| datum == slot).unwrap_or(usize::MAX));
        for rank in (0..known.len()).rev() {
            let mut fewer = known.clone();
            fewer.remove(rank);
            if confirm(&situation(self.reader.program, &fewer)) {
                known = fewer;
            }
        }
        let of_profile = |rank: &usize| known.iter().any(|fact| self.profiles[*rank].contains(fact));
        let profile = profile.filter(of_profile);
        let program = self.reader.program;
        let facts = known.into_iter().map(|(slot, value)| (program.datum(slot).symbol, value)).collect();
        Witness { facts, profile }
    }
}

/// One search for a person.
struct Trial<'t, 's, 'p, 'm> {
    search: &'t Search<'s, 'p, 'm>,
    mixed: &'t [Slot],
    tried: usize,
    known: Known,
}

impl Trial<'_, '_, '_, '_> {
    fn explore(&mut self, people: &People, rank: usize, confirm: &mut dyn FnMut(&Situation) -> bool) -> bool {
        if people.is_nobody() || self.tried >= MAX_TRIED {
            return false;
        }
        let Some(slot) = self.search.data.get(rank).copied() else {
            self.tried += 1;
            return confirm(&situation(self.search.reader.program, &self.known));
        };
        if self.known.iter().any(|(known, _)| *known == slot) {
            return self.explore(people, rank + 1, confirm);
        }
        let domain: &Domain = &self.search.reader.domains[slot.0 as usize];
        let more = self.mixed.contains(&slot);
        for value in typical::values(slot, domain, self.search.diagrams, self.search.reader.today, more) {
            let facts = self.search.diagrams.told_by(slot, &value, domain);
            let rest = self.search.diagrams.told(people, facts);
            if rest.is_nobody() {
                continue;
            }
            self.known.push((slot, value));
            if self.explore(&rest, rank + 1, confirm) {
                return true;
            }
            self.known.pop();
            // Whoever has that value will do, but for what is not looked into.
            if !more {
                return false;
            }
        }
        false
    }
}

fn situation(program: &Program<'_>, known: &Known) -> Situation {
    let mut situation = Situation::unknown(program);
    known.iter().for_each(|(slot, value)| situation.set(*slot, Some(value.clone())));
    situation
}

/// What is known of the people of a profile, of the data of a program.
pub(super) fn known_of(program: &Program<'_>, profile: &Profile) -> Known {
    let known = profile.situation.iter().filter_map(|assignment| {
        let slot = program.slot_of(assignment.data.target?)?;
        Some((slot, Situation::assigned(program.datum(slot), &assignment.value)?.ok()?))
    });
    known.collect()
}
