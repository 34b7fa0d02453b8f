//! People on whom to try the rules of a procedure: those of its worked examples, then each of them with one datum changed.
//!
//! What is found on them is true of somebody; what is not found proves nothing.

use super::case;
use super::roadmap::Plan;
use crate::logic::program::{Node, Slot};
use crate::logic::{Outcome, Situation, Value, beside, worth_trying};
use crate::values::Date;
use std::collections::BTreeMap;

/// What is known of a person, by the names of the data: two versions of a procedure can both be asked.
pub type Facts = BTreeMap<Box<str>, Value>;

/// No more examples than that are varied.
const MAX_EXAMPLES: usize = 24;

/// Those people, and the values that make each of them another.
#[derive(Debug, Default)]
pub struct Trial {
    values: BTreeMap<Box<str>, Vec<Value>>,
    /// Those of the examples, whole: what an example does not say has some value.
    examples: Vec<Facts>,
}

impl Trial {
    /// For procedures that may be two versions of one: what either tells apart is tried on both.
    #[must_use]
    pub fn of(plans: &[&Plan<'_>], today: Date) -> Self {
        let mut trial = Self::default();
        for plan in plans {
            for (slot, datum) in (0..).map(Slot).zip(plan.program.data()) {
                trial.add(&datum.name, worth_trying(&plan.program, slot));
            }
        }
        trial.examples = examples(plans);
        if trial.examples.is_empty() {
            trial.examples = vec![trial.of_each(<[Value]>::first), trial.of_each(<[Value]>::last)];
        }
        let first = trial.of_each(<[Value]>::first);
        for person in &mut trial.examples {
            first.iter().for_each(|(name, value)| _ = person.entry(name.clone()).or_insert_with(|| value.clone()));
        }
        for plan in plans {
            for person in trial.examples.clone() {
                trial.add_computed(plan, &person, today);
            }
        }
        trial
    }

    /// The people of the examples, then each with another value of one datum.
    pub fn people(&self) -> impl Iterator<Item = Facts> {
        let near = |person| self.values.iter().flat_map(move |(name, values)| varied(person, name, values));
        self.examples.iter().cloned().chain(self.examples.iter().flat_map(near))
    }

    /// The values to try of a datum.
    #[must_use]
    pub fn values(&self, name: &str) -> &[Value] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, name: &str, values: Vec<Value>) {
        let known = self.values.entry(name.into()).or_default();
        for value in values {
            if !known.contains(&value) {
                known.push(value);
            }
        }
    }

    fn of_each(&self, pick: fn(&[Value]) -> Option<&Value>) -> Facts {
        self.values.iter().filter_map(|(name, values)| Some((name.clone(), pick(values)?.clone()))).collect()
    }

    /// What a datum is compared with, when it depends on the person or on the day.
    fn add_computed(&mut self, plan: &Plan<'_>, person: &Facts, today: Date) {
        let situation = situation(plan, person);
        let mut evaluation = plan.evaluation(&situation, today);
        for node in plan.program.nodes() {
            let Node::Compare(_, left, right) = node else { continue };
            for (datum, threshold) in [(left, right), (right, left)] {
                let Node::Data(slot) = plan.program.node(*datum) else { continue };
                if let Outcome::Known(threshold) = evaluation.formula(*threshold) {
                    self.add(&plan.program.datum(*slot).name, beside(&plan.program, *slot, &threshold));
                }
            }
        }
    }
}

/// The person with each other value of a datum.
pub fn varied(person: &Facts, name: &str, values: &[Value]) -> Vec<Facts> {
    let others = values.iter().filter(|value| person.get(name) != Some(value));
    others
        .map(|value| {
            let mut other = person.clone();
            other.insert(name.into(), value.clone());
            other
        })
        .collect()
}

/// The people of the worked examples.
fn examples(plans: &[&Plan<'_>]) -> Vec<Facts> {
    let mut people: Vec<Facts> = Vec::new();
    for plan in plans {
        for case in &plan.service.cases {
            let (situation, _) = case::situation(plan, &case.value);
            let facts: Facts =
                situation.known().map(|(slot, value)| (plan.program.datum(slot).name.clone(), value.clone())).collect();
            if !people.contains(&facts) {
                people.push(facts);
            }
        }
    }
    people.truncate(MAX_EXAMPLES);
    people
}

/// What a procedure knows of that person: the data it has, whose values it accepts.
#[must_use]
pub fn situation(plan: &Plan<'_>, person: &Facts) -> Situation {
    let mut situation = Situation::unknown(&plan.program);
    for (slot, datum) in (0..).map(Slot).zip(plan.program.data()) {
        let value = person.get(&datum.name).and_then(|value| Situation::accepted(datum, value.clone()).ok());
        situation.set(slot, value);
    }
    situation
}

/// What of the person the procedure reads, as a `cas` says it: `âge = 20 ans, hébergé = oui`.
#[must_use]
pub fn told(plan: &Plan<'_>, person: &Facts, reads: impl Fn(Slot) -> bool) -> String {
    let data = (0..).map(Slot).zip(plan.program.data()).filter(|(slot, _)| reads(*slot));
    let facts =
        data.filter_map(|(_, datum)| Some(format!("{} = {}", datum.name, Situation::written(datum, person.get(&datum.name)?))));
    facts.collect::<Vec<_>>().join(", ")
}
