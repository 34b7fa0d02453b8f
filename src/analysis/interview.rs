//! An interview: several procedures, one person, and only the questions that change something.

use super::roadmap::Plan;
use crate::logic::asking::{Prior, Question, Target, Weighted, next_question};
use crate::logic::program::{RuleId, Slot};
use crate::logic::{Evaluation, Outcome, Program, Situation, Value};
use crate::model::{Model, PublicService};
use crate::values::{Date, Decimal, Expression};

/// An interview in progress.
#[derive(Debug)]
pub struct Interview<'m> {
    /// The procedures it is about.
    pub services: Vec<&'m PublicService>,
    /// Their rules and conditions together.
    pub program: Program<'m>,
    /// What was answered.
    pub situation: Situation,
    today: Date,
    rules: Vec<RuleId>,
    targets: Vec<Weighted>,
    refused: Vec<Slot>,
    prior: Prior,
}

impl<'m> Interview<'m> {
    /// Begins an interview about those procedures.
    #[must_use]
    pub fn new(model: &'m Model, services: Vec<&'m PublicService>, today: Date) -> Self {
        let mut program = Program::new(model);
        let own = services.iter().flat_map(|service| model.rules_of(service));
        let rules: Vec<_> = own.filter_map(|rule| program.add_rule(rule)).collect();
        // A right matters more than all the lines of the steps together, and a condition written twice is one.
        let mut conditions: Vec<&Expression> = Vec::new();
        for condition in services.iter().flat_map(|service| service.conditions()) {
            if conditions.iter().all(|known| !known.says_same_as(condition)) {
                conditions.push(condition);
            }
        }
        let share = Decimal::new(1, i128::try_from(conditions.len()).unwrap_or(1) + 1);
        let rights = rules.iter().map(|rule| Weighted { target: Target::Rule(*rule), weight: Decimal::from_integer(1) });
        let mut targets: Vec<_> = rights.collect();
        targets.extend(
            conditions.iter().map(|condition| Weighted { target: Target::Condition(program.add(condition)), weight: share }),
        );
        let mut prior = Prior::default();
        for profile in &model.profiles {
            let Some(share) = &profile.share else { continue };
            for assignment in &profile.situation {
                let Some(datum) = model.datum(&assignment.data) else { continue };
                if let Some(Ok(value)) = Situation::assigned(datum, &assignment.value) {
                    prior.add(datum.symbol, value, share.value);
                }
            }
        }
        let situation = Situation::unknown(&program);
        Self { services, program, situation, today, rules, targets, refused: Vec::new(), prior }
    }

    /// The next question; `None` when there is nothing more worth asking.
    #[must_use]
    pub fn next(&self) -> Option<Question> {
        next_question(&self.program, &self.targets, &self.situation, self.today, &self.refused, &self.prior)
    }

    /// Learns an answer, or that the person does not know.
    pub fn answer(&mut self, datum: Slot, value: Option<Value>) {
        match value {
            Some(value) => self.situation.set(datum, Some(value)),
            None => self.refused.push(datum),
        }
    }

    /// What each right and calculation gives, so far.
    #[must_use]
    pub fn rights(&self) -> Vec<(RuleId, Outcome)> {
        let mut evaluation = Evaluation::new(&self.program, &self.situation, self.today);
        self.rules.iter().map(|rule| (*rule, evaluation.rule(*rule))).collect()
    }

    /// What is known, for the program of one of the procedures.
    #[must_use]
    pub fn situation_for(&self, plan: &Plan<'_>) -> Situation {
        let mut situation = Situation::unknown(&plan.program);
        for (slot, value) in self.situation.known() {
            if let Some(slot) = plan.program.slot_of(self.program.datum(slot).symbol) {
                situation.set(slot, Some(value.clone()));
            }
        }
        situation
    }
}
