//! What can be obtained at all: a procedure needs all its documents, a document is obtained by any of its ways.
//!
//! The least fixpoint from what people hold at the start. What nothing is said about is held: a way nobody described may exist.

use super::Graph;
use crate::model::{Evidence, Model, Sourced};
use crate::values::{Expression, RequiredEvidence, Requirement, SymbolId};

/// A line that asks for documents, by ranks of the model.
#[derive(Debug)]
pub(super) struct Asked<'m> {
    /// The rank of the procedure.
    pub(super) service: usize,
    /// The line.
    pub(super) requirement: &'m Sourced<Requirement>,
    /// The ranks of the documents accepted.
    pub(super) evidences: Vec<usize>,
    /// The conditions of the step and of the line.
    pub(super) conditions: Vec<&'m Expression>,
}

/// The ways to documents, by ranks of the model.
#[derive(Debug)]
pub(super) struct Ways<'m> {
    /// All the lines that may keep someone from a procedure.
    pub(super) asked: Vec<Asked<'m>>,
    /// The ranks of the procedures that give each document.
    pub(super) providers: Vec<Vec<usize>>,
    /// The ranks of the documents that serve as each document.
    pub(super) served_by: Vec<Vec<usize>>,
    /// Whether each document is held at the start, or may be had in a way not described.
    held: Vec<bool>,
}

/// What is out of reach, by ranks of the model.
#[derive(Debug)]
pub(super) struct OutOfReach {
    pub(super) services: Vec<bool>,
    pub(super) evidences: Vec<bool>,
}

impl<'m> Ways<'m> {
    pub(super) fn new(graph: &Graph, model: &'m Model) -> Self {
        let service_ranks = ranks(model, model.services.iter().map(|service| service.symbol));
        let evidence_ranks = ranks(model, model.evidences.iter().map(|evidence| evidence.symbol));
        let to_ranks = |symbols: Vec<SymbolId>, ranks: &[u32]| -> Vec<usize> {
            symbols
                .into_iter()
                .map(|symbol| ranks[symbol.0 as usize])
                .filter(|rank| *rank != NONE)
                .map(|rank| rank as usize)
                .collect()
        };
        let ways = |of: &dyn Fn(SymbolId) -> Vec<SymbolId>, ranks: &[u32]| {
            model.evidences.iter().map(|evidence| to_ranks(of(evidence.symbol), ranks)).collect::<Vec<_>>()
        };
        Self {
            asked: asked(graph, model, &evidence_ranks),
            providers: ways(&|symbol| graph.obtained_through(symbol), &service_ranks),
            served_by: ways(&|symbol| graph.served_by(symbol), &evidence_ranks),
            held: model.evidences.iter().map(is_held).collect(),
        }
    }

    /// What is out of reach of someone concerned by those lines.
    pub(super) fn out_of_reach(&self, n_services: usize, concerns: impl Fn(&Asked<'m>) -> bool) -> OutOfReach {
        let n_evidences = self.providers.len();
        let mut missing = vec![0_usize; n_services];
        let mut asked_by: Vec<Vec<usize>> = vec![Vec::new(); n_evidences];
        for (line, asked) in self.asked.iter().enumerate().filter(|(_, asked)| concerns(asked)) {
            missing[asked.service] += 1;
            asked.evidences.iter().for_each(|evidence| asked_by[*evidence].push(line));
        }
        let gives = reversed(&self.providers, n_services);
        let serves_as = reversed(&self.served_by, n_evidences);
        let mut satisfied = vec![false; self.asked.len()];
        let mut reached = vec![false; n_evidences];
        let mut doable = vec![false; n_services];
        let mut to_reach: Vec<usize> = (0..n_evidences).filter(|evidence| self.held[*evidence]).collect();
        let mut to_do: Vec<usize> = (0..n_services).filter(|service| missing[*service] == 0).collect();
        loop {
            if let Some(service) = to_do.pop() {
                doable[service] = true;
                to_reach.extend(&gives[service]);
            } else if let Some(evidence) = to_reach.pop() {
                if std::mem::replace(&mut reached[evidence], true) {
                    continue;
                }
                to_reach.extend(&serves_as[evidence]);
                for &line in &asked_by[evidence] {
                    if std::mem::replace(&mut satisfied[line], true) {
                        continue;
                    }
                    let service = self.asked[line].service;
                    missing[service] -= 1;
                    if missing[service] == 0 {
                        to_do.push(service);
                    }
                }
            } else {
                break;
            }
        }
        let not = |reached: Vec<bool>| reached.into_iter().map(|reached| !reached).collect();
        OutOfReach { services: not(doable), evidences: not(reached) }
    }
}

/// No rank.
const NONE: u32 = u32::MAX;

/// The rank of each symbol in a list of the model.
fn ranks(model: &Model, symbols: impl Iterator<Item = SymbolId>) -> Vec<u32> {
    let mut ranks = vec![NONE; model.symbols.len()];
    for (rank, symbol) in (0_u32..).zip(symbols) {
        ranks[symbol.0 as usize] = rank;
    }
    ranks
}

/// The lines that name all the documents they accept: a document only described may be at hand. Optional steps keep nobody out.
fn asked<'m>(graph: &Graph, model: &'m Model, evidence_ranks: &[u32]) -> Vec<Asked<'m>> {
    let mut asked = Vec::new();
    for (rank, service) in model.services.iter().enumerate() {
        for need in graph.needs(service.symbol) {
            let Some((step, requirement)) = need.line(model) else { continue };
            let all_known = requirement.value.evidence.iter().all(|evidence| match evidence {
                RequiredEvidence::Named(reference) => reference.target.is_some(),
                RequiredEvidence::Described(_) => false,
            });
            if !all_known || step.optional {
                continue;
            }
            let evidences = need.evidences.iter().map(|evidence| evidence_ranks[evidence.0 as usize] as usize).collect();
            let of_step = step.condition.as_ref().map(|condition| &condition.value);
            let conditions = of_step.into_iter().chain(requirement.value.qualifiers.condition.as_ref()).collect();
            asked.push(Asked { service: rank, requirement, evidences, conditions });
        }
    }
    asked
}

/// Whether people have it already, or may have it in a way nobody described: only a document said to come from procedures, or to be one of
/// several, is known not to.
fn is_held(evidence: &Evidence) -> bool {
    let known =
        |references: &[Sourced<crate::values::Reference>]| references.iter().all(|reference| reference.value.target.is_some());
    let through = evidence.obtained_through.all();
    let one_of = &evidence.one_of;
    let all_ways_known = known(through) && known(one_of) && !(through.is_empty() && one_of.is_empty());
    evidence.already_owned || evidence.exchange.said().is_some() || !all_ways_known
}

fn reversed(ways: &[Vec<usize>], n_targets: usize) -> Vec<Vec<usize>> {
    let mut reversed = vec![Vec::new(); n_targets];
    for (from, targets) in ways.iter().enumerate() {
        targets.iter().for_each(|target| reversed[*target].push(from));
    }
    reversed
}
