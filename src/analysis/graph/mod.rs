//! The graph of a workspace: who needs what, who delivers it, what comes before what.
//!
//! Nodes are procedures, steps, documents, organisations and life events, each by its symbol; a link says what one has to do with the
//! other. A hyperlink or a mention is no link: only what a procedure needs or gives counts. The answers come in the order of the files.

mod circles;
mod knots;
mod obtainable;
#[cfg(test)]
mod tests;

pub use circles::{Circle, CircleLink};

use crate::model::{Evidence, Model, PublicService, Sourced, Step};
use crate::values::{Actor, Reference, RequiredEvidence, SymbolId};
use petgraph::Direction;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// What one thing has to do with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    /// From a procedure to its step.
    Step,
    /// From a step to one that comes after it.
    Order,
    /// From a step to a document, for the requirement of that rank.
    Needs(u32),
    /// From a procedure or a step to a document.
    Delivers,
    /// From a document to a procedure that its author says delivers it.
    ObtainedThrough,
    /// From a document to one that serves as it.
    ServedBy,
    /// From a document to who delivers it.
    IssuedBy,
    /// From a procedure to an organisation that is in charge, acts or decides in it.
    Involves,
    /// From a procedure to a life event that sets it going.
    SetGoingBy,
}

/// A document, or one of several, that a step asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// The step.
    pub step: SymbolId,
    /// The rank of the requirement in its step.
    pub requirement: u32,
    /// The documents known by name, alternatives of one another.
    pub evidences: Vec<SymbolId>,
}

impl Need {
    /// The line that asks for it.
    #[must_use]
    pub fn line<'m>(&self, model: &'m Model) -> Option<(&'m Step, &'m Sourced<crate::values::Requirement>)> {
        let step = model.step_of(self.step)?;
        Some((step, step.requirements.all().get(self.requirement as usize)?))
    }
}

/// The graph.
#[derive(Debug, Default)]
pub struct Graph {
    links: DiGraph<SymbolId, Link>,
    /// The node of each symbol that has one.
    nodes: Vec<Option<NodeIndex>>,
}

impl Graph {
    /// Builds it, in time linear in the size of the model.
    #[must_use]
    pub fn new(model: &Model) -> Self {
        let mut graph = Self { links: DiGraph::new(), nodes: vec![None; model.symbols.len()] };
        model.evidences.iter().for_each(|evidence| graph.add_evidence(evidence));
        model.services.iter().for_each(|service| graph.add_service(service));
        graph
    }

    /// What the steps of a procedure ask for, in the order of the text; what the procedure itself delivers is not asked of anyone.
    #[must_use]
    pub fn needs(&self, service: SymbolId) -> Vec<Need> {
        let own: BTreeSet<_> = self.outputs(service).into_iter().collect();
        let mut needs: Vec<Need> = Vec::new();
        for step in self.after(service, Link::Step) {
            for (evidence, link) in self.outgoing(step) {
                let Link::Needs(requirement) = link else { continue };
                match needs.last_mut() {
                    Some(need) if need.step == step && need.requirement == requirement => need.evidences.push(evidence),
                    Some(_) | None => needs.push(Need { step, requirement, evidences: vec![evidence] }),
                }
            }
        }
        needs.retain(|need| need.evidences.iter().all(|evidence| !own.contains(evidence)));
        needs
    }

    /// The documents a procedure or its steps deliver.
    #[must_use]
    pub fn outputs(&self, service: SymbolId) -> Vec<SymbolId> {
        let of_steps = self.after(service, Link::Step).into_iter().flat_map(|step| self.after(step, Link::Delivers));
        distinct(self.after(service, Link::Delivers).into_iter().chain(of_steps))
    }

    /// The procedures that deliver a document.
    #[must_use]
    pub fn delivered_by(&self, evidence: SymbolId) -> Vec<SymbolId> {
        self.owners(self.before(evidence, Link::Delivers))
    }

    /// The procedures through which a document is obtained: those its author names, then those that deliver it.
    #[must_use]
    pub fn obtained_through(&self, evidence: SymbolId) -> Vec<SymbolId> {
        distinct(self.after(evidence, Link::ObtainedThrough).into_iter().chain(self.delivered_by(evidence)))
    }

    /// The documents that serve as a document.
    #[must_use]
    pub fn served_by(&self, evidence: SymbolId) -> Vec<SymbolId> {
        distinct(self.after(evidence, Link::ServedBy))
    }

    /// The procedures that ask for a document by its name.
    #[must_use]
    pub fn asked_by(&self, evidence: SymbolId) -> Vec<SymbolId> {
        let steps = self.incoming(evidence).filter(|(_, link)| matches!(link, Link::Needs(_))).map(|(step, _)| step);
        self.owners(steps)
    }

    /// The procedures a life event sets going.
    #[must_use]
    pub fn services_of_event(&self, event: SymbolId) -> Vec<SymbolId> {
        distinct(self.before(event, Link::SetGoingBy))
    }

    /// The organisations in charge of a procedure, then those that act or decide in it.
    #[must_use]
    pub fn organisations(&self, service: SymbolId) -> Vec<SymbolId> {
        distinct(self.after(service, Link::Involves))
    }

    /// The documents an organisation delivers.
    #[must_use]
    pub fn issued_by(&self, organisation: SymbolId) -> Vec<SymbolId> {
        distinct(self.before(organisation, Link::IssuedBy))
    }

    /// Those procedures in stages: each comes after those that give what it needs, those of one stage go in parallel, in the order given.
    /// In a circle, the first one given goes first.
    #[must_use]
    pub fn stages(&self, services: &[SymbolId]) -> Vec<Vec<SymbolId>> {
        let rank_of: FxHashMap<_, _> = services.iter().copied().zip(0_usize..).collect();
        let mut waits_for = vec![0_usize; services.len()];
        let mut helps: Vec<Vec<usize>> = vec![Vec::new(); services.len()];
        for (rank, service) in services.iter().enumerate() {
            let providers: BTreeSet<_> =
                self.providers(*service).filter_map(|provider| rank_of.get(&provider).copied()).collect();
            for provider in providers.into_iter().filter(|provider| *provider != rank) {
                waits_for[rank] += 1;
                helps[provider].push(rank);
            }
        }
        let mut remaining: BTreeSet<usize> = (0..services.len()).collect();
        let mut ready: Vec<usize> = remaining.iter().copied().filter(|rank| waits_for[*rank] == 0).collect();
        let mut stages = Vec::new();
        while let Some(first) = remaining.first() {
            let mut stage = std::mem::take(&mut ready);
            if stage.is_empty() {
                stage.push(*first);
            }
            stage.sort_unstable();
            stage.iter().for_each(|rank| _ = remaining.remove(rank));
            for helped in stage.iter().flat_map(|rank| &helps[*rank]) {
                waits_for[*helped] -= 1;
                if waits_for[*helped] == 0 && remaining.contains(helped) {
                    ready.push(*helped);
                }
            }
            stages.push(stage.into_iter().map(|rank| services[rank]).collect());
        }
        stages
    }

    /// The circles of steps of a procedure, each step waiting for the next and the last for the first: the shortest of each knot.
    #[must_use]
    pub fn step_circles(&self, service: SymbolId) -> Vec<Vec<SymbolId>> {
        let steps = self.after(service, Link::Step);
        let mut waits = DiGraph::new();
        let nodes: FxHashMap<_, _> = steps.iter().map(|step| (*step, waits.add_node(*step))).collect();
        for step in &steps {
            for earlier in self.before(*step, Link::Order).iter().filter_map(|earlier| nodes.get(earlier)) {
                waits.add_edge(nodes[step], *earlier, *step);
            }
        }
        knots::knots(&waits).iter().filter_map(|knot| knots::shortest_circle(&waits, knot)).collect()
    }

    /// The procedures that yield what a procedure needs, directly or through a document that serves as it.
    fn providers(&self, service: SymbolId) -> impl Iterator<Item = SymbolId> {
        let needed = self.needs(service).into_iter().flat_map(|need| need.evidences);
        needed.flat_map(|evidence| {
            let alternatives = self.served_by(evidence).into_iter().flat_map(|other| self.obtained_through(other));
            self.obtained_through(evidence).into_iter().chain(alternatives)
        })
    }

    fn add_evidence(&mut self, evidence: &Evidence) {
        let node = self.node(evidence.symbol);
        self.links_to(node, names(evidence.obtained_through.all()), Link::ObtainedThrough);
        self.links_to(node, names(&evidence.one_of), Link::ServedBy);
        self.links_to(node, names(evidence.issued_by.all()), Link::IssuedBy);
    }

    fn add_service(&mut self, service: &PublicService) {
        let node = self.node(service.symbol);
        self.links_to(node, names(service.organisations.all()), Link::Involves);
        self.links_to(node, names(service.life_events.all()), Link::SetGoingBy);
        self.links_to(node, service.outputs.all().iter().map(|output| &output.value.evidence), Link::Delivers);
        for step in &service.steps {
            self.link(node, step.symbol, Link::Step);
            self.add_step(step);
            let actors = step.performed.all().iter().flat_map(|performance| &performance.value.actors);
            let organisations = actors.filter_map(|actor| match &actor.value {
                Actor::Organisation(reference) => Some(reference),
                Actor::User | Actor::Representative => None,
            });
            self.links_to(node, organisations, Link::Involves);
        }
        let decided_by = service.decision.said().and_then(|decision| decision.by.as_ref());
        self.links_to(node, decided_by.into_iter(), Link::Involves);
    }

    fn add_step(&mut self, step: &Step) {
        let node = self.node(step.symbol);
        for earlier in step.after.iter().filter_map(|earlier| earlier.value.target) {
            let earlier = self.node(earlier);
            self.links.add_edge(earlier, node, Link::Order);
        }
        for (rank, requirement) in (0_u32..).zip(step.requirements.all()) {
            let named = requirement.value.evidence.iter().filter_map(|evidence| match evidence {
                RequiredEvidence::Named(reference) => Some(reference),
                RequiredEvidence::Described(_) => None,
            });
            self.links_to(node, named, Link::Needs(rank));
        }
        self.links_to(node, step.outputs.all().iter().map(|output| &output.value.evidence), Link::Delivers);
    }

    fn node(&mut self, symbol: SymbolId) -> NodeIndex {
        *self.nodes[symbol.0 as usize].get_or_insert_with(|| self.links.add_node(symbol))
    }

    fn link(&mut self, from: NodeIndex, to: SymbolId, link: Link) {
        let to = self.node(to);
        self.links.add_edge(from, to, link);
    }

    fn links_to<'r>(&mut self, from: NodeIndex, references: impl Iterator<Item = &'r Reference>, link: Link) {
        references.filter_map(|reference| reference.target).for_each(|to| self.link(from, to, link));
    }

    /// What a thing points to, in the order it was said.
    fn outgoing(&self, symbol: SymbolId) -> impl Iterator<Item = (SymbolId, Link)> {
        self.neighbours(symbol, Direction::Outgoing)
    }

    /// What points to a thing, in the order it was said.
    fn incoming(&self, symbol: SymbolId) -> impl Iterator<Item = (SymbolId, Link)> {
        self.neighbours(symbol, Direction::Incoming)
    }

    fn neighbours(&self, symbol: SymbolId, direction: Direction) -> impl Iterator<Item = (SymbolId, Link)> {
        let node = self.nodes.get(symbol.0 as usize).copied().flatten();
        let edges = node.into_iter().flat_map(move |node| self.links.edges_directed(node, direction));
        let mut edges: Vec<(EdgeIndex, SymbolId, Link)> = edges
            .map(|edge| {
                let other = if direction == Direction::Outgoing { edge.target() } else { edge.source() };
                (edge.id(), self.links[other], *edge.weight())
            })
            .collect();
        edges.sort_unstable_by_key(|(id, ..)| *id);
        edges.into_iter().map(|(_, other, link)| (other, link))
    }

    fn after(&self, symbol: SymbolId, link: Link) -> Vec<SymbolId> {
        self.outgoing(symbol).filter(|(_, other)| *other == link).map(|(symbol, _)| symbol).collect()
    }

    fn before(&self, symbol: SymbolId, link: Link) -> Vec<SymbolId> {
        self.incoming(symbol).filter(|(_, other)| *other == link).map(|(symbol, _)| symbol).collect()
    }

    /// The procedures those procedures and steps are or belong to.
    fn owners(&self, symbols: impl IntoIterator<Item = SymbolId>) -> Vec<SymbolId> {
        distinct(symbols.into_iter().flat_map(|symbol| {
            let owners = self.before(symbol, Link::Step);
            if owners.is_empty() { vec![symbol] } else { owners }
        }))
    }
}

fn names(references: &[Sourced<Reference>]) -> impl Iterator<Item = &Reference> {
    references.iter().map(|reference| &reference.value)
}

/// Each once, in order.
fn distinct(symbols: impl IntoIterator<Item = SymbolId>) -> Vec<SymbolId> {
    let mut seen = BTreeSet::new();
    symbols.into_iter().filter(|symbol| seen.insert(*symbol)).collect()
}
