//! What a procedure is for one person: the steps that are theirs, in order, with what to bring, where, at what cost and when.

mod calendar;
mod plan;

pub use calendar::{Deadline, Span, end};
pub use plan::{Plan, Told};

use crate::logic::program::{RuleId, Slot};
use crate::logic::{Evaluation, Outcome, Situation};
use crate::model::{Evidence, Model, Performance, PublicService, Step, SymbolKind};
use crate::values::{Cost, Date, Money, Reference, RequiredEvidence, Requirement, SymbolId};

/// A procedure run for one person on one day.
#[derive(Debug)]
pub struct Roadmap<'m> {
    /// The procedure.
    pub service: &'m PublicService,
    /// The day it starts.
    pub today: Date,
    /// What each of its rights and calculations gives.
    pub rights: Vec<(RuleId, Outcome)>,
    /// The steps that are theirs, or may be, each after those it waits for.
    pub stages: Vec<Stage<'m>>,
    /// The data that would tell more, in the order the procedure needs them.
    pub missing: Vec<Slot>,
    /// What the procedure itself costs, besides its steps.
    pub costs: Vec<(&'m Cost, Told)>,
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
        let mut evaluation = plan.evaluation(situation, today);
        let rights: Vec<_> = plan.rules.iter().map(|rule| (*rule, evaluation.rule(*rule))).collect();
        let mut running = Running { plan, evaluation, missing: Vec::new() };
        for (_, outcome) in &rights {
            running.note(outcome);
        }
        let costs = running.costs(plan.service.costs.all().iter().map(|cost| &cost.value));
        let stages = ordered(plan).into_iter().filter_map(|step| running.stage(step)).collect();
        let mut roadmap = Self {
            service: plan.service,
            today,
            rights,
            stages,
            missing: running.missing,
            costs,
            opens: opened(plan.service, plan.model()),
        };
        calendar::set(&mut roadmap);
        roadmap
    }

    /// What is surely paid and what may be, from the least to the most: documents left out.
    #[must_use]
    pub fn cost(&self) -> (Money, Money) {
        let of_stages = self.stages.iter().flat_map(|stage| stage.costs.iter().map(|(cost, told)| (*cost, told.and(stage.told))));
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
            .flat_map(|stage| stage.documents.iter().map(|document| (document, document.told.and(stage.told))))
    }
}

struct Running<'p, 'm> {
    plan: &'p Plan<'m>,
    evaluation: Evaluation<'p, 'm>,
    missing: Vec<Slot>,
}

impl<'m> Running<'_, 'm> {
    fn note(&mut self, outcome: &Outcome) {
        if let Outcome::Missing(slots) = outcome {
            let new = slots.iter().filter(|slot| !self.missing.contains(slot)).copied().collect::<Vec<_>>();
            self.missing.extend(new);
        }
    }

    fn tell(&mut self, condition: Option<&crate::values::Expression>) -> Told {
        if let Some(condition) = condition
            && let Some(outcome) = self.plan.outcome(&mut self.evaluation, condition)
        {
            self.note(&outcome);
        }
        self.plan.tell(&mut self.evaluation, condition)
    }

    fn costs<'c>(&mut self, costs: impl Iterator<Item = &'c Cost>) -> Vec<(&'c Cost, Told)> {
        let told = costs.map(|cost| (cost, self.tell(cost.qualifiers.condition.as_ref())));
        told.filter(|(_, told)| *told != Told::No).collect()
    }

    /// A step, unless it is surely not theirs.
    fn stage(&mut self, step: &'m Step) -> Option<Stage<'m>> {
        let told = self.tell(step.condition.as_ref().map(|condition| &condition.value));
        if told == Told::No {
            return None;
        }
        let mut performances = Vec::new();
        for performance in step.performed.all() {
            if self.tell(performance.value.qualifiers.condition.as_ref()) != Told::No {
                performances.push(&performance.value);
            }
        }
        let mut documents = Vec::new();
        for requirement in step.requirements.all() {
            let told = self.tell(requirement.value.qualifiers.condition.as_ref());
            if told != Told::No {
                documents.push(Document { requirement: &requirement.value, told, choices: self.choices(&requirement.value) });
            }
        }
        let mut data = Vec::new();
        for asked in step.asks.all() {
            let told = self.tell(asked.value.1.condition.as_ref());
            if told != Told::No {
                data.push((&asked.value.0, told));
            }
        }
        let mut deadlines = Vec::new();
        for limit in &step.deadlines {
            if self.tell(limit.value.qualifiers.condition.as_ref()) != Told::No {
                deadlines.push(Deadline { limit: &limit.value, day: None });
            }
        }
        let costs = self.costs(step.costs.all().iter().map(|cost| &cost.value));
        let (starts, ends) = (Span::default(), Span::default());
        Some(Stage { step, told, performances, documents, data, costs, starts, ends, deadlines })
    }

    fn choices(&self, requirement: &'m Requirement) -> Vec<Choice<'m>> {
        let named = |asked: &'m RequiredEvidence| match asked {
            RequiredEvidence::Named(reference) => {
                let evidence = self.plan.model().evidence(reference);
                evidence.map_or(Choice::Described(&reference.name), Choice::Known)
            }
            RequiredEvidence::Described(text) => Choice::Described(&text.value),
        };
        requirement.evidence.iter().map(named).collect()
    }
}

/// The steps, each after those it waits for, else in the order of the text.
fn ordered<'m>(plan: &Plan<'m>) -> Vec<&'m Step> {
    let steps = &plan.service.steps;
    let mut order = Vec::with_capacity(steps.len());
    let mut seen = vec![false; steps.len()];
    for rank in 0..steps.len() {
        visit(rank, steps, plan.model(), &mut seen, &mut order);
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
