//! The names of each thing: where they stand, and what is expected there.

use super::expected::Expected;
use super::lookup::Resolver;
use crate::model::{Data, Decision, Evidence, Journey, Profile, PublicOrganisation, PublicService, Sourced, Step, SymbolKind};
use crate::source::FileId;
use crate::values::{
    Actor, Appeal, Assignment, Case, CitedResource, Cost, ExpectedSubject, Expression, ExpressionKind, LegalCitation, Output,
    Qualifiers, RequiredEvidence, Requirement, Rule, TimeLimit,
};

/// Something that uses names.
pub(super) trait UsesNames {
    /// The file it is written in.
    fn file(&self) -> FileId;

    /// Looks up all its names.
    fn resolve(&mut self, resolver: &mut Resolver<'_, '_>);
}

impl Resolver<'_, '_> {
    fn qualifiers(&mut self, qualifiers: &mut Qualifiers) {
        if let Some(condition) = &mut qualifiers.condition {
            self.formula(condition, None);
        }
        if let Some(citation) = &mut qualifiers.according_to {
            self.citation(citation);
        }
    }

    fn citation(&mut self, citation: &mut LegalCitation) {
        match &mut citation.resource {
            CitedResource::Named(reference) => self.name(reference, Expected::LegalResource),
            CitedResource::Quoted(_) => {}
        }
    }

    fn costs(&mut self, costs: &mut [Sourced<Cost>]) {
        costs.iter_mut().for_each(|cost| self.qualifiers(&mut cost.value.qualifiers));
    }

    fn outputs(&mut self, outputs: &mut [Sourced<Output>]) {
        for output in outputs {
            self.name(&mut output.value.evidence, Expected::Evidence);
            self.qualifiers(&mut output.value.qualifiers);
        }
    }

    fn time_limits(&mut self, limits: &mut [Sourced<TimeLimit>]) {
        limits.iter_mut().for_each(|limit| self.qualifiers(&mut limit.value.qualifiers));
    }

    fn appeals(&mut self, appeals: &mut [Sourced<Appeal>]) {
        for appeal in appeals {
            if let Some(before) = &mut appeal.value.before {
                self.name(before, Expected::Organisation);
            }
            self.qualifiers(&mut appeal.value.qualifiers);
        }
    }

    fn requirement(&mut self, requirement: &mut Requirement) {
        for evidence in &mut requirement.evidence {
            match evidence {
                RequiredEvidence::Named(reference) => self.name(reference, Expected::Evidence),
                RequiredEvidence::Described(_) => {}
            }
        }
        self.qualifiers(&mut requirement.qualifiers);
    }

    fn step(&mut self, step: &mut Step) {
        if let Some(condition) = &mut step.condition {
            self.formula(&mut condition.value, None);
        }
        for performance in step.performed.all_mut() {
            for actor in &mut performance.value.actors {
                match &mut actor.value {
                    Actor::User | Actor::Representative => {}
                    Actor::Organisation(reference) => self.name(reference, Expected::Organisation),
                }
            }
            self.qualifiers(&mut performance.value.qualifiers);
        }
        for asked in step.asks.all_mut() {
            self.name(&mut asked.value.0, Expected::Datum);
            self.qualifiers(&mut asked.value.1);
        }
        self.names(&mut step.after, Expected::Step);
        step.requirements.all_mut().iter_mut().for_each(|requirement| self.requirement(&mut requirement.value));
        step.repetitions.iter_mut().for_each(|repetition| self.qualifiers(&mut repetition.value.qualifiers));
        self.costs(step.costs.all_mut());
        self.time_limits(step.processing_times.all_mut());
        self.time_limits(&mut step.deadlines);
        self.outputs(step.outputs.all_mut());
        self.names(&mut step.referrals, Expected::Organisation);
    }

    fn decision(&mut self, decision: &mut Decision) {
        if let Some(by) = &mut decision.by {
            self.name(by, Expected::Organisation);
        }
        decision.silences.all_mut().iter_mut().for_each(|silence| self.qualifiers(&mut silence.value.qualifiers));
        decision.refusals.all_mut().iter_mut().for_each(|refusal| self.qualifiers(&mut refusal.value.1));
        self.appeals(decision.appeals.all_mut());
        self.time_limits(decision.processing_times.all_mut());
        decision.discretions.all_mut().iter_mut().for_each(|discretion| self.qualifiers(&mut discretion.value.1));
    }

    fn rule(&mut self, rule: &mut Rule) {
        let of = self.find(&rule.name.value, Expected::Rule).filter(|id| self.lists_values(id));
        for definition in &mut rule.definitions {
            if let Some(value) = &mut definition.value {
                self.formula(value, of);
            }
            self.qualifiers(&mut definition.qualifiers);
        }
    }

    fn assignments(&mut self, assignments: &mut [Assignment]) {
        for assignment in assignments {
            self.name(&mut assignment.data, Expected::Datum);
            let of = assignment.data.target.filter(|id| self.lists_values(id));
            self.formula(&mut assignment.value, of);
        }
    }

    fn case(&mut self, case: &mut Case) {
        self.assignments(&mut case.situation);
        for expectation in &mut case.expectations {
            match &mut expectation.subject {
                ExpectedSubject::Rule(reference) => {
                    self.name(reference, Expected::Rule);
                    let of = reference.target.filter(|id| self.lists_values(id));
                    expectation.values.iter_mut().for_each(|value| self.formula(value, of));
                }
                ExpectedSubject::Evidence(_) => self.listed(&mut expectation.values, Expected::Evidence),
                ExpectedSubject::Steps(_) => self.listed(&mut expectation.values, Expected::Step),
                ExpectedSubject::ProcessingTime(_) | ExpectedSubject::Cost(_) => {
                    expectation.values.iter_mut().for_each(|value| self.formula(value, None));
                }
            }
        }
    }

    /// Documents or steps expected, each by its name; what is not a name is a matter of types.
    fn listed(&mut self, values: &mut [Expression], expected: Expected) {
        for value in values {
            if let ExpressionKind::Name(reference) = &mut value.kind {
                self.name(reference, expected);
            }
        }
    }
}

impl UsesNames for PublicService {
    fn file(&self) -> FileId {
        self.origin.location.file
    }

    fn resolve(&mut self, resolver: &mut Resolver<'_, '_>) {
        if let SymbolKind::PublicService(rank) = resolver.names.symbols.get(self.symbol).kind {
            resolver.local = Some((rank, resolver.names.of_service(rank)));
        }
        resolver.local_duplicates();
        resolver.names(self.organisations.all_mut(), Expected::Organisation);
        resolver.names(self.life_events.all_mut(), Expected::LifeEvent);
        self.legal_bases.all_mut().iter_mut().for_each(|citation| resolver.citation(&mut citation.value));
        if let Some(contact) = self.contact.said_mut() {
            resolver.names(&mut contact.of, Expected::Organisation);
        }
        resolver.costs(self.costs.all_mut());
        resolver.names(&mut self.declares, Expected::Datum);
        resolver.outputs(self.outputs.all_mut());
        self.steps.iter_mut().for_each(|step| resolver.step(step));
        if let Some(decision) = self.decision.said_mut() {
            resolver.decision(decision);
        }
        resolver.appeals(self.appeals.all_mut());
        let citations = self.sanctions.all_mut().iter_mut().filter_map(|sanction| sanction.according_to.as_mut());
        citations.for_each(|citation| resolver.citation(&mut citation.value));
        self.rules.iter_mut().for_each(|rule| resolver.rule(&mut rule.value));
        self.cases.iter_mut().for_each(|case| resolver.case(&mut case.value));
        resolver.local = None;
    }
}

impl UsesNames for PublicOrganisation {
    fn file(&self) -> FileId {
        self.origin.location.file
    }

    fn resolve(&mut self, resolver: &mut Resolver<'_, '_>) {
        if let Some(parent) = &mut self.part_of {
            resolver.name(parent, Expected::Organisation);
        }
    }
}

impl UsesNames for Evidence {
    fn file(&self) -> FileId {
        self.origin.location.file
    }

    fn resolve(&mut self, resolver: &mut Resolver<'_, '_>) {
        resolver.names(self.issued_by.all_mut(), Expected::Organisation);
        resolver.names(&mut self.held_by, Expected::Organisation);
        resolver.names(self.obtained_through.all_mut(), Expected::Service);
        resolver.costs(self.costs.all_mut());
        resolver.names(self.proves.all_mut(), Expected::Datum);
        resolver.names(&mut self.one_of, Expected::Evidence);
    }
}

impl UsesNames for Data {
    fn file(&self) -> FileId {
        self.origin.location.file
    }

    fn resolve(&mut self, resolver: &mut Resolver<'_, '_>) {
        if let Some((lowest, highest)) = self.bounds.as_deref_mut() {
            resolver.formula(lowest, None);
            resolver.formula(highest, None);
        }
    }
}

impl UsesNames for Journey {
    fn file(&self) -> FileId {
        self.origin.location.file
    }

    fn resolve(&mut self, resolver: &mut Resolver<'_, '_>) {
        if let Some(event) = &mut self.life_event {
            resolver.name(event, Expected::LifeEvent);
        }
        for service in self.stages.iter_mut().flatten() {
            resolver.name(service, Expected::Service);
        }
    }
}

impl UsesNames for Profile {
    fn file(&self) -> FileId {
        self.origin.location.file
    }

    fn resolve(&mut self, resolver: &mut Resolver<'_, '_>) {
        resolver.assignments(&mut self.situation);
        self.owns.iter_mut().for_each(|evidence| resolver.name(evidence, Expected::Evidence));
    }
}

impl UsesNames for Sourced<Rule> {
    fn file(&self) -> FileId {
        self.origin.location.file
    }

    fn resolve(&mut self, resolver: &mut Resolver<'_, '_>) {
        resolver.rule(&mut self.value);
    }
}
