//! What a procedure is for one person: the steps that are theirs, in order, with what to bring, where, at what cost and when.

mod calendar;
mod plan;
#[cfg(test)]
mod tests;

use calendar::Calendar;
pub use calendar::{Deadline, Span};
pub use plan::Plan;

use crate::logic::program::Slot;
use crate::logic::{Evaluation, Outcome, Situation, Value};
use crate::model::{Evidence, Model, Performance, PublicService, Sourced, Step, SymbolKind};
use crate::values::{Cost, Date, Expression, Money, Reference, RequiredEvidence, Requirement, SymbolId, TimeLimit};

/// Whether something concerns a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// It does not.
    No,
    /// What is known does not tell.
    Maybe,
    /// It does.
    Yes,
}

impl Told {
    /// By what its condition gives.
    const fn by(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Known(Value::Boolean(true)) => Self::Yes,
            Outcome::Known(_) | Outcome::NotApplicable => Self::No,
            Outcome::Missing(_) | Outcome::Failed(_) => Self::Maybe,
        }
    }
}

/// A procedure run for one person on one day.
#[derive(Debug)]
pub struct Roadmap<'m> {
    /// The procedure.
    pub service: &'m PublicService,
    /// The day it starts.
    pub today: Date,
    /// The steps that are theirs, or may be, each after those it waits for.
    pub stages: Vec<Stage<'m>>,
    /// The data that would tell more, in the order the procedure needs them.
    pub missing: Vec<Slot>,
    /// What the procedure itself costs, besides its steps.
    pub costs: Vec<(&'m Cost, Told)>,
    /// How long the decision takes.
    pub decision: Vec<(&'m TimeLimit, Told)>,
    /// The procedures that ask for what this one delivers: the rights it opens.
    pub opens: Vec<(&'m Evidence, Vec<&'m PublicService>)>,
}

/// A step of a [`Roadmap`].
#[derive(Debug)]
pub struct Stage<'m> {
    /// The step.
    pub step: &'m Step,
    /// Whether it is theirs.
    pub told: Told,
    /// Who acts and how, alternatives that do not concern them left out.
    pub performances: Vec<&'m Performance>,
    /// The documents to bring.
    pub documents: Vec<Document<'m>>,
    /// The data asked of them.
    pub data: Vec<(&'m Reference, Told)>,
    /// What it costs.
    pub costs: Vec<(&'m Cost, Told)>,
    /// When it can start: at the earliest, and at the latest if everybody keeps their time.
    pub starts: Span,
    /// When it is over.
    pub ends: Span,
    /// Until when it may be done.
    pub deadlines: Vec<Deadline<'m>>,
}

/// A document to bring.
#[derive(Debug)]
pub struct Document<'m> {
    /// The line that asks for it.
    pub requirement: &'m Requirement,
    /// Whether it is asked of them.
    pub told: Told,
    /// What serves: alternatives.
    pub choices: Vec<Choice<'m>>,
}

/// One of the documents that serve.
#[derive(Debug)]
pub enum Choice<'m> {
    /// A document of the workspace.
    Known(&'m Evidence),
    /// A document in words.
    Described(&'m str),
}

impl Choice<'_> {
    /// What people call it.
    #[must_use]
    pub fn title(&self) -> &str {
        match self {
            Self::Known(evidence) => &evidence.title,
            Self::Described(words) => words,
        }
    }
}

impl<'m> Roadmap<'m> {
    /// Runs a procedure.
    #[must_use]
    pub fn of(plan: &Plan<'m>, situation: &Situation, today: Date) -> Self {
        let service = plan.service;
        let mut running = Running { model: plan.model(), evaluation: plan.evaluation(situation, today), missing: Vec::new() };
        for rule in &plan.rules {
            let outcome = running.evaluation.rule(*rule);
            running.note(&outcome);
        }
        let costs = running.concerning(service.costs.all(), |cost| cost.qualifiers.condition.as_ref());
        let times = service.decision.said().map_or(&[][..], |decision| decision.processing_times.all());
        let decision = running.concerning(times, |time| time.qualifiers.condition.as_ref());
        let mut calendar = Calendar::from(today);
        let mut stages = Vec::new();
        for step in ordered(service, plan.model()) {
            match running.stage(step, &mut calendar) {
                Some(stage) => stages.push(stage),
                None => calendar.pass(step),
            }
        }
        let opens = opened(service, plan.model());
        Self { service, today, stages, missing: running.missing, costs, decision, opens }
    }

    /// What is surely paid and what may be, from the least to the most: documents left out.
    #[must_use]
    pub fn cost(&self) -> (Money, Money) {
        let of_stages =
            self.stages.iter().flat_map(|stage| stage.costs.iter().map(|(cost, told)| (*cost, stage.told.min(*told))));
        let all = self.costs.iter().copied().chain(of_stages);
        all.fold((Money::default(), Money::default()), |(least, most), (cost, told)| {
            let (low, high) = cost.amount.value;
            let low = if told == Told::Yes { low } else { Money::default() };
            (super::cost::plus(least, low), super::cost::plus(most, high))
        })
    }

    /// The documents to bring, each once, with whether they are surely asked.
    pub fn documents(&self) -> impl Iterator<Item = (&Document<'m>, Told)> {
        self.stages
            .iter()
            .filter(|stage| !stage.step.optional && stage.step.is_by_user())
            .flat_map(|stage| stage.documents.iter().map(|document| (document, stage.told.min(document.told))))
    }
}

struct Running<'p, 'm> {
    model: &'m Model,
    evaluation: Evaluation<'p, 'm>,
    missing: Vec<Slot>,
}

impl<'m> Running<'_, 'm> {
    fn note(&mut self, outcome: &Outcome) {
        if let Outcome::Missing(slots) = outcome {
            for slot in slots {
                if !self.missing.contains(slot) {
                    self.missing.push(*slot);
                }
            }
        }
    }

    /// Whether a condition of the procedure is met; none is met by everybody.
    fn tell(&mut self, condition: Option<&Expression>) -> Told {
        let Some(condition) = condition else { return Told::Yes };
        let Some(outcome) = self.evaluation.expression(condition) else { return Told::Maybe };
        self.note(&outcome);
        Told::by(&outcome)
    }

    /// The facts of a list that concern the person, or may.
    fn concerning<T>(&mut self, facts: &'m [Sourced<T>], condition: impl Fn(&T) -> Option<&Expression>) -> Vec<(&'m T, Told)> {
        let told = facts.iter().map(|fact| (&fact.value, self.tell(condition(&fact.value))));
        told.filter(|(_, told)| *told != Told::No).collect()
    }

    /// A step with its days, unless it is surely not theirs.
    fn stage(&mut self, step: &'m Step, calendar: &mut Calendar) -> Option<Stage<'m>> {
        let told = self.tell(step.condition.as_ref().map(|condition| &condition.value));
        if told == Told::No {
            return None;
        }
        let performances = self.concerning(step.performed.all(), |performance| performance.qualifiers.condition.as_ref());
        let requirements = self.concerning(step.requirements.all(), |requirement| requirement.qualifiers.condition.as_ref());
        let data = self.concerning(step.asks.all(), |(_, qualifiers)| qualifiers.condition.as_ref());
        let deadlines = self.concerning(&step.deadlines, |limit| limit.qualifiers.condition.as_ref());
        let waits = self.concerning(step.processing_times.all(), |time| time.qualifiers.condition.as_ref());
        let documents = requirements.into_iter().map(|(requirement, told)| {
            let choices = self.choices(requirement);
            Document { requirement, told, choices }
        });
        let mut stage = Stage {
            step,
            told,
            performances: performances.into_iter().map(|(performance, _)| performance).collect(),
            documents: documents.collect(),
            data: data.into_iter().map(|((reference, _), told)| (reference, told)).collect(),
            costs: self.concerning(step.costs.all(), |cost| cost.qualifiers.condition.as_ref()),
            starts: calendar.ready(step),
            ends: calendar.ready(step),
            deadlines: deadlines.into_iter().map(|(limit, _)| Deadline { limit, day: None }).collect(),
        };
        calendar.set(&mut stage, &waits);
        Some(stage)
    }

    fn choices(&self, requirement: &'m Requirement) -> Vec<Choice<'m>> {
        let named = |asked: &'m RequiredEvidence| match asked {
            RequiredEvidence::Named(reference) => {
                let evidence = self.model.evidence(reference);
                evidence.map_or(Choice::Described(&reference.name), Choice::Known)
            }
            RequiredEvidence::Described(text) => Choice::Described(&text.value),
        };
        requirement.evidence.iter().map(named).collect()
    }
}

/// The steps, each after those it waits for, else in the order of the text.
fn ordered<'m>(service: &'m PublicService, model: &Model) -> Vec<&'m Step> {
    let steps = &service.steps;
    let mut order = Vec::with_capacity(steps.len());
    let mut seen = vec![false; steps.len()];
    for rank in 0..steps.len() {
        visit(rank, steps, model, &mut seen, &mut order);
    }
    order
}

fn visit<'m>(rank: usize, steps: &'m [Step], model: &Model, seen: &mut [bool], order: &mut Vec<&'m Step>) {
    if std::mem::replace(&mut seen[rank], true) {
        return;
    }
    for earlier in &steps[rank].after {
        if let Some(SymbolKind::Step(_, earlier)) = model.symbol(&earlier.value).map(|symbol| symbol.kind) {
            visit(earlier as usize, steps, model, seen, order);
        }
    }
    order.push(&steps[rank]);
}

/// What a procedure delivers, with the other procedures that ask for it.
fn opened<'m>(service: &'m PublicService, model: &'m Model) -> Vec<(&'m Evidence, Vec<&'m PublicService>)> {
    let asks = |other: &PublicService, wanted: SymbolId| {
        other
            .requirements()
            .flat_map(|(_, requirement)| &requirement.value.evidence)
            .any(|asked| matches!(asked, RequiredEvidence::Named(reference) if reference.target == Some(wanted)))
    };
    let delivered = super::gathering::outputs(service).filter_map(|reference| model.evidence(reference));
    delivered
        .map(|evidence| {
            let others = model.services.iter().filter(|other| other.symbol != service.symbol);
            (evidence, others.filter(|other| asks(other, evidence.symbol)).collect())
        })
        .collect()
}
