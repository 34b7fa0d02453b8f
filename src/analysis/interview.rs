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

#[cfg(test)]
mod tests {
    use super::Interview;
    use crate::logic::{Situation, Value};
    use crate::project;
    use crate::source::Workspace;

    /// The questions asked one after the other of somebody who answers them so.
    fn asked(rule: &str, answers: &[(&str, &str)]) -> Vec<String> {
        let mut workspace = Workspace::default();
        let data = "donnée a : oui ou non\ndonnée b : oui ou non\ndonnée âge : entier, de 0 à 120\ndonnée revenu : montant\n";
        workspace.push("x.demarche", format!("{data}démarche aide « Aide » {{\n{rule}\n}}\n"));
        let project = project::read(&workspace);
        assert_eq!(project.problems, []);
        let mut interview =
            Interview::new(&project.model, project.model.services.iter().collect(), jiff::civil::date(2026, 11, 25));
        let mut names = Vec::new();
        while let Some(question) = interview.next() {
            let datum = interview.program.datum(question.datum);
            let answer = answers.iter().find(|(name, _)| **name == *datum.name);
            let value: Option<Value> = answer.and_then(|(_, words)| Situation::read(datum, words).ok());
            names.push(datum.name.to_string());
            interview.answer(question.datum, value);
        }
        names
    }

    #[test]
    fn what_is_proved_to_change_nothing_is_not_asked() {
        let either = "  droit aidé : oui ou non = (a et b) ou (a et non b)";
        assert_eq!(asked(either, &[("a", "oui"), ("b", "oui")]), ["a"]);
        let of_age = "  droit aidé : oui ou non = (âge < 18 et a) ou (âge >= 18 et a) ou (b et a)";
        assert_eq!(asked(of_age, &[("a", "oui"), ("âge", "20"), ("b", "non")]), ["a"]);
        assert_eq!(asked(of_age, &[("a", "non"), ("âge", "20")]), ["a"]);
    }

    #[test]
    fn what_may_change_something_is_asked() {
        let both = "  droit aidé : oui ou non = a et (b ou âge < 18)";
        assert_eq!(asked(both, &[("a", "oui"), ("b", "non"), ("âge", "20")]).len(), 3);
        // A datum that is counted is not tried on everybody.
        let counted = "  calcul montant_aide : montant {\n    revenu - revenu\n    exception seul : 10 € si a\n  }";
        assert_eq!(asked(counted, &[("a", "non"), ("revenu", "100 €")]), ["a", "revenu"]);
    }
}
